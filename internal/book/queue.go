package book

import (
	"context"
	"errors"
	"sync"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Dial makes a connection to an endpoint.
type Dial func(e *record.Endpoint) (Carrier, error)

// Post is the book as the outbox sees it: the queue, the way out, the mailboxes and the way in.
type Post struct {
	book  *Book
	dial  Dial
	mu    sync.Mutex
	open  map[record.ID]line
	tried map[record.ID]time.Time // when an endpoint was last asked for its keys and its agreement

	copies map[record.ID]time.Time // when it was last noted that an endpoint put back a copy
}

// line is an open connection; it is made anew when the endpoint's certificate changed.
type line struct {
	carrier Carrier
	under   string
}

// Post makes what an outbox.Loop needs.
func (b *Book) Post(dial Dial) *Post {
	return &Post{book: b, dial: dial, open: map[record.ID]line{}, tried: map[record.ID]time.Time{}, copies: map[record.ID]time.Time{}}
}

var (
	_ outbox.Queue  = (*Post)(nil)
	_ outbox.Sender = (*Post)(nil)
	_ outbox.Inbox  = (*Post)(nil)
	_ outbox.Puller = (*Post)(nil)

	_ outbox.Many       = (*Post)(nil)
	_ outbox.ManySender = (*Post)(nil)
)

// List gives every entry of the outbox.
func (p *Post) List(ctx context.Context) ([]outbox.Item, error) {
	var items []outbox.Item
	err := p.book.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindOutgoing) {
			o, err := store.Get[*record.Outgoing](tx, row.ID)
			if missing(err) {
				continue // taken out since the rows were read
			}
			if err != nil {
				return err
			}
			e, err := store.Get[*record.Endpoint](tx, o.Endpoint)
			if err != nil {
				return err
			}
			if e.Address != "" { // what goes by file waits for a person
				items = append(items, outbox.Item{Outgoing: *o, Parked: e.Parked})
			}
		}
		return nil
	})
	return items, err
}

// Prepare gives the sealed bytes of an entry; consent is decided again.
func (p *Post) Prepare(ctx context.Context, item outbox.Item) (sealed []byte, err error) {
	err = p.book.update(ctx, func(tx *store.Tx) error {
		if _, err := store.Get[*record.Outgoing](tx, item.ID); missing(err) {
			return outbox.ErrGone
		}
		sealed, err = p.book.pack(tx, item.ID)
		return err
	})
	return sealed, err
}

// Done takes over the verified receipts and takes the entry out.
func (p *Post) Done(ctx context.Context, item outbox.Item, proofs []record.Proof) error {
	return p.book.update(ctx, func(tx *store.Tx) error {
		if item.Task == record.OutgoingGive {
			return p.book.giftArrived(tx, item.ID, item.Delivery, proofs)
		}
		return p.book.delivered(tx, item.ID, item.Delivery, proofs)
	})
}

// Absent ends a recall of something that never arrived.
func (p *Post) Absent(ctx context.Context, item outbox.Item) error {
	return p.book.update(ctx, func(tx *store.Tx) error { return p.book.neverCame(tx, item.ID) })
}

// Retry counts an attempt and keeps when the next may be.
func (p *Post) Retry(ctx context.Context, item outbox.Item, notBefore time.Time, code string) error {
	return p.book.update(ctx, func(tx *store.Tx) error {
		o, err := store.Get[*record.Outgoing](tx, item.ID)
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		o.Attempts++
		o.NotBefore, o.Tried, o.Last = notBefore.UTC(), p.book.now().UTC(), code
		return p.book.put(tx, o)
	})
}

// Hold sets an entry aside with the reason.
func (p *Post) Hold(ctx context.Context, item outbox.Item, code string) error {
	return p.book.update(ctx, func(tx *store.Tx) error {
		err := p.book.hold(tx, item.ID, code)
		if missing(err) {
			return nil
		}
		return err
	})
}

// Park marks an endpoint that does not let this device in; "" lifts the mark.
func (p *Post) Park(ctx context.Context, endpoint record.ID, code string) error {
	return p.book.park(ctx, endpoint, code)
}

// Send delivers sealed bytes, or the recall of a message.
func (p *Post) Send(ctx context.Context, item outbox.Item, sealed []byte) ([]record.Proof, error) {
	c, err := p.carrier(ctx, item.Endpoint)
	if err != nil {
		return nil, err
	}
	var got cjg.Delivery
	switch item.Task {
	case record.OutgoingRecall:
		got, err = c.Withdraw(ctx, cjgID(item.Delivery), sealed)
	case record.OutgoingGive:
		if got, err = give(ctx, c, sealed); err != nil && !errors.Is(err, cjg.ErrReceipt) {
			return nil, err
		}
	default:
		got, err = c.Put(ctx, sealed)
	}
	if err != nil {
		return nil, p.keysChanged(ctx, item, err)
	}
	return proofsOf(got), nil
}

// Mailboxes lists the endpoints to ask for answers.
func (p *Post) Mailboxes(ctx context.Context) ([]outbox.Mailbox, error) {
	all, err := p.book.Endpoints(ctx)
	if err != nil {
		return nil, err
	}
	var boxes []outbox.Mailbox
	for _, e := range all {
		if e.Address != "" {
			boxes = append(boxes, outbox.Mailbox{Endpoint: e.ID, Cursor: e.Cursor, Parked: e.Parked})
		}
	}
	return boxes, nil
}

// Keep stores answers and the cursor in one transaction.
func (p *Post) Keep(ctx context.Context, endpoint record.ID, page outbox.Page) error {
	return p.book.received(ctx, endpoint, page)
}

// Pull asks an endpoint what is new, and about what it may have lost, if there is any. A certificate that is nearly or quite over is renewed on the way.
func (p *Post) Pull(ctx context.Context, endpoint record.ID, cursor string) (outbox.Page, error) {
	c, err := p.carrier(ctx, endpoint)
	if err != nil {
		return outbox.Page{}, err
	}
	got, err := c.Changes(ctx, cursor)
	var refused *cjg.Refusal
	if errors.As(err, &refused) && unknownKeys(refused.Code) && p.tellAgain(ctx, endpoint) {
		if c, err = p.carrier(ctx, endpoint); err != nil {
			return outbox.Page{}, err
		}
		got, err = c.Changes(ctx, cursor)
	}
	changed, unasked := false, error(nil)
	if unknownSigner(got, err) {
		changed, unasked = p.askAgain(ctx, endpoint)
	}
	switch {
	case unasked != nil:
		return outbox.Page{}, shutOut(unasked) // it comes again: the cursor may not move past what nobody could judge
	case changed:
		if c, err = p.carrier(ctx, endpoint); err != nil {
			return outbox.Page{}, err
		}
		got, err = c.Changes(ctx, cursor)
	}
	if err != nil {
		return outbox.Page{}, shutOut(err)
	}
	if got, err = p.sinceCopy(ctx, endpoint, c, got); err != nil {
		return outbox.Page{}, err
	}
	if err := p.askDoubted(ctx, endpoint, c); err != nil {
		return outbox.Page{}, err
	}
	return pageOf(got), p.mailboxes(ctx, endpoint, c)
}

// carrier is the connection to an endpoint, renewed first where its certificate, or a change of own keys, asks for it.
func (p *Post) carrier(ctx context.Context, id record.ID) (Carrier, error) {
	e, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := p.line(e)
	if err == nil && p.askDue(e) && p.ask(ctx, e, c) == nil {
		if e, err = load[*record.Endpoint](p.book, ctx, id); err != nil {
			return nil, err
		}
		c, err = p.line(e)
	}
	if err != nil {
		return nil, err
	}
	due, notYet := cjg.RenewalDue(e.Certificate, p.book.now()), cjg.NotYet(e.Certificate, p.book.now())
	if change, ok := c.(changing); ok && (due || p.turnDue(e)) {
		if known, err := p.turn(ctx, e, change); err != nil || known {
			return p.again(ctx, id, err)
		}
	}
	if !due && !notYet {
		return c, nil
	}
	return p.renew(ctx, e, c)
}

// renew renews the certificate of the keys of now.
func (p *Post) renew(ctx context.Context, e *record.Endpoint, c Carrier) (Carrier, error) {
	keys, err := Keys(e)
	if err != nil {
		return nil, err
	}
	renewed, err := c.Renew(ctx, keys)
	if over := renewRefused(err); over != nil {
		return nil, over
	}
	if err != nil && cjg.Outside(e.Certificate, p.book.now()) {
		return nil, err
	}
	if err != nil {
		return c, nil // the old certificate still does
	}
	return p.again(ctx, e.ID, p.book.renewed(ctx, e.ID, renewed))
}

// again is the connection as it is now, unless there was an error.
func (p *Post) again(ctx context.Context, id record.ID, err error) (Carrier, error) {
	if err != nil {
		return nil, err
	}
	e, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil {
		return nil, err
	}
	return p.line(e)
}

func (p *Post) line(e *record.Endpoint) (Carrier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	under := e.Address + string(e.Certificate) + string(e.FrontKey) + string(e.InboxKey)
	if have, ok := p.open[e.ID]; ok && have.under == under {
		return have.carrier, nil
	}
	c, err := p.dial(e)
	if err != nil {
		return nil, err
	}
	p.open[e.ID] = line{carrier: c, under: under}
	return c, nil
}
