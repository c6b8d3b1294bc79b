package book

import (
	"bytes"
	"context"
	"slices"
	"time"

	"schakel/internal/hours"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Hours makes the worker's own sheet of a month from contacts and bijeenkomsten. Of a contact only the day, the length and the expenses
// go into it: no name, place or note can.
func (b *Book) Hours(ctx context.Context, year int, month time.Month) (hours.Sheet, error) {
	var entries []hours.Entry
	var a *record.Allowance
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, kind := range []record.Kind{record.KindContact, record.KindMeeting} {
			var ids []record.ID
			for _, row := range tx.Rows(kind) {
				if row.On.Year == year {
					ids = append(ids, row.ID)
				}
			}
			err := tx.Each(kind, ids, func(r record.Record) error {
				entries = append(entries, worked(r)...)
				return ctx.Err()
			})
			if err != nil {
				return err
			}
		}
		var err error
		a, err = allowanceOf(tx, year)
		return err
	})
	return hours.Of(year, month, entries, a), err
}

// worked is the work of one contact or bijeenkomst. What is still to come is none.
func worked(r record.Record) []hours.Entry {
	switch v := r.(type) {
	case *record.Contact:
		return []hours.Entry{{On: v.On, Work: hours.WorkContact, Minutes: inMinutes(v.Length), Cents: v.Cents, Cost: spentOn(v)}}
	case *record.Meeting:
		if v.Planned {
			return nil
		}
		return []hours.Entry{
			{On: v.On, Work: hours.WorkMeeting, Minutes: inMinutes(v.Length), Cents: v.Cents},
			{On: v.On, Work: hours.WorkPrepare, Minutes: inMinutes(v.Preparation)},
		}
	}
	return nil
}

func spentOn(c *record.Contact) record.CostType {
	if c.CostType == "" {
		return record.CostOther
	}
	return c.CostType
}

func inMinutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// Allowance is what the worker filled in for the sheets of a year; a new one when there is nothing.
func (b *Book) Allowance(ctx context.Context, year int) (*record.Allowance, error) {
	var a *record.Allowance
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		a, err = allowanceOf(tx, year)
		return err
	})
	if a == nil {
		a = &record.Allowance{Year: year}
	}
	return a, err
}

// allowanceOf reads it, nil when there is none. An import can bring a second one of a year: the one with the lowest id counts.
func allowanceOf(tx *store.Tx, year int) (*record.Allowance, error) {
	var rows []record.Row
	for _, row := range tx.Rows(record.KindAllowance) {
		if int(row.Number) == year {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	first := slices.MinFunc(rows, func(x, y record.Row) int { return bytes.Compare(x.ID[:], y.ID[:]) })
	return store.Get[*record.Allowance](tx, first.ID)
}

// SaveAllowance keeps it.
func (b *Book) SaveAllowance(ctx context.Context, a *record.Allowance) error { return b.save(ctx, a) }
