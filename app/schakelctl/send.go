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

// runEnrol makes this device known to an endpoint with a one-time code.
func runEnrol(a *app, ctx context.Context, args []string) error {
	set := a.flags("enrol")
	address, code, partner := set.String("address", "", ""), set.String("code", "", ""), set.String("partner", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	switch {
	case *address == "":
		return problem("address", "required")
	case *code == "":
		return problem("code", "required")
	}
	return a.with(ctx, func(b *book.Book) error {
		var id record.ID
		if *partner != "" {
			var err error
			if id, err = a.id(b, record.KindPartner, "partner", *partner); err != nil {
				return err
			}
		}
		worker, err := b.Profile(ctx)
		if err != nil {
			return err
		}
		label := worker.Name.Reveal()
		if label == "" {
			label = a.p.T("ctl.enrol.label")
		}
		e, err := a.dialer().Enrol(ctx, b, *address, *code, label, id)
		if err != nil {
			return err
		}
		a.say(a.p.T("ctl.enrolled", "Name", e.Name.Reveal()))
		return nil
	})
}

// runSend queues a referral. It has not gone yet: that takes a round of sync, and a receipt.
func runSend(a *app, ctx context.Context, args []string) error {
	set := a.flags("send")
	referral := set.String("referral", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		if err := b.Send(ctx, r.ID); err != nil {
			return err
		}
		a.say(a.p.T("ctl.queued", "Code", record.Code(record.KindReferral, r.Number)))
		return nil
	})
}

// runSync does one round of the outbox: what waits goes, what came is fetched. What did not go stays and is tried again.
func runSync(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("sync"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var events []outbox.Event
		carrier.Once(ctx, b, a.dialer(), func(e outbox.Event) { events = append(events, e) })
		codes, err := messageCodes(ctx, b)
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

// messageCodes gives every delivery the number that people know it by.
func messageCodes(ctx context.Context, b *book.Book) (map[record.ID]string, error) {
	all, err := b.Sendings(ctx)
	codes := map[record.ID]string{}
	for _, s := range all {
		codes[s.Delivery.ID] = s.Code
	}
	return codes, err
}

// event is what happened in words, and the error it is.
func (a *app) event(e outbox.Event, code string) (string, error) {
	why, _ := a.p.Fault(fault.New(fault.Offline, e.Code, e.Code))
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

// runWithdraw takes back somebody's consent: what waits is cancelled, what went is recalled with the next sync.
func runWithdraw(a *app, ctx context.Context, args []string) error {
	set := a.flags("withdraw")
	referral, giver := set.String("referral", "", ""), set.String("giver", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		by, err := a.id(b, record.KindPerson, "giver", *giver)
		if err != nil {
			return err
		}
		if err := b.Withdraw(ctx, r.ID, by); err != nil {
			return err
		}
		a.say(a.p.T("ctl.withdrawn", "Code", record.Code(record.KindReferral, r.Number)))
		return nil
	})
}

// runRetry lets a held message, or an endpoint that was set aside, be tried again.
func runRetry(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("retry"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := record.ParseID(words[0])
		if err != nil {
			return err
		}
		for _, row := range b.Rows(record.KindEndpoint) {
			if row.ID == id {
				return b.Unpark(ctx, id)
			}
		}
		for _, row := range b.Rows(record.KindDelivery) {
			if row.ID == id {
				return b.Retry(ctx, id)
			}
		}
		return errNoMessage
	})
}

// runAnswer lists the answers as JSON lines, newest last; with --read it notes that the worker has read them.
func runAnswer(a *app, ctx context.Context, args []string) error {
	set := a.flags("answer")
	referral, read := set.String("referral", "", ""), set.Bool("read", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var only record.ID
		if *referral != "" {
			r, err := a.referral(ctx, b, *referral)
			if err != nil {
				return err
			}
			only = r.ID
		}
		for _, row := range b.Rows(record.KindFeedback) {
			if !only.Zero() && row.Link != only {
				continue
			}
			f, err := b.Answer(ctx, row.ID)
			if err != nil {
				return err
			}
			if err := a.line(f); err != nil {
				return err
			}
			if *read && f.ReadOn.Zero() {
				if err := b.ReadAnswer(ctx, f.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
