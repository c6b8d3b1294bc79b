// Package sdc keeps a table of counts from exposing a family: it merges small categories, hides small cells, hides others so that
// nobody can calculate them back, and audits the outcome from nothing but what is published.
package sdc

import "schakel/internal/fault"

// Minimum is the lowest threshold that is accepted. Counts below the threshold are hidden, zero excepted.
const Minimum = 5

// What can be wrong with a table or a threshold.
var (
	// ErrThreshold is returned for a threshold below Minimum.
	ErrThreshold = fault.New(fault.Invalid, "sdc.threshold", "threshold below the minimum")
	// ErrShape is returned for a table whose rows differ in length, whose hierarchy is no tree, or whose totals are not the sum of
	// their parts.
	ErrShape = fault.New(fault.Invalid, "sdc.shape", "table does not add up")
	// ErrExposed is returned by the auditor for a table from which a hidden cell can be bounded too closely.
	ErrExposed = fault.New(fault.Denied, "sdc.exposed", "a hidden cell can be calculated from what is published")
)

// Cell is one count. A hidden cell has no count: nothing of it is left in the table.
type Cell struct {
	Count  int  `json:"count"`
	Hidden bool `json:"hidden,omitempty"`
}

// Table is counts in rows and columns. Rows may form a hierarchy, columns have at most one total: two dimensions, a hierarchy in
// one of them.
type Table struct {
	Cells  [][]Cell // by row, then column
	Parent []int    // for every row the row it adds into, -1 when it adds into none; nil means that no row adds into another
	Total  bool     // the last column is the sum of the others
	// Loose says that one thing can be counted in several rows (a worry in two life areas), so that rows are each at most their
	// parent and together at least their parent, instead of exactly. Such a table has one column and at most one level.
	Loose bool
}

// List makes a table of one column: a first row with the total, and a row for every count below it.
func List(counts ...int) Table {
	t := Table{Cells: [][]Cell{{{}}}, Parent: []int{-1}}
	for _, n := range counts {
		t.Cells[0][0].Count += n
		t.Cells = append(t.Cells, []Cell{{Count: n}})
		t.Parent = append(t.Parent, 0)
	}
	return t
}

// Clone is a table that shares nothing with t.
func (t Table) Clone() Table {
	c := t
	c.Parent = append([]int(nil), t.Parent...)
	c.Cells = make([][]Cell, len(t.Cells))
	for i, row := range t.Cells {
		c.Cells[i] = append([]Cell(nil), row...)
	}
	return c
}

// Hidden counts the hidden cells.
func (t Table) Hidden() int {
	n := 0
	for _, row := range t.Cells {
		for _, c := range row {
			if c.Hidden {
				n++
			}
		}
	}
	return n
}

// ParentOf is the row that a row adds into, -1 when there is none.
func (t Table) ParentOf(row int) int {
	if t.Parent == nil {
		return -1
	}
	return t.Parent[row]
}

// Children lists, for every row, the rows that add into it.
func (t Table) Children() [][]int {
	all := make([][]int, len(t.Cells))
	for i := range t.Cells {
		if p := t.ParentOf(i); p >= 0 {
			all[p] = append(all[p], i)
		}
	}
	return all
}

// columns is the number of columns, and inner the number of them that are no total.
func (t Table) columns() (columns, inner int) {
	if len(t.Cells) == 0 {
		return 0, 0
	}
	columns = len(t.Cells[0])
	if t.Total {
		return columns, columns - 1
	}
	return columns, columns
}

// Check returns ErrShape when the table is not rectangular, its hierarchy is not a tree, a count is negative, or a total that can be
// checked (nothing hidden in it) differs from the sum of its parts.
func (t Table) Check() error {
	if err := t.checkForm(); err != nil {
		return err
	}
	for _, l := range t.lines() {
		sum, hidden := 0, l.total.cell(t).Hidden
		for _, p := range l.parts {
			c := p.cell(t)
			sum += c.Count
			hidden = hidden || c.Hidden
			if t.Loose && !c.Hidden && !l.total.cell(t).Hidden && c.Count > l.total.cell(t).Count {
				return ErrShape
			}
		}
		if !t.Loose && !hidden && sum != l.total.cell(t).Count {
			return ErrShape
		}
	}
	return nil
}

func (t Table) checkForm() error {
	columns, inner := t.columns()
	if t.Parent != nil && len(t.Parent) != len(t.Cells) || t.Total && inner < 1 || t.Loose && columns > 1 {
		return ErrShape
	}
	for i, row := range t.Cells {
		if len(row) != columns || !t.rooted(i) {
			return ErrShape
		}
		for _, c := range row {
			if c.Count < 0 || c.Hidden && c.Count != 0 {
				return ErrShape
			}
		}
	}
	return nil
}

// rooted reports whether a row leads to one without a parent, in a loose table in one step.
func (t Table) rooted(row int) bool {
	steps := 0
	for p := t.ParentOf(row); p >= 0; p = t.ParentOf(p) {
		steps++
		if p >= len(t.Cells) || steps > len(t.Cells) || t.Loose && steps > 1 {
			return false
		}
	}
	return true
}

// place is where a cell stands.
type place struct{ row, col int }

func (p place) cell(t Table) *Cell { return &t.Cells[p.row][p.col] }

// line is one sum in the table: a total and its parts.
type line struct {
	total place
	parts []place
}

// lines lists every sum: along the rows where there is a column of totals, and down every column for a row with parts.
func (t Table) lines() []line {
	var all []line
	columns, inner := t.columns()
	for i, children := range t.Children() {
		if t.Total {
			l := line{total: place{i, inner}}
			for j := range inner {
				l.parts = append(l.parts, place{i, j})
			}
			all = append(all, l)
		}
		if len(children) == 0 {
			continue
		}
		for j := range columns {
			l := line{total: place{i, j}}
			for _, c := range children {
				l.parts = append(l.parts, place{c, j})
			}
			all = append(all, l)
		}
	}
	return all
}
