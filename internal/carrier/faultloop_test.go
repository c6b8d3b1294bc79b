package carrier_test

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// gone is the end of the laptop's program, wherever it happens.
type gone struct{}

// interrupted is the book as the outbox sees it, on a computer that stops or whose disk is full after so many steps.
type interrupted struct {
	*book.Post
	cancel context.CancelFunc
	steps  int    // until something happens
	what   int    // 0 nothing, 1 the program ends before the step, 2 after it, 3 the loop is stopped, 4 the disk is full for a while
	length int    // of the full disk, in steps
	during func() // what somebody does while a request is on its way; once
}

// meanwhile lets it happen.
func (q *interrupted) meanwhile() {
	if do := q.during; do != nil {
		q.during = nil
		do()
	}
}

// step runs one call. Write says whether it writes.
func (q *interrupted) step(write bool, do func() error) error {
	q.steps--
	switch {
	case q.what == 1 && q.steps == 0:
		panic(gone{})
	case q.what == 3 && q.steps == 0:
		q.cancel()
	case q.what == 4 && write && q.steps <= 0 && q.steps > -q.length:
		return store.ErrFull
	}
	err := do()
	if q.what == 2 && q.steps == 0 {
		panic(gone{})
	}
	return err
}

func (q *interrupted) List(ctx context.Context) (out []outbox.Item, err error) {
	err = q.step(false, func() error { out, err = q.Post.List(ctx); return err })
	return out, err
}

func (q *interrupted) Prepare(ctx context.Context, item outbox.Item) (out []byte, err error) {
	err = q.step(true, func() error { out, err = q.Post.Prepare(ctx, item); return err })
	return out, err
}

func (q *interrupted) PrepareAll(ctx context.Context, items []outbox.Item) (out []outbox.Prepared, err error) {
	err = q.step(true, func() error { out, err = q.Post.PrepareAll(ctx, items); return err })
	return out, err
}

func (q *interrupted) Done(ctx context.Context, item outbox.Item, proofs []record.Proof) error {
	return q.step(true, func() error { return q.Post.Done(ctx, item, proofs) })
}

func (q *interrupted) DoneAll(ctx context.Context, items []outbox.Item, proofs [][]record.Proof) error {
	return q.step(true, func() error { return q.Post.DoneAll(ctx, items, proofs) })
}

func (q *interrupted) Absent(ctx context.Context, item outbox.Item) error {
	return q.step(true, func() error { return q.Post.Absent(ctx, item) })
}

func (q *interrupted) Retry(ctx context.Context, item outbox.Item, at time.Time, code string) error {
	return q.step(true, func() error { return q.Post.Retry(ctx, item, at, code) })
}

func (q *interrupted) Hold(ctx context.Context, item outbox.Item, code string) error {
	return q.step(true, func() error { return q.Post.Hold(ctx, item, code) })
}

func (q *interrupted) Park(ctx context.Context, endpoint record.ID, code string) error {
	return q.step(true, func() error { return q.Post.Park(ctx, endpoint, code) })
}

func (q *interrupted) Send(ctx context.Context, item outbox.Item, sealed []byte) (out []record.Proof, err error) {
	err = q.step(false, func() error { q.meanwhile(); out, err = q.Post.Send(ctx, item, sealed); return err })
	return out, err
}

func (q *interrupted) SendAll(ctx context.Context, items []outbox.Item, sealed [][]byte) (out []outbox.Outcome, err error) {
	err = q.step(false, func() error { out, err = q.Post.SendAll(ctx, items, sealed); q.meanwhile(); return err })
	return out, err
}

func (q *interrupted) Mailboxes(ctx context.Context) (out []outbox.Mailbox, err error) {
	err = q.step(false, func() error { out, err = q.Post.Mailboxes(ctx); return err })
	return out, err
}

func (q *interrupted) Pull(ctx context.Context, endpoint record.ID, cursor string) (out outbox.Page, err error) {
	err = q.step(false, func() error { out, err = q.Post.Pull(ctx, endpoint, cursor); return err })
	return out, err
}

func (q *interrupted) Keep(ctx context.Context, endpoint record.ID, page outbox.Page) error {
	return q.step(true, func() error { return q.Post.Keep(ctx, endpoint, page) })
}
