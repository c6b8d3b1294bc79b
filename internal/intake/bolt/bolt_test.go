package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

func open(t *testing.T, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func put(t *testing.T, s *bolt.Store, key, value string) {
	t.Helper()
	err := s.Update(func(tx intake.Tx) error { return tx.Put(intake.BucketAccounts, []byte(key), []byte(value)) })
	if err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s *bolt.Store, key string) string {
	t.Helper()
	var out string
	err := s.View(func(tx intake.Tx) error {
		value, err := tx.Get(intake.BucketAccounts, []byte(key))
		out = string(value)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestATransactionIsWholeOrNot(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	put(t, s, "a", "1")
	stop := errors.New("stop")
	err := s.Update(func(tx intake.Tx) error {
		if err := tx.Put(intake.BucketAccounts, []byte("a"), []byte("2")); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) || get(t, s, "a") != "1" {
		t.Errorf("%v, %q", err, get(t, s, "a"))
	}
}

func TestScanAndCounter(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	for _, k := range []string{"b", "a", "c"} {
		put(t, s, k, k)
	}
	var seen string
	var n, m uint64
	err := s.Update(func(tx intake.Tx) error {
		err := tx.Scan(intake.BucketAccounts, []byte("b"), func(key, _ []byte) (bool, error) {
			seen += string(key)
			return true, nil
		})
		if err != nil {
			return err
		}
		if n, err = tx.Next(intake.BucketAccounts); err != nil {
			return err
		}
		m, err = tx.Next(intake.BucketAccounts)
		return err
	})
	if err != nil || seen != "bc" || m != n+1 {
		t.Errorf("%v %q %d %d", err, seen, n, m)
	}
}

func TestCompactLeavesNothingDeletedAndKeepsCounters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := open(t, path)
	put(t, s, "gone", "a-secret-that-must-go")
	put(t, s, "here", "stays")
	var before uint64
	err := s.Update(func(tx intake.Tx) error {
		var err error
		if before, err = tx.Next(intake.BucketSessions); err != nil {
			return err
		}
		return tx.Delete(intake.BucketAccounts, []byte("gone"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || bytes.Contains(data, []byte("a-secret-that-must-go")) {
		t.Errorf("%v, or the deleted value is still in the file", err)
	}
	var after uint64
	err = s.Update(func(tx intake.Tx) error {
		after, err = tx.Next(intake.BucketSessions)
		return err
	})
	if err != nil || after != before+1 || get(t, s, "here") != "stays" {
		t.Errorf("%v: counter %d after %d", err, after, before)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", err, info.Mode())
	}
}

func TestOpenFaults(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "x.db"))
	if _, err := bolt.Open(filepath.Join(dir, "x.db")); !errors.Is(err, bolt.ErrInUse) {
		t.Errorf("open twice: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(func(intake.Tx) error { return nil }); !errors.Is(err, intake.ErrStore) || fault.Of(err) != fault.Offline {
		t.Errorf("closed: %v", err)
	}
	if _, err := bolt.Open(filepath.Join(dir, "no", "such", "folder", "x.db")); !errors.Is(err, intake.ErrStore) {
		t.Errorf("no folder: %v", err)
	}
	garbage := filepath.Join(dir, "garbage.db")
	if err := os.WriteFile(garbage, bytes.Repeat([]byte("x"), 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(garbage); !errors.Is(err, intake.ErrStore) {
		t.Errorf("garbage: %v", err)
	}
}

// TestARefusalLeavesEveryByte: a transaction that writes nothing, as after a message that is refused, does not touch the file at all.
func TestARefusalLeavesEveryByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := open(t, path)
	put(t, s, "a", "1")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(func(tx intake.Tx) error {
		_, err := tx.Get(intake.BucketAccounts, []byte("a"))
		return errors.Join(err, tx.Raise(intake.BucketAccounts, 0))
	})
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
	put(t, s, "a", "2")
	if get(t, s, "a") != "2" {
		t.Error("the next write is not there")
	}
}
