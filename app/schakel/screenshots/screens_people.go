package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// peopleScreens are what is done about people and families beside their own pages.
func (c *camera) peopleScreens(ctx context.Context) []screen {
	return []screen{
		{"wie-doet-wat", func() error { return c.helped(ctx) }},
		{"gezin-invullen", func() error { c.shell.Edit(record.KindHousehold, c.road.yildiz); return nil }},
		{"ken-je-al", func() error { return c.twice(ctx) }},
		{"samenvoegen", func() error { return c.merging(ctx) }},
		{"samenvoegen-zoeken", func() error { c.shell.Merge(record.KindHousehold, c.road.yildiz, record.ID{}); return nil }},
		{"nog-niet-verteld", func() error { c.shell.Go("told"); return nil }},
		{"twee-versies", func() error { return c.versions(ctx) }},
	}
}

// helped is a family with organisations around it, of which none has the lead.
func (c *camera) helped(ctx context.Context) error {
	f, err := c.book.Family(ctx, c.road.yildiz)
	if err != nil {
		return err
	}
	f.Household.Involved = []record.Involved{
		{Who: record.Text("Basisschool De Vuurvlinder"), What: record.Text("leest extra met Emre")}, {Who: record.Text("CJG Zuiderwijk"), What: record.Text("denkt mee over slapen")},
	}
	if err := c.book.SaveFamily(ctx, f.Household, nil); err != nil {
		return err
	}
	c.shell.Open(record.KindHousehold, c.road.yildiz)
	c.down(420)
	return nil
}

// somebody is a parent of the family, as somebody else would write the name.
func (c *camera) somebody(ctx context.Context) (*record.Person, error) {
	f, err := c.book.Family(ctx, c.road.yildiz)
	if err != nil {
		return nil, err
	}
	for _, p := range f.Parents(c.book.Today()) {
		return p, nil
	}
	return nil, errScreen
}

// twice is a new person who is known already.
func (c *camera) twice(ctx context.Context) error {
	p, err := c.somebody(ctx)
	if err != nil {
		return err
	}
	c.shell.Go("today")
	again := &record.Person{As: record.PersonParent, First: p.First, Last: p.Last, BirthYear: p.BirthYear, Channels: p.Channels}
	if err := c.book.SaveDraft(ctx, "person", again); err != nil {
		return err
	}
	c.shell.New(record.KindPerson, record.ID{})
	return c.press(c.p.T("people.done"))
}

// merging lays a parent beside the same parent, written down twice.
func (c *camera) merging(ctx context.Context) error {
	p, err := c.somebody(ctx)
	if err != nil {
		return err
	}
	c.shell.Go("today")
	if err := c.book.DropDraft(ctx, "person"); err != nil {
		return err
	}
	again := &record.Person{
		As: record.PersonParent, First: record.Text("Elife"), Last: p.Last, BirthYear: p.BirthYear, Channels: p.Channels,
		Alias: record.Text("moeder van Emre"), Note: record.Text("belt liever dan dat ze een bericht stuurt"), Approach: record.Text("Eerst vragen hoe het met haar moeder is."),
	}
	if err := c.book.SavePerson(ctx, again); err != nil {
		return err
	}
	c.shell.Merge(record.KindPerson, p.ID, again.ID)
	return nil
}

// versions is a family that was changed while it was being written.
func (c *camera) versions(ctx context.Context) error {
	f, err := c.book.Family(ctx, c.road.yildiz)
	if err != nil {
		return err
	}
	c.shell.Go("today")
	mine := *f.Household
	mine.Wish, mine.GoesWell = record.Text("Dat Emre weer doorslaapt."), record.Text("Elif brengt Emre elke dag zelf naar school.")
	if err := c.book.SaveDraft(ctx, "household/"+mine.ID.String(), &mine); err != nil {
		return err
	}
	f.Household.Wish = record.Text("Een rustige avond.")
	f.Household.GoesWell = record.Text("Elif brengt Emre elke dag zelf naar school, en op woensdag neemt zij de kinderen van de buren mee.")
	if err := c.book.SaveFamily(ctx, f.Household, []book.Arrival{}); err != nil {
		return err
	}
	c.shell.Edit(record.KindHousehold, mine.ID)
	return nil
}
