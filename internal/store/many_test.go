package store_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"schakel/internal/record"
	"schakel/internal/store"
)

// many puts so many people with names of their own, each the owner of itself, and a contact about every third.
func many(t testing.TB, s *store.Store, n int) (ids []record.ID) {
	t.Helper()
	for from := 0; from < n; from += 1000 {
		err := s.Update(func(tx *store.Tx) error {
			for i := from; i < min(n, from+1000); i++ {
				p := &record.Person{As: record.PersonParent, First: record.Text("Şule"), Last: record.Text(fmt.Sprint("van der Ploeg ", i))}
				if err := tx.Put(p); err != nil {
					return err
				}
				ids = append(ids, p.ID)
				if i%3 > 0 {
					continue
				}
				c := &record.Contact{
					Head: record.Head{Owner: p.ID}, About: record.AboutPerson, Subject: p.ID, On: record.Day(2026, 1, 1).Add(i % 300),
					Promise: record.Text(strings.Repeat("x", i%50)), PromDue: record.Day(2026, 12, 1),
				}
				if err := tx.Put(c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

var private = gocmp.Comparer(func(a, b record.Private) bool { return a.Equal(b) })

func sortedRows(s *store.Store) (all []record.Row) {
	for _, k := range record.Kinds() {
		all = append(all, s.Rows(k)...)
	}
	slices.SortFunc(all, func(a, b record.Row) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), bytes.Compare(a.ID[:], b.ID[:])) })
	return all
}

// Small buckets stand inside another page, larger ones on a page of their own, below one level of pages, and below two.
func TestRowsAfterOpeningAreThoseOfBefore(t *testing.T) {
	for _, n := range []int{0, 1, 2, 20, 300, 5000} {
		s := create(t)
		ids := many(t, s, n)
		if n > 20 { // pages that were emptied, and some that are half full
			err := s.Update(func(tx *store.Tx) error {
				for _, id := range ids[:n/2] {
					if err := tx.Delete(record.KindPerson, id); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		before := sortedRows(s)
		if want := n + (n+2)/3; n <= 20 && len(before) != want {
			t.Fatalf("%d rows, not %d", len(before), want)
		}
		s = reopen(t, s)
		if d := gocmp.Diff(before, sortedRows(s), private); d != "" {
			t.Fatalf("%d people: %s", n, d)
		}
		for _, r := range before {
			if got, ok := s.Row(store.Ref{Kind: r.Kind, ID: r.ID}); !ok || !gocmp.Equal(got, r, private) {
				t.Fatalf("%d people: a row by itself differs", n)
			}
		}
		report, err := s.Verify(context.Background(), nil)
		if err != nil || report.Damaged() {
			t.Errorf("%d people: %d findings, %v", n, len(report.Findings), err)
		}
	}
}

func TestARowThatIsNotThere(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	for _, ref := range []store.Ref{{}, {Kind: record.KindPerson}, {Kind: record.KindContact, ID: p.ID}, {Kind: 200, ID: p.ID}} {
		if _, ok := s.Row(ref); ok {
			t.Errorf("%+v is there", ref)
		}
	}
}

func TestEachGivesWhatGetGives(t *testing.T) {
	s := create(t)
	ids := many(t, s, 1500)
	err := s.Update(func(tx *store.Tx) error {
		changed, err := store.Get[*record.Person](tx, ids[700])
		if err != nil {
			return err
		}
		changed.First = record.Text("Nour")
		if err := tx.Put(changed); err != nil {
			return err
		}
		i := 0
		err = tx.Each(record.KindPerson, ids, func(r record.Record) error {
			one, err := tx.Get(record.KindPerson, ids[i])
			if err != nil {
				return err
			}
			if d := gocmp.Diff(one, r, private); d != "" {
				t.Errorf("record %d: %s", i, d)
			}
			i++
			return nil
		})
		if i != len(ids) {
			t.Errorf("%d of %d", i, len(ids))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEachEndsAtTheFirstError(t *testing.T) {
	s := create(t)
	ids := many(t, s, 1500)
	stop := errors.New("enough")
	_ = s.View(func(tx *store.Tx) error {
		seen := 0
		err := tx.Each(record.KindPerson, ids, func(record.Record) error {
			if seen++; seen == 10 {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) || seen != 10 {
			t.Errorf("%v after %d", err, seen)
		}
		seen = 0
		missing := append(slices.Clone(ids[:1000]), record.ID{9})
		err = tx.Each(record.KindPerson, missing, func(record.Record) error { seen++; return nil })
		if !errors.Is(err, store.ErrNotFound) || seen > 1000 {
			t.Errorf("%v after %d", err, seen)
		}
		return nil
	})
}

// One leaf without elements breaks no order, so that only counting finds it below two parts that are walked side by side.
func TestAPageInTwoPartsOfATreeIsFound(t *testing.T) {
	const root, bucket, free, first, second = 2, 3, 4, 5, 6
	for _, tc := range []struct {
		children [2]uint64
		whole    bool
	}{{[2]uint64{first, second}, true}, {[2]uint64{first, first}, false}, {[2]uint64{first, bucket}, false}, {[2]uint64{root, second}, false}} {
		f := make([]byte, 7*4096)
		native := binary.NativeEndian
		page := func(id uint64, flags, count uint16) []byte {
			p := f[id*4096 : (id+1)*4096]
			native.PutUint64(p, id)
			native.PutUint16(p[8:], flags)
			native.PutUint16(p[10:], count)
			return p
		}
		for id := range uint64(2) {
			m := page(id, 4, 0)[16:]
			native.PutUint32(m, 0xED0CDAED)
			native.PutUint32(m[4:], 2)
			native.PutUint32(m[8:], 4096)
			for at, v := range map[int]uint64{16: root, 32: free, 40: 7, 48: id} {
				native.PutUint64(m[at:], v)
			}
			h := fnv.New64a()
			_, _ = h.Write(m[:56])
			native.PutUint64(m[56:], h.Sum64())
		}
		leaf := page(root, 2, 1)[16:]
		for at, v := range []uint32{1, 16, 1, 16} { // a bucket, its key behind this element
			native.PutUint32(leaf[4*at:], v)
		}
		leaf[16] = 'd'
		native.PutUint64(leaf[17:], bucket)
		branch := page(bucket, 1, 2)[16:]
		for i, child := range tc.children {
			native.PutUint32(branch[16*i:], uint32(32-16*i+i)) // where the key is, from here
			native.PutUint32(branch[16*i+4:], 1)
			native.PutUint64(branch[16*i+8:], child)
			branch[32+i] = 'k' + byte(i)
		}
		var unused uint16
		for _, id := range []uint64{first, second} {
			page(id, 2, 0)
			if !slices.Contains(tc.children[:], id) { // then it is free: only what is reached twice is wrong
				native.PutUint64(f[free*4096+16+8*int(unused):], id)
				unused++
			}
		}
		page(free, 16, unused)
		err := store.Walk(bytes.NewReader(f), int64(len(f)))
		if tc.whole != (err == nil) || !tc.whole && !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%v: %v", tc.children, err)
		}
	}
}
