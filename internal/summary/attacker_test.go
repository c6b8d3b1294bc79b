package summary

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
	"schakel/internal/sdc/attack"
)

// many runs a property, with SCHAKEL_LONG set far more often. The random source prints its seed when a run fails.
func many(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	times := 1
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 100
	}
	for range times {
		if rapid.Check(t, property); t.Failed() {
			return
		}
	}
}

// In the small world every day has a number for each level and each life area. A worry has one level, and one or more areas.
var (
	levels = record.ConcernLevels()
	areas  = record.LifeAreas()
	perDay = len(levels) + len(areas)
)

func ofLevel(d, i int) uint { return 1 << (d*perDay + i) }
func ofArea(d, i int) uint  { return 1 << (d*perDay + len(levels) + i) }

func on(d int) record.Date { return day(1, 1).Add(30 * d) }

// sure is what everybody knows: an area has no more worries than there are, and together they have no fewer.
func sure(days int) (known attack.Facts) {
	for d := range days {
		var all, every uint
		for i := range levels {
			all |= ofLevel(d, i)
		}
		for i := range areas {
			every |= ofArea(d, i)
			known = append(known, attack.Fact{Plus: all, Minus: ofArea(d, i), High: attack.Endless})
		}
		known = append(known, attack.Fact{Plus: every, Minus: all, High: attack.Endless})
	}
	return known
}

// cell is a count in a file, and the numbers that it is the sum of.
type cell struct {
	name   string
	mask   uint
	need   int
	hidden bool
}

// reads takes every number from a report as its reader has it: the tables as they stand there, nothing that is not printed.
func reads(r Report, from, to int) (known attack.Facts, cells []cell) {
	base := 0
	if r.Rounded {
		base = r.Threshold - 1
	}
	states, _ := r.Table("concerns.state")
	withheldState := states.Withheld
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			for i, row := range t.Counts.Cells {
				c := cell{name: fmt.Sprint(t.ID, t.path(i)), mask: counts(t, i, from, to), need: r.Threshold, hidden: row[0].Hidden || r.Rounded}
				if c.mask == 0 {
					continue
				}
				n := row[0].Count
				switch {
				case t.ID == "open.family" && (row[0].Hidden || withheldState): // which were closed since is not told
				case t.ID == "open.family": // holds those of the period that are open, and others: who knows which were closed since?
					known = append(known, attack.Fact{Plus: c.mask, High: n + base})
				case row[0].Hidden:
					cells = append(cells, c)
				default:
					cells = append(cells, c)
					known = append(known, attack.Fact{Plus: c.mask, Low: max(0, n-base), High: n + base})
				}
			}
		}
	}
	return known, cells
}

// counts is the numbers that a row is the sum of; none for rows of other things.
func counts(t Table, row, from, to int) (mask uint) {
	label := t.Rows[row]
	total := label == own("total") && strings.HasPrefix(t.ID, "concerns.") || t.ID == "open.family" && label == own("concern") ||
		t.ID == "concerns.state" && label.Value == string(record.ConcernOpen)
	for d := from; d <= to; d++ {
		for i, l := range levels {
			if total || t.ID == "concerns.level" && label.Value == string(l) {
				mask |= ofLevel(d, i)
			}
		}
		for i, a := range areas {
			if t.ID == "concerns.area" && label.Value == string(a) {
				mask |= ofArea(d, i)
			}
		}
	}
	return mask
}

// TestAnAttackerWithEveryFile plays a worker who writes worries down and takes some back, and hands overviews over in between: of any days, hidden
// or rounded, for people inside and outside. Somebody has all files, knows every rule of the program, and tries every world that fits
// the files since the last change (and all files, when some world fits all). No count from one to four may lie within fewer values than
// the threshold of its file.
func TestAnAttackerWithEveryFile(t *testing.T) {
	hidden, shown, refused, runs := 0, 0, 0, 0
	many(t, func(t *rapid.T) {
		if runs++; runs > 25 && os.Getenv("SCHAKEL_LONG") == "" {
			return
		}
		days := rapid.IntRange(1, 3).Draw(t, "days")
		numbers := days * perDay
		var records []record.Record
		add := func() {
			for d := range days {
				for _, level := range levels {
					for range rapid.IntRange(0, 2).Draw(t, "kinds") {
						about := rapid.SampledFrom([][]record.LifeArea{areas[:1], areas[1:2], areas[:2], areas[2:4]}).Draw(t, "about")
						for range rapid.OneOf(rapid.IntRange(0, 4), rapid.IntRange(0, 15)).Draw(t, "more") {
							records = append(records, concern(level, on(d), about...))
						}
					}
				}
			}
		}
		add()
		var before []*record.Overview
		var all, since attack.Facts
		var cells []cell
		for range rapid.IntRange(1, 4).Draw(t, "files") {
			switch rapid.IntRange(0, 5).Draw(t, "change") {
			case 0:
				add()
				since, cells = nil, nil
			case 1:
				records = records[:len(records)-min(len(records), rapid.IntRange(0, 6).Draw(t, "taken back"))]
				since, cells = nil, nil
			}
			from := rapid.IntRange(0, days-1).Draw(t, "from")
			to := rapid.IntRange(from, days-1).Draw(t, "to")
			how := Protection{Threshold: rapid.SampledFrom([]int{5, 5, 10}).Draw(t, "threshold"), Rounded: rapid.IntRange(0, 3).Draw(t, "round") == 0, Before: before}
			how.Chance = func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "chance") }
			r, err := over(t, records, on(from), on(to).Add(29)).Public(how)
			if err != nil {
				t.Fatal(err)
			}
			if err := r.Beside(before); err != nil {
				t.Fatal(err)
			}
			before = append(before, r.Keep(time.Now()))
			known, more := reads(r, from, to)
			refused += r.Withheld()
			all, since, cells = append(all, known...), append(since, known...), append(cells, more...)
		}
		if append(sure(days), all...).Any(numbers) {
			since = all
		}
		asked := map[string]bool{}
		for _, c := range cells {
			if !c.hidden {
				shown++
				continue
			}
			hidden++
			if _, ok := asked[fmt.Sprint(c.mask, c.need)]; ok {
				continue
			}
			asked[fmt.Sprint(c.mask, c.need)] = true
			values := append(sure(days), since...).Possible(numbers, c.mask, min(c.need, 5))
			if len(values) > 0 && len(values) < 5 && values[0] < 5 && values[len(values)-1] >= 1 {
				t.Fatalf("%s can only be %v", c.name, values)
			}
		}
	})
	t.Logf("%d counts hidden or rounded, %d shown, %d tables withheld", hidden, shown, refused)
	if hidden < 50 || shown < 50 || refused < 2 {
		t.Errorf("%d hidden, %d shown, %d withheld: one of them was hardly tried", hidden, shown, refused)
	}
}
