package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/form"
	"schakel/app/ui/partners"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/record"
)

// partnerScreens are the pages about who can help, and the own card.
func (c *camera) partnerScreens(ctx context.Context) []screen {
	sub := func(name string, at partners.Sub) screen {
		return screen{name, func() error { c.shell.Partners(at); return nil }}
	}
	return []screen{
		{"partner", func() error { c.shell.Open(record.KindPartner, c.road.partner); return nil }},
		{"partner-laag", func() error { c.shell.Open(record.KindPartner, c.road.partner); c.scrollTo(1200); return nil }},
		{"partner-invoer", func() error { c.shell.Edit(record.KindPartner, c.road.partner); return nil }},
		{"partner-invoer-wie", func() error { c.shell.Edit(record.KindPartner, c.road.partner); c.scrollTo(520); return nil }},
		{"partner-invoer-aanbod", func() error { c.shell.Edit(record.KindPartner, c.road.partner); c.scrollTo(3500); return nil }},
		{"wie-helpt", func() error { c.shell.FindHelp(record.KindHousehold, c.road.yildiz); return c.typeFirst("slapen") }},
		{"wie-helpt-laag", func() error {
			c.shell.FindHelp(record.KindHousehold, c.road.yildiz)
			err := c.typeFirst("slapen")
			c.scrollTo(420)
			return err
		}},
		sub("wat-ontbreekt", partners.SubGaps),
		sub("lijst", partners.SubTable),
		{"lijst-regels", func() error { return c.fates(ctx) }},
		sub("wie-kan-mee", partners.SubCards),
		{"wie-kan-mee-gevonden", func() error { c.shell.Partners(partners.SubCards); return c.choose("thu") }},
		{"kaart", func() error { return c.card() }},
		{"eigen-kaart", func() error { c.shell.Go("preferences"); c.scrollTo(560); return nil }},
		{"eigen-kaart-geven", func() error { c.shell.Go("preferences"); c.scrollTo(1500); return nil }},
	}
}

// scrollTo scrolls the page.
func (c *camera) scrollTo(far float32) {
	for _, s := range all[*container.Scroll](c.shell.Window().Canvas().Content()) {
		s.ScrollToOffset(fyne.NewPos(0, far))
	}
}

// typeFirst types in the first field of the page.
func (c *camera) typeFirst(text string) error {
	fields := all[*rtl.Entry](c.shell.Window().Canvas().Content())
	if len(fields) == 0 {
		return errScreen
	}
	fields[0].SetText(text)
	if fields[0].OnChanged != nil {
		fields[0].OnChanged(text)
	}
	return c.choose("sleep")
}

func (c *camera) card() error {
	id, err := c.find(record.KindColleague, "Hiwet")
	c.shell.Open(record.KindColleague, id)
	return err
}

// fates is the look at a table in which everything can happen.
func (c *camera) fates(ctx context.Context) (err error) {
	path := filepath.Join(c.temp, "lijst.csv")
	text := "Naam;Soort;Telefoon;Gemeente;Voornaam;Vanaf leeftijd\r\n" +
		"Centrum voor Jeugd en Gezin Zuiderwijk;CJG of wijkteam;010 123 45 67;Rotterdam;Karim;\r\n" +
		"Taalhuis De Letter;bibliotheek;06 1234 9999;Rotterdam;Sanne;4\r\n" +
		"Brug;welzijnswerk;;Rotterdam;;\r\n" +
		"Sportclub Vooruit;voetbal;;;;twaalf\r\n" +
		"Bibliotheek Stationskwartier;;;;;\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	t, err := directory.Read(f)
	if err != nil {
		return err
	}
	m := directory.Guess(t.Head, c.p, c.p)
	plan, err := c.book.PlanPartners(ctx, t, m, c.p)
	if err != nil {
		return err
	}
	c.shell.Partners(partners.SubTable)
	return c.showPlan(plan, t, m)
}

func (c *camera) showPlan(plan *book.PartnerPlan, t directory.Table, m directory.Mapping) error {
	v := partners.NewTable(c.book, c.shell, c.p, task.Inline)
	v.Look(t, m, plan)
	v.Shown(context.Background())
	c.shell.Window().SetContent(v.Content())
	form.Focus(v.Focus())
	return nil
}
