package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/record"
)

// road holds the records that the pictures show.
type road struct {
	yildiz, amrani record.ID // households
	asks           record.ID // a referral that still has to be asked for
	answered       record.ID // one that went and came back
	partner        record.ID
}

// travel enrols with a CJG, sends one referral that is answered, and leaves another waiting for a connection.
func (c *camera) travel(ctx context.Context) error {
	var err error
	if c.road.yildiz, err = c.find(record.KindHousehold, "Yıldız"); err != nil {
		return err
	}
	if c.road.amrani, err = c.find(record.KindHousehold, "El Amrani"); err != nil {
		return err
	}
	for _, r := range c.book.Rows(record.KindPartner) {
		if c.road.partner.Zero() || r.Title.Reveal() == "CJG Zuiderwijk" {
			c.road.partner = r.ID
		}
	}
	if err := c.prepare(ctx); err != nil {
		return err
	}
	o, err := c.office(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(c.send(ctx, o), o.stop()); err != nil {
		return err
	}
	return c.wait(ctx)
}

// prepare makes the referral of Yıldız ready to be asked for: partner, person, and what may go.
func (c *camera) prepare(ctx context.Context) error {
	for _, row := range c.book.Rows(record.KindReferral) {
		page, err := c.book.ReferralPage(ctx, row.ID)
		if err != nil {
			return err
		}
		r := page.Referral
		if r.Household != c.road.yildiz || r.Way != record.WayOut || r.State != record.ReferralPreparing {
			continue
		}
		r.Groups = []record.FieldGroup{
			record.GroupName, record.GroupPhone, record.GroupLanguage, record.GroupChild, record.GroupReason, record.GroupQuestion, record.GroupGoesWell, record.GroupForm,
		}
		c.road.asks = r.ID
		return c.book.SaveReferral(ctx, r)
	}
	return fmt.Errorf("%w a referral of Yıldız", errScreen)
}

// send plays the road of Fatima: her yes, the way there, and the answer.
func (c *camera) send(ctx context.Context, o *office) error {
	d := carrier.Dialer{Now: now, Timeout: 10 * time.Second}
	if _, err := d.Enrol(ctx, c.book, o.address, o.code, "Samira", c.road.partner); err != nil {
		return err
	}
	r, err := c.queue(ctx, c.road.amrani, "meedenken over bang zijn", "Ik wil dat Yusuf weer naar buiten durft.")
	if err != nil {
		return err
	}
	c.road.answered = r.ID
	carrier.Once(ctx, c.book, d, nil)
	page, err := c.book.ReferralPage(ctx, r.ID)
	if err != nil {
		return err
	}
	if page.Delivery == nil || page.Delivery.State == record.DeliveryQueued {
		return fmt.Errorf("%w been sent", errScreen)
	}
	if err := o.answer("Wij komen samen met jou bij Fatima langs. Past donderdag om 10.00 uur?"); err != nil {
		return err
	}
	carrier.Once(ctx, c.book, d, nil)
	return nil
}

// wait leaves one more that cannot go: the CJG cannot be reached now.
func (c *camera) wait(ctx context.Context) error {
	home, err := c.find(record.KindHousehold, "Haddou")
	if err != nil {
		return err
	}
	_, err = c.queue(ctx, home, "kennismaken met de nieuwe school", "Ik wil weten wie ik daar mag bellen.")
	return err
}

// queue starts a referral of a family to the CJG, with everybody's yes, and puts it in the outbox.
func (c *camera) queue(ctx context.Context, home record.ID, reason, question string) (*record.Referral, error) {
	r, err := c.book.StartReferral(ctx, home, record.ID{})
	if err != nil {
		return nil, err
	}
	partner, err := c.book.Partner(ctx, c.road.partner)
	if err != nil {
		return nil, err
	}
	r.Partner, r.Receiver, r.Method, r.Purpose = partner.ID, partner.Officers[0].ID, record.MethodEndpoint, record.PurposeAdvice
	r.Reason, r.Question, r.Form = record.Text(reason), record.Text(question), record.FormAlong
	r.Groups = []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason, record.GroupQuestion, record.GroupForm}
	if err := c.book.SaveReferral(ctx, r); err != nil {
		return nil, err
	}
	if err := c.agree(ctx, r.ID, "nl"); err != nil {
		return nil, err
	}
	return r, c.book.Send(ctx, r.ID)
}

// agree lets everybody who decides say yes.
func (c *camera) agree(ctx context.Context, id record.ID, language string) error {
	page, err := c.book.ReferralPage(ctx, id)
	if err != nil {
		return err
	}
	for _, ask := range page.Decision.Asks {
		err := c.book.Agree(ctx, id, book.Agreement{
			Giver: ask.Person, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: language, HearBack: record.AnswerYes,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
