package book_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

const backupPhrase = "vlieger kastanje zeven trampoline mist"

func backupDeps(now *time.Time) book.Deps {
	return book.Deps{Now: func() time.Time { return *now }, Cost: keyfile.QuickCost()}
}

func backedBook(t *testing.T, now *time.Time) *book.Book {
	t.Helper()
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte(backupPhrase), backupDeps(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if err := b.SavePartner(t.Context(), &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG Zuiderwijk")}); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCopyOfTheDay(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	own := filepath.Join(t.TempDir(), "backups")
	if c, err := b.Backups(t.Context(), own); err != nil || len(c.Own) != 0 {
		t.Errorf("%+v %v", c, err)
	}
	for range 3 {
		if err := b.KeepBackups(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
	}
	c, err := b.Backups(t.Context(), own)
	newest, ok := c.Newest()
	if err != nil || len(c.Own) != 1 || !ok || c.Fault != nil || !c.Away.IsZero() {
		t.Fatalf("%+v %v", c, err)
	}
	if r, err := b.Drill(t.Context(), newest.Path, backupPhrase); err != nil || r.Records == 0 {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := b.Drill(t.Context(), newest.Path, "iets anders van vroeger"); !errors.Is(err, backup.ErrSecret) {
		t.Error(err)
	}
}

func TestCopyOnAStickAndOnANewLaptop(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	stick := t.TempDir()
	i, err := b.BackUp(t.Context(), stick, true)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := b.Backups(t.Context(), t.TempDir()); err != nil || !c.Away.Equal(now) {
		t.Errorf("%+v %v", c, err)
	}
	dir := filepath.Join(t.TempDir(), "new")
	if r, err := book.Restore(t.Context(), i.Path, backupPhrase, dir, "", backupDeps(&now)); err != nil || r.Records != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	n, err := book.Open(dir, keyfile.Passphrase([]byte(backupPhrase)), backupDeps(&now))
	if err != nil {
		t.Fatal(err)
	}
	if rows := n.Rows(record.KindPartner); len(rows) != 1 || rows[0].Title.Reveal() != "CJG Zuiderwijk" {
		t.Errorf("%d partners", len(rows))
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := book.DrillFile(t.Context(), i.Path, backupPhrase, backupDeps(&now)); err != nil {
		t.Error(err)
	}
	other := backedBook(t, &now)
	if _, err := other.Drill(t.Context(), i.Path, backupPhrase); !errors.Is(err, backup.ErrOtherStore) {
		t.Error(err)
	}
	cloud := filepath.Join(t.TempDir(), "Dropbox")
	if err := os.Mkdir(cloud, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := b.BackUp(t.Context(), cloud, true); !errors.Is(err, datadir.ErrCloud) {
		t.Error(err)
	}
}

func TestFailedCopyOfTheDayIsKnown(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	own := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.KeepBackups(t.Context(), own); err == nil {
		t.Fatal("a file was taken for a folder")
	}
	if c, err := b.Backups(t.Context(), own); err != nil || c.Fault == nil {
		t.Errorf("%+v %v", c, err)
	}
}

func TestClosingStopsACopy(t *testing.T) {
	now := time.Now()
	b := backedBook(t, &now)
	own := filepath.Join(t.TempDir(), "backups")
	ended := make(chan error, 1)
	go func() { ended <- b.KeepBackups(t.Context(), own) }()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Log(err) // it may have been in time
	}
	if all, err := backup.List(own, time.UTC); err == nil {
		for _, i := range all {
			if i.Fault != nil {
				t.Error(i.Fault)
			}
		}
	}
}

// TestErasuresAreNotedWhereBackupsLie asks for the own folder, a stick that is there and one that is not.
func TestErasuresAreNotedWhereBackupsLie(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	own, here := filepath.Join(t.TempDir(), "own"), t.TempDir()
	away := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(away, 0o700); err != nil {
		t.Fatal(err)
	}
	if n, err := b.NoteErasures(t.Context(), own); err != nil || len(n.Reached)+len(n.Unreached) != 0 {
		t.Errorf("without any backup: %+v %v", n, err)
	}
	if err := b.KeepBackups(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	for _, stick := range []string{here, away, here} {
		if _, err := b.BackUp(t.Context(), stick, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(away); err != nil {
		t.Fatal(err)
	}
	n, err := b.NoteErasures(t.Context(), own)
	if err != nil || !slices.Equal(n.Reached, []string{own, here}) || !slices.Equal(n.Unreached, []string{away}) {
		t.Errorf("%+v %v", n, err)
	}
	if err := os.Remove(filepath.Join(here, journalOf(t, here))); err != nil {
		t.Fatal(err)
	}
	if _, err := b.NoteErasures(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	journalOf(t, here)
	now = now.Add(time.Hour)
	if err := b.OnlyNewCopy(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	c, err := b.Backups(t.Context(), own)
	if err != nil || len(c.Own) != 1 || !c.Own[0].Made.Equal(now) {
		t.Errorf("%+v %v", c, err)
	}
}

func journalOf(t *testing.T, folder string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "schakel-gewist-*.lijst"))
	if err != nil || len(all) != 1 {
		t.Fatalf("%v %v", all, err)
	}
	return filepath.Base(all[0])
}
