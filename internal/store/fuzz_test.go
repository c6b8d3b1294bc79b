package store_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// fuzzed is a closed store with something in every bucket, and where its values stand in the file.
type fuzzed struct {
	dir    string
	whole  []byte
	want   map[string]string
	values []value
}

func fuzzedStore(f *testing.F) *fuzzed {
	f.Helper()
	s := create(f)
	busy(f, s)
	x := &fuzzed{dir: s.Dir(), want: reading(f, s)}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	x.values = values(f, s.Dir())
	var err error
	if x.whole, err = os.ReadFile(filepath.Join(x.dir, "store.db")); err != nil {
		f.Fatal(err)
	}
	return x
}

// with writes the file with other bytes at a place, and asks for damage or the same reading.
func (x *fuzzed) with(t *testing.T, at int, bytesThere []byte) {
	data := bytes.Clone(x.whole)
	copy(data[at:], bytesThere)
	if err := os.WriteFile(filepath.Join(x.dir, "store.db"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(filepath.Join(x.dir, "open"))
	changed := !bytes.Equal(data, x.whole)
	if noticed := judged(t, x.dir, "fuzzed", x.want); noticed && !changed {
		t.Error("nothing was changed and something is wrong")
	}
}

// FuzzHeader changes the header.
func FuzzHeader(f *testing.F) {
	x := fuzzedStore(f)
	at, size := -1, 0
	for _, v := range x.values {
		if v.bucket == "a" && string(v.key) == "h" {
			at, size = bytes.Index(x.whole, v.data), len(v.data)
		}
	}
	if at < 0 {
		f.Fatal("no header")
	}
	f.Add(uint(0), []byte{0, 2})
	f.Add(uint(1), []byte{0})
	f.Add(uint(5), []byte{1, 2, 3})
	f.Add(uint(18), []byte{2})
	f.Add(uint(30), bytes.Repeat([]byte{0xff}, 64))
	f.Fuzz(func(t *testing.T, where uint, with []byte) {
		from := int(where % uint(size))
		x.with(t, at+from, with[:min(len(with), size-from)])
	})
}

// FuzzValue changes a sealed value: a key of an owner, a record, a row, an audit entry, a draft, a counter.
func FuzzValue(f *testing.F) {
	x := fuzzedStore(f)
	for n := range x.values {
		f.Add(uint(n), uint(n*7), []byte{byte(n), 1})
	}
	f.Add(uint(3), uint(0), bytes.Repeat([]byte{0}, 300))
	f.Fuzz(func(t *testing.T, n, where uint, with []byte) {
		v := x.values[n%uint(len(x.values))]
		at := bytes.Index(x.whole, v.data)
		from := int(where % uint(len(v.data)))
		x.with(t, at+from, with[:min(len(with), len(v.data)-from)])
	})
}

// FuzzInside gives the readers of what stands inside a sealed value any bytes: they read it as it is written, or refuse it.
func FuzzInside(f *testing.F) {
	e := store.Erasure{ID: record.ID{1}, At: time.Unix(1_800_000_000, 0).UTC(), Owners: []record.ID{{2}}, Records: []record.ID{{3}, {4}}}
	f.Add(e.Append(nil))
	entry := append(make([]byte, 74), "created"...)
	entry[0] = 1
	f.Add(entry)
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 9, 0, 3, 'a', '/', 'b', 'c'})
	f.Add(bytes.Repeat([]byte{7}, 72))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if again, ok := store.ParseEntry(data); ok && !bytes.Equal(again, data) {
			t.Error("an audit entry is written otherwise")
		}
		if e, rest, ok := store.ParseErasure(data); ok && !bytes.Equal(append(e.Append(nil), rest...), data) {
			t.Error("an erasure is written otherwise")
		}
		if key, rest, ok := store.ParseDraft(data); ok && len(key)+len(rest)+10 != len(data) {
			t.Error("a part of a draft is lost")
		}
		if again, ok := store.ParseHeader(bytes.Clone(data)); ok && !bytes.Equal(again, data) {
			t.Error("a header is written otherwise")
		}
	})
}

// FuzzSlots changes the slots beside a store, with a sum that is right again, as somebody could who has no key.
func FuzzSlots(f *testing.F) {
	s := create(f)
	busy(f, s)
	want := reading(f, s)
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "keys")
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint(34), []byte{0})
	f.Add(uint(35), []byte{0xff, 0xff, 0xff, 0xff})
	f.Add(uint(35+4+17), []byte{0, 0, 0, 1})
	f.Add(uint(10), []byte{1, 2, 3})
	f.Add(uint(300), []byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, where uint, with []byte) {
		data := bytes.Clone(whole)
		body := data[:len(data)-sha256.Size]
		at := int(where % uint(len(body)))
		copy(body[at:], with)
		if dear(body) {
			return // within the limits, and a gibibyte all the same
		}
		sum := sha256.Sum256(body)
		copy(data[len(body):], sum[:])
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		refusedOrSame(t, s.Dir(), want)
	})
}
