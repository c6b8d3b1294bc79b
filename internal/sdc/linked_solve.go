package sdc

import (
	"math"
	"slices"
)

// findings answers all questions. Equations that share no unknown number are looked at apart.
func (s *system) findings() []Finding {
	var all []Finding
	for _, c := range s.clusters() {
		all = append(all, c.findings()...)
	}
	return all
}

// cluster is equations that hang together by numbers that are not known, and the questions about those.
type cluster struct {
	*system
	equations []equation
	questions []question
}

func (s *system) clusters() []cluster {
	root := make([]int, len(s.low))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	lead := func(e equation) int {
		for _, t := range e.terms {
			if s.low[t.number] < s.high[t.number] {
				return t.number
			}
		}
		return -1
	}
	for _, e := range s.equations {
		for _, t := range e.terms {
			if s.low[t.number] < s.high[t.number] {
				root[find(t.number)] = find(lead(e))
			}
		}
	}
	var all []cluster
	at := map[int]int{}
	of := func(number int) *cluster {
		r := find(number)
		if _, ok := at[r]; !ok {
			at[r] = len(all)
			all = append(all, cluster{system: s})
		}
		return &all[at[r]]
	}
	for _, e := range s.equations {
		if n := lead(e); n >= 0 {
			c := of(n)
			c.equations = append(c.equations, e)
		}
	}
	for _, q := range s.questions {
		c := of(q.number)
		c.questions = append(c.questions, q)
	}
	return all
}

func (c cluster) findings() []Finding {
	if len(c.questions) == 0 {
		return nil
	}
	solved := c.solve(c.equations)
	if solved == nil {
		solved = c.newest()
	}
	var all []Finding
	for i, q := range c.questions {
		low, high := 1, 1 // what nothing fits is refused
		if solved != nil {
			low, high = solved.span(i)
		}
		if q.exposed(low, high) {
			f := q.found
			f.Low, f.High = low, high
			all = append(all, f)
		}
	}
	return all
}

// newest takes in the equations that join publications from the newest to the oldest, without those that contradict what is there.
func (c cluster) newest() *solution {
	var from []int
	var kept []equation
	for _, e := range c.equations {
		if e.from < 0 {
			kept = append(kept, e)
		} else {
			from = append(from, e.from)
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	n := newer{cluster: c, kept: kept, best: c.solve(kept)}
	slices.Reverse(from)
	n.add(from)
	return n.best
}

// newer gathers equations that fit, from the newest publication to the oldest.
type newer struct {
	cluster
	kept []equation
	best *solution
}

// add takes publications in, all at once when they fit, and else half of them before the other half.
func (n *newer) add(from []int) {
	if len(from) == 0 {
		return
	}
	more := slices.Clone(n.kept)
	for _, e := range n.equations {
		if slices.Contains(from, e.from) {
			more = append(more, e)
		}
	}
	if s := n.solve(more); s != nil {
		n.kept, n.best = more, s
		return
	}
	if half := len(from) / 2; half > 0 {
		n.add(from[:half])
		n.add(from[half:])
	}
}

// solution is counts that fit, from which the questions are answered.
type solution struct {
	questions []question
	low, high []int // by number
	column    map[int]int
	simplex   *simplex
	seen      [][2]float64 // the least and the most that each question's number was in any counts that fit
}

// solve finds counts that fit; nil when there are none.
func (c cluster) solve(equations []equation) *solution {
	s := &solution{questions: c.questions, low: slices.Clone(c.low), high: slices.Clone(c.high), column: map[int]int{}}
	if !s.narrow(equations) {
		return nil
	}
	var low, high []float64
	for _, e := range equations {
		for _, t := range e.terms {
			if _, ok := s.column[t.number]; !ok && s.low[t.number] < s.high[t.number] {
				s.column[t.number] = len(low)
				low, high = append(low, float64(s.low[t.number])), append(high, float64(s.high[t.number]))
			}
		}
	}
	var rows [][]float64
	var sums []float64
	for _, e := range equations {
		row, sum, open := make([]float64, len(low)), e.sum, false
		for _, t := range e.terms {
			if j, ok := s.column[t.number]; ok {
				row[j], open = row[j]+float64(t.sign), true
			} else {
				sum -= t.sign * s.low[t.number]
			}
		}
		if open {
			rows, sums = append(rows, row), append(sums, float64(sum))
		}
	}
	s.simplex = newSimplex(low, high, rows, sums)
	if !s.simplex.feasible() {
		return nil
	}
	s.seen = make([][2]float64, len(s.questions))
	for i := range s.seen {
		s.seen[i] = [2]float64{math.Inf(1), math.Inf(-1)}
	}
	s.look()
	return s
}

// narrow tightens the bounds of every number by each equation alone, until none gives more. It reports whether anything fits.
func (s *solution) narrow(equations []equation) bool {
	for round, changed := 0, true; changed && round < 60; round++ {
		changed = false
		for _, e := range equations {
			least, most := -e.sum, -e.sum
			for _, t := range e.terms {
				low, high := s.low[t.number], s.high[t.number]
				if t.sign < 0 {
					low, high = high, low
				}
				least, most = least+t.sign*low, most+t.sign*high
			}
			if least > 0 || most < 0 {
				return false
			}
			for _, t := range e.terms {
				low, high := s.low[t.number], s.high[t.number]
				if t.sign > 0 {
					s.low[t.number], s.high[t.number] = max(low, high-most), min(high, low-least)
				} else {
					s.low[t.number], s.high[t.number] = max(low, high+least), min(high, low+most)
				}
				if s.low[t.number] > s.high[t.number] {
					return false
				}
				if s.low[t.number] != low || s.high[t.number] != high {
					changed = true
					break // least and most are no longer those
				}
			}
		}
	}
	return true
}

// look notes what every number asked for is in the counts found now.
func (s *solution) look() {
	for i, q := range s.questions {
		if j, ok := s.column[q.number]; ok {
			v := s.simplex.now(j)
			s.seen[i][0], s.seen[i][1] = min(s.seen[i][0], v), max(s.seen[i][1], v)
		}
	}
}

// span is between what a number lies, looked at until it is clear that it can take as many values as it must. When that cannot be found out in
// reasonable time, it counts as known.
func (s *solution) span(i int) (low, high int) {
	q := s.questions[i]
	j, open := s.column[q.number]
	if !open {
		return s.low[q.number], s.high[q.number]
	}
	if low, high := whole(s.seen[i][0], s.seen[i][1]); high-low+1 >= q.need {
		return low, high
	}
	if !q.strict && s.low[q.number] >= q.need {
		return s.low[q.number], s.high[q.number]
	}
	down, ok := s.simplex.extreme(j, -1, math.Inf(-1))
	s.look()
	if !ok {
		return 1, 1
	}
	up, ok := s.simplex.extreme(j, 1, down+float64(q.need)+1)
	s.look()
	if !ok {
		return 1, 1
	}
	return whole(down, up)
}

// whole is the whole numbers between two others.
func whole(low, high float64) (int, int) {
	return int(math.Ceil(low - inexact)), int(math.Floor(high + inexact))
}

// inexact is how far a number that should be whole may be beside it.
const inexact = 1e-5
