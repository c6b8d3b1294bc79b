package sdc

import "slices"

// Span is what is known of how often something happened from the day From up to and including the day To: at least Low and at most High
// times. Days are whole numbers that follow each other. A published count has both the same, one that is hidden any High.
type Span struct {
	From, To  int
	Low, High int
}

// small reports whether the bounds tell that fewer than threshold things happened, some of them perhaps, to within fewer than threshold
// values.
func (s Span) small(threshold int) bool {
	return s.Low < threshold && s.High >= 1 && s.High-s.Low+1 < threshold
}

// AuditSpans looks at counts of the same thing over several spans, handed over at different times, the oldest first, as a reader does who has all of
// them and takes one from another. It returns ErrExposed when that reader can tell of any days that fewer than threshold things happened in
// them, some of them perhaps, to within fewer than threshold values; and when two counts of which one holds the other differ by less than
// the threshold, for then what was added in between is known. Days in up to pieces separate stretches are looked at: a year from which
// two quarters are taken leaves three.
//
// A count over a span is the difference of two running totals, so all that is published are bounds on differences. The shortest ways
// between the days give the exact bounds of one stretch, and the best pairing of their beginnings and ends those of several: they are
// whole numbers, and each can really occur.
func AuditSpans(spans []Span, threshold int) error {
	if threshold < Minimum {
		return ErrThreshold
	}
	return auditSpans(spans, threshold)
}

func auditSpans(spans []Span, threshold int) error {
	if nestedExposed(spans, threshold) {
		return ErrExposed
	}
	if newBounds(spans).exposed(make([]int, 0, 2*pieces), 0, threshold) {
		return ErrExposed
	}
	return nil
}

// pieces is of how many separate stretches the days may be that are looked at.
const pieces = 3

// exposed looks at every choice of beginnings and ends that goes on from those chosen: a beginning, its end, the next beginning and so on.
func (b *bounds) exposed(chosen []int, from, threshold int) bool {
	if n := len(chosen); n > 0 && n%2 == 0 {
		if s := (Span{Low: -b.pair(chosen, 1, 0, 0), High: b.pair(chosen, 0, 0, 0)}); s.small(threshold) {
			return true
		}
	}
	if len(chosen) == 2*pieces {
		return false
	}
	for i := from; i < len(b.days); i++ {
		if b.exposed(append(chosen, i), i+1, threshold) {
			return true
		}
	}
	return false
}

// pair is the least sum of ways that lead from every beginning to an end of its own, or with side 1 from every end to a beginning. used
// has a bit for each goal that is taken already.
func (b *bounds) pair(chosen []int, side, at, used int) int {
	if 2*at == len(chosen) {
		return 0
	}
	least := endless
	for goal := range len(chosen) / 2 {
		if used&(1<<goal) == 0 {
			way := b.most[chosen[2*at+side]][chosen[2*goal+1-side]]
			least = min(least, way+b.pair(chosen, side, at+1, used|1<<goal))
		}
	}
	return least
}

// nestedExposed compares every two spans of which one lies within the other, the way anybody with two papers does, without asking whether the
// records were the same both times.
func nestedExposed(spans []Span, threshold int) bool {
	for i, a := range spans {
		for _, b := range spans[i+1:] {
			inside := a.From <= b.From && b.To <= a.To || b.From <= a.From && a.To <= b.To
			differ := max(a.Low-b.Low, b.Low-a.Low)
			if inside && a.Low == a.High && b.Low == b.High && differ >= 1 && differ < threshold {
				return true
			}
		}
	}
	return false
}

// bounds holds how much may have happened between two days at most. most[i][j] with i before j is that number, and with j before i it is
// the least number, below zero.
type bounds struct {
	days []int // where spans begin and, a day later, end; in order
	most [][]int
}

// endless is more than can happen.
const endless = 1 << 40

// newBounds takes in one span after the other, the last first. A span that fits no story with those after it is left out: records were changed
// since it was handed over, and the others still tell what they tell.
func newBounds(spans []Span) *bounds {
	b := &bounds{}
	for _, s := range spans {
		b.days = append(b.days, s.From, s.To+1)
	}
	slices.Sort(b.days)
	b.days = slices.Compact(b.days)
	b.most = make([][]int, len(b.days))
	for i := range b.days {
		b.most[i] = make([]int, len(b.days))
		for j := range b.days {
			switch {
			case i < j:
				b.most[i][j] = endless
			case i > j:
				b.most[i][j] = 0 // nothing happens less than no time
			}
		}
	}
	for _, s := range slices.Backward(spans) {
		i, _ := slices.BinarySearch(b.days, s.From)
		j, _ := slices.BinarySearch(b.days, s.To+1)
		if s.High+b.most[j][i] < 0 || b.most[i][j]-s.Low < 0 {
			continue
		}
		b.bound(i, j, s.High)
		b.bound(j, i, -s.Low)
	}
	return b
}

// bound takes in that so much at most happened from one day to another, and what follows from it for all other days.
func (b *bounds) bound(from, to, most int) {
	if most >= b.most[from][to] {
		return
	}
	for i := range b.days {
		for j := range b.days {
			b.most[i][j] = min(b.most[i][j], b.most[i][from]+most+b.most[to][j])
		}
	}
}

// of is what is known of a span by all of them.
func (b *bounds) of(s Span) (low, high int) {
	i, _ := slices.BinarySearch(b.days, s.From)
	j, _ := slices.BinarySearch(b.days, s.To+1)
	return -b.most[j][i], b.most[i][j]
}
