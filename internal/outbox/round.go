package outbox

import (
	"context"
	"errors"
	"strings"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// Round sends everything that may go now, then asks every mailbox that is due, and returns when the next round should be. It is what Run
// repeats; a command line calls it once. Only one round may be going on.
func (l *Loop) Round(ctx context.Context, force bool) time.Time {
	l.putBack()
	next, err := l.sendAll(ctx, force)
	if err == nil {
		var pull time.Time
		pull, err = l.pullAll(ctx, force)
		next = sooner(next, pull)
	}
	now := l.c.Now()
	switch {
	case ctx.Err() != nil:
	case err != nil:
		l.faulty++
		next = now.Add(Delay(l.faulty, l.c.Random()))
		l.report(Event{Phase: Failed, Code: codeOf(err), Next: next})
	default:
		l.faulty = 0
	}
	return sooner(next, now.Add(l.c.Every))
}

// putBack forgets every wait that was written before the clock was put back: it may lie as far away as the clock was ahead.
func (l *Loop) putBack() {
	now := l.c.Now()
	if l.last.Sub(now) > putBackBy {
		clear(l.paused)
		clear(l.asked)
		clear(l.pullAt)
	}
	l.last = now
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// sendAll does one entry after another, several in one request where they belong to several families. The error is the own store's.
func (l *Loop) sendAll(ctx context.Context, force bool) (time.Time, error) {
	l.tried = map[record.ID]bool{}
	v := view{force: force, tried: l.tried, closed: map[record.ID]bool{}, paused: l.paused, asked: l.asked}
	for ctx.Err() == nil {
		items, err := l.c.Queue.List(ctx)
		if err != nil {
			return time.Time{}, err
		}
		l.counts = count(items)
		v.now = l.c.Now()
		turn, next := pick(items, v, l.size)
		for _, item := range turn {
			v.tried[item.ID] = true
		}
		switch len(turn) {
		case 0:
			return next, nil
		case 1:
			err = l.one(ctx, turn[0], v.closed)
		default:
			err = l.several(ctx, turn, v.closed)
		}
		if err != nil {
			return time.Time{}, err
		}
	}
	return time.Time{}, nil
}

var zero time.Time

// one does one entry. The error is the own store's, or the context's.
func (l *Loop) one(ctx context.Context, item Item, closed map[record.ID]bool) error {
	sealed, err := l.c.Queue.Prepare(ctx, item)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrGone):
		l.tell(Withdrawn, item, err, time.Time{})
		return nil
	case fault.Of(err) == fault.Locked || fault.Of(err) == fault.Full:
		return err
	case err != nil:
		return l.hold(ctx, item, err)
	}
	l.tell(Sending, item, nil, time.Time{})
	proofs, err := l.c.Sender.Send(ctx, item, sealed)
	if err == nil && !received(proofs) {
		err = ErrReceipt
	}
	if err == nil {
		if n := l.sizes[item.Endpoint]; n > 0 {
			l.sizes[item.Endpoint] = min(2*n, l.most(item.Endpoint))
		}
		return l.done(ctx, item, proofs)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return l.failed(ctx, item, err, closed)
}

func received(proofs []record.Proof) bool {
	for _, p := range proofs {
		if p.Sort == ReceivedProof && len(p.Bytes) > 0 {
			return true
		}
	}
	return false
}

// done keeps the receipt even when the loop is being stopped: it is here, and the next loop should not have to ask again.
func (l *Loop) done(ctx context.Context, item Item, proofs []record.Proof) error {
	ctx = context.WithoutCancel(ctx)
	err := l.c.Queue.Done(ctx, item, proofs)
	switch kind := fault.Of(err); {
	case err == nil || errors.Is(err, ErrGone):
	case kind == fault.Conflict || kind == fault.Invalid || kind == fault.NotFound || kind == fault.Denied:
		return l.hold(ctx, item, err) // the record does not take it: a person looks; sending the same again gives the same receipt
	default:
		return err
	}
	return l.kept(ctx, item)
}

// kept is for an entry whose receipt is kept.
func (l *Loop) kept(ctx context.Context, item Item) error {
	if err := l.answered(ctx, item.Endpoint, item.Parked); err != nil {
		return err
	}
	l.counts.Waiting = max(l.counts.Waiting-1, 0)
	l.tell(Sent, item, nil, time.Time{})
	return nil
}

// answered forgets what kept an endpoint waiting.
func (l *Loop) answered(ctx context.Context, endpoint record.ID, parked string) error {
	delete(l.paused, endpoint)
	delete(l.asked, endpoint)
	delete(l.silent, endpoint)
	if parked == "" {
		return nil
	}
	return l.c.Queue.Park(ctx, endpoint, "")
}

// failed decides what an attempt that failed means.
func (l *Loop) failed(ctx context.Context, item Item, err error, closed map[record.ID]bool) error {
	kind := fault.Of(err)
	switch {
	case strings.HasSuffix(codeOf(err), asideClock), kind == fault.Denied, kind == fault.Secret:
		closed[item.Endpoint] = true
		return l.park(ctx, item.Endpoint, item.Delivery, err)
	case kind == fault.NotFound && item.Task == record.OutgoingRecall:
		if err := l.c.Queue.Absent(ctx, item); err != nil && !errors.Is(err, ErrGone) {
			return err
		}
		l.tell(Sent, item, nil, time.Time{})
		return nil
	case kind == fault.Offline, kind == fault.Corrupt, kind == fault.Other, kind == fault.Locked:
		return l.later(ctx, item, err)
	case item.Task == record.OutgoingRecall: // nobody can decide that it need not go, so no person is asked
		return l.later(ctx, item, err)
	}
	return l.hold(ctx, item, err)
}

// later puts an entry off. An endpoint that does not answer is left alone for a short while, and as long as it asked for; the entry itself
// comes after that, so that one which makes the endpoint stumble cannot keep the others waiting for ever.
func (l *Loop) later(ctx context.Context, item Item, err error) error {
	now, delay := l.c.Now(), Delay(item.Attempts+1, l.c.Random())
	after := min(fault.AfterOf(err), maxAfter)
	if fault.Of(err) == fault.Offline {
		l.pause(item.Endpoint, now, after)
	}
	at := now.Add(after + delay)
	if err := l.c.Queue.Retry(ctx, item, at.UTC(), codeOf(err)); err != nil && !errors.Is(err, ErrGone) {
		return err
	}
	l.tell(Waiting, item, err, at)
	return nil
}

// pause leaves an endpoint alone, always for less than the entry that did not get through will wait in the end.
func (l *Loop) pause(endpoint record.ID, now time.Time, after time.Duration) {
	l.silent[endpoint]++
	l.paused[endpoint] = now.Add(max(after, min(base(l.silent[endpoint])*2/5, longest)))
	if after > 0 {
		l.asked[endpoint] = now.Add(after)
	}
}

func (l *Loop) hold(ctx context.Context, item Item, err error) error {
	if err := l.c.Queue.Hold(ctx, item, codeOf(err)); err != nil && !errors.Is(err, ErrGone) {
		return err
	}
	l.counts.Waiting, l.counts.Held = max(l.counts.Waiting-1, 0), l.counts.Held+1
	l.tell(SetAside, item, err, time.Time{})
	return nil
}

// park marks an endpoint. While the clock is wrong it is tried now and then, because nobody may notice that the clock was put right.
func (l *Loop) park(ctx context.Context, endpoint, delivery record.ID, err error) error {
	if strings.HasSuffix(codeOf(err), asideClock) {
		l.paused[endpoint] = l.c.Now().Add(clockTry)
	}
	if err := l.c.Queue.Park(ctx, endpoint, codeOf(err)); err != nil {
		return err
	}
	l.report(Event{Phase: Parked, Endpoint: endpoint, Delivery: delivery, Code: codeOf(err)})
	return nil
}

func (l *Loop) tell(phase Phase, item Item, err error, next time.Time) {
	e := Event{Phase: phase, Delivery: item.Delivery, Endpoint: item.Endpoint, Next: next}
	if err != nil {
		e.Code = codeOf(err)
	}
	l.report(e)
}

// codeOf is the fault code, or the kind for an error that has none.
func codeOf(err error) string {
	if code := fault.CodeOf(err); code != "" {
		return code
	}
	return fault.Of(err).String()
}
