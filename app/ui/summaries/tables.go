package summaries

import (
	"strconv"
	"strings"

	"schakel/app/ui/counts"
	"schakel/app/ui/listing"
	"schakel/internal/summary"
)

// The rows that no record has: what stands for several rows, and what nobody noted.
const (
	rowEnum    = "summary.row"
	rowTotal   = "total"
	rowOther   = "other"
	rowUnknown = "unknown"
)

// How many charts of a section stand open at first, and how many rows of each are seen before the rest is asked for.
const (
	openFirst = 2
	rowsFirst = 8
)

// part is one section of the report, sorted by how it is drawn.
type part struct {
	id       string
	tables   []summary.Table // in a column, one below the other
	empty    []string        // of these there was nothing to count
	withheld []string        // of these nothing is told
}

// layout is the report as the page draws it.
type layout struct {
	lines []summary.Table // over weeks, as wide as the page
	wide  []summary.Table // with columns, as wide as the page
	parts []part
}

// layout sorts the tables of the report. What is empty is told in one line only.
func (s *state) layout() layout {
	var out layout
	for _, sec := range s.shown().Sections {
		one := part{id: sec.ID}
		for _, t := range sec.Tables {
			title := s.p.Value("summary.measure", t.ID)
			switch {
			case t.Withheld:
				one.withheld = append(one.withheld, title)
			case nothing(t):
				one.empty = append(one.empty, title)
			case t.Form == summary.Line:
				out.lines = append(out.lines, t)
			case len(t.Columns) > 0:
				out.wide = append(out.wide, t)
			default:
				one.tables = append(one.tables, t)
			}
		}
		out.parts = append(out.parts, one)
	}
	return out
}

// part finds a section; an empty one when the report has none.
func (l layout) part(id string) part {
	for _, one := range l.parts {
		if one.id == id {
			return one
		}
	}
	return part{id: id}
}

// others are the sections besides the two sides, in order.
func (l layout) others() []part {
	var out []part
	for _, one := range l.parts {
		if one.id != "family" && one.id != "community" {
			out = append(out, one)
		}
	}
	return out
}

// nothing reports whether a table says nothing, as on paper: there are only zeros in it, or all of it stands in "niet genoteerd".
func nothing(t summary.Table) bool {
	if t.Headed && len(t.Rows) == 2 && t.Rows[1] == (summary.Label{Enum: rowEnum, Value: rowUnknown}) {
		return true
	}
	for i, row := range t.Counts.Cells {
		for _, c := range row {
			if (c.Hidden || c.Count > 0) && !(t.Headed && i == 0) {
				return false
			}
		}
	}
	return true
}

// opened tells which tables of a section stand open: as they were left by hand, else the first charts and what is still open. Other numbers without
// a chart are told in the line of their title while they are folded.
func (s *state) opened(one part) []bool {
	out, charts := make([]bool, len(one.tables)), 0
	for i, t := range one.tables {
		switch {
		case one.id == "open":
			out[i] = true
		case t.Form != summary.Plain || len(t.Columns) > 0:
			charts++
			out[i] = charts <= openFirst
		}
		if was, known := s.open[t.ID]; known {
			out[i] = was
		}
	}
	return out
}

// brief are the rows of a folded table without a chart in one line, "" for another or a long one.
func (s *state) brief(t summary.Table) string {
	const most = 4
	if t.Form != summary.Plain || len(t.Columns) > 0 || len(t.Rows) > most+1 {
		return ""
	}
	amount := s.amounts(t)
	var parts []string
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			continue
		}
		parts = append(parts, s.p.T("summaries.brief", "Row", s.label(label), "Number", amount(i, 0).Text))
	}
	return strings.Join(parts, " · ") // the words of a row may hold a comma
}

// total is the number of a whole table in words, and "" for one whose rows have no sum.
func (s *state) total(t summary.Table) string {
	if !t.Headed || len(t.Counts.Cells) == 0 {
		return ""
	}
	return s.amounts(t)(0, len(t.Counts.Cells[0])-1).Text
}

// aim is what was aimed for, in words, or "".
func (s *state) aim(t summary.Table) string {
	if t.Target <= 0 {
		return ""
	}
	return s.p.T("summaries.target", "Count", s.p.Number(t.Target))
}

// amounts gives the numbers of a table in words, as they stand on paper: hours add up to their total.
func (s *state) amounts(t summary.Table) func(i, j int) listing.Amount { return counts.Amounts(s.p, t) }

// then is a number of what the report is compared with; nil when there is none.
func (s *state) then(t summary.Table, i, j int) *listing.Amount {
	if i >= len(t.Then) || j >= len(t.Then[i]) {
		return nil
	}
	c := t.Then[i][j]
	a := listing.Amount{Value: float64(c.Count), Text: s.p.Number(c.Count)}
	switch {
	case c.Hidden:
		a = listing.Amount{Hidden: true, Text: s.p.T("summary.hidden.mark")}
	case t.Unit == summary.Minutes:
		a.Text = s.p.Decimal(float64(c.Count)/60, 2)
	}
	return &a
}

// counts are the rows of a table with one column.
func (s *state) counts(t summary.Table) []listing.Count {
	amount := s.amounts(t)
	out := make([]listing.Count, len(t.Rows))
	for i, label := range t.Rows {
		out[i] = listing.Count{
			Amount: amount(i, 0), Label: s.label(label), Depth: depth(t, i),
			Bare: t.Form == summary.Plain || t.Headed && i == 0, Then: s.then(t, i, 0),
		}
	}
	return out
}

// depth is of how many rows a row is a part, the total not counted.
func depth(t summary.Table, i int) int {
	n := 0
	for p := t.Counts.ParentOf(i); p > 0 || p == 0 && !t.Headed; p = t.Counts.ParentOf(p) {
		n++
	}
	return n
}

// grid are the words of the columns and the rows of a table with several.
func (s *state) grid(t summary.Table) (columns []string, rows []listing.GridRow) {
	for _, c := range t.Columns {
		columns = append(columns, s.label(c))
	}
	amount := s.amounts(t)
	for i, label := range t.Rows {
		row := listing.GridRow{Label: s.label(label), Bold: t.Headed && i == 0}
		for j := range t.Counts.Cells[i] {
			a := amount(i, j)
			if then := s.then(t, i, j); then != nil {
				a.Text = s.p.T("summaries.grid.then", "Number", a.Text, "Then", then.Text)
			}
			row.Cells = append(row.Cells, a)
		}
		rows = append(rows, row)
	}
	return columns, rows
}

// figures are the medians and shares of a table in words, with over how many they were made and what they were before.
func (s *state) figures(t summary.Table) []listing.KeyValue {
	var out []listing.KeyValue
	for i, f := range t.Figures {
		now, then := s.figure(f), ""
		if i < len(t.FiguresThen) {
			then = s.figure(t.FiguresThen[i])
		}
		switch {
		case now == "" && (then == "" || t.FiguresThen[i].Hidden):
			continue
		case now == "":
			now = "–"
		}
		if then != "" {
			now = s.p.T("summaries.grid.then", "Number", now, "Then", then)
		}
		out = append(out, listing.KeyValue{Key: s.p.Value("summary.figure", f.ID), Value: now})
	}
	return out
}

// figure is a median or a share in words, "" for one that was made of nothing.
func (s *state) figure(f summary.Figure) string {
	switch {
	case f.Hidden:
		return s.p.T("summary.hidden.mark")
	case f.Base == 0:
		return ""
	}
	value := s.p.Decimal(f.Value, 1)
	if f.Share {
		value = s.p.Percent(f.Value, 1)
	}
	return s.p.T("summaries.figure", "Value", value, "Base", s.p.Number(f.Base))
}

// points are the rows of a table over weeks, with the month's name where a month begins.
func (s *state) points(t summary.Table) (points []listing.Point, rows []int) {
	month := ""
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			continue
		}
		on := label.On
		if on.Before(s.period.From) {
			on = s.period.From
		}
		pt := listing.Point{Value: t.Counts.Cells[i][0].Count}
		if then := s.then(t, i, 0); then != nil && !then.Hidden {
			n := int(then.Value)
			pt.Then = &n
		}
		if name := s.p.Value("date.month.alone", strconv.Itoa(int(on.Month))); name != month {
			month, pt.Label = name, name
		}
		points, rows = append(points, pt), append(rows, i)
	}
	return points, rows
}

// said is what a number says to whoever cannot see it: its measure, its row, the number, what it is compared with, and what a press does.
func (s *state) said(t summary.Table, i int) string {
	last := len(t.Counts.Cells[i]) - 1
	text := s.p.T("summaries.said", "Measure", s.p.Value("summary.measure", t.ID), "Row", s.label(t.Rows[i]), "Number", s.amounts(t)(i, last).Text)
	if then := s.then(t, i, last); then != nil {
		text = s.p.T("summaries.said.then", "Said", text, "Number", then.Text)
	}
	return text
}

// goes tells whether a row leads to records: a row that stands for several others does not, nor one in which nothing is.
func goes(t summary.Table, i int) bool {
	if i < 0 || i >= len(t.Rows) || !summary.Leads(t.ID) || t.Rows[i] == (summary.Label{Enum: rowEnum, Value: rowOther}) {
		return false
	}
	c := t.Counts.Cells[i][len(t.Counts.Cells[i])-1]
	return c.Hidden || c.Count > 0
}

// compared says in words what the two sorts of bars are; "" when nothing is compared.
func (s *state) compared() (now, then string) {
	a := s.shown().Against
	if a.Kind == "" {
		return "", ""
	}
	then = s.p.T("summaries.then")
	if id := "summary.against." + a.Kind; s.p.Has(id) {
		then = s.p.T(id)
	}
	period := s.p.T("summary.period", "From", s.p.Date(a.Period.From), "To", s.p.Date(a.Period.To))
	if !a.Made.Zero() {
		period = s.p.T("summaries.made.on", "Period", period, "Date", s.p.Date(a.Made))
	}
	return s.name(), s.p.T("summaries.then.days", "Then", then, "Period", period)
}
