package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
)

// mail is what came from the CJG beyond the first answer, and what cannot go.
type mail struct {
	asks, news, back record.ID // questions of the CJG: open, with more said about it, taken back
	stuck            record.ID // a referral whose recall is held
	recall           record.ID // its delivery
	again, gone      record.ID // what the CJG lost: one that goes again, and one that was taken back
}

// fetch lets a CJG say everything that it can say, once, and leaves a recall that cannot go and a connection that stands still.
func (c *camera) fetch(ctx context.Context) error {
	if !c.mail.asks.Zero() {
		return nil
	}
	ends, err := c.book.Endpoints(ctx)
	if err != nil {
		return err
	}
	e := ends[0]
	page, err := c.book.ReferralPage(ctx, c.road.answered)
	if err != nil {
		return err
	}
	w, err := c.writer(e)
	if err != nil {
		return err
	}
	about := envelope.UUID(page.Delivery.ID)
	w.answer(about, cjg.Answer{State: cjg.StateReceived, CallWithin: 3, Name: "Marieke", Phone: "010 123 45 67"})
	w.answer(about, cjg.Answer{State: cjg.StateQuestion, Text: "Is er een tolk nodig, en in welke taal praat Fatima het liefst?", Name: "Marieke"})
	w.answer(about, cjg.Answer{State: cjg.StateAnswered, Text: "Wij nemen een tolk mee.", Name: "Marieke"})
	w.answer(about, cjg.Answer{State: cjg.StateThanks, Text: "Zonder uw voorwerk was dit gezin niet gekomen.", Name: "Marieke"})
	w.answer(about, cjg.Answer{
		State: cjg.StateDeclined, Reason: "geen_plek", WhoDoes: "Buurtteam Oost, Saskia", Waiting: "ongeveer drie maanden", SelfRefer: "CJG Zuiderwijk, Plein 1, 010 123 45 67",
		Text: "Het spijt ons. Er is nu geen plek bij ons.", Name: "Marieke", Phone: "010 123 45 67",
	})
	c.mail.asks = w.invite("Kunt u meedenken over een gezin dat net in de wijk woont? Het gaat over taal en over de weg vinden.", "2026-12-01")
	c.mail.news = w.invite("Kunt u een keer meegaan naar een gesprek op school?", "")
	w.answer(envelope.UUID(c.mail.news), cjg.Answer{State: cjg.StateAnswered, Text: "Het mag ook na vier uur.", Name: "Marieke"})
	c.mail.back = w.invite("Kunt u dinsdag tolken bij een eerste gesprek?", "2026-11-30")
	w.answer(envelope.UUID(c.mail.back), cjg.Answer{State: cjg.StateWithdrawn})
	if w.err != nil {
		return w.err
	}
	post := c.book.Post(carrier.Dialer{Now: now}.Dial)
	if err := post.Keep(ctx, e.ID, outbox.Page{Answers: w.all, Cursor: e.Cursor}); err != nil {
		return err
	}
	if err := c.stick(ctx, e, post); err != nil {
		return err
	}
	return post.Park(ctx, e.ID, "cjg.denied")
}

// stick lets one more family go by hand and takes its yes back; the recall is held.
func (c *camera) stick(ctx context.Context, e *record.Endpoint, post *book.Post) error {
	o, err := c.office(ctx)
	if err != nil {
		return err
	}
	return errors.Join(c.carry(ctx, o, e, post), o.stop())
}

func (c *camera) carry(ctx context.Context, o *office, e *record.Endpoint, post *book.Post) error {
	home, err := c.find(record.KindHousehold, "van den Berg")
	if err != nil {
		return err
	}
	r, err := c.queue(ctx, home, "meedenken over school", "Ik wil weten hoe school hier werkt.")
	if err != nil {
		return err
	}
	if err := c.brought(ctx, o, e); err != nil {
		return err
	}
	page, err := c.book.ReferralPage(ctx, r.ID)
	if err != nil {
		return err
	}
	c.mail.stuck, c.mail.recall = r.ID, page.Delivery.ID
	for _, one := range page.Consents {
		if err := c.book.Withdraw(ctx, r.ID, one.Giver); err != nil {
			return err
		}
	}
	all, err := c.book.Sendings(ctx)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Delivery.ID == c.mail.recall && s.Outgoing != nil {
			return post.Hold(ctx, outbox.Item{Outgoing: *s.Outgoing}, "cjg.config")
		}
	}
	return fmt.Errorf("%w a recall", errScreen)
}

// writer seals what a CJG says to a device.
type writer struct {
	keys   intake.Keys
	device envelope.SealingKey
	all    []outbox.Answer
	err    error
}

func (c *camera) writer(e *record.Endpoint) (*writer, error) {
	keys, err := intake.OpenKeys(filepath.Join(c.temp, "keys"), rehearsal.Organisation, intake.Config{Now: now, Random: rand.Reader})
	if err != nil {
		return nil, err
	}
	own, err := book.Keys(e)
	if err != nil {
		return nil, err
	}
	return &writer{keys: keys, device: own.Opening.Public()}, nil
}

func (w *writer) answer(about envelope.UUID, a cjg.Answer) {
	a.About, a.Date = about.String(), record.DateOf(now()).String()
	id, err := envelope.NewUUID(rand.Reader)
	w.err = errors.Join(w.err, err)
	w.seal(id, about, &a)
}

func (w *writer) invite(question, before string) record.ID {
	id, err := envelope.NewUUID(rand.Reader)
	w.err = errors.Join(w.err, err)
	w.seal(id, id, &cjg.Invite{
		From: cjg.Sender{Name: "Marieke", Organisation: rehearsal.Organisation, Phone: "010 123 45 67"}, Sort: "meedenken", Question: question, Before: before,
		Date: record.DateOf(now()).String(),
	})
	return record.ID(id)
}

func (w *writer) seal(id, about envelope.UUID, doc cjg.Document) {
	data, err := cjg.Marshal(doc)
	if err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: doc.Kind(), Created: now()}, data, w.keys.Inbox, w.device)
	w.err = errors.Join(w.err, err)
	w.all = append(w.all, outbox.Answer{About: about.String(), Sealed: sealed})
}
