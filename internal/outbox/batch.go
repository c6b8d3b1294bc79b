package outbox

import (
	"context"
	"errors"
	"strings"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// MaxBatch is how many entries go in one request.
const MaxBatch = 64

// Prepared is one entry made ready: what Queue.Prepare gives for it.
type Prepared struct {
	Sealed []byte
	Err    error
}

// Many is a queue that does several entries in one transaction. An error beside the results of PrepareAll means that nothing was written;
// DoneAll does all or none; after an error Done is called for each, also when all was done and the error came after it: ErrGone then.
type Many interface {
	PrepareAll(ctx context.Context, items []Item) ([]Prepared, error)
	DoneAll(ctx context.Context, items []Item, proofs [][]record.Proof) error
}

// Outcome is what became of one entry in a request of several.
type Outcome struct {
	Proofs []record.Proof
	Err    error
}

// ManySender delivers several messages to one endpoint in one request, and gives an outcome for each, in order. An error beside them means
// that nothing is known of any of them.
type ManySender interface {
	SendAll(ctx context.Context, items []Item, sealed [][]byte) ([]Outcome, error)
}

// size is how many entries may go to an endpoint in one request now: one after a request that failed, since one of them may be why, then
// twice as many after each that succeeded; and never more than what was once too large.
func (l *Loop) size(endpoint record.ID) int {
	_, many := l.c.Queue.(Many)
	_, sends := l.c.Sender.(ManySender)
	if !many || !sends {
		return 1
	}
	if n := l.sizes[endpoint]; n > 0 {
		return n
	}
	return min(MaxBatch, l.most(endpoint))
}

func (l *Loop) most(endpoint record.ID) int {
	if n := l.large[endpoint]; n > 0 {
		return n
	}
	return MaxBatch
}

// several does entries of one endpoint in one request. The error is the own store's, or the context's.
func (l *Loop) several(ctx context.Context, items []Item, closed map[record.ID]bool) error {
	ready, sealed, err := l.prepareAll(ctx, items)
	if err != nil || len(ready) == 0 {
		return err
	}
	for _, item := range ready {
		l.tell(Sending, item, nil, zero)
	}
	endpoint := ready[0].Endpoint
	outcomes, err := l.c.Sender.(ManySender).SendAll(ctx, ready, sealed)
	if err == nil && len(outcomes) != len(ready) {
		err = ErrReceipt
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case fault.Of(err) == fault.Full && len(ready) > 1: // too large together: half of it in the same round
		l.large[endpoint] = len(ready) / 2
		delete(l.sizes, endpoint)
		l.again(ready)
		return nil
	case err != nil && ofEndpoint(err):
		l.sizes[endpoint] = 1
		return l.failed(ctx, ready[0], err, closed) // the others wait with the endpoint; they made no attempt of their own
	case err != nil: // it says nothing about any one of them: each is judged alone
		l.sizes[endpoint] = 1
		l.again(ready)
		return nil
	}
	l.sizes[endpoint] = min(2*max(l.size(endpoint), len(ready)), l.most(endpoint))
	return l.settle(ctx, ready, outcomes, closed)
}

// ofEndpoint reports whether an error is about the endpoint and not about what was sent.
func ofEndpoint(err error) bool {
	kind := fault.Of(err)
	return kind == fault.Offline || kind == fault.Denied || kind == fault.Secret || strings.HasSuffix(codeOf(err), asideClock)
}

// again lets entries have their turn once more in this round.
func (l *Loop) again(items []Item) {
	for _, item := range items {
		delete(l.tried, item.ID)
	}
}

// prepareAll makes entries ready and sets aside what cannot go.
func (l *Loop) prepareAll(ctx context.Context, items []Item) (ready []Item, sealed [][]byte, err error) {
	prepared, err := l.c.Queue.(Many).PrepareAll(ctx, items)
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case err != nil:
		return nil, nil, err
	}
	for i, p := range prepared {
		switch {
		case errors.Is(p.Err, ErrGone):
			l.tell(Withdrawn, items[i], p.Err, zero)
		case p.Err != nil:
			if err := l.hold(ctx, items[i], p.Err); err != nil {
				return nil, nil, err
			}
		default:
			ready, sealed = append(ready, items[i]), append(sealed, p.Sealed)
		}
	}
	return ready, sealed, nil
}

// settle keeps the receipts, all in one transaction, and deals with what did not get one.
func (l *Loop) settle(ctx context.Context, items []Item, outcomes []Outcome, closed map[record.ID]bool) error {
	var arrived []Item
	var proofs [][]record.Proof
	for i, o := range outcomes {
		if o.Err == nil && !received(o.Proofs) {
			outcomes[i].Err = ErrReceipt
		}
		if outcomes[i].Err == nil {
			arrived, proofs = append(arrived, items[i]), append(proofs, o.Proofs)
		}
	}
	if err := l.doneAll(ctx, arrived, proofs); err != nil {
		return err
	}
	for i, o := range outcomes {
		if o.Err == nil {
			continue
		}
		if err := l.failed(ctx, items[i], o.Err, closed); err != nil {
			return err
		}
	}
	return nil
}

// doneAll falls back to one by one when a record does not take its receipt, so that the others do.
func (l *Loop) doneAll(ctx context.Context, items []Item, proofs [][]record.Proof) error {
	if len(items) == 0 {
		return nil
	}
	if l.c.Queue.(Many).DoneAll(context.WithoutCancel(ctx), items, proofs) != nil {
		for i, item := range items {
			if err := l.done(ctx, item, proofs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	for _, item := range items {
		if err := l.kept(ctx, item); err != nil {
			return err
		}
	}
	return nil
}
