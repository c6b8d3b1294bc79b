package main

import (
	"context"
	"time"

	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// contacts are the pictures of contacts, the grid of a week, and the worker's own hours.
func (c *camera) contacts(ctx context.Context) []screen {
	to := func(name, sub string) screen {
		return screen{name, func() error { c.shell.Go("today"); c.shell.Go(sub); return nil }}
	}
	return []screen{
		to("contacten", "contacts"),
		{"contact", func() error { return c.contactWith(ctx, record.AboutHousehold, false) }},
		{"contact-advies", func() error { return c.contactWith(ctx, record.AboutPartner, true) }},
		{"contact-invoer", func() error { c.shell.Go("today"); c.shell.New(record.KindContact, c.road.yildiz); return nil }},
		{"contact-invoer-meer", func() error { return c.contactMore(ctx) }},
		{"weekstaat", func() error { return c.week(ctx, false) }},
		{"weekstaat-leeg", func() error { return c.week(ctx, true) }},
		to("mijn-uren", "hours"),
		{"mijn-uren-vorige-maand", func() error {
			c.shell.Go("today")
			c.shell.Go("hours")
			return c.press(c.p.T("hours.before"))
		}},
	}
}

// contactWith opens the newest contact of a sort, with an advice or without.
func (c *camera) contactWith(_ context.Context, about record.AboutKind, advice bool) error {
	var best record.Row
	for _, row := range c.book.Rows(record.KindContact) {
		warm := row.Flags&record.RowWarm != 0
		open := row.Flags&record.RowOpen != 0
		if row.State == string(about) && (advice && warm || !advice && open) && (best.ID.Zero() || best.On.Before(row.On)) {
			best = row
		}
	}
	c.shell.Open(record.KindContact, best.ID)
	return nil
}

// contactMore is the entry of a contact with a partner, with everything that can be written.
func (c *camera) contactMore(ctx context.Context) error {
	return c.entry(ctx, record.KindContact, c.road.partner, &record.Contact{
		About: record.AboutPartner, Subject: c.road.partner, On: c.book.Today(), Length: 30 * time.Minute, Place: record.PlacePhone,
		Roles: []record.Role{record.RoleAdvise}, Advice: record.Text("Nodig een moeder niet uit met een brief. Ga langs, en vraag haar zus mee."),
		Note: record.Text("Gebeld over de uitnodigingen."), Cents: 340, CostType: record.CostTravel, Function: record.FunctionInform,
	})
}

// week is the grid with some lines, of which two need another look.
func (c *camera) week(ctx context.Context, empty bool) error {
	c.shell.Go("today")
	name := func(kind record.Kind, id record.ID) string {
		for _, row := range c.book.Rows(kind) {
			if row.ID == id {
				return row.Title.Reveal()
			}
		}
		return ""
	}
	role := func(r record.Role) string { return c.p.Value("role", string(r)) }
	family, partner := name(record.KindHousehold, c.road.yildiz), name(record.KindPartner, c.road.partner)
	lines := []*record.Contact{
		{About: record.AboutHousehold, Subject: c.road.yildiz, Note: record.Text(family), Promise: record.Text("21-11\t" + family + "\t30\t" + role(record.RoleListen) + "\tElif belt zelf met school.")},
		{About: record.AboutPartner, Subject: c.road.partner, Note: record.Text(partner), Promise: record.Text("20-11\t" + partner + "\t15\t" + role(record.RoleAdvise) + "\t")},
		{Promise: record.Text("19-11\t6\t1:30\t" + role(record.RoleExplain) + "\tNa de taalles, over kinderopvang. Zij willen graag dat er een keer iemand komt vertellen.")},
		{Promise: record.Text("31-13\t4\tlang\t" + role(record.RoleListen) + "\tOp het plein.")},
		{Promise: record.Text("18-11\tZeynep uit de flat\t10\t\t"), Failed: true},
	}
	for i := range 10 {
		one := &record.Contact{}
		if i < len(lines) && !empty {
			one = lines[i]
		}
		if err := c.book.SaveDraft(ctx, draftKey(i), one); err != nil {
			return err
		}
	}
	c.shell.Go("week")
	for _, e := range all[*rtl.Entry](c.shell.Window().Canvas().Content()) {
		if e.OnFocusLost != nil && e.Text() != "" {
			e.OnFocusLost()
		}
	}
	return nil
}

func draftKey(i int) string { return "week/" + string(rune('0'+i)) }
