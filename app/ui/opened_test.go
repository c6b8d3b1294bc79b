package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

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

// TestPapersThatNobodyConfirmedAreAskedAbout shows parts, locks before anybody said that they are written, and opens again: the window asks,
// once, and keeps asking until there is an answer.
func TestPapersThatNobodyConfirmedAreAskedAbout(t *testing.T) {
	u := sitDown(t)
	b, err := book.Create(u.shell.deps.Place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	u.shell.Opened(b)
	usual := u.shell.idle.after
	ask := func(want bool) {
		t.Helper()
		u.ctrl(fyne.KeyL)
		u.unlock()
		if u.reads(u.p.T("unlock.recovery.unkept")) != want {
			t.Fatalf("asked %v, want %v", !want, want)
		}
	}
	ask(false)
	u.shell.Fail(book.ErrRecovery)
	u.press(u.p.T("unlock.recovery.give"))
	if u.shell.idle.after < paperTime {
		t.Errorf("the window locks after %v while the code is copied", u.shell.idle.after)
	}
	ask(true)
	if u.shell.idle.after != usual {
		t.Errorf("the window locks after %v, usually %v", u.shell.idle.after, usual)
	}
	ask(true)
	u.press(u.p.T("unlock.recovery.unkept.again"))
	u.press(u.p.T("unlock.recovery.give"))
	u.press(u.p.T("unlock.recovery.kept"))
	u.press(u.p.T("unlock.recovery.done"))
	ask(false)
	if _, err := u.shell.book.ShowShares(t.Context()); err != nil {
		t.Fatal(err)
	}
	ask(true)
	u.press(u.p.T("unlock.recovery.unkept.yes"))
	u.sees(u.p.T("today.title"))
	ask(false)
}
