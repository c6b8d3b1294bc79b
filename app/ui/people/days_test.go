package people

import (
	"testing"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

// What is typed about a family or somebody in it and is no day or place yet stays through a choice, where the version of the worker counts.
func TestWhatIsTypedAndNotUnderstoodStaysThroughAChoice(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	child := &record.Person{As: record.PersonChild, First: record.Text("Emre"), BirthYear: 2019}
	h := &record.Household{Name: record.Text("gezin Kaya")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: child, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	e := NewEntry(b, nav, p, task.Inline, h.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	birth := child.ID.String() + "/birth"
	for name, text := range map[string]string{"told.on": "na de zomer", "municipality": "Rotterd", birth: "ergens in mei"} {
		uitest.Retype(t, e.fields[name], text)
	}
	f, _ := b.Family(t.Context(), h.ID)
	f.Household.Told, f.Household.Municipality = record.Told{On: record.Day(2026, 11, 1)}, "GM0363"
	other, _ := b.Person(t.Context(), child.ID)
	other.BirthYear = 2020
	if err := b.SaveFamily(t.Context(), f.Household, []book.Arrival{{Person: other, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	e.Hidden()
	e.Shown(t.Context())
	if e.asked == nil {
		t.Fatal("nothing was asked")
	}
	for _, text := range []string{"na de zomer", "Rotterd", "ergens in mei"} {
		if !uitest.Says(e.asked, text) {
			t.Errorf("%q is not in the choice: %q", text, uitest.Texts(e.asked))
		}
	}
	e.asked.Choose(p, "0/told", false)
	e.asked.Choose(p, "0/municipality", true)
	e.asked.Choose(p, "1/birth", false)
	e.asked.Done().Press()
	for name, want := range map[string]string{"told.on": "na de zomer", "municipality": "Amsterdam", birth: "ergens in mei"} {
		if got := uitest.Entry(t, e.fields[name]).Text(); got != want {
			t.Errorf("%s says %q after the choice, want %q", name, got, want)
		}
	}
}

// Of a person alone: the stored birth is chosen, so that what was typed gives way.
func TestTheChosenBirthTakesTheRoomOfWhatWasTyped(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	there := written(t, b, "Fatima", "Kaya", 1990)
	e := NewPersonEntry(b, nav, p, task.Inline, there.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	uitest.Retype(t, e.fields["birth"], "ergens in mei")
	other, _ := b.Person(t.Context(), there.ID)
	other.BirthYear = 1991
	if err := b.SavePerson(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.Hidden()
	e.Shown(t.Context())
	if e.asked == nil || !uitest.Says(e.asked, "ergens in mei") {
		t.Fatal("what was typed is not in the choice")
	}
	e.asked.Choose(p, "0/birth", true)
	e.asked.Done().Press()
	if got := uitest.Entry(t, e.fields["birth"]).Text(); got != "1991" {
		t.Errorf("the field says %q", got)
	}
}
