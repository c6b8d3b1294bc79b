package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Retry lets a held message, or a held recall, go again, after a person looked at it.
func (b *Book) Retry(ctx context.Context, delivery record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		d, err := store.Get[*record.Delivery](tx, delivery)
		if err != nil {
			return err
		}
		if d.State == record.DeliveryRecalling {
			return b.recallAgain(tx, d)
		}
		if err := d.Apply(record.DeliveryRetry, b.now()); err != nil {
			return err
		}
		if err := b.shownNow(tx, d); err != nil {
			return err
		}
		d.Version++ // what goes now may differ from what was refused
		return b.enqueue(tx, d, record.OutgoingSend)
	})
}

// shownNow makes a delivery carry what a person sees now.
func (b *Book) shownNow(tx *store.Tx, d *record.Delivery) error {
	if d.Reply() {
		_, err := b.replyAgain(tx, d)
		return err
	}
	if isAsked(d.What) {
		preview, _, err := previewAsked(tx, d)
		if err != nil {
			return err
		}
		d.Document, d.Hash, d.Schema = record.Text(string(preview.Bytes)), preview.Hash, preview.Schema
		return nil
	}
	page, err := b.referralPage(tx, d.Of)
	if err != nil {
		return err
	}
	if !page.Decision.Allowed {
		return ErrConsent
	}
	d.Document, d.Hash, d.Schema, d.Consents = record.Text(page.Preview), page.Hash, page.Schema, page.given(b.Today())
	return nil
}

// recallAgain sends a recall that is held anew, as a message of its own: what refused the old one may have kept it.
func (b *Book) recallAgain(tx *store.Tx, d *record.Delivery) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link != d.ID {
			continue
		}
		o, err := store.Get[*record.Outgoing](tx, row.ID)
		if err != nil {
			return err
		}
		if o.Held == "" {
			continue
		}
		if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
			return err
		}
		return b.enqueue(tx, d, record.OutgoingRecall)
	}
	return record.ErrTransition
}

// catchUp lets what was answered before the receipt was here count now, in its order: a receipt may get lost, and its repeat come late.
func (b *Book) catchUp(tx *store.Tx, d *record.Delivery) error {
	if d.Reply() {
		return nil // what it is about has its receipt, so all of them counted when they came; counted again they would undo what was said since
	}
	var earlier []*record.Feedback
	if err := answers(tx, &earlier, func(row record.Row) bool { return row.Link == d.Of }); err != nil {
		return err
	}
	for _, f := range slices.Backward(earlier) {
		if f.Delivery != d.ID || f.Stand == record.StandDeleted || f.Stand == record.StandKept || f.CameAt.Before(d.MissedAt) {
			continue // what was answered before the endpoint lost it has counted, and nobody there knows of it any more
		}
		aside, err := b.settle(tx, d, f)
		if err != nil {
			return err
		}
		if aside == f.Aside {
			continue
		}
		f.Aside = aside
		if err := b.put(tx, f); err != nil {
			return err
		}
	}
	return nil
}
