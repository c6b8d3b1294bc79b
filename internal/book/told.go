package book

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// UntoldDays is after how many days a family that was not told yet that the worker writes things down comes on the list (PRODUCT law 7).
const UntoldDays = 28

// Untold is a family that was not told yet.
type Untold struct {
	ID    record.ID
	Name  record.Private
	Since record.Date // the day on which it was first written down
}

// UntoldFamilies lists the families that have been known for four weeks and were not told yet, the longest known first. One in which
// somebody is not safe to ask is never listed, also when another household says so: nothing ever suggests talking there. Nor is one that
// another worker took over.
func (b *Book) UntoldFamilies() []Untold {
	var all []Untold
	err := b.view(context.Background(), func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindHousehold) {
			if since, ok := untold(row, b.Today()); ok && len(unsafeAround(tx, row.ID)) == 0 {
				all = append(all, Untold{ID: row.ID, Name: row.Title, Since: since})
			}
		}
		return nil
	})
	if err != nil {
		return nil // the store is closed or cannot be read: nobody is listed
	}
	slices.SortFunc(all, func(x, y Untold) int {
		return cmp.Or(x.Since.Number()-y.Since.Number(), bytes.Compare(x.ID[:], y.ID[:]))
	})
	return all
}

// untold reports whether the row of a household is of one that comes on the list.
func untold(row record.Row, today record.Date) (since record.Date, ok bool) {
	since, _ = record.HouseholdDays(row)
	if row.Flags&record.RowUntold == 0 || row.Flags&record.RowClosed != 0 || since.Zero() {
		return record.Date{}, false
	}
	return since, today.Since(since) >= UntoldDays
}

// Told notes that a family was told, when and how.
func (b *Book) Told(ctx context.Context, household record.ID, told record.Told) error {
	return b.update(ctx, func(tx *store.Tx) error {
		h, err := store.Get[*record.Household](tx, household)
		if err != nil {
			return err
		}
		h.Told = told
		return b.put(tx, h)
	})
}

// untold says once that there are families that were not told yet: no names, no number.
func (d *deriver) untold() error {
	for _, row := range d.tx.Rows(record.KindHousehold) {
		if _, ok := untold(row, d.today); ok && len(unsafeAround(d.tx, row.ID)) == 0 {
			d.add(Sentence{Sort: SentenceUntold, Mine: true})
			return nil
		}
	}
	return nil
}
