package export

import (
	"strings"
	"unicode"

	"schakel/internal/i18n"
)

// paragraph makes a strip for every line of a text, which is one element. lang is "" for the language of the document.
func (l *layout) paragraph(k tag, lang, text string, s style, colour string, width float64) []strip {
	var out []strip
	e := l.element(k, lang)
	for _, t := range s.lines(text, width) {
		out = append(out, strip{height: s.height(), draw: func(x, y, width float64) {
			l.marked(e, func() { l.text(t, s, l.start(x, width, t.width, 0), y, colour) })
		}})
	}
	return out
}

func gap(height float64) strip {
	return strip{height: height, blank: true, draw: func(_, _, _ float64) {}}
}

// joined keeps strips with the one that follows.
func joined(strips []strip) []strip {
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

func (b Heading) strips(l *layout, width float64) []strip {
	s := l.style(true, sizeHeading)
	return joined(append(append([]strip{gap(6)}, l.paragraph(tagHeading, b.Lang, b.Text, s, colourText, width)...), gap(2)))
}

func (b Paragraph) strips(l *layout, width float64) []strip {
	s, colour := l.style(b.Bold, sizeBody), colourText
	if b.Muted {
		s, colour = l.style(b.Bold, sizeSmall), colourMuted
	}
	if b.Typed || b.Lang != "" {
		s.base = i18n.TypedDirection([]rune(b.Text), s.base)
	}
	what := tagText
	if b.Head {
		what = tagHeading
	}
	all := append(l.paragraph(what, b.Lang, b.Text, s, colour, width), gap(4))
	if b.Keep {
		return joined(all)
	}
	return all
}

func (b KeyValues) strips(l *layout, width float64) []strip {
	label, value := l.style(false, sizeSmall), l.style(false, sizeBody)
	const share, between = 0.34, 12
	var out []strip
	l.within(l.element(tagList, ""), func() {
		for _, row := range b.Rows {
			left := label.lines(row.Label, width*share-2)
			own := value.typedBy(row.Value)
			right := own.lines(row.Value, width*(1-share)-between)
			var name, body int
			l.within(l.element(tagItem, ""), func() {
				name, body = l.element(tagLabel, ""), l.element(tagBody, "")
			})
			rows := max(len(left), len(right))
			for i := range rows {
				last := i == rows-1
				height := value.height()
				if last {
					height += 5
				}
				out = append(out, strip{height: height, keep: !last && (i == 0 || i == rows-2), draw: func(x, y, width float64) {
					if i < len(left) {
						l.marked(name, func() {
							l.text(left[i], label, l.start(x, width, left[i].width, 0), y+value.size-label.size, colourMuted)
						})
					}
					if i < len(right) {
						l.marked(body, func() {
							l.text(right[i], own, l.start(x, width, right[i].width, width*share+between), y, colourText)
						})
					}
					if last {
						l.stroke([][2]float64{{x, y + height - 2.5}, {x + width, y + height - 2.5}}, colourLine, 0.5)
					}
				}})
			}
		}
	})
	return append(out, gap(4))
}

func (b Table) strips(l *layout, width float64) []strip {
	n := len(b.Columns)
	if n == 0 {
		return nil
	}
	numeric := make([]bool, n)
	for j := range numeric {
		numeric[j] = len(b.Rows) > 0
		for _, row := range b.Rows {
			numeric[j] = numeric[j] && j < len(row) && j > 0 && strings.IndexFunc(row[j], unicode.IsDigit) == 0
		}
	}
	head, body := l.style(true, sizeSmall), l.style(false, sizeBody-0.5)
	var out []strip
	l.within(l.element(tagTable, ""), func() {
		out = joined(l.cells(tagHead, b.Columns, numeric, head, colourMuted, width))
		above := l.cells(tagNone, b.Columns, numeric, head, colourMuted, width)[0]
		for _, row := range b.Rows {
			line := l.cells(tagCell, row, numeric, body, colourText, width)
			line[0].head = &above
			out = append(out, line...)
		}
	})
	return append(out, gap(4))
}

// cells is one row of a table in columns of equal width. With tagNone it is no part of what is read aloud.
func (l *layout) cells(k tag, row []string, numeric []bool, s style, colour string, width float64) []strip {
	const between = 10
	column := width / float64(len(numeric))
	set := make([][]typed, len(numeric))
	styles := make([]style, len(numeric))
	rows := 1
	for j := range set {
		if j < len(row) {
			styles[j] = s.typedBy(row[j])
			set[j] = styles[j].lines(row[j], column-between)
			rows = max(rows, len(set[j]))
		}
	}
	parts := l.row(k, len(numeric))
	height := float64(rows)*s.height() + 5
	return []strip{{height: height, draw: func(x, y, width float64) {
		for j, lines := range set {
			left := l.start(x, width, column, column*float64(j))
			l.inCell(parts, j, func() {
				for i, t := range lines {
					at := l.start(left, column-between, t.width, 0)
					if numeric[j] {
						at = l.end(left, column-between, t.width)
					}
					l.text(t, styles[j], at, y+float64(i)*s.height(), colour)
				}
			})
		}
		l.stroke([][2]float64{{x, y + height - 2.5}, {x + width, y + height - 2.5}}, colourLine, 0.5)
	}}}
}

func (b Numbers) strips(l *layout, width float64) []strip {
	large, small := l.style(true, sizeNumber), l.style(false, sizeSmall)
	if len(b.Items) == 0 {
		return nil
	}
	column := width / float64(len(b.Items))
	words := make([][]typed, len(b.Items))
	parts := make([]int, len(b.Items))
	rows := 1
	for i, n := range b.Items {
		parts[i] = l.element(tagText, "")
		words[i] = small.lines(n.Word, column-8)
		rows = max(rows, len(words[i]))
	}
	return []strip{{height: large.height()*0.95 + float64(rows)*small.height() + 6, draw: func(x, y, width float64) {
		for i, n := range b.Items {
			left := l.start(x, width, column, column*float64(i))
			size, s := large.one(n.Value), large
			if size.width > column-8 {
				s = l.style(true, sizeHeading)
				size = s.one(n.Value)
			}
			l.marked(parts[i], func() {
				l.text(size, s, l.start(left, column, size.width, 0), y+(large.height()-s.height())*0.8, colourText)
				for k, t := range words[i] {
					l.text(t, small, l.start(left, column, t.width, 0), y+large.height()*0.95+float64(k)*small.height(), colourMuted)
				}
			})
		}
	}}}
}

func (b Pair) strips(l *layout, width float64) []strip {
	const between = 22
	half := (width - between) / 2
	made := len(l.outline.all)
	var sides [2][]strip
	var heights [2]float64
	for i, blocks := range [][]Block{b.Start, b.End} {
		for _, block := range blocks {
			sides[i] = append(sides[i], block.strips(l, half)...)
		}
		for _, s := range sides[i] {
			heights[i] += s.height
		}
	}
	height := max(heights[0], heights[1])
	if height > pageHeight-2*margin-footRoom {
		l.outline.cut(made)      // they are made anew
		return l.below(b, width) // too long to stand beside each other on one page
	}
	keep := true // two headings stay with what follows
	for _, strips := range sides {
		keep = keep && len(strips) > 0 && strips[len(strips)-1].keep
	}
	after := 6.0
	if keep { // a label stands nearer to what it is about than to what comes before it
		after = -2
	}
	return []strip{{height: height + after, keep: keep || b.Keep, draw: func(x, y, width float64) {
		for i, strips := range sides {
			at, left := y, l.start(x, width, half, float64(i)*(half+between))
			for _, s := range strips {
				s.draw(left, at, half)
				at += s.height
			}
		}
	}}}
}

// below sets the two halves under each other.
func (l *layout) below(b Pair, width float64) []strip {
	var out []strip
	for _, block := range append(append([]Block{}, b.Start...), b.End...) {
		out = append(out, block.strips(l, width)...)
	}
	return out
}

func (Rule) strips(l *layout, _ float64) []strip {
	return []strip{{height: 12, keep: true, draw: func(x, y, width float64) {
		l.stroke([][2]float64{{x, y + 6}, {x + width, y + 6}}, colourLine, 0.8)
	}}}
}

func (Space) strips(*layout, float64) []strip { return []strip{gap(12)} }

func (b Code) strips(l *layout, width float64) []strip {
	s := l.style(true, sizeTitle)
	s.base = 0
	lines := s.lines(b.Text, width-28)
	height := float64(len(lines))*s.height() + 20
	e := l.element(tagText, "")
	return []strip{{height: height + 8, draw: func(x, y, width float64) {
		l.box(x, y, width, height, colourEdge, false)
		for i, t := range lines {
			l.marked(e, func() { l.text(t, s, x+(width-t.width)/2, y+10+float64(i)*s.height(), colourText) })
		}
	}}}
}

func (b Sign) strips(l *layout, _ float64) []strip {
	s := l.style(false, sizeSmall)
	t, same := s.one(b.Word), typed{}
	e, d := l.element(tagText, ""), 0
	if b.Dutch != "" {
		same, d = s.typedBy(b.Dutch).one(b.Dutch), l.element(tagText, "nl")
	}
	return []strip{{height: 48, draw: func(x, y, width float64) {
		w := width * 0.6
		from := l.start(x, width, w, 0)
		l.stroke([][2]float64{{from, y + 30}, {from + w, y + 30}}, colourEdge, 0.8)
		l.marked(e, func() { l.text(t, s, l.start(x, width, t.width, 0), y+32, colourMuted) })
		if b.Dutch != "" {
			l.marked(d, func() { l.text(same, s, l.start(x, width, same.width, t.width+10), y+32, colourMuted) })
		}
	}}}
}
