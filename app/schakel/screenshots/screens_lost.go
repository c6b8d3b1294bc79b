package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// lostThere are what Postvak, the pages of the roads and the connection say after the CJG put back an older copy of what it keeps.
func (c *camera) lostThere(ctx context.Context) []screen {
	with := func(show func() error) func() error {
		return func() error {
			if err := c.loses(ctx); err != nil {
				return err
			}
			c.shell.Go("today")
			return show()
		}
	}
	road := func(id func() record.ID) func() error {
		return with(func() error { c.shell.Open(record.KindReferral, id()); return nil })
	}
	return []screen{
		{"postvak-terug", with(func() error { c.shell.Go("deliveries"); return nil })},
		{"kwijt-opnieuw", road(func() record.ID { return c.mail.again })},
		{"kwijt-wissen", road(func() record.ID { return c.mail.gone })},
		{"verbinding-terug", with(func() error { c.shell.Go("preferences"); return c.scrolledTo(c.p.T("preferences.link.title")) })},
	}
}

// loses lets three more families go by hand: one goes again, one cannot, and of one the yes was taken back. Then the CJG puts back a copy.
func (c *camera) loses(ctx context.Context) error {
	if !c.mail.again.Zero() {
		return nil
	}
	if err := c.fetch(ctx); err != nil {
		return err
	}
	e, err := c.end(ctx)
	if err != nil {
		return err
	}
	o, err := c.office(ctx)
	if err != nil {
		return err
	}
	held, err := c.lent(ctx, o, e)
	if err := errors.Join(err, o.stop()); err != nil {
		return err
	}
	post := c.book.Post(func(*record.Endpoint) (book.Carrier, error) { return emptied{}, nil })
	c.late = time.Minute // after everything that was said
	_, err = post.Pull(ctx, e.ID, "")
	c.late = 0
	if err != nil {
		return err
	}
	all, err := c.book.Sendings(ctx)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Delivery.Of == held && s.Outgoing != nil {
			return c.book.Post(carrier.Dialer{Now: now}.Dial).Hold(ctx, outbox.Item{Outgoing: *s.Outgoing}, "cjg.unprocessable")
		}
	}
	return fmt.Errorf("%w something that goes again", errScreen)
}

// lent sends the families and takes one back.
func (c *camera) lent(ctx context.Context, o *office, e *record.Endpoint) (held record.ID, err error) {
	var roads []record.ID
	for _, name := range []string{"Haddou", "van den Berg", "Yıldız"} {
		home, err := c.find(record.KindHousehold, name)
		if err != nil {
			return held, err
		}
		r, err := c.queue(ctx, home, "meedenken over taal en school", "Ik wil weten wie ik mag bellen.")
		if err != nil {
			return held, err
		}
		roads = append(roads, r.ID)
	}
	if err := c.brought(ctx, o, e); err != nil {
		return held, err
	}
	page, err := c.book.ReferralPage(ctx, roads[2])
	if err != nil {
		return held, err
	}
	for _, one := range page.Consents {
		if err := c.book.Withdraw(ctx, roads[2], one.Giver); err != nil {
			return held, err
		}
	}
	c.mail.again, c.mail.gone = roads[0], roads[2]
	return roads[1], c.brought(ctx, o, e)
}

// brought carries what waits to the CJG on a stick, and back what it says.
func (c *camera) brought(ctx context.Context, o *office, e *record.Endpoint) error {
	s, err := c.book.StickFile(ctx, e.ID)
	if err != nil {
		return err
	}
	keys, err := book.Keys(e)
	if err != nil {
		return err
	}
	o.endpoint.TakeFile(ctx, s.Data, "marieke")
	if err := o.endpoint.Inbox.OpenPending(); err != nil {
		return err
	}
	data, err := o.endpoint.Front.ReturnFile(ctx, keys.Device(), "marieke")
	if err != nil {
		return err
	}
	_, err = c.book.TakeReturn(ctx, data)
	return err
}

// emptied is an endpoint that put back a copy of before everything.
type emptied struct{ desk }

// Changes is nothing but that.
func (emptied) Changes(_ context.Context, cursor string) (cjg.Changes, error) {
	return cjg.Changes{Cursor: cursor, Restored: &cjg.RestoredBody{Mark: "00112233445566778899aabbccddeeff", At: now(), Copy: now().AddDate(0, 0, -3)}}, nil
}

// Held is nothing.
func (emptied) Held(context.Context, envelope.UUID) (uint32, envelope.Receipt, error) {
	return 0, envelope.Receipt{}, nil
}
