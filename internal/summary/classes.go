package summary

import (
	"slices"
	"strconv"
)

// Class is a stretch of days, both counted in. Durations are told in fixed classes, so that what several workers counted can be added up.
type Class struct {
	From int // days
	To   int // days; -1 for the last class, which has no end
}

// Classes are the stretches: a week, two, four, eight, thirteen (a quarter), and longer. The agreed times of answers are mostly a week or
// two; the parents' own question after help has a week, a month and a quarter (002 L1628).
func Classes() []Class {
	return []Class{{0, 7}, {8, 14}, {15, 28}, {29, 56}, {57, 91}, {92, -1}}
}

// name is the class's stable word: the last day of it.
func (c Class) name() string {
	if c.To < 0 {
		return "more"
	}
	return strconv.Itoa(c.To)
}

// Label is the class in words: a value of the enumeration "summary.days".
func (c Class) Label() Label { return Label{Enum: "summary.days", Value: c.name()} }

// key is the class's row below another.
func (c Class) key(parent string) string { return under(parent, c.name()) }

// classOf is the stable word of the class that a number of days lies in; rowUnknown for a number below zero, which stands for not known.
func classOf(days int) string {
	if days < 0 {
		return rowUnknown
	}
	for _, c := range Classes() {
		if c.To < 0 || days <= c.To {
			return c.name()
		}
	}
	return rowUnknown
}

// MedianClass is the class in which the middle one lies, from how many lie in each of Classes; ok is false when there are none. The median
// of one worker is made from the days themselves. Of several workers only the counts by class are known: their joint median is not known
// to the day, but it lies in this class, for it is a day that has half of all below it and half above. With an even number of which the
// middle two lie in different classes it lies between these, and the class that is given reaches over both.
func MedianClass(counts []int) (c Class, ok bool) {
	all := 0
	for _, n := range counts {
		all += n
	}
	classes := Classes()
	if all == 0 || len(counts) != len(classes) {
		return Class{}, false
	}
	low, high := classes[nth(counts, (all-1)/2)], classes[nth(counts, all/2)]
	return Class{From: low.From, To: high.To}, true
}

// nth is the class that the i-th lies in, counted from 0.
func nth(counts []int, i int) int {
	for k, n := range counts {
		if i < n {
			return k
		}
		i -= n
	}
	return len(counts) - 1
}

// median is the middle number of days.
func median(id string, days []int) Figure {
	slices.Sort(days)
	f := Figure{ID: id, Base: len(days), Spread: Spread(days)}
	if n := len(days); n > 0 {
		f.Value = float64(days[(n-1)/2]+days[n/2]) / 2
	}
	return f
}

// share is a part of two that make a whole.
func share(id string, part, rest int) Figure {
	f := Figure{ID: id, Share: true, Base: part + rest}
	if f.Base > 0 {
		f.Value = float64(part) / float64(f.Base)
	}
	return f
}
