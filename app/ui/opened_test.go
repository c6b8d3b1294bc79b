package ui

import (
	"context"
	"testing"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// TestABookThatIsOpenAlreadyIsNotLookedAt begins with a book that another part of the program opened: the window over it shows the work, and
// no check of its store, which would find it in use, comes after it.
func TestABookThatIsOpenAlreadyIsNotLookedAt(t *testing.T) {
	u := sitDown(t)
	place := u.shell.deps.Place
	b, err := book.Create(place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	d := u.shell.deps
	d.Opened = b
	d.Book.Check = func(context.Context, string) error {
		t.Error("the store of an open book was looked at")
		return nil
	}
	s, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	u.shell = s
	u.sees(u.p.T("today.title"))
	s.shut()
	// A check that is still under way when a book is opened does not speak any more.
	b, err = book.Open(place.Store, keyfile.Passphrase([]byte(passphrase)), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	ended := false
	s.checking = func() { ended = true }
	s.Opened(b)
	if !ended || s.checking != nil {
		t.Error("the check goes on beside the open book")
	}
	if err := b.SavePartner(t.Context(), &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG Zuiderwijk")}); err != nil {
		t.Error(err)
	}
}
