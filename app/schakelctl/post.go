package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// runPost lists Postvak as JSON lines: the questions of a CJG, what waits, what was sent and taken back, and what stands still and why.
func runPost(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("post"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		asked, err := b.Invitations(ctx)
		if err != nil {
			return err
		}
		for _, in := range asked {
			line := map[string]any{"sort": "question", "id": in.Referral, "who": in.Partner.Reveal(), "text": in.What.Reveal(), "on": in.On.String(), "withdrawn": in.Back}
			if !in.Before.Zero() {
				line["before"] = in.Before.String()
			}
			if err := a.object(line); err != nil {
				return err
			}
		}
		all, err := b.Sendings(ctx)
		if err != nil {
			return err
		}
		for _, s := range all {
			if err := a.object(a.sending(s, b.Today())); err != nil {
				return err
			}
		}
		return a.parkedEnds(ctx, b)
	})
}

// sending is one delivery: where it stands, since when, and what it waits for.
func (a *app) sending(s book.Sending, today record.Date) map[string]any {
	d := s.Delivery
	line := map[string]any{
		"sort": "delivery", "id": d.ID, "code": s.Code, "who": s.Partner.Reveal(), "state": d.State, "reply": d.Reply(), "erased": d.Orphan(), "answers": len(s.Answers), "byFile": s.ByFile,
	}
	if !d.SentAt.IsZero() && d.ReadableAt.IsZero() {
		line["unreadDays"] = today.Since(record.DateOf(d.SentAt.Local()))
	}
	code := d.Reason
	if o := s.Outgoing; o != nil {
		line["task"], line["onStick"] = o.Task, !o.OnStick.IsZero()
		if o.Held != "" {
			code = o.Held
		} else if code == "" {
			code = o.Last
		}
		line["held"] = o.Held != ""
	}
	if code != "" {
		why, what := a.p.CommandFault(fault.New(fault.Refused, code, code))
		line["why"], line["do"] = why, what
	}
	return line
}

// parkedEnds are the connections that stand still: why, and whom to call.
func (a *app) parkedEnds(ctx context.Context, b *book.Book) error {
	ends, err := b.Endpoints(ctx)
	if err != nil {
		return err
	}
	for _, e := range ends {
		if e.Parked == "" {
			continue
		}
		why, what := a.p.CommandFault(fault.New(fault.Denied, e.Parked, e.Parked))
		if err := a.object(map[string]any{"sort": "parked", "id": e.ID, "who": e.Name.Reveal(), "why": why, "do": what, "call": e.Responsible.Reveal()}); err != nil {
			return err
		}
	}
	return nil
}
