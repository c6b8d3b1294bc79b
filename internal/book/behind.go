package book

import (
	"context"
	"errors"
	"iter"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// errEnough ends a walk whose reader has seen enough; it never leaves this package.
var errEnough = errors.New("the reader has seen enough")

// Behind lists the rows of the records behind one number of an overview, in order of time, for the worker's own eyes: a file never holds
// them. Records that are no longer there are left out. progress hears how far it is, and may be nil; the count ends soon after ctx is done.
func (b *Book) Behind(ctx context.Context, period summary.Period, measure string, row summary.Label, progress Progress) ([]record.Row, error) {
	var found []record.Row
	err := b.view(ctx, func(tx *store.Tx) error {
		var failed error
		ids, err := summary.Behind(b.records(ctx, tx, progress, &failed), period, summary.Options{Today: b.Today()}, measure, row)
		if err = errors.Join(failed, err); err != nil {
			return err
		}
		found = rowsOf(tx, ids)
		return nil
	})
	return found, err
}

// records are those that a measure can count, one by one. What ends the reading before its end stands in failed.
func (b *Book) records(ctx context.Context, tx *store.Tx, progress Progress, failed *error) iter.Seq[record.Record] {
	return func(yield func(record.Record) bool) {
		if err := through(ctx, tx, summary.Kinds(), nil, progress, yield); err != nil && !errors.Is(err, errEnough) {
			*failed = err
		}
	}
}

// rowsOf finds rows by their ids, in the order of the ids.
func rowsOf(tx *store.Tx, ids []record.ID) []record.Row {
	place := make(map[record.ID]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	all := make([]record.Row, len(ids))
	for _, kind := range append(summary.Kinds(), record.KindPerson) {
		rows := tx.Rows(kind)
		for i := range rows {
			if at, ok := place[rows[i].ID]; ok {
				all[at] = rows[i]
			}
		}
	}
	found := all[:0]
	for _, r := range all {
		if !r.ID.Zero() {
			found = append(found, r)
		}
	}
	return found
}
