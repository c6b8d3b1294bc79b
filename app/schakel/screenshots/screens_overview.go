package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// overviews are the pictures of Overzicht in every way in which it can stand: beside something, of other periods, with stories, and what
// belongs to it.
func (c *camera) overviews(ctx context.Context) []screen {
	fresh := func(work ...func() error) func() error {
		return func() error {
			c.shell.Go("today")
			c.shell.Go("summaries")
			for _, do := range work {
				if err := do(); err != nil {
					return err
				}
			}
			return nil
		}
	}
	chip := func(value string) func() error { return func() error { return c.choose(value) } }
	lower := func(by float32) func() error { return func() error { c.down(by); return nil } }
	return []screen{
		{"overzicht-schooljaar", fresh(chip("school"))},
		{"overzicht-vergeleken", fresh(chip("quarter"), chip("previous"))},
		{"overzicht-vergeleken-onder", fresh(chip("year"), chip("previous"), lower(560))},
		{"overzicht-leeg", fresh(chip("month"), func() error { return c.before(400) })},
		{"overzicht-verhaal", func() error { return c.withStory(ctx, fresh(chip("year"))) }},
		{"openbare-bronnen", func() error { c.shell.Go("today"); c.shell.Go("studies"); return nil }},
		{"briefhoofd", func() error { return c.letterhead(ctx) }},
		{"vandaag-jaaroverzicht", func() error { return c.yearly(ctx) }},
	}
}

// before goes back until nothing was noted, at most so many times.
func (c *camera) before(most int) error {
	for range most {
		for _, b := range all[*form.Button](c.shell.Window().Canvas().Content()) {
			if b.Text() == c.p.T("summaries.empty.action") {
				return nil
			}
		}
		if err := c.press(c.p.T("summaries.before")); err != nil {
			return err
		}
	}
	return nil
}

// withStory is the panel of a file with a story that goes along.
func (c *camera) withStory(ctx context.Context, page func() error) error {
	if len(c.book.Rows(record.KindStory)) == 0 {
		if err := c.toTell(ctx); err != nil {
			return err
		}
	}
	if err := page(); err != nil {
		return err
	}
	if err := c.press(c.p.T("summaries.save")); err != nil {
		return err
	}
	checks := all[*form.Check](c.shell.Window().Canvas().Content())
	if len(checks) > 0 { // the stories stand last
		checks[len(checks)-1].Press()
	}
	c.down(360)
	return nil
}

// letterhead is the part of the preferences with the name of a programme and two logos.
func (c *camera) letterhead(ctx context.Context) error {
	head, err := c.book.Letterhead(ctx)
	if err != nil {
		return err
	}
	head.Name = record.Text("Samen oplopen in Zuiderwijk")
	if head.First, err = drawnLogo(200, 80, color.NRGBA{R: 11, G: 91, B: 102, A: 255}); err == nil {
		head.Second, err = drawnLogo(90, 90, color.NRGBA{R: 122, G: 106, B: 58, A: 255})
	}
	if err != nil {
		return err
	}
	if err := c.book.SaveLetterhead(ctx, head); err != nil {
		return err
	}
	c.shell.Go("today")
	c.shell.Go("preferences")
	return c.toward(c.p.T("preferences.letterhead.title"))
}

// toward scrolls the page to a text.
func (c *camera) toward(text string) error {
	for _, t := range all[*rtl.Text](c.shell.Window().Canvas().Content()) {
		if t.Text() == text {
			c.down(fyne.CurrentApp().Driver().AbsolutePositionForObject(t).Y - 80)
			return nil
		}
	}
	return fmt.Errorf("%w a text %q", errScreen, text)
}

// drawnLogo is an invented logo: a full square in a frame.
func drawnLogo(wide, high int, tone color.NRGBA) ([]byte, error) {
	picture := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			if x > wide/4 || y > high/3 {
				picture.SetNRGBA(x, y, tone)
			}
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, picture)
	return out.Bytes(), err
}

// yearly is Vandaag on the day of the yearly overview.
func (c *camera) yearly(ctx context.Context) error {
	if err := c.book.SetYearDay(ctx, c.book.Today().String()[5:]); err != nil {
		return err
	}
	c.shell.Go("summaries")
	c.shell.Go("today")
	c.down(1 << 20)
	return nil
}
