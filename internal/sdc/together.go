package sdc

import (
	"errors"
	"strconv"
	"strings"
)

// Publication is one table that was handed over, of things that happened on the days From up to and including To.
type Publication struct {
	From, To int
	Table    Table
	Base     int // every count was rounded to a multiple of this (Round); 0 when what is visible is exact
	Rows     []Same
	Columns  []string // what each column counts; may be nil with one column
	// Who are those whose records were counted, by any name that is always the same for one of them, in order; nil for the keeper of the
	// store. What several people counted is the sum of what each of them did.
	Who []string
	// Threshold is that of the paper; 0 for that of the audit. What an earlier paper kept within five values need not lie within ten later.
	Threshold int
}

// need is how many values a hidden count of the publication must be able to take.
func (p Publication) need(threshold int) int {
	if p.Threshold > 0 {
		return min(p.Threshold, threshold)
	}
	return threshold
}

// column names what a column counts.
func (p Publication) column(c int) string {
	if c < len(p.Columns) {
		return p.Columns[c]
	}
	return strconv.Itoa(c)
}

// Same names what a row counts, so that the same row is known in another publication.
type Same struct {
	Name string // "" for what is something else every time, such as "overige"
	// Once says that the row counts families or other things of which each is counted once however often it happens. Spans of such counts
	// do not add up; only those of which one lies within the other are compared.
	Once bool
}

// AuditTogether looks at publications of one measure, handed over at different times, the oldest first, as a reader does who has all of them. It returns
// ErrExposed when a hidden count that may be small can take fewer than threshold values, or when the counts of a row, taken from one another, tell of days in
// which few things happened (AuditSpans).
//
// What a table tells by its sums and what a row tells over the days are each worked out exactly, and each is given what the other found
// until neither finds more.
func AuditTogether(all []Publication, threshold int) error {
	found, err := Exposures(all, threshold)
	if err == nil && len(found) > 0 {
		err = ErrExposed
	}
	return err
}

// Exposure is a row of a publication, counted from 0, by which something is exposed.
type Exposure struct{ Publication, Row int }

// Exposures lists what AuditTogether finds: hidden counts that are known too well, and every count of a row whose counts, taken from one
// another, tell of few things. It returns ErrShape for a publication that cannot be read.
func Exposures(all []Publication, threshold int) ([]Exposure, error) {
	if threshold < Minimum {
		return nil, ErrThreshold
	}
	j, err := newJoint(all)
	if err != nil {
		return nil, err
	}
	for j.narrowed {
		j.narrowed = false
		j.overDays()
		j.inTables()
	}
	found := j.exposed(threshold)
	for _, s := range j.series {
		spans := j.spans(s)
		if nestedExposed(spans, threshold) || !s.once && errors.Is(auditSpans(spans, threshold), ErrExposed) {
			for _, c := range s.cells {
				found = append(found, Exposure{c.Publication, c.Row})
			}
		}
	}
	return found, nil
}

// joint is what is known of every cell of every publication.
type joint struct {
	all      []Publication
	known    [][][]Span // by publication, row, column: the days and the bounds
	series   []series
	narrowed bool
}

// series is the cells that count the same thing.
type series struct {
	cells []Spot
	once  bool
}

func newJoint(all []Publication) (*joint, error) {
	type thing struct {
		row      Same
		col, who string
	}
	j := &joint{all: all, known: make([][][]Span, len(all)), narrowed: true}
	at := map[thing]int{}
	for k, pub := range all {
		if err := pub.Table.Check(); err != nil {
			return nil, err
		}
		if len(pub.Rows) != len(pub.Table.Cells) || pub.From > pub.To {
			return nil, ErrShape
		}
		j.known[k] = make([][]Span, len(pub.Table.Cells))
		for i, row := range pub.Table.Cells {
			j.known[k][i] = make([]Span, len(row))
			for c, cell := range row {
				j.known[k][i][c] = pub.told(cell)
				if pub.Rows[i].Name == "" {
					continue
				}
				is := thing{pub.Rows[i], pub.column(c), strings.Join(pub.Who, " ")}
				n, ok := at[is]
				if !ok {
					n = len(j.series)
					at[is] = n
					j.series = append(j.series, series{once: pub.Rows[i].Once})
				}
				j.series[n].cells = append(j.series[n].cells, Spot{k, i, c})
			}
		}
	}
	return j, nil
}

// told is what a publication tells of a cell by itself.
func (p Publication) told(c Cell) Span {
	s := Span{From: p.From, To: p.To, Low: c.Count, High: c.Count}
	switch {
	case c.Hidden:
		s.High = endless
	case p.Base > 0:
		s.Low, s.High = max(0, c.Count-p.Base+1), c.Count+p.Base-1
	}
	return s
}

func (j *joint) at(s Spot) *Span { return &j.known[s.Publication][s.Row][s.Col] }

func (j *joint) spans(of series) []Span {
	all := make([]Span, len(of.cells))
	for i, s := range of.cells {
		all[i] = *j.at(s)
	}
	return all
}

// narrow notes tighter bounds. Bounds that cross come from records that were changed in between, and are not taken over.
func (j *joint) narrow(s Spot, low, high int) {
	k := j.at(s)
	low, high = max(k.Low, low), min(k.High, high)
	if low <= high && (low > k.Low || high < k.High) {
		k.Low, k.High = low, high
		j.narrowed = true
	}
}

// overDays bounds every cell by the same row in other publications.
func (j *joint) overDays() {
	for _, same := range j.series {
		if same.once || len(same.cells) < 2 {
			continue
		}
		b := newBounds(j.spans(same))
		for _, s := range same.cells {
			low, high := b.of(*j.at(s))
			j.narrow(s, low, high)
		}
	}
}

// inTables bounds every cell by the sums of its own table.
func (j *joint) inTables() {
	for k, pub := range j.all {
		if pub.Table.Loose {
			j.inLoose(k)
			continue
		}
		i, c := 0, -1
		columns, _ := pub.Table.columns()
		n := newNetwork(pub.Table, func(Cell) (edge, bool) {
			if c++; c == columns {
				i, c = i+1, 0
			}
			s := j.known[k][i][c]
			return edge{value: s.Low, low: s.Low, high: s.High}, true
		})
		n.owe()
		if !n.settle() {
			continue
		}
		e := 0
		for i, row := range pub.Table.Cells {
			for c := range row {
				low, high := n.span(e, endless)
				j.narrow(Spot{k, i, c}, low, high)
				e++
			}
		}
	}
}

// inLoose bounds the parts of overlapping rows: each at most the total, together at least the total.
func (j *joint) inLoose(k int) {
	for _, l := range j.all[k].Table.lines() {
		total := Spot{k, l.total.row, l.total.col}
		for i, p := range l.parts {
			least := j.at(total).Low
			for other, q := range l.parts {
				if other != i {
					least -= min(j.known[k][q.row][q.col].High, j.at(total).High)
				}
			}
			j.narrow(Spot{k, p.row, p.col}, least, j.at(total).High)
			j.narrow(total, j.known[k][p.row][p.col].Low, endless)
		}
	}
}

func (j *joint) exposed(threshold int) (found []Exposure) {
	for k, pub := range j.all {
		for i, row := range pub.Table.Cells {
			for c, cell := range row {
				if s := j.known[k][i][c]; (cell.Hidden || pub.Base > 0) && s.small(pub.need(threshold)) {
					found = append(found, Exposure{k, i})
				}
			}
		}
	}
	return found
}
