package book_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// inOrder is the order of the people of a book, as their list asks for it.
func inOrder(b *book.Book, p *i18n.Printer) (ids []record.ID, asked int) {
	rows := b.Rows(record.KindPerson)
	lines := make([]book.Named, len(rows))
	for i, r := range rows {
		lines[i] = book.Named{ID: r.ID, Name: r.Title.Reveal(), As: func(s string) string { asked++; return strings.ToUpper(s) }}
	}
	for _, at := range b.NameOrder(p, lines, rows) {
		ids = append(ids, rows[at].ID)
	}
	return ids, asked
}

// plainOrder is the same, worked out anew.
func plainOrder(b *book.Book, p *i18n.Printer) (ids []record.ID) {
	rows := slices.Clone(b.Rows(record.KindPerson))
	slices.SortStableFunc(rows, func(x, y record.Row) int {
		return bytes.Compare(p.SortKey(strings.ToUpper(x.Title.Reveal())), p.SortKey(strings.ToUpper(y.Title.Reveal())))
	})
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestOrderOfNamesFollowsEveryChange(t *testing.T) {
	nl, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	tr, err := i18n.New("tr")
	if err != nil {
		t.Fatal(err)
	}
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	names := []string{"Iris", "Ilgın", "Ömer", "Olga", "Ż", "Zoë", "Yusuf", "Yusuf van den Berg-Achternaam", "Yusuf van den Berg-Achternaan", ""}
	draw := rand.New(rand.NewPCG(1, 2))
	var kept []record.ID
	for round := range 40 {
		p := &record.Person{As: record.PersonParent, Alias: record.Text("x")}
		if len(kept) > 0 && draw.IntN(3) == 0 {
			if p, err = b.Person(t.Context(), kept[draw.IntN(len(kept))]); err != nil {
				t.Fatal(err)
			}
		}
		p.First = record.Text(names[draw.IntN(len(names))])
		if err := b.SavePerson(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if p.Revision == 1 {
			kept = append(kept, p.ID)
		}
		reader := []*i18n.Printer{nl, tr}[draw.IntN(2)]
		for range 2 {
			got, _ := inOrder(b, reader)
			if want := plainOrder(b, reader); !slices.Equal(got, want) {
				t.Fatalf("round %d: %d people stand in another order than their names", round, len(want))
			}
		}
	}
	if len(kept) < 20 || len(kept) == 40 {
		t.Errorf("of 40 rounds %d added somebody: too few names were changed, or nobody was added", len(kept))
	}
}

func TestAnOrderOfNamesIsWorkedOutOnce(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Zoë", "Anna"} {
		if err := b.SavePerson(t.Context(), &record.Person{As: record.PersonParent, First: record.Text(name)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, asked := inOrder(b, p); asked != 2 {
		t.Errorf("%d names were worked out for two people", asked)
	}
	if _, asked := inOrder(b, p); asked != 0 {
		t.Errorf("%d names were worked out again", asked)
	}
	if err := b.SavePerson(t.Context(), &record.Person{As: record.PersonParent, First: record.Text("Mo")}); err != nil {
		t.Fatal(err)
	}
	if _, asked := inOrder(b, p); asked != 1 {
		t.Errorf("%d names were worked out for one new person", asked)
	}
	rows := b.Rows(record.KindPerson)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // nothing is kept of what is asked after closing
		asked := 0
		b.NameOrder(p, []book.Named{{ID: rows[0].ID, Name: "Zoë", As: func(s string) string { asked++; return s }}}, rows)
		if asked != 1 {
			t.Errorf("a closed book still knows the order of names")
		}
	}
}
