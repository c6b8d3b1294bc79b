package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

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

// spreadMedian is the median of a histogram; within a bin it is the middle.
func spreadMedian(bins []Bin) (value float64, base int) {
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
		out.Value, out.Base = spreadMedian(out.Spread)
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
