package ui

import (
	"os"
	"path/filepath"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// TestCopyOfTheDayIsMadeAfterOpening opens the store: one copy lies in the folder of the copies, and a second opening adds none.
func TestCopyOfTheDayIsMadeAfterOpening(t *testing.T) {
	u := sitDown(t)
	place := u.shell.deps.Place
	b, err := book.Create(place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	u.shell.Opened(b)
	copies := func() []string {
		got, err := filepath.Glob(filepath.Join(place.Backups, "*"+copyExtension))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if n := len(copies()); n != 1 {
		t.Fatalf("%d copies", n)
	}
	u.shell.keepCopies(u.shell.life)
	if n := len(copies()); n != 1 {
		t.Errorf("%d copies of one day", n)
	}
}

// TestCopyComesBackOnANewLaptop puts a copy of one laptop back on another through the window.
func TestCopyComesBackOnANewLaptop(t *testing.T) {
	old := sitDown(t)
	b, err := book.Create(old.shell.deps.Place.Store, []byte(passphrase), old.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.SavePartner(t.Context(), &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG Zuiderwijk")}); err != nil {
		t.Fatal(err)
	}
	stick := t.TempDir()
	made, err := b.BackUp(t.Context(), stick, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	u := sitDown(t)
	u.shell.showRestore()
	if _, _, err := u.shell.restore(t.Context(), made.Path, "een heel andere wachtzin"); err == nil {
		t.Fatal("a wrong passphrase put it back")
	}
	if book.Exists(u.shell.deps.Place.Store) {
		t.Fatal("a store was left by a wrong passphrase")
	}
	got, report, err := u.shell.restore(t.Context(), made.Path, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	got.then = func() { u.shell.showRestored(report) }
	u.shell.enter(got)
	u.sees("Je gegevens zijn terug", "nog iets gewist")
	if rows := got.book.Rows(record.KindPartner); len(rows) != 1 || rows[0].Title.Reveal() != "CJG Zuiderwijk" {
		t.Errorf("%d partners came back", len(rows))
	}
	if _, err := os.Stat(made.Path); err != nil {
		t.Error(err)
	}
}
