package book_test

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// What was merged goes with whom it is about: also from the family with which the note of it is kept, and from lists of who is not the same.
func TestAMergeGoesWithTheFamilyThatItIsAbout(t *testing.T) {
	for name, family := range map[string]func(one, two *record.Household) record.ID{
		"the one that kept": func(one, _ *record.Household) record.ID { return one.ID }, "the other": func(_, two *record.Household) record.ID { return two.ID },
	} {
		t.Run(name, func(t *testing.T) {
			b := withRecovery(t)
			var houses []*record.Household
			var mothers []*record.Person
			for _, first := range []string{"Fatima", "Fatma"} {
				h := &record.Household{Name: record.Text("gezin " + first)}
				p := &record.Person{As: record.PersonParent, First: record.Text(first), Last: record.Text("Amrani")}
				child := &record.Person{As: record.PersonChild, First: record.Text("kind van " + first), Birth: b.Today().Years(-3)}
				if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: p, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}); err != nil {
					t.Fatal(err)
				}
				houses, mothers = append(houses, h), append(mothers, p)
			}
			stranger := &record.Person{As: record.PersonParent, First: record.Text("Fatoum"), NotSame: []record.ID{mothers[0].ID, mothers[1].ID}}
			if err := b.SavePerson(t.Context(), stranger); err != nil {
				t.Fatal(err)
			}
			if _, err := b.Merge(t.Context(), record.KindPerson, mothers[0].ID, mothers[1].ID, nil); err != nil {
				t.Fatal(err)
			}
			_, err := b.Erase(t.Context(), record.KindHousehold, family(houses[0], houses[1]), book.EraseOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if n := len(b.Rows(record.KindMerge)); n != 0 {
				t.Errorf("%d notes of a merge are left", n)
			}
			there := map[record.ID]bool{}
			for _, row := range b.Rows(record.KindPerson) {
				there[row.ID] = true
			}
			got, err := b.Person(t.Context(), stranger.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range got.NotSame {
				if !there[id] {
					t.Error("names somebody who is gone as not the same")
				}
			}
			if report, err := b.Verify(t.Context(), nil); err != nil || len(report.Findings) != 0 {
				t.Errorf("the store: %+v, %v", report.Findings, err)
			}
		})
	}
}

// An older copy of the store knows somebody who was merged and erased since apart: the journal names both.
func TestTheJournalNamesWhoWasMerged(t *testing.T) {
	b := withRecovery(t)
	ids := known(t, b, "Fatima", "Fatma")
	if err := b.SaveContact(t.Context(), &record.Contact{About: record.AboutPerson, Subject: ids["Fatma"], On: b.Today(), Note: record.Text("x")}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Merge(t.Context(), record.KindPerson, ids["Fatima"], ids["Fatma"], nil); err != nil {
		t.Fatal(err)
	}
	done, err := b.Erase(t.Context(), record.KindPerson, ids["Fatima"], book.EraseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	named := ""
	for _, id := range done.Gone {
		named += id.String() + " "
	}
	for _, id := range ids {
		if !strings.Contains(named, id.String()) {
			t.Error("the erasure does not name both")
		}
	}
	if n := len(b.Rows(record.KindContact)); n != 0 {
		t.Error("a contact of the one that was merged is left")
	}
}
