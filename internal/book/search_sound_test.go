package book_test

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// known keeps people by their names, written as "first/infix/last".
func known(t *testing.T, b *book.Book, names ...string) map[string]record.ID {
	t.Helper()
	ids := map[string]record.ID{}
	for _, name := range names {
		parts := append(strings.Split(name, "/"), "", "")
		p := &record.Person{As: record.PersonParent, First: record.Text(parts[0]), Infix: record.Text(parts[1]), Last: record.Text(parts[2])}
		if err := b.SavePerson(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		ids[name] = p.ID
	}
	return ids
}

func withRecovery(t *testing.T) *book.Book {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

func titles(t *testing.T, b *book.Book, query string) []string {
	t.Helper()
	rows, err := b.Find(t.Context(), query, 20)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range rows {
		all = append(all, r.Title.Reveal())
	}
	return all
}

func TestASearchForgivesSpellingAndScript(t *testing.T) {
	b := withRecovery(t)
	known(t, b, "Mohammed/el/Amrani", "محمد//الحلبي", "Fatima//Yıldız", "Jan/van den/Berg", "Şule//Şahin", "Youssef//Boezidi", "Wim/van/Wijck")
	for query, want := range map[string]string{
		"mohamed amrani": "Mohammed el Amrani", "muhammed": "Mohammed el Amrani", "محمد": "محمد الحلبي", "halabi": "محمد الحلبي", "fatma": "Fatima Yıldız",
		"sahin": "Şule Şahin", "shahin": "Şule Şahin", "yusuf bouzidi": "Youssef Boezidi", "elamrani": "Mohammed el Amrani", "wyck": "Wim van Wijck",
		"berg jan": "Jan van den Berg", "يوسف": "Youssef Boezidi",
	} {
		found := false
		for _, title := range titles(t, b, query) {
			found = found || title == want
		}
		if !found {
			t.Errorf("%q finds %q, not %q", query, titles(t, b, query), want)
		}
	}
	if got := titles(t, b, "محمد"); len(got) != 2 || got[0] != "محمد الحلبي" {
		t.Errorf("what is written so comes first: %q", got)
	}
	for _, query := range []string{"mo", "hassan", "m", "mohamed hassan", "xyz"} {
		for _, title := range titles(t, b, query) {
			if !strings.Contains(strings.ToLower(title), query) {
				t.Errorf("%q finds %q", query, title)
			}
		}
	}
}

func TestAChangedNameIsFoundByItsNewSound(t *testing.T) {
	b := withRecovery(t)
	ids := known(t, b, "Khadija//Ouali")
	p, err := b.Person(t.Context(), ids["Khadija//Ouali"])
	if err != nil {
		t.Fatal(err)
	}
	p.First = record.Text("Rachid")
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, b, "rasheed"); len(got) != 1 {
		t.Errorf("rasheed finds %q", got)
	}
	if got := titles(t, b, "chadija"); len(got) != 0 {
		t.Errorf("the old name still finds %q", got)
	}
}
