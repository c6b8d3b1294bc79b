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
		var ids []record.ID
		for _, row := range tx.Rows(record.KindHousehold) {
			if since, ok := untold(row, b.Today()); ok {
				ids = append(ids, row.ID)
				all = append(all, Untold{ID: row.ID, Name: row.Title, Since: since})
			}
		}
		near := nearUnsafe(tx)
		if len(near) == 0 {
			return nil
		}
		left := map[record.ID]bool{}
		err := tx.Each(record.KindHousehold, ids, func(r record.Record) error {
			h := r.(*record.Household)
			left[h.ID] = namesOneOf(h, near)
			return nil
		})
		all = slices.DeleteFunc(all, func(u Untold) bool { return left[u.ID] })
		return err
	})
	if err != nil {
		return nil // the store is closed or cannot be read: nobody is listed
	}
	slices.SortFunc(all, func(x, y Untold) int {
		return cmp.Or(x.Since.Number()-y.Since.Number(), bytes.Compare(x.ID[:], y.ID[:]))
	})
	return all
}

// nearUnsafe is everybody whom a household names in which somebody is not safe to ask.
func nearUnsafe(tx *store.Tx) map[record.ID]bool {
	near := map[record.ID]bool{}
	for _, row := range tx.Rows(record.KindHousehold) {
		if row.Flags&record.RowUnsafe == 0 {
			continue
		}
		if h, err := store.Get[*record.Household](tx, row.ID); err == nil {
			for _, id := range everybodyIn(h) {
				near[id] = true
			}
		}
	}
	return near
}

// everybodyIn is everybody whom a household names: who lives there, and who decides about its children.
func everybodyIn(h *record.Household) []record.ID {
	var ids []record.ID
	for _, m := range h.Members {
		ids = append(ids, m.Person)
	}
	for _, c := range h.Custody {
		ids = append(append(ids, c.Child), c.Holders...)
	}
	return ids
}

// namesOneOf reports whether a household names one of some people.
func namesOneOf(h *record.Household, some map[record.ID]bool) bool {
	return slices.ContainsFunc(everybodyIn(h), func(id record.ID) bool { return some[id] })
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
	near := nearUnsafe(d.tx)
	for _, row := range d.tx.Rows(record.KindHousehold) {
		if _, ok := untold(row, d.today); !ok {
			continue
		}
		if len(near) > 0 {
			h, err := store.Get[*record.Household](d.tx, row.ID)
			if err != nil {
				return err
			}
			if namesOneOf(h, near) {
				continue
			}
		}
		d.add(Sentence{Sort: SentenceUntold, Mine: true})
		return nil
	}
	return nil
}
