package book_test

import (
	"slices"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// ticking opens a book whose clock the test moves.
func ticking(t *testing.T) (*book.Book, *time.Time) {
	t.Helper()
	now := time.Date(2026, time.November, 22, 12, 0, 0, 0, time.Local)
	b, err := book.Create(t.TempDir()+"/store", []byte("vlieger kastanje zeven trampoline mist"), book.Deps{Now: func() time.Time { return now }, Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b, &now
}

func TestAFamilyThatWasNotToldComesOnACalmListAfterFourWeeks(t *testing.T) {
	b, now := ticking(t)
	mother := &record.Person{As: record.PersonParent, First: record.Text("Fatima")}
	quiet, unsafe := &record.Household{Name: record.Text("gezin Kaya")}, &record.Household{Name: record.Text("gezin Ouali")}
	for _, h := range []*record.Household{quiet, unsafe} {
		p := *mother
		if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: &p, Relation: record.RelationMother}}); err != nil {
			t.Fatal(err)
		}
	}
	unsafe.Unsafe = []record.ID{unsafe.Members[0].Person}
	if err := b.SaveFamily(t.Context(), unsafe, nil); err != nil {
		t.Fatal(err)
	}
	said := func() bool {
		list, err := b.TodayList(t.Context(), 5)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(list, func(s book.Sentence) bool { return s.Sort == book.SentenceUntold })
	}
	*now = now.AddDate(0, 0, book.UntoldDays-1)
	if len(b.UntoldFamilies()) != 0 || said() {
		t.Error("asked before four weeks")
	}
	*now = now.AddDate(0, 0, 1)
	quiet.Note = record.Text("iets gewijzigd") // a change does not begin the weeks again
	if err := b.SaveFamily(t.Context(), quiet, nil); err != nil {
		t.Fatal(err)
	}
	list := b.UntoldFamilies()
	if len(list) != 1 || list[0].ID != quiet.ID || !said() {
		t.Fatalf("%d on the list, one of them in whom somebody is not safe to ask", len(list))
	}
	if err := b.NotNow(t.Context(), "untold/", b.Today().Add(30)); err != nil || said() {
		t.Errorf("said again after niet nu: %v", err)
	}
	if err := b.Told(t.Context(), quiet.ID, record.Told{On: b.Today(), How: record.Text("aan tafel")}); err != nil {
		t.Fatal(err)
	}
	if len(b.UntoldFamilies()) != 0 {
		t.Error("still on the list after it was told")
	}
	if err := b.Told(t.Context(), quiet.ID, record.Told{On: b.Today().Add(1)}); err == nil {
		t.Error("told tomorrow is accepted")
	}
}
