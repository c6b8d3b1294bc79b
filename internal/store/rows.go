package store

import (
	"slices"

	"schakel/internal/record"
)

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

// Row is the compact row of a record as committed; ok is false when there is no such record.
func (s *Store) Row(ref Ref) (row record.Row, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	sh := s.index.shelf(ref.Kind)
	i, ok := sh.at[ref.ID]
	if !ok {
		return record.Row{}, false
	}
	return sh.rows[i], true
}

// Has reports whether there is a record, as committed.
func (s *Store) Has(ref Ref) bool {
	_, ok := s.Row(ref)
	return ok
}
