package main

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// mailScreens are Postvak with everything in it, every kind of answer, writing back, and the connection that stands still.
func (c *camera) mailScreens(ctx context.Context) []screen {
	with := func(show func() error) func() error {
		return func() error {
			if err := c.fetch(ctx); err != nil {
				return err
			}
			return show()
		}
	}
	answer := func(stand record.Stand) func() error {
		return with(func() error {
			for _, row := range c.book.Rows(record.KindFeedback) {
				if row.State == string(stand) && (row.Link == c.road.answered || row.Link == c.mail.back) {
					c.shell.Open(record.KindFeedback, row.ID)
					return nil
				}
			}
			return errScreen
		})
	}
	return []screen{
		{"postvak-vol", with(func() error { c.shell.Go("deliveries"); return nil })},
		{"antwoord-ontvangen", answer(record.StandReceived)},
		{"antwoord-opgepakt", answer(record.StandAccepted)},
		{"antwoord-nee", answer(record.StandDeclined)},
		{"antwoord-vraag", answer(record.StandQuestion)},
		{"antwoord-dank", answer(record.StandThanks)},
		{"antwoord-ingetrokken", answer(record.StandWithdrawn)},
		{"gevraagd", with(func() error { c.shell.Open(record.KindReferral, c.mail.asks); return nil })},
		{"gevraagd-ingetrokken", with(func() error { c.shell.Open(record.KindReferral, c.mail.back); return nil })},
		{"terugschrijven", with(func() error { c.shell.ReplyTo(record.KindReferral, c.mail.asks); return nil })},
		{"terugschrijven-klaar", with(func() error { return c.writeBack("Ja, ik denk graag mee. Elif kent de school goed, vraag haar ook.") })},
		{"terugschrijven-niet", with(func() error { c.shell.ReplyTo(record.KindReferral, c.mail.back); return nil })},
		{"terugvragen-vast", with(func() error { c.shell.Open(record.KindReferral, c.mail.stuck); return nil })},
		{"verbinding", with(func() error { c.shell.Go("preferences"); return c.scrolledTo(c.p.T("preferences.link.title")) })},
	}
}

// scrolledTo scrolls the page until a text stands at its top.
func (c *camera) scrolledTo(text string) error {
	page := c.shell.Window().Canvas().Content()
	for _, t := range all[*rtl.Text](page) {
		if t.Text() == text {
			c.down(fyne.CurrentApp().Driver().AbsolutePositionForObject(t).Y - 80)
			return nil
		}
	}
	return fmt.Errorf("%w the text %q", errScreen, text)
}

// writeBack types words back to the CJG and lets the page show what goes.
func (c *camera) writeBack(text string) error {
	c.shell.ReplyTo(record.KindReferral, c.mail.asks)
	fields := all[*rtl.Entry](c.shell.Window().Canvas().Content())
	last := fields[len(fields)-1]
	last.SetText(text)
	last.OnChanged(text)
	return c.press(c.p.T("deliveries.reply.show"))
}
