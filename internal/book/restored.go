package book

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// An endpoint may have to put back an older copy of its store. What it took after that copy is gone there, while it stands here as sent, with a
// receipt. It says so with every page of changes. Then every delivery that may be missing is asked about, one by one, and what is not there
// goes again under the rules of every message: consent is decided anew. A recall of after the copy always goes again, because the message may
// have come back with the copy.

const (
	// restoredSlack is how far a clock may be off that says whether something was before a copy.
	restoredSlack = 24 * time.Hour
	// askedAtOnce is how many deliveries are settled in one transaction.
	askedAtOnce = 16
	// mostSilent is after how many messages that it says nothing of an endpoint is asked about no more of them at once.
	mostSilent = 3
	// copyEvery is how soon after another one a copy that was put back counts: an endpoint that says so all the time gets no more than this.
	copyEvery = time.Hour
)

// holding is a connection that says what the endpoint has, as *cjg.Client does.
type holding interface {
	Held(ctx context.Context, id envelope.UUID) (version uint32, received envelope.Receipt, err error)
}

// held is what an endpoint says about one message; version 0 for nothing.
type held struct {
	version  uint32
	received envelope.Receipt
}

// noteRestored keeps that an endpoint put back a copy that this device did not know of, and what it is to be asked about.
func (b *Book) noteRestored(tx *store.Tx, e *record.Endpoint, r *cjg.RestoredBody) error {
	all, err := deliveriesTo(tx, e.ID)
	if err != nil {
		return err
	}
	since := lostSince(r)
	for _, d := range all {
		switch {
		case !mayMiss(d, since):
		case d.State == record.DeliveryRecalling || d.State == record.DeliveryRecalled:
			err = b.recallMissed(tx, d)
		case !slices.Contains(e.Doubted, d.ID):
			e.Doubted = append(e.Doubted, d.ID)
		}
		if err != nil {
			return err
		}
	}
	if err := b.recallGone(tx, e, since); err != nil {
		return err
	}
	e.Restored = record.Restored{Mark: r.Mark, At: r.At.UTC(), Copy: r.Copy.UTC()}
	e.Cursor = "" // of a store that is gone: from the beginning, and what is known counts once
	if err := tx.Audit(actionRestored, record.KindEndpoint, e.ID); err != nil {
		return err
	}
	return b.put(tx, e)
}

// lostSince is from when on something may be missing; zero for everything, when a clock was wrong there: no copy is put back before it was made.
func lostSince(r *cjg.RestoredBody) time.Time {
	if r.Copy.After(r.At) {
		return time.Time{}
	}
	return r.Copy.Add(-restoredSlack)
}

// newCopy keeps that a copy was put back, where this device did not know of it.
func (b *Book) newCopy(ctx context.Context, endpoint record.ID, r *cjg.RestoredBody) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil || r.Mark == e.Restored.Mark {
			return err
		}
		return b.noteRestored(tx, e, r)
	})
}

// deliveriesTo are those of an endpoint, the oldest first: what is written back goes after what it is about.
func deliveriesTo(tx *store.Tx, endpoint record.ID) ([]*record.Delivery, error) {
	var all []*record.Delivery
	if err := collect(tx, record.KindDelivery, &all, func(record.Row) bool { return true }); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(d *record.Delivery) bool { return d.Endpoint != endpoint })
	slices.SortStableFunc(all, func(a, b *record.Delivery) int {
		return cmp.Or(a.QueuedAt.Compare(b.QueuedAt), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return all, nil
}

// mayMiss reports whether an endpoint may have lost a delivery, or its recall, when it went back to how it was then: by its clock, or by this one.
func mayMiss(d *record.Delivery, since time.Time) bool {
	switch d.State {
	case record.DeliverySent, record.DeliveryReadable:
		at := proofTime(d, outbox.ReceivedProof)
		return at.IsZero() || !at.Before(since) || !d.SentAt.Before(since)
	case record.DeliveryRecalling:
		at := proofTime(d, recallProof)
		return at.IsZero() || !at.Before(since) || !d.WithdrawnOn.Before(record.DateOf(since))
	case record.DeliveryRecalled: // also what was never there: a stick with it may still come
		return !d.RecalledAt.Before(since) || !proofTime(d, recallProof).Before(since)
	}
	return false
}

// proofTime is when the newest receipt of a sort was signed; zero without one.
func proofTime(d *record.Delivery, sort string) (at time.Time) {
	for _, p := range d.Receipts {
		if p.Sort == sort && p.At.After(at) {
			at = p.At
		}
	}
	return at
}

// sinceCopy gives the page of changes to go on with: from the beginning, when the endpoint put back a copy that this device did not know of.
func (p *Post) sinceCopy(ctx context.Context, endpoint record.ID, c Carrier, got cjg.Changes) (cjg.Changes, error) {
	if got.Restored == nil {
		return got, nil
	}
	e, err := load[*record.Endpoint](p.book, ctx, endpoint)
	if err != nil || got.Restored.Mark == e.Restored.Mark || !p.copyDue(endpoint) {
		return got, err
	}
	if err := p.book.newCopy(ctx, endpoint, got.Restored); err != nil {
		return got, err
	}
	again, err := c.Changes(ctx, "")
	if err != nil {
		return got, shutOut(err)
	}
	return again, nil
}

// copyDue reports whether a copy that an endpoint put back is looked at now, and notes that it is.
func (p *Post) copyDue(endpoint record.ID) bool {
	now := p.book.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if between(p.copies[endpoint], now) < copyEvery {
		return false
	}
	p.copies[endpoint] = now
	return true
}

// askDoubted asks an endpoint about what it may have lost. What it says nothing of is asked the next time. The error is the own store's, or the
// context's.
func (p *Post) askDoubted(ctx context.Context, endpoint record.ID, c Carrier) error {
	e, err := load[*record.Endpoint](p.book, ctx, endpoint)
	to, ok := c.(holding)
	if err != nil || !ok || len(e.Doubted) == 0 {
		return err
	}
	failed, unsigned := 0, false
	for some := range slices.Chunk(e.Doubted, askedAtOnce) {
		heard := map[record.ID]held{}
		for _, id := range some {
			version, received, err := to.Held(ctx, cjgID(id))
			if err == nil {
				heard[id] = held{version, received}
				continue
			}
			unsigned = unsigned || errors.Is(err, cjg.ErrReceipt)
			if failed++; failed == mostSilent {
				break
			}
		}
		if len(heard) > 0 {
			if err := p.book.settleDoubts(ctx, endpoint, heard); err != nil {
				return err
			}
		}
		if failed == mostSilent {
			break
		}
	}
	if unsigned && ctx.Err() == nil {
		_, _ = p.askAgain(ctx, endpoint) // its receipts may be under keys that are not known here yet
	}
	return ctx.Err()
}

// settleDoubts does what follows from what an endpoint said about some deliveries.
func (b *Book) settleDoubts(ctx context.Context, endpoint record.ID, heard map[record.ID]held) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil {
			return err
		}
		var left []record.ID
		for _, id := range e.Doubted {
			h, ok := heard[id]
			if !ok {
				left = append(left, id)
				continue
			}
			d, err := store.Get[*record.Delivery](tx, id)
			if missing(err) {
				continue // it was erased meanwhile
			}
			if err != nil {
				return err
			}
			if err := b.settleDoubt(tx, d, h); err != nil {
				return err
			}
		}
		e.Doubted = left
		return b.put(tx, e)
	})
}

// settleDoubt lets one delivery go again where the endpoint does not have it any more.
func (b *Book) settleDoubt(tx *store.Tx, d *record.Delivery, h held) error {
	switch d.State {
	case record.DeliverySent, record.DeliveryReadable:
		if h.version > 0 && overSame(d, h.received) {
			return nil
		}
		return b.missed(tx, d, h)
	}
	return nil // the worker did something with it meanwhile; that goes its own way
}

// overSame reports whether a receipt is over what this device has a receipt of.
func overSame(d *record.Delivery, r envelope.Receipt) bool {
	return slices.ContainsFunc(d.Receipts, func(p record.Proof) bool {
		have, err := envelope.ParseReceipt(p.Bytes)
		return p.Sort == outbox.ReceivedProof && err == nil && have.Header == r.Header
	})
}

// pagesByFile takes over the pages of a return file, and what it tells of a copy that was put back: it lists every message of this device that
// the endpoint has. What got its receipt after the file was made is left for the next one. A file of before that copy may come later than one
// of after it: what people answered in it counts, and its cursor does not, which is one of a store that is gone.
func (b *Book) pagesByFile(ctx context.Context, endpoint record.ID, got cjg.Return) error {
	e, err := load[*record.Endpoint](b, ctx, endpoint)
	if err != nil {
		return err
	}
	of, former := restoredIn(got), b.ofFormer(e, got)
	if of.Mark != e.Restored.Mark && !former {
		if err := b.newCopy(ctx, endpoint, &of); err != nil {
			return err
		}
		if e, err = load[*record.Endpoint](b, ctx, endpoint); err != nil {
			return err
		}
	}
	for _, p := range got.Pages {
		page := pageOf(p)
		page.More = page.More || between(got.Made, b.now()) > oldFile // then nothing of here is destroyed by what this clock says
		if former {
			page.Cursor, page.Former = e.Cursor, true
		}
		if err := b.received(ctx, endpoint, page); err != nil {
			return err
		}
	}
	if len(e.Doubted) == 0 || former {
		return nil
	}
	heard, err := b.heardByFile(ctx, e, got)
	if err != nil || len(heard) == 0 {
		return err
	}
	return b.settleDoubts(ctx, endpoint, heard)
}

// ofFormer reports whether a return file is of a store that the endpoint lost since: what it signed for then proves nothing about now. A moment that
// a clock wrote which stood ahead is later than nothing.
func (b *Book) ofFormer(e *record.Endpoint, got cjg.Return) bool {
	of := restoredIn(got)
	later := of.At.After(e.Restored.At) || of.Mark != "" && aheadOf(e.Restored.At, b.now())
	return of.Mark != e.Restored.Mark && !later
}

// restoredIn is the putting back that a return file tells of; empty for none.
func restoredIn(got cjg.Return) (of cjg.RestoredBody) {
	if n := len(got.Pages); n > 0 && got.Pages[n-1].Restored != nil {
		of = *got.Pages[n-1].Restored
	}
	return of
}

// heardByFile is what a return file says about the deliveries that it can tell of.
func (b *Book) heardByFile(ctx context.Context, e *record.Endpoint, got cjg.Return) (map[record.ID]held, error) {
	by, err := Signers(e)
	if err != nil {
		return nil, err
	}
	there := map[string][]cjg.DeliveryBody{} // a message may have come in several envelopes
	for _, r := range got.Receipts {
		there[r.Uuid] = append(there[r.Uuid], r)
	}
	heard := map[record.ID]held{}
	for _, id := range e.Doubted {
		d, err := load[*record.Delivery](b, ctx, id)
		if missing(err) {
			heard[id] = held{}
			continue
		}
		if err != nil {
			return nil, err
		}
		if proofTime(d, outbox.ReceivedProof).After(got.Made) {
			continue
		}
		if h, ok := heldOf(d, there[cjgID(id).String()], by); ok { // else the next file may say
			heard[id] = h
		}
	}
	return heard, nil
}

// heldOf is what the receipts of a message say: the one over what this device has a receipt of, else the newest version. False when none of them is
// the endpoint's.
func heldOf(d *record.Delivery, receipts []cjg.DeliveryBody, by cjg.Signers) (best held, ok bool) {
	for _, r := range receipts {
		version, received, err := cjg.HeldIn(r, cjgID(d.ID), by)
		if err != nil {
			continue
		}
		if overSame(d, received) {
			return held{version, received}, true
		}
		if version > best.version {
			best = held{version, received}
		}
		ok = true
	}
	return best, ok || len(receipts) == 0
}
