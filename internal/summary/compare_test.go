package summary

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

var (
	first  = Period{From: day(1, 1), To: day(3, 31)}
	second = Period{From: day(4, 1), To: day(6, 30)}
)

// thens shows what a table was compared with, row by row, in the order in which it is shown.
func thens(t *testing.T, r Report, measure string) []string {
	t.Helper()
	table, ok := r.Table(measure)
	if !ok || table.Then == nil {
		t.Fatalf("%s is not compared", measure)
	}
	if len(table.Then) != len(table.Rows) || len(table.Counts.Cells) != len(table.Rows) || len(table.Counts.Parent) != len(table.Rows) {
		t.Fatalf("%s: %d rows, %d then", measure, len(table.Rows), len(table.Then))
	}
	var all []string
	for i, l := range table.Rows {
		last := len(table.Counts.Cells[i]) - 1 // the only column, or that of the totals
		now, was := itoa(table.Counts.Cells[i][last].Count), itoa(table.Then[i][last].Count)
		if table.Counts.Cells[i][last].Hidden {
			now = "#"
		}
		if table.Then[i][last].Hidden {
			was = "#"
		}
		all = append(all, l.Value+l.Name+l.On.String()+" "+now+" was "+was)
	}
	return all
}

func made(t interface {
	Helper()
	Fatal(...any)
}, records []record.Record, p Period) Report {
	t.Helper()
	return over(t, records, p.From, p.To)
}

func sentTo(partner byte, on record.Date, n int) []record.Record {
	var all []record.Record
	for range n {
		all = append(all, &record.Referral{Head: record.Head{Created: on.Midnight()}, Way: record.WayOut, Partner: id(partner), Method: record.MethodEndpoint, State: record.ReferralSent, SentOn: on})
	}
	return all
}

func TestRowsAreComparedByTheirLabel(t *testing.T) {
	records := slices.Concat(
		[]record.Record{
			&record.Partner{Head: record.Head{ID: id(1)}, Name: record.Text("CJG")}, &record.Partner{Head: record.Head{ID: id(2)}, Name: record.Text("Sport")},
			&record.Partner{Head: record.Head{ID: id(3)}, Name: record.Text("Taal")},
		},
		sentTo(1, day(2, 1), 3), sentTo(2, day(2, 1), 2), sentTo(1, day(5, 1), 4), sentTo(3, day(5, 1), 1),
		concerns(record.LevelWorried, day(2, 1), 2), concerns(record.LevelDanger, day(5, 1), 3),
		[]record.Record{&record.Meeting{Type: record.MeetingCoffee, On: day(1, 6), Heads: 5}, &record.Meeting{Type: record.MeetingCoffee, On: day(4, 7), Heads: 9}},
	)
	r, err := Compare(made(t, records, second), made(t, records, first))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Against{Kind: AgainstPrevious, Period: first}); r.Against != want {
		t.Errorf("against %v", r.Against)
	}
	for measure, want := range map[string][]string{
		// who got nobody this time is still named: a partner that fell silent must be seen
		"referrals.partner": {"total 5 was 5", "CJG 4 was 3", "Taal 1 was 0", "Sport 0 was 2"},
		"concerns.level":    {"total 3 was 2", "doubt 0 was 0", "worried 0 was 2", "danger 3 was 0"},
		"meetings.heads":    {"total 9 was 5", "unknown 9 was 5"},
	} {
		if diff := cmp.Diff(want, thens(t, r, measure)); diff != "" {
			t.Errorf("%s: %s", measure, diff)
		}
	}
	// A week is compared with the same week of the other period, in order.
	weeks := thens(t, r, "meetings.week")
	if len(weeks) != 15 || weeks[2] != "2026-04-06 1 was 1" {
		t.Errorf("%q", weeks)
	}
	for _, s := range append(r.Sections, r.whole...) {
		for _, table := range s.Tables {
			if err := table.Counts.Check(); err != nil {
				t.Errorf("%s: %v", table.ID, err)
			}
		}
	}
}

func TestThePartsOfAComparisonAreWhatWasCompared(t *testing.T) {
	records := year(2000)
	now, was := made(t, records, second), made(t, records, first)
	for name, how := range map[string]Protection{"hidden": {Threshold: 5}, "rounded": {Threshold: 10, Rounded: true, Chance: func(n int) int { return n / 2 }}} {
		safeWas, err := was.Public(how)
		if err != nil {
			t.Fatal(err)
		}
		next := how
		next.Before = []*record.Overview{safeWas.Keep(time.Time{})}
		safeNow, err := now.Public(next)
		if err != nil {
			t.Fatal(err)
		}
		r, err := now.PublicAgainst(was, how, how)
		if err != nil {
			t.Fatal(err)
		}
		parts := r.Parts()
		if len(parts) != 2 || !r.Safe {
			t.Fatalf("%s: %d parts", name, len(parts))
		}
		for i, want := range []Report{safeWas, safeNow} {
			if diff := cmp.Diff(want.Keep(time.Time{}), parts[i].Keep(time.Time{}), cmp.Comparer(func(a, b record.Private) bool { return a.Equal(b) })); diff != "" {
				t.Errorf("%s, part %d is kept otherwise: %s", name, i, diff)
			}
			if diff := cmp.Diff(want.Sections, parts[i].Sections, cmp.AllowUnexported(Table{})); diff != "" {
				t.Errorf("%s, part %d: %s", name, i, diff)
			}
		}
	}
	if parts := now.Parts(); len(parts) != 1 || parts[0].Total("hours") != now.Total("hours") {
		t.Error("what is not compared is one report")
	}
}

func TestWhatIsHiddenThereIsHiddenHere(t *testing.T) {
	records := slices.Concat(concerns(record.LevelWorried, day(2, 1), 20), concerns(record.LevelDanger, day(2, 1), 2), concerns(record.LevelDoubt, day(2, 1), 9),
		concerns(record.LevelWorried, day(5, 1), 20), concerns(record.LevelDanger, day(5, 1), 12), concerns(record.LevelDoubt, day(5, 1), 9))
	how := Protection{Threshold: 5}
	r, err := made(t, records, second).PublicAgainst(made(t, records, first), how, how)
	if err != nil {
		t.Fatal(err)
	}
	got := thens(t, r, "concerns.level")
	if got[0] != "total 41 was 31" || got[3] != "danger 12 was #" || !slices.ContainsFunc(got[1:3], func(s string) bool { return s[len(s)-1] == '#' }) {
		t.Errorf("%q", got)
	}
}

// "Overige" is something else every time, and what is not seen may lie in it.
func TestOtherIsComparedWithNothing(t *testing.T) {
	names := []record.Record{}
	for i := byte(1); i <= 9; i++ {
		names = append(names, &record.Partner{Head: record.Head{ID: id(i)}, Name: record.Text(string(rune('A' + i)))})
	}
	records := slices.Concat(names, sentTo(1, day(2, 1), 9), sentTo(2, day(2, 1), 3), sentTo(3, day(2, 1), 4), sentTo(1, day(5, 1), 9), sentTo(2, day(5, 1), 8), sentTo(4, day(5, 1), 3), sentTo(5, day(5, 1), 3))
	how := Protection{Threshold: 5}
	r, err := made(t, records, second).PublicAgainst(made(t, records, first), how, how)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"total 23 was 16", "B 9 was 9", "C 8 was #", "other 6 was #"}
	if diff := cmp.Diff(want, thens(t, r, "referrals.partner")); diff != "" {
		t.Error(diff)
	}
}

// All gatherings were of one community now, and of two before: a 0 beside the one row would be a cell in which everything visibly does not lie, and no file could be
// written. The row of before is left out.
func TestARowOfBeforeNeverMakesAFileUnsafe(t *testing.T) {
	var records []record.Record
	for i, community := range slices.Concat(slices.Repeat([]string{"A"}, 9), slices.Repeat([]string{"B"}, 8), slices.Repeat([]string{"A"}, 12)) {
		on := first.From
		if i >= 17 {
			on = second.From
		}
		records = append(records, &record.Meeting{Type: record.MeetingCoffee, On: on, Heads: 9, Community: record.Text(community), Languages: []string{community}})
	}
	for _, rounded := range []bool{false, true} {
		how := Protection{Threshold: 5, Rounded: rounded, Chance: func(int) int { return 0 }}
		r, err := made(t, records, second).PublicAgainst(made(t, records, first), how, how)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"meetings.community", "meetings.language"} {
			table, _ := r.Table(id)
			if err := r.audit(table); err != nil {
				t.Errorf("%s: %v: %v", id, err, thens(t, r, id))
			}
		}
	}
}

func TestOnlyWhatIsProtectedAlikeIsCompared(t *testing.T) {
	records := year(800)
	now, was := made(t, records, second), made(t, records, first)
	public := func(r Report, threshold int, rounded bool) Report {
		r, err := r.Public(Protection{Threshold: threshold, Rounded: rounded, Chance: func(int) int { return 0 }})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for name, c := range map[string]struct {
		now, then Report
		ok        bool
	}{
		"the worker's own":                  {now, was, true},
		"safe beside own":                   {public(now, 5, false), was, false},
		"own beside safe":                   {now, public(was, 5, false), false},
		"hidden":                            {public(now, 5, false), public(was, 5, false), true},
		"hidden beside more hidden":         {public(now, 5, false), public(was, 10, false), true},
		"hidden beside less hidden":         {public(now, 10, false), public(was, 5, false), false},
		"rounded":                           {public(now, 5, true), public(was, 5, true), true},
		"rounded to another base":           {public(now, 5, true), public(was, 10, true), false},
		"rounded to another base, reversed": {public(now, 10, true), public(was, 5, true), false},
		"rounded beside hidden":             {public(now, 5, true), public(was, 5, false), false},
		"hidden beside rounded":             {public(now, 5, false), public(was, 5, true), false},
	} {
		if _, err := Compare(c.now, c.then); c.ok != (err == nil) || !c.ok && !errors.Is(err, ErrCompare) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAStartfotoIsComparedWithLater(t *testing.T) {
	records := slices.Concat(concerns(record.LevelWorried, day(2, 1), 8), concerns(record.LevelDoubt, day(2, 1), 1))
	before := made(t, records, first)
	kept := before.Snapshot()
	kept.Name = record.Text("voor de start")
	if ps := kept.Validate(day(12, 31)); len(ps) > 0 {
		t.Fatal(ps)
	}
	photo := OfSnapshot(kept)
	if photo.Safe {
		t.Fatal("whole numbers are called safe")
	}
	now := made(t, slices.Concat(records, concerns(record.LevelWorried, day(2, 9), 4)), first)
	r, err := Compare(now, photo)
	if err != nil {
		t.Fatal(err)
	}
	if r.Against != (Against{Kind: AgainstSnapshot, Period: first, Made: before.Today}) {
		t.Errorf("%v", r.Against)
	}
	if got := thens(t, r, "concerns.level"); got[0] != "total 13 was 9" || got[2] != "worried 12 was 8" {
		t.Errorf("%q", got)
	}
	// What others may see of it is hidden as ever, and four more worries about the same days are not told.
	how := Protection{Threshold: 5}
	safe, err := now.PublicAgainst(photo, how, how)
	if err != nil {
		t.Fatal(err)
	}
	if table, _ := safe.Table("concerns.level"); !table.Withheld {
		t.Errorf("13 beside 9 of the same days tell of four families: %v", thens(t, safe, "concerns.level"))
	}
	if safe.Against.Kind != AgainstSnapshot {
		t.Error(safe.Against)
	}
}

func TestTargetsAreOfExactlyTheirPeriod(t *testing.T) {
	r := made(t, year(300), first)
	got := r.WithTargets([]*record.Target{
		{Measure: record.GoalMeetings, From: first.From, To: first.To, Count: 40}, {Measure: record.GoalHours, From: first.From, To: first.To, Count: 90},
		{Measure: record.GoalContacts, From: second.From, To: second.To, Count: 7},
	})
	for measure, want := range map[string]int{"meetings.type": 40, "hours": 90 * 60, "contacts.about": 0, "referrals.partner": 0} {
		if table, _ := got.Table(measure); table.Target != want {
			t.Errorf("%s: %d", measure, table.Target)
		}
		if table, _ := r.Table(measure); table.Target != 0 {
			t.Error("the report before was changed")
		}
	}
	public, err := got.Public(Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	if table, _ := public.Table("meetings.type"); table.Target != 40 {
		t.Error("the target is not in what others see")
	}
	again := Again(public.Keep(time.Time{}), r.Today)
	if table, _ := again.Table("meetings.type"); table.Target != 40 {
		t.Error("made again it has no target")
	}
}

// Every aim is a measure that has a total and counts own activities or the families reached, and none counts referrals (003, section 6.1, N5).
func TestAimsAreMeasuresWithATotal(t *testing.T) {
	for _, a := range record.Goals() {
		m := measure(string(a))
		if m.ID == "" || m.Untotalled || m.Loose || m.Controlled && m.ID != "families.reached" {
			t.Errorf("%s is no measure to aim for", a)
		}
	}
}

// Random work, random earlier overviews, and a random pair of this period and the one before: what a reader has in the end tells of no
// small group, and everything shown as "then" is what was published of that period, no more.
func TestAPairExposesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var records []record.Record
		for month := time.Month(1); month <= 12; month++ {
			for _, level := range record.ConcernLevels() {
				records = append(records, concerns(level, day(month, rapid.IntRange(1, 28).Draw(t, "day")), rapid.IntRange(0, 9).Draw(t, "n"))...)
			}
		}
		rounded := rapid.Bool().Draw(t, "rounded")
		how := Protection{Threshold: 5, Rounded: rounded, Chance: func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "chance") }}
		for range rapid.IntRange(0, 2).Draw(t, "earlier") {
			from := rapid.IntRange(1, 12).Draw(t, "from month")
			to := rapid.IntRange(from, 12).Draw(t, "to month")
			r, err := over(t, records, day(time.Month(from), 1), monthsOn(day(time.Month(to), 1), 1).Add(-1)).Public(how)
			if err != nil {
				t.Fatal(err)
			}
			how.Before = append(how.Before, r.Keep(time.Time{}))
		}
		months := rapid.IntRange(1, 6).Draw(t, "months")
		now := firstMonths(2026, time.Month(rapid.IntRange(months+1, 13-months).Draw(t, "start")), months)
		pair, err := made(t, records, now).PublicAgainst(made(t, records, now.Before()), how, how)
		if err != nil {
			t.Fatal(err)
		}
		all := slices.Clone(how.Before)
		for _, part := range pair.Parts() {
			if err := part.Beside(all); err != nil {
				t.Fatalf("%v tells too much beside %d others: %v", part.Period, len(all), err)
			}
			all = append(all, part.Keep(time.Time{}))
		}
		thenIsPublished(t, pair)
		if !rounded {
			differences(t, all)
		}
	})
}

// thenIsPublished checks that a comparison shows nothing of then that the report of then does not.
func thenIsPublished(t *rapid.T, pair Report) {
	was := pair.Parts()[0]
	for _, s := range pair.Sections {
		for _, table := range s.Tables {
			before, _ := was.Table(table.ID)
			for i, label := range table.Rows {
				at := slices.Index(before.Rows, label)
				if then := table.Then; then != nil && !then[i][0].Hidden && label.On.Zero() && at >= 0 && then[i][0] != before.Counts.Cells[at][0] {
					t.Fatalf("%s, %v: %v is told, %v was published", table.ID, label, then[i], before.Counts.Cells[at])
				}
			}
		}
	}
}

// differences takes the shown counts of worries from one another, as a reader with a pencil does: of two periods of which one lies within the
// other, and of three of which two make the third.
func differences(t *rapid.T, all []*record.Overview) {
	type seen struct {
		p Period
		n int
	}
	rows := map[string][]seen{}
	for _, o := range all {
		for _, table := range o.Tables {
			for _, r := range table.Rows {
				if table.Measure == "concerns.level" && !r.Hidden && !table.Withheld {
					rows[r.Value] = append(rows[r.Value], seen{Period{From: o.From, To: o.To}, r.Count})
				}
			}
		}
	}
	for row, list := range rows {
		for _, a := range list {
			for _, b := range list {
				if d := a.n - b.n; a.p != b.p && !b.p.From.Before(a.p.From) && !b.p.To.After(a.p.To) && d > 0 && d < sdc.Minimum {
					t.Fatalf("%s: %v less %v is %d", row, a, b, d)
				}
				for _, c := range list {
					whole := b.p.To.Add(1) == c.p.From && !b.p.From.Before(a.p.From) && !c.p.To.After(a.p.To)
					if d := a.n - b.n - c.n; whole && (a.p.From != b.p.From || a.p.To != c.p.To) && d > 0 && d < sdc.Minimum {
						t.Fatalf("%s: %v less %v and %v is %d", row, a, b, c, d)
					}
				}
			}
		}
	}
}

// What a table was that tells nothing is not known in any column: a 0 there would be told, and would be wrong.
func TestBesideAWithheldTableNothingIsKnown(t *testing.T) {
	table, _ := made(t, slices.Concat(sentTo(1, day(5, 1), 9), sentTo(2, day(5, 1), 8)), second).Table("referrals.partner")
	for i, row := range table.beside(withheld(table)).Then {
		for j, c := range row {
			if !c.Hidden {
				t.Errorf("row %d, column %d was %d", i, j, c.Count)
			}
		}
	}
}
