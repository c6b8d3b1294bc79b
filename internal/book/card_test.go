package book_test

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// worker is a store whose worker has a card.
func worker(t *testing.T, name string) *book.Book {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.Name, p.Phone, p.Languages = record.Text(name), record.Text("06 12345678"), []string{"tir", "nld"}
	p.Times = []record.Slot{{Day: record.Thursday, Part: record.Evening}}
	p.Roles = record.Roles()[:2]
	if err := b.SaveProfile(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return b
}

func handed(t *testing.T, b *book.Book, choice book.CardChoice) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.HandCard(t.Context(), &out, choice); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestACardIsHandedOverFoundReplacedAndRemoved(t *testing.T) {
	hiwet, coordinator := worker(t, "Hiwet"), worker(t, "Bart")
	p := printer(t, "nl")
	first, second := handed(t, hiwet, book.CardChoice{}), handed(t, hiwet, book.CardChoice{Phone: true})
	c, replaced, err := coordinator.TakeCard(t.Context(), strings.NewReader(first))
	if err != nil || replaced || !c.Phone.Empty() || c.Name.Reveal() != "Hiwet" {
		t.Fatalf("%v %v", replaced, err)
	}
	q := book.CardQuestion{Language: "tir", Day: record.Thursday}
	if fit, _, err := coordinator.FindColleagues(t.Context(), q, p); err != nil || len(fit) != 1 {
		t.Fatal("wie spreekt Tigrinya en kan donderdag mee?", err)
	}
	q.Day = record.Monday
	if fit, unsure, _ := coordinator.FindColleagues(t.Context(), q, p); len(fit)+len(unsure) != 0 {
		t.Error("found on a day on which she cannot")
	}
	c.Note = record.Text("belt liever niet")
	if err := coordinator.SaveColleague(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	c, replaced, err = coordinator.TakeCard(t.Context(), strings.NewReader(second))
	if err != nil || !replaced || c.Phone.Reveal() != "06 12345678" || c.Note.Reveal() != "belt liever niet" {
		t.Fatalf("%v %v", replaced, err)
	}
	for _, old := range []string{first, second} {
		if _, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(old)); fault.CodeOf(err) != "card.older" {
			t.Errorf("an older card: %v", err)
		}
	}
	if _, _, err := hiwet.TakeCard(t.Context(), strings.NewReader(second)); fault.CodeOf(err) != "card.own" {
		t.Errorf("the own card: %v", err)
	}
	if err := coordinator.RemoveColleague(t.Context(), c.ID); err != nil || len(coordinator.Rows(record.KindColleague)) != 0 {
		t.Fatal(err)
	}
	if _, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(first)); err != nil {
		t.Errorf("after the removal: %v", err)
	}
}

func TestADamagedOrForgedCardIsRefusedAndNothingIsKept(t *testing.T) {
	hiwet, coordinator := worker(t, "Hiwet"), worker(t, "Bart")
	card := handed(t, hiwet, book.CardChoice{})
	for name, c := range map[string]struct{ text, code string }{
		"empty": {"", "card.damaged"}, "text": {"hallo", "card.damaged"}, "cut": {card[:len(card)/2], "card.damaged"},
		"changed":      {strings.Replace(card, `"card": "ey`, `"card": "ez`, 1), "card.damaged"},
		"other format": {strings.Replace(card, "schakel-kaart", "vcard", 1), "card.damaged"},
		"newer":        {strings.Replace(card, `"version": 1`, `"version": 2`, 1), "card.version"},
		"large":        {card + strings.Repeat(" ", 1<<20), "card.damaged"},
	} {
		if _, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(c.text)); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(coordinator.Rows(record.KindColleague)); n != 0 {
		t.Errorf("%d cards were kept", n)
	}
	if _, _, err := coordinator.TakeCard(t.Context(), strings.NewReader("\ufeff"+card)); err != nil {
		t.Errorf("a mark before it: %v", err)
	}
}

func TestOnlyTheSameWorkerReplacesACard(t *testing.T) {
	hiwet, stranger, coordinator := worker(t, "Hiwet"), worker(t, "Vreemde"), worker(t, "Bart")
	c, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(handed(t, hiwet, book.CardChoice{})))
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(handed(t, stranger, book.CardChoice{})))
	if err != nil || s.ID == c.ID || bytes.Equal(s.Key, c.Key) {
		t.Fatal("two workers are one", err)
	}
	c.Key = s.Key // as if the first card had been signed by the stranger
	if err := coordinator.SaveColleague(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, _, err := coordinator.TakeCard(t.Context(), strings.NewReader(handed(t, hiwet, book.CardChoice{}))); fault.CodeOf(err) != "card.other" {
		t.Errorf("%v", err)
	}
}
