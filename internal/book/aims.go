package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Aimable is a contact or a gathering that local aims of a programme can be given to.
type Aimable struct {
	Kind    record.Kind
	ID      record.ID
	On      record.Date
	Meeting record.MeetingType // of a gathering
	Place   record.Place       // of a contact
	Who     record.Private     // the family or person that a contact was about, for the worker's own eyes
	Numbers []int              // of the aims that it has, in this programme
}

// Aimables are the contacts and gatherings of a period, the newest first, with the aims of a programme that they have.
func (b *Book) Aimables(ctx context.Context, programme record.ID, period summary.Period) ([]Aimable, error) {
	var all []Aimable
	var rows []record.Row
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, kind := range []record.Kind{record.KindMeeting, record.KindContact} {
			err := tx.Each(kind, idsOf(tx.Rows(kind)), func(r record.Record) error {
				a := Aimable{Kind: kind, ID: r.Base().ID}
				var aims []record.Aim
				switch v := r.(type) {
				case *record.Contact:
					a.On, a.Place, aims = v.On, v.Place, v.Aims
				case *record.Meeting:
					a.On, a.Meeting, aims = v.On, v.Type, v.Aims
				}
				for _, one := range aims {
					if one.Programme == programme {
						a.Numbers = append(a.Numbers, one.Number)
					}
				}
				if period.Has(a.On) {
					all, rows = append(all, a), append(rows, r.Row())
				}
				return ctx.Err()
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	for i := range all {
		if all[i].Kind == record.KindContact {
			all[i].Who = b.nameOf(rows[i])
		}
	}
	slices.SortStableFunc(all, func(x, y Aimable) int { return y.On.Since(x.On) })
	return all, err
}

// GiveAims gives a contact or a gathering these aims of a programme, and no others of it; aims of other programmes stay.
func (b *Book) GiveAims(ctx context.Context, kind record.Kind, id, programme record.ID, numbers []int) error {
	given := func(was []record.Aim) []record.Aim {
		now := slices.DeleteFunc(slices.Clone(was), func(a record.Aim) bool { return a.Programme == programme })
		for _, n := range numbers {
			now = append(now, record.Aim{Programme: programme, Number: n})
		}
		return now
	}
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := tx.Get(kind, id)
		if err != nil {
			return err
		}
		switch v := r.(type) {
		case *record.Contact:
			v.Aims = given(v.Aims)
		case *record.Meeting:
			v.Aims = given(v.Aims)
		}
		return b.put(tx, r)
	})
}
