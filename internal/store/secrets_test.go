package store_test

import (
	"errors"
	"path/filepath"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// opens opens a store with what somebody types and closes it again.
func opens(t *testing.T, typed, dir string) error {
	t.Helper()
	s, err := open(typed, dir)
	if err != nil {
		return err
	}
	return s.Close()
}

func TestAnyTwoPartsOpenTheStoreAndOneDoesNot(t *testing.T) {
	s := create(t)
	put(t, s, fatima())
	parts, err := s.IssueShares()
	if err != nil || s.Recovery() != keyfile.KindShares || !s.HasRecovery() || !s.Stat().Recovery {
		t.Fatalf("%v, recovery is %d", err, s.Recovery())
	}
	dir := s.Dir()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i, a := range parts {
		for j, b := range parts {
			if err := opens(t, a+"\n"+b, dir); i != j && err != nil || i == j && fault.CodeOf(err) != "store.parts.twice" {
				t.Errorf("parts %d and %d: %v", i+1, j+1, err)
			}
		}
		if err := opens(t, a, dir); !errors.Is(err, store.ErrSecret) || fault.CodeOf(err) != "store.parts.alone" {
			t.Errorf("part %d alone: %v", i+1, err)
		}
	}
	if err := opens(t, phrase, dir); err != nil {
		t.Errorf("the passphrase: %v", err)
	}
	if kind := store.Recovery(dir); kind != keyfile.KindShares {
		t.Errorf("from outside the recovery is %d", kind)
	}
	if kind := store.Recovery(t.TempDir()); kind != 0 {
		t.Errorf("without a store the recovery is %d", kind)
	}
}

func TestCodeAndPartsRevokeEachOther(t *testing.T) {
	s := create(t)
	dir := s.Dir()
	issue := func() string {
		parts, err := s.IssueShares()
		if err != nil {
			t.Fatal(err)
		}
		return parts[0] + " " + parts[2]
	}
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	first := issue()
	second := issue()
	if s.Recovery() != keyfile.KindShares || s.Stat().Entries != 3 {
		t.Errorf("recovery %d, %d entries", s.Recovery(), s.Stat().Entries)
	}
	_ = s.Close()
	for typed, works := range map[string]bool{code: false, first: false, second: true, phrase: true} {
		if err := opens(t, typed, dir); (err == nil) != works || !works && fault.Of(err) != fault.Secret {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if s, err = open(second, dir); err != nil {
		t.Fatal(err)
	}
	if code, err = s.AddRecovery(); err != nil || s.Recovery() != keyfile.KindRecovery {
		t.Fatalf("%v, recovery %d", err, s.Recovery())
	}
	_ = s.Close()
	for typed, works := range map[string]bool{second: false, code: true, phrase: true} {
		if err := opens(t, typed, dir); (err == nil) != works {
			t.Errorf("after a new code %q: %v", typed, err)
		}
	}
}

func TestPartsGiveANewPassphrase(t *testing.T) {
	const next = "zolder tulp banaan trein sneeuw"
	s := create(t)
	dir := s.Dir()
	parts, err := s.IssueShares()
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	if s, err = open(parts[2]+"\n"+parts[1], dir); err != nil {
		t.Fatal(err)
	}
	if err := s.ReplacePassphrase([]byte("geheim")); !errors.Is(err, keyfile.ErrWeak) {
		t.Errorf("weak: %v", err)
	}
	if err := s.ReplacePassphrase([]byte(next)); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	for typed, works := range map[string]bool{phrase: false, next: true, parts[0] + " " + parts[1]: true} {
		if err := opens(t, typed, dir); (err == nil) != works {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// A note that fails leaves the old code in force: nobody loses a code for one that was never shown.
func TestAFailedNoteKeepsTheOldCode(t *testing.T) {
	s := create(t)
	dir := s.Dir()
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	fails := func(*store.Tx) error { return store.ErrFull }
	if got, err := s.AddRecovery(fails); !errors.Is(err, store.ErrFull) || got != "" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := s.IssueShares(fails); !errors.Is(err, store.ErrFull) || got[0] != "" {
		t.Errorf("%q, %v", got, err)
	}
	if s.Recovery() != keyfile.KindRecovery || s.Stat().Entries != 1 {
		t.Errorf("recovery %d, %d entries", s.Recovery(), s.Stat().Entries)
	}
	_ = s.Close()
	if err := opens(t, code, dir); err != nil {
		t.Errorf("the old code: %v", err)
	}
}

func TestNotesAreKeptWithTheParts(t *testing.T) {
	s := create(t)
	p := fatima()
	if _, err := s.IssueShares(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, s)
	if len(s.Rows(record.KindPerson)) != 1 {
		t.Error("the note is gone")
	}
}

func TestACopyOpensWithThePartsOfItsDay(t *testing.T) {
	s := create(t)
	parts, err := s.IssueShares()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "copy")
	if _, err := s.Copy(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	later, err := s.IssueShares()
	if err != nil {
		t.Fatal(err)
	}
	if err := opens(t, parts[0]+"\n"+parts[1], dir); err != nil {
		t.Errorf("the parts of its day: %v", err)
	}
	if err := opens(t, later[0]+"\n"+later[1], dir); fault.Of(err) != fault.Secret {
		t.Errorf("later parts: %v", err)
	}
}

// A new master key reaches the parts without anybody typing them.
func TestRotationKeepsTheParts(t *testing.T) {
	s := create(t)
	put(t, s, fatima())
	parts, err := s.IssueShares()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rotate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if s.Recovery() != keyfile.KindShares {
		t.Errorf("recovery is %d", s.Recovery())
	}
	dir := s.Dir()
	_ = s.Close()
	if s, err = open(parts[1]+"\n"+parts[0], dir); err != nil {
		t.Fatal(err)
	}
	if len(s.Rows(record.KindPerson)) != 1 {
		t.Error("a record went")
	}
	if _, err := s.IssueShares(); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	if err := opens(t, parts[0]+"\n"+parts[1], dir); fault.Of(err) != fault.Secret {
		t.Errorf("revoked parts after a rotation: %v", err)
	}
}
