package concerns

import (
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

// A day that is typed and that nobody understands yet is no less typed than the rest: it is there after the page was left, when the worker
// chooses between two versions, and nothing is saved without it.
func TestADayThatIsNotUnderstoodYetIsNeverDropped(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	e := NewEntry(k.Book, k.shell, p, task.Inline, k.worry.ID, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.Open(true)
	uitest.Retype(t, uitest.Day(t, e.Content(), p.T("concern.next.on")), "na de vakanti")
	e.done()
	if got, _ := k.Concern(t.Context(), k.worry.ID); len(k.went) != 0 || !got.NextOn.Zero() {
		t.Error("it was saved as if no day was typed")
	}
	e.Hidden()
	e.Shown(t.Context())
	if got := uitest.Day(t, e.Content(), p.T("concern.next.on")).Entry().Text(); got != "na de vakanti" {
		t.Errorf("the page was left, and it says %q", got)
	}
	other, err := k.Concern(t.Context(), k.worry.ID)
	if err != nil {
		t.Fatal(err)
	}
	other.Seen, other.NextOn = record.Text("erg moe"), k.Today().Add(9)
	if err := k.SaveConcern(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	for range 2 { // left and opened again, both versions are shown
		e.Hidden()
		e.Shown(t.Context())
	}
	if !uitest.Says(e.Content(), "na de vakanti") {
		t.Errorf("the choice does not show it: %q", uitest.Texts(e.Content()))
	}
	uitest.Press(t, e.Content(), p.T("versions.mine.all"))
	uitest.Press(t, e.Content(), p.T("versions.done"))
	day := uitest.Day(t, e.Content(), p.T("concern.next.on"))
	if got := day.Entry().Text(); got != "na de vakanti" {
		t.Fatalf("after the choice it says %q", got)
	}
	uitest.Retype(t, day, "1-12")
	e.done()
	if got, _ := k.Concern(t.Context(), k.worry.ID); got.NextOn != record.Day(2026, 12, 1) {
		t.Errorf("kept: %v", got.NextOn)
	}
}

// The same of a wijksignaal, where the version of the import is chosen: its day counts.
func TestTheDayOfTheOtherVersionTakesTheRoomOfWhatWasTyped(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	s := &record.Signal{Topic: record.Text("slapen"), Partner: k.partner.ID}
	if err := k.SaveSignal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	e := NewSignalEntry(k.Book, k.shell, p, task.Inline, s.ID, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	uitest.Retype(t, uitest.Day(t, e.Content(), p.T("signal.from.label")), "de zomer")
	uitest.Retype(t, uitest.Day(t, e.Content(), p.T("signal.to.label")), "20-11")
	other, _ := k.Signal(t.Context(), s.ID)
	other.From, other.To = record.Day(2026, 8, 1), record.Day(2026, 11, 1)
	if err := k.SaveSignal(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.done()
	e.Hidden()
	e.Shown(t.Context())
	for _, text := range []string{"de zomer", p.Date(record.Day(2026, 11, 20))} {
		if !uitest.Says(e.Content(), text) {
			t.Fatalf("%q is not in the choice: %q", text, uitest.Texts(e.Content()))
		}
	}
	question := uitest.Seen[*form.Versions](e.Content())[0]
	question.Choose(p, "0/from", true)
	question.Choose(p, "0/to", false)
	uitest.Press(t, e.Content(), p.T("versions.done"))
	e.done()
	if got, _ := k.Signal(t.Context(), s.ID); got.From != record.Day(2026, 8, 1) || got.To != record.Day(2026, 11, 20) {
		t.Errorf("kept: %v %v", got.From, got.To)
	}
}
