package studies

import (
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/studies"
)

// cells are a table in words: the heads of its numbers, its rows, and whether its last column holds the sums.
type cells struct {
	heads   []string
	rows    []row
	crossed bool
}

type row struct {
	name    string
	numbers []string
	sum     bool // it is the sum of the others
}

func cellsOf(t studies.Table, p *i18n.Printer) cells {
	all := export.StudyRows(t, p)
	out := cells{heads: all[0][1:]}
	columns := t.Columns()
	out.crossed = len(columns) > 0 && columns[len(columns)-1] == "total"
	for i, r := range t.Rows() {
		out.rows = append(out.rows, row{name: all[i+1][0], numbers: all[i+1][1:], sum: r.Total})
	}
	return out
}
