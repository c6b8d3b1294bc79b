package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// toldBefore fills in what the family told at an earlier road, so that it tells it once (002 L665, L672).
func toldBefore(tx *store.Tx, r *record.Referral) error {
	var earlier []*record.Referral
	want := func(row record.Row) bool { return row.Owner == r.Household && row.Flags&record.RowNoShare == 0 }
	if err := collect(tx, record.KindReferral, &earlier, want); err != nil {
		return err
	}
	for _, old := range earlier { // newest first
		if r.Wants.Empty() {
			r.Wants = old.Wants
		}
		if r.JGZ == "" {
			r.JGZ = old.JGZ
		}
	}
	return nil
}

// FamilyTold is what a family tells once: it stands with the family, and every road that is being prepared follows it.
type FamilyTold struct {
	Done     record.Private // already done, already known at
	Wish     record.Private // the family's own question
	Involved []record.Involved
}

// Told is what the family told so far.
func (p *ReferralPage) Told() FamilyTold {
	h := p.Family.Household
	return FamilyTold{Done: h.Tried, Wish: h.Wish, Involved: slices.Clone(h.Involved)}
}

// TellOnce corrects what a family told in the one place where it stands. Roads that are still being prepared take it over; what went is
// not touched, and what is on its way waits as it is.
func (b *Book) TellOnce(ctx context.Context, household record.ID, t FamilyTold) error {
	return b.update(ctx, func(tx *store.Tx) error {
		h, err := store.Get[*record.Household](tx, household)
		if err != nil {
			return err
		}
		h.Tried, h.Wish, h.Involved = t.Done, t.Wish, t.Involved
		if err := b.put(tx, h); err != nil {
			return err
		}
		for _, row := range slices.Clone(tx.Rows(record.KindReferral)) {
			if row.Owner != h.Owner || !preparing(row.State) {
				continue
			}
			r, err := store.Get[*record.Referral](tx, row.ID)
			if err != nil {
				return err
			}
			if r.Household != h.ID || r.Way != record.WayOut || waiting(tx, r) {
				continue
			}
			r.Done, r.Question = t.Done, t.Wish
			if err := b.put(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// preparing reports whether in a state everything can still be changed.
func preparing(state string) bool {
	switch record.ReferralState(state) {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		return true
	}
	return false
}
