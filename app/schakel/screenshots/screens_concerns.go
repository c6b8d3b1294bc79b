package main

import (
	"context"
	"fmt"

	"schakel/app/ui/form"
	"schakel/internal/record"
)

// worries are the pictures of Zorgen beside the list and the entry: a doubt, one worry, the steps of the meldcode, wijksignalen, and
// advices without a name.
func (c *camera) worries(ctx context.Context) []screen {
	return []screen{
		{"zorg-twijfel", func() error { return c.concern(ctx, record.LevelDoubt) }},
		{"zorg-een", func() error { return c.first(record.KindConcern, string(record.ConcernReferred)) }},
		{"zorg-gebundeld", func() error { return c.first(record.KindConcern, string(record.ConcernBundled)) }},
		{"zorg-wat-kan-ik", func() error {
			c.shell.Aid(c.book.Rows(record.KindConcern)[0].ID)
			return nil
		}},
		{"zorg-lijst-signalen", func() error { return c.section(record.KindSignal) }},
		{"zorg-lijst-advies", func() error { return c.section(record.KindAdvice) }},
		{"signaal-nieuw", func() error {
			c.shell.NewSignal([]record.Private{record.Text("slapen"), record.Text("telefoons"), record.Text("moe zijn")}, 3, record.Day(2026, 9, 1), record.Day(2026, 11, 20))
			return nil
		}},
		{"signaal-laat", func() error { return c.first(record.KindSignal, string(record.RequestAsked)) }},
		{"signaal-antwoord", func() error { return c.first(record.KindSignal, string(record.RequestAnswered)) }},
		{"signaal-antwoord-schrijven", func() error {
			if err := c.first(record.KindSignal, string(record.RequestAsked)); err != nil {
				return err
			}
			return c.press(c.p.T("request.answer.write"))
		}},
		{"advies", func() error { return c.first(record.KindAdvice, string(record.ConfidantSafeHome)) }},
		{"vraag-een", func() error { return c.first(record.KindRequest, string(record.RequestAsked)) }},
	}
}

// first opens the first record of a kind in a state.
func (c *camera) first(kind record.Kind, state string) error {
	for _, r := range c.book.Rows(kind) {
		if r.State == state {
			c.shell.Go("today")
			c.shell.Open(kind, r.ID)
			return nil
		}
	}
	return fmt.Errorf("%w a %s %q", errScreen, kind, state)
}

// section shows one of the three lists of Zorgen.
func (c *camera) section(kind record.Kind) error {
	c.shell.Go("concerns")
	for _, s := range all[*form.Segmented](c.shell.Window().Canvas().Content()) {
		s.Press(kind.String())
		return nil
	}
	return fmt.Errorf("%w the lists of worries", errScreen)
}
