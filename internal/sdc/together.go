package sdc

// Publication is one table that was handed over, of things that happened on the days From up to and including To.
type Publication struct {
	From, To int
	Table    Table
	// Rows names what each row counts, so that the same row is known in another publication. A row that is something else every time,
	// such as "overige", has no name.
	Rows []string
}

// AuditTogether looks at publications of one measure, handed over at different times, as a reader does who has all of them. It returns
// ErrExposed when a hidden count can take fewer than threshold values, or when the counts of a row, taken from one another, tell of days in
// which few things happened (AuditSpans).
//
// What a table tells by its sums and what a row tells over the days are each worked out exactly, and each is given what the other found
// until neither finds more.
func AuditTogether(all []Publication, threshold int) error {
	if threshold < Minimum {
		return ErrThreshold
	}
	j, err := newJoint(all)
	if err != nil {
		return err
	}
	for j.narrowed {
		j.narrowed = false
		j.overDays()
		j.inTables()
	}
	if j.exposed(threshold) {
		return ErrExposed
	}
	for _, s := range j.series {
		if err := auditSpans(j.spans(s), threshold); err != nil {
			return err
		}
	}
	return nil
}

// joint is what is known of every cell of every publication.
type joint struct {
	all      []Publication
	known    [][][]Span // by publication, row, column: the days and the bounds
	series   [][]spot   // the cells that count the same thing
	narrowed bool
}

type spot struct{ pub, row, col int }

func newJoint(all []Publication) (*joint, error) {
	type thing struct {
		row string
		col int
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
				s := Span{From: pub.From, To: pub.To, Low: cell.Count, High: cell.Count}
				if cell.Hidden {
					s.High = endless
				}
				j.known[k][i][c] = s
				if pub.Rows[i] == "" {
					continue
				}
				n, ok := at[thing{pub.Rows[i], c}]
				if !ok {
					n = len(j.series)
					at[thing{pub.Rows[i], c}] = n
					j.series = append(j.series, nil)
				}
				j.series[n] = append(j.series[n], spot{k, i, c})
			}
		}
	}
	return j, nil
}

func (j *joint) at(s spot) *Span { return &j.known[s.pub][s.row][s.col] }

func (j *joint) spans(series []spot) []Span {
	all := make([]Span, len(series))
	for i, s := range series {
		all[i] = *j.at(s)
	}
	return all
}

// narrow notes tighter bounds. Bounds that cross come from records that were changed in between, and are not taken over.
func (j *joint) narrow(s spot, low, high int) {
	k := j.at(s)
	low, high = max(k.Low, low), min(k.High, high)
	if low <= high && (low > k.Low || high < k.High) {
		k.Low, k.High = low, high
		j.narrowed = true
	}
}

// overDays bounds every cell by the same row in other publications.
func (j *joint) overDays() {
	for _, series := range j.series {
		if len(series) < 2 {
			continue
		}
		b := newBounds(j.spans(series))
		if !b.close() {
			continue
		}
		for _, s := range series {
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
				j.narrow(spot{k, i, c}, low, high)
				e++
			}
		}
	}
}

// inLoose bounds the parts of overlapping rows: each at most the total, together at least the total.
func (j *joint) inLoose(k int) {
	for _, l := range j.all[k].Table.lines() {
		total := spot{k, l.total.row, l.total.col}
		for i, p := range l.parts {
			least := j.at(total).Low
			for other, q := range l.parts {
				if other != i {
					least -= min(j.known[k][q.row][q.col].High, j.at(total).High)
				}
			}
			j.narrow(spot{k, p.row, p.col}, least, j.at(total).High)
			j.narrow(total, j.known[k][p.row][p.col].Low, endless)
		}
	}
}

func (j *joint) exposed(threshold int) bool {
	for k, pub := range j.all {
		for i, row := range pub.Table.Cells {
			for c, cell := range row {
				if s := j.known[k][i][c]; cell.Hidden && s.High-s.Low+1 < threshold {
					return true
				}
			}
		}
	}
	return false
}
