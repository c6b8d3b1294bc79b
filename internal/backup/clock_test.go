package backup_test

import (
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// TestClockThatIsSetBackAYearLosesNothing works on with a clock that is a year behind: records, drafts, the order of the audit chain, new secrets,
// erasing, opening and copies go on, and no copy from before goes away.
func TestClockThatIsSetBackAYearLosesNothing(t *testing.T) {
	now := clock()
	o := options()
	o.Now = func() time.Time { return now }
	s, err := store.Create(filepath.Join(t.TempDir(), "data"), []byte(phrase), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	all := families(t, s)
	folder := t.TempDir()
	for range 3 {
		now = now.AddDate(0, 0, 1)
		if made, err := backup.Keep(t.Context(), s, folder, now); err != nil || !made {
			t.Fatal(made, err)
		}
	}
	before, err := backup.List(folder, time.UTC)
	if err != nil || len(before) != 3 {
		t.Fatal(before, err)
	}
	now = now.AddDate(-1, 0, 0)
	p := &record.Person{As: record.PersonParent, First: record.Text("Later")}
	err = s.Update(func(tx *store.Tx) error {
		r, err := tx.Get(all[0].Kind(), all[0].Base().ID)
		if err != nil {
			return err
		}
		if err := tx.Put(r); err != nil {
			return err
		}
		if err := tx.PutDraft("person/new", []byte("een begin")); err != nil {
			return err
		}
		return tx.Put(p)
	})
	if err != nil {
		t.Fatal(err)
	}
	const next = "lepel wolk tachtig fluiten gordijn"
	if err := s.ChangePassphrase([]byte(phrase), []byte(next)); err != nil {
		t.Fatal(err)
	}
	home := s.Rows(record.KindHousehold)[0].Owner
	if _, err := s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(home) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = store.Open(s.Dir(), keyfile.Passphrase([]byte(next)), o); err != nil {
		t.Fatal(err)
	}
	afterTheClock(t, s, p.ID)
	for day := range 3 {
		if made, err := backup.Keep(t.Context(), s, folder, now.AddDate(0, 0, day)); err != nil || !made {
			t.Errorf("day %d: %v %v", day, made, err)
		}
	}
	after, err := backup.List(folder, time.UTC)
	if err != nil || len(after) != 6 {
		t.Errorf("%d copies of 6: %v", len(after), err)
	}
	for _, i := range after {
		secret := keyfile.Passphrase([]byte(next))
		if i.Made.Year() == clock().Year() {
			secret = keyfile.Passphrase([]byte(phrase))
		}
		if _, err := backup.Drill(t.Context(), i.Path, secret, o); err != nil {
			t.Errorf("%s: %v", filepath.Base(i.Path), err)
		}
	}
}

// afterTheClock asks for what was saved with the clock behind, and for an audit chain whose numbers go on.
func afterTheClock(t *testing.T, s *store.Store, saved record.ID) {
	t.Helper()
	if r, err := s.Verify(t.Context(), nil); err != nil || r.Damaged() {
		t.Errorf("%+v %v", r, err)
	}
	err := s.View(func(tx *store.Tx) error {
		if _, err := store.Get[*record.Person](tx, saved); err != nil {
			t.Error(err)
		}
		if d, err := tx.Draft("person/new"); string(d) != "een begin" {
			t.Errorf("%q %v", d, err)
		}
		last := uint64(s.Stat().Entries) + 1
		return tx.Entries(func(e store.Entry) bool {
			if last--; e.Seq != last {
				t.Errorf("entry %d comes after %d", e.Seq, last)
			}
			return true
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}
