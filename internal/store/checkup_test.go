package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// flip changes one byte of a value, of an item of a bucket.
func flip(bucket string, item int) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		k, v := items(tx, bucket)
		v[item][len(v[item])-20] ^= 1
		return tx.Bucket([]byte(bucket)).Put(k[item], v[item])
	}
}

// rewrite changes the bytes of a file of a closed store.
func rewrite(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDiagnosisNamesThePartThatKeepsAStoreClosed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, dir string)
		want   []store.Part
	}{
		"cut off": {func(t *testing.T, dir string) {
			rewrite(t, filepath.Join(dir, "store.db"), func(b []byte) []byte { return b[:len(b)/2] })
		}, []store.Part{{Code: store.PartFile}}},
		"pages of zeros": {func(t *testing.T, dir string) {
			rewrite(t, filepath.Join(dir, "store.db"), func(b []byte) []byte { clear(b[len(b)-4096:]); clear(b[3*4096 : 5*4096]); return b })
		}, []store.Part{{Code: store.PartPages}}},
		"the header": {func(t *testing.T, dir string) {
			edit(t, dir, func(tx *bolt.Tx) error {
				v := bytes.Clone(tx.Bucket([]byte("a")).Get([]byte("h")))
				v[len(v)-1] ^= 1
				return tx.Bucket([]byte("a")).Put([]byte("h"), v)
			})
		}, []store.Part{{Code: store.PartHeader}}},
		"the key slots": {func(t *testing.T, dir string) {
			rewrite(t, filepath.Join(dir, "keys"), func(b []byte) []byte { b[50] ^= 1; return b })
		}, []store.Part{{Code: store.PartKeys}}},
		"no key slots": {func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "keys")); err != nil {
				t.Fatal(err)
			}
		}, []store.Part{{Code: store.PartNoKeys}}},
		"key slots of another": {func(t *testing.T, dir string) {
			other := create(t)
			_ = other.Close()
			data, err := os.ReadFile(filepath.Join(other.Dir(), "keys"))
			if err != nil {
				t.Fatal(err)
			}
			rewrite(t, filepath.Join(dir, "keys"), func([]byte) []byte { return data })
		}, []store.Part{{Code: store.PartForeign}}},
		"two rows and the end of the chain": {func(t *testing.T, dir string) {
			edit(t, dir, flip("d", 0))
			edit(t, dir, flip("d", 2))
			edit(t, dir, func(tx *bolt.Tx) error {
				k, _ := items(tx, "e")
				return tx.Bucket([]byte("e")).Delete(k[len(k)-1])
			})
		}, []store.Part{{Code: store.PartChain}, {store.PartRow, 2}}},
		"the key of an owner": {func(t *testing.T, dir string) {
			edit(t, dir, flip("b", 0))
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := create(t)
			family(t, s)
			_ = s.Close()
			c.change(t, s.Dir())
			if _, err := open(phrase, s.Dir()); err == nil {
				t.Fatal("it opens")
			}
			before, err := os.ReadFile(filepath.Join(s.Dir(), "store.db"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := store.Diagnose(t.Context(), s.Dir(), keyfile.Passphrase([]byte(phrase)), options())
			if err != nil {
				t.Fatal(err)
			}
			if c.want == nil { // whose key it is decides what else does not open
				if len(got) == 0 || got[0] != (store.Part{Code: store.PartOwner, Count: 1}) {
					t.Errorf("%+v", got)
				}
			} else if !slices.Equal(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if after, err := os.ReadFile(filepath.Join(s.Dir(), "store.db")); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed: %v", err)
			}
		})
	}
}

func TestDiagnosisNeedsTheRightSecret(t *testing.T) {
	s := create(t)
	_ = s.Close()
	if _, err := store.Diagnose(t.Context(), s.Dir(), keyfile.Passphrase([]byte("iets heel anders")), options()); fault.Of(err) != fault.Secret {
		t.Errorf("%v", err)
	}
	if parts, err := store.Diagnose(t.Context(), s.Dir(), keyfile.Passphrase([]byte(phrase)), options()); err != nil || len(parts) > 0 {
		t.Errorf("a whole store: %+v %v", parts, err)
	}
	if _, err := store.Diagnose(t.Context(), t.TempDir(), keyfile.Passphrase([]byte(phrase)), options()); !errors.Is(err, store.ErrMissing) {
		t.Errorf("no store: %v", err)
	}
}

func TestClearIDIsKnownUntilItIsUncertain(t *testing.T) {
	s := create(t)
	_ = s.Close()
	want := s.ID()
	path := filepath.Join(s.Dir(), "store.db")
	if id, ok := store.ClearID(s.Dir()); !ok || id != want {
		t.Error("a whole store is not known")
	}
	rewrite(t, filepath.Join(s.Dir(), "keys"), func(b []byte) []byte { b[50] ^= 1; return b })
	if id, ok := store.ClearID(s.Dir()); !ok || id != want {
		t.Error("the file alone does not say it")
	}
	rewrite(t, filepath.Join(s.Dir(), "keys"), func(b []byte) []byte { b[50] ^= 1; return b })
	rewrite(t, path, func(b []byte) []byte { return b[:4096] })
	if id, ok := store.ClearID(s.Dir()); !ok || id != want {
		t.Error("the key slots alone do not say it")
	}
	rewrite(t, filepath.Join(s.Dir(), "keys"), func(b []byte) []byte { b[50] ^= 1; return b })
	if _, ok := store.ClearID(s.Dir()); ok {
		t.Error("nothing can be read, and it is known all the same")
	}
}

// TestDiagnosisKnowsSlotsThatAreNotInPlaceYet stands where a new master key was given and the end came between the file and its slots.
func TestDiagnosisKnowsSlotsThatAreNotInPlaceYet(t *testing.T) {
	s := create(t)
	family(t, s)
	keys := filepath.Join(s.Dir(), "keys")
	old, err := os.ReadFile(keys)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rotate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	if err := errors.Join(os.Rename(keys, keys+".next"), os.WriteFile(keys, old, 0o600)); err != nil {
		t.Fatal(err)
	}
	edit(t, s.Dir(), flip("d", 0))
	got, err := store.Diagnose(t.Context(), s.Dir(), keyfile.Passphrase([]byte(phrase)), options())
	if err != nil || !slices.Equal(got, []store.Part{{Code: store.PartRow, Count: 1}}) {
		t.Errorf("%+v %v", got, err)
	}
}
