package book_test

import (
	"slices"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// somebody is a person of a few words.
func somebody(first, last string, year int, number string) *record.Person {
	p := &record.Person{As: record.PersonParent, First: record.Text(first), Last: record.Text(last), BirthYear: year}
	if number != "" {
		p.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text(number)}}
	}
	return p
}

func TestWhoMayBeTheSameIsListedWithWhatSpeaksForIt(t *testing.T) {
	b := withRecovery(t)
	there := somebody("Mohammed", "Amrani", 1985, "06 1234 5678")
	if err := b.SavePerson(t.Context(), there); err != nil {
		t.Fatal(err)
	}
	child := &record.Person{As: record.PersonChild, First: record.Text("Nour"), Last: record.Text("Amrani"), Expected: b.Today().Add(20)}
	if err := b.SavePerson(t.Context(), child); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		p    *record.Person
		want []book.Clue // nil when nobody may be listed
	}{
		"spelled otherwise":             {somebody("Muhamed", "Amraani", 0, ""), []book.Clue{book.ClueName}},
		"in another script":             {somebody("محمد", "أمراني", 1985, ""), []book.Clue{book.ClueName, book.ClueYear}},
		"the same number":               {somebody("Samira", "Idrissi", 0, "+31 6 12345678"), []book.Clue{book.CluePhone}},
		"first name and year":           {somebody("Mohamed", "", 1985, ""), []book.Clue{book.ClueFirst, book.ClueYear}},
		"first name alone":              {somebody("Mohamed", "", 0, ""), nil},
		"another surname":               {somebody("Mohamed", "Bouzidi", 1985, ""), nil},
		"another year":                  {somebody("Mohamed", "Amrani", 1971, ""), nil},
		"another first name":            {somebody("Hassan", "Amrani", 1985, ""), nil},
		"a year beside, name and phone": {somebody("Mohamed", "Amrani", 1971, "0612345678"), []book.Clue{book.ClueName, book.CluePhone}},
		"a child that was expected":     {&record.Person{First: record.Text("Noor"), Last: record.Text("Amrani"), Birth: b.Today().Add(-2)}, []book.Clue{book.ClueName, book.ClueBirth}},
	} {
		got, err := b.Alike(t.Context(), c.p, record.ID{})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.want == nil && len(got) != 0:
			t.Errorf("%s: %v", name, got[0].Clues)
		case c.want != nil && (len(got) != 1 || !slices.Equal(got[0].Clues, c.want)):
			t.Errorf("%s: %d found, want %v: %+v", name, len(got), c.want, got)
		}
	}
}

func TestNotTheSameIsNeverAskedAgainFromEitherSide(t *testing.T) {
	b := withRecovery(t)
	one, two := somebody("Fatima", "Kaya", 0, ""), somebody("Fatma", "Kaya", 0, "")
	for _, p := range []*record.Person{one, two} {
		if err := b.SavePerson(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(p *record.Person) int {
		got, err := b.Alike(t.Context(), p, record.ID{})
		if err != nil {
			t.Fatal(err)
		}
		return len(got)
	}
	if ask(one) != 1 || ask(two) != 1 {
		t.Fatal("they are not listed at first")
	}
	if err := b.NotSame(t.Context(), record.KindPerson, one.ID, two.ID); err != nil {
		t.Fatal(err)
	}
	one, _ = b.Person(t.Context(), one.ID)
	if ask(one) != 0 || ask(two) != 0 {
		t.Error("asked again")
	}
	families := []*record.Household{{Name: record.Text("gezin Yılmaz")}, {Name: record.Text("familie Yilmaz")}}
	for _, h := range families {
		if err := b.SaveFamily(t.Context(), h, nil); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := b.AlikeFamilies(t.Context(), families[0], nil)
	if err != nil || len(rows) != 1 || rows[0].Household.ID != families[1].ID {
		t.Fatalf("families: %v %v", rows, err)
	}
	if err := b.NotSame(t.Context(), record.KindHousehold, families[1].ID, families[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, h := range families {
		f, err := b.Family(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		if rows, err := b.AlikeFamilies(t.Context(), f.Household, nil); err != nil || len(rows) != 0 {
			t.Errorf("asked again: %v %v", rows, err)
		}
	}
}

// A number that was changed counts from then on, and one of somebody who is gone does not.
func TestTheNumbersFollowTheRecords(t *testing.T) {
	b := withRecovery(t)
	p := somebody("Hanan", "Ouali", 0, "0612345678")
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	ask := func(number string) int {
		got, err := b.Alike(t.Context(), somebody("Iemand", "Anders", 0, number), record.ID{})
		if err != nil {
			t.Fatal(err)
		}
		return len(got)
	}
	if ask("06-12345678") != 1 {
		t.Error("not found by the number")
	}
	p.Channels[0].Value = record.Text("0687654321")
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if ask("06-12345678") != 0 || ask("06 8765 4321") != 1 {
		t.Error("the old number still counts, or the new one does not")
	}
	if _, err := b.Erase(t.Context(), record.KindPerson, p.ID, book.EraseOptions{}); err != nil {
		t.Fatal(err)
	}
	if ask("0687654321") != 0 {
		t.Error("somebody who is gone is listed")
	}
}
