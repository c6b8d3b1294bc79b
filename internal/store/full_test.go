package store_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// zeros never ends.
type zeros struct{}

// Read gives zeros.
func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// fill leaves so many bytes free on a small disk.
func fill(t *testing.T, mount string, free int64) (empty func()) {
	t.Helper()
	f, err := os.Create(filepath.Join(mount, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(f, zeros{})
	if err == nil || n < free {
		t.Fatalf("no small disk: %d %v", n, err)
	}
	if err := errors.Join(f.Truncate(n-free), f.Close()); err != nil {
		t.Fatal(err)
	}
	return func() { _ = os.Remove(f.Name()) }
}

// TestEveryChangeOnAFullDiskHappensOrDoesNot tries every change with a little more room each time, until it fits: it says that the disk is full
// and nothing of it happened, or it happened. Afterwards the store works on, and opens with what was acknowledged.
func TestEveryChangeOnAFullDiskHappensOrDoesNot(t *testing.T) {
	mount := small(t)
	full := map[string]int{}
	for _, name := range []string{"save", "draft", "delete", "passphrase", "code", "copy", "compact", "rotate", "erase"} {
		for room, done := int64(0), false; !done && room < 400<<10; room += 4 << 10 {
			done = onFullDisk(t, filepath.Join(mount, fmt.Sprint(name, room)), mount, name, room)
			if !done {
				full[name]++
			}
			if err := os.RemoveAll(filepath.Join(mount, fmt.Sprint(name, room))); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("full: %v", full)
	for _, name := range []string{"save", "passphrase", "code", "copy", "compact", "rotate", "erase"} {
		if full[name] == 0 {
			t.Errorf("%s was never refused", name)
		}
	}
}

func onFullDisk(t *testing.T, dir, mount, name string, room int64) (done bool) {
	t.Helper()
	s, err := store.Create(dir, []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	family(t, s)
	p := fatima()
	put(t, s, p)
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	want := lines(t, s)
	empty := fill(t, mount, room)
	err = changes(t, s, p)[name]()
	if err != nil && fault.CodeOf(err) != "store.full" {
		t.Errorf("%s with %d: %v", name, room, err)
	}
	_ = os.RemoveAll(s.Work())
	got := lines(t, s)
	if _, there := got[store.Ref{Kind: record.KindPerson, ID: p.ID}]; err != nil && len(got) != len(want) || there != (err != nil || name != "erase" && name != "delete") {
		t.Errorf("%s with %d: %d records of %d: %v", name, room, len(got), len(want), err)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
		t.Errorf("%s with %d: %+v %v", name, room, r, err)
	}
	empty()
	q := fatima()
	put(t, s, q)
	if err := s.Close(); err != nil {
		t.Errorf("%s with %d: close: %v", name, room, err)
	}
	afterFullDisk(t, s.Dir(), name, code, err == nil, len(got)+1)
	return err == nil
}

// afterFullDisk opens the store with the secrets that were acknowledged, and with no other.
func afterFullDisk(t *testing.T, dir, name, code string, done bool, records int) {
	t.Helper()
	secrets := map[string]bool{phrase: true, code: true, otherPhrase: false}
	if done && name == "passphrase" {
		secrets[phrase], secrets[otherPhrase] = false, true
	}
	if done && name == "code" {
		secrets[code] = false
	}
	for secret, opens := range secrets {
		s, err := store.Open(dir, store.ParseSecret(secret), options())
		if (err == nil) != opens {
			t.Errorf("%s (%v): a secret opens %v: %v", name, done, !opens, err)
		}
		if err != nil {
			continue
		}
		if n := len(lines(t, s)); n != records {
			t.Errorf("%s (%v): %d records of %d", name, done, n, records)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
