package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// chained is a store with so many entries of their own action: a, b, c and so on.
func chained(t *testing.T, entries int) *Store {
	t.Helper()
	o := Options{Now: func() time.Time { return time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC) }, Cost: keyfile.QuickCost()}
	s, err := Create(filepath.Join(t.TempDir(), "data"), []byte("kikker fiets lampje boter wolken"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for i := range entries {
		if err := s.Update(func(tx *Tx) error { return tx.Audit(string(rune('a'+i)), record.KindNone, record.ID{}) }); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// back reads at most so many entries before a number.
func back(t *testing.T, s *Store, before uint64, most int) (actions string, err error) {
	t.Helper()
	err = s.View(func(tx *Tx) error {
		return tx.EntriesBefore(before, func(e Entry) bool {
			actions += e.Action
			return len(actions) < most
		})
	})
	return actions, err
}

func TestTheChainIsReadInPages(t *testing.T) {
	s := chained(t, 6)
	for _, c := range []struct {
		before uint64
		most   int
		want   string
	}{{0, 99, "fedcba"}, {0, 2, "fe"}, {5, 2, "dc"}, {3, 99, "ba"}, {1, 99, ""}, {6, 99, "edcba"}} {
		if got, err := back(t, s, c.before, c.most); err != nil || got != c.want {
			t.Errorf("before %d, at most %d: %q %v, want %q", c.before, c.most, got, err, c.want)
		}
	}
	if _, err := back(t, s, 7, 1); !errors.Is(err, ErrNotFound) {
		t.Errorf("before an entry that is not there: %v", err)
	}
}

// Somebody who has the key and writes another entry in the place of one is found by whoever reads past it.
func TestAnEntryThatWasReplacedIsFoundWhenReadingBack(t *testing.T) {
	s := chained(t, 6)
	err := s.Update(func(tx *Tx) error {
		e, before, _, err := tx.openEntry(3)
		if err != nil {
			return err
		}
		e.Action = "z"
		at := auditKey(3)
		value, err := tx.keyOf(record.ID{}).Seal(nil, e.marshal(before), s.head.place(bucketAudit, at, record.ID{}, 0), s.random)
		if err != nil {
			return err
		}
		return tx.put(bucketAudit, at, value)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, before := range []uint64{0, 5, 4} {
		got, err := back(t, s, before, 99)
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("before %d: %q %v", before, got, err)
		}
		for _, a := range got {
			if a == 'z' || a < 'd' {
				t.Errorf("before %d: %q was given, and what is past the replaced entry cannot be trusted", before, got)
			}
		}
	}
}

func TestAnEntryAboutEarlierHasItsOwnMomentAndNeverALaterOne(t *testing.T) {
	s := chained(t, 0)
	now := s.options.Now()
	for _, at := range []time.Time{now.Add(-20 * time.Second), now.Add(time.Hour)} {
		if err := s.Update(func(tx *Tx) error { return tx.AuditAt(at, "viewed", record.KindPerson, record.ID{1}) }); err != nil {
			t.Fatal(err)
		}
	}
	var moments []time.Time
	if err := s.View(func(tx *Tx) error {
		return tx.Entries(func(e Entry) bool { moments = append(moments, e.At); return true })
	}); err != nil {
		t.Fatal(err)
	}
	if !moments[1].Equal(now.Add(-20*time.Second)) || !moments[0].Equal(now) {
		t.Errorf("%v", moments)
	}
}

func TestWrongAttemptsAreCountedBesideTheStore(t *testing.T) {
	dir := t.TempDir()
	if Missed(dir) != 0 {
		t.Error("attempts in an empty folder")
	}
	for range 3 {
		NoteMissed(dir)
	}
	if got := Missed(dir); got != 3 {
		t.Errorf("%d attempts, want 3", got)
	}
	ForgetMissed(dir)
	if Missed(dir) != 0 {
		t.Error("the attempts stay")
	}
	if err := os.WriteFile(filepath.Join(dir, fileMissed), make([]byte, 20_000), 0o600); err != nil {
		t.Fatal(err)
	}
	NoteMissed(dir)
	if got := Missed(dir); got != missedMost {
		t.Errorf("a file that somebody filled counts %d", got)
	}
	NoteMissed(filepath.Join(dir, "nowhere"))
	ForgetMissed(dir)
	if err := os.Mkdir(filepath.Join(dir, fileMissed), 0o700); err != nil {
		t.Fatal(err)
	}
	NoteMissed(dir)
	if Missed(dir) != 0 {
		t.Error("a folder counts as attempts")
	}
}
