package store_test

import (
	"errors"
	"sync"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

func TestManyAtOnce(t *testing.T) {
	s := create(t)
	var mu sync.Mutex
	var ids []record.ID
	stop := s.Watch(func(changed []record.Row, deleted []store.Ref) {
		mu.Lock()
		defer mu.Unlock()
		for _, r := range changed {
			ids = append(ids, r.ID)
		}
	})
	defer stop()
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for range 40 {
				p := fatima()
				if err := s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
					t.Error(err)
				}
				p.Alias = record.Text("moeder van de bakker")
				if err := s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
					t.Error(err)
				}
			}
		})
		group.Go(func() {
			for range 200 {
				rows := s.Rows(record.KindPerson)
				_ = s.Stat()
				if len(rows) == 0 {
					continue
				}
				err := s.View(func(tx *store.Tx) error {
					_, err := store.Get[*record.Person](tx, rows[len(rows)-1].ID)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Go(func() {
		if _, err := s.AddRecovery(); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
	if n := len(s.Rows(record.KindPerson)); n != 120 || len(ids) != 240 {
		t.Errorf("%d rows, %d calls", n, len(ids))
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestCloseWhileInUse(t *testing.T) {
	s := create(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for {
				err := s.Update(func(tx *store.Tx) error { return tx.Put(fatima()) })
				if errors.Is(err, store.ErrClosed) {
					return
				}
				if err != nil {
					t.Errorf("%v: %v", fault.Of(err), err)
					return
				}
				_ = s.Rows(record.KindPerson)
			}
		})
	}
	group.Go(func() {
		for len(s.Rows(record.KindPerson)) < 20 {
			_ = s.Stat()
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
	s, err := open(phrase, s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if s.Stat().Unclean || len(s.Rows(record.KindPerson)) < 20 {
		t.Errorf("%+v", s.Stat())
	}
}
