package contribution

import (
	"slices"
	"strings"

	"schakel/internal/record"
)

// Part is who stands in a joint overview, by the key of the card: the same for the life of a worker's store. A contribution made before the period
// was over has another Until, since a later one of the same worker tells, beside it, what was done in between.
type Part struct {
	Key   string
	Until record.Date // zero for a contribution over the whole period
}

// Sum is one joint overview: whose counts over which days were added up.
type Sum struct {
	From, To record.Date
	Parts    []Part
}

// Tells reports whether a joint overview, taken from and added to those that were made before, would tell what fewer than Least workers counted.
// Every overview is a sum over workers and days. What a reader can work out of several is a sum of multiples of them, so the question is whether
// there is one in which nobody stands but those few. What the earlier ones tell by themselves is not held against the new one.
func Tells(before []Sum, now Sum) bool {
	few := newSums(append(slices.Clone(before), now))
	was := few.found(len(before))
	for pair := range few.found(len(before) + 1) {
		if !was[pair] {
			return true
		}
	}
	return false
}

// sums are joint overviews as rows of an equation, with a column for every part of workers who always stand together, on every stretch of days.
type sums struct {
	rows   [][]int64
	groups []sumGroup
	spans  int
}

// sumGroup is parts that stand in exactly the same overviews.
type sumGroup struct {
	pattern string
	workers []string
}

func newSums(all []Sum) *sums {
	var edges []record.Date
	pattern := map[Part]string{}
	for i, s := range all {
		edges = append(edges, s.From, s.To.Add(1))
		for _, p := range s.Parts {
			pattern[p] += strings.Repeat("-", i-len(pattern[p])) + "+"
		}
	}
	slices.SortFunc(edges, func(a, b record.Date) int { return a.Since(b) })
	edges = slices.Compact(edges)
	out := &sums{spans: len(edges) - 1}
	for p, marks := range pattern {
		i := slices.IndexFunc(out.groups, func(g sumGroup) bool { return g.pattern == marks })
		if i < 0 {
			i = len(out.groups)
			out.groups = append(out.groups, sumGroup{pattern: marks})
		}
		if !slices.Contains(out.groups[i].workers, p.Key) {
			out.groups[i].workers = append(out.groups[i].workers, p.Key)
		}
	}
	for i, s := range all {
		row := make([]int64, len(out.groups)*out.spans)
		for g, group := range out.groups {
			for d := range out.spans {
				if i < len(group.pattern) && group.pattern[i] == '+' && !edges[d].Before(s.From) && !edges[d].After(s.To) {
					row[g*out.spans+d] = 1
				}
			}
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// found lists the workers, one or two at a time, of whom the first rows tell something that holds nobody else.
func (s *sums) found(rows int) map[[Least - 1]string]bool {
	var few []string
	for _, g := range s.groups {
		if len(g.workers) < Least {
			few = append(few, g.workers...)
		}
	}
	slices.Sort(few)
	few = slices.Compact(few)
	all := s.rank(rows, nil)
	out := map[[Least - 1]string]bool{}
	for i, a := range few {
		for _, b := range few[i:] {
			if s.rank(rows, []string{a, b}) < all {
				out[[Least - 1]string{a, b}] = true
			}
		}
	}
	return out
}

// rank is how many of the first rows say something of their own about everybody but some: fewer than about everybody when some sum of them is
// about those alone.
func (s *sums) rank(rows int, but []string) int {
	var m [][]int64
	for _, row := range s.rows[:rows] {
		var kept []int64
		for g, group := range s.groups {
			if !slices.ContainsFunc(group.workers, func(w string) bool { return !slices.Contains(but, w) }) {
				continue
			}
			kept = append(kept, row[g*s.spans:(g+1)*s.spans]...)
		}
		m = append(m, kept)
	}
	return rank(m)
}

// prime is what the rows are counted in: no sum of overviews comes near to a multiple of it.
const prime = 1_000_000_007

// rank is how many rows are no sum of multiples of others.
func rank(m [][]int64) (n int) {
	if len(m) == 0 {
		return 0
	}
	for col := 0; col < len(m[0]) && n < len(m); col++ {
		at := slices.IndexFunc(m[n:], func(row []int64) bool { return row[col] != 0 })
		if at < 0 {
			continue
		}
		m[n], m[n+at] = m[n+at], m[n]
		inverse := power(m[n][col], prime-2)
		for i := n + 1; i < len(m); i++ {
			times := m[i][col] * inverse % prime
			for j := col; times != 0 && j < len(m[i]); j++ {
				m[i][j] = ((m[i][j]-times*m[n][j])%prime + prime) % prime
			}
		}
		n++
	}
	return n
}

func power(base, times int64) int64 {
	out := int64(1)
	for ; times > 0; times >>= 1 {
		if times&1 == 1 {
			out = out * base % prime
		}
		base = base * base % prime
	}
	return out
}
