package export

import (
	"slices"
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// toldBy is every number of a report, read from the report itself and not from what the writers walk.
func toldBy(r summary.Report, p *i18n.Printer) []told {
	var all []told
	if r.Empty {
		return nil // one sentence
	}
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			from := len(all)
			section, title := SectionTitle(r, s.ID, p), MeasureTitle(r, t.ID, p)
			at := map[[2]int]int{}
			for i := range t.Rows {
				for j, c := range t.Counts.Cells[i] {
					one := told{section: section, table: title, row: pathTo(t, i, p), now: counted(t, c)}
					if len(t.Columns) > 0 {
						one.column = named1(t.Columns[j], p)
					}
					if t.Then != nil {
						one.then = counted(t, t.Then[i][j])
					}
					at[[2]int{i, j}] = len(all)
					all = append(all, one)
				}
			}
			sums(t, all, at)
			if t.Target > 0 {
				all = append(all, told{section: section, table: title, row: p.T("export.target"), now: counted(t, sdc.Cell{Count: t.Target})})
			}
			for i, f := range t.Figures {
				one := told{section: section, table: title, row: p.Value("summary.figure", f.ID), now: figured(f)}
				if i < len(t.FiguresThen) && figured(t.FiguresThen[i]).said != "-" {
					one.then = figured(t.FiguresThen[i])
				}
				if one.now.said != "-" || one.then.said == "n" {
					all = append(all, one)
				}
			}
			for i := from; i < len(all); i++ {
				all[i].silent = nothingIn(t)
			}
		}
	}
	return all
}

// sums notes which numbers make another: the rows below a row, and the columns of a row.
func sums(t summary.Table, all []told, at map[[2]int]int) {
	for i := range t.Rows {
		for j := range t.Counts.Cells[i] {
			var parts []int
			for k := range t.Rows {
				if t.Counts.ParentOf(k) == i && !t.Counts.Loose {
					parts = append(parts, at[[2]int{k, j}])
				}
			}
			if last := len(t.Columns) - 1; parts == nil && last > 0 && j == last {
				for k := range last {
					parts = append(parts, at[[2]int{i, k}])
				}
			}
			all[at[[2]int{i, j}]].parts = parts
		}
	}
}

func named1(l summary.Label, p *i18n.Printer) string {
	switch {
	case l.Enum != "":
		return p.Value(l.Enum, l.Value)
	case l.Name != "":
		return l.Name
	}
	return p.T("summary.row.week", "Date", p.Date(l.On))
}

func pathTo(t summary.Table, row int, p *i18n.Printer) string {
	names := []string{named1(t.Rows[row], p)}
	for up := t.Counts.ParentOf(row); up > 0 || up == 0 && !t.Headed; up = t.Counts.ParentOf(up) {
		names = append(names, named1(t.Rows[up], p))
	}
	slices.Reverse(names)
	return strings.Join(names, ": ")
}

func counted(t summary.Table, c sdc.Cell) value {
	switch {
	case c.Hidden:
		return value{said: "x"}
	case t.Unit == summary.Minutes:
		return value{said: "n", f: float64(c.Count) / 60, near: 0.0101}
	}
	return value{said: "n", f: float64(c.Count)}
}

func figured(f summary.Figure) value {
	switch {
	case f.Hidden:
		return value{said: "x"}
	case f.Base == 0:
		return value{said: "-"}
	case f.Share:
		return value{said: "n", f: f.Value, near: 0.000501}
	}
	return value{said: "n", f: f.Value, near: 0.0501}
}

// nothingIn reports whether a table says nothing: only zeros, or all of it in one row that is not known.
func nothingIn(t summary.Table) bool {
	unknown := summary.Label{Enum: "summary.row", Value: "unknown"}
	if t.Headed && len(t.Rows) == 2 && t.Rows[1] == unknown {
		return true
	}
	for i, row := range t.Counts.Cells {
		for _, c := range row {
			if !(t.Headed && i == 0) && (c.Hidden || c.Count > 0) {
				return false
			}
		}
	}
	return true
}

// same compares what a file tells with what the report does, number by number, and adds its parts up.
func (c *tally) same(t *testing.T, file string, want, got []told) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) {
			t.Fatalf("%s: %d numbers, and %d in the report", file, len(got), len(want))
		}
		w, g := want[i], got[i]
		if w.section != g.section || w.table != g.table || w.row != g.row || w.column != g.column || !w.now.is(g.now) || !w.then.is(g.then) {
			t.Fatalf("%s: number %d is\n%+v\nand not\n%+v", file, i, g, w)
		}
		c.numbers++
	}
	for i, w := range want {
		sum, whole := 0.0, got[i].now.said == "n" && len(w.parts) > 0
		for _, part := range w.parts {
			sum += got[part].now.f
			whole = whole && got[part].now.said == "n"
		}
		if !whole {
			continue
		}
		if c.sums++; sum-got[i].now.f > 1e-6 || got[i].now.f-sum > 1e-6 {
			t.Fatalf("%s: %s %s is %v and its parts make %v", file, w.table, w.row, got[i].now.f, sum)
		}
	}
}
