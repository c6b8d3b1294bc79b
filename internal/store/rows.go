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
