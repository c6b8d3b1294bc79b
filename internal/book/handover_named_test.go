package book_test

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// A child that the worker only knows as "zoon van Hasan" goes to another worker without that name when Hasan is not safe to ask, and with
// the name that it has when there is one. A family that has only such a name is called after who goes.
func TestWhatSomebodyIsCalledNamesNobodyWhoIsNotSafe(t *testing.T) {
	for _, known := range []bool{false, true} {
		p := passing(t)
		ctx := t.Context()
		p.child.Birth, p.child.First, p.child.Alias = p.b.Today().Years(-17), record.Private{}, record.Text("zoon van Hasan")
		want := "kind/jongere"
		if known {
			p.child.First, want = record.Text("Deniz"), "Deniz"
		}
		must(t, p.b.SavePerson(ctx, p.child))
		p.home.Name, p.home.Unsafe = record.Text("zoon van Hasan"), []record.ID{p.father.ID}
		must(t, p.b.SaveFamily(ctx, p.home, nil))
		p.answer(t, p.child, record.HandoverYes)
		karim, card := other(t)
		file, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID})
		must(t, err)
		_, err = karim.TakeOver(ctx, file)
		must(t, err)
		for _, text := range kept(t, karim) {
			if strings.Contains(text, "Hasan") || strings.Contains(text, p.father.ID.String()) {
				t.Errorf("%s", text)
			}
		}
		got, err := karim.Person(ctx, p.child.ID)
		must(t, err)
		f, err := karim.Family(ctx, p.home.ID)
		must(t, err)
		if got.Name().Reveal() != want || f.Household.Name.Reveal() != want {
			t.Errorf("called %q, the family %q, want %q", got.Name().Reveal(), f.Household.Name.Reveal(), want)
		}
	}
}

// Vandaag does not name somebody who is not safe to ask by what a child is called, and asks nothing about a birth of whom is marked.
func TestVandaagNamesNobodyByWhatAChildIsCalled(t *testing.T) {
	b, now := ticking(t)
	ctx := t.Context()
	father := &record.Person{As: record.PersonParent, First: record.Text("Hasan")}
	child := &record.Person{As: record.PersonChild, Alias: record.Text("zoon van Hasan"), Birth: b.Today().Years(-12).Add(20)}
	baby := &record.Person{As: record.PersonChild, Alias: record.Text("baby van Hasan"), Expected: b.Today().Add(15)}
	h := &record.Household{Name: record.Text("gezin Yildiz"), Told: record.Told{On: b.Today()}}
	must(t, b.SaveFamily(ctx, h, []book.Arrival{{Person: father, Relation: record.RelationFather}, {Person: child, Relation: record.RelationChild}, {Person: baby, Relation: record.RelationChild}}))
	said := func() string {
		*now = now.AddDate(0, 0, 16)
		defer func() { *now = now.AddDate(0, 0, -16) }()
		list, err := b.TodayList(ctx, 50)
		must(t, err)
		return revealed(list)
	}
	if text := said(); !strings.Contains(text, "zoon van Hasan") || !strings.Contains(text, "baby van Hasan") {
		t.Fatalf("nothing is said of a birthday and a birth: %s", text)
	}
	must(t, b.SetUnsafe(ctx, h.ID, father.ID, true))
	if text := said(); strings.Contains(text, "Hasan") {
		t.Errorf("he is named: %s", text)
	}
}
