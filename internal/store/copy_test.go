package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

func TestCopyIsTheSameStore(t *testing.T) {
	s := create(t)
	family(t, s)
	want := allLines(t, s)
	dir := filepath.Join(t.TempDir(), "copy")
	r, err := s.Copy(t.Context(), dir)
	if err != nil || len(r.Findings) > 0 || r.Records == 0 {
		t.Fatalf("%+v %v", r, err)
	}
	c, err := open(phrase, dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, allLines(t, c)); d != "" {
		t.Error(d)
	}
	if c.ID() != s.ID() {
		t.Error("another store")
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCopyKeepsNothingDeleted(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	sealed := valueIn(t, s.Dir())
	if err := s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) }); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "copy")
	if _, err := s.Copy(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(after, sealed) {
		t.Error("a deleted record stands in the copy")
	}
}

// valueIn is the sealed bytes of the one record of a store, read from a copy of its file.
func valueIn(t *testing.T, dir string) (sealed []byte) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "store.db")
	data, err := os.ReadFile(filepath.Join(dir, "store.db"))
	if err == nil {
		err = os.WriteFile(copied, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(copied, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	_ = db.View(func(tx *bolt.Tx) error {
		_, v := tx.Bucket([]byte("c")).Cursor().First()
		sealed = bytes.Clone(v)
		return nil
	})
	if len(sealed) < 64 {
		t.Fatal("no record")
	}
	return sealed
}

func TestCopyThatIsStoppedLeavesNothing(t *testing.T) {
	s := create(t)
	family(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Copy(ctx, s.Work()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := os.Stat(s.Work()); err == nil {
		t.Error("half a copy was left")
	}
}

func TestCopyOfDamageIsRefused(t *testing.T) {
	s := create(t)
	family(t, s)
	if err := os.Remove(filepath.Join(s.Dir(), "keys")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Copy(t.Context(), s.Work()); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestInstallRefusesAFolderWithAStore(t *testing.T) {
	s, other := create(t), create(t)
	if err := store.Install(s.Dir(), other.Dir()); !errors.Is(err, store.ErrExists) {
		t.Error(err)
	}
}

func TestOpeningRemovesALeftCopy(t *testing.T) {
	s := create(t)
	if _, err := s.Copy(t.Context(), s.Work()); err != nil {
		t.Fatal(err)
	}
	n := reopen(t, s)
	if _, err := os.Stat(n.Work()); err == nil {
		t.Error("the copy is still there")
	}
}
