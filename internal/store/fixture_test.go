package store_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/store"
)

var fixture = flag.Bool("fixture", false, "make testdata/v1 anew; never after a release")

// TestVersion1 opens a store as schema 1 wrote it. The fixture stays for ever.
func TestVersion1(t *testing.T) {
	const from = "testdata/v1"
	if *fixture {
		makeFixture(t, from)
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(from, "records.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{phrase, strings.TrimSpace(recoveryOf(t, from))} {
		s, err := open(secret, dir)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), allLines(t, s)); d != "" {
			t.Error(d)
		}
		_ = s.View(func(tx *store.Tx) error {
			if d, err := tx.Draft("concern/new"); string(d) != "Ik zag" || err != nil {
				t.Errorf("%q %v", d, err)
			}
			return nil
		})
		if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
			t.Errorf("%+v %v", r, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func recoveryOf(t *testing.T, dir string) string {
	t.Helper()
	code, err := os.ReadFile(filepath.Join(dir, "recovery.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(code)
}

func allLines(t *testing.T, s *store.Store) string {
	t.Helper()
	var all []string
	for _, line := range lines(t, s) {
		all = append(all, line)
	}
	slices.Sort(all)
	return strings.Join(all, "\n") + "\n"
}

func makeFixture(t *testing.T, to string) {
	t.Helper()
	s := create(t)
	family(t, s)
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Update(func(tx *store.Tx) error { return tx.PutDraft("concern/new", []byte("Ik zag")) })
	text := allLines(t, s)
	_ = s.Close()
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to, os.DirFS(s.Dir())); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"records.jsonl": text, "recovery.txt": code + "\n"} {
		if err := os.WriteFile(filepath.Join(to, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzWalk changes a part of a good file and asks the walk for an answer, never a panic.
func FuzzWalk(f *testing.F) {
	whole, err := os.ReadFile("testdata/v1/store.db")
	if err != nil {
		f.Fatal(err)
	}
	if err := store.Walk(bytes.NewReader(whole), int64(len(whole))); err != nil {
		f.Fatal(err)
	}
	f.Add(uint(0), []byte{1})
	f.Add(uint(3*4096+8), []byte{2, 0, 0xff, 0xff, 1})
	f.Add(uint(5*4096+16), []byte{1, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, at uint, with []byte) {
		data := bytes.Clone(whole)
		copy(data[at%uint(len(data)):], with)
		if err := store.Walk(bytes.NewReader(data), int64(len(data))); err != nil && fault.Of(err) != fault.Corrupt {
			t.Fatal(err)
		}
	})
}
