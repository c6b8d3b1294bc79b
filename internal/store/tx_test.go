package store_test

import (
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

func get[T record.Record](t testing.TB, s *store.Store, id record.ID) (T, error) {
	t.Helper()
	var r T
	err := s.View(func(tx *store.Tx) (err error) {
		r, err = store.Get[T](tx, id)
		return err
	})
	return r, err
}

func TestRevisions(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	mine, _ := get[*record.Person](t, s, p.ID)
	theirs, _ := get[*record.Person](t, s, p.ID)
	mine.Alias = record.Text("moeder van de bakker")
	put(t, s, mine)
	if mine.Revision != 2 {
		t.Errorf("revision %d", mine.Revision)
	}
	for name, r := range map[string]*record.Person{
		"changed in between": theirs,
		"new with an old id": {Head: record.Head{ID: p.ID}, As: record.PersonParent},
		"never saved":        {Head: record.Head{ID: record.ID{9}, Revision: 3}, As: record.PersonParent},
	} {
		before := r.Head
		err := s.Update(func(tx *store.Tx) error { return tx.Put(r) })
		if fault.Of(err) != fault.Conflict || fault.CodeOf(err) != "store.changed" {
			t.Errorf("%s: %v", name, err)
		}
		if r.Head != before {
			t.Errorf("%s: the head changed", name)
		}
	}
	now, _ := get[*record.Person](t, s, p.ID)
	if now.Alias.Reveal() != mine.Alias.Reveal() || now.Revision != 2 {
		t.Error("the refused save left something")
	}
}

func TestFailedUpdateLeavesNothing(t *testing.T) {
	s := create(t)
	put(t, s, fatima())
	before := s.Stat()
	house := &record.Household{Name: record.Text("Yılmazer")}
	stop := errors.New("stop")
	err := s.Update(func(tx *store.Tx) error {
		if err := tx.Put(house); err != nil {
			return err
		}
		if n, err := tx.Number(record.KindConcern); n != 1 || err != nil {
			return err
		}
		if err := tx.PutDraft("k", []byte("v")); err != nil {
			return err
		}
		return stop
	})
	if err != stop || house.Revision != 0 || !house.ID.Zero() || !house.Owner.Zero() {
		t.Errorf("%v %+v", err, house.Head)
	}
	func() {
		defer func() { _ = recover() }()
		_ = s.Update(func(tx *store.Tx) error {
			_ = tx.Put(house)
			panic("a mistake in the program")
		})
	}()
	if d := cmp.Diff(before, s.Stat()); d != "" || len(s.Rows(record.KindHousehold)) != 0 {
		t.Error(d)
	}
	// The key of the owner that was made and thrown away must be made again.
	put(t, s, house)
	s = reopen(t, s)
	if _, err := get[*record.Household](t, s, house.ID); err != nil {
		t.Error(err)
	}
	_ = s.Update(func(tx *store.Tx) error {
		if n, _ := tx.Number(record.KindConcern); n != 1 {
			t.Errorf("number %d", n)
		}
		if d, _ := tx.Drafts(); len(d) != 0 {
			t.Error("a draft stayed")
		}
		return nil
	})
}

func TestDelete(t *testing.T) {
	s := create(t)
	p, q := fatima(), fatima()
	put(t, s, p, q)
	err := s.Update(func(tx *store.Tx) error {
		if err := tx.Delete(record.KindPerson, p.ID); err != nil {
			return err
		}
		if _, err := store.Get[*record.Person](tx, p.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("still there inside: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := get[*record.Person](t, s, p.ID); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
	if err := s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) }); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
	s = reopen(t, s)
	if rows := s.Rows(record.KindPerson); len(rows) != 1 || rows[0].ID != q.ID {
		t.Error("the wrong one went")
	}
}

func TestNumbersDraftsAndValues(t *testing.T) {
	s := create(t)
	for want := uint32(1); want < 4; want++ {
		_ = s.Update(func(tx *store.Tx) error {
			if n, err := tx.Number(record.KindMeeting); n != want || err != nil {
				t.Errorf("number %d %v", n, err)
			}
			return nil
		})
	}
	_ = s.Update(func(tx *store.Tx) error {
		if n, err := tx.Number(record.KindConcern); n != 1 || err != nil {
			t.Errorf("another kind: %d %v", n, err)
		}
		for k, v := range map[string]string{"concern/new": "Ik zag", "empty": "", "concern/old": "Ik hoorde"} {
			if err := tx.PutDraft(k, []byte(v)); err != nil {
				t.Error(err)
			}
		}
		if err := tx.DeleteDraft("concern/old"); err != nil {
			t.Error(err)
		}
		return tx.PutValue("cursor", []byte("42"))
	})
	s = reopen(t, s)
	_ = s.View(func(tx *store.Tx) error {
		if d, err := tx.Draft("concern/new"); string(d) != "Ik zag" || err != nil {
			t.Errorf("%q %v", d, err)
		}
		if d, err := tx.Draft("empty"); len(d) != 0 || err != nil {
			t.Errorf("%q %v", d, err)
		}
		if _, err := tx.Draft("concern/old"); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		all, err := tx.Drafts()
		want := []store.DraftInfo{{Key: "concern/new", Changed: clock(), Size: 6}, {Key: "empty", Changed: clock()}}
		if d := cmp.Diff(want, all); d != "" || err != nil {
			t.Error(d, err)
		}
		if v, err := tx.Value("cursor"); string(v) != "42" || err != nil {
			t.Errorf("%q %v", v, err)
		}
		if v, err := tx.Value("none"); v != nil || err != nil {
			t.Errorf("%q %v", v, err)
		}
		if err := tx.PutValue("cursor", nil); !errors.Is(err, store.ErrView) {
			t.Errorf("a change while reading: %v", err)
		}
		if err := tx.Put(fatima()); !errors.Is(err, store.ErrView) {
			t.Errorf("a save while reading: %v", err)
		}
		return nil
	})
}

func TestWatchAndSnapshots(t *testing.T) {
	s := create(t)
	var changed []record.Row
	var deleted []store.Ref
	calls := 0
	stop := s.Watch(func(c []record.Row, d []store.Ref) {
		calls++
		changed, deleted = c, d
		_ = s.View(func(*store.Tx) error { return nil }) // allowed inside
	})
	p, q := fatima(), fatima()
	put(t, s, p, q)
	if calls != 1 || len(changed) != 2 || changed[0].ID != p.ID {
		t.Errorf("%d calls, %d rows", calls, len(changed))
	}
	snapshot := s.Rows(record.KindPerson)
	p.First = record.Text("Zeynep")
	put(t, s, p)
	_ = s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, q.ID) })
	if calls != 3 || len(deleted) != 1 || deleted[0].ID != q.ID {
		t.Errorf("%d calls", calls)
	}
	if len(snapshot) != 2 || snapshot[0].Title.Reveal() != "Fatima Yılmazer" {
		t.Error("a snapshot changed")
	}
	if rows := s.Rows(record.KindPerson); len(rows) != 1 || rows[0].Title.Reveal() != "Zeynep Yılmazer" {
		t.Error("the index did not change")
	}
	_ = s.Update(func(tx *store.Tx) error { return tx.Audit("seen", record.KindPerson, p.ID) })
	stop()
	put(t, s, q2())
	if calls != 3 {
		t.Error("called after stop, or without a changed record")
	}
}

func q2() *record.Person { return fatima() }

func TestAuditChain(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	put(t, s, p)
	_ = s.Update(func(tx *store.Tx) error { return tx.Audit("seen", record.KindPerson, p.ID) })
	_ = s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) })
	ref := store.Ref{Kind: record.KindPerson, ID: p.ID}
	want := []store.Entry{
		{Seq: 4, At: clock(), Action: "deleted", Ref: ref, Revision: 2}, {Seq: 3, At: clock(), Action: "seen", Ref: ref},
		{Seq: 2, At: clock(), Action: "changed", Ref: ref, Revision: 2}, {Seq: 1, At: clock(), Action: "created", Ref: ref, Revision: 1},
	}
	var got []store.Entry
	err := s.View(func(tx *store.Tx) error {
		return tx.Entries(func(e store.Entry) bool { got = append(got, e); return true })
	})
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
}

func open(s string, dir string) (*store.Store, error) {
	return store.Open(dir, store.ParseSecret(s), options())
}

func TestPassphraseAndRecovery(t *testing.T) {
	const next = "zolder tulp banaan trein sneeuw"
	s := create(t)
	put(t, s, fatima())
	if s.HasRecovery() || s.Stat().Recovery {
		t.Error("a recovery code before there is one")
	}
	first, err := s.AddRecovery()
	if err != nil || !s.HasRecovery() {
		t.Fatal(err)
	}
	second, _ := s.AddRecovery()
	if err := s.ChangePassphrase([]byte("not this one at all"), []byte(next)); fault.Of(err) != fault.Secret {
		t.Errorf("wrong old passphrase: %v", err)
	}
	if err := s.ChangePassphrase([]byte(phrase), []byte("geheim")); !errors.Is(err, keyfile.ErrWeak) {
		t.Errorf("weak: %v", err)
	}
	if err := s.ChangePassphrase([]byte(phrase), []byte(next)); err != nil {
		t.Fatal(err)
	}
	dir := s.Dir()
	_ = s.Close()
	for _, old := range []string{phrase, first} {
		if _, err := open(old, dir); fault.Of(err) != fault.Secret {
			t.Errorf("%q: %v", old, err)
		}
	}
	s, err = open(second, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ReplacePassphrase([]byte(phrase)); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, s)
	if len(s.Rows(record.KindPerson)) != 1 || s.Stat().Entries != 5 {
		t.Errorf("%+v", s.Stat())
	}
}

func TestClosedStoreIsLocked(t *testing.T) {
	s := create(t)
	_ = s.Close()
	if err := s.Close(); err != nil {
		t.Errorf("a second close: %v", err)
	}
	nothing := func(*store.Tx) error { return nil }
	_, recovery := s.AddRecovery()
	_, verify := s.Verify(t.Context(), nil)
	for name, err := range map[string]error{
		"view": s.View(nothing), "update": s.Update(nothing), "recovery": recovery, "verify": verify,
	} {
		if fault.Of(err) != fault.Locked {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(s.Rows(record.KindPerson)) != 0 {
		t.Error("rows of a closed store")
	}
}

func TestOwners(t *testing.T) {
	s := create(t)
	house := &record.Household{Name: record.Text("Yılmazer")}
	put(t, s, house)
	c := &record.Contact{
		Head: record.Head{Owner: house.ID}, About: record.AboutHousehold, Subject: house.ID, On: record.Day(2026, 11, 20),
		Note: record.Text("Rustig gesprek"),
	}
	m := &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, 11, 20), Heads: 12}
	put(t, s, c, m)
	if n := s.Stat().Owners; n != 1 {
		t.Errorf("%d owners", n)
	}
	c.Owner = record.ID{} // to the store
	put(t, s, c)
	s = reopen(t, s)
	got, err := get[*record.Contact](t, s, c.ID)
	if err != nil || !got.Owner.Zero() || got.Revision != 2 {
		t.Errorf("%v %+v", err, got)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestErrorsOfTheCallerPassUnchanged(t *testing.T) {
	s := create(t)
	for name, run := range map[string]func(func(*store.Tx) error) error{"view": s.View, "update": s.Update} {
		if err := run(func(*store.Tx) error { return os.ErrNotExist }); err != os.ErrNotExist {
			t.Errorf("%s: %v", name, err)
		}
	}
}
