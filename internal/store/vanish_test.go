package store_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

const otherPhrase = "lepel wolk tachtig fluiten gordijn"

// changes is every way to change a store.
func changes(t *testing.T, s *store.Store, p *record.Person) map[string]func() error {
	t.Helper()
	return map[string]func() error{
		"save":   func() error { return s.Update(func(tx *store.Tx) error { return tx.Put(fatima()) }) },
		"draft":  func() error { return s.Update(func(tx *store.Tx) error { return tx.PutDraft("a", []byte("b")) }) },
		"delete": func() error { return s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) }) },
		"passphrase": func() error {
			return s.ChangePassphrase([]byte(phrase), []byte(otherPhrase))
		},
		"code": func() error {
			_, err := s.AddRecovery()
			return err
		},
		"copy": func() error {
			_, err := s.Copy(t.Context(), s.Work())
			return err
		},
		"compact": func() error { return s.Compact(t.Context(), nil) },
		"rotate":  func() error { return s.Rotate(t.Context(), nil) },
		"erase": func() error {
			_, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(p.Owner) })
			return err
		},
	}
}

// vanished asks for a clear no to every change, and that the store goes on as if nothing happened when its folder is back.
func vanished(t *testing.T, s *store.Store, away, back func() error) {
	t.Helper()
	p := fatima()
	put(t, s, p)
	want := lines(t, s)
	if err := away(); err != nil {
		t.Skip(err)
	}
	for name, change := range changes(t, s, p) {
		if err := change(); !errors.Is(err, store.ErrGone) || fault.CodeOf(err) != "store.gone" {
			t.Errorf("%s in a folder that is not there: %v", name, err)
		}
	}
	if got, err := get[*record.Person](t, s, p.ID); err != nil || !got.Note.Equal(p.Note) {
		t.Errorf("what was read before cannot be read: %v", err)
	}
	if err := back(); err != nil {
		t.Fatal(err)
	}
	if got := lines(t, s); len(got) != len(want) || got[store.Ref{Kind: record.KindPerson, ID: p.ID}] != want[store.Ref{Kind: record.KindPerson, ID: p.ID}] {
		t.Error("something else is there now")
	}
	q := fatima()
	put(t, s, q)
	if _, err := s.AddRecovery(); err != nil {
		t.Error(err)
	}
	s = reopen(t, s)
	if _, err := get[*record.Person](t, s, q.ID); err != nil || len(lines(t, s)) != len(want)+1 {
		t.Errorf("%d records: %v", len(lines(t, s)), err)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestFolderThatIsMovedAwayAndComesBack(t *testing.T) {
	s := create(t)
	vanished(t, s, func() error { return os.Rename(s.Dir(), s.Dir()+".away") }, func() error { return os.Rename(s.Dir()+".away", s.Dir()) })
}

// TestDiskThatIsTakenOutAndComesBack moves the mount of a small disk, as a stick that is pulled out and put in again.
func TestDiskThatIsTakenOutAndComesBack(t *testing.T) {
	mount, aside := small(t), t.TempDir()
	s, err := store.Create(filepath.Join(mount, "data"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	move := func(from, to string) func() error {
		return func() error { return exec.Command("mount", "--move", from, to).Run() }
	}
	vanished(t, s, move(mount, aside), move(aside, mount))
}

// TestFolderThatIsThrownAway removes the folder under an open store: nothing is acknowledged that goes nowhere, and closing ends.
func TestFolderThatIsThrownAway(t *testing.T) {
	for name, away := range map[string]func(dir string) error{
		"all of it": os.RemoveAll,
		"the file":  func(dir string) error { return os.Remove(filepath.Join(dir, "store.db")) },
		"another file in its place": func(dir string) error {
			data, err := os.ReadFile(filepath.Join(dir, "store.db"))
			return errors.Join(err, os.Remove(filepath.Join(dir, "store.db")), os.WriteFile(filepath.Join(dir, "store.db"), data, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := create(t)
			p := fatima()
			put(t, s, p)
			if err := away(s.Dir()); err != nil {
				t.Fatal(err)
			}
			for name, change := range changes(t, s, p) {
				if err := change(); !errors.Is(err, store.ErrGone) {
					t.Errorf("%s: %v", name, err)
				}
			}
			_ = s.Close()
			if _, err := store.Open(s.Dir(), keyfile.Passphrase([]byte(phrase)), options()); name != "another file in its place" && !errors.Is(err, store.ErrMissing) {
				t.Errorf("open: %v", err)
			}
		})
	}
}
