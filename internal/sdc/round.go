package sdc

// Round is controlled rounding: every count becomes a multiple of base, the next one below or above it, zero and other multiples stay, and
// all sums still hold exactly. It is what a reader may choose instead of hiding: nothing is missing, and nothing is exact. base must be at
// least Minimum (ErrThreshold). The outcome is audited (AuditRounded) before it is returned.
//
// chance gives a number from 0 up to but not n. A count goes up as often as it is nearer to the multiple above, so that on average nothing
// is added; always taking the nearest would tell that a zero is a one or a two. The same overview must be given the same chances again, or
// its outcomes could be averaged.
func Round(t Table, base int, chance func(n int) int) (Table, error) {
	return RoundWith(t, base, chance, -1)
}

// RoundWith is Round with a grand total (of the first row) that was rounded before, in another table of the same things; -1 when it was not. It is
// taken over when the table allows it.
func RoundWith(t Table, base int, chance func(n int) int, total int) (Table, error) {
	if base < Minimum {
		return Table{}, ErrThreshold
	}
	if err := t.Check(); err != nil {
		return Table{}, err
	}
	out := t.Clone()
	for i, row := range t.Cells {
		for j, c := range row {
			if c.Hidden {
				return Table{}, ErrShape
			}
			above := 0
			if chance(base) < c.Count%base {
				above = base
			}
			out.Cells[i][j].Count = c.Count/base*base + above
		}
	}
	if !beside(t, total, base) {
		total = -1
	}
	if total >= 0 {
		last := len(out.Cells[0]) - 1
		out.Cells[0][last].Count = total
	}
	switch {
	case t.Loose:
		within(t, out, base)
	case total >= 0 && balance(t, out, base, true):
	case !balance(t, out, base, false):
		return Table{}, ErrShape
	}
	if err := AuditRounded(out, base); err != nil {
		return Table{}, err
	}
	return out, nil
}

// beside reports whether a total is a multiple beside the true one.
func beside(t Table, total, base int) bool {
	if total < 0 || len(t.Cells) == 0 || len(t.Cells[0]) == 0 {
		return false
	}
	is := t.Cells[0][len(t.Cells[0])-1].Count
	return total == is/base*base || total == (is+base-1)/base*base
}

// within keeps parts that overlap from becoming more than their total.
func within(t, out Table, base int) {
	for _, l := range t.lines() {
		for _, p := range l.parts {
			if p.cell(out).Count > l.total.cell(out).Count {
				p.cell(out).Count = p.cell(t).Count / base * base
			}
		}
	}
}

// balance takes the other multiple beside the true count where the sums need it, until all of them hold. The true counts, divided by the base, hold
// all sums and lie between the multiples, so whole multiples that do exist: the sums form a network. With total
// the grand total stays as it is.
func balance(t, out Table, base int, total bool) bool {
	n := newNetwork(out, func(c Cell) (edge, bool) { return edge{value: c.Count / base}, true })
	e := 0
	for i, row := range t.Cells {
		for j := range row {
			n.edges[e].low = t.Cells[i][j].Count / base
			n.edges[e].high = (t.Cells[i][j].Count + base - 1) / base
			if total && i == 0 && j == len(row)-1 {
				n.edges[e].low, n.edges[e].high = n.edges[e].value, n.edges[e].value
			}
			e++
		}
	}
	n.owe()
	if !n.settle() {
		return false
	}
	e = 0
	for i := range out.Cells {
		for j := range out.Cells[i] {
			out.Cells[i][j].Count = n.edges[e].value * base
			e++
		}
	}
	return true
}

// AuditRounded looks at a table of which a reader knows only that every count is the next multiple of base below or above the true one. It
// returns ErrExposed when some true count can take fewer than base values, with all sums in mind.
func AuditRounded(published Table, base int) error {
	if base < Minimum {
		return ErrThreshold
	}
	if err := published.Check(); err != nil {
		return err
	}
	if published.Loose {
		return nil // parts that overlap bound nothing but their total
	}
	n := newNetwork(published, func(c Cell) (edge, bool) {
		return edge{value: c.Count, low: max(0, c.Count-base+1), high: c.Count + base - 1}, true
	})
	return n.audit(base)
}
