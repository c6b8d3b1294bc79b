package store

import (
	"slices"

	"schakel/internal/record"
)

// Row is the compact row of a record as committed; false when there is none.
func (s *Store) Row(ref Ref) (record.Row, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.index.row(ref)
}

// manyAtOnce is how many records Each opens together.
const manyAtOnce = 512

// Each reads many records of a kind as Get does, on all cores, and gives them in the order of the ids. The first error ends it, also one
// that do returns.
func (tx *Tx) Each(kind record.Kind, ids []record.ID, do func(record.Record) error) error {
	for some := range slices.Chunk(ids, manyAtOnce) {
		values := make([]pair, len(some))
		found := make([]record.Record, len(some))
		for i, id := range some {
			var err error
			values[i].key = tx.store.head.recordKey(kind, id)
			if values[i].value, err = tx.get(bucketValues, values[i].key); err != nil {
				return err
			}
		}
		err := spread(len(some), func(_, from, to int) (err error) {
			for i := from; i < to; i++ {
				if found[i], err = tx.opened(kind, some[i], values[i].key, values[i].value); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, r := range found {
			if err := do(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// Rows is the compact rows of a kind as this transaction sees them: the committed ones and its own changes. The slice may be
// shared and must not be changed. It has no order.
func (tx *Tx) Rows(kind record.Kind) []record.Row {
	rows := tx.store.Rows(kind)
	touched := false
	for ref := range tx.pending {
		touched = touched || ref.Kind == kind
	}
	if !touched {
		return rows
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r record.Row) bool {
		_, changed := tx.pending[Ref{kind, r.ID}]
		return changed
	})
	for _, ref := range tx.order {
		if p := tx.pending[ref]; ref.Kind == kind && !p.deleted {
			rows = append(rows, p.row)
		}
	}
	return rows
}

// Has reports whether there is a record, as committed.
func (s *Store) Has(ref Ref) bool {
	_, ok := s.Row(ref)
	return ok
}
