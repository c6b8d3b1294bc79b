package book

import (
	"context"
	"slices"

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

// WithdrawParts takes back some groups of what one person said yes to, in one step with what follows: what waits is cancelled, of what
// went those groups are recalled, and on this road they are switched off. The rest stays as it was agreed; where nothing has gone yet the
// shorter document is shown again. When nothing is left of the yes it is withdrawn as a whole.
func (b *Book) WithdrawParts(ctx context.Context, referral, by record.ID, groups []record.FieldGroup) error {
	whole := false
	err := b.update(ctx, func(tx *store.Tx) error {
		page, err := b.referralPage(tx, referral)
		if err != nil {
			return err
		}
		standing := page.yesses(by)
		gone := page.covered(standing, groups)
		if len(gone) == 0 {
			return ErrNotAsked
		}
		if whole = len(gone) == len(page.covered(standing, record.FieldGroups())); whole {
			return nil
		}
		under := map[record.ID]bool{}
		for _, c := range standing {
			under[c.ID] = true
			c.TakeBack(gone, b.Today(), by)
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		if err := tx.Audit(actionWithdrawn, record.KindReferral, page.Referral.ID); err != nil {
			return err
		}
		if err := b.takePartsBack(tx, page.Referral.ID, under, gone); err != nil {
			return err
		}
		r := page.Referral
		r.Groups = slices.DeleteFunc(r.Groups, func(g record.FieldGroup) bool { return slices.Contains(gone, g) })
		return b.put(tx, r)
	})
	if err == nil && whole {
		return b.Withdraw(ctx, referral, by)
	}
	return err
}

// yesses are the yesses of one person that stand.
func (p *ReferralPage) yesses(by record.ID) []*record.Consent {
	var all []*record.Consent
	for _, c := range p.Consents {
		if c.Giver == by && c.Answer == record.AnswerYes && c.Withdrawn.Zero() {
			all = append(all, c)
		}
	}
	return all
}

// covered are those of the groups that any of the yesses still covers.
func (p *ReferralPage) covered(yesses []*record.Consent, groups []record.FieldGroup) []record.FieldGroup {
	var all []record.FieldGroup
	for _, g := range record.FieldGroups() {
		if slices.Contains(groups, g) && slices.ContainsFunc(yesses, func(c *record.Consent) bool { return c.Covers(g) }) {
			all = append(all, g)
		}
	}
	return all
}

// Standing are the groups that a person's yes still covers on this road.
func (p *ReferralPage) Standing(by record.ID) []record.FieldGroup {
	return p.covered(p.yesses(by), record.FieldGroups())
}

// takePartsBack cancels what waits under those yesses, and recalls the groups of what went.
func (b *Book) takePartsBack(tx *store.Tx, referral record.ID, under map[record.ID]bool, groups []record.FieldGroup) error {
	all, err := deliveriesOf(tx, referral)
	if err != nil {
		return err
	}
	for _, d := range all {
		if !slices.ContainsFunc(d.Consents, func(id record.ID) bool { return under[id] }) {
			continue
		}
		switch {
		case d.State == record.DeliverySent || d.State == record.DeliveryReadable:
			if !d.Reply() { // free text may hold anything: it goes as a whole
				d.Parts = groups
			}
			err = b.takeBack(tx, d)
		case len(d.Parts) > 0 && d.Recall != string(record.StandDeleted):
			err = b.widen(tx, d, append(slices.Clone(d.Parts), groups...))
		case d.State == record.DeliveryQueued || d.State == record.DeliveryQuarantined:
			err = b.takeBack(tx, d) // it was not there yet, or is recalled as a whole when it may have arrived
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeAllBack takes back every delivery of a referral: also what went to an earlier partner, before it went elsewhere, and the rest of
// what some groups were taken back of.
func (b *Book) takeAllBack(tx *store.Tx, referral record.ID) error {
	all, err := deliveriesOf(tx, referral)
	if err != nil {
		return err
	}
	for _, d := range all {
		if len(d.Parts) > 0 && d.Recall != string(record.StandDeleted) {
			if err := b.widen(tx, d, nil); err != nil {
				return err
			}
			continue
		}
		if _, err := d.Next(record.DeliveryWithdraw); err != nil {
			continue // cancelled, or taken back before
		}
		if err := b.takeBack(tx, d); err != nil {
			return err
		}
	}
	return nil
}

func deliveriesOf(tx *store.Tx, referral record.ID) ([]*record.Delivery, error) {
	var all []*record.Delivery
	err := collect(tx, record.KindDelivery, &all, func(r record.Row) bool { return r.Link == referral })
	return all, err
}

// widen makes of a recall of some groups one of more, or of everything; a recall that still waits here is replaced.
func (b *Book) widen(tx *store.Tx, d *record.Delivery, parts []record.FieldGroup) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link != d.ID || row.State != string(record.OutgoingRecall) {
			continue
		}
		o, err := store.Get[*record.Outgoing](tx, row.ID)
		if err != nil {
			return err
		}
		if o.Sealed == nil {
			if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
				return err
			}
		}
	}
	d.Parts = parts
	if err := d.Apply(record.DeliveryWiden, b.now()); err != nil {
		return err
	}
	return b.enqueue(tx, d, record.OutgoingRecall)
}

// takeBack cancels what never left, and recalls what did or may have: an attempt without a receipt may have arrived.
func (b *Book) takeBack(tx *store.Tx, d *record.Delivery) error {
	left := d.WasThere() || d.State != record.DeliveryQueued && d.State != record.DeliveryQuarantined
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

// neverThere is how the recall of something ends that the endpoint never had.
const neverThere = "never"

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
		if err := b.keepGone(tx, d); err != nil {
			return err
		}
		return tx.Delete(record.KindDelivery, d.ID)
	}
	if err := d.Apply(record.DeliveryConfirm, b.now()); err != nil {
		return err
	}
	d.Recall = neverThere
	return b.put(tx, d)
}
