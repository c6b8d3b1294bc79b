package store_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTornMetaPageIsMended leaves a store as a power cut may: one of the two meta pages half written. It opens with what was
// acknowledged, and it opens again after nothing was changed in between.
func TestTornMetaPageIsMended(t *testing.T) {
	for page := range int64(2) {
		s := create(t)
		put(t, s, fatima())
		put(t, s, fatima())
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(s.Dir(), "store.db")
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteAt([]byte("half"), page*4096+60); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		if _, err := open(phrase, s.Dir()); err == nil {
			t.Error("a torn page after a clean exit is damage")
		}
		if err := os.WriteFile(filepath.Join(s.Dir(), "open"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			n, err := open(phrase, s.Dir())
			if err != nil {
				t.Fatalf("page %d: %v", page, err)
			}
			if r, err := n.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 || r.Records < 1 {
				t.Errorf("page %d: %+v %v", page, r, err)
			}
			if err := n.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(s.Dir(), "open")); err == nil {
				t.Error("the exit does not look clean")
			}
		}
	}
}
