package meetings

import (
	"testing"
	"time"

	"schakel/app/ui/listing"
	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var day = record.Day(2026, 11, 24)

func TestListPutsWhatComesFirst(t *testing.T) {
	l := list{p: uitest.Dutch(t)}
	l.load([]record.Row{
		{Number: 1, State: "coffee", On: day.Add(-7), Detail: record.Text("12")},
		{Number: 2, State: "theme", On: day.Add(14), Flags: record.RowOpen},
		{Number: 3, State: "coffee", On: day, Detail: record.Text("14")},
		{Number: 4, State: "fathers", On: day.Add(2), Flags: record.RowOpen},
	}, day, "")
	var got []uint32
	for _, r := range l.rows {
		got = append(got, r.Number)
	}
	want := []uint32{4, 2, 3, 1}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	if s := l.row(0).Status; s.Kind != listing.StatusWaiting {
		t.Errorf("what lies ahead waits: %+v", s)
	}
	if r := l.row(2); r.Line != "B-0003 · 24 november 2026 (vandaag) · 14 mensen" {
		t.Errorf("%q", r.Line)
	}
}

func TestOneNumberIsEnough(t *testing.T) {
	w := writing{p: uitest.Dutch(t), today: day}
	w.begin()
	if wrong := w.problems(); len(wrong) != 1 || wrong["heads"] == "" {
		t.Fatalf("only the number is asked: %v", wrong)
	}
	w.m.Heads = 14
	if wrong := w.problems(); len(wrong) != 0 {
		t.Errorf("%v", wrong)
	}
}

func TestPartsAddUp(t *testing.T) {
	w := writing{p: uitest.Dutch(t), today: day}
	w.begin()
	w.m.Heads, w.m.New = 14, 4
	if !w.rest(w.m.New, &w.m.Returning) || w.m.Returning != 10 {
		t.Errorf("the other part follows: %d", w.m.Returning)
	}
	w.m.Heads = 15
	if w.problems()["returning"] == "" {
		t.Error("parts that do not add up are said beside the field")
	}
	if w.rest(20, &w.m.Youth) {
		t.Error("a part larger than the whole leaves nothing")
	}
}

func TestCommunityOrNamesNeverBoth(t *testing.T) {
	w := writing{p: uitest.Dutch(t), today: day}
	w.begin()
	w.m.Heads, w.community = 3, "moeders uit de wijk"
	w.pick(record.ID{1}, "Fatima")
	w.pick(record.ID{1}, "Fatima")
	w.byNames = true
	if m := w.copy(); !m.Community.Empty() || len(m.Names) != 1 {
		t.Errorf("%d names and a community", len(m.Names))
	}
	w.byNames = false
	if m := w.copy(); m.Community.Empty() || len(m.Names) != 0 {
		t.Error("back to the community, which was kept")
	}
	if wrong := w.problems(); len(wrong) != 0 {
		t.Errorf("%v", wrong)
	}
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{"9": "09:00", "9.30": "09:30", "10 uur": "10:00", "1405": "14:05", "": ""} {
		if got, ok := i18n.ParseClock(text); !ok || got != want {
			t.Errorf("%q is %q %v", text, got, ok)
		}
	}
	if _, ok := i18n.ParseClock("straks"); ok {
		t.Error("no time")
	}
}

func TestAQuestionIsLateOnlyAfterTheNorm(t *testing.T) {
	p := uitest.Dutch(t)
	for age, want := range map[int]listing.StatusKind{0: listing.StatusWaiting, 1: listing.StatusWaiting, 5: listing.StatusWaiting, 6: listing.StatusLate} {
		q := &record.Request{State: record.RequestAsked, AskedOn: day.Add(-age), Norm: 5}
		if got := standing(p, q, day); got.Kind != want {
			t.Errorf("after %d days: %+v", age, got)
		}
	}
	if got := standing(p, &record.Request{State: record.RequestAsked, AskedOn: day.Add(-1), Norm: 5}, day); got.Text != "wacht, dag 1 van 5" {
		t.Errorf("%q", got.Text)
	}
	if got := standing(p, &record.Request{State: record.RequestOpen}, day); got.Kind != listing.StatusYourTurn {
		t.Errorf("%+v", got)
	}
}

func TestTheTimeBefore(t *testing.T) {
	w := writing{p: uitest.Dutch(t), today: day, last: &record.Meeting{Heads: 12, Theme: record.Text("zakgeld"), Agreed: record.Text("Twee ouders maken samen een speelochtend.")}}
	if got := w.before(); got != "12 mensen, over zakgeld. Twee ouders maken samen een speelochtend." {
		t.Errorf("%q", got)
	}
	if got := lengthWords(w.p, 90*time.Minute); got != "1,5 uur" {
		t.Errorf("%q", got)
	}
}
