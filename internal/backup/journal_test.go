package backup_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// eraseFirst erases one household and says which.
func eraseFirst(t *testing.T, s *store.Store) store.Erasure {
	t.Helper()
	rows := s.Rows(record.KindHousehold)
	e, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(rows[0].Owner) })
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// back puts a backup back and opens it.
func back(t *testing.T, path string, journals ...string) (backup.Report, *store.Store) {
	t.Helper()
	target := filepath.Join(t.TempDir(), "data")
	o := options()
	o.Now = func() time.Time { return clock().Add(72 * time.Hour) }
	r, err := backup.Restore(t.Context(), path, secret(), target, o, journals...)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(target, secret(), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return r, s
}

func journalIn(t *testing.T, folder string) string {
	t.Helper()
	for _, name := range names(t, folder) {
		if strings.HasPrefix(name, "schakel-gewist-") {
			return filepath.Join(folder, name)
		}
	}
	t.Fatal("there is no journal")
	return ""
}

func has(s *store.Store, e store.Erasure) bool {
	for _, kind := range record.Kinds() {
		for _, row := range s.Rows(kind) {
			for _, id := range e.Records {
				if row.ID == id {
					return true
				}
			}
		}
	}
	return false
}

func TestErasedStaysErasedInAnOlderBackup(t *testing.T) {
	later := clock().Add(48 * time.Hour)
	for name, c := range map[string]struct {
		beside func(t *testing.T, s *store.Store, folder, own string) // after the erasure
		gone   bool
		unsure time.Time
	}{
		"the journal is beside the backup": {func(t *testing.T, s *store.Store, folder, _ string) {
			if err := backup.WriteJournal(s, folder, later); err != nil {
				t.Fatal(err)
			}
		}, true, later},
		"the journal lies elsewhere": {func(t *testing.T, s *store.Store, _, own string) {
			if err := backup.WriteJournal(s, own, later); err != nil {
				t.Fatal(err)
			}
		}, true, later},
		"the journal was written with a clock that ran ahead": {func(t *testing.T, s *store.Store, folder, _ string) {
			if err := backup.WriteJournal(s, folder, clock().AddDate(1, 0, 0)); err != nil {
				t.Fatal(err)
			}
		}, true, clock()},
		"the stick was not there": {func(*testing.T, *store.Store, string, string) {}, false, clock()},
		"the journal is gone": {func(t *testing.T, _ *store.Store, folder, _ string) {
			if err := os.Remove(journalIn(t, folder)); err != nil {
				t.Fatal(err)
			}
		}, false, clock()},
		"the journal was changed": {func(t *testing.T, s *store.Store, folder, _ string) {
			if err := backup.WriteJournal(s, folder, later); err != nil {
				t.Fatal(err)
			}
			path := journalIn(t, folder)
			b := read(t, path)
			b[len(b)/2] ^= 1
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}, false, clock()},
		"the journal is of another store": {func(t *testing.T, _ *store.Store, folder, _ string) {
			other := create(t)
			families(t, other)
			eraseFirst(t, other)
			if err := backup.WriteJournal(other, folder, later); err != nil {
				t.Fatal(err)
			}
			mine := journalIn(t, folder)
			for _, name := range names(t, folder) {
				if path := filepath.Join(folder, name); strings.HasSuffix(name, ".lijst") && path != mine {
					_ = os.WriteFile(mine, read(t, path), 0o600)
				}
			}
		}, false, clock()},
	} {
		t.Run(name, func(t *testing.T) {
			s := create(t)
			families(t, s)
			folder, own := t.TempDir(), t.TempDir()
			i := write(t, s, folder)
			e := eraseFirst(t, s)
			c.beside(t, s, folder, own)
			r, restored := back(t, i.Path, own)
			if has(restored, e) == c.gone || (r.Erased == 1) != c.gone || !r.Unsure.Equal(c.unsure) {
				t.Errorf("gone %v, %d erased again, unsure from %v", !has(restored, e), r.Erased, r.Unsure)
			}
			if v, err := restored.Verify(t.Context(), nil); err != nil || len(v.Findings) > 0 || v.Records != r.Records {
				t.Errorf("%+v %+v %v", v, r, err)
			}
		})
	}
}

// TestJournalOnlyGrows writes the journal from a store that knows less than what stands there.
func TestJournalOnlyGrows(t *testing.T) {
	s := create(t)
	families(t, s)
	folder, elsewhere := t.TempDir(), t.TempDir()
	i := write(t, s, elsewhere)
	e := eraseFirst(t, s)
	if err := backup.WriteJournal(s, folder, clock()); err != nil {
		t.Fatal(err)
	}
	_, restored := back(t, i.Path)
	second := eraseFirst(t, restored)
	if err := backup.WriteJournal(restored, folder, clock().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	j, err := backup.ReadJournal(s, folder)
	if err != nil || len(j.Erasures) != 2 || !j.Until.Equal(clock().Add(time.Hour)) {
		t.Fatalf("%+v %v", j, err)
	}
	raw := read(t, journalIn(t, folder))
	for _, x := range []store.Erasure{e, second} {
		for _, id := range append(x.Records, x.Owners...) {
			if bytes.Contains(raw, id[:]) {
				t.Error("an id stands in clear")
			}
		}
	}
	if _, err := backup.ReadJournal(s, filepath.Join(folder, "nowhere")); err != nil {
		t.Error(err)
	}
	if err := backup.WriteJournal(s, filepath.Join(folder, "nowhere"), clock()); fault.CodeOf(err) != "backup.folder" {
		t.Error(err)
	}
	if !backup.HasBackups(s.ID(), folder) || backup.HasBackups(s.ID(), t.TempDir()) {
		t.Error("a folder with a journal is one with backups")
	}
}

// TestEveryByteOfAJournal flips each one: it is passed over, never read as something else.
func TestEveryByteOfAJournal(t *testing.T) {
	s := create(t)
	families(t, s)
	eraseFirst(t, s)
	folder := t.TempDir()
	if err := backup.WriteJournal(s, folder, clock()); err != nil {
		t.Fatal(err)
	}
	path := journalIn(t, folder)
	whole := read(t, path)
	for at := range whole {
		b := bytes.Clone(whole)
		b[at] ^= 0x40
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if j, err := backup.ReadJournal(s, folder); err != nil || len(j.Erasures) > 0 || !j.Until.IsZero() {
			t.Fatalf("byte %d: %+v %v", at, j, err)
		}
	}
	for _, n := range []int{0, 5, journalClear, len(whole) - 1} {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if j, err := backup.ReadJournal(s, folder); err != nil || len(j.Erasures) > 0 {
			t.Fatalf("%d bytes: %+v %v", n, j, err)
		}
	}
}

// journalClear is the length of what stands in clear in front of a journal.
const journalClear = 26
