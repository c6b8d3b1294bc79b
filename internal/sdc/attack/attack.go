// Package attack works out what somebody can know of whole numbers from sums of them that were published, by trying every world that fits. Only
// tests use it: it shares nothing with what hides, and nothing with the auditors.
package attack

import "slices"

// Fact is that some numbers (a bit each), less some others, lie between two, both counted in.
type Fact struct {
	Plus, Minus uint
	Low, High   int
}

// Facts is what somebody knows who has files.
type Facts []Fact

// Most is more than any sum in the small worlds of the tests, and Endless more than any difference.
const (
	Most    = 70
	Endless = 1 << 20
)

// patience is how many halves are tried before a question stays open.
const patience = 3000

// Possible lists the values that a sum of some of the numbers can take, no more than enough of them.
func (f Facts) Possible(numbers int, of uint, enough int) (values []int) {
	for v := 0; v <= Most && len(values) < enough; v++ {
		if append(f[:len(f):len(f)], Fact{Plus: of, Low: v, High: v}).Any(numbers) {
			values = append(values, v)
		}
	}
	return values
}

// Any reports whether some world fits, or that could not be found out.
func (f Facts) Any(numbers int) bool {
	left := patience
	return f.fit(make([]int, numbers), slices.Repeat([]int{Most}, numbers), &left)
}

// fit looks for a world between bounds, by halving them and leaving out what no fact allows: whole numbers, and nothing is left untried.
func (f Facts) fit(low, high []int, left *int) bool {
	if *left--; *left < 0 {
		return true
	}
	for changed := true; changed; {
		changed = false
		for _, k := range f {
			narrower, possible := k.narrow(low, high)
			if !possible {
				return false
			}
			changed = changed || narrower
		}
	}
	open := -1
	for i := range low {
		if low[i] < high[i] && (open < 0 || high[i]-low[i] < high[open]-low[open]) {
			open = i
		}
	}
	if open < 0 {
		return true
	}
	less, more := slices.Clone(high), slices.Clone(low)
	less[open] = (low[open] + high[open]) / 2
	more[open] = less[open] + 1
	return f.fit(slices.Clone(low), less, left) || f.fit(more, high, left)
}

// narrow brings the bounds of the numbers together as far as one fact tells.
func (k Fact) narrow(low, high []int) (narrower, possible bool) {
	least, most := 0, 0
	for i := range low {
		switch {
		case k.Plus>>i&1 == 1:
			least, most = least+low[i], most+high[i]
		case k.Minus>>i&1 == 1:
			least, most = least-high[i], most-low[i]
		}
	}
	if least > k.High || most < k.Low {
		return false, false
	}
	for i := range low {
		l, h := low[i], high[i]
		switch {
		case k.Plus>>i&1 == 1:
			low[i], high[i] = max(l, k.Low-most+h), min(h, k.High-least+l)
			least, most = least+low[i]-l, most+high[i]-h
		case k.Minus>>i&1 == 1:
			low[i], high[i] = max(l, least+h-k.High), min(h, most+l-k.Low)
			least, most = least-high[i]+h, most-low[i]+l
		}
		narrower = narrower || l != low[i] || h != high[i]
	}
	return narrower, true
}
