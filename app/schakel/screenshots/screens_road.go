package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/record"
)

// roadScreens are what stands beside the usual road to a CJG: making a connection, a clock that is wrong, and a contribution on its way.
// They come late, as they change what Postvak holds.
func (c *camera) roadScreens(ctx context.Context) []screen {
	connect := func(then, to string) func() error {
		return func() error {
			c.shell.Go("today")
			c.shell.Go("preferences")
			if err := c.press(c.p.T("preferences.enrol.open")); err != nil {
				return err
			}
			if then != "" {
				if err := c.press(c.p.T(then)); err != nil {
					return err
				}
			}
			return c.scrolledTo(c.p.T(to))
		}
	}
	page := func(destination string) func() error {
		return func() error {
			if err := c.gives(ctx); err != nil {
				return err
			}
			c.shell.Go("today")
			c.shell.Go(destination)
			return nil
		}
	}
	return []screen{
		{"verbinden", connect("", "preferences.enrol.address")},
		{"verbinden-fout", connect("preferences.enrol.join", "preferences.enrol.address")},
		{"verbinden-bestand", connect("preferences.enrol.file.open", "preferences.enrol.file.name")},
		{"verbinding-klok", func() error { return c.wrongClock(ctx, "preferences", "preferences.link.title") }},
		{"postvak-klok", func() error { return c.wrongClock(ctx, "deliveries", "") }},
		{"postvak-bijdrage", page("deliveries")},
		{"bijdrage-onderweg", func() error {
			if err := page("contribute")(); err != nil {
				return err
			}
			return c.scrolledTo(c.p.T("contribute.given"))
		}},
		{"samen-optellen-loket", page("joint")},
	}
}

// end is the endpoint of the pictures.
func (c *camera) end(ctx context.Context) (*record.Endpoint, error) {
	all, err := c.book.Endpoints(ctx)
	if err != nil || len(all) == 0 {
		return nil, errScreen
	}
	return all[0], nil
}

// wrongClock is a page while the clock of the laptop keeps everything where it is.
func (c *camera) wrongClock(ctx context.Context, destination, to string) error {
	e, err := c.end(ctx)
	if err != nil {
		return err
	}
	if err := c.book.Post(carrier.Dialer{Now: now}.Dial).Park(ctx, e.ID, "cjg.clock"); err != nil {
		return err
	}
	c.shell.Go("today")
	c.shell.Go(destination)
	if to == "" {
		return nil
	}
	return c.scrolledTo(c.p.T(to))
}

// gives lets a contribution wait for a connection, for a programme that the endpoint takes contributions for.
func (c *camera) gives(ctx context.Context) error {
	id, err := c.programme(ctx)
	if err != nil {
		return err
	}
	if _, err := c.book.ContributionDesk(ctx, id); err == nil {
		return nil // an earlier picture did it
	}
	e, err := c.end(ctx)
	if err != nil {
		return err
	}
	if err := c.book.ChooseMailbox(ctx, id, e.ID); err != nil {
		return err
	}
	if _, err := c.book.Post(func(*record.Endpoint) (book.Carrier, error) { return desk{}, nil }).Pull(ctx, e.ID, e.Cursor); err != nil {
		return err
	}
	shown, err := c.book.PrepareContribution(ctx, id, season())
	if err != nil {
		return err
	}
	return c.book.SendContribution(ctx, shown)
}

// desk is an endpoint that opens a mailbox, in which nothing lies.
type desk struct{ *cjg.Client }

// Changes is nothing new.
func (desk) Changes(_ context.Context, cursor string) (cjg.Changes, error) {
	return cjg.Changes{Cursor: cursor}, nil
}

// OpenMailbox always goes well.
func (desk) OpenMailbox(context.Context, envelope.UUID) error { return nil }

// Contributions are none.
func (desk) Contributions(context.Context, envelope.UUID, string) (cjg.WaitingPage, error) {
	return cjg.WaitingPage{}, nil
}

// Renew is never needed here.
func (desk) Renew(context.Context, cjg.DeviceKeys) (cjg.Enrolment, error) {
	return cjg.Enrolment{}, cjg.ErrOffline
}
