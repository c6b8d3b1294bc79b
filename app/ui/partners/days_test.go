package partners

import (
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

// What is typed and is no day or number yet is kept with the draft, stops the save, and stays through a choice between two versions.
func TestADayOrNumberThatIsNotUnderstoodYetIsNeverDropped(t *testing.T) {
	uitest.App(t)
	b, nav, p := stocked(t), &shell{t: t}, uitest.Dutch(t)
	id := b.Rows(record.KindPartner)[0].ID
	e := NewEntry(b, nav, p, task.Inline, id, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	uitest.Retype(t, e.Fields["officers.1.spoke"], "in mei")
	uitest.Retype(t, e.Fields["officers.1.to"], "1-12")
	uitest.Retype(t, e.Fields["ageTo"], "twaalf")
	e.done()
	if uitest.Error(e.Fields["ageTo"]) == "" || uitest.Error(e.Fields["officers.1.spoke"]) == "" || len(nav.went) != 0 {
		t.Fatal("it was saved without what was typed")
	}
	e.Hidden()
	other, _ := b.Partner(t.Context(), id)
	other.Hours, other.Officers[0].Spoke = record.Text("van de lijst"), day.Add(-3)
	if err := b.SavePartner(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.Shown(t.Context())
	for _, text := range []string{"in mei", "Dit is intussen veranderd"} {
		if !uitest.Says(e.Content(), text) {
			t.Errorf("%q is not in the choice: %q", text, uitest.Texts(e.Content()))
		}
	}
	question := uitest.Seen[*form.Versions](e.Content())[0]
	question.Choose(p, "0/officers", false)
	question.Choose(p, "0/hours", true)
	uitest.Press(t, e.Content(), p.T("versions.done"))
	for name, want := range map[string]string{"officers.1.spoke": "in mei", "officers.1.to": p.ShortDate(record.Day(2026, 12, 1)), "ageTo": "twaalf"} {
		if got := uitest.Entry(t, e.Fields[name]).Text(); got != want {
			t.Errorf("%s says %q after the choice, want %q", name, got, want)
		}
	}
	uitest.Retype(t, e.Fields["officers.1.spoke"], "4-5")
	uitest.Retype(t, e.Fields["ageTo"], "12")
	e.done()
	got, err := b.Partner(t.Context(), id)
	if err != nil || got.Hours.Reveal() != "van de lijst" || got.AgeTo != 12 || got.Officers[1].Spoke != record.Day(2026, 5, 4) || !got.Officers[0].Spoke.Zero() {
		t.Errorf("%+v %v", got, err)
	}
	if drafts, _ := b.Drafts(t.Context()); len(drafts) != 0 {
		t.Errorf("left: %v", drafts)
	}
}

// A row of a list is taken away: what was typed in the rows below it moves up with them.
func TestWhatIsTypedInARowStaysWithItsRow(t *testing.T) {
	uitest.App(t)
	b, nav, p := stocked(t), &shell{t: t}, uitest.Dutch(t)
	e := NewEntry(b, nav, p, task.Inline, b.Rows(record.KindPartner)[0].ID, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.state.v.Offers = append(e.state.v.Offers, record.Offer{Name: record.Text("Spelen")})
	e.drawOffers()
	uitest.Retype(t, e.Fields["offers.1.ageTo"], "vier")
	uitest.Press(t, e.deeds, p.T("partner.officer.away"))
	if got := uitest.Entry(t, e.Fields["offers.0.ageTo"]).Text(); got != "vier" {
		t.Errorf("the row that is left says %q", got)
	}
}
