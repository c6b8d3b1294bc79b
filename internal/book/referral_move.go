package book

import (
	"context"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The errors of moving along the road.
var (
	ErrNoLead   = fault.New(fault.Invalid, "book.no_lead", "a yes needs the name of the professional who leads")
	ErrNoFamily = fault.New(fault.Invalid, "book.no_family", "it is not known yet about which family it is")
)

// MoveReferral changes the state of a referral by hand, today.
func (b *Book) MoveReferral(ctx context.Context, id record.ID, a record.ReferralAction, by record.ArrivalSource, reason string) error {
	return b.MakeMove(ctx, id, record.Move{Do: a, By: by, Reason: reason})
}

// MakeMove changes the state of a referral by hand: handing over, an answer by telephone, arrival, help, keeping in touch. The day may
// lie back. A receipt never comes this way, and withdrawing has its own operations. A step that the road does not have is
// record.ErrTransition, a day that cannot be is record.Problems on "on".
func (b *Book) MakeMove(ctx context.Context, id record.ID, m record.Move) error {
	if m.Do == record.ReferralReceipt || m.Do == record.ReferralUnsent || m.Do == record.ReferralWithdrawal {
		return record.ErrTransition
	}
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := store.Get[*record.Referral](tx, id)
		if err != nil {
			return err
		}
		if waiting(tx, r) {
			return ErrUnderWay
		}
		if err := b.readyFor(r, m.Do); err != nil {
			return err
		}
		if err := r.Make(m, b.now()); err != nil {
			return err
		}
		if m.Do == record.ReferralCare && r.CareNext.Zero() {
			r.CareNext = b.Today().Add(CareAfter)
		}
		return b.put(tx, r)
	})
}

// readyFor takes a draft through ready when it is handed over without a document: preparing may be skipped. A yes to a partner needs
// to know who leads (003 L742), and a family that arrives has a name.
func (b *Book) readyFor(r *record.Referral, a record.ReferralAction) error {
	switch a {
	case record.ReferralHandOver, record.ReferralRegister:
		if r.State != record.ReferralReady {
			return r.Apply(record.ReferralReadyNow, "", "", b.now())
		}
	case record.ReferralAccept:
		if r.Way == record.WayIn && r.Invite.Lead.Empty() {
			return ErrNoLead
		}
	case record.ReferralArrive:
		if r.Household.Zero() {
			return ErrNoFamily
		}
	}
	return nil
}

// StopReferral ends the road because the family, or whoever asked, does not want it any more: what waits is cancelled, what went is
// recalled. It needs no consent that was given before, and is possible from every state before help is completed.
func (b *Book) StopReferral(ctx context.Context, id record.ID, by record.ArrivalSource) error {
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := store.Get[*record.Referral](tx, id)
		if err != nil {
			return err
		}
		if err := r.Apply(record.ReferralWithdrawal, by, "", b.now()); err != nil {
			return err
		}
		if !r.Delivery.Zero() {
			if err := tx.Audit(actionWithdrawn, record.KindReferral, r.ID); err != nil {
				return err
			}
		}
		if err := b.takeAllBack(tx, r.ID); err != nil {
			return err
		}
		return b.put(tx, r)
	})
}

// changeReferral changes one part of a referral as it stands now, whatever else was changed in between.
func (b *Book) changeReferral(ctx context.Context, id record.ID, change func(r *record.Referral) error) error {
	return b.change(ctx, record.KindReferral, id, func(r record.Record) error { return change(r.(*record.Referral)) })
}

// SaveAlong keeps the list for the day of going along.
func (b *Book) SaveAlong(ctx context.Context, id record.ID, day record.AlongDay) error {
	return b.changeReferral(ctx, id, func(r *record.Referral) error {
		r.Along = day
		return nil
	})
}

// WaitsForHelp notes since when a family waits for help, on whatever part of the road; zero takes it back.
func (b *Book) WaitsForHelp(ctx context.Context, id record.ID, since record.Date) error {
	return b.changeReferral(ctx, id, func(r *record.Referral) error {
		r.WaitingFrom = since
		return nil
	})
}

// CareAfter is how many days after help the worker is first asked to keep in touch (contact houden, 003 L620, L666).
const CareAfter = 28

// KeepInTouch notes when to keep in touch again; zero ends it.
func (b *Book) KeepInTouch(ctx context.Context, id record.ID, next record.Date) error {
	return b.changeReferral(ctx, id, func(r *record.Referral) error {
		switch r.State {
		case record.ReferralCompleted, record.ReferralAftercare:
			r.CareNext = next
			return nil
		}
		return record.ErrTransition
	})
}

// Thank keeps recognition that came back.
func (b *Book) Thank(ctx context.Context, id record.ID, t record.Thanks) error {
	return b.changeReferral(ctx, id, func(r *record.Referral) error {
		r.Thanks = append(r.Thanks, t)
		return nil
	})
}
