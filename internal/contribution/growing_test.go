package contribution

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLateWorkersStandInWhenThereAreThree lets workers hand in one after another, over one or two stretches of days and both together, and makes a joint overview
// whenever it may be made. Whatever two of the same days are taken from one another, the difference is nobody or at least three workers; and as soon as three came
// late, all of them stand in the next one.
func TestLateWorkersStandInWhenThereAreThree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods := [][2]int{{1, 9}, {10, 19}, {1, 19}}[:rapid.SampledFrom([]int{1, 3}).Draw(t, "periods")]
		in, made := map[[2]int]string{}, []Sum(nil)
		last := map[[2]int]int{} // how many workers stand in the last overview of a period
		for worker := range rapid.IntRange(3, 14).Draw(t, "workers") {
			for _, days := range periods {
				if in[days] += string(rune('a' + worker)); len(in[days]) < Least || rapid.IntRange(0, 2).Draw(t, "look") == 0 {
					continue
				}
				now := sumOf(days[0], days[1], in[days])
				tells := Tells(made, now)
				if late := len(in[days]) - last[days]; len(periods) == 1 && tells != (last[days] > 0 && late > 0 && late < Least) {
					t.Fatalf("%d came late after %d, and it tells: %v", late, last[days], tells)
				}
				if tells {
					continue
				}
				for _, was := range made {
					if was.From == now.From && was.To == now.To {
						more := slices.DeleteFunc(slices.Clone(now.Parts), func(p Part) bool { return slices.Contains(was.Parts, p) })
						if len(more) > 0 && len(more) < Least {
							t.Fatalf("%v beside %v tells of %v", now, was, more)
						}
					}
				}
				made, last[days] = append(made, now), len(in[days])
			}
		}
	})
}
