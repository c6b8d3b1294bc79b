package book_test

import (
	"reflect"
	"slices"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// newBeside is a store with two families: of the first the mother goes along and one child; another child of it stays out.
func newBeside(t *testing.T) *book.Book {
	t.Helper()
	b := newBook(t)
	_, err := b.GiveRecovery(t.Context())
	must(t, err)
	who := func(first, infix, last string, as record.PersonKind) *record.Person {
		return &record.Person{As: as, First: record.Text(first), Infix: record.Text(infix), Last: record.Text(last), Languages: []string{"nld"}}
	}
	first := &record.Household{Name: record.Text("gezin el Amrani"), Municipality: "GM0599"}
	must(t, b.SaveFamily(t.Context(), first, []book.Arrival{
		{Person: who("Fatima", "el", "Amrani", record.PersonParent), Relation: record.RelationMother},
		{Person: who("Yusuf", "el", "Amrani", record.PersonChild), Relation: record.RelationChild},
		{Person: who("Noor", "el", "Amrani", record.PersonChild), Relation: record.RelationChild},
		{Person: who("Yusuf Emre", "", "", record.PersonChild), Relation: record.RelationChild},
		{Person: who("Wil", "", "", record.PersonChild), Relation: record.RelationChild},
	}))
	second := &record.Household{Name: record.Text("familie de Wit"), Municipality: "GM0599"}
	must(t, b.SaveFamily(t.Context(), second, []book.Arrival{{Person: who("Marieke", "de", "Wit", record.PersonParent), Relation: record.RelationMother}}))
	return b
}

// along is a document in which the mother stands with her name and number, and one child.
func along() *cjg.Referral {
	return &cjg.Referral{
		To:   cjg.Recipient{Organisation: "CJG", Person: "Marieke"},
		From: cjg.Sender{Name: "Samira Haddou", Phone: "06 1111 2222"},
		People: []cjg.Person{
			{Role: "moeder", Name: "Fatima el Amrani", Phone: "+31 6 1234 5678"},
			{Role: "kind", Name: "Yusuf"},
		},
	}
}

func besides(t *testing.T, b *book.Book, d *cjg.Referral) (all []string) {
	t.Helper()
	hints, err := b.Beside(t.Context(), d)
	must(t, err)
	for _, h := range hints {
		all = append(all, h.Field+" "+string(h.Sort)+" "+h.Words.Reveal())
	}
	return all
}

func TestWhoADoorverwijzingIsNotAboutIsPointedAt(t *testing.T) {
	b := newBeside(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Fatima wil dat Yusuf weer buiten speelt. Marieke belt, Samira gaat mee.", nil},
		{"Het gezin El Amrani woont hier kort.", nil},
		{"Mevrouw el Amrani belt zelf, op 06-12345678 of via 06 1111 2222.", nil},
		{"Yusuf slaapt slecht, en Noor ook.", []string{"vraag name Noor"}},
		{"Noor, Noor's juf en Mevrouw De Wit. Noor is 4.", []string{"vraag name Noor", "vraag name Noor's", "vraag name De Wit"}},
		{"Yusuf Emre is zijn broer.", []string{"vraag name Yusuf Emre"}},
		{"Bel haar zus: 06 8765 4321, of mail zus@voorbeeld.nl.", []string{"vraag mail zus@voorbeeld.nl.", "vraag phone 06 8765 4321"}},
		{"Ik wil dat het goed gaat.", nil},
		{"Bel Wil, die wil ook.", []string{"vraag name Wil"}},
		{"noor slaapt niet", []string{"vraag name noor"}},
		{"Zij wonen op 3074 AB.", []string{"vraag place 3074 AB"}},
	} {
		d := along()
		d.Question = c.text
		if got := besides(t, b, d); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}

	// A name that was not switched on stays here, so a text that says it is pointed at.
	d := along()
	d.People[0].Name, d.People[1].Name, d.Purpose = "", "", "Fatima wil praten over Yusuf."
	if got, want := besides(t, b, d), []string{"waarvoor name Fatima", "waarvoor name Yusuf"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if hints, err := b.Beside(t.Context(), nil); err != nil || hints != nil {
		t.Errorf("without a document: %v %v", hints, err)
	}
}

// Every text of the contract in which somebody can type is looked through, also one that is added to it another day.
func TestNoTextOfADoorverwijzingIsPassedOver(t *testing.T) {
	b := newBeside(t)
	fixed := []string{ // what is no text of the worker, or is who goes along
		"Schema", "Number", "Goal", "Urgency", "JGZ", "Form", "Disclaimer",
		"People.Role", "People.Name", "People.Expected", "People.Phone", "People.Place", "Seen.Source", "Seen.Date",
	}
	tried := 0
	try := func(name string, d *cjg.Referral, field reflect.Value) {
		if field.Kind() != reflect.String || slices.Contains(fixed, name) {
			return
		}
		tried++
		field.SetString("Noor kent haar.")
		if len(besides(t, b, d)) != 1 {
			t.Errorf("%s is passed over", name)
		}
	}
	shape := reflect.TypeFor[cjg.Referral]()
	for i := range shape.NumField() {
		d := along()
		switch f := reflect.ValueOf(d).Elem().Field(i); shape.Field(i).Name {
		case "People", "Seen":
			d.Seen = []cjg.Fact{{}}
			for j := range f.Index(0).NumField() {
				d := along()
				d.Seen = []cjg.Fact{{}}
				one := reflect.ValueOf(d).Elem().Field(i).Index(0)
				try(shape.Field(i).Name+"."+one.Type().Field(j).Name, d, one.Field(j))
			}
		default:
			try(shape.Field(i).Name, d, f)
		}
	}
	if tried < 10 {
		t.Errorf("only %d texts were tried", tried)
	}
}
