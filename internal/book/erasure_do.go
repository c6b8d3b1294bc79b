package book

import (
	"context"
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// EraseOptions are what the worker chooses before an erasure.
type EraseOptions struct {
	Recall      bool                  // what can be recalled from here is
	Own         string                // the program's own folder for copies; empty when there is none
	OnlyNewCopy bool                  // afterwards a new copy takes the place of the older ones there
	Progress    func(done, total int) // of the new file of the store; may be nil
}

// Erased is what an erasure did.
type Erased struct {
	Kind     record.Kind
	Gone     []record.ID // people and records that are not there any more, so that a page about one of them can be left
	Recalled int         // recalls that were put in the outbox

	OnlyNewCopy bool  // the older copies on this laptop are gone
	Unreached   int   // folders with copies that could not be reached, such as a stick that is not in the laptop
	Fault       error // why noting it beside the copies, or the new copy, did not work; the erasure itself is done
}

// Erase destroys a household or a person with everything about them, as Erasing says, in one step. It cannot be undone. After an error,
// or when the context ends before the new file took the place of the old one, nothing of it happened. Recalls go on without the family:
// a line without a name or document stays until the other side answered.
func (b *Book) Erase(ctx context.Context, kind record.Kind, id record.ID, o EraseOptions) (Erased, error) {
	out, err := b.erase(ctx, kind, id, o)
	if err != nil {
		return Erased{}, err
	}
	b.after(ctx, o, &out)
	return out, nil
}

func (b *Book) erase(ctx context.Context, kind record.Kind, id record.ID, o EraseOptions) (Erased, error) {
	out := Erased{Kind: kind}
	b.copying.one.Lock() // closing the book waits for it and does not stop it
	defer b.copying.one.Unlock()
	_, err := b.store.Erase(ctx, o.Progress, func(tx *store.EraseTx) error {
		e, err := b.plan(ctx, tx.Tx, store.Ref{Kind: kind, ID: id})
		if err != nil {
			return err
		}
		if out.Recalled, err = b.settleShared(tx.Tx, e, o); err != nil {
			return err
		}
		if err := e.write(tx); err != nil {
			return err
		}
		for id := range e.gone {
			out.Gone = append(out.Gone, id)
		}
		return tx.Audit(store.ActionErased, kind, record.ID{})
	})
	return out, err
}

// write does what the plan says: what stays is written first, also with another owner's key, and then the keys go.
func (e *ending) write(tx *store.EraseTx) error {
	for _, r := range e.put {
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	for _, ref := range e.remove {
		if err := tx.Delete(ref.Kind, ref.ID); err != nil && !missing(err) {
			return err
		}
	}
	if err := e.writeDrafts(tx.Tx); err != nil {
		return err
	}
	for _, owner := range e.destroy {
		if err := tx.Destroy(owner); err != nil && !missing(err) {
			return err
		}
	}
	for _, owner := range e.renew {
		if err := tx.Renew(owner); err != nil {
			return err
		}
	}
	return nil
}

func (e *ending) writeDrafts(tx *store.Tx) error {
	for _, key := range e.drafts {
		if err := tx.DeleteDraft(key); err != nil {
			return err
		}
	}
	for key, r := range e.redraft {
		data, err := packDraft(r)
		if err != nil {
			return err
		}
		if err := tx.PutDraft(key, data); err != nil {
			return err
		}
	}
	return nil
}

// settleShared decides about everything that was handed over through an endpoint: what waits is cancelled, what went or may have gone
// is recalled when the worker chose so, and a recall that is under way goes on.
func (b *Book) settleShared(tx *store.Tx, e *ending, o EraseOptions) (recalled int, err error) {
	for _, one := range e.deliveries() {
		action, err := ended(tx, one.d, o)
		if err != nil {
			return 0, err
		}
		if action == record.DeliveryWiden {
			recalled++
		}
		if action == record.DeliveryWithdraw || action == record.DeliveryDoubt {
			if one.d.State == record.DeliverySent || one.d.State == record.DeliveryReadable || action == record.DeliveryDoubt {
				recalled++
			}
		}
		if one.stays {
			err = b.settleSplit(tx, e, one.d.ID, action)
		} else {
			err = b.orphan(tx, e, one.d, action)
		}
		if err != nil {
			return 0, err
		}
	}
	return recalled, nil
}

// ended is what happens to a delivery: nothing, a withdrawal, or a recall of what may have arrived.
func ended(tx *store.Tx, d *record.Delivery, o EraseOptions) (record.DeliveryAction, error) {
	switch d.State {
	case record.DeliveryQueued, record.DeliveryQuarantined:
		doubt, err := attempted(tx, d)
		if doubt && o.Recall && recallable(tx, d) {
			return record.DeliveryDoubt, err
		}
		return record.DeliveryWithdraw, err
	case record.DeliverySent, record.DeliveryReadable:
		if o.Recall && recallable(tx, d) {
			return record.DeliveryWithdraw, nil
		}
	case record.DeliveryRecalling, record.DeliveryRecalled: // some groups were taken back before; now it is everything
		if len(d.Parts) > 0 && d.Recall != string(record.StandDeleted) && o.Recall && recallable(tx, d) {
			return record.DeliveryWiden, nil
		}
	}
	return "", nil
}

// settleSplit does so for a delivery that stays, stripped, with the family that stays.
func (b *Book) settleSplit(tx *store.Tx, e *ending, id record.ID, action record.DeliveryAction) error {
	at := slices.IndexFunc(e.put, func(r record.Record) bool { return r.Base().ID == id })
	d, ok := e.put[at].(*record.Delivery)
	if action == "" || !ok {
		return nil
	}
	if err := b.dropSends(tx, id); err != nil {
		return err
	}
	if err := d.Apply(action, b.now()); err != nil {
		return err
	}
	if d.State != record.DeliveryRecalling {
		return nil
	}
	for _, r := range e.put {
		if ref, ok := r.(*record.Referral); ok && ref.ID == d.Of && !ref.Ended() {
			_ = ref.Apply(record.ReferralWithdrawal, "", "", b.now()) // where it stands already so, it stays
		}
	}
	return b.outgo(tx, d)
}

// dropSends takes out of the outbox what would still send a delivery.
func (b *Book) dropSends(tx *store.Tx, delivery record.ID) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link == delivery && row.State == string(record.OutgoingSend) {
			if err := tx.Delete(record.KindOutgoing, row.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// outgo puts a recall in the outbox.
func (b *Book) outgo(tx *store.Tx, d *record.Delivery) error {
	n, err := tx.Number(record.KindOutgoing)
	if err != nil {
		return err
	}
	o := &record.Outgoing{Seq: uint64(n), Task: record.OutgoingRecall, Delivery: d.ID, Endpoint: d.Endpoint}
	o.Owner = d.Owner
	return b.put(tx, o)
}

// orphan keeps what a recall needs when everything else about a delivery goes: its id, the endpoint and the partner, sealed with the
// store's key. A delivery that is not recalled goes with the rest.
func (b *Book) orphan(tx *store.Tx, e *ending, d *record.Delivery, action record.DeliveryAction) error {
	if action != "" {
		if err := d.Apply(action, b.now()); err != nil {
			return err
		}
	}
	if d.State == record.DeliveryRecalled {
		return b.keepGone(tx, d)
	}
	if d.State != record.DeliveryRecalling {
		return nil
	}
	d.Strip(b.Today())
	d.Of, d.Owner = record.ID{}, record.ID{}
	d.QueuedAt, d.SentAt, d.ReadableAt, d.Created = time.Time{}, time.Time{}, time.Time{}, b.now().UTC()
	e.keep(d.ID)
	if err := tx.Put(d); err != nil {
		return err
	}
	if action != "" {
		return b.outgo(tx, d)
	}
	return e.adopt(tx, d.ID)
}

// keep takes a record back out of what is removed.
func (e *ending) keep(id record.ID) {
	delete(e.gone, id)
	e.remove = slices.DeleteFunc(e.remove, func(ref store.Ref) bool { return ref.ID == id })
}

// adopt gives the recall of an orphan that waits in the outbox to the store too. It stays the same message.
func (e *ending) adopt(tx *store.Tx, delivery record.ID) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link != delivery || row.State != string(record.OutgoingRecall) {
			continue
		}
		o, err := store.Get[*record.Outgoing](tx, row.ID)
		if err != nil {
			return err
		}
		o.Owner = record.ID{}
		e.keep(o.ID)
		if err := tx.Put(o); err != nil {
			return err
		}
	}
	return nil
}
