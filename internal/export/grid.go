package export

// Grid is a table of two dimensions: a name in the first column, which is wider, and numbers in the others. On a next page its head stands again.
type Grid struct {
	Title   string
	Columns []string // heads; the first is that of the names
	Rows    []GridRow
	Note    string // below it, "" for none
}

// GridRow is one row.
type GridRow struct {
	Label string
	Typed bool // a name that people gave
	Depth int  // how far it is indented
	Sum   bool // the total of the others: in bold
	Cells []GridCell
}

// GridCell is one number. Before is what it is compared with, smaller below it; "" when it is not compared.
type GridCell struct {
	Text, Before string
	Hidden       bool
}

// row makes the elements of a row with n cells; none for tagNone.
func (l *layout) row(k tag, n int) []int {
	if k == tagNone {
		return nil
	}
	parts := make([]int, n)
	l.within(l.element(tagRow, ""), func() {
		for j := range parts {
			parts[j] = l.element(k, "")
		}
	})
	return parts
}

// inCell draws what stands in a cell of a row.
func (l *layout) inCell(parts []int, j int, draw func()) {
	if parts == nil {
		draw()
		return
	}
	l.marked(parts[j], draw)
}

const (
	gridFirst   = 0.3 // of the width for the names
	gridBetween = 8.0
)

func (b Grid) strips(l *layout, width float64) []strip {
	if len(b.Columns) < 2 {
		return nil
	}
	title, head := l.style(true, sizeBody), l.style(true, sizeSmall-0.5)
	out := joined(l.paragraph(tagText, "", b.Title, title, colourText, width))
	l.within(l.element(tagTable, ""), func() {
		first := GridRow{}
		for _, c := range b.Columns[1:] {
			first.Cells = append(first.Cells, GridCell{Text: c})
		}
		first.Label = b.Columns[0]
		top := l.gridRow(tagHead, first, head, width)
		top.keep = true
		above := l.gridRow(tagNone, first, head, width)
		out = append(out, top)
		for _, row := range b.Rows {
			line := l.gridRow(tagCell, row, l.style(row.Sum, sizeBody-0.5), width)
			line.head = &above
			out = append(out, line)
		}
	})
	if b.Note != "" {
		out[len(out)-1].keep = true
		out = append(out, l.paragraph(tagText, "", b.Note, l.style(false, sizeSmall), colourMuted, width)...)
	}
	return append(out, gap(10))
}

// gridRow is one row: the name wraps, and so do the heads; numbers stand at the end side.
func (l *layout) gridRow(k tag, row GridRow, s style, width float64) strip {
	n := len(row.Cells)
	column := width * (1 - gridFirst) / float64(max(n, 1))
	small, colour := l.style(false, sizeSmall-0.5), colourText
	if k != tagCell {
		colour = colourMuted
	}
	own := s
	if row.Typed {
		own = s.typedBy(row.Label)
	}
	shift := float64(row.Depth) * 8
	label := own.lines(row.Label, width*gridFirst-gridBetween-shift)
	high, compared := len(label), false
	set := make([][]typed, n)
	for j, c := range row.Cells {
		style := s
		if c.Hidden {
			style = small
		}
		set[j] = style.lines(c.Text, column-gridBetween)
		high, compared = max(high, len(set[j])), compared || c.Before != ""
	}
	height := float64(high)*s.height() + 5
	if compared {
		height += small.height()
	}
	parts := l.row(k, n+1)
	return strip{height: height, draw: func(x, y, width float64) {
		l.inCell(parts, 0, func() {
			for i, t := range label {
				l.text(t, own, l.start(x, width, t.width, shift), y+float64(i)*s.height(), colour)
			}
		})
		for j, c := range row.Cells {
			l.inCell(parts, j+1, func() {
				l.gridCell(c, set[j], s, small, colour, l.start(x, width, column, width*gridFirst+column*float64(j)), y, column)
			})
		}
		l.stroke([][2]float64{{x, y + height - 2.5}, {x + width, y + height - 2.5}}, colourLine, 0.5)
	}}
}

// gridCell draws one number, or one head, with what it is compared with below it.
func (l *layout) gridCell(c GridCell, lines []typed, s, small style, colour string, left, y, column float64) {
	style := s
	if c.Hidden {
		style, colour = small, colourMuted
	}
	for i, t := range lines {
		l.text(t, style, l.end(left, column, t.width), y+float64(i)*s.height()+(s.size-style.size)*0.6, colour)
	}
	if c.Before != "" {
		t := small.one(c.Before)
		l.text(t, small, l.end(left, column, t.width), y+float64(len(lines))*s.height()-1, colourMuted)
	}
}
