package book

import (
	"errors"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// The codes of a day that is wrong because of another day.
const (
	dayToCome = "date.future"
	dayOrder  = "date.order"
)

// valid checks a record as it is going to be kept. A day to come that stands in the store already was written while this computer's clock
// ran ahead. It is no mistake of now, and nothing may wait until that day: not a withdrawal, not a receipt, and not the answers of everybody
// else that came with one about it.
func (b *Book) valid(tx *store.Tx, r record.Record) error {
	err := r.Validate(b.Today()).Err()
	var wrong record.Problems
	if !errors.As(err, &wrong) || r.Base().ID.Zero() || slices.ContainsFunc(wrong, notOfDays) {
		return err
	}
	old, missed := tx.Get(r.Kind(), r.Base().ID)
	if missed != nil {
		return err // a new record, or one that cannot be read: then its days are as they are typed
	}
	stands := old.Validate(b.Today())
	ahead := toCome(stands)
	if toCome(wrong) > ahead { // an answer may put an earlier one aside with its day, so it is counted and not found by its field
		return err
	}
	for _, p := range wrong {
		same := slices.ContainsFunc(stands, func(q record.Problem) bool { return q.Field == p.Field && q.Code == p.Code })
		if p.Code == dayOrder && !same && ahead == 0 {
			return err
		}
	}
	return nil
}

// toCome counts the days to come.
func toCome(ps record.Problems) (n int) {
	for _, p := range ps {
		if p.Code == dayToCome {
			n++
		}
	}
	return n
}

func notOfDays(p record.Problem) bool { return p.Code != dayToCome && p.Code != dayOrder }
