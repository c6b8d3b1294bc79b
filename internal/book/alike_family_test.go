package book_test

import (
	"slices"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

func TestFamiliesThatMayBeTheSameAreListedWithWhatSpeaksForIt(t *testing.T) {
	b := withRecovery(t)
	ctx := t.Context()
	birth := b.Today().Years(-6)
	child := func(first string, born record.Date) *record.Person {
		return &record.Person{As: record.PersonChild, First: record.Text(first), Birth: born}
	}
	mother := somebody("Khadija", "Amrani", 1990, "06 1234 5678")
	there := &record.Household{Name: record.Text("gezin El Amrani"), District: record.Text("Zuiderwijk")}
	elif := child("Elif", birth)
	must(t, b.SaveFamily(ctx, there, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: elif, Relation: record.RelationChild}}))
	far := &record.Household{Name: record.Text("gezin Kowalska")}
	must(t, b.SaveFamily(ctx, far, []book.Arrival{{Person: child("Marek", birth), Relation: record.RelationChild}}))
	for name, c := range map[string]struct {
		name, district string
		people         []*record.Person
		want           []book.Clue // nil when no family may be listed
	}{
		"the name alone":             {"familie El-Amrani", "", nil, []book.Clue{book.ClueName}},
		"in another script":          {"عائلة الأمراني", "", nil, nil}, // an article of its own: the people in it tell
		"name and district":          {"El Amrani", "zuiderwijk", nil, []book.Clue{book.ClueName, book.CluePlace}},
		"name and a mother":          {"gezin El Amrani", "", []*record.Person{somebody("Chadija", "", 0, "")}, []book.Clue{book.ClueName, book.ClueMembers}},
		"a child of the same day":    {"gezin van de bakker", "", []*record.Person{child("Elif", birth)}, []book.Clue{book.ClueMembers}},
		"the same day, another name": {"gezin van de bakker", "", []*record.Person{child("Sara", birth)}, nil},
		"the same name, another day": {"gezin van de bakker", "", []*record.Person{child("Elif", birth.Add(-900))}, nil},
		"a number":                   {"gezin van de bakker", "", []*record.Person{somebody("Iemand", "", 0, "+31 6 12345678")}, []book.Clue{book.CluePhone}},
		"a child in both homes":      {"gezin van vader", "", []*record.Person{elif}, nil},
		"nothing":                    {"gezin Yıldız", "Zuiderwijk", nil, nil},
	} {
		h := &record.Household{Name: record.Text(c.name), District: record.Text(c.district)}
		got, err := b.AlikeFamilies(ctx, h, c.people)
		must(t, err)
		switch {
		case c.want == nil && len(got) != 0:
			t.Errorf("%s: %v", name, got[0].Clues)
		case c.want != nil && (len(got) != 1 || got[0].Household.ID != there.ID || !slices.Equal(got[0].Clues, c.want) || len(got[0].People) != 2):
			t.Errorf("%s: %d found, want %v: %+v", name, len(got), c.want, got)
		}
	}
}

// Of many families with one name the one comes first with which most is the same.
func TestOfManyFamiliesTheLikeliestComesFirst(t *testing.T) {
	b := withRecovery(t)
	ctx := t.Context()
	var ids []record.ID
	for i := range 9 {
		h := &record.Household{Name: record.Text("gezin Yilmaz")}
		must(t, b.SaveFamily(ctx, h, []book.Arrival{{Person: somebody([]string{"Ayşe", "Hatice", "Zeynep"}[i%3], "Yılmaz", 1970+2*i, ""), Relation: record.RelationMother}}))
		ids = append(ids, h.ID)
	}
	got, err := b.AlikeFamilies(ctx, &record.Household{Name: record.Text("Yılmaz")}, []*record.Person{somebody("Zeyneb", "Yilmaz", 1980, "")})
	must(t, err)
	if len(got) != 4 || got[0].Household.ID != ids[5] || !slices.Contains(got[0].Clues, book.ClueMembers) {
		t.Errorf("%d found, first %+v", len(got), got[0].Clues)
	}
}

func TestPeopleOfTwoFamiliesAreLaidBesideEachOther(t *testing.T) {
	ayse, ayshe, ali, aly, baby := somebody("Ayşe", "", 0, ""), somebody("Ayshe", "", 0, ""), somebody("Ali", "", 0, ""), somebody("Aly", "", 0, ""), &record.Person{As: record.PersonChild}
	for i, p := range []*record.Person{ayse, ayshe, ali, aly, baby} {
		p.ID = record.ID{byte(i + 1)}
	}
	got := book.Twins([]*record.Person{ali, ayse, baby}, []*record.Person{ayshe, aly, ali})
	want := []book.Twin{{Mine: ali, Known: ali}, {Mine: ayse, Known: ayshe}, {Mine: baby}, {Known: aly}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
