package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Behind lists the rows of the records behind one number of an overview, in order of time, for the worker's own eyes: a file never holds
// them. Records that are no longer there are left out. progress hears how far it is, and may be nil; the count ends soon after ctx is done.
func (b *Book) Behind(ctx context.Context, period summary.Period, measure string, row summary.Label, progress Progress) ([]record.Row, error) {
	var found []record.Row
	count, err := summary.NewCounter(period, summary.Options{Today: b.Today()})
	if err != nil || !count.Watch(measure, row) {
		return nil, err
	}
	err = b.view(ctx, func(tx *store.Tx) error {
		err := through(ctx, tx, summary.KindsBehind(measure), count.AddRow, progress, count.Add)
		if err == nil {
			found = rowsOf(tx, count.Watched())
		}
		return err
	})
	return found, err
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
