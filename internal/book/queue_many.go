package book

import (
	"context"

	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// batching is a connection that takes several messages in one request, as *cjg.Client does.
type batching interface {
	Batch(ctx context.Context, sealed [][]byte) ([]cjg.BatchResult, error)
}

// PrepareAll is Prepare for several entries in one transaction. What is wrong with one of them stops no other.
func (p *Post) PrepareAll(ctx context.Context, items []outbox.Item) ([]outbox.Prepared, error) {
	out := make([]outbox.Prepared, len(items))
	err := p.book.update(ctx, func(tx *store.Tx) error {
		for i, item := range items {
			if _, err := store.Get[*record.Outgoing](tx, item.ID); missing(err) {
				out[i].Err = outbox.ErrGone
				continue
			}
			var err error
			if out[i].Sealed, err = p.book.pack(tx, item.ID); fault.Of(err) == fault.Locked || fault.Of(err) == fault.Full {
				return err
			}
			out[i].Err = err
		}
		return nil
	})
	return out, err
}

// DoneAll is Done for several entries, all or none.
func (p *Post) DoneAll(ctx context.Context, items []outbox.Item, proofs [][]record.Proof) error {
	return p.book.update(ctx, func(tx *store.Tx) error {
		for i, item := range items {
			if err := p.book.delivered(tx, item.ID, item.Delivery, proofs[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// SendAll delivers messages to one endpoint in one request.
func (p *Post) SendAll(ctx context.Context, items []outbox.Item, sealed [][]byte) ([]outbox.Outcome, error) {
	c, err := p.carrier(ctx, items[0].Endpoint)
	if err != nil {
		return nil, err
	}
	out := make([]outbox.Outcome, len(items))
	many, ok := c.(batching)
	if !ok {
		for i, item := range items {
			out[i].Proofs, out[i].Err = p.Send(ctx, item, sealed[i])
		}
		return out, nil
	}
	got, err := many.Batch(ctx, sealed)
	if err != nil {
		return nil, p.keysChanged(ctx, items[0], err)
	}
	for i, r := range got {
		if out[i].Err = p.keysChanged(ctx, items[i], r.Err); r.Err == nil {
			out[i].Proofs = proofsOf(r.Delivery)
		}
	}
	return out, nil
}

// proofsOf are the receipts of a delivery as they are kept.
func proofsOf(d cjg.Delivery) []record.Proof {
	proofs := []record.Proof{{Sort: outbox.ReceivedProof, Bytes: d.Received.Bytes(), At: d.Received.Time}}
	if d.Readable != nil {
		proofs = append(proofs, record.Proof{Sort: readableProof, Bytes: d.Readable.Bytes(), At: d.Readable.Time})
	}
	return proofs
}
