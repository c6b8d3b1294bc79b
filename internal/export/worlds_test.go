package export

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// worldTimes is how many random worlds are written and read back: a sample, with SCHAKEL_LONG many more, and as many as SCHAKEL_WORLDS says.
func worldTimes(sample int) int {
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_WORLDS")); err == nil {
		return n
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		return 40 * sample
	}
	return sample
}

// told is one number as a report tells it, or as a file does.
type told struct {
	section, table, row, column string
	now, then                   value
	silent                      bool  // of a table that says nothing, which is on no sheet
	parts                       []int // the numbers that make this one, by their places
}

// value is a number, a mark, or nothing.
type value struct {
	said string // "x" for what is hidden, "-" for what there is none of, "" for nothing at all, "n" for a number
	f    float64
	near float64 // by how much a file may differ, for hours and for figures that are rounded
}

func (v value) is(other value) bool {
	return v.said == other.said && math.Abs(v.f-other.f) <= max(v.near, other.near)
}

// overviewOf draws an overview of a world: of any days, hidden or rounded, beside the days before, a Startfoto or nothing, with targets and stories, of one or
// of several.
func (l *lot) overviewOf(t *testing.T) summary.Report {
	t.Helper()
	made := func(p summary.Period) summary.Report {
		r, err := summary.Make(slices.Values(l.all), p, summary.Options{Today: l.today})
		if err != nil {
			t.Fatal(err)
		}
		return r.WithTargets(l.targets(p))
	}
	how := summary.Protection{Threshold: []int{5, 5, 7, 10}[l.IntN(4)], Rounded: l.IntN(3) == 0, Chance: l.IntN}
	period, beside := l.period(), l.IntN(4)
	if l.whole {
		period, beside, how.Rounded = summary.Year(l.today), 3, false
	}
	now := made(period)
	var r summary.Report
	var err error
	switch beside {
	case 0:
		r, err = now.PublicAgainst(made(period.Before()), how, how)
	case 1:
		r, err = now.PublicAgainst(summary.OfSnapshot(made(l.period()).Snapshot()), how, how)
	default:
		r, err = now.Public(how)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.Stories = l.stories()
	if l.IntN(4) == 0 {
		r.Joint = &summary.Joint{Workers: 3 + l.IntN(200), Missing: l.IntN(4), Double: true, Set: "x", Also: summary.Also{Contacts: l.IntN(9), Minutes: l.IntN(900)}}
	}
	return r
}

// TestRandomWorldsReadBackFromEveryFile writes overviews of random worlds in every format and in Dutch, Arabic and one more language, and reads them back from
// the bytes: every number of all measures is there, under its own words, and no other; every total is the sum of its parts there too.
func TestRandomWorldsReadBackFromEveryFile(t *testing.T) {
	count := tally{seen: map[string]bool{}}
	times := worldTimes(3)
	for seed := range uint64(times) {
		l := newLot(seed)
		r := l.overviewOf(t)
		t.Run(fmt.Sprintf("world %d", seed), func(t *testing.T) {
			count.check(t, r, []string{"nl", "ar", tags()[l.IntN(len(tags()))]})
			logged(t, r)
			if seed%3 == 0 {
				unmarked(t, r)
			}
		})
		if t.Failed() {
			break
		}
	}
	count.report(t, times)
}

// tally is what was looked at.
type tally struct {
	files, numbers, sums, hidden int
	seen                         map[string]bool // measures with a number above zero
}

func (c *tally) report(t *testing.T, worlds int) {
	t.Helper()
	t.Logf("%d worlds, %d files, %d numbers and %d sums read back, %d of them hidden, %d of %d measures", worlds, c.files, c.numbers, c.sums, c.hidden, len(c.seen), len(summary.Measures()))
	for _, m := range summary.Measures() {
		if !c.seen[m.ID] && worlds > 2 {
			t.Errorf("%s counted nothing in any world", m.ID)
		}
	}
}

func (c *tally) check(t *testing.T, r summary.Report, languages []string) {
	t.Helper()
	for _, s := range r.Sections {
		for _, table := range s.Tables {
			for _, row := range table.Counts.Cells {
				for _, cell := range row {
					if cell.Count > 0 || cell.Hidden {
						c.seen[table.ID] = true
					}
					if cell.Hidden {
						c.hidden++
					}
				}
			}
		}
	}
	for _, tag := range slices.Compact(languages) {
		p := printer(t, tag)
		want := toldBy(r, p)
		for _, f := range Formats() {
			data := written(t, f, r, tag)
			c.files++
			switch f {
			case FormatCSV, FormatComma:
				c.same(t, string(f)+" "+tag, want, fromCSV(t, data, f, p))
			case FormatXLSX:
				names, sheets := readXLSX(t, data)
				c.same(t, "xlsx "+tag, onSheets(want, r, p), fromSheets(t, r, p, names, sheets))
			case FormatODS:
				names, sheets := readODS(t, data)
				c.same(t, "ods "+tag, onSheets(want, r, p), fromSheets(t, r, p, names, sheets))
			case FormatJSON:
				c.json(t, r, p, data)
			case FormatPDF:
				c.paper(t, r, p, data)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// logged holds what is kept in the log of overviews beside what a reader of the file has: the same numbers, no more and no fewer.
func logged(t *testing.T, r summary.Report) {
	t.Helper()
	p := printer(t, "nl")
	for _, part := range r.Parts() {
		if part.Empty {
			continue // one sentence
		}
		if part.Joint != nil {
			part.Joint.Programme = record.ID{7} // what is of several is known by it
		}
		again := summary.Again(part.Keep(time.Time{}), part.Today)
		want, got := toldBy(part, p), toldBy(again, p)
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i].row != got[i].row || want[i].table != got[i].table || !want[i].now.is(got[i].now) {
				t.Fatalf("number %d is kept as %+v and read as %+v", i, got[min(i, len(got)-1)], want[min(i, len(want)-1)])
			}
		}
	}
}

// unmarked writes an overview twice, with other numbers below its marks: there is not a byte between them.
func unmarked(t *testing.T, r summary.Report) {
	t.Helper()
	none, hidden := marked(r, 0)
	some, _ := marked(r, mark)
	if hidden == 0 {
		return
	}
	for _, f := range Formats() {
		if !maps.Equal(opened(t, f, written(t, f, none, "nl")), opened(t, f, written(t, f, some, "nl"))) {
			t.Errorf("%s differs with what is hidden in it", f)
		}
	}
}

// TestPracticeReadsBackFromEveryFile does the same with the practice data, over every kind of period, hidden and rounded.
func TestPracticeReadsBackFromEveryFile(t *testing.T) {
	today := record.Day(2026, 11, 22)
	records := practice.Records(today, 1)
	count := tally{seen: map[string]bool{}}
	made := func(p summary.Period) summary.Report {
		r, err := summary.Make(slices.Values(records), p, summary.Options{Today: today})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	periods := []summary.Period{
		summary.Year(today), summary.SchoolYear(today), summary.Quarter(today.Add(-60)), summary.Month(today), {From: today.Add(-100), To: today.Add(-9)},
	}
	for i, p := range periods {
		for _, rounded := range []bool{false, true} {
			if few := os.Getenv("SCHAKEL_LONG") == ""; few && rounded && i > 0 {
				continue
			}
			how := summary.Protection{Threshold: sdc.Minimum, Rounded: rounded, Chance: func(n int) int { return (i + 3) % n }}
			r, err := made(p).PublicAgainst(made(p.Before()), how, how)
			if err != nil {
				t.Fatal(err)
			}
			languages := []string{"nl", "ar"}
			if os.Getenv("SCHAKEL_LONG") == "" {
				languages = []string{tags()[i]}
			}
			count.check(t, r, languages)
			logged(t, r)
		}
	}
	count.report(t, 1)
}
