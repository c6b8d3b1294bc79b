package summary

import (
	"fmt"
	"os"
	"slices"
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

// facts is what somebody knows who has files: sums over kinds of worries (a bit each) that lie between two numbers.
type facts []fact

type fact struct {
	mask      uint
	low, high int
}

// kind is one kind of worry: on which of the few days of the small world, how grave, about what.
type kind struct {
	day   int
	level record.ConcernLevel
	areas []record.LifeArea
}

// smallWorld is the kinds of worries that there can be.
func smallWorld(days int) (all []kind) {
	one, two := record.LifeAreas()[0], record.LifeAreas()[1]
	for d := range days {
		for i, level := range record.ConcernLevels()[:2] {
			all = append(all, kind{d, level, []record.LifeArea{one}})
			if i == 0 {
				all = append(all, kind{d, level, []record.LifeArea{one, two}})
			}
		}
	}
	return all
}

func on(d int) record.Date { return day(1, 1).Add(30 * d) }

// cell is a count in a file, and the kinds of worries that it counts.
type cell struct {
	name   string
	mask   uint
	need   int
	hidden bool
}

// reads takes every number from a report as its reader has it: the tables as they stand there, nothing that is not printed.
func reads(r Report, world []kind, from, to int) (known facts, cells []cell) {
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			for i, row := range t.Counts.Cells {
				c := cell{name: fmt.Sprint(t.ID, t.path(i)), mask: counts(t, i, world, from, to), need: r.Threshold, hidden: row[0].Hidden || r.Rounded}
				if c.mask == 0 {
					continue
				}
				cells = append(cells, c)
				switch n := row[0].Count; {
				case r.Rounded && !t.Withheld:
					known = append(known, fact{c.mask, max(0, n-r.Threshold+1), n + r.Threshold - 1})
				case !row[0].Hidden:
					known = append(known, fact{c.mask, n, n})
				}
			}
		}
	}
	return known, cells
}

// counts is which kinds of worries a row counts; none for rows of other things.
func counts(t Table, row int, world []kind, from, to int) (mask uint) {
	label := t.Rows[row]
	for i, k := range world {
		in := k.day >= from && k.day <= to
		all := label == own("total")
		has := false
		switch t.ID {
		case "concerns.level":
			has = in && (all || label.Value == string(k.level))
		case "concerns.area":
			has = in && (all || slices.Contains(k.areas, record.LifeArea(label.Value)))
		case "concerns.state":
			has = in && (all || label.Value == string(record.ConcernOpen))
		case "open.family":
			has = k.day <= to && label == own("concern")
		}
		if has {
			mask |= 1 << i
		}
	}
	return mask
}

// possible lists the values that a sum can take in a world of which the facts are known, no more than enough of them.
func (f facts) possible(kinds int, of uint, enough int) (values []int) {
	for v := 0; v <= 80 && len(values) < enough; v++ {
		if append(f[:len(f):len(f)], fact{of, v, v}).fit(make([]int, kinds), slices.Repeat([]int{80}, kinds)) {
			values = append(values, v)
		}
	}
	return values
}

// fit looks for a world between bounds, by halving them and leaving out what no fact allows: whole numbers, and nothing is left untried.
func (f facts) fit(low, high []int) bool {
	for changed := true; changed; {
		changed = false
		for _, k := range f {
			least, most := 0, 0
			for i := range low {
				if k.mask>>i&1 == 1 {
					least, most = least+low[i], most+high[i]
				}
			}
			if least > k.high || most < k.low {
				return false
			}
			for i := range low {
				if l, h := max(low[i], k.low-most+high[i]), min(high[i], k.high-least+low[i]); k.mask>>i&1 == 1 && (l > low[i] || h < high[i]) {
					least, most = least+l-low[i], most+h-high[i]
					low[i], high[i], changed = l, h, true
				}
			}
		}
	}
	for i := range low {
		if low[i] == high[i] {
			continue
		}
		less, more := slices.Clone(high), slices.Clone(low)
		less[i] = (low[i] + high[i]) / 2
		more[i] = less[i] + 1
		return f.fit(slices.Clone(low), less) || f.fit(more, high)
	}
	return true
}

// TestAnAttackerWithEveryFile plays a worker who writes worries down and takes some back, and hands overviews over in between: of any days, hidden
// or rounded, for people inside and outside. Somebody has all files, knows every rule of the program, and tries every world that fits
// the files since the last change (and all files, when some world fits all). No count from one to four may lie within fewer values than
// the threshold of its file.
func TestAnAttackerWithEveryFile(t *testing.T) {
	hidden, shown, refused := 0, 0, 0
	many(t, func(t *rapid.T) {
		days := rapid.IntRange(1, 3).Draw(t, "days")
		world := smallWorld(days)
		var records []record.Record
		add := func() {
			for _, k := range world {
				for range rapid.OneOf(rapid.IntRange(0, 4), rapid.IntRange(0, 15)).Draw(t, "more") {
					c := concern(k.level, on(k.day), k.areas...)
					c.State = record.ConcernOpen
					records = append(records, c)
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
			known, more := reads(r, world, from, to)
			refused += r.Withheld()
			all, since, cells = append(all, known...), append(since, known...), append(cells, more...)
		}
		if all.fit(make([]int, len(world)), slices.Repeat([]int{80}, len(world))) {
			since = all
		}
		for _, c := range cells {
			if !c.hidden {
				shown++
				continue
			}
			hidden++
			values := since.possible(len(world), c.mask, c.need)
			if len(values) > 0 && len(values) < min(c.need, 5) && values[0] < 5 && values[len(values)-1] >= 1 {
				t.Fatalf("%s can only be %v", c.name, values)
			}
		}
	})
	t.Logf("%d counts hidden or rounded, %d shown, %d tables withheld", hidden, shown, refused)
	if hidden < 100 || shown < 100 || refused < 5 {
		t.Errorf("%d hidden, %d shown, %d withheld: one of them was hardly tried", hidden, shown, refused)
	}
}
