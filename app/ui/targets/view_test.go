package targets

import (
	"testing"
	"time"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

type walk struct {
	said   []string
	failed error
	back   int
}

func (w *walk) Back()           { w.back++ }
func (w *walk) Say(text string) { w.said = append(w.said, text) }
func (w *walk) Fail(err error)  { w.failed = err }

var now = time.Date(2026, time.March, 22, 20, 14, 0, 0, time.Local)

func open(t *testing.T, tag string) (*book.Book, *walk, *View) {
	t.Helper()
	b := uitest.Book(t, now)
	nav := &walk{}
	v := New(b, nav, uitest.Printer(t, tag), task.Inline)
	uitest.App(t)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	return b, nav, v
}

func TestPeriodsOfTheChoices(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: record.Day(2026, 3, 22)}
	for of, want := range map[span]summary.Period{
		spanMonth:       {From: record.Day(2026, 3, 1), To: record.Day(2026, 3, 31)},
		spanQuarter:     {From: record.Day(2026, 1, 1), To: record.Day(2026, 3, 31)},
		spanLastQuarter: {From: record.Day(2025, 10, 1), To: record.Day(2025, 12, 31)},
		spanYear:        {From: record.Day(2026, 1, 1), To: record.Day(2026, 12, 31)},
		spanLastYear:    {From: record.Day(2025, 1, 1), To: record.Day(2025, 12, 31)},
		spanSchoolYear:  {From: record.Day(2025, 8, 1), To: record.Day(2026, 7, 31)},
	} {
		if got := s.period(of); got != want || s.spanOf(want) != of {
			t.Errorf("%s: %v, read back %s", of, got, s.spanOf(want))
		}
	}
	if len(s.choices()) != 6 {
		t.Error("a period cannot be chosen")
	}
}

func TestAStartfotoIsMadeNamedAndThrownAway(t *testing.T) {
	b, nav, v := open(t, "nl")
	uitest.Press(t, v.Content(), "Maak startfoto")
	if got := uitest.Error(v.name); got == "" || len(b.Rows(record.KindSnapshot)) != 0 {
		t.Fatalf("without a name: %q", got)
	}
	uitest.Type(t, v.name, "begin")
	v.Hidden() // what was typed is a draft
	v.Shown(t.Context())
	if got := uitest.Entry(t, v.name).Text(); got != "begin" {
		t.Fatalf("the draft has %q", got)
	}
	uitest.Press(t, v.Content(), "Maak startfoto")
	all, err := b.Snapshots(t.Context())
	if err != nil || len(all) != 1 || all[0].Name.Reveal() != "begin" || all[0].From != record.Day(2026, 1, 1) {
		t.Fatal(all, err)
	}
	if !uitest.Says(v.Content(), "begin") || len(nav.said) != 1 || uitest.Entry(t, v.name).Text() != "" {
		t.Errorf("said %q", nav.said)
	}
	uitest.Press(t, v.Content(), "Andere naam")
	uitest.Retype(t, v.name, "voor de zomer")
	uitest.Press(t, v.Content(), "Bewaar de naam")
	if all, err = b.Snapshots(t.Context()); err != nil || len(all) != 1 || all[0].Name.Reveal() != "voor de zomer" {
		t.Fatal(all, err)
	}
	uitest.Press(t, v.Content(), "Weghalen")
	if len(b.Rows(record.KindSnapshot)) != 1 {
		t.Fatal("thrown away without asking")
	}
	uitest.Press(t, v.Content(), "Laat staan")
	uitest.Press(t, v.Content(), "Weghalen")
	uitest.Press(t, v.changes.Room, "Weghalen")
	if len(b.Rows(record.KindSnapshot)) != 0 || nav.failed != nil {
		t.Error("it is still there", nav.failed)
	}
	if _, ok, err := b.Draft(t.Context(), "snapshot"); ok || err != nil {
		t.Error("a draft was left behind", err)
	}
}

func TestATargetIsKept(t *testing.T) {
	b, nav, v := open(t, "nl")
	for _, typed := range []string{"", "veel", "0", "-3", "2,5"} {
		uitest.Retype(t, v.count, typed)
		uitest.Press(t, v.Content(), "Bewaar doel")
		if got := uitest.Error(v.count); got == "" || len(b.Rows(record.KindTarget)) != 0 {
			t.Fatalf("%q: %q", typed, got)
		}
	}
	uitest.Retype(t, v.count, "40")
	uitest.Press(t, v.Content(), "Bewaar doel")
	all, err := b.Targets(t.Context())
	if err != nil || len(all) != 1 || all[0].Measure != record.GoalMeetings || all[0].Count != 40 || all[0].To != record.Day(2026, 12, 31) {
		t.Fatal(all, err)
	}
	if !uitest.Says(v.Content(), "Bijeenkomsten: 40") || nav.failed != nil {
		t.Error(uitest.Said(v.Content()))
	}
	for _, c := range v.state.measures() {
		if !has(record.Goals(), record.Goal(c.Value)) {
			t.Errorf("%s is offered", c.Value)
		}
	}
	uitest.Press(t, v.Content(), "Weghalen")
	if len(b.Rows(record.KindTarget)) != 0 {
		t.Error("the target is still there")
	}
}

func has(list []record.Goal, a record.Goal) bool {
	for _, one := range list {
		if one == a {
			return true
		}
	}
	return false
}

// chip presses a chip by its words.
func chip(t *testing.T, v *View, text string) {
	t.Helper()
	for _, c := range uitest.Seen[*form.Chip](v.Content()) {
		if uitest.Says(c, text) {
			c.Press()
			return
		}
	}
	t.Fatalf("no chip %q", text)
}

func TestTheDayOfTheYear(t *testing.T) {
	b, _, v := open(t, "nl")
	day := func() string {
		p, err := b.Profile(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return p.YearDay
	}
	if !uitest.Says(v.Content(), "15 januari") {
		t.Error("the usual day is not said")
	}
	chip(t, v, "nooit")
	if day() != record.YearNever {
		t.Errorf("%q", day())
	}
	chip(t, v, "een eigen dag")
	if day() != record.YearNever {
		t.Error("a day that was not chosen yet counts")
	}
	v.setDay(dayKept(record.Day(2026, 9, 1)))
	if day() != "09-01" || !uitest.Says(v.Content(), "1 september") {
		t.Errorf("%q", day())
	}
	chip(t, v, "half januari")
	if day() != "" {
		t.Errorf("%q", day())
	}
	if !v.year.Chip(dayUsual).State().Focused {
		t.Error("the keyboard does not stay at the choice")
	}
	chip(t, v, "een eigen dag")
	if !v.day.Chips().Chip("today").State().Focused {
		t.Error("the keyboard does not go on to the day")
	}
}

func TestEveryLanguageHasWords(t *testing.T) {
	for _, l := range i18n.Languages() {
		_, nav, v := open(t, l.Tag)
		if len(uitest.Texts(v.Content())) < 10 || nav.failed != nil {
			t.Errorf("%s: %v", l.Tag, nav.failed)
		}
	}
}
