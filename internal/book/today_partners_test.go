package book_test

import (
	"bytes"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

func sentence(t *testing.T, b *book.Book, sort book.SentenceSort) (book.Sentence, bool) {
	t.Helper()
	all, err := b.TodayList(t.Context(), 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Sort == sort {
			return s, true
		}
	}
	return book.Sentence{}, false
}

func TestVandaagSaysWhoLeftAndThatItIsLongAgo(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG"), Officers: []record.Officer{
		{First: record.Text("Sanne"), Spoke: b.Today().Add(-200)}, {First: record.Text("Karim"), Spoke: b.Today()},
	}}
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	r, err := b.StartReferral(t.Context(), h.ID, record.ID{})
	if err != nil {
		t.Fatal(err)
	}
	r.Partner, r.Receiver = p.ID, p.Officers[0].ID
	if err := b.SaveReferral(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if _, ok := sentence(t, b, book.SentenceSpeak); ok {
		t.Error("it is said although nobody asked for it")
	}
	p.Officers[0].Remind = 6
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	s, ok := sentence(t, b, book.SentenceSpeak)
	if !ok || s.Who.Reveal() != "Sanne" || s.ID != p.ID {
		t.Fatalf("%+v", s)
	}
	if err := b.NotNow(t.Context(), s.Key, b.Today().Add(3)); err != nil {
		t.Fatal(err)
	}
	if _, ok := sentence(t, b, book.SentenceSpeak); ok {
		t.Error("put off, and said again")
	}
	if _, ok := sentence(t, b, book.SentenceSuccessor); ok {
		t.Error("nobody left yet")
	}
	p.Officers[0].To, p.Officers[0].Successor = b.Today(), p.Officers[1].ID
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if s, ok := sentence(t, b, book.SentenceSuccessor); !ok || s.Who.Reveal() != "Sanne" || s.What.Reveal() != "Karim" || s.ID != r.ID {
		t.Errorf("%+v", s)
	}
}

func TestErasingAFamilyFindsItInWhatStandsBesidePeopleAndCards(t *testing.T) {
	b := worker(t, "Bart")
	hiwet := worker(t, "Hiwet")
	var card bytes.Buffer
	if err := hiwet.HandCard(t.Context(), &card, book.CardChoice{}); err != nil {
		t.Fatal(err)
	}
	c, _, err := b.TakeCard(t.Context(), &card)
	if err != nil {
		t.Fatal(err)
	}
	c.Note = record.Text("ging mee met Zeliha naar school")
	if err := b.SaveColleague(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	p := &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG"), Officers: []record.Officer{{First: record.Text("Els"), Reach: record.Text("kent Zeliha")}}}
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin Demir")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Zeliha")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
		t.Fatal(err)
	}
	got, err := b.Mentions(t.Context(), record.KindHousehold, h.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[record.Kind]int{}
	for _, m := range got.Mentions {
		kinds[m.Kind]++
	}
	if kinds[record.KindColleague] != 1 || kinds[record.KindPartner] != 1 {
		t.Errorf("%v", kinds)
	}
}
