package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Withdraw takes back the consent of one person for a referral: what waits is cancelled, what went is recalled, in one step with
// the withdrawal itself. A recall needs no consent.
func (b *Book) Withdraw(ctx context.Context, referral, by record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		page, err := b.referralPage(tx, referral)
		if err != nil {
			return err
		}
		found := false
		for _, c := range page.Consents {
			if c.Giver != by || c.Answer != record.AnswerYes || !c.Withdrawn.Zero() {
				continue
			}
			found = true
			c.Withdrawn, c.WithdrawnBy = b.Today(), by
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		if !found {
			return ErrNotAsked
		}
		if err := tx.Audit(actionWithdrawn, record.KindReferral, page.Referral.ID); err != nil {
			return err
		}
		if err := b.takeAllBack(tx, page.Referral.ID); err != nil {
			return err
		}
		if page.Referral.Ended() {
			return nil // consent can always be withdrawn; a road that has ended stays ended
		}
		if err := page.Referral.Apply(record.ReferralWithdrawal, "", "", b.now()); err != nil {
			return err
		}
		return b.put(tx, page.Referral)
	})
}

// takeAllBack takes back every delivery of a referral: also what went to an earlier partner, before it went elsewhere.
func (b *Book) takeAllBack(tx *store.Tx, referral record.ID) error {
	var all []*record.Delivery
	if err := collect(tx, record.KindDelivery, &all, func(r record.Row) bool { return r.Link == referral }); err != nil {
		return err
	}
	for _, d := range all {
		if _, err := d.Next(record.DeliveryWithdraw); err != nil {
			continue // cancelled, or taken back before
		}
		if err := b.takeBack(tx, d); err != nil {
			return err
		}
	}
	return nil
}

// takeBack cancels what never left, and recalls what did or may have: an attempt without a receipt may have arrived.
func (b *Book) takeBack(tx *store.Tx, d *record.Delivery) error {
	left := d.State != record.DeliveryQueued && d.State != record.DeliveryQuarantined
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link != d.ID || row.State != string(record.OutgoingSend) {
			continue
		}
		o, err := store.Get[*record.Outgoing](tx, row.ID)
		if err != nil {
			return err
		}
		left = left || o.Sealed != nil
		if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
			return err
		}
	}
	action := record.DeliveryWithdraw
	if left && (d.State == record.DeliveryQueued || d.State == record.DeliveryQuarantined) {
		action = record.DeliveryDoubt
	}
	if err := d.Apply(action, b.now()); err != nil {
		return err
	}
	if d.State == record.DeliveryRecalling {
		return b.enqueue(tx, d, record.OutgoingRecall)
	}
	return b.put(tx, d)
}

// neverCame ends a recall of a message that the endpoint does not know: it never arrived.
func (b *Book) neverCame(tx *store.Tx, id record.ID) error {
	o, err := store.Get[*record.Outgoing](tx, id)
	if err != nil {
		return err
	}
	d, err := store.Get[*record.Delivery](tx, o.Delivery)
	if err != nil {
		return err
	}
	if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
		return err
	}
	if d.Orphan() {
		return tx.Delete(record.KindDelivery, d.ID)
	}
	if err := d.Apply(record.DeliveryConfirm, b.now()); err != nil {
		return err
	}
	d.Recall = "never"
	return b.put(tx, d)
}
