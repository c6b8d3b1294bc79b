package export

// format is the number format of a look, in the code that spreadsheets share; "" for a text.
func (l lookOf) format() string {
	switch l {
	case lookCount, lookSum:
		return "#,##0"
	case lookHours, lookSumHours:
		return "#,##0.00"
	case lookDays:
		return "0.0"
	case lookShare:
		return "0.0%"
	}
	return ""
}

// atEnd reports whether a cell stands at the end side of its column: numbers, their heads, and the mark in their place.
func (l lookOf) atEnd() bool { return l.format() != "" || l == lookHead || l == lookMark }

// A4 in points within margins of 36, with room for the foot; a figure of 11-point Arial is a little over
// six points wide, in every program that has it or one like it.
const (
	paperMargin           = 36.0
	paperShort, paperLong = 515.0, 760.0
	charPoints            = 6.15
)

// page is the room on paper of a sheet, in points at full size.
func (w *worksheet) page() (wide, high float64) {
	if w.landscaped {
		return paperLong, paperShort - 35
	}
	return paperShort, paperLong - 35
}

// left is where a column begins, in points.
func (w *worksheet) left(col int) float64 {
	at := 0.0
	for j := range col {
		if j < len(w.widths) {
			at += w.widths[j] * charPoints
		} else {
			at += 9 * charPoints
		}
	}
	return at
}

// spare is how much wider a column can come out in another program.
const spare = 1.05

// scale is the size in per cent at which everything fits in the width of a page.
func (w *worksheet) scale() int {
	wide, _ := w.page()
	need := w.left(len(w.widths))
	for _, c := range w.charts {
		need = max(need, w.left(c.col)+float64(c.wide)+6)
	}
	return max(30, min(100, int(wide/need/spare*100)))
}

// height of a row in points.
func (w *worksheet) height(row int) float64 {
	high := 1
	if row < len(w.rows) {
		for _, c := range w.rows[row] {
			high = max(high, c.high)
		}
	}
	return float64(high * rowPoints)
}

// nearly is the part of a page from which on a row more can come on the next one, in another program.
const nearly = 0.9

// turn begins a new page before the rows from top on when they do not fit on this one whole. It is asked after each part of a sheet.
func (w *worksheet) turn(top int) {
	began, used, before := 0, 0.0, 0.0
	if n := len(w.breaks); n > 0 {
		began = w.breaks[n-1]
		for row := range w.above {
			used += w.height(row)
		}
	}
	for row := began; row < len(w.rows); row++ {
		if row == top {
			before = used
		}
		used += w.height(row)
	}
	_, high := w.page()
	high = high * 100 / float64(w.scale())
	if top <= max(began, w.above) || used <= high {
		return
	}
	if top-1 > max(began, w.above) && len(w.rows[top-1]) == 0 && before > nearly*high { // the room between two tables is no page of its own
		top--
	}
	w.breaks = append(w.breaks, top)
}
