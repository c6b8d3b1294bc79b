package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Invited writes down the question of a partner that asks the worker along (003 L732-L746). It names nobody: about whom it is comes
// after the yes.
func (b *Book) Invited(ctx context.Context, partner, officer record.ID, asked record.Date, what record.Invite) (*record.Referral, error) {
	if asked.Zero() {
		asked = b.Today()
	}
	r := &record.Referral{
		Way: record.WayIn, State: record.ReferralDraft, Partner: partner, Receiver: officer, AskedOn: asked, Invite: what,
		Purpose: record.PurposeTogether,
	}
	if what.What.Empty() {
		return nil, record.Problems{{Field: "invite.what", Code: "required"}}
	}
	return r, b.save(ctx, r)
}

// SaveInvite keeps what is known about a partner's question; the four checks may be settled after the yes as well.
func (b *Book) SaveInvite(ctx context.Context, id record.ID, what record.Invite) error {
	return b.changeReferral(ctx, id, func(r *record.Referral) error {
		if r.Way != record.WayIn || r.Ended() {
			return record.ErrTransition
		}
		r.Invite = what
		return nil
	})
}

// NameFamily says about which family a partner's question is, after the yes. From then on it belongs to that family and is sealed with
// its key.
func (b *Book) NameFamily(ctx context.Context, id, household record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := store.Get[*record.Referral](tx, id)
		if err != nil {
			return err
		}
		if r.Way != record.WayIn || r.State != record.ReferralAccepted || !r.Household.Zero() {
			return record.ErrTransition
		}
		f, err := family(tx, household)
		if err != nil {
			return err
		}
		r.Household, r.Owner = household, f.Household.Owner
		if err := fill(tx, r, f, b.Today()); err != nil {
			return err
		}
		if err := b.talkGoesWith(tx, r); err != nil {
			return err
		}
		return b.put(tx, r)
	})
}

// talkGoesWith seals what was said over the road about a partner's question with the family's key too, from the moment the family is known.
func (b *Book) talkGoesWith(tx *store.Tx, r *record.Referral) error {
	for _, kind := range []record.Kind{record.KindFeedback, record.KindDelivery} {
		for _, row := range tx.Rows(kind) {
			if row.Link != r.ID {
				continue
			}
			said, err := tx.Get(kind, row.ID)
			if err != nil {
				return err
			}
			said.Base().Owner = r.Owner
			if err := b.put(tx, said); err != nil {
				return err
			}
		}
	}
	return nil
}
