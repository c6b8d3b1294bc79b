package main

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// The kinds of error with which a round of the outbox ends, for the exit code.
var (
	errLater     = fault.New(fault.Offline, "ctl.later", "something did not arrive and is tried again later")
	errHeld      = fault.New(fault.Refused, "ctl.held", "something was refused and waits for a person")
	errParked    = fault.New(fault.Denied, "ctl.parked", "an endpoint does not let this device in")
	errOwn       = fault.New(fault.Other, "ctl.own", "the own store did not work")
	errNoMessage = fault.New(fault.NotFound, "ctl.no_message", "there is no such message or endpoint")
)

// runSync does one round of the outbox: what waits goes, what came is fetched. What did not go stays and is tried again.
func runSync(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("sync"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var events []outbox.Event
		carrier.Once(ctx, b, a.dialer(), func(e outbox.Event) { events = append(events, e) })
		codes, err := a.messageCodes(ctx, b)
		if err != nil {
			return err
		}
		var worst error
		for _, e := range events {
			line, err := a.event(e, codes[e.Delivery])
			if line != "" {
				a.say(line)
			}
			if err != nil && (worst == nil || fault.Of(err) != fault.Offline) {
				worst = err
			}
		}
		if worst != nil {
			return toldError{worst}
		}
		if waiting := b.Status().Waiting; waiting > 0 {
			a.say(a.p.N("ctl.sync.waiting", waiting))
		}
		return nil
	})
}

// messageCodes gives every delivery the number that people know it by. A contribution has none.
func (a *app) messageCodes(ctx context.Context, b *book.Book) (map[record.ID]string, error) {
	all, err := b.Sendings(ctx)
	codes := map[record.ID]string{}
	for _, s := range all {
		codes[s.Delivery.ID] = s.Code
	}
	for _, row := range b.Rows(record.KindContribution) {
		codes[row.ID] = a.p.Capital(a.p.T("log.kind.contribution"))
	}
	return codes, err
}

// event is what happened in words, and the error it is.
func (a *app) event(e outbox.Event, code string) (string, error) {
	why, _ := a.p.CommandFault(fault.New(fault.Offline, e.Code, e.Code))
	switch e.Phase {
	case outbox.Sent:
		return a.p.T("ctl.sync.sent", "Code", code), nil
	case outbox.Withdrawn:
		return a.p.T("ctl.sync.withdrawn", "Code", code), nil
	case outbox.Pulled:
		return a.p.N("ctl.sync.pulled", e.New), nil
	case outbox.Waiting:
		return a.p.T("ctl.sync.later", "Code", code, "Why", why, "When", a.p.Clock(e.Next.In(a.zone()))), errLater
	case outbox.Unheard:
		return a.p.T("ctl.sync.unheard", "Why", why), errLater
	case outbox.SetAside:
		return a.p.T("ctl.sync.held", "Code", code, "Why", why), errHeld
	case outbox.Parked:
		return a.p.T("ctl.sync.parked", "Why", why), errParked
	case outbox.Failed:
		return why, errOwn
	}
	return "", nil
}

// zone is where the worker's clock hangs.
func (a *app) zone() *time.Location { return a.clock()().Location() }
