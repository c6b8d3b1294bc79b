package store_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
	"unicode/utf16"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// family fills a store with two households and returns a mother of one.
func family(t testing.TB, s *store.Store) *record.Person {
	t.Helper()
	var mother *record.Person
	for range 2 {
		house := &record.Household{Name: record.Text("Gezin Yılmazer"), Postcode4: "3072", Review: record.Day(2027, 2, 28)}
		put(t, s, house)
		mother = fatima()
		mother.Owner = house.ID
		put(t, s, mother, &record.Contact{
			Head: record.Head{Owner: house.ID}, About: record.AboutHousehold, Subject: house.ID, On: record.Day(2026, 11, 19),
			Note: record.Text("De jongste slaapt slecht; يوسف"), Promise: record.Text("Bellen met school"), PromDue: record.Day(2026, 12, 3),
		})
	}
	return mother
}

// spellings gives a text in the encodings in which it could leak.
func spellings(text string) [][]byte {
	var le, be []byte
	for _, u := range utf16.Encode([]rune(text)) {
		le, be = append(le, byte(u), byte(u>>8)), append(be, byte(u>>8), byte(u))
	}
	return [][]byte{[]byte(text), le, be, []byte(hex.EncodeToString([]byte(text)))}
}

func TestNothingInClearOnDisk(t *testing.T) {
	s := create(t)
	mother := family(t, s)
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Update(func(tx *store.Tx) error {
		_ = tx.PutValue("cursor.of.somebody", []byte("setting-content"))
		return tx.PutDraft("concern/draft-key", []byte("draft-content"))
	})
	needles := []string{
		"Fatima", "Yılmazer", "Gezin", "0612345678", "Vertelt liever", "slaapt slecht", "يوسف", "Bellen", "1988-03-14", "2026-11-19", "2027-02-28",
		"19880314", "3072", "cursor.of", "setting-content", "draft-key", "draft-content", "household", "parent", "created", mother.ID.String(),
		string(mother.ID[:]), string(mother.Owner[:]), "contact", phrase, "kikker", code, code[:5],
	}
	search := func(when string) {
		files := 0
		err := filepath.WalkDir(s.Dir(), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			files++
			for _, n := range needles {
				for _, b := range spellings(n) {
					if len(b) > 3 && bytes.Contains(data, b) && !(n == "3072" && !bytes.Equal(b, []byte(n))) {
						t.Errorf("%s: %q stands in %s", when, n, filepath.Base(path))
					}
				}
			}
			return err
		})
		if err != nil || files < 2 {
			t.Fatal(files, err)
		}
	}
	search("open")
	_ = s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, mother.ID) })
	_ = s.Close()
	search("closed")
	info, _ := os.Stat(filepath.Join(s.Dir(), "store.db"))
	dir, _ := os.Stat(s.Dir())
	if info.Mode().Perm() != 0o600 || dir.Mode().Perm() != 0o700 {
		t.Errorf("modes %v %v", info.Mode(), dir.Mode())
	}
}

// edit changes the closed store's file with bbolt, as somebody could who has no key.
func edit(t testing.TB, dir string, change func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(dir, "store.db"), 0o600, &bolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(change); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func items(tx *bolt.Tx, bucket string) (keys, values [][]byte) {
	_ = tx.Bucket([]byte(bucket)).ForEach(func(k, v []byte) error {
		keys, values = append(keys, bytes.Clone(k)), append(values, bytes.Clone(v))
		return nil
	})
	return keys, values
}

// wrong opens the store and reads everything; it returns how many records could not be read and what Verify found. A record that
// differs from what was saved fails the test.
func wrong(t *testing.T, dir string, saved map[store.Ref]string) (bad int, findings []store.Finding, openErr error) {
	t.Helper()
	s, err := store.Open(dir, keyfile.Passphrase([]byte(phrase)), options())
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = s.Close() }()
	for ref, want := range saved {
		var r record.Record
		err := s.View(func(tx *store.Tx) (err error) {
			r, err = tx.Get(ref.Kind, ref.ID)
			return err
		})
		if err != nil {
			if k := fault.Of(err); k != fault.Corrupt {
				t.Errorf("%v: %v", k, err)
			}
			bad++
			continue
		}
		if got, _ := codec.Line(r); string(got) != want {
			t.Errorf("a wrong record came back")
		}
	}
	report, err := s.Verify(t.Context(), nil)
	if err != nil {
		t.Error(err)
	}
	return bad, report.Findings, nil
}

// lines is every record of a store.
func lines(t testing.TB, s *store.Store) map[store.Ref]string {
	t.Helper()
	all := map[store.Ref]string{}
	_ = s.View(func(tx *store.Tx) error {
		for _, k := range record.Kinds() {
			for _, row := range s.Rows(k) {
				r, err := tx.Get(k, row.ID)
				if err != nil {
					t.Fatal(err)
				}
				line, _ := codec.Line(r)
				all[store.Ref{Kind: k, ID: row.ID}] = string(line)
			}
		}
		return nil
	})
	return all
}

func TestMovedValuesAreRefused(t *testing.T) {
	other := create(t)
	family(t, other)
	_ = other.Close()
	var foreign [][]byte
	edit(t, other.Dir(), func(tx *bolt.Tx) error {
		_, foreign = items(tx, "c")
		return nil
	})
	for name, c := range map[string]struct {
		change func(tx *bolt.Tx) error
		opens  bool
		bad    int
	}{
		"two records change places": {func(tx *bolt.Tx) error {
			k, v := items(tx, "c")
			b := tx.Bucket([]byte("c"))
			return errors.Join(b.Put(k[0], v[1]), b.Put(k[1], v[0]))
		}, true, 2},
		"a record of another store": {func(tx *bolt.Tx) error {
			k, _ := items(tx, "c")
			return tx.Bucket([]byte("c")).Put(k[0], foreign[0])
		}, true, 1},
		"a row where its record stands": {func(tx *bolt.Tx) error {
			k, v := items(tx, "d")
			return tx.Bucket([]byte("c")).Put(k[0], v[0])
		}, true, 1},
		"another owner or revision": {func(tx *bolt.Tx) error {
			k, v := items(tx, "c")
			v[0][3] ^= 1  // owner
			v[1][23] ^= 1 // revision
			b := tx.Bucket([]byte("c"))
			return errors.Join(b.Put(k[0], v[0]), b.Put(k[1], v[1]))
		}, true, 2},
		"a record goes away": {func(tx *bolt.Tx) error {
			k, _ := items(tx, "c")
			return tx.Bucket([]byte("c")).Delete(k[0])
		}, true, 1},
		"a row goes away": {func(tx *bolt.Tx) error {
			k, _ := items(tx, "d")
			return tx.Bucket([]byte("d")).Delete(k[0])
		}, true, 0},
		"a draft's place": {func(tx *bolt.Tx) error {
			_, v := items(tx, "c")
			return tx.Bucket([]byte("f")).Put([]byte("0123456789abcdef"), v[0])
		}, true, 0},
		"an audit entry goes":    {func(tx *bolt.Tx) error { k, _ := items(tx, "e"); return tx.Bucket([]byte("e")).Delete(k[2]) }, true, 0},
		"audit entries swapped":  {func(tx *bolt.Tx) error { k, v := items(tx, "e"); return tx.Bucket([]byte("e")).Put(k[0], v[1]) }, true, 0},
		"the chain's end is cut": {func(tx *bolt.Tx) error { k, _ := items(tx, "e"); return tx.Bucket([]byte("e")).Delete(k[len(k)-1]) }, false, 0},
		"rows change places": {func(tx *bolt.Tx) error {
			k, v := items(tx, "d")
			return tx.Bucket([]byte("d")).Put(k[0], v[1])
		}, false, 0},
		"an owner's key is another's": {func(tx *bolt.Tx) error {
			k, v := items(tx, "b")
			return tx.Bucket([]byte("b")).Put(k[0], v[1])
		}, false, 0},
		"the store id": {func(tx *bolt.Tx) error {
			v := bytes.Clone(tx.Bucket([]byte("a")).Get([]byte("h")))
			v[5] ^= 1
			return tx.Bucket([]byte("a")).Put([]byte("h"), v)
		}, false, 0},
		"a bucket is gone": {func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("g")) }, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := create(t)
			family(t, s)
			saved := lines(t, s)
			_ = s.Close()
			edit(t, s.Dir(), c.change)
			bad, findings, err := wrong(t, s.Dir(), saved)
			if (err == nil) != c.opens || err != nil && fault.Of(err) != fault.Corrupt {
				t.Fatalf("open: %v", err)
			}
			if c.opens && len(findings) == 0 {
				t.Error("Verify found nothing")
			}
			if bad < c.bad {
				t.Errorf("%d records were refused, want %d", bad, c.bad)
			}
		})
	}
}

func TestOldStateOfARecordIsFound(t *testing.T) {
	for _, buckets := range []string{"c", "cd"} {
		s := create(t)
		mother := family(t, s)
		_ = s.Close()
		old := map[string][2][][]byte{}
		edit(t, s.Dir(), func(tx *bolt.Tx) error {
			for _, b := range buckets {
				k, v := items(tx, string(b))
				old[string(b)] = [2][][]byte{k, v}
			}
			return nil
		})
		s, err := open(phrase, s.Dir())
		if err != nil {
			t.Fatal(err)
		}
		mother, _ = get[*record.Person](t, s, mother.ID)
		put(t, s, mother)
		_ = s.Close()
		edit(t, s.Dir(), func(tx *bolt.Tx) error {
			for b, kv := range old {
				for i := range kv[0] {
					if err := tx.Bucket([]byte(b)).Put(kv[0][i], kv[1][i]); err != nil {
						return err
					}
				}
			}
			return nil
		})
		s, err = open(phrase, s.Dir())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := get[*record.Person](t, s, mother.ID); buckets == "c" && fault.Of(err) != fault.Corrupt {
			t.Errorf("an older record than its row: %v", err)
		}
		report, _ := s.Verify(t.Context(), nil)
		if !slices.ContainsFunc(report.Findings, func(f store.Finding) bool { return f.Ref.ID == mother.ID }) {
			t.Errorf("%q: %+v", buckets, report.Findings)
		}
		_ = s.Close()
	}
}

func TestOtherKeysAndNewerSchema(t *testing.T) {
	a, b := create(t), create(t)
	_, _ = a.Close(), b.Close()
	data, _ := os.ReadFile(filepath.Join(a.Dir(), "keys"))
	_ = os.WriteFile(filepath.Join(b.Dir(), "keys"), data, 0o600)
	if _, err := open(phrase, b.Dir()); fault.Of(err) != fault.Corrupt {
		t.Errorf("the keys of another store: %v", err)
	}
	edit(t, a.Dir(), func(tx *bolt.Tx) error {
		v := bytes.Clone(tx.Bucket([]byte("a")).Get([]byte("h")))
		v[1] = 2
		return tx.Bucket([]byte("a")).Put([]byte("h"), v)
	})
	if _, err := open(phrase, a.Dir()); fault.Of(err) != fault.Newer {
		t.Errorf("newer: %v", err)
	}
	_ = os.Remove(filepath.Join(a.Dir(), "keys"))
	if _, err := open(phrase, a.Dir()); fault.Of(err) != fault.NotFound && fault.Of(err) != fault.Newer {
		t.Errorf("without keys: %v", err)
	}
}

// TestDamagedFiles flips bytes and cuts the file, and asks for an error or the unchanged reading, every time. SCHAKEL_LONG flips every
// byte; the normal run takes one in many.
func TestDamagedFiles(t *testing.T) {
	s := create(t)
	family(t, s)
	saved := lines(t, s)
	_ = s.Close()
	path := filepath.Join(s.Dir(), "store.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	step := 131
	if os.Getenv("SCHAKEL_LONG") != "" {
		step = 1
	}
	found, same := 0, 0
	try := func(data []byte, what string, at int) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_ = os.Remove(filepath.Join(s.Dir(), "open"))
		bad, findings, err := wrong(t, s.Dir(), saved)
		switch {
		case err != nil && fault.Of(err) != fault.Corrupt && fault.Of(err) != fault.Newer:
			t.Errorf("%s at %d: %v", what, at, err)
		case err != nil || bad > 0 || len(findings) > 0:
			found++
		default:
			same++
		}
	}
	for at := 0; at < len(whole); at += step {
		if at < 2*4096 && at%4096 > 80 && step > 1 {
			continue
		}
		data := bytes.Clone(whole)
		data[at] ^= 1 << (at % 8)
		try(data, "flip", at)
	}
	for at := range 80 { // both meta pages, whole
		for _, page := range []int{0, 4096} {
			data := bytes.Clone(whole)
			data[page+at] ^= 0x10
			try(data, "flip", page+at)
		}
	}
	for at := 0; at < len(whole); at += 4096 - step%7 {
		try(whole[:at], "cut", at)
	}
	t.Logf("%d bytes: %d changes found, %d without effect", len(whole), found, same)
	_ = os.WriteFile(path, whole, 0o600)
	if bad, findings, err := wrong(t, s.Dir(), saved); bad > 0 || len(findings) > 0 || err != nil {
		t.Error(bad, findings, err)
	}
}

func TestLookTellsWithoutASecretWhyAStoreStaysClosed(t *testing.T) {
	s := create(t)
	family(t, s)
	if err := store.Look(s.Dir()); !errors.Is(err, store.ErrInUse) {
		t.Errorf("open elsewhere: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "store.db")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Look(s.Dir()); err != nil {
		t.Errorf("a whole store: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("looking changed the file: %v", err)
	}
	if err := os.Truncate(path, 4096*2+100); err != nil {
		t.Fatal(err)
	}
	if err := store.Look(s.Dir()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("a part of a store: %v", err)
	}
	if err := store.Look(t.TempDir()); !errors.Is(err, store.ErrMissing) {
		t.Errorf("no store: %v", err)
	}
}
