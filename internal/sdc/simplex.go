package sdc

import "math"

// slight is what counts as nothing in the sums of the simplex method: all its numbers begin as small whole ones.
const slight = 1e-7

// simplex holds equations over numbers that each lie between two bounds, solved for some of the numbers (the basis) in terms of the others,
// which each stand at one of their bounds. It finds how far one number can go while all equations hold, exactly but for slight.
type simplex struct {
	rows  [][]float64 // by equation, then number
	value []float64   // of the basic number of each equation
	basis []int       // the number that an equation is solved for; begun below zero: a gap that has to be closed first
	place []int       // the equation that is solved for a number, -1 for none
	upper []bool      // a number that is not in the basis stands at its high bound
	low   []float64
	high  []float64 // endless when nothing bounds it
	gap   []float64 // while gaps are open: how much each number closes
	steps int       // how many are left before it gives up
}

// newSimplex starts with every number at its low bound and a gap in every equation.
func newSimplex(low, high []float64, equations [][]float64, sums []float64) *simplex {
	n := len(low)
	s := &simplex{low: low, high: high, place: make([]int, n), upper: make([]bool, n), gap: make([]float64, n), steps: 4000 + 40*(n+len(sums))}
	for j := range s.place {
		s.place[j] = -1
	}
	for i, row := range equations {
		left, sign := sums[i], 1.0
		for j, k := range row {
			left -= k * low[j]
		}
		if left < 0 {
			sign, left = -1, -left
		}
		for j := range row {
			row[j] *= sign
			s.gap[j] += row[j]
		}
		s.rows, s.value, s.basis = append(s.rows, row), append(s.value, left), append(s.basis, -1)
	}
	return s
}

// feasible closes the gaps, and reports whether all of them can be closed.
func (s *simplex) feasible() bool {
	for s.open() > slight {
		if !s.step(s.gap) {
			break
		}
	}
	if s.open() > 1e-5 {
		return false
	}
	for i := range s.rows {
		if s.basis[i] < 0 {
			s.settle(i)
		}
	}
	s.drop()
	return true
}

func (s *simplex) open() float64 {
	sum := 0.0
	for i, b := range s.basis {
		if b < 0 {
			sum += s.value[i]
		}
	}
	return sum
}

// settle solves an equation whose gap is closed for any of its numbers.
func (s *simplex) settle(i int) {
	best, most := -1, slight
	for j, k := range s.rows[i] {
		if s.place[j] < 0 && math.Abs(k) > most {
			best, most = j, math.Abs(k)
		}
	}
	if best >= 0 {
		at := s.now(best)
		s.pivot(i, best)
		s.value[i] = at
	}
}

// drop leaves out the equations that follow from the others.
func (s *simplex) drop() {
	n := 0
	for i, b := range s.basis {
		if b < 0 {
			continue
		}
		s.rows[n], s.value[n], s.basis[n], s.place[b] = s.rows[i], s.value[i], b, n
		n++
	}
	s.rows, s.value, s.basis = s.rows[:n], s.value[:n], s.basis[:n]
}

// now is what a number is at present.
func (s *simplex) now(j int) float64 {
	switch {
	case s.place[j] >= 0:
		return s.value[s.place[j]]
	case s.upper[j]:
		return s.high[j]
	}
	return s.low[j]
}

// extreme takes number j as far up (sign 1) or down (sign -1) as it can go, not further than enough. ok is false when it gave up.
func (s *simplex) extreme(j int, sign, enough float64) (at float64, ok bool) {
	gain := make([]float64, len(s.low))
	for {
		if v := s.now(j); sign*(v-enough) >= -slight {
			return v, true
		}
		clear(gain)
		if i := s.place[j]; i >= 0 {
			for k, v := range s.rows[i] {
				gain[k] = -v * sign
			}
		} else {
			gain[j] = sign
		}
		if s.steps <= 0 {
			return 0, false
		}
		if !s.step(gain) {
			return s.now(j), s.steps > 0
		}
	}
}

// step moves the number that gains most, until it or a basic number meets a bound. It returns false when nothing gains.
func (s *simplex) step(gain []float64) bool {
	s.steps--
	if s.steps <= 0 {
		return false
	}
	enter, dir, most := -1, 1.0, slight
	careful := s.steps%97 < 30 // now and then the first one instead of the best, so that it cannot go round in circles
	for j, g := range gain {
		if s.place[j] >= 0 || s.high[j] == s.low[j] {
			continue
		}
		d := 1.0
		if s.upper[j] {
			g, d = -g, -1.0
		}
		if g > most {
			enter, dir, most = j, d, g
			if careful {
				break
			}
		}
	}
	if enter < 0 {
		return false
	}
	s.advance(enter, dir, careful)
	return true
}

// advance moves a number in a direction as far as the bounds allow.
func (s *simplex) advance(enter int, dir float64, careful bool) {
	far, leave, toHigh := s.high[enter]-s.low[enter], -1, false
	for i, row := range s.rows {
		k := row[enter] * dir
		if math.Abs(k) <= slight {
			continue
		}
		low, high := 0.0, float64(endless)
		if b := s.basis[i]; b >= 0 {
			low, high = s.low[b], s.high[b]
		}
		room := (s.value[i] - low) / k
		if k < 0 {
			room = (s.value[i] - high) / k
		}
		room = max(room, 0)
		if room < far-slight || leave >= 0 && room <= far+slight && s.better(i, leave, enter, careful) {
			far, leave, toHigh = min(room, far), i, k < 0
		}
	}
	for i, row := range s.rows {
		if k := row[enter]; k != 0 {
			s.value[i] -= dir * far * k
		}
	}
	if leave < 0 {
		s.upper[enter] = !s.upper[enter]
		return
	}
	at := s.now(enter) + dir*far
	if b := s.basis[leave]; b >= 0 {
		s.upper[b] = toHigh
		s.place[b] = -1
	}
	s.pivot(leave, enter)
	s.value[leave] = at
}

// better says which of two equations that stop a move at the same point is left: the larger divisor is more exact, the first number cannot
// go round in circles.
func (s *simplex) better(i, than, enter int, careful bool) bool {
	if careful {
		return s.basis[i] < s.basis[than]
	}
	return math.Abs(s.rows[i][enter]) > math.Abs(s.rows[than][enter])
}

// pivot solves equation i for number j, and takes it out of the others.
func (s *simplex) pivot(i, j int) {
	row := s.rows[i]
	k := row[j]
	var filled []int
	for c, v := range row {
		if math.Abs(v) < 1e-11 {
			row[c] = 0
		} else {
			row[c] = v / k
			filled = append(filled, c)
		}
	}
	row[j] = 1
	for other, r := range s.rows {
		if other != i && r[j] != 0 {
			take(r, row, filled, j)
		}
	}
	if s.basis[i] < 0 { // its gap is closed, and no longer counts
		s.gapless(row, filled, k)
	}
	take(s.gap, row, filled, j)
	s.basis[i], s.place[j] = j, i
}

// gapless takes an equation out of the sum of those whose gaps are open.
func (s *simplex) gapless(row []float64, filled []int, k float64) {
	for _, c := range filled {
		s.gap[c] -= row[c] * k
	}
}

func take(r, row []float64, filled []int, j int) {
	k := r[j]
	if k == 0 {
		return
	}
	for _, c := range filled {
		r[c] -= k * row[c]
	}
	r[j] = 0
}
