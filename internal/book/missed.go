package book

import (
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// goneDays is how long a recall of something that was erased here can be done again: longer than an endpoint should keep its copies.
const goneDays = 460

// recallMissed sends a recall once more, unless one waits already.
func (b *Book) recallMissed(tx *store.Tx, d *record.Delivery) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link == d.ID {
			return nil
		}
	}
	if err := b.noteMissed(tx, d); err != nil {
		return err
	}
	return b.enqueue(tx, d, record.OutgoingRecall)
}

// keepGone is addGone for a caller that has not opened the endpoint.
func (b *Book) keepGone(tx *store.Tx, d *record.Delivery) error {
	e, err := store.Get[*record.Endpoint](tx, d.Endpoint)
	if err != nil {
		return orMissing(err)
	}
	b.addGone(e, d)
	return b.put(tx, e)
}

// addGone remembers a message whose recall was confirmed and of which nothing stays here: its id says nothing about anybody.
func (b *Book) addGone(e *record.Endpoint, d *record.Delivery) {
	today := b.Today()
	e.Gone = slices.DeleteFunc(e.Gone, func(g record.Gone) bool { return g.ID == d.ID || today.Since(g.On) > goneDays })
	e.Gone = append(e.Gone, record.Gone{ID: d.ID, Partner: d.Partner, On: today})
}

// dropOrphan takes out the line of a recall of which nothing is left to be seen to, and what would still send it.
func (b *Book) dropOrphan(tx *store.Tx, e *record.Endpoint, d *record.Delivery) error {
	b.addGone(e, d)
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link == d.ID {
			if err := tx.Delete(record.KindOutgoing, row.ID); err != nil {
				return err
			}
		}
	}
	return tx.Delete(record.KindDelivery, d.ID)
}

// recallGone recalls again what was recalled since then and stands here no more.
func (b *Book) recallGone(tx *store.Tx, e *record.Endpoint, since time.Time) error {
	left := e.Gone
	e.Gone = nil
	for _, g := range left {
		if g.On.Before(record.DateOf(since)) {
			e.Gone = append(e.Gone, g)
			continue
		}
		d := &record.Delivery{
			What: record.KindReferral, Endpoint: e.ID, Partner: g.Partner, Way: record.MethodEndpoint, Version: 1, State: record.DeliveryRecalling,
			WithdrawnOn: g.On, MissedAt: b.now().UTC(), Erased: g.On,
		}
		d.ID, d.Created = g.ID, b.now().UTC()
		if err := tx.Put(d); err != nil {
			return err
		}
		if err := b.outgo(tx, d); err != nil {
			return err
		}
	}
	return nil
}

// noteMissed writes that the endpoint does not have something any more, and takes back what no longer holds.
func (b *Book) noteMissed(tx *store.Tx, d *record.Delivery) error {
	if err := d.Apply(record.DeliveryMiss, b.now()); err != nil {
		return err
	}
	if d.Orphan() {
		return nil // its log stays without a name to it
	}
	return tx.Audit(actionMissed, d.What, d.Of)
}

// missed lets a message go again that the endpoint lost before anybody decided about it. What was decided already was read there by a person:
// it only says that it is gone, and the worker calls when it is needed.
func (b *Book) missed(tx *store.Tx, d *record.Delivery, h held) error {
	again, err := b.undecided(tx, d)
	if err != nil {
		return err
	}
	if !again {
		d.MissedAt = b.now().UTC()
		if err := tx.Audit(actionMissed, d.What, d.Of); err != nil {
			return err
		}
		return b.put(tx, d)
	}
	if err := b.noteMissed(tx, d); err != nil {
		return err
	}
	d.QueuedAt = b.now().UTC()
	d.Version = max(d.Version, int(h.version)) + 1 // what it was before may come on a stick, also before this does
	if err := b.unsent(tx, d); err != nil {
		return err
	}
	return b.enqueue(tx, d, record.OutgoingSend)
}

// undecided reports whether the other side still owes a word about a delivery, and nothing came in its place here.
func (b *Book) undecided(tx *store.Tx, d *record.Delivery) (bool, error) {
	if !d.Erased.Zero() {
		return false, nil // what it said was erased here
	}
	if d.Reply() {
		return replyWanted(tx, d)
	}
	if isAsked(d.What) {
		r, err := getAsked(tx, d.What, d.Of)
		if err != nil {
			return false, orMissing(err)
		}
		_, now := whom(r)
		_, err = r.NextState(record.RoadUnsent)
		return err == nil && *now == d.ID, nil
	}
	r, err := store.Get[*record.Referral](tx, d.Of)
	if err != nil {
		return false, orMissing(err)
	}
	_, err = r.Next(record.ReferralUnsent)
	return err == nil && r.Delivery == d.ID, nil
}

// replyWanted reports whether what a reply is about is there, or goes again itself: an invitation always counts.
func replyWanted(tx *store.Tx, d *record.Delivery) (bool, error) {
	about, err := record.ParseID(d.About)
	if err != nil {
		return false, nil
	}
	first, err := store.Get[*record.Delivery](tx, about)
	if missing(err) {
		r, err := store.Get[*record.Referral](tx, d.Of)
		if err != nil {
			return false, orMissing(err)
		}
		return r.Way == record.WayIn, nil
	}
	if err != nil {
		return false, err
	}
	switch first.State {
	case record.DeliveryQueued:
		return true, nil
	case record.DeliverySent, record.DeliveryReadable:
		return !first.Missed(), nil
	}
	return false, nil
}

// orMissing is no error for a record that was erased.
func orMissing(err error) error {
	if missing(err) {
		return nil
	}
	return err
}

// unsent puts the road of a message back to before its receipt.
func (b *Book) unsent(tx *store.Tx, d *record.Delivery) error {
	if d.Reply() {
		return nil
	}
	if isAsked(d.What) {
		r, err := getAsked(tx, d.What, d.Of)
		if err != nil {
			return err
		}
		if err := r.Apply(record.RoadUnsent, record.Date{}, b.now()); err != nil {
			return err
		}
		return b.put(tx, r)
	}
	r, err := store.Get[*record.Referral](tx, d.Of)
	if err != nil {
		return err
	}
	if err := r.Apply(record.ReferralUnsent, "", "", b.now()); err != nil {
		return err
	}
	return b.put(tx, r)
}
