package contribution

import (
	"math"
	"strings"
	"time"

	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Draft is what a contribution is made of, besides the counts.
type Draft struct {
	Programme Programme
	Edition   int
	Made      time.Time
	Also      summary.Also
}

// Make is the contribution of a worker's own report. Every measure goes that an overview would have; a row goes by a word of the program's
// own lists, a week, or a name that stands in the programme's lists in the programme's spelling. Any other name counts under "andere organisatie"
// or "andere groep". Nothing else of a report goes.
func Make(whole summary.Report, d Draft) Content {
	c := Content{
		Format: format, Version: version, Least: 1, Programme: d.Programme.ID, Key: d.Programme.Key,
		From: whole.Period.From, To: whole.Period.To, Until: whole.Until, Made: d.Made.UTC().Truncate(time.Second), Edition: d.Edition, Also: d.Also,
	}
	allowed := newNames(d.Programme)
	for _, s := range whole.Whole() {
		for _, t := range s.Tables {
			c.Tables = append(c.Tables, wire(t, allowed))
		}
	}
	return c
}

// Withdraw is the message that an earlier contribution counts no more.
func Withdraw(period summary.Period, until record.Date, d Draft) Content {
	return Content{
		Format: format, Version: version, Least: 1, Programme: d.Programme.ID, Key: d.Programme.Key, From: period.From, To: period.To, Until: until,
		Made: d.Made.UTC().Truncate(time.Second), Edition: d.Edition, Withdrawn: true,
	}
}

// names are those that may stand in a contribution, by their folded form.
type names struct {
	partners, communities, aims map[string]string
	known                       map[string]map[summary.Label]bool // by measure: the words of this version
}

func newNames(p Programme) names {
	list := func(all []string) map[string]string {
		out := map[string]string{}
		for _, n := range all {
			out[same(n)] = n
		}
		return out
	}
	n := names{partners: list(p.Partners), communities: list(p.Communities), aims: list(p.Aims), known: map[string]map[summary.Label]bool{}}
	for _, m := range summary.Measures() {
		known := map[summary.Label]bool{}
		for _, l := range append(m.Labels(), other(m.ID)) {
			known[l] = true
		}
		n.known[m.ID] = known
	}
	return n
}

// other is the row for names that are not on the programme's lists.
func other(measure string) summary.Label {
	value := "organisation.other"
	switch {
	case strings.Contains(measure, "community"):
		value = "community.other"
	case strings.Contains(measure, "aim"):
		value = "aim.other"
	}
	return summary.Label{Enum: "summary.row", Value: value}
}

// newer is the row for words that this version does not know.
func newer() summary.Label { return summary.Label{Enum: "summary.row", Value: "newer"} }

// label is what a label may be in a contribution of a measure. Names that are not on a list become "other"; a word that is not of
// this version becomes "newer".
func (n names) label(measure string, l summary.Label) summary.Label {
	list := n.partners
	switch {
	case strings.Contains(measure, "community"):
		list = n.communities
	case strings.Contains(measure, "aim"):
		list = n.aims
	}
	switch {
	case l.Name != "":
		if spelled, ok := list[same(l.Name)]; ok {
			return summary.Label{Name: spelled}
		}
		return other(measure)
	case !l.On.Zero():
		return summary.Label{On: l.On.Monday()}
	case n.known[measure][l]:
		return l
	case l.Enum == "language" && len(l.Value) <= 3:
		return l
	}
	return newer()
}

// folded is a table whose rows all have labels that may stand in a contribution: rows that come to have the same one are added up.
func (n names) folded(t summary.Table) summary.Table {
	out := t
	out.Rows, out.Counts.Cells, out.Counts.Parent = nil, nil, nil
	type spot struct {
		parent int
		label  summary.Label
	}
	at, moved := map[spot]int{}, make([]int, len(t.Rows))
	for i, l := range t.Rows {
		parent := t.Counts.ParentOf(i)
		if parent >= 0 {
			parent = moved[parent]
		}
		key := spot{parent, n.label(t.ID, l)}
		place, ok := at[key]
		if !ok {
			place = len(out.Rows)
			at[key] = place
			out.Rows, out.Counts.Parent = append(out.Rows, key.label), append(out.Counts.Parent, parent)
			out.Counts.Cells = append(out.Counts.Cells, make([]sdc.Cell, len(t.Counts.Cells[i])))
		}
		moved[i] = place
		for j, c := range t.Counts.Cells[i] {
			cell := &out.Counts.Cells[place][j]
			if cell.Count += c.Count; t.Counts.Loose && parent >= 0 { // one thing can stand in several of the rows
				cell.Count = min(cell.Count, out.Counts.Cells[parent][j].Count)
			}
		}
	}
	return out
}

func wire(t summary.Table, allowed names) Table {
	t = allowed.folded(t)
	out := Table{Measure: t.ID, Loose: t.Counts.Loose, Total: t.Counts.Total}
	for _, l := range t.Columns {
		out.Columns = append(out.Columns, wireLabel(allowed.label(t.ID, l)))
	}
	for i, l := range t.Rows {
		r := Row{Label: wireLabel(l), Parent: t.Counts.ParentOf(i)}
		for _, c := range t.Counts.Cells[i] {
			r.Counts = append(r.Counts, c.Count)
		}
		out.Rows = append(out.Rows, r)
	}
	for _, f := range t.Figures {
		w := Figure{ID: f.ID, Share: f.Share, Base: f.Base}
		if f.Share {
			w.Hits = int(math.Round(f.Value * float64(f.Base)))
		}
		for _, b := range f.Spread {
			w.Days = append(w.Days, Bin(b))
		}
		out.Figures = append(out.Figures, w)
	}
	return out
}

func wireLabel(l summary.Label) Label { return Label(l) }

// table is a table of a contribution as package summary has it.
func (t Table) table() summary.Table {
	out := summary.Table{ID: t.Measure, Counts: t.counts()}
	for _, l := range t.Columns {
		out.Columns = append(out.Columns, summary.Label(l))
	}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, summary.Label(r.Label))
	}
	for _, f := range t.Figures {
		s := summary.Figure{ID: f.ID, Share: f.Share, Base: f.Base}
		if f.Share && f.Base > 0 {
			s.Value = float64(f.Hits) / float64(f.Base)
		}
		for _, b := range f.Days {
			s.Spread = append(s.Spread, summary.Bin(b))
		}
		out.Figures = append(out.Figures, s)
	}
	return out
}

// Shown is a contribution as a report, for the worker who looks at it before it goes. A report of several people is made by Add.
func (c Content) Shown() (summary.Report, error) {
	s, err := summary.NewSum(c.Period(), c.Until)
	if err != nil {
		return summary.Report{}, err
	}
	s.Add(c.tables(nil))
	r := s.Report(summary.Joint{})
	r.Joint = nil
	return r, nil
}

// tables are the tables, with labels that allowed knows; nil leaves them as they are.
func (c Content) tables(allowed *names) []summary.Table {
	out := make([]summary.Table, len(c.Tables))
	for i, t := range c.Tables {
		out[i] = t.table()
		if allowed != nil && allowed.known[t.Measure] != nil {
			out[i] = allowed.folded(out[i])
		}
	}
	return out
}

// Add adds contributions up, one of each worker, in any order; those that were taken back are left out. Names that are not on
// the programme's lists are not told, whatever a file says. What it is put together of is said in joint, besides how much stands in another
// contribution too and what could not be added. Errors: ErrFew for fewer than Least workers, record.Problems about the period.
func Add(period summary.Period, p Programme, all []Content, joint summary.Joint) (summary.Report, error) {
	var until record.Date
	joint.Workers = 0
	for _, c := range all {
		if c.Withdrawn {
			continue
		}
		joint.Workers++
		if c.Until.After(until) {
			until = c.Until
		}
	}
	if joint.Workers < Least {
		return summary.Report{}, ErrFew
	}
	s, err := summary.NewSum(period, until)
	if err != nil {
		return summary.Report{}, err
	}
	allowed := newNames(p)
	joint.Programme = p.ID
	for _, c := range all {
		if c.Withdrawn {
			continue
		}
		s.Add(c.tables(&allowed))
		joint.Also.Contacts += c.Also.Contacts
		joint.Also.Meetings += c.Also.Meetings
		joint.Also.Minutes += c.Also.Minutes
		if c.Until.Before(period.To) {
			joint.Early++
		}
		if c.lacks() {
			joint.Lacking++
		}
	}
	return s.Report(joint), nil
}

// lacks reports whether a measure of this version does not stand in a contribution.
func (c Content) lacks() bool {
	has := map[string]bool{}
	for _, t := range c.Tables {
		has[t.Measure] = true
	}
	for _, m := range summary.Measures() {
		if !has[m.ID] {
			return true
		}
	}
	return false
}
