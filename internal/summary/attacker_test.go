package summary

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
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

// facts is what somebody knows who has files: sums of numbers that lie between two others.
type facts []fact

// fact is that some numbers (a bit each), less some others, lie between two.
type fact struct {
	plus, minus uint
	low, high   int
}

// In the small world every day has a number for each level and each life area. A worry has one level, and one or more areas.
var (
	levels  = record.ConcernLevels()
	areas   = record.LifeAreas()
	perDay  = len(levels) + len(areas)
	endless = 1 << 20
)

func ofLevel(d, i int) uint { return 1 << (d*perDay + i) }
func ofArea(d, i int) uint  { return 1 << (d*perDay + len(levels) + i) }

func on(d int) record.Date { return day(1, 1).Add(30 * d) }

// sure is what everybody knows: an area has no more worries than there are, and together they have no fewer.
func sure(days int) (known facts) {
	for d := range days {
		var all, every uint
		for i := range levels {
			all |= ofLevel(d, i)
		}
		for i := range areas {
			every |= ofArea(d, i)
			known = append(known, fact{all, ofArea(d, i), 0, endless})
		}
		known = append(known, fact{every, all, 0, endless})
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
func reads(r Report, from, to int) (known facts, cells []cell) {
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
					known = append(known, fact{c.mask, 0, 0, n + base})
				case row[0].Hidden:
					cells = append(cells, c)
				default:
					cells = append(cells, c)
					known = append(known, fact{c.mask, 0, max(0, n-base), n + base})
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

// possible lists the values that a sum can take in a world of which the facts are known, no more than enough of them.
func (f facts) possible(kinds int, of uint, enough int) (values []int) {
	for v := 0; v <= most && len(values) < enough; v++ {
		if append(f[:len(f):len(f)], fact{of, 0, v, v}).any(kinds) {
			values = append(values, v)
		}
	}
	return values
}

// most is more than any sum in the small worlds, and patience how many halves are tried before a question stays open.
const (
	most     = 70
	patience = 3000
)

// any reports whether some world fits, or that could not be found out.
func (f facts) any(kinds int) bool {
	left := patience
	return f.fit(make([]int, kinds), slices.Repeat([]int{most}, kinds), &left)
}

// fit looks for a world between bounds, by halving them and leaving out what no fact allows: whole numbers, and nothing is left untried.
func (f facts) fit(low, high []int, left *int) bool {
	if *left--; *left < 0 {
		return true
	}
	for changed := true; changed; {
		changed = false
		for _, k := range f {
			least, most := 0, 0
			for i := range low {
				switch {
				case k.plus>>i&1 == 1:
					least, most = least+low[i], most+high[i]
				case k.minus>>i&1 == 1:
					least, most = least-high[i], most-low[i]
				}
			}
			if least > k.high || most < k.low {
				return false
			}
			for i := range low {
				l, h := low[i], high[i]
				switch {
				case k.plus>>i&1 == 1:
					low[i], high[i] = max(l, k.low-most+h), min(h, k.high-least+l)
					least, most = least+low[i]-l, most+high[i]-h
				case k.minus>>i&1 == 1:
					low[i], high[i] = max(l, least+h-k.high), min(h, most+l-k.low)
					least, most = least-high[i]+h, most-low[i]+l
				}
				changed = changed || l != low[i] || h != high[i]
			}
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
		var all, since facts
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
		if append(sure(days), all...).any(numbers) {
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
			values := append(sure(days), since...).possible(numbers, c.mask, min(c.need, 5))
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
