package rtl

import (
	"slices"
	"unicode"
)

// sheet is the text of an entry in lines, with the place of every letter: what a caret, a click
// and a selection need. It draws nothing.
type sheet struct {
	dir    Dir
	width  float32 // of the box, or of the widest line where nothing wraps
	gap    float32 // the room a caret needs beside the text
	lines  []sheetLine
	height float32
}

// sheetLine is a line of an entry. Its runes count from the start of the whole text.
type sheetLine struct {
	line
	of     *paragraph
	offset int     // rune where its paragraph begins
	x, y   float32 // of its top left corner
	last   bool    // of its paragraph
	cells  []cell  // in visual order; made when first asked for
}

func (l *sheetLine) from() int { return l.offset + l.start }
func (l *sheetLine) to() int   { return l.offset + l.end }

// cell is one letter as a reader sees it: runes start to end between x0 and x1 on the sheet.
type cell struct {
	start, end int
	x0, x1     float32
	rtl        bool
}

// newSheet puts lines under each other in a box; gap is the room a caret needs beside the text.
// Lines that nobody has looked at yet are only measured: see ready.
func newSheet(d Dir, paragraphs []*paragraph, width float32, wrap bool, gap float32) *sheet {
	s := &sheet{dir: d, width: width, gap: gap}
	offset := 0
	for _, p := range paragraphs {
		limit := float32(0)
		if wrap {
			limit = max(1, width-gap)
		}
		p.later = true
		lines, _ := p.wrap(limit, 0)
		for i, l := range lines {
			s.lines = append(s.lines, sheetLine{line: l, of: p, offset: offset, y: s.height, last: i == len(lines)-1})
			s.height += l.height
		}
		offset += len(p.text) + 1
	}
	for i := range s.lines {
		l := &s.lines[i]
		if !wrap {
			s.width = max(s.width, l.width+l.tailWidth()+gap)
		}
	}
	for i := range s.lines {
		s.stand(&s.lines[i])
	}
	return s
}

// stand puts a line at its side of the box.
func (s *sheet) stand(l *sheetLine) {
	if l.of.base == RTL && !l.bare {
		l.x = s.width - s.gap - l.width
	}
}

// ready sets a line that is about to be looked at.
func (s *sheet) ready(l *sheetLine) {
	if l.bare {
		l.line = l.of.compose(l.start, l.end)
		s.stand(l)
	}
}

// tail is the first rune of the spaces at the end of a line, in its paragraph.
func (l *sheetLine) tail() int {
	i := l.end
	for i > l.start && unicode.IsSpace(l.of.text[i-1]) {
		i--
	}
	return i
}

func (l *sheetLine) tailWidth() float32 { return l.of.measure(l.tail(), l.end) }

// letters gives the cells of a line, in visual order.
func (s *sheet) letters(l *sheetLine) []cell {
	s.ready(l)
	if l.cells != nil || l.start == l.end {
		return l.cells
	}
	var out []cell
	for _, pc := range l.pieces {
		out = append(out, l.cellsOf(pc)...)
	}
	x, tail := l.x+l.width, l.tail()
	if l.of.base == RTL {
		x = l.x
	}
	for i := tail; i < l.end; i++ {
		w := l.of.measure(i, i+1)
		c := cell{start: l.offset + i, end: l.offset + i + 1, rtl: l.of.base == RTL}
		if c.rtl {
			c.x0, c.x1 = max(0, x-w), x
			x = c.x0
			out = append([]cell{c}, out...)
		} else {
			c.x0, c.x1 = x, min(s.width, x+w)
			x = c.x1
			out = append(out, c)
		}
	}
	l.cells = out
	return out
}

// cellsOf measures the letters of a piece. Words are measured apart, so that a long line takes no
// quadratic time; what rounding leaves is spread over the piece.
func (l *sheetLine) cellsOf(pc piece) []cell {
	text := l.of.text[pc.start:pc.end]
	f := l.of.inks[pc.ink].face
	var cells []cell
	var x float32
	from := 0
	var word []int
	flush := func(end int) {
		if len(word) == 0 {
			return
		}
		whole := f.width(drawn(text[from:end], pc.rtl))
		var prev float32
		for _, stop := range word {
			at := whole
			if stop < end {
				at = min(whole, max(prev, f.width(prefix(text[from:end], stop-from))))
			}
			start := from
			if n := len(cells); n > 0 {
				start = max(start, cells[n-1].end)
			}
			cells = append(cells, cell{start: start, end: stop, x0: x + prev, x1: x + at, rtl: pc.rtl})
			prev = at
		}
		x += whole
		from, word = end, nil
	}
	for _, stop := range graphemes(text) {
		word = append(word, stop)
		if unicode.IsSpace(text[stop-1]) || stop == len(text) {
			flush(stop)
		}
	}
	l.settle(cells, pc, x)
	return cells
}

// settle scales cells to the piece as it is drawn and puts them on the sheet.
func (l *sheetLine) settle(cells []cell, pc piece, sum float32) {
	scale := float32(1)
	if sum > 0 {
		scale = pc.width / sum
	}
	left := l.x + pc.x
	for i := range cells {
		c := &cells[i]
		c.start += l.offset + pc.start
		c.end += l.offset + pc.start
		c.x0, c.x1 = c.x0*scale, c.x1*scale
		if pc.rtl {
			c.x0, c.x1 = pc.width-c.x1, pc.width-c.x0
		}
		c.x0 += left
		c.x1 += left
	}
	if pc.rtl {
		slices.Reverse(cells)
	}
}

// prefix is the first n runes as they look when more follows: an Arabic letter keeps the form it
// has in the middle of a word.
func prefix(word []rune, n int) string {
	s := drawn(word[:n], false)
	if unicode.Is(unicode.Arabic, word[n-1]) && unicode.Is(unicode.Arabic, word[n]) {
		return s + "\u200D"
	}
	return s
}

// lineOf is the line a caret stands on.
func (s *sheet) lineOf(at int, after bool) int {
	for i := range s.lines {
		l := &s.lines[i]
		if at < l.to() || at == l.to() && (after || l.last || i == len(s.lines)-1) {
			return i
		}
	}
	return len(s.lines) - 1
}

// beside finds the cell a caret belongs to and on which side of it: slot is the number of cells to
// the left of the caret.
func (s *sheet) beside(l *sheetLine, at int, after bool) (x float32, slot int) {
	cells := s.letters(l)
	ends, starts := -1, -1
	for i, c := range cells {
		if c.end == at {
			ends = i
		}
		if c.start == at || c.start < at && at < c.end {
			starts = i
		}
	}
	k, trailing := starts, false
	if ends >= 0 && (after || starts < 0) {
		k, trailing = ends, true
	}
	if k < 0 {
		if l.of.base == RTL {
			return l.x + l.width, len(cells)
		}
		return l.x, 0
	}
	if cells[k].rtl == trailing { // left edge
		return cells[k].x0, k
	}
	return cells[k].x1, k + 1
}

// caretAt is the place of a caret: its line, and x on the sheet.
func (s *sheet) caretAt(at int, after bool) (n int, x float32) {
	n = s.lineOf(at, after)
	x, _ = s.beside(&s.lines[n], at, after)
	return n, x
}

// hit is the caret nearest to a point on the sheet.
func (s *sheet) hit(x, y float32) (at int, after bool) {
	n := len(s.lines) - 1
	for i := range s.lines {
		if y < s.lines[i].y+s.lines[i].height {
			n = i
			break
		}
	}
	return s.hitLine(n, x)
}

func (s *sheet) hitLine(n int, x float32) (at int, after bool) {
	l := &s.lines[n]
	cells := s.letters(l)
	if len(cells) == 0 {
		return l.from(), false
	}
	k := 0
	for k < len(cells)-1 && x >= cells[k].x1 {
		k++
	}
	c := cells[k]
	right := x >= (c.x0+c.x1)/2
	if right != c.rtl {
		return c.end, true
	}
	return c.start, false
}

// step is the caret one letter to the right or left on the screen, over the line ends too.
func (s *sheet) step(at int, after, right bool) (int, bool) {
	n := s.lineOf(at, after)
	l := &s.lines[n]
	cells := s.letters(l)
	_, slot := s.beside(l, at, after)
	switch {
	case right && slot < len(cells):
		c := cells[slot]
		if c.rtl {
			return c.start, false
		}
		return c.end, true
	case !right && slot > 0:
		c := cells[slot-1]
		if c.rtl {
			return c.end, true
		}
		return c.start, false
	}
	if right == (l.of.base == LTR) {
		switch {
		case n+1 == len(s.lines):
			return at, after
		case !l.last: // the same place in the text: go on from there
			return s.step(s.lines[n+1].from(), false, right)
		}
		return s.lines[n+1].from(), false
	}
	switch {
	case n == 0:
		return at, after
	case !s.lines[n-1].last:
		return s.step(s.lines[n-1].to(), true, right)
	}
	return s.lines[n-1].to(), true
}

// marked are the parts of a line that a selection covers, from left to right, as x0, x1.
func (s *sheet) marked(l *sheetLine, from, to int) [][2]float32 {
	var out [][2]float32
	for _, c := range s.letters(l) {
		if c.end <= from || c.start >= to || c.x1 <= c.x0 {
			continue
		}
		if n := len(out); n > 0 && c.x0-out[n-1][1] < slack {
			out[n-1][1] = c.x1
			continue
		}
		out = append(out, [2]float32{c.x0, c.x1})
	}
	return out
}
