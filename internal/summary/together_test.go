package summary

import (
	"testing"
	"time"

	"schakel/internal/record"
)

// handed are the overviews of the months and quarters of a year, as they were handed over one after the other.
func handed(b *testing.B, records []record.Record, rounded bool) []*record.Overview {
	var before []*record.Overview
	for month := range 12 {
		from := day(time.Month(month+1), 1)
		spans := [][2]record.Date{{from, day(time.Month(month+2), 1).Add(-1)}}
		if month == 11 {
			spans[0][1] = day(12, 31)
		}
		if month%3 == 2 {
			spans = append(spans, [2]record.Date{day(time.Month(month-1), 1), spans[0][1]})
		}
		for _, s := range spans {
			r, err := over(b, records, s[0], s[1]).Public(Protection{Threshold: 5, Before: before, Rounded: rounded, Chance: func(n int) int { return n / 2 }})
			if err != nil {
				b.Fatal(err)
			}
			before = append(before, r.Keep(time.Now()))
		}
	}
	return before
}

func benchmarkBeside(b *testing.B, rounded bool, n int) {
	records := linkedYear(n)
	before := handed(b, records, rounded)
	whole := over(b, records, day(1, 1), day(12, 31))
	for b.Loop() {
		if _, err := whole.Public(Protection{Threshold: 5, Before: before, Rounded: rounded, Chance: func(n int) int { return n / 2 }}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBesideAYear(b *testing.B)           { benchmarkBeside(b, false, 3000) }
func BenchmarkBesideASmallYear(b *testing.B)      { benchmarkBeside(b, false, 400) }
func BenchmarkBesideAYearOfRounding(b *testing.B) { benchmarkBeside(b, true, 3000) }
