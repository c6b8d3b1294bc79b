package export

import (
	"testing"

	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// PublicReport is a report as others may see it, and March a month of hours, for the tests outside this package.
func PublicReport(t testing.TB) summary.Report { return public(t) }

// Rich is one with everything that a report can have.
func Rich(t testing.TB) summary.Report { return rich(t) }

// March is a month of hours.
func March() hours.Sheet { return march() }

// World is an overview of a random world.
func World(t *testing.T, seed uint64) summary.Report { return newLot(seed).overviewOf(t) }

// Told is one number of a file: "x" for what is hidden, "n" for a number, "" for nothing.
type Told struct {
	Table, Row, Now, Then string
	Count, CountThen      int
}

// NumbersOf is what a file tells of counts, read from its bytes. Of the report only the names are used: which tables there can be.
func NumbersOf(t *testing.T, f Format, data []byte, names summary.Report, p *i18n.Printer) []Told {
	t.Helper()
	var all []told
	switch f {
	case FormatCSV, FormatComma:
		all = fromCSV(t, data, f, p)
	case FormatXLSX:
		sheets, cells := readXLSX(t, data)
		all = fromSheets(t, names, p, sheets, cells)
	case FormatODS:
		sheets, cells := readODS(t, data)
		all = fromSheets(t, names, p, sheets, cells)
	case FormatJSON:
		all = fromJSON(t, data)
	case FormatPDF:
		all = fromPaper(t, data, p)
	}
	out := make([]Told, len(all))
	for i, one := range all {
		out[i] = Told{Table: one.table, Row: one.row, Now: one.now.said, Then: one.then.said, Count: int(one.now.f), CountThen: int(one.then.f)}
	}
	return out
}
