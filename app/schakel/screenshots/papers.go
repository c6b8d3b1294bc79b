package main

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
)

// longAgo writes about some people as it was done a year and a half ago, and not since.
func (c *camera) longAgo(ctx context.Context, place datadir.Place) error {
	d := c.deps()
	then := now().AddDate(-1, -6, 0)
	d.Now = func() time.Time { return then }
	b, err := rehearsal.Store(ctx, place, d)
	if err != nil {
		return err
	}
	for i, name := range []string{"Okafor", "Bakker", "Nowak"} {
		then = now().AddDate(-1, -6+i, 4*i)
		h := &record.Household{Name: record.Text(name)}
		if err := b.SaveFamily(ctx, h, []book.Arrival{{Person: &record.Person{As: record.PersonParent, First: record.Text("Joy"), Last: record.Text(name)}, Relation: record.RelationMother}}); err != nil {
			return errors.Join(err, b.Close())
		}
		for k := range i + 1 {
			c := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: record.DateOf(then).Add(-k), Note: record.Text("Samen naar de markt.")}
			if err := b.SaveContact(ctx, c); err != nil {
				return errors.Join(err, b.Close())
			}
		}
	}
	return b.Close()
}

// decideOne opens the first of who may still be needed.
func (c *camera) decideOne() error {
	c.shell.Go("today")
	c.shell.Go("retention")
	for _, list := range all[*listing.List](c.shell.Window().Canvas().Content()) {
		list.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	return nil
}

// scrolled is the foot of the page of a record.
func (c *camera) scrolled(kind record.Kind, id record.ID) error {
	c.shell.Go("people")
	c.shell.Open(kind, id)
	c.down(1 << 20)
	return nil
}

// down scrolls the page.
func (c *camera) down(by float32) {
	for _, s := range all[*container.Scroll](c.shell.Window().Canvas().Content()) {
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+by))
	}
}

// chooseFirst takes other words for the first passage that needs a look.
func (c *camera) chooseFirst() error {
	c.shell.Go("today")
	c.shell.Access(record.KindHousehold, c.road.amrani)
	for _, group := range all[*form.Chips](c.shell.Window().Canvas().Content()) {
		if chip := group.Chip(string(access.ChoiceChanged)); chip != nil {
			chip.Press()
			break
		}
	}
	c.down(360)
	return nil
}

// decideAll decides about every passage and reads the whole.
func (c *camera) decideAll(ctx context.Context) error {
	c.shell.Go("today")
	in, err := c.book.Access(ctx, c.p, record.KindHousehold, c.road.amrani)
	if err != nil {
		return err
	}
	in.AskedBy = access.Askers(in)[0]
	passages, err := access.Collect(c.p, in)
	if err != nil {
		return err
	}
	d := access.Decisions{}
	for i, one := range passages {
		if one.Marked() && i%3 == 0 {
			d.Decide(one, access.ChoiceOut, record.Private{})
		} else {
			d.Decide(one, access.ChoiceIn, record.Private{})
		}
	}
	if err := c.book.SaveDecisions(ctx, record.KindHousehold, c.road.amrani, in.AskedBy, d); err != nil {
		return err
	}
	c.shell.Access(record.KindHousehold, c.road.amrani)
	if err := c.press(c.p.T("insight.preview")); err != nil {
		return err
	}
	c.down(300)
	return nil
}
