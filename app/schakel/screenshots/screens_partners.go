package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// partnerScreens are the pages about who can help, and the own card.
func (c *camera) partnerScreens() []screen {
	sub := func(name string, show func()) screen {
		return screen{name, func() error { show(); return nil }}
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
		sub("wat-ontbreekt", func() { c.shell.Partners("gaps") }),
		sub("lijst", func() { c.shell.Partners("table") }),
		sub("wie-kan-mee", func() { c.shell.Partners("cards") }),
		{"wie-kan-mee-gevonden", func() error { c.shell.Partners("cards"); return c.choose("thu") }},
		{"kaart", func() error { return c.ownCard() }},
		{"eigen-kaart", func() error { c.shell.Go("preferences"); c.scrollTo(560); return nil }},
		{"sleutels", func() error { c.shell.Go("preferences"); return c.toward(c.p.T("preferences.link.keys")) }},
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

func (c *camera) ownCard() error {
	id, err := c.find(record.KindColleague, "Hiwet")
	c.shell.Open(record.KindColleague, id)
	return err
}
