package summary

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// over counts records over a period of 2026.
func over(t interface {
	Helper()
	Fatal(...any)
}, records []record.Record, from, to record.Date) Report {
	t.Helper()
	r, err := Make(slices.Values(records), Period{From: from, To: to}, Options{Today: day(12, 31)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnOverviewIsMadeAgainAsItWas(t *testing.T) {
	whole := over(t, year(3000), day(1, 1), day(12, 31))
	for name, how := range map[string]Protection{
		"hidden":  {Threshold: 5},
		"rounded": {Threshold: 5, Rounded: true, Chance: func(n int) int { return n / 2 }},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := whole.Public(how)
			if err != nil {
				t.Fatal(err)
			}
			again := Again(r.Keep(time.Now()), r.Today)
			for i, s := range r.Sections {
				for j, table := range s.Tables {
					for k := range table.Figures { // kept to the thousandth
						table.Figures[k].Value = float64(int(table.Figures[k].Value*1000+0.5)) / 1000
					}
					if diff := cmp.Diff(table, again.Sections[i].Tables[j], cmp.AllowUnexported(Table{})); diff != "" {
						t.Errorf("%s: %s", table.ID, diff)
					}
				}
			}
			again.Sections, again.whole, r.Sections, r.whole = nil, nil, nil, nil
			if diff := cmp.Diff(r, again, cmp.AllowUnexported(Report{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A period in which nothing was noted is the same kind page when it is opened again, and one of a single worry that is not told is no such page.
func TestAnEmptyPeriodIsEmptyAgain(t *testing.T) {
	for name, c := range map[string]struct {
		records []record.Record
		empty   bool
	}{
		"nothing": {nil, true}, "one worry": {concerns(record.ConcernLevels()[0], day(2, 3), 1), false},
	} {
		r, err := over(t, c.records, day(1, 1), day(3, 31)).Public(Protection{Threshold: 5})
		if err != nil {
			t.Fatal(err)
		}
		if again := Again(r.Keep(time.Now()), r.Today); r.Empty != c.empty || again.Empty != c.empty {
			t.Errorf("%s: empty %v, opened again %v", name, r.Empty, again.Empty)
		}
	}
}

func concerns(level record.ConcernLevel, on record.Date, n int) []record.Record {
	var all []record.Record
	for range n {
		all = append(all, concern(level, on, record.AreaFamily))
	}
	return all
}

func TestAYearDoesNotTellWhatAQuarterHid(t *testing.T) {
	var records []record.Record
	for month, levels := range map[time.Month][3]int{2: {9, 3, 6}, 5: {9, 12, 8}, 8: {9, 8, 9}, 11: {9, 9, 12}} {
		for i, n := range levels {
			records = append(records, concerns(record.ConcernLevels()[i], day(month, 1), n)...)
		}
	}
	var before []*record.Overview
	hand := func(from, to record.Date) Report {
		r, err := over(t, records, from, to).Public(Protection{Threshold: 5, Before: before})
		if err != nil {
			t.Fatal(err)
		}
		before = append(before, r.Keep(time.Now()))
		return r
	}
	want(t, hand(day(1, 1), day(3, 31)), "concerns.level", "total 18", ".doubt 9", ".worried #", ".danger #")
	want(t, hand(day(4, 1), day(6, 30)), "concerns.level", "total 29", ".doubt 9", ".worried 12", ".danger 8")
	want(t, hand(day(7, 1), day(9, 30)), "concerns.level", "total 26", ".doubt 9", ".worried 8", ".danger 9")
	want(t, hand(day(10, 1), day(12, 31)), "concerns.level", "total 30", ".doubt 9", ".worried 9", ".danger 12")
	// By itself the year would show 36, 32 and 35, and 32 less the three last quarters is 3.
	want(t, hand(day(1, 1), day(12, 31)), "concerns.level", "total 103", ".doubt 36", ".worried #", ".danger #")
}

func TestOneMoreIsNotToldByTheSamePeriodAgain(t *testing.T) {
	records := concerns(record.LevelWorried, day(7, 1), 20)
	records = append(records, concerns(record.LevelDoubt, day(7, 2), 10)...)
	first, err := over(t, records, day(7, 1), day(9, 30)).Public(Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	before := []*record.Overview{first.Keep(time.Now())}
	for more, withheld := range map[int]bool{0: false, 1: true, 4: true, 5: false} {
		now := append(slices.Clone(records), concerns(record.LevelWorried, day(8, 1), more)...)
		r, err := over(t, now, day(7, 1), day(9, 30)).Public(Protection{Threshold: 5, Before: before})
		if err != nil {
			t.Fatal(err)
		}
		if table, _ := r.Table("concerns.level"); table.Withheld != withheld {
			t.Errorf("with %d more: withheld is %v", more, table.Withheld)
		}
		if table, _ := r.Table("meetings.type"); table.Withheld {
			t.Errorf("with %d more: own work is withheld", more)
		}
	}
}

// TestPapersTogetherTellOfNoSmallGroup hands over overviews of random periods while records are added, and reads all of them as somebody who
// has them all.
func TestPapersTogetherTellOfNoSmallGroup(t *testing.T) {
	shown := 0
	rapid.Check(t, func(t *rapid.T) {
		var records []record.Record
		add := func() {
			for range rapid.IntRange(1, 12).Draw(t, "groups") {
				level := rapid.SampledFrom(record.ConcernLevels()).Draw(t, "level")
				on := day(1, 1).Add(30 * rapid.IntRange(0, 5).Draw(t, "month"))
				records = append(records, concerns(level, on, rapid.IntRange(1, 12).Draw(t, "concerns"))...)
			}
		}
		add()
		var before []*record.Overview
		grew := false
		for range rapid.IntRange(2, 5).Draw(t, "papers") {
			if rapid.IntRange(0, 3).Draw(t, "more") == 0 {
				add()
				grew = true
			}
			from := rapid.IntRange(0, 5).Draw(t, "from")
			to := rapid.IntRange(from, 5).Draw(t, "to")
			how := Protection{Threshold: 5, Before: before, Rounded: rapid.IntRange(0, 4).Draw(t, "round") == 0, Chance: func(n int) int {
				return rapid.IntRange(0, n-1).Draw(t, "chance")
			}}
			r, err := over(t, records, day(1, 1).Add(30*from), day(1, 1).Add(30*to+29)).Public(how)
			if err != nil {
				t.Fatal(err)
			}
			before = append(before, r.Keep(time.Now()))
		}
		for _, id := range []string{"concerns.level", "concerns.area", "concerns.state"} {
			pubs := publications(measure(id), before)
			if err := sdc.AuditTogether(pubs, 5); err != nil {
				t.Errorf("%s: %v", id, err)
			}
			for i, a := range pubs {
				if !grew && a.Base == 0 {
					for _, b := range pubs[i+1:] {
						shown += compare(t, id, a, b)
					}
				}
			}
		}
	})
	if shown == 0 {
		t.Error("no two papers with a count in common were ever made")
	}
}

// compare takes the visible counts of two papers of which one holds the other from each other, and says how many there were.
func compare(t *rapid.T, id string, a, b sdc.Publication) (seen int) {
	if b.Base > 0 || !(a.From <= b.From && b.To <= a.To || b.From <= a.From && a.To <= b.To) {
		return 0
	}
	for i, same := range a.Rows {
		j := slices.Index(b.Rows, same)
		if same.Name == "" || j < 0 || a.Table.Cells[i][0].Hidden || b.Table.Cells[j][0].Hidden {
			continue
		}
		seen++
		if d := a.Table.Cells[i][0].Count - b.Table.Cells[j][0].Count; d > 0 && d < 5 || d < 0 && d > -5 {
			t.Errorf("%s: row %q tells of %d", id, same.Name, d)
		}
	}
	return seen
}
