package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Joint says of what a report was put together that counts the work of several people. Nothing in it says what one of them counted.
type Joint struct {
	Workers   int       // whose contributions are in it
	Missing   int       // who was expected and did not hand one over
	Double    bool      // families can have been counted by more than one worker
	Programme record.ID // of which
	Set       string    // a word that is the same for the same workers
	Also      Also      // how much of it stands in another contribution too
	Skipped   int       // counts of a newer Schakel that are not in it
	Lacking   int       // contributions of an older Schakel, that have not every count
	Early     int       // contributions that were made before the period was over
}

// Also is work that stands in another contribution too.
type Also struct {
	Contacts int `json:"contacts,omitzero"`
	Meetings int `json:"meetings,omitzero"`
	Minutes  int `json:"minutes,omitzero"` // of both, with preparation
}

// None reports whether nothing stands in another contribution.
func (a Also) None() bool { return a == Also{} }

// Double reports whether the measure counts what several workers can each have counted: a family that two of them know, a gathering that
// two of them held.
func (m Measure) Double() bool { return m.Controlled || m.Section == "community" }

// Doubled lists the measures of a joint report with something in them that can have been counted twice.
func (r Report) Doubled() []string {
	if r.Joint == nil {
		return nil
	}
	var ids []string
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if measure(t.ID).Double() && !t.Withheld && !t.nothing() {
				ids = append(ids, t.ID)
			}
		}
	}
	return ids
}

func (t Table) nothing() bool {
	for i := range t.Counts.Cells {
		if !t.zero(i) {
			return false
		}
	}
	return true
}

// Whole is every section as it was counted: rows in their first order, rows with zero too. It is what a contribution is made of, and never
// shown to others.
func (r Report) Whole() []Section { return r.whole }

// Bin is a part of a histogram of lengths of time.
type Bin struct {
	From, To int // days, both counted in; the last bin has no end, and To is its From
	Count    int
}

// The lengths of time that are told apart: each day up to four weeks, each week up to half a year, then up to a year, and longer.
const (
	spreadDays  = 28
	spreadWeeks = 182
	spreadYear  = 365
)

// Spread is a histogram of days.
func Spread(days []int) []Bin {
	counts := map[Bin]int{}
	for _, d := range days {
		counts[binOf(max(d, 0))]++
	}
	var bins []Bin
	for b, n := range counts {
		b.Count = n
		bins = append(bins, b)
	}
	slices.SortFunc(bins, func(a, b Bin) int { return a.From - b.From })
	return bins
}

func binOf(d int) Bin {
	switch {
	case d <= spreadDays:
		return Bin{From: d, To: d}
	case d <= spreadWeeks:
		from := spreadDays + 1 + (d-spreadDays-1)/7*7
		return Bin{From: from, To: from + 6}
	case d <= spreadYear:
		return Bin{From: spreadWeeks + 1, To: spreadYear}
	}
	return Bin{From: spreadYear + 1, To: spreadYear + 1}
}

// median is the median of a histogram; within a bin it is the middle.
func median(bins []Bin) (value float64, base int) {
	for _, b := range bins {
		base += b.Count
	}
	if base == 0 {
		return 0, 0
	}
	at := func(place int) float64 {
		for _, b := range bins {
			if place -= b.Count; place < 0 {
				return float64(b.From+b.To) / 2
			}
		}
		return 0
	}
	return (at((base-1)/2) + at(base/2)) / 2, base
}

// Sum adds up what several workers counted over one period.
type Sum struct {
	period  Period
	today   record.Date
	empty   bool
	tables  map[string]*summed
	skipped map[string]bool
}

// summed is a measure while it is added up.
type summed struct {
	table   Table
	top     []*node
	figures []Figure
	parts   map[string]*part // by the id of a figure
}

type node struct {
	label Label
	fixed bool // a row that every report of this version has, in its order
	cells []int
	below []*node
}

// part is what a share or a median is made of.
type part struct {
	hits, base int
	bins       map[Bin]int
}

// NewSum begins with nothing. The states are of until. The error is record.Problems about the period.
func NewSum(period Period, until record.Date) (*Sum, error) {
	c, err := NewCounter(period, Options{Today: until})
	if err != nil {
		return nil, err
	}
	s := &Sum{period: period, today: until, empty: true, tables: map[string]*summed{}, skipped: map[string]bool{}}
	for _, section := range c.Report().whole {
		for _, t := range section.Tables {
			s.tables[t.ID] = begin(t)
		}
	}
	return s, nil
}

func begin(t Table) *summed {
	w := &summed{table: t, figures: t.Figures, parts: map[string]*part{}}
	nodes := make([]*node, len(t.Rows))
	for i, label := range t.Rows {
		nodes[i] = &node{label: label, fixed: true, cells: make([]int, len(t.Counts.Cells[i]))}
		if p := t.Counts.ParentOf(i); p >= 0 {
			nodes[p].below = append(nodes[p].below, nodes[i])
		} else {
			w.top = append(w.top, nodes[i])
		}
	}
	return w
}

// Skipped counts the measures and rows that this version does not know and that are not in the sum.
func (s *Sum) Skipped() int { return len(s.skipped) }

// Add adds what one worker counted: whole tables, nothing hidden. A measure that this version does not know is left out and noted; a row
// that it does not know counts under "newer".
func (s *Sum) Add(tables []Table) {
	for _, t := range tables {
		w, ok := s.tables[t.ID]
		if !ok || !slices.Equal(w.table.Columns, t.Columns) && len(w.table.Columns) > 0 {
			s.skipped[t.ID] = true
			continue
		}
		if len(w.table.Columns) == 0 && len(t.Columns) > 0 {
			w.table.Columns, w.table.Counts.Total = t.Columns, t.Counts.Total
		}
		s.empty = s.empty && t.nothing()
		w.add(t)
	}
}

func (w *summed) add(t Table) {
	nodes := make([]*node, len(t.Rows))
	for i, label := range t.Rows {
		list := &w.top
		if p := t.Counts.ParentOf(i); p >= 0 {
			list = &nodes[p].below
		}
		nodes[i] = find(list, label)
		for len(nodes[i].cells) < len(t.Counts.Cells[i]) {
			nodes[i].cells = append(nodes[i].cells, 0)
		}
		for j, c := range t.Counts.Cells[i] {
			nodes[i].cells[j] += c.Count
		}
	}
	for _, f := range t.Figures {
		p := w.parts[f.ID]
		if p == nil {
			p = &part{bins: map[Bin]int{}}
			w.parts[f.ID] = p
		}
		p.base += f.Base
		p.hits += int(math.Round(f.Value * float64(f.Base)))
		for _, b := range f.Spread {
			p.bins[Bin{From: b.From, To: b.To}] += b.Count
		}
	}
}

// find is the row with a label in a list, added to it when it is not there.
func find(list *[]*node, label Label) *node {
	for _, n := range *list {
		if n.label == label {
			return n
		}
	}
	n := &node{label: label}
	*list = append(*list, n)
	return n
}

// Report is the sum. What it is put together of comes from who adds up; that families can stand in it twice is said when there is more
// than one worker.
func (s *Sum) Report(joint Joint) Report {
	joint.Double = joint.Workers > 1
	joint.Skipped += len(s.skipped)
	r := Report{Period: s.period, Today: s.today, Until: s.period.To, Empty: s.empty, Joint: &joint}
	if s.today.Before(r.Until) {
		r.Until = s.today
	}
	for _, id := range sections() {
		section := Section{ID: id}
		for _, m := range Measures() {
			if w := s.tables[m.ID]; w != nil && m.Section == id {
				section.Tables = append(section.Tables, w.done())
			}
		}
		r.whole = append(r.whole, section)
	}
	r.Sections = shown(r.whole)
	return r
}

func (w *summed) done() Table {
	t := w.table
	t.Rows, t.Counts.Cells, t.Counts.Parent = nil, nil, nil
	var walk func(list []*node, parent int)
	walk = func(list []*node, parent int) {
		slices.SortStableFunc(list, inOrder)
		for _, n := range list {
			at := len(t.Rows)
			cells := make([]sdc.Cell, max(1, len(n.cells), len(t.Columns)))
			for j, c := range n.cells {
				if t.Counts.Loose && parent >= 0 && n.label == own("newer") {
					c = min(c, t.Counts.Cells[parent][j].Count) // rows of a newer Schakel can each hold the same thing
				}
				cells[j] = sdc.Cell{Count: c}
			}
			t.Rows, t.Counts.Cells, t.Counts.Parent = append(t.Rows, n.label), append(t.Counts.Cells, cells), append(t.Counts.Parent, parent)
			walk(n.below, at)
		}
	}
	walk(w.top, -1)
	t.Figures = nil
	for _, f := range w.figures {
		t.Figures = append(t.Figures, w.parts[f.ID].figure(f))
	}
	return t
}

// inOrder keeps the rows of the list of measures in its order; then come weeks, names by the alphabet, and what has no row of its own.
func inOrder(a, b *node) int {
	switch {
	case a.fixed && b.fixed:
		return 0
	case a.fixed != b.fixed:
		return rankIf(b.fixed)*2 - 1
	}
	return cmp.Or(
		rankIf(a.label.Enum != "")-rankIf(b.label.Enum != ""), rankIf(a.label == own("unknown"))-rankIf(b.label == own("unknown")),
		a.label.On.Since(b.label.On), strings.Compare(a.label.Name, b.label.Name), strings.Compare(a.label.Enum+a.label.Value, b.label.Enum+b.label.Value))
}

func rankIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (p *part) figure(f Figure) Figure {
	out := Figure{ID: f.ID, Share: f.Share}
	switch {
	case p == nil:
	case f.Share:
		if out.Base = p.base; p.base > 0 {
			out.Value = float64(p.hits) / float64(p.base)
		}
	default: // without a histogram a median of several workers cannot be known
		for b, n := range p.bins {
			b.Count = n
			out.Spread = append(out.Spread, b)
		}
		slices.SortFunc(out.Spread, func(a, b Bin) int { return a.From - b.From })
		out.Value, out.Base = median(out.Spread)
	}
	return out
}

// unspread is figures without what they were made of, for others.
func unspread(figures []Figure) []Figure {
	out := slices.Clone(figures)
	for i := range out {
		out[i].Spread = nil
	}
	return out
}

// Related are the overviews that a report is read beside: for the worker's own the worker's own, for a joint one those of the same programme
// with the same workers in them. What other people counted is something else, and cannot be taken from one another row by row.
func Related(all []*record.Overview, joint *Joint) []*record.Overview {
	return slices.DeleteFunc(slices.Clone(all), func(o *record.Overview) bool {
		if joint == nil {
			return !o.Joint.Programme.Zero()
		}
		return o.Joint.Programme != joint.Programme || o.Joint.Set != joint.Set
	})
}

// Apart withholds the tables of a safe joint report that would tell of a small group beside an earlier one of the same programme and period
// with other workers in it: where one count differs by less than the threshold, the difference is what few people counted.
func (r Report) Apart(before []*record.Overview) Report {
	if r.Joint == nil {
		return r
	}
	whole := slices.Clone(r.whole)
	for i, s := range whole {
		whole[i].Tables = slices.Clone(s.Tables)
		for j, t := range s.Tables {
			if t.Controlled && r.tells(t, before) {
				whole[i].Tables[j] = withheld(t)
			}
		}
	}
	r.whole = whole
	r.Sections = shown(whole)
	return r
}

func (r Report) tells(t Table, before []*record.Overview) bool {
	for _, o := range before {
		if o.Joint.Programme != r.Joint.Programme || o.Joint.Set == r.Joint.Set || o.From != r.Period.From || o.To != r.Period.To {
			continue
		}
		for _, was := range o.Tables {
			if was.Measure == t.ID && near(t, tableAgain(measure(t.ID), was), max(r.Threshold, o.Threshold)) {
				return true
			}
		}
	}
	return false
}

// near reports whether a row that both tell differs by less than the threshold.
func near(t, was Table, threshold int) bool {
	for i := range t.Rows {
		for j := range was.Rows {
			if pathOf(t, i) != pathOf(was, j) || t.Counts.Cells[i][0].Hidden || was.Counts.Cells[j][0].Hidden {
				continue
			}
			if d := t.Counts.Cells[i][0].Count - was.Counts.Cells[j][0].Count; d != 0 && d > -threshold && d < threshold {
				return true
			}
		}
	}
	return false
}

func pathOf(t Table, row int) string {
	path := ""
	for i := row; i >= 0; i = t.Counts.ParentOf(i) {
		l := t.Rows[i]
		path = l.Enum + ":" + l.Value + ":" + l.Name + ":" + l.On.String() + "/" + path
	}
	return path
}

func keepJoint(j *Joint) record.OverviewJoint {
	if j == nil {
		return record.OverviewJoint{}
	}
	return record.OverviewJoint{
		Programme: j.Programme, Set: j.Set, Workers: j.Workers, Missing: j.Missing,
		Contacts: j.Also.Contacts, Meetings: j.Also.Meetings, Minutes: j.Also.Minutes,
	}
}

func jointAgain(o record.OverviewJoint) *Joint {
	if o.Programme.Zero() {
		return nil
	}
	return &Joint{
		Workers: o.Workers, Missing: o.Missing, Double: o.Workers > 1, Programme: o.Programme, Set: o.Set,
		Also: Also{Contacts: o.Contacts, Meetings: o.Meetings, Minutes: o.Minutes},
	}
}
