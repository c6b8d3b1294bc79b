package meetings

import (
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

// What is typed and is no day, time or amount yet stops the save, is kept with the draft, and stays with its row when the gathering changed
// behind the page.
func TestWhatIsTypedAndNotUnderstoodStaysThroughAChoice(t *testing.T) {
	b, nav, p := uitest.Book(t, noon()), &shell{}, uitest.Dutch(t)
	m := &record.Meeting{
		Type: record.MeetingCoffee, On: day, Heads: 4, Cents: 100, Costs: []record.Cost{{What: record.CostFood, Cents: 100}},
		Agreements: []record.Agreement{{Text: record.Text("bellen")}, {Text: record.Text("schrijven")}},
	}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, m.ID)
	e.state.m.Costs = append([]record.Cost{{What: record.CostFood}}, e.state.m.Costs...)
	e.draw()
	uitest.Retype(t, e.Fields["agreements.1.by"], "na de zomer")
	uitest.Retype(t, e.Fields["costs.0"], "twaalf")
	e.done()
	if len(nav.went) != 0 || uitest.Error(e.Fields["costs"]) == "" || uitest.Error(e.Fields["agreements.1.by"]) == "" || !e.Opened() {
		t.Fatalf("it was saved without what was typed: %v", nav.went)
	}
	other, _ := b.Meeting(t.Context(), m.ID)
	other.Heads = 6
	if err := b.SaveMeeting(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.Changed(t.Context())
	for _, text := range []string{"twaalf", "Dit is intussen veranderd"} {
		if !uitest.Says(e.Content(), text) {
			t.Errorf("%q is not in the choice: %q", text, uitest.Texts(e.Content()))
		}
	}
	e.Hidden()
	e.Shown(t.Context())
	question := uitest.Seen[*form.Versions](e.Content())[0]
	question.Choose(p, "0/heads", true)
	question.Choose(p, "0/costs", false)
	uitest.Press(t, e.Content(), p.T("versions.done"))
	for name, want := range map[string]string{"agreements.1.by": "na de zomer", "costs.0": "twaalf", "costs.1": "1"} {
		if got := uitest.Entry(t, e.Fields[name]).Text(); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
	uitest.Retype(t, e.Fields["agreements.1.by"], "1-12")
	uitest.Retype(t, e.Fields["costs.0"], "12,50")
	e.done()
	got, err := b.Meeting(t.Context(), m.ID)
	if err != nil || got.Heads != 6 || got.Cents != 1350 || got.Agreements[1].By != record.Day(2026, 12, 1) || len(nav.went) != 1 {
		t.Errorf("%+v %v %v", got, err, nav.went)
	}
}
