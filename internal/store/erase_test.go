package store_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// twoFamilies gives a store with two households, a draft and a setting, and the ids of both.
func twoFamilies(t testing.TB) (s *store.Store, goes, stays record.ID) {
	t.Helper()
	s = create(t)
	mother := family(t, s)
	for _, row := range s.Rows(record.KindHousehold) {
		if row.ID != mother.Owner {
			goes = row.ID
		}
	}
	err := s.Update(func(tx *store.Tx) error {
		if err := tx.PutDraft("concern/new", []byte("De oudste komt niet meer op school")); err != nil {
			return err
		}
		_, err := tx.Number(record.KindConcern)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, goes, mother.Owner
}

func destroy(owner record.ID) func(tx *store.EraseTx) error {
	return func(tx *store.EraseTx) error {
		if err := tx.Destroy(owner); err != nil {
			return err
		}
		return tx.Audit(store.ActionErased, record.KindHousehold, owner)
	}
}

func erase(t testing.TB, s *store.Store, owner record.ID) store.Erasure {
	t.Helper()
	e, err := s.Erase(t.Context(), nil, destroy(owner))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// frozen copies the folder of a store, open or not.
func frozen(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "frozen")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

func ofOwner(all map[store.Ref]string, owner record.ID) (own, others map[store.Ref]string) {
	own, others = map[store.Ref]string{}, maps.Clone(all)
	for ref, line := range all {
		if strings.Contains(line, `"owner":"`+owner.String()+`"`) {
			own[ref] = line
			delete(others, ref)
		}
	}
	return own, others
}

func verified(t testing.TB, s *store.Store) {
	t.Helper()
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestErasedIsGoneAndTheRestIsAsItWas(t *testing.T) {
	s, goes, _ := twoFamilies(t)
	own, others := ofOwner(lines(t, s), goes)
	e := erase(t, s, goes)
	check := func(s *store.Store) {
		t.Helper()
		if d := cmp.Diff(others, lines(t, s)); d != "" {
			t.Error(d)
		}
		for ref := range own {
			err := s.View(func(tx *store.Tx) error {
				_, err := tx.Get(ref.Kind, ref.ID)
				return err
			})
			if fault.Of(err) != fault.NotFound {
				t.Errorf("%v: %v", ref.Kind, err)
			}
		}
		_ = s.View(func(tx *store.Tx) error {
			if d, err := tx.Draft("concern/new"); string(d) != "De oudste komt niet meer op school" || err != nil {
				t.Errorf("draft %q %v", d, err)
			}
			all, err := tx.Erasures()
			if err != nil || len(all) != 1 || !cmp.Equal(all[0], e) {
				t.Errorf("journal %v %v", all, err)
			}
			return nil
		})
		verified(t, s)
	}
	if len(own) != 3 || len(e.Records) != 3 || !slices.Equal(e.Owners, []record.ID{goes}) {
		t.Fatalf("%d records, %+v", len(own), e)
	}
	check(s)
	p := fatima()
	put(t, s, p)
	others[store.Ref{Kind: record.KindPerson, ID: p.ID}] = lines(t, s)[store.Ref{Kind: record.KindPerson, ID: p.ID}]
	check(reopen(t, s))
}

// everything is every value of a copy of a store file.
func everything(t testing.TB, dir string) map[byte][][2][]byte {
	t.Helper()
	all := map[byte][][2][]byte{}
	db, err := bolt.Open(filepath.Join(dir, "store.db"), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	_ = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				all[name[0]] = append(all[name[0]], [2][]byte{bytes.Clone(k), bytes.Clone(v)})
				return nil
			})
		})
	})
	return all
}

func TestAnOldCopyOpensNothingErasedWithTheKeysOfNow(t *testing.T) {
	s, goes, stays := twoFamilies(t)
	bystander := fatima() // with a key of her own, touched by nothing
	put(t, s, bystander)
	own, _ := ofOwner(lines(t, s), goes)
	before := frozen(t, s.Dir())
	old := everything(t, before)
	erase(t, s, goes)
	opens := 0
	for bucket, pairs := range old {
		for _, p := range pairs {
			if bucket != 'a' && s.Opens(bucket, p[0], p[1]) {
				opens++
				if bucket != 'c' && bucket != 'd' {
					t.Errorf("a value of bucket %c still opens", bucket)
				}
			}
		}
	}
	// What was not touched keeps its key: the other family and the bystander, each record with its row.
	if want := 2 * (len(lines(t, s))); opens != want {
		t.Errorf("%d values of the old copy open, want %d of the %d that stay", opens, want, len(own))
	}
	data, err := os.ReadFile(filepath.Join(s.Dir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, bucket := range []byte{'b', 'f'} {
		for _, p := range old[bucket] {
			if bytes.Contains(data, p[1]) {
				t.Errorf("a sealed value of bucket %c still stands in the file", bucket)
			}
		}
	}
	// The old file with the slots of now does not open at all; the whole old folder does.
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mixed := frozen(t, s.Dir())
	copyFile(t, filepath.Join(before, "store.db"), filepath.Join(mixed, "store.db"))
	if _, err := open(phrase, mixed); fault.Of(err) != fault.Corrupt {
		t.Errorf("the old file with the slots of now: %v", err)
	}
	whole, err := open(phrase, before)
	if err != nil {
		t.Fatal(err)
	}
	if len(lines(t, whole)) != len(own)+4 {
		t.Error("the whole old folder should open as what it was")
	}
	_ = whole.Close()
	_ = stays
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOneMemberOfAFamilyThatStays asks the same of what a key sealed that still lives.
func TestOneMemberOfAFamilyThatStays(t *testing.T) {
	s, _, stays := twoFamilies(t)
	var member store.Ref
	for _, row := range s.Rows(record.KindPerson) {
		if row.Owner == stays {
			member = store.Ref{Kind: record.KindPerson, ID: row.ID}
		}
	}
	old := everything(t, frozen(t, s.Dir()))
	all := lines(t, s)
	delete(all, member)
	e, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Delete(member.Kind, member.ID) })
	if err != nil || len(e.Owners) != 0 || !slices.Equal(e.Records, []record.ID{member.ID}) {
		t.Fatalf("%+v %v", e, err)
	}
	opens := 0
	for _, bucket := range []byte("cd") {
		for _, p := range old[bucket] {
			if s.Opens(bucket, p[0], p[1]) {
				opens++
			}
		}
	}
	if opens != 2*3 { // the other family alone
		t.Errorf("%d old values open", opens)
	}
	if d := cmp.Diff(all, lines(t, s)); d != "" {
		t.Error(d)
	}
	verified(t, reopen(t, s))
}

func TestErasingThatFailsLeavesEverything(t *testing.T) {
	s, goes, _ := twoFamilies(t)
	all := lines(t, s)
	stop := errors.New("stop")
	ctx, cancel := context.WithCancel(t.Context())
	for name, run := range map[string]func() error{
		"the change fails": func() error {
			_, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return errors.Join(tx.Destroy(goes), stop) })
			return err
		},
		"stopped while writing": func() error {
			_, err := s.Erase(ctx, func(int, int) { cancel() }, destroy(goes))
			return err
		},
		"no such owner": func() error {
			_, err := s.Erase(t.Context(), nil, destroy(record.ID{7}))
			return err
		},
		"the store itself": func() error {
			_, err := s.Erase(t.Context(), nil, destroy(record.ID{}))
			return err
		},
	} {
		if run() == nil {
			t.Errorf("%s: no error", name)
		}
		if d := cmp.Diff(all, lines(t, s)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if names := entries(t, s.Dir()); !slices.Equal(names, []string{"keys", "open", "store.db"}) {
			t.Errorf("%s: left %v", name, names)
		}
	}
	s = reopen(t, s)
	if d := cmp.Diff(all, lines(t, s)); d != "" {
		t.Error(d)
	}
	verified(t, s)
}

func entries(t testing.TB, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// TestEndBetweenTheSteps opens the folder as each step of a change of file leaves it.
func TestEndBetweenTheSteps(t *testing.T) {
	s, goes, _ := twoFamilies(t)
	before := lines(t, s)
	_ = s.Close()
	old := frozen(t, s.Dir())
	s, err := open(phrase, s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	erase(t, s, goes)
	after := lines(t, s)
	_ = s.Close()
	now := s.Dir()
	for name, c := range map[string]struct {
		files map[string]string
		want  map[store.Ref]string
	}{
		"half a new file":            {map[string]string{"store.next": filepath.Join(old, "keys")}, before},
		"the new file":               {map[string]string{"store.next": filepath.Join(now, "store.db")}, before},
		"the new file and its slots": {map[string]string{"store.next": filepath.Join(now, "store.db"), "keys.next": filepath.Join(now, "keys")}, before},
		"the file in place, the slots not yet": {map[string]string{
			"store.db": filepath.Join(now, "store.db"), "keys.next": filepath.Join(now, "keys"),
		}, after},
		"slots that belong to nothing": {map[string]string{"keys.next": filepath.Join(now, "keys")}, before},
	} {
		dir := frozen(t, old)
		for to, from := range c.files {
			copyFile(t, from, filepath.Join(dir, to))
		}
		if err := os.WriteFile(filepath.Join(dir, "open"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := open("een andere zin die niet klopt", dir); fault.Of(err) != fault.Secret {
			t.Errorf("%s: a wrong passphrase: %v", name, err)
		}
		for range 2 {
			s, err := open(phrase, dir)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d := cmp.Diff(c.want, lines(t, s)); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			verified(t, s)
			_ = s.Close()
		}
		if names := entries(t, dir); !slices.Equal(names, []string{"keys", "store.db"}) && name != "slots that belong to nothing" {
			t.Errorf("%s: left %v", name, names)
		}
	}
}

func TestRotationAsksForNoPaper(t *testing.T) {
	s, _, _ := twoFamilies(t)
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	before := frozen(t, s.Dir())
	all := lines(t, s)
	if err := s.Rotate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangePassphrase([]byte(phrase), []byte("zolder tulp banaan trein sneeuw")); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	for _, secret := range []string{"zolder tulp banaan trein sneeuw", code} {
		s, err := open(secret, s.Dir())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(all, lines(t, s)); d != "" {
			t.Error(d)
		}
		verified(t, s)
		_ = s.Close()
	}
	slots := frozen(t, s.Dir())
	copyFile(t, filepath.Join(before, "keys"), filepath.Join(slots, "keys"))
	if _, err := open(phrase, slots); fault.Of(err) != fault.Corrupt {
		t.Errorf("the old slots open the new file: %v", err)
	}
	if f, err := keyfile.Read(filepath.Join(s.Dir(), "keys")); err != nil || f.Generation != 2 {
		t.Errorf("%v %v", f, err)
	}
}

func TestCompactingLeavesNothingBehindAndChangesNothing(t *testing.T) {
	s, _, _ := twoFamilies(t)
	var many []record.Record
	for range 300 {
		p := fatima()
		p.Note = record.Text(strings.Repeat("zin ", 1000))
		many = append(many, p)
	}
	put(t, s, many...)
	for _, r := range many {
		p := r.Base()
		if err := s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) }); err != nil {
			t.Fatal(err)
		}
	}
	all, before := lines(t, s), s.Stat()
	if free, size, err := s.Waste(); err != nil || free*2 < size || size != before.Bytes {
		t.Errorf("%d of %d bytes are free: %v", free, size, err)
	}
	if err := s.Compact(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	after := s.Stat()
	if d := cmp.Diff(all, lines(t, s)); d != "" || after.Entries != before.Entries {
		t.Errorf("%d entries of %d: %s", after.Entries, before.Entries, d)
	}
	if free, size, err := s.Waste(); err != nil || free*4 > size {
		t.Errorf("%d of %d bytes are free afterwards: %v", free, size, err)
	}
	if after.Bytes*2 > before.Bytes {
		t.Errorf("%d bytes, before %d", after.Bytes, before.Bytes)
	}
	verified(t, s)
	verified(t, reopen(t, s))
}

func TestErasedAgainInAnOlderCopy(t *testing.T) {
	s, goes, stays := twoFamilies(t)
	before := frozen(t, s.Dir())
	var member record.ID
	for _, row := range s.Rows(record.KindPerson) {
		if row.Owner == stays {
			member = row.ID
		}
	}
	first := erase(t, s, goes)
	second, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Delete(record.KindPerson, member) })
	if err != nil {
		t.Fatal(err)
	}
	want := lines(t, s)
	older, err := open(phrase, before)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = older.Close() })
	for _, e := range []store.Erasure{first, second, first} {
		again, rest, ok := store.ParseErasure(e.Append(nil))
		if !ok || len(rest) != 0 || !cmp.Equal(again, e) {
			t.Fatalf("%+v", again)
		}
	}
	for i, list := range [][]store.Erasure{{first}, {first, second, second}, {second, first}} {
		if done, err := older.EraseAgain(t.Context(), list); done != []int{1, 1, 0}[i] || err != nil {
			t.Errorf("%d: %v %v", i, done, err)
		}
	}
	if d := cmp.Diff(want, lines(t, older)); d != "" {
		t.Error(d)
	}
	_ = older.View(func(tx *store.Tx) error {
		all, err := tx.Erasures()
		if d := cmp.Diff([]store.Erasure{first, second}, all); d != "" || err != nil {
			t.Error(d, err)
		}
		return nil
	})
	verified(t, older)
}

// TestWorkGoesOnWhileFilesChange reads, writes, copies and changes slots while the file is made anew again and again.
func TestWorkGoesOnWhileFilesChange(t *testing.T) {
	s, _, stays := twoFamilies(t)
	stop := make(chan struct{})
	var group sync.WaitGroup
	again := func(do func(n int) error) {
		group.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := do(n); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var mu sync.Mutex
	var ids []record.ID
	again(func(int) error {
		p := fatima()
		err := s.Update(func(tx *store.Tx) error { return tx.Put(p) })
		mu.Lock()
		defer mu.Unlock()
		ids = append(ids, p.ID)
		return err
	})
	again(func(int) error {
		return s.View(func(tx *store.Tx) error {
			_, err := store.Get[*record.Household](tx, stays)
			return err
		})
	})
	again(func(n int) error {
		dir := filepath.Join(s.Dir(), "copy")
		_, err := s.Copy(t.Context(), dir)
		return errors.Join(err, os.RemoveAll(dir))
	})
	again(func(int) error {
		_, err := s.AddRecovery()
		return err
	})
	for n := range 8 {
		var err error
		if n%2 == 0 {
			err = s.Rotate(t.Context(), nil)
		} else {
			err = s.Compact(t.Context(), nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	group.Wait()
	s = reopen(t, s)
	for _, id := range ids {
		if _, err := get[*record.Person](t, s, id); err != nil {
			t.Error(err)
		}
	}
	verified(t, s)
}
