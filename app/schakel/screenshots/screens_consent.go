package main

import (
	"context"
	"fmt"
	"strings"

	"schakel/app/ui/form"
	"schakel/internal/record"
)

// consentScreens are the pages of consent: who must agree, and what is read again, taken back in part or safe. They come before the ones
// that let everybody say yes.
func (c *camera) consentScreens(ctx context.Context) []screen {
	return []screen{
		{"wie-moet-ja-zeggen", func() error { c.shell.Rule(c.road.yildiz); return nil }},
		{"wie-moet-ja-zeggen-regel", func() error { c.shell.Rule(record.ID{}); return nil }},
		{"wie-zegt-ja", func() error { return c.who() }},
		{"toestemming-papier", func() error { return c.onPaper() }},
		{"gezin-toestemming", func() error { return c.unsafeParent(ctx, true, "family") }},
		{"niet-veilig", func() error { return c.unsafeParent(ctx, true, "who") }},
		{"niet-veilig-regel", func() error { return c.unsafeParent(ctx, true, "rule") }},
		{"toestemming-weer-veilig", func() error { return c.unsafeParent(ctx, false, "who") }},
		{"toestemming-intrekken", func() error { return c.takingBack() }},
		{"toestemming-intrekken-een", func() error { return c.takingBackOne() }},
	}
}

// who is the page that says who must agree.
func (c *camera) who() error {
	c.shell.Open(record.KindReferral, c.road.asks)
	return c.choose("who")
}

// onPaper is the first of the four small pages.
func (c *camera) onPaper() error {
	if err := c.who(); err != nil {
		return err
	}
	return c.press(c.p.T("referrals.ask.paper"))
}

// unsafeParent marks the second grown-up of the family of Yıldız, or takes the mark away, and shows a page of it.
func (c *camera) unsafeParent(ctx context.Context, unsafe bool, page string) error {
	family, err := c.book.Family(ctx, c.road.yildiz)
	if err != nil {
		return err
	}
	parents := family.Parents(c.book.Today())
	if len(parents) < 2 {
		return fmt.Errorf("%w a second parent", errScreen)
	}
	if err := c.book.SetUnsafe(ctx, c.road.yildiz, parents[len(parents)-1].ID, unsafe); err != nil {
		return err
	}
	c.shell.Go("today")
	switch page {
	case "family":
		c.shell.Open(record.KindHousehold, c.road.yildiz)
		c.down(420)
	case "rule":
		c.shell.Rule(c.road.yildiz)
	default:
		return c.who()
	}
	return nil
}

// takingBack is the page on which a yes is taken back, in full or in part.
func (c *camera) takingBack() error {
	c.shell.Open(record.KindReferral, c.road.answered)
	return c.press(c.p.T("referrals.withdraw"))
}

// takingBackOne is the same page after it was said whose yes it is.
func (c *camera) takingBackOne() error {
	if err := c.takingBack(); err != nil {
		return err
	}
	for _, b := range all[*form.Button](c.shell.Window().Canvas().Content()) {
		if strings.Contains(b.Text(), "Fatima") {
			b.Press()
			return nil
		}
	}
	return fmt.Errorf("%w a parent", errScreen)
}

// corrected lets the mother of Yıldız say yes, changes what she asks, and reads it to her again.
func (c *camera) corrected(ctx context.Context) error {
	page, err := c.book.ReferralPage(ctx, c.road.asks)
	if err != nil {
		return err
	}
	if err := c.readAloud(); err != nil {
		return err
	}
	for range 2 { // yes, and yes to hearing how it goes
		answers := all[*form.Columns](c.shell.Window().Canvas().Content())
		if len(answers) == 0 {
			return fmt.Errorf("%w two answers", errScreen)
		}
		all[*form.Pressable](answers[len(answers)-1])[0].Press()
	}
	if page, err = c.book.ReferralPage(ctx, c.road.asks); err != nil {
		return err
	}
	page.Referral.Question = record.Text("Ik wil dat hij rustig slaapt en niet meer roept.")
	if err := c.book.SaveReferral(ctx, page.Referral); err != nil {
		return err
	}
	return c.readAloud()
}
