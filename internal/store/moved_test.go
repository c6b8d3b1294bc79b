package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// busy fills a store with something in every bucket: records of several revisions, one that was deleted, drafts, a number and a code.
func busy(t testing.TB, s *store.Store) {
	t.Helper()
	mother := family(t, s)
	put(t, s, mother)
	gone := fatima()
	put(t, s, gone)
	if _, err := s.AddRecovery(); err != nil {
		t.Fatal(err)
	}
	err := s.Update(func(tx *store.Tx) error {
		_, err := tx.Number(record.KindReferral)
		return errors.Join(err, tx.Delete(record.KindPerson, gone.ID), tx.PutDraft("a", []byte("een begin")), tx.PutDraft("b", []byte("nog een")))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reading is everything that can be read of a store, each part with a name. A part that cannot be read is missing; why must be damage.
func reading(t testing.TB, s *store.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	keep := func(name string, text []byte, err error) {
		if err == nil {
			all[name] = string(text)
		} else if fault.Of(err) != fault.Corrupt && fault.Of(err) != fault.Newer {
			t.Errorf("%s: %v", name, err)
		}
	}
	_ = s.View(func(tx *store.Tx) error {
		for _, kind := range record.Kinds() {
			for _, row := range s.Rows(kind) {
				all["row "+row.ID.String()] = string(codec.MarshalRow(row))
				var line []byte
				r, err := tx.Get(kind, row.ID)
				if err == nil {
					line, err = codec.Line(r)
				}
				keep("record "+row.ID.String(), line, err)
			}
		}
		drafts, err := tx.Drafts()
		keep("drafts", fmt.Append(nil, drafts), err)
		for _, key := range []string{"a", "b"} {
			data, err := tx.Draft(key)
			if errors.Is(err, store.ErrNotFound) {
				data, err = []byte("none"), nil
			}
			keep("draft "+key, data, err)
		}
		number, err := tx.Value("number." + record.KindReferral.String())
		keep("number", number, err)
		var entries []string
		err = tx.Entries(func(e store.Entry) bool { entries = append(entries, fmt.Sprint(e)); return true })
		keep("audit", []byte(strings.Join(entries, "\n")), err)
		return nil
	})
	return all
}

// judged opens a store that was changed. It is refused as damage, or it reads the same, or what differs is only missing, or Verify finds it.
// A part that reads as something else, and that Verify does not find, fails the test.
func judged(t *testing.T, dir, what string, want map[string]string) (noticed bool) {
	t.Helper()
	s, err := open(phrase, dir)
	if err != nil {
		if k := fault.Of(err); k != fault.Corrupt && k != fault.Newer {
			t.Errorf("%s: open: %v", what, err)
		}
		return true
	}
	defer func() { _ = s.Close() }()
	got := reading(t, s)
	report, err := s.Verify(t.Context(), nil)
	if err != nil {
		t.Errorf("%s: verify: %v", what, err)
	}
	same := len(got) == len(want)
	for name, text := range want {
		now, ok := got[name]
		if !ok || now != text {
			same = false
		}
		if ok && now != text && len(report.Findings) == 0 {
			t.Errorf("%s: %s reads as something else and nobody notices", what, strings.Fields(name)[0])
		}
		if ok && now != text && strings.HasPrefix(name, "record ") {
			t.Errorf("%s: a wrong record", what)
		}
	}
	if !same && len(report.Findings) == 0 {
		t.Errorf("%s: something is missing and nobody notices", what)
	}
	return !same || len(report.Findings) > 0
}

// value is a sealed value and where it stands.
type value struct {
	bucket string
	key    []byte
	data   []byte
}

func values(t testing.TB, dir string) (all []value) {
	t.Helper()
	edit(t, dir, func(tx *bolt.Tx) error {
		for _, letter := range "abcdefg" {
			keys, data := items(tx, string(letter))
			for i := range keys {
				all = append(all, value{string(letter), keys[i], data[i]})
			}
		}
		return nil
	})
	return all
}

// TestAnyValueMovedToAnyOtherPlaceIsRefused puts each sealed value at each other key, in each other bucket, under each other owner, at another
// revision, and in another store file. The normal run takes one move in many.
func TestAnyValueMovedToAnyOtherPlaceIsRefused(t *testing.T) {
	s, other := create(t), create(t)
	busy(t, s)
	busy(t, other)
	want := reading(t, s)
	if err := errors.Join(s.Close(), other.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "store.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	here, there := values(t, s.Dir()), values(t, other.Dir())
	whole, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	every := 41
	if os.Getenv("SCHAKEL_LONG") != "" {
		every = 1
	}
	moves := movesOf(t, s, here, there)
	for _, kind := range []string{"key", "bucket", "owner", "revision", "store"} {
		t.Run(kind, func(t *testing.T) {
			n, step := 0, every
			if len(moves[kind]) < 200 {
				step = min(every, 3)
			}
			for i := 0; i < len(moves[kind]); i += step {
				m := moves[kind][i]
				if err := os.WriteFile(path, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				edit(t, s.Dir(), func(tx *bolt.Tx) error { return tx.Bucket([]byte(m.bucket)).Put(m.key, m.data) })
				if !judged(t, s.Dir(), fmt.Sprintf("%s: to %s %x", kind, m.bucket, m.key), want) {
					t.Errorf("%s: a value of %d bytes at %s %x changes nothing", kind, len(m.data), m.bucket, m.key)
				}
				n++
			}
			if t.Logf("%d of %d moves", n, len(moves[kind])); n < 5 {
				t.Error("hardly anything was moved")
			}
		})
	}
}

// movesOf lists where each value could be put, by what changes about its place.
func movesOf(t *testing.T, s *store.Store, here, there []value) map[string][]value {
	t.Helper()
	moves := map[string][]value{}
	for _, to := range here {
		for _, from := range here {
			switch {
			case from.bucket != to.bucket:
				moves["bucket"] = append(moves["bucket"], value{to.bucket, to.key, from.data})
			case !bytes.Equal(from.key, to.key):
				moves["key"] = append(moves["key"], value{to.bucket, to.key, from.data})
			}
		}
		for _, from := range there {
			if from.bucket == to.bucket {
				moves["store"] = append(moves["store"], value{to.bucket, to.key, from.data})
			}
		}
		if to.bucket != "c" && to.bucket != "d" {
			continue
		}
		// The locator is a mask over owner and revision: whoever knows both can change them without a key.
		for _, owner := range owners(t, s) {
			for _, was := range owners(t, s) {
				if owner == was {
					continue
				}
				m := value{to.bucket, to.key, slices.Clone(to.data)}
				for i := range owner {
					m.data[i] ^= owner[i] ^ was[i]
				}
				moves["owner"] = append(moves["owner"], m)
			}
		}
		for revision := uint64(1); revision < 4; revision++ {
			m := value{to.bucket, to.key, slices.Clone(to.data)}
			binary.BigEndian.PutUint64(m.data[16:], binary.BigEndian.Uint64(m.data[16:])^revision)
			moves["revision"] = append(moves["revision"], m)
		}
	}
	return moves
}

// owners are the ids under which a store that is filled by busy seals.
func owners(t *testing.T, s *store.Store) (all []record.ID) {
	t.Helper()
	n, err := open(phrase, s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = n.Close() }()
	for _, row := range n.Rows(record.KindHousehold) {
		all = append(all, row.ID)
	}
	return append(all, record.ID{})
}

// TestFlippedByteIsNoticedOrChangesNothing flips bytes of the store and of its slots, one at a time. SCHAKEL_LONG flips every byte.
func TestFlippedByteIsNoticedOrChangesNothing(t *testing.T) {
	s := create(t)
	busy(t, s)
	want := reading(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"store.db", "keys"} {
		path := filepath.Join(s.Dir(), name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		step := max(1, len(whole)/400)
		if os.Getenv("SCHAKEL_LONG") != "" {
			step = 1
		}
		noticed, tried := 0, 0
		flip := func(at int) {
			data := bytes.Clone(whole)
			data[at] ^= 1 << (at % 8)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			tried++
			if judged(t, s.Dir(), fmt.Sprintf("%s: byte %d", name, at), want) {
				noticed++
			}
			// Opening a store writes nothing, so the other bytes are as they were; a mark that a refused opening left is not.
			_ = os.Remove(filepath.Join(s.Dir(), "open"))
		}
		for at := 0; at < len(whole); at += step {
			flip(at)
		}
		for at := 0; at < len(whole) && step > 1 && name == "store.db"; at += 4096 { // the head of every page
			for i := range 24 {
				flip(at + i)
			}
		}
		if t.Logf("%s: %d bytes, %d flipped, %d noticed, the others changed nothing", name, len(whole), tried, noticed); noticed == 0 {
			t.Errorf("%s: nothing is noticed", name)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		if judged(t, s.Dir(), name, want) {
			t.Errorf("%s: the whole file is not the same any more", name)
		}
	}
}
