package summary

import (
	"math"
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Keep is the report as it is written down when it is handed over. Only a report made by Public is kept.
func (r Report) Keep(made time.Time) *record.Overview {
	o := &record.Overview{
		From: r.Period.From, To: r.Period.To, Until: r.Until, Made: made.UTC(), Threshold: r.Threshold, Rounded: r.Rounded,
		Joint: keepJoint(r.Joint),
	}
	for _, s := range r.whole {
		for _, t := range s.Tables {
			o.Tables = append(o.Tables, keepTable(t))
		}
	}
	return o
}

func keepTable(t Table) record.OverviewTable {
	kept := record.OverviewTable{Measure: t.ID, Target: t.Target, Withheld: t.Withheld}
	for i, label := range t.Rows {
		row := record.OverviewRow{
			Enum: label.Enum, Value: label.Value, Name: record.Text(label.Name), On: label.On, Parent: t.Counts.ParentOf(i),
		}
		keepCells(&row, t.Counts.Cells[i], t.Counts.Total)
		kept.Rows = append(kept.Rows, row)
	}
	for _, f := range t.Figures {
		kept.Figures = append(kept.Figures, record.OverviewFigure{
			ID: f.ID, Thousandths: int(math.Round(f.Value * 1000)), Share: f.Share, Base: f.Base, Hidden: f.Hidden,
		})
	}
	return kept
}

// keepCells writes the counts of a row down: one, or one for every column.
func keepCells(row *record.OverviewRow, cells []sdc.Cell, columns bool) {
	if !columns {
		row.Count, row.Hidden = cells[0].Count, cells[0].Hidden
		return
	}
	for _, c := range cells {
		row.Cells = append(row.Cells, record.OverviewCell{Count: c.Count, Hidden: c.Hidden})
	}
}

// cellsAgain are the counts of a row as they were written down.
func cellsAgain(row record.OverviewRow) []sdc.Cell {
	if len(row.Cells) == 0 {
		return []sdc.Cell{{Count: row.Count, Hidden: row.Hidden}}
	}
	var cells []sdc.Cell
	for _, c := range row.Cells {
		cells = append(cells, sdc.Cell{Count: c.Count, Hidden: c.Hidden})
	}
	return cells
}

// Again is an overview as it was handed over, for making the same one once more. Measures that this version does not know are left out.
func Again(o *record.Overview, today record.Date) Report {
	r := Report{
		Period: Period{From: o.From, To: o.To}, Today: today, Until: o.Until, Safe: true, Threshold: o.Threshold, Rounded: o.Rounded,
		Empty: !slices.ContainsFunc(o.Tables, noted), Joint: jointAgain(o.Joint),
	}
	kept := map[string]record.OverviewTable{}
	for _, t := range o.Tables {
		kept[t.Measure] = t
	}
	for _, id := range sections() {
		s := Section{ID: id}
		for _, m := range Measures() {
			if was, ok := kept[m.ID]; ok && m.Section == id {
				s.Tables = append(s.Tables, tableAgain(m, was))
			}
		}
		r.whole = append(r.whole, s)
	}
	r.Sections = shown(r.whole)
	return r
}

// noted reports whether there was anything to count: also what was not told counts.
func noted(t record.OverviewTable) bool {
	return t.Withheld || slices.ContainsFunc(t.Rows, func(row record.OverviewRow) bool {
		return row.Count > 0 || row.Hidden || slices.ContainsFunc(row.Cells, func(c record.OverviewCell) bool { return c.Count > 0 || c.Hidden })
	})
}

func tableAgain(m Measure, was record.OverviewTable) Table {
	t := m.empty()
	t.Target, t.Withheld = was.Target, was.Withheld
	for _, row := range was.Rows {
		t.Rows = append(t.Rows, Label{Enum: row.Enum, Value: row.Value, Name: row.Name.Reveal(), On: row.On})
		t.Counts.Cells = append(t.Counts.Cells, cellsAgain(row))
		t.Counts.Parent = append(t.Counts.Parent, row.Parent)
	}
	if len(was.Rows) == 0 || len(was.Rows[0].Cells) == 0 { // one column, also of a measure that has several
		t.Columns, t.Counts.Total = nil, false
	}
	for _, f := range was.Figures {
		t.Figures = append(t.Figures, Figure{ID: f.ID, Value: float64(f.Thousandths) / 1000, Share: f.Share, Base: f.Base, Hidden: f.Hidden})
	}
	return t
}

// Beside reports whether a report that was made by Public tells nothing of a small group to a reader who also has those that were handed over
// before, the oldest first: sdc.ErrExposed when it does.
func (r Report) Beside(before []*record.Overview) error {
	for _, s := range r.whole {
		for _, t := range s.Tables {
			if !t.Controlled || t.Withheld {
				continue
			}
			m := measure(t.ID)
			earlier := publications(m, before)
			already, err := sdc.Exposures(earlier, r.Threshold)
			if err != nil {
				return err
			}
			found, err := sdc.Exposures(append(earlier, r.publication(m, t)), r.Threshold)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(found, func(e sdc.Exposure) bool { return !slices.Contains(already, e) }) {
				return sdc.ErrExposed
			}
		}
	}
	return r.apart(before)
}

// publications are a measure in overviews that were handed over.
func publications(m Measure, before []*record.Overview) []sdc.Publication {
	var all []sdc.Publication
	for _, o := range before {
		for _, was := range o.Tables {
			if was.Measure == m.ID && len(was.Rows) > 0 && (was.Withheld || len(was.Rows[0].Cells) == len(m.columns)) {
				r := Report{Period: Period{From: o.From, To: o.To}, Until: o.Until, Threshold: o.Threshold, Rounded: o.Rounded}
				all = append(all, r.publication(m, tableAgain(m, was)))
			}
		}
	}
	return all
}

// publication is a table of the report as its readers have it.
func (r Report) publication(m Measure, t Table) sdc.Publication {
	pub := sdc.Publication{From: dayNumber(r.Period.From), To: dayNumber(r.Period.To), Table: t.Counts, Threshold: r.Threshold}
	if r.Rounded {
		pub.Base = r.Threshold
	}
	for i := range t.Rows {
		pub.Rows = append(pub.Rows, r.same(m, t, i))
	}
	for i, c := range t.Columns { // the last one is the total, as the only one of a list is
		if pub.Columns = append(pub.Columns, columnName(c)); i == len(t.Columns)-1 {
			pub.Columns[i] = totalColumn
		}
	}
	return pub
}

// totalColumn is the name of the only column of a list, and of the totals of a table with several.
const totalColumn = "0"

func columnName(l Label) string { return l.Enum + ":" + l.Value + ":" + l.Name }

// dayNumber counts days one by one.
func dayNumber(d record.Date) int { return d.Since(record.Day(2000, time.January, 1)) }

// same names what a row counts, beyond the overview it stands in.
func (r Report) same(m Measure, t Table, row int) sdc.Same {
	path := t.path(row)
	name := m.name(path)
	top := t.Rows[row] == own("total")
	switch {
	case slices.Contains(path, own("other")):
		return sdc.Same{} // what lies in "overige" is something else every time
	case m.Adds == addsRows, m.Adds == addsTotal && top, m.Adds == addsNew && t.Rows[row] == own("new"):
		return sdc.Same{Name: name}
	case m.Adds == addsNew && top:
		return sdc.Same{Name: name, Once: true}
	}
	return sdc.Same{Name: name + r.Period.From.String() + r.Period.To.String() + r.Until.String(), Once: true}
}

// name is a row of the measure by where it stands, the same in every overview.
func (m Measure) name(path []Label) string {
	name := m.ID + " "
	for _, l := range path {
		name += l.Enum + ":" + l.Value + ":" + l.Name + "/"
	}
	return name
}
