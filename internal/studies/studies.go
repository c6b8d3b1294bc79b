// Package studies holds published figures of studies as tables from an open source, apart from everything that is counted from records: such
// a table can be laid out whole, and no record can ever become one.
package studies

import "slices"

// Table is figures as a study printed them. Its parts cannot be set from outside, and this package imports no records and no summaries: only
// what is written down in the table of this package is a Table. That is why it may be laid out without disclosure control, and why
// everything that comes from records may not be.
type Table struct {
	id      string
	source  string
	rows    []label
	columns []string
	cells   [][]int
	summed  bool // a last row holds the sums
	crossed bool // a last column holds the sums
}

// label is a row: a value of the enumeration "study.row", or a letter that the study uses itself.
type label struct{ value, letter string }

// ID names the table; its title is the value ID of the enumeration "study.table".
func (t Table) ID() string { return t.id }

// Source is the document and the lines, such as "004 L879".
func (t Table) Source() string { return t.source }

// Columns are values of the enumeration "study.column", with "total" last where rows have a sum.
func (t Table) Columns() []string {
	if t.crossed {
		return append(slices.Clone(t.columns), "total")
	}
	return slices.Clone(t.columns)
}

// Row is one row as it is laid out.
type Row struct {
	Value  string // of the enumeration "study.row"; "" when Letter is set
	Letter string
	Counts []int
	Total  bool // it is the sum of the rows above
}

// Rows are the rows with their sums, which are always worked out and never typed.
func (t Table) Rows() []Row {
	var out []Row
	sums := make([]int, len(t.Columns()))
	for i, l := range t.rows {
		r := Row{Value: l.value, Letter: l.letter, Counts: slices.Clone(t.cells[i])}
		if t.crossed {
			sum := 0
			for _, n := range r.Counts {
				sum += n
			}
			r.Counts = append(r.Counts, sum)
		}
		for j, n := range r.Counts {
			sums[j] += n
		}
		out = append(out, r)
	}
	if t.summed {
		out = append(out, Row{Value: "total", Counts: sums, Total: true})
	}
	return out
}

// Share is the first row over the total, and over how many; ok is false for a table of which no share was printed.
func (t Table) Share() (share float64, base int, ok bool) {
	if t.id != "response" {
		return 0, 0, false
	}
	rows := t.Rows()
	base = rows[len(rows)-1].Counts[0]
	return float64(rows[0].Counts[0]) / float64(base), base, true
}

// Median is the middle of the first column; ok is false for a table in which rows are no cases.
func (t Table) Median() (median float64, ok bool) {
	if t.id != "inhabitants" {
		return 0, false
	}
	all := make([]int, len(t.cells))
	for i, row := range t.cells {
		all[i] = row[0]
	}
	slices.Sort(all)
	n := len(all)
	return float64(all[(n-1)/2]+all[n/2]) / 2, true
}

// Size is the class of a gemeente by its inhabitants: a value of the enumeration "study.size". Klein is below 40,000, groot above 100,000
// (002 L448).
func Size(inhabitants int) string {
	switch {
	case inhabitants < 40_000:
		return "small"
	case inhabitants <= 100_000:
		return "middle"
	}
	return "large"
}

// Sized reports whether the rows are gemeenten with a class.
func (t Table) Sized() bool { return t.id == "inhabitants" }

// Find is the table with an id; ok is false when there is none.
func Find(id string) (Table, bool) {
	for _, t := range Tables() {
		if t.id == id {
			return t, true
		}
	}
	return Table{}, false
}
