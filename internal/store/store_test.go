package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

const phrase = "kikker fiets lampje boter wolken"

// quick is a key derivation that costs nothing, for tests.
var quick = keyfile.QuickCost()

func clock() time.Time { return time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC) }

func options() store.Options { return store.Options{Now: clock, Cost: quick} }

func create(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Create(filepath.Join(t.TempDir(), "data"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func reopen(t testing.TB, s *store.Store) *store.Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	n, err := store.Open(s.Dir(), keyfile.Passphrase([]byte(phrase)), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = n.Close() })
	return n
}

func put(t testing.TB, s *store.Store, rs ...record.Record) {
	t.Helper()
	err := s.Update(func(tx *store.Tx) error {
		for _, r := range rs {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func fatima() *record.Person {
	return &record.Person{
		As: record.PersonParent, First: record.Text("Fatima"), Last: record.Text("Yılmazer"), Birth: record.Day(1988, 3, 14),
		Channels: []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("0612345678")}},
		Note:     record.Text("Vertelt liever niets aan de telefoon."),
	}
}

func TestSaveReopenRead(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	if p.ID.Zero() || p.Owner != p.ID || p.Revision != 1 || !p.Created.Equal(clock()) {
		t.Errorf("head %+v", p.Head)
	}
	s = reopen(t, s)
	rows := s.Rows(record.KindPerson)
	if len(rows) != 1 || rows[0].Title.Reveal() != "Fatima Yılmazer" || rows[0].ID != p.ID {
		t.Fatalf("rows %d", len(rows))
	}
	err := s.View(func(tx *store.Tx) error {
		got, err := store.Get[*record.Person](tx, p.ID)
		if err != nil {
			return err
		}
		if !got.Note.Equal(p.Note) || got.Birth != p.Birth || got.Channels[0].Value.Reveal() != "0612345678" {
			t.Error("another person came back")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if st := s.Stat(); st.Total != 1 || st.Owners != 1 || st.Entries != 1 || st.Unclean {
		t.Errorf("stat %+v", st)
	}
}

func TestOpenRefuses(t *testing.T) {
	s := create(t)
	if _, err := store.Create(s.Dir(), []byte(phrase), options()); !errors.Is(err, store.ErrExists) {
		t.Errorf("create twice: %v", err)
	}
	start := time.Now()
	_, err := store.Open(s.Dir(), keyfile.Passphrase([]byte(phrase)), options())
	if fault.Of(err) != fault.Conflict || fault.CodeOf(err) != "store.in_use" || time.Since(start) > time.Second {
		t.Errorf("second opener: %v after %v", err, time.Since(start))
	}
	_ = s.Close()
	_, err = store.Open(s.Dir(), keyfile.Passphrase([]byte("wrong words all of them")), options())
	if fault.Of(err) != fault.Secret || fault.CodeOf(err) != "store.secret" {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, err := store.Open(t.TempDir(), keyfile.Passphrase(nil), options()); !errors.Is(err, store.ErrMissing) {
		t.Errorf("missing: %v", err)
	}
	if _, err := store.Create(t.TempDir(), []byte("welkom01"), options()); !errors.Is(err, keyfile.ErrWeak) {
		t.Errorf("weak: %v", err)
	}
	_ = reopen(t, s)
}

func TestVerifyOfAGoodStore(t *testing.T) {
	s := create(t)
	p := fatima()
	put(t, s, p)
	put(t, s, &record.Task{Text: record.Text("Bel Fatima"), About: p.ID, Head: record.Head{Owner: p.ID}})
	report, err := s.Verify(t.Context(), nil)
	if err != nil || len(report.Findings) != 0 {
		t.Fatalf("%+v %v", report, err)
	}
	if report.Records != 2 || report.Owners != 2 || report.Entries != 2 {
		t.Errorf("%+v", report)
	}
}
