package outbox

import (
	"context"
	"strings"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// pullAll asks every mailbox that is due and returns when the next one is. The error is the own store's.
func (l *Loop) pullAll(ctx context.Context, force bool) (time.Time, error) {
	if l.c.Inbox == nil || l.c.Puller == nil {
		return time.Time{}, nil
	}
	boxes, err := l.c.Inbox.Mailboxes(ctx)
	if err != nil {
		return time.Time{}, err
	}
	var next time.Time
	for _, box := range boxes {
		at, ever := l.pullDue(box, force)
		if !ever {
			continue
		}
		if !at.After(l.c.Now()) {
			if err := l.pull(ctx, box); err != nil {
				return time.Time{}, err
			}
			at = l.pullAt[box.Endpoint]
		}
		next = sooner(next, at)
	}
	return next, ctx.Err()
}

func (l *Loop) pullDue(box Mailbox, force bool) (at time.Time, ever bool) {
	now := l.c.Now()
	at = unless(l.asked[box.Endpoint], now, farthest)
	if force {
		return at, true
	}
	if box.Parked != "" && !strings.HasSuffix(box.Parked, asideClock) {
		return at, false
	}
	at = latest(at, pausedUntil(l.paused[box.Endpoint], at, now))
	return latest(at, unless(l.pullAt[box.Endpoint], now, farthest)), true
}

// pull fetches page after page from one mailbox. The next page is asked for with the new cursor only after the last one was kept.
func (l *Loop) pull(ctx context.Context, box Mailbox) error {
	l.report(Event{Phase: Pulling, Endpoint: box.Endpoint})
	cursor, kept := box.Cursor, 0
	for range maxPages {
		page, err := l.c.Puller.Pull(ctx, box.Endpoint, cursor)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && page.More && page.Cursor == cursor {
			err = ErrCursor
		}
		if err != nil {
			return l.unheard(ctx, box, err)
		}
		if len(page.Answers) > 0 || page.Cursor != cursor {
			if err := l.c.Inbox.Keep(context.WithoutCancel(ctx), box.Endpoint, page); err != nil {
				return err
			}
		}
		cursor, kept = page.Cursor, kept+len(page.Answers)
		if !page.More {
			break
		}
	}
	l.misses[box.Endpoint] = 0
	l.pullAt[box.Endpoint] = l.c.Now().Add(l.c.Every)
	if err := l.answered(ctx, box.Endpoint, box.Parked); err != nil {
		return err
	}
	l.report(Event{Phase: Pulled, Endpoint: box.Endpoint, New: kept})
	return nil
}

// unheard puts a mailbox off, or parks its endpoint.
func (l *Loop) unheard(ctx context.Context, box Mailbox, err error) error {
	l.misses[box.Endpoint]++
	now, after := l.c.Now(), min(fault.AfterOf(err), maxAfter)
	at := now.Add(after + Delay(l.misses[box.Endpoint], l.c.Random()))
	l.pullAt[box.Endpoint] = at
	switch kind := fault.Of(err); {
	case strings.HasSuffix(codeOf(err), asideClock), kind == fault.Denied, kind == fault.Secret:
		return l.park(ctx, box.Endpoint, record.ID{}, err)
	case kind == fault.Offline:
		l.pause(box.Endpoint, now, after)
	}
	l.report(Event{Phase: Unheard, Endpoint: box.Endpoint, Code: codeOf(err), Next: at})
	return nil
}
