package sdc_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/sdc"
)

func TestWhatTwoPapersTellTogether(t *testing.T) {
	for name, c := range map[string]struct {
		spans   []sdc.Span
		exposed bool
	}{
		"one paper":                                         {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}}, false},
		"one paper with little on it":                       {[]sdc.Span{{From: 1, To: 90, Low: 3, High: 3}}, true},
		"the same paper again":                              {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 90, Low: 40, High: 40}}, false},
		"the same days, one more":                           {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 90, Low: 41, High: 41}}, true},
		"the same days, one less":                           {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 90, Low: 39, High: 39}}, true},
		"the same days, many more":                          {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 90, Low: 55, High: 55}}, false},
		"a week less, and two fewer":                        {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 83, Low: 38, High: 38}}, true},
		"a week less, and as many":                          {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 83, Low: 40, High: 40}}, false},
		"a week less, and ten fewer":                        {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 1, To: 83, Low: 30, High: 30}}, false},
		"quarters beside each other":                        {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 91, To: 180, Low: 9, High: 9}}, false},
		"quarters and their half year":                      {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 91, To: 180, High: 1 << 40}, {From: 1, To: 180, Low: 43, High: 43}}, true},
		"a hidden quarter that could be anything":           {[]sdc.Span{{From: 1, To: 90, Low: 40, High: 40}, {From: 91, To: 180, High: 1 << 40}, {From: 1, To: 360, Low: 100, High: 100}}, false},
		"overlapping, and the whole gives it away":          {[]sdc.Span{{From: 1, To: 60, Low: 30, High: 30}, {From: 50, To: 90, Low: 30, High: 30}, {From: 1, To: 90, Low: 58, High: 58}}, true},
		"overlapping, without the whole":                    {[]sdc.Span{{From: 1, To: 60, Low: 30, High: 30}, {From: 50, To: 90, Low: 30, High: 30}}, false},
		"a year without two of its quarters":                {[]sdc.Span{{From: 1, To: 360, Low: 50, High: 50}, {From: 91, To: 180, Low: 20, High: 20}, {From: 271, To: 300, Low: 28, High: 28}}, true},
		"the same, and what is left is only known together": {[]sdc.Span{{From: 1, To: 360, Low: 52, High: 52}, {From: 91, To: 180, Low: 20, High: 20}, {From: 271, To: 300, Low: 28, High: 28}}, true},
		"records that were changed in between hide nothing else": {[]sdc.Span{
			{From: 1, To: 90, Low: 40, High: 40}, {From: 91, To: 180, Low: 9, High: 9}, {From: 1, To: 180, Low: 55, High: 55},
			{From: 201, To: 260, Low: 30, High: 30}, {From: 250, To: 290, Low: 30, High: 30}, {From: 201, To: 290, Low: 58, High: 58},
		}, true},
		"records that were changed in between": {[]sdc.Span{
			{From: 1, To: 90, Low: 40, High: 40}, {From: 91, To: 180, Low: 9, High: 9}, {From: 1, To: 180, Low: 55, High: 55},
		}, false},
		"nothing at all": {[]sdc.Span{{From: 1, To: 90}, {From: 1, To: 80}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			err := sdc.AuditSpans(c.spans, 5)
			if exposed := errors.Is(err, sdc.ErrExposed); exposed != c.exposed || err != nil && !exposed {
				t.Errorf("%v", err)
			}
		})
	}
	if err := sdc.AuditSpans(nil, 4); !errors.Is(err, sdc.ErrThreshold) {
		t.Errorf("a threshold of 4: %v", err)
	}
}

// TestSpansAgainstEveryStory tries every way in which what is published can have come about.
func TestSpansAgainstEveryStory(t *testing.T) {
	const days, most = 5, 5
	exposed, safe := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		truth := rapid.SliceOfN(rapid.IntRange(0, most), days, days).Draw(t, "each day")
		var spans []sdc.Span
		for range rapid.IntRange(1, 4).Draw(t, "papers") {
			from := rapid.IntRange(0, days-1).Draw(t, "from")
			to := rapid.IntRange(from, days-1).Draw(t, "to")
			s := sdc.Span{From: from, To: to, High: 1 << 40}
			if rapid.IntRange(0, 3).Draw(t, "hidden") > 0 {
				for _, n := range truth[from : to+1] {
					s.Low += n
				}
				s.High = s.Low
			}
			spans = append(spans, s)
		}
		want := exposedByStories(spans, days, 5)
		err := sdc.AuditSpans(spans, 5)
		if errors.Is(err, sdc.ErrExposed) != want {
			t.Errorf("%v: exposed is %v, %v", spans, want, err)
		}
		if want {
			exposed++
		} else {
			safe++
		}
	})
	if exposed == 0 || safe == 0 {
		t.Errorf("%d exposed, %d safe: one of them was never tried", exposed, safe)
	}
}

// exposedByStories bounds every set of days that begins and ends where spans do, by looking at every story that fits.
func exposedByStories(spans []sdc.Span, days, threshold int) bool {
	const end = 40 // what no published number bounds reaches it
	edges := map[int]bool{}
	for _, s := range spans {
		edges[s.From], edges[s.To+1] = true, true
	}
	var fitting [][]int
	stories(spans, days, end, func(story []int) { fitting = append(fitting, append([]int(nil), story...)) })
	for set := 1; set < 1<<days; set++ {
		whole := true
		for d := 0; d <= days; d++ {
			before, after := d > 0 && set>>(d-1)&1 == 1, d < days && set>>d&1 == 1
			whole = whole && (before == after || edges[d])
		}
		low, high := 1<<30, -1
		for _, story := range fitting {
			sum := 0
			for d, n := range story {
				sum += n * (set >> d & 1)
			}
			low, high = min(low, sum), max(high, sum)
		}
		if whole && low < threshold && high >= 1 && high-low+1 < threshold {
			return true
		}
	}
	return false
}

// stories calls f with every story that fits the spans, with numbers up to a limit a day; where no span bounds a day two numbers do for
// all of them.
func stories(spans []sdc.Span, days, limit int, f func([]int)) {
	top := make([]int, days)
	for d := range top {
		top[d] = limit
		for _, s := range spans {
			if s.Low == s.High && s.From <= d && d <= s.To {
				top[d] = min(top[d], s.Low)
			}
		}
	}
	story := make([]int, days)
	var walk func(day int)
	walk = func(day int) {
		for _, s := range spans {
			if s.Low == s.High && s.To == day-1 {
				sum := 0
				for _, n := range story[s.From:day] {
					sum += n
				}
				if sum != s.Low {
					return
				}
			}
		}
		if day == days {
			f(story)
			return
		}
		step := 1
		if top[day] == limit {
			step = limit
		}
		for n := 0; n <= top[day]; n += step {
			story[day] = n
			walk(day + 1)
		}
	}
	walk(0)
}
