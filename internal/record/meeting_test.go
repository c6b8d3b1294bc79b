package record_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

var tuesday = record.Day(2026, 11, 24)

// meetingTable is every state and what can be done in it; what is not in it is an error.
var meetingTable = map[record.MeetingState]map[record.MeetingAction]record.MeetingState{
	record.MeetingPlanned: {
		record.MeetingHold: record.MeetingHeld, record.MeetingMove: record.MeetingPlanned, record.MeetingCancel: record.MeetingOff,
	},
	record.MeetingHeld: {},
	record.MeetingOff:  {record.MeetingResume: record.MeetingPlanned},
}

func meetingIn(state record.MeetingState) *record.Meeting {
	m := &record.Meeting{Type: record.MeetingCoffee, On: tuesday}
	switch state {
	case record.MeetingPlanned:
		m.Planned = true
	case record.MeetingHeld:
		m.Heads = 3
	case record.MeetingOff:
		m.Off, m.OffNote = record.OffSick, record.Text("griep")
	}
	return m
}

func TestEveryStateOfAGatheringAndEveryAction(t *testing.T) {
	change := record.MeetingChange{Heads: 14, About: true, To: tuesday.Add(-1), Reason: record.OffFew, Note: record.Text("regen")}
	for _, state := range record.MeetingStates() {
		for _, action := range record.MeetingActions() {
			m := meetingIn(state)
			before := *m
			err := m.Apply(action, change)
			want, legal := meetingTable[state][action]
			switch {
			case !legal && (!errors.Is(err, record.ErrTransition) || m.State() != state || m.On != before.On || m.Heads != before.Heads):
				t.Errorf("%s %s: %v, now %s", state, action, err, m.State())
			case legal && (err != nil || m.State() != want):
				t.Errorf("%s %s: %v, now %s, want %s", state, action, err, m.State(), want)
			case legal:
				if ps := m.Validate(tuesday); len(ps) > 0 {
					t.Errorf("%s %s leaves %v", state, action, ps)
				}
			}
		}
	}
}

func TestAnActionNeedsWhatItSays(t *testing.T) {
	for _, action := range []record.MeetingAction{record.MeetingHold, record.MeetingMove, record.MeetingCancel} {
		if err := meetingIn(record.MeetingPlanned).Apply(action, record.MeetingChange{}); !errors.Is(err, record.ErrTransition) {
			t.Errorf("%s without number, day or reason: %v", action, err)
		}
	}
	m := meetingIn(record.MeetingPlanned)
	for _, days := range []int{3, 9} {
		if err := m.Apply(record.MeetingMove, record.MeetingChange{To: tuesday.Add(days)}); err != nil {
			t.Fatal(err)
		}
	}
	if m.Moved != tuesday || m.On != tuesday.Add(9) {
		t.Errorf("moved twice, it remembers the first day: %s, %s", m.Moved, m.On)
	}
}

func TestBadGatheringsAreSaidBesideTheirField(t *testing.T) {
	long := record.Text(strings.Repeat("o", 1<<20))
	for name, c := range map[string]struct {
		change func(m *record.Meeting)
		want   string
	}{
		"heads that do not add up": {func(m *record.Meeting) { m.New, m.Returning = 4, 9 }, "returning: count.sum"},
		"a negative part":          {func(m *record.Meeting) { m.Adults, m.Youth = -2, 16 }, "adults: count.range"},
		"negative heads":           {func(m *record.Meeting) { m.Heads = -1 }, "heads: required, heads: count.range"},
		"held in the future":       {func(m *record.Meeting) { m.On = tuesday.Add(1) }, "on: date.future"},
		"no day at all":            {func(m *record.Meeting) { m.On = record.Date{} }, "on: required"},
		"a year that cannot be":    {func(m *record.Meeting) { m.On = record.Day(206, 11, 24) }, "on: date.range"},
		"planned too far":          {func(m *record.Meeting) { m.Planned, m.Heads, m.On = true, 0, record.Day(2062, 1, 1) }, "on: date.range"},
		"both planned and off":     {func(m *record.Meeting) { m.Planned, m.Off = true, record.OffFew }, "off: meeting.off.planned"},
		"off with people":          {func(m *record.Meeting) { m.Off = record.OffFew }, "heads: meeting.off.heads"},
		"more names than people":   {func(m *record.Meeting) { m.Heads, m.Names = 1, []record.ID{{1}, {2}} }, "heads: meeting.names"},
		"a community and names":    {func(m *record.Meeting) { m.Community, m.Names = record.Text("moeders"), []record.ID{{1}} }, "community: community.or.names"},
		"answered before asked": {func(m *record.Meeting) {
			m.Questions = []record.Question{{Text: record.Text("wie?"), AnsweredOn: tuesday.Add(-1)}}
		}, "questions.0.answeredOn: date.order"},
		"an agreement before": {func(m *record.Meeting) {
			m.Agreements = []record.Agreement{{Text: record.Text("bellen"), By: tuesday.Add(-1)}}
		}, "agreements.0.by: date.order"},
		"an empty agreement":         {func(m *record.Meeting) { m.Agreements = []record.Agreement{{}} }, "agreements.0.text: required"},
		"a BSN of a helper":          {func(m *record.Meeting) { m.Facilitators = []record.Facilitator{{Who: record.Text("111222333")}} }, "facilitators.0.who: bsn"},
		"a day of a hundred hours":   {func(m *record.Meeting) { m.Facilitators = []record.Facilitator{{Length: 100 * time.Hour}} }, "facilitators.0.length: length.range"},
		"costs that do not add up":   {func(m *record.Meeting) { m.Cents, m.Costs = 1000, []record.Cost{{What: record.CostFood, Cents: 900}} }, "cents: meeting.costs"},
		"a cost of nothing known":    {func(m *record.Meeting) { m.Cents, m.Costs = 900, []record.Cost{{What: "gold", Cents: 900}} }, "costs.0.what: unknown"},
		"fewer plans than are named": {func(m *record.Meeting) { m.Initiatives = []record.Private{record.Text("spelen")} }, "started: meeting.started"},
		"an unknown rhythm":          {func(m *record.Meeting) { m.Every = "daily" }, "every: unknown"},
		"a megabyte":                 {func(m *record.Meeting) { m.Came = long }, "came: too_long"},
	} {
		t.Run(name, func(t *testing.T) {
			m := &record.Meeting{Type: record.MeetingCoffee, On: tuesday, Heads: 14}
			c.change(m)
			if got := strings.TrimPrefix(m.Validate(tuesday).Error(), "invalid: "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestDaysOfASeries(t *testing.T) {
	for _, c := range []struct {
		every record.Rhythm
		first string
		times int
		until string
		want  string
	}{
		{record.EveryWeek, "2026-12-22", 3, "", "2026-12-22 2026-12-29 2027-01-05"},
		{record.EveryTwoWeeks, "2026-12-22", 0, "2027-01-19", "2026-12-22 2027-01-05 2027-01-19"},
		{record.EveryThreeWeeks, "2026-11-24", 3, "", "2026-11-24 2026-12-15 2027-01-05"},
		{record.EveryMonth, "2026-12-08", 3, "", "2026-12-08 2027-01-12 2027-02-09"},
		{record.EveryMonth, "2026-12-31", 4, "", "2026-12-31 2027-01-28 2027-02-25 2027-03-25"}, // a fifth Thursday, else the last
		{record.EveryMonth, "2028-02-29", 2, "", "2028-02-29 2028-03-28"},
		{"", "2026-12-08", 6, "", "2026-12-08"},
		{record.EveryWeek, "2026-12-08", 0, "2026-12-01", ""},
	} {
		first, _ := record.ParseDate(c.first)
		until, _ := record.ParseDate(c.until)
		var got []string
		for _, d := range c.every.Days(first, c.times, until) {
			got = append(got, d.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s from %s: %v, want %s", c.every, c.first, got, c.want)
		}
	}
	if n := len(record.EveryWeek.Days(tuesday, 0, record.Day(2099, 1, 1))); n != record.SeriesMost {
		t.Errorf("a series without end has %d days", n)
	}
}

func TestASeriesKeepsItsWeekday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := tuesday.Add(rapid.IntRange(0, 3000).Draw(t, "day"))
		every := rapid.SampledFrom(record.Rhythms()).Draw(t, "every")
		days := every.Days(first, rapid.IntRange(1, record.SeriesMost).Draw(t, "times"), record.Date{})
		for i, d := range days {
			if d.Weekday() != first.Weekday() || i > 0 && !d.After(days[i-1]) {
				t.Fatalf("%s after %s", d, first)
			}
			if months := (d.Year-first.Year)*12 + int(d.Month-first.Month); every == record.EveryMonth && months != i {
				t.Fatalf("%s is month %d, want %d", d, months, i)
			}
		}
	})
}

func TestTypesOfGatherings(t *testing.T) {
	all := record.MeetingTypes()
	seen := map[record.MeetingType]bool{}
	for _, v := range all {
		if seen[v] {
			t.Errorf("%s stands twice", v)
		}
		seen[v] = true
	}
	if len(all) < 50 || !slices.Contains(record.MeetingsOfBefore(), record.MeetingZAT) || all[0] != record.MeetingCoffee {
		t.Errorf("%d types", len(all))
	}
}

func TestWordsThatCameUp(t *testing.T) {
	m := &record.Meeting{Came: record.Text("Slapen,  slecht   slapen; slapen.\nvaders، أخبار")}
	var got []string
	for _, w := range m.CameWords() {
		got = append(got, w.Reveal())
	}
	if strings.Join(got, "|") != "slapen|slecht slapen|vaders|أخبار" {
		t.Errorf("%v", got)
	}
}
