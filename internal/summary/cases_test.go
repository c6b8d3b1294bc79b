package summary

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// counted is what every measure counts of the world, counted by hand: each line is a row with its depth as dots, and its counts by column.
// The four questions to parents are counted over the year.
func counted() map[string][]string {
	return map[string][]string{
		"families.reached":   {"total 4", ".new 3", ".continuing 1"},
		"families.stay":      {"total 4", ".staying 3", ".ended 1"},
		"families.first":     {"total 4", ".meeting 2", ".school 1", ".friend 1"},
		"families.knew":      {"total 4", ".knew.yes 1", ".knew.no 2", ".unknown 1"},
		"families.referrals": {"total 4", ".times.1 1", ".times.2 1", ".times.more 2"},
		"people.reached":     {"total 2", ".new 1", ".continuing 1"},
		"contacts.about":     {"total 12", ".household 4", ".person 3", ".number 2", ".partner 2", ".nobody 1"},
		"contacts.result":    {"total 12", ".spoken 11", ".failed 1"},
		"contacts.place":     {"total 12", ".home 2", ".school 2", ".phone 1", ".street 1", ".app 1", ".unknown 5"},
		"concerns.area":      {"total 3", ".school 2", ".money 1", ".health 0", ".family 0", ".friends 0", ".unknown 1"},
		"concerns.level":     {"total 3", ".doubt 1", ".worried 1", ".danger 1"},
		"concerns.state":     {"total 3", ".open 1", ".discussed 1", ".closed 1", "..solved 1"},
		"referrals.funnel": {
			"total 10", ".begun.preparing 1", ".begun.stopped 1", ".step.sent 8", "..preparing 1", "..sent 1", "..declined 1", "...noplace 1",
			"..unknown 1", "..step.arrived 4", "...arrived.waiting 2", "...step.help 2", "....help.running 1", "....step.completed 1",
		},
		"referrals.partner": {"total 4 1 5 10", ".Buurt 2 0 3 5", ".CJG 2 1 2 5"},
		"referrals.form":    {"total 10", ".warm 1", ".home 1", ".phone 1", ".along 1", ".register 1", ".unknown 5"},
		"referrals.arrival": {"total 10", ".arrived 4", "..7 2", "..14 1", "..28 1", ".missing 6"},
		"referrals.answer":  {"total 10", ".answered 4", "..7 2", "..14 2", ".none 1", ".unowed 5"},
		"referrals.help":    {"total 10", ".helped 2", "..28 1", "..56 1", ".nohelp 8"},
		"received.partner":  {"total 3", ".CJG 2", ".Buurt 1"},
		"received.answer":   {"total 3", ".yes 1", ".no 1", "..notime 1", ".open 1"},
		"voices.quick":      {"total 5", ".once 3", ".twice 2", ".more 0", ".notyet 0"},
		"voices.wait":       {"total 5", ".week 5", ".month 0", ".quarter 0", ".longer 0"},
		"voices.told":       {"total 1", ".told 0", ".paper 1", ".partly 0", ".nobody 0"},
		"voices.result":     {"total 4", ".much 4", ".some 0", ".same 0", ".worse 0"},
		"meetings.week": {
			"total 3", ".2026-06-29 2", ".2026-07-06 0", ".2026-07-13 0", ".2026-07-20 0", ".2026-07-27 0", ".2026-08-03 0", ".2026-08-10 0",
			".2026-08-17 0", ".2026-08-24 0", ".2026-08-31 0", ".2026-09-07 0", ".2026-09-14 0", ".2026-09-21 0", ".2026-09-28 1",
		},
		"meetings.type":        {"total 3", ".coffee 2", ".theme 1"},
		"meetings.theme":       {"total 3", ".parenting 2", ".school 1", ".unknown 1"},
		"meetings.heads":       {"total 51", ".new 4", ".returning 8", ".unknown 39"},
		"meetings.language":    {"total 3", ".ara 2", ".nld 1", ".tir 1"},
		"meetings.community":   {"total 3", ".Eritrees 1", ".unknown 2"},
		"meetings.initiatives": {"total 3", ".started 3"},
		"meetings.formal":      {"total 3", ".with 2", ".without 1"},
		"meetings.guests":      {"total 2", ".expert 2", ".guardian 1"},
		"contacts.heads":       {"total 11", ".heads 11"},
		"signals.state":        {"total 2", ".open 1", ".closed 1", "..noconcern 1"},
		"signals.answer":       {"total 4", ".intime 1", ".late 1", ".none 2"},
		"signals.reply":        {"total 4", ".none 2", ".taken 1", ".nothing 1", "..noroom 1"},
		"requests.kind":        {"total 4", ".room 2", ".expert 1", ".think 1"},
		"requests.answer":      {"total 4", ".intime 1", ".late 1", ".none 2"},
		"requests.reply":       {"total 4", ".taken 1", ".none 1", ".dropped 1", ".unknown 1"},
		"asked.partner":        {"total 4 4 8", ".Buurt 1 3 4", ".CJG 3 1 4"},
		"hours":                {"total 350", ".contacts 80", ".meetings 180", ".preparation 90"},
		"hours.helpers":        {"total 105", ".meetings 60", ".preparation 45"},
		"contacts.aim":         {"total 0"},
		"meetings.aim":         {"total 0"},
		"contacts.role":        {"total 12", ".listen 2", ".interpret 1", ".aftercare 1", ".unknown 9"},
		"contacts.function":    {"total 12", ".inform 1", ".guide 1", ".unknown 10"},
		"contacts.hour":        {"total 12", ".0 1", ".9 1", ".19 2", ".unknown 8"},
		"meetings.role":        {"total 3", ".safe 1", ".unknown 2"},
		"advice.use":           {"total 2", ".done 1", ".unheard 1"},
		"open.family": {
			"concern 3", "preparing 2", "waiting 2", ".waiting.intime 1", ".waiting.late 1", "help 1", ".56 1", "asked 2",
		},
		"open.work": {"signal 1", "given 3", "request 2", "promise 2", "question 2", "agreement 1", "advice 2"},
	}
}

// The medians and shares of the world, counted by hand.
func figured() map[string][]Figure {
	return map[string][]Figure{
		"referrals.arrival": {{ID: "arrived", Value: 6.5, Base: 4}},                                                   // 0 3 10 21 days
		"referrals.answer":  {{ID: "median", Value: 7.5, Base: 4}, {ID: "intime", Value: 0.5, Share: true, Base: 2}},  // 2 7 8 10
		"referrals.help":    {{ID: "helped", Value: 35.5, Base: 2}},                                                   // 19 52
		"signals.answer":    {{ID: "median", Value: 14.5, Base: 2}, {ID: "intime", Value: 0.5, Share: true, Base: 2}}, // 10 19
		"requests.answer":   {{ID: "median", Value: 14.5, Base: 2}, {ID: "intime", Value: 0.5, Share: true, Base: 2}}, // 14 15
	}
}

func TestEveryMeasureIsCountedByHand(t *testing.T) {
	cases, figures := counted(), figured()
	r := count(t, world(t)...)
	year, err := Make(slices.Values(world(t)), wholeYear, Options{Today: day(12, 31)})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range Measures() {
		expected, ok := cases[m.ID]
		if !ok {
			t.Errorf("nobody counted %s by hand", m.ID)
			continue
		}
		delete(cases, m.ID)
		over := r
		if len(m.ID) > 7 && m.ID[:7] == "voices." {
			want(t, r, m.ID, emptyVoices(m)...)
			over = year
		}
		want(t, over, m.ID, expected...)
		table, _ := over.Table(m.ID)
		if diff := cmp.Diff(figures[m.ID], table.Figures, cmpopts.IgnoreFields(Figure{}, "Spread")); diff != "" {
			t.Errorf("%s: %s", m.ID, diff)
		}
		delete(figures, m.ID)
	}
	if len(cases)+len(figures) > 0 {
		t.Errorf("counted by hand, and no measure: %v %v", cases, figures)
	}
}

// emptyVoices is what a quarter tells of answers that are kept by year: nothing.
func emptyVoices(m Measure) []string {
	lines := []string{"total 0"}
	for _, r := range m.rows {
		lines = append(lines, "."+r.label.Value+" 0")
	}
	return lines
}

func TestClasses(t *testing.T) {
	for days, class := range map[int]string{-1: "unknown", 0: "7", 7: "7", 8: "14", 14: "14", 15: "28", 28: "28", 29: "56", 56: "56", 57: "91", 91: "91", 92: "more", 5000: "more"} {
		if got := classOf(days); got != class {
			t.Errorf("%d days lie in %q, not %q", days, got, class)
		}
	}
	for name, tc := range map[string]struct {
		counts   []int
		from, to int
		ok       bool
	}{
		"none":           {[]int{0, 0, 0, 0, 0, 0}, 0, 0, false},
		"another shape":  {[]int{1}, 0, 0, false},
		"one":            {[]int{0, 1, 0, 0, 0, 0}, 8, 14, true},
		"the middle one": {[]int{1, 1, 1, 0, 0, 0}, 8, 14, true},
		"two middles":    {[]int{2, 0, 2, 0, 0, 0}, 0, 28, true},
		"open":           {[]int{0, 0, 0, 0, 1, 4}, 92, -1, true},
	} {
		c, ok := MedianClass(tc.counts)
		if ok != tc.ok || c != (Class{tc.from, tc.to}) {
			t.Errorf("%s: %v %v", name, c, ok)
		}
	}
}

func TestTheStepsOfTheFunnel(t *testing.T) {
	table, _ := count(t, world(t)...).Table("referrals.funnel")
	var got []int
	for _, i := range table.Steps() {
		got = append(got, table.Counts.Cells[i][0].Count)
	}
	if diff := cmp.Diff([]int{10, 8, 4, 2, 1}, got); diff != "" {
		t.Error(diff)
	}
	if table, _ = count(t, world(t)...).Table("hours"); table.Steps() != nil {
		t.Error("hours have steps")
	}
}

// What a family was led to and where it stood is told as of the end of the period, whatever came after.
func TestStatesAreOfTheEnd(t *testing.T) {
	again, err := Make(slices.Values(world(t)), quarter, Options{Today: day(9, 30)})
	if err != nil {
		t.Fatal(err)
	}
	r := count(t, world(t)...)
	again.Today = r.Today
	if diff := cmp.Diff(r, again, cmp.AllowUnexported(Report{}, Table{})); diff != "" {
		t.Errorf("seen later it is another: %s", diff)
	}
}
