package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// rename is a step that changes a name wherever it stands.
func rename(from, to string) func(byte, []byte) ([]byte, error) {
	return func(_ byte, plain []byte) ([]byte, error) {
		return bytes.ReplaceAll(plain, []byte(from), []byte(to)), nil
	}
}

func openLater(dir string, steps ...func(byte, []byte) ([]byte, error)) (*store.Store, error) {
	return store.Open(dir, keyfile.Passphrase([]byte(phrase)), store.Later(options(), steps...))
}

// TestMigrations brings the oldest store to two schemas that do not exist yet, one after the other and both at once.
func TestMigrations(t *testing.T) {
	first, second := rename("Fatima", "Fatoum"), rename("Fatoum", "Fatouh")
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("testdata/v1")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/v1/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	both := frozen(t, dir)
	fails := errors.New("no")
	if _, err := openLater(dir, first, func(byte, []byte) ([]byte, error) { return nil, fails }); !errors.Is(err, fails) {
		t.Fatalf("a step that fails: %v", err)
	}
	for _, c := range []struct {
		dir   string
		steps []func(byte, []byte) ([]byte, error)
		name  string
	}{
		{dir, nil, "Fatima"}, // after the failed attempt all is as it was
		{dir, []func(byte, []byte) ([]byte, error){first}, "Fatoum"},
		{dir, []func(byte, []byte) ([]byte, error){first, second}, "Fatouh"},
		{both, []func(byte, []byte) ([]byte, error){first, second}, "Fatouh"},
	} {
		for range 2 {
			s, err := openLater(c.dir, c.steps...)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if d := cmp.Diff(strings.ReplaceAll(string(text), "Fatima", c.name), allLines(t, s)); d != "" {
				t.Error(d)
			}
			_ = s.View(func(tx *store.Tx) error {
				if d, err := tx.Draft("concern/new"); string(d) != "Ik zag" || err != nil {
					t.Errorf("%q %v", d, err)
				}
				return nil
			})
			verified(t, s)
			p := fatima() // saving and removing goes on
			put(t, s, p)
			if err := s.Update(func(tx *store.Tx) error { return tx.Delete(p.Kind(), p.ID) }); err != nil {
				t.Fatal(err)
			}
			_ = s.Close()
		}
	}
	for _, old := range [][]func(byte, []byte) ([]byte, error){nil, {first}} {
		if _, err := openLater(dir, old...); fault.Of(err) != fault.Newer {
			t.Errorf("a newer file: %v", err)
		}
	}
	// What was kept opens as it was.
	for kept, name := range map[string]string{filepath.Join(dir, "before-2"): "Fatima", filepath.Join(dir, "before-3"): "Fatoum", filepath.Join(both, "before-3"): "Fatima"} {
		steps := []func(byte, []byte) ([]byte, error){first}
		if name == "Fatima" {
			steps = nil
		}
		s, err := openLater(kept, steps...)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(allLines(t, s), name) {
			t.Errorf("%s does not stand in what was kept", name)
		}
		_ = s.Close()
	}
	// Erasing takes what was kept with it.
	s, err := openLater(both, first, second)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	erase(t, s, s.Rows(record.KindHousehold)[0].Owner)
	if names := entries(t, both); slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "before-") }) {
		t.Errorf("left %v", names)
	}
}
