package book_test

import (
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

func TestTheBookSaysWhatBringsTheWorkerBackAndSinceWhen(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	ask := func(want book.Recovery) {
		t.Helper()
		if got, err := b.Recovery(t.Context()); err != nil || got != want {
			t.Errorf("%+v, want %+v: %v", got, want, err)
		}
	}
	ask(book.Recovery{})
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	ask(book.Recovery{Kind: keyfile.KindRecovery, Given: record.Day(2026, 11, 24)})
	now = now.AddDate(0, 0, 3)
	if _, err := b.GiveShares(t.Context()); err != nil {
		t.Fatal(err)
	}
	ask(book.Recovery{Kind: keyfile.KindShares, Given: record.Day(2026, 11, 27)})
}

func TestPartsCountAsRecoveryBeforeTheFirstName(t *testing.T) {
	b := newBook(t)
	p := &record.Person{As: record.PersonParent, First: record.Text("Fatima")}
	if err := b.SavePerson(t.Context(), p); fault.CodeOf(err) != "book.recovery" {
		t.Fatalf("a name without anything: %v", err)
	}
	if _, err := b.GiveShares(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Errorf("a name after the parts: %v", err)
	}
}

func TestABackupOpensWithTwoParts(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)
	b := backedBook(t, &now)
	parts, err := b.GiveShares(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i, err := b.BackUp(t.Context(), t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	typed, dir := parts[1]+"\n"+parts[2], filepath.Join(t.TempDir(), "store")
	if r, err := b.Drill(t.Context(), i.Path, typed); err != nil || r.Records == 0 {
		t.Errorf("drill: %+v, %v", r, err)
	}
	if _, err := book.DrillFile(t.Context(), i.Path, parts[0]+" "+parts[2], backupDeps(&now)); err != nil {
		t.Errorf("drill of a file: %v", err)
	}
	if _, err := book.Restore(t.Context(), i.Path, parts[0], dir, "", backupDeps(&now)); fault.Of(err) != fault.Secret {
		t.Errorf("one part restores: %v", err)
	}
	if _, err := book.Restore(t.Context(), i.Path, typed, dir, "", backupDeps(&now)); err != nil {
		t.Fatal(err)
	}
	again, err := book.Open(dir, store.ParseSecret(typed), backupDeps(&now))
	if err != nil {
		t.Fatal(err)
	}
	const next = "zolder tulp banaan trein sneeuw"
	if err := again.ReplacePassphrase(t.Context(), []byte(next)); err != nil {
		t.Error(err)
	}
	_ = again.Close()
	if again, err = book.Open(dir, store.ParseSecret(next), backupDeps(&now)); err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
	if _, err := backup.Drill(t.Context(), i.Path, store.ParseSecret(next), store.Options{Cost: backupDeps(&now).Cost}); fault.Of(err) != fault.Secret {
		t.Errorf("the old backup opens with the new passphrase: %v", err)
	}
}
