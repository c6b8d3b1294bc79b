package intake_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/intake"
)

// erasable is the bucket of sealed envelopes, as it is called in the store.
const erasable = intake.Bucket("sealed")

// nothingLeft looks for a deleted value in the store's own files.
func nothingLeft(t *testing.T, k kind, address string) {
	if !intake.Erasable(erasable) {
		t.Fatal("the bucket is not erasable")
	}
	s := openKind(t, k, address)
	secret := strings.Repeat("a-secret-that-must-go.", 20)
	must(t, s.Update(func(tx intake.Tx) error {
		return errors.Join(tx.Put(erasable, []byte("gone"), []byte(secret)), tx.Put(erasable, []byte("here"), []byte("stays")))
	}))
	must(t, s.Update(func(tx intake.Tx) error { return tx.Delete(erasable, []byte("gone")) }))
	dir := filepath.Dir(address)
	if k.shared {
		dir = filepath.Join(server.is.Data(), "base")
		must(t, server.is.Exec(context.Background(), "postgres", "CHECKPOINT"))
	}
	if !found(t, dir, secret[:22]) {
		t.Error("the value is gone before the store was compacted: this test sees nothing")
	}
	must(t, s.Compact())
	if k.shared {
		must(t, server.is.Exec(context.Background(), "postgres", "CHECKPOINT"))
	}
	if found(t, dir, secret[:22]) {
		t.Error("the deleted value is still in the files")
	}
	must(t, s.View(func(tx intake.Tx) error {
		value, err := tx.Get(erasable, []byte("here"))
		if string(value) != "stays" {
			t.Errorf("what stays is %q", value)
		}
		return err
	}))
}

func found(t *testing.T, dir, text string) (yes bool) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // a table that goes away is not where something is left
		}
		data, err := os.ReadFile(path)
		if err == nil && bytes.Contains(data, []byte(text)) {
			yes = true
		}
		return nil
	}))
	return yes
}
