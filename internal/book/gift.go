package book

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"schakel/internal/cjg"
	"schakel/internal/contribution"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Desk is the endpoint through which a contribution for a programme can go.
type Desk struct {
	Endpoint record.ID
	Name     record.Private
}

// posting is a connection with the mailboxes of an endpoint, as *cjg.Client is.
type posting interface {
	PutContribution(ctx context.Context, box envelope.UUID, wrapped []byte) (cjg.Delivery, error)
	OpenMailbox(ctx context.Context, box envelope.UUID) error
	CloseMailbox(ctx context.Context, box envelope.UUID) error
	Contributions(ctx context.Context, box envelope.UUID, cursor string) (cjg.WaitingPage, error)
	Contribution(ctx context.Context, box envelope.UUID, w cjg.Waiting) ([]byte, error)
	DeleteContribution(ctx context.Context, box, id envelope.UUID) error
}

// deskIssuer is by what two devices know that they are enrolled with the same endpoint.
func deskIssuer(e *record.Endpoint) string {
	sum := sha256.Sum256(e.Roots)
	return hex.EncodeToString(sum[:16])
}

// ErrNoDesk is returned when a contribution is to go through an endpoint, and the programme's card names none or this device has no connection
// with it.
var ErrNoDesk = fault.New(fault.NotFound, "book.no_desk", "no endpoint takes contributions for this programme here")

// ErrGiftLarge holds a contribution that the endpoint finds too large.
var ErrGiftLarge = fault.New(fault.Full, "book.gift_large", "the endpoint finds the contribution too large")

// ContributionDesk is the endpoint through which contributions for a programme can go: the coordinator's card allows it, and this device has a
// connection with that endpoint. None of the two: ErrNoDesk.
func (b *Book) ContributionDesk(ctx context.Context, programme record.ID) (d Desk, err error) {
	err = b.view(ctx, func(tx *store.Tx) error {
		p, err := store.Get[*record.Programme](tx, programme)
		if err != nil {
			return err
		}
		_, e, err := deskOf(tx, p)
		if err == nil {
			d = Desk{Endpoint: e.ID, Name: e.Name}
		}
		return err
	})
	return d, err
}

func deskOf(tx *store.Tx, p *record.Programme) (record.Mailbox, *record.Endpoint, error) {
	m, ok := p.Mailbox()
	if !ok || m.State != record.MailboxOpen {
		return m, nil, ErrNoDesk
	}
	for _, row := range tx.Rows(record.KindEndpoint) {
		e, err := store.Get[*record.Endpoint](tx, row.ID)
		if err != nil {
			return m, nil, err
		}
		if e.Address != "" && deskIssuer(e) == m.Issuer {
			return m, e, nil
		}
	}
	return m, nil, ErrNoDesk
}

// SendContribution seals a contribution that was looked at and puts it in the outbox: it goes as soon as there is a connection. Nothing of it
// has arrived before the endpoint signed for it. Errors: contribution.ErrChanged, ErrNoDesk.
func (b *Book) SendContribution(ctx context.Context, shown Prepared) error {
	_, err := b.contribute(ctx, shown, b.byDesk)
	return err
}

// SendWithdrawal sends the message that an earlier contribution counts no more.
func (b *Book) SendWithdrawal(ctx context.Context, id record.ID) error {
	_, err := b.withdrawn(ctx, id, b.byDesk)
	return err
}

// byDesk puts a contribution in the outbox. One for the same programme and period that waits there and did not leave makes place for it.
func (b *Book) byDesk(tx *store.Tx, kept, before *record.Contribution, sealed contribution.Sealed) error {
	p, err := store.Get[*record.Programme](tx, kept.Programme)
	if err != nil {
		return err
	}
	_, e, err := deskOf(tx, p)
	if err != nil {
		return err
	}
	if before != nil && before.Post == record.PostWaits {
		if err := stopGift(tx, before); err != nil {
			return err
		}
	}
	kept.Post, kept.Endpoint = record.PostWaits, e.ID
	if err := b.put(tx, kept); err != nil {
		return err
	}
	n, err := tx.Number(record.KindOutgoing)
	if err != nil {
		return err
	}
	return b.put(tx, &record.Outgoing{Seq: uint64(n), Task: record.OutgoingGive, Delivery: kept.ID, Endpoint: e.ID, Sealed: sealed.File})
}

// StopContribution takes a contribution back that did not leave: nothing of it goes. contribution.ErrLeft: it may have arrived; then a withdrawal
// says that it counts no more.
func (b *Book) StopContribution(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		c, err := store.Get[*record.Contribution](tx, id)
		switch {
		case err != nil:
			return err
		case c.Post != record.PostWaits:
			return contribution.ErrLeft
		}
		return stopGift(tx, c)
	})
}

// stopGift takes a contribution out, with what would send it.
func stopGift(tx *store.Tx, c *record.Contribution) error {
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link == c.ID && row.State == string(record.OutgoingGive) {
			if err := tx.Delete(record.KindOutgoing, row.ID); err != nil {
				return err
			}
		}
	}
	return tx.Delete(record.KindContribution, c.ID)
}

// packGift signs a sealed contribution for the mailbox that the card of the programme names now. From here on it may have arrived.
func (b *Book) packGift(tx *store.Tx, o *record.Outgoing) ([]byte, error) {
	c, err := store.Get[*record.Contribution](tx, o.Delivery)
	if err != nil {
		return nil, err
	}
	p, err := store.Get[*record.Programme](tx, c.Programme)
	if err != nil {
		return nil, err
	}
	m, e, err := deskOf(tx, p)
	if err != nil {
		return nil, err
	}
	box, err := envelope.ParseUUID(m.ID)
	if err != nil {
		return nil, contribution.ErrCard
	}
	id, err := record.ParseID(c.Parcel)
	if err != nil {
		return nil, contribution.ErrDamaged
	}
	keys, err := Keys(e)
	if err != nil {
		return nil, err
	}
	fields := envelope.Fields{ID: envelope.UUID(id), Version: 1, Kind: envelope.Contribution, Created: c.Made}
	wrapped, _, err := envelope.Wrap(fields, o.Sealed, keys.Signing, box)
	if err != nil || c.Post == record.PostLeft {
		return wrapped, err
	}
	c.Post = record.PostLeft
	return wrapped, b.put(tx, c)
}

// give delivers a wrapped contribution to the mailbox that stands in its header.
func give(ctx context.Context, c Carrier, wrapped []byte) (cjg.Delivery, error) {
	to, ok := c.(posting)
	if !ok {
		return cjg.Delivery{}, cjg.ErrOffline
	}
	h, err := envelope.WrappedHeader(wrapped)
	if err != nil {
		return cjg.Delivery{}, err
	}
	return to.PutContribution(ctx, envelope.UUID(h.Recipient), wrapped)
}

// giftArrived keeps what the endpoint signed. What went before for the same programme and period is replaced by it.
func (b *Book) giftArrived(tx *store.Tx, outgoing, id record.ID, proofs []record.Proof) error {
	o, err := store.Get[*record.Outgoing](tx, outgoing)
	if missing(err) {
		return nil // the programme was dropped while it was under way
	}
	if err != nil {
		return err
	}
	if err := tx.Delete(record.KindOutgoing, outgoing); err != nil {
		return err
	}
	if err := b.reached(tx, o.Endpoint); err != nil {
		return err
	}
	c, err := store.Get[*record.Contribution](tx, id)
	if err != nil {
		return err
	}
	c.Post, c.Reason, c.Receipts = record.PostArrived, "", proofs
	if err := b.put(tx, c); err != nil {
		return err
	}
	earlier, err := contributions(tx, func(r record.Row) bool {
		return r.Link == c.Programme && r.On == c.From && r.Due == c.To && r.State == string(record.WayOut) && r.ID != c.ID
	})
	for _, was := range earlier {
		if err == nil && was.Edition < c.Edition {
			err = stopGift(tx, was)
		}
	}
	return err
}

// holdGift sets a contribution aside that the endpoint refuses.
func (b *Book) holdGift(tx *store.Tx, o *record.Outgoing, code string) error {
	if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
		return err
	}
	c, err := store.Get[*record.Contribution](tx, o.Delivery)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if code == cjg.ErrTooLarge.Code || code == cjg.ErrLarge.Code {
		code = ErrGiftLarge.Code // it holds counts: there is no text to make shorter
	}
	c.Post, c.Reason = record.PostHeld, code
	return b.put(tx, c)
}
