package export

import (
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// chart is a picture of numbers of its own sheet. Rows and columns are from 0.
type chart struct {
	title      string
	form       summary.Form
	row, col   int // its top corner at the start side
	wide, high int // in points
	first, end int // rows of the names and the numbers, end not counted
	series     []chartSeries
	stacked    bool
}

// chartSeries is one row of bars: its name and its numbers stand in a column.
type chartSeries struct {
	head   int // the row of its name
	col    int
	before bool // what it is compared with: quieter
}

// obscured reports whether something is hidden in a table.
func (t spreadTable) obscured() bool {
	for _, row := range t.rows {
		for _, d := range row.cells {
			if d.hidden {
				return true
			}
		}
	}
	return false
}

// drawable reports whether there is a number below the total to draw.
func (t spreadTable) drawable() bool {
	for i, row := range t.rows {
		if t.headed && i == 0 {
			continue
		}
		for _, d := range row.cells {
			if d.n > 0 {
				return true
			}
		}
	}
	return false
}

// mostSeries is how many series a picture has at most: more cannot be told apart.
const mostSeries = 6

// draw puts the picture of a table beside its rows, or below them when it is a grid, with room for it.
func (w *worksheet) draw(t spreadTable, top, end int, p *i18n.Printer) {
	if t.form == summary.Plain && len(t.columns) == 0 || t.withheld || !t.drawable() {
		return
	}
	c := chart{title: t.title, form: t.form, row: top, col: 1 + t.sides(), first: top + 1, end: end, wide: 330}
	if t.headed {
		c.first++
	}
	if c.series = t.series(top); c.end-c.first < 2 || len(c.series) == 0 {
		return
	}
	if len(t.columns) > 0 {
		w.put()
		c.row, c.col = len(w.rows), 0
	}
	c.stacked = len(t.columns) > 0 && len(c.series) > 1
	c.size()
	if t.obscured() {
		c.title = p.T("export.chart.hidden", "Title", c.title)
	}
	w.charts = append(w.charts, c)
	for bottom := c.row + c.high/rowPoints + 1; len(w.rows) < bottom; {
		w.put()
	}
}

// series are the rows of bars of a table: its column with what it is compared with, or the columns of a grid without their total; none when
// there are too many.
func (t spreadTable) series(head int) []chartSeries {
	if len(t.columns) == 0 {
		all := []chartSeries{{head: head, col: 1}}
		if t.compared() {
			all = append(all, chartSeries{head: head, col: 2, before: true})
		}
		return all
	}
	inner := len(t.columns)
	if t.total {
		inner--
	}
	if inner > mostSeries {
		return nil
	}
	var all []chartSeries
	for j := range inner {
		all = append(all, chartSeries{head: head, col: 1 + j*t.sides()})
	}
	return all
}

// size makes room for every bar.
func (c *chart) size() {
	n := c.end - c.first
	switch {
	case c.form == summary.Line:
		c.wide, c.high = 440, 210
	case c.stacked:
		c.wide, c.high = 440, 120+n*rowPoints
	case len(c.series) > 1:
		c.high = 85 + n*rowPoints*len(c.series)
	default:
		c.high = 60 + n*rowPoints
	}
	c.high = min(c.high, 420)
}
