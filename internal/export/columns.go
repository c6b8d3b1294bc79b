package export

// Columns are two columns of a page that go on over as many pages as they need, each in its own half, the start side first. Where one of them
// has ended, the other goes on in both halves of the next page, below its name.
type Columns struct {
	Start, End         []Block
	StartName, EndName string // stand above a column that goes on, "" for nothing
}

// Flow are blocks in two columns, read down the first and then down the second; on the last page both are equally high.
type Flow struct{ Blocks []Block }

// Room between two columns, and a step by which the last page is made equally high, in points.
const (
	columnGap  = 22.0
	columnStep = 6.0
)

const columnWidth = (textWidth - columnGap) / 2

func (b Columns) strips(l *layout, _ float64) []strip {
	sides := [2][]strip{l.column(b.Start), l.column(b.End)}
	names := [2]*strip{l.running(b.StartName), l.running(b.EndName)}
	return []strip{{height: max(first(sides[0]), first(sides[1])), flow: func() { l.stream(sides, names) }}}
}

func (b Flow) strips(l *layout, _ float64) []strip {
	all := l.column(b.Blocks)
	return []strip{{height: first(all), flow: func() { l.pour(all, nil) }}}
}

// column are the strips of blocks in a column.
func (l *layout) column(blocks []Block) []strip {
	var out []strip
	for _, block := range blocks {
		out = append(out, block.strips(l, columnWidth)...)
	}
	return out
}

// running is the name above a column that goes on; programs that read aloud pass it over.
func (l *layout) running(name string) *strip {
	if name == "" {
		return nil
	}
	s := l.style(true, sizeSmall)
	lines := s.lines(name, columnWidth)
	return &strip{height: float64(len(lines))*s.height() + 4, draw: func(x, y, width float64) {
		for i, t := range lines {
			l.text(t, s, l.start(x, width, t.width, 0), y+float64(i)*s.height(), colourMuted)
		}
	}}
}

// first is the height of what must stand together at the head of a column.
func first(all []strip) float64 {
	height := 0.0
	for _, s := range all {
		height += s.height
		if !s.keep {
			break
		}
	}
	return height
}

// fits counts the strips that stand below each other in a room, without parting what must stay together; at least one in an empty column.
func fits(all []strip, room float64) int {
	used, n := 0.0, 0
	for n < len(all) {
		need, k := all[n].height, n
		for all[k].keep && k+1 < len(all) {
			k++
			need += all[k].height
		}
		if n == 0 && all[0].head != nil {
			used += all[0].head.height
		}
		switch {
		case all[n].blank && k == n: // room below the last one may be lost
		case used+need > room && n > 0:
			return n
		}
		used, n = used+need, k+1
	}
	return n
}

// height is how much a column of strips needs.
func heightOf(all []strip) float64 {
	height := 0.0
	for i, s := range all {
		if i == 0 && s.head != nil {
			height += s.head.height
		}
		if i < len(all)-1 || !s.blank {
			height += s.height
		}
	}
	return height
}

// put draws strips below each other in one of the halves of the page, and gives where they end.
func (l *layout) put(all []strip, side int, y float64) float64 {
	x := l.start(margin, textWidth, columnWidth, float64(side)*(columnWidth+columnGap))
	for i, s := range all {
		if i == 0 && s.head != nil {
			l.aside(func() { s.head.draw(x, y, columnWidth) })
			y += s.head.height
		}
		s.draw(x, y, columnWidth)
		y += s.height
	}
	return y
}

// bottom is where the text of a page ends.
const bottom = pageHeight - margin - footRoom

// stream lets two columns go on beside each other until one ends, and then the other alone.
func (l *layout) stream(sides [2][]strip, names [2]*strip) {
	for page := 0; ; page++ {
		top, low := l.y, l.y
		for i := range sides {
			at := top
			if page > 0 && names[i] != nil {
				l.aside(func() { at = l.put([]strip{*names[i]}, i, top) })
			}
			n := fits(sides[i], bottom-at)
			low = max(low, l.put(sides[i][:n], i, at))
			sides[i] = trimmed(sides[i][n:])
		}
		l.y = min(low, bottom)
		if len(sides[0]) == 0 && len(sides[1]) == 0 {
			return
		}
		l.turn()
		for i := range sides {
			if len(sides[1-i]) == 0 {
				l.pour(sides[i], names[i])
				return
			}
		}
	}
}

// pour lets strips go on in both halves of page after page, with a name above each page that is turned to or begun with.
func (l *layout) pour(all []strip, name *strip) {
	for {
		if name != nil {
			l.aside(func() { name.draw(margin, l.y, textWidth) })
			l.y += name.height
		}
		room := bottom - l.y
		if whole := heightOf(all); whole < 2*room { // the last page, perhaps
			for low := max(whole/2, first(all)); low < room; low += columnStep {
				if n := fits(all, low); n+fits(trimmed(all[n:]), low) >= len(all)-1 && heightOf(trimmed(all[n:])) <= low {
					room = low
					break
				}
			}
		}
		n := fits(all, room)
		low := l.put(all[:n], 0, l.y)
		all = trimmed(all[n:])
		if n = fits(all, room); n > 0 {
			low = max(low, l.put(all[:n], 1, l.y))
		}
		if all = trimmed(all[n:]); len(all) == 0 {
			l.y = min(low, bottom)
			return
		}
		l.turn()
	}
}

// trimmed leaves out the room above the first strip of a column.
func trimmed(all []strip) []strip {
	for len(all) > 0 && all[0].blank {
		all = all[1:]
	}
	return all
}
