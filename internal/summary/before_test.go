package summary

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

func span(y1 int, m1 time.Month, d1, y2 int, m2 time.Month, d2 int) Period {
	return Period{From: record.Day(y1, m1, d1), To: record.Day(y2, m2, d2)}
}

func TestThePeriodBefore(t *testing.T) {
	for name, c := range map[string]struct{ period, want Period }{
		"month":                 {span(2026, 3, 1, 2026, 3, 31), span(2026, 2, 1, 2026, 2, 28)},
		"month after leap":      {span(2024, 3, 1, 2024, 3, 31), span(2024, 2, 1, 2024, 2, 29)},
		"january":               {span(2026, 1, 1, 2026, 1, 31), span(2025, 12, 1, 2025, 12, 31)},
		"quarter":               {span(2026, 4, 1, 2026, 6, 30), span(2026, 1, 1, 2026, 3, 31)},
		"first quarter":         {span(2026, 1, 1, 2026, 3, 31), span(2025, 10, 1, 2025, 12, 31)},
		"half a year":           {span(2026, 7, 1, 2026, 12, 31), span(2026, 1, 1, 2026, 6, 30)},
		"year":                  {span(2024, 1, 1, 2024, 12, 31), span(2023, 1, 1, 2023, 12, 31)},
		"school year":           {span(2025, 8, 1, 2026, 7, 31), span(2024, 8, 1, 2025, 7, 31)},
		"free days":             {span(2026, 3, 10, 2026, 3, 19), span(2026, 2, 28, 2026, 3, 9)},
		"one day":               {span(2026, 3, 1, 2026, 3, 1), span(2026, 2, 28, 2026, 2, 28)},
		"not the end of it":     {span(2026, 3, 1, 2026, 3, 30), span(2026, 1, 30, 2026, 2, 28)},
		"february of 28 days":   {span(2026, 2, 1, 2026, 2, 28), span(2026, 1, 1, 2026, 1, 31)},
		"from after to":         {span(2026, 3, 2, 2026, 3, 1), Period{}},
		"a day that is missing": {Period{From: record.Day(2026, 3, 1)}, Period{}},
	} {
		if got := c.period.Before(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestPeriodsOfADay(t *testing.T) {
	for _, c := range []struct {
		name string
		got  Period
		want Period
	}{
		{"month", Month(record.Day(2024, 2, 29)), span(2024, 2, 1, 2024, 2, 29)},
		{"quarter", Quarter(record.Day(2026, 12, 31)), span(2026, 10, 1, 2026, 12, 31)},
		{"year", Year(record.Day(2026, 1, 1)), span(2026, 1, 1, 2026, 12, 31)},
		{"school year before august", SchoolYear(record.Day(2026, 7, 31)), span(2025, 8, 1, 2026, 7, 31)},
		{"school year from august", SchoolYear(record.Day(2026, 8, 1)), span(2026, 8, 1, 2027, 7, 31)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

// The period before touches this one, never overlaps it, and is as long: in months, or in days.
func TestThePeriodBeforeTouches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := record.Day(2020, 1, 1).Add(rapid.IntRange(0, 4000).Draw(t, "from"))
		p := Period{From: from, To: from.Add(rapid.IntRange(0, 800).Draw(t, "days"))}
		was := p.Before()
		if was.Check() != nil || was.To.Add(1) != p.From {
			t.Fatalf("%v before %v", was, p)
		}
		if p.months() != was.months() && p.months() > 0 {
			t.Fatalf("%d months became %d", p.months(), was.months())
		}
		if p.months() == 0 && was.To.Since(was.From) != p.To.Since(p.From) {
			t.Fatalf("%v has another length than %v", was, p)
		}
	})
}
