package contribution

import (
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

func january(day int) record.Date { return record.Day(2026, 1, day) }

// sumOf is a joint overview over some days, of workers by letter; a capital handed in early.
func sumOf(from, to int, workers string) Sum {
	s := Sum{From: january(from), To: january(to)}
	for _, w := range workers {
		p := Part{Key: string(w)}
		if w >= 'A' && w <= 'Z' {
			p = Part{Key: string(w - 'A' + 'a'), Until: january(to - 1)}
		}
		s.Parts = append(s.Parts, p)
	}
	return s
}

func TestWhatSeveralJointOverviewsTell(t *testing.T) {
	for name, c := range map[string]struct {
		before []Sum
		now    Sum
		tells  bool
	}{
		"the first":                        {nil, sumOf(1, 9, "abc"), false},
		"the same again":                   {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "abc"), false},
		"one more":                         {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "abcd"), true},
		"two more":                         {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "abcde"), true},
		"three more":                       {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "abcdef"), false},
		"one took it back":                 {[]Sum{sumOf(1, 9, "abcd")}, sumOf(1, 9, "abc"), true},
		"one instead of another":           {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "abd"), true},
		"others":                           {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 9, "def"), false},
		"other days":                       {[]Sum{sumOf(1, 9, "abc")}, sumOf(10, 19, "abcd"), false},
		"all days after their halves":      {[]Sum{sumOf(1, 9, "abc"), sumOf(10, 19, "abc")}, sumOf(1, 19, "abcd"), true},
		"a half after the whole":           {[]Sum{sumOf(1, 19, "abcd"), sumOf(1, 9, "abcd")}, sumOf(10, 19, "abc"), true},
		"only one half":                    {[]Sum{sumOf(1, 9, "abc")}, sumOf(1, 19, "abcd"), false},
		"by a road around":                 {[]Sum{sumOf(1, 9, "abcdef"), sumOf(1, 9, "def")}, sumOf(1, 9, "abcg"), true},
		"an early one became whole":        {[]Sum{sumOf(1, 9, "Abc")}, sumOf(1, 9, "abc"), true},
		"all early ones became whole":      {[]Sum{sumOf(1, 9, "ABC")}, sumOf(1, 9, "abc"), false},
		"what is told already stays told":  {[]Sum{sumOf(1, 9, "abc"), sumOf(1, 9, "abcd")}, sumOf(1, 9, "abc"), false},
		"two sums of three within a whole": {[]Sum{sumOf(1, 9, "abcdefg"), sumOf(1, 9, "abc")}, sumOf(1, 9, "def"), true},
	} {
		if got := Tells(c.before, c.now); got != c.tells {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestASumOfSumsTellsOfNoFew tries every sum of small multiples of random joint overviews that Tells lets through, and never finds one in which fewer
// than Least workers stand.
func TestASumOfSumsTellsOfNoFew(t *testing.T) {
	const workers, spans, most = 7, 2, 2
	through := 0
	rapid.Check(t, func(t *rapid.T) {
		var made []Sum
		for range 5 {
			names := ""
			for w := range workers {
				if rapid.IntRange(0, 2).Draw(t, "in") > 0 {
					names += string(rune('a' + w))
				}
			}
			days := rapid.SampledFrom([][2]int{{1, 1}, {2, 2}, {1, 2}}).Draw(t, "days")
			if s := sumOf(days[0], days[1], names); len(names) >= Least && !Tells(made, s) {
				made = append(made, s)
			}
		}
		if len(made) > 1 {
			through++
		}
		times := make([]int, len(made))
		var try func(i int)
		try = func(i int) {
			if i < len(made) {
				for times[i] = -most; times[i] <= most; times[i]++ {
					try(i + 1)
				}
				return
			}
			who := map[string]bool{}
			for day := 1; day <= spans; day++ {
				for w := range workers {
					sum := 0
					for i, s := range made {
						for _, p := range s.Parts {
							if p.Key == string(rune('a'+w)) && !s.From.After(january(day)) && !s.To.Before(january(day)) {
								sum += times[i]
							}
						}
					}
					if sum != 0 {
						who[string(rune('a'+w))] = true
					}
				}
			}
			if len(who) > 0 && len(who) < Least {
				t.Fatalf("%v times %v tells of %v", times, made, who)
			}
		}
		try(0)
	})
	if through == 0 {
		t.Error("never two joint overviews beside each other")
	}
}
