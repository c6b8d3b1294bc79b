package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// officersOf are the contact persons of a partner that it has now.
func officersOf(p *record.Partner) []record.Officer {
	if p == nil {
		return nil
	}
	return p.Officers
}

// withPartner reads the contact persons of a partner that was just chosen, and offers to write down an advice.
func (c *Contact) withPartner(kind record.AboutKind, id record.ID) {
	c.officers = nil
	if kind != record.AboutPartner {
		c.drawAdvice()
		return
	}
	task.Do(c.ctx, c.run, func(ctx context.Context) (*record.Partner, error) { return c.src.Partner(ctx, id) }, func(p *record.Partner, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		c.officers = officersOf(p)
		c.drawAdvice()
	})
}

// drawAdvice shows what belongs to a contact with a partner: with whom there, and what was advised (consultatie, 003 L699-L730).
func (c *Contact) drawAdvice() {
	if c.advised == nil {
		return
	}
	v := c.state.c
	c.advised.Objects = nil
	for _, name := range []string{"advice", "useWhy", "room", "use", "officer"} {
		delete(c.fields, name)
	}
	if v.About != record.AboutPartner {
		c.place.Refresh()
		return
	}
	p := c.p
	if len(c.officers) > 0 {
		c.advised.Add(c.officerField())
	}
	advice, _ := c.text("advice", form.FieldOptions{Label: p.T("people.contact.advice"), Term: p.T("people.contact.advice.term"), Help: p.T("people.contact.advice.help")},
		3, v.Advice.Reveal(), func(s string) { v.Advice = record.Text(s) })
	c.advised.Add(advice)
	c.advised.Add(c.one("room", p.T("people.contact.room"), "advice.room", valuesOf(record.AdviceRooms()), string(v.Room),
		func(value string) { v.Room = record.AdviceRoom(value) }))
	if c.stored && !v.Advice.Empty() {
		c.advised.Add(c.used())
	}
	c.place.Refresh()
}

// settle drops an advice from a contact that turned out not to be with a partner.
func (s *contactState) settle() {
	if v := s.c; v.About != record.AboutPartner {
		v.Officer, v.Advice, v.Room, v.Use, v.UseWhy, v.UseOn = record.ID{}, record.Private{}, "", "", record.Private{}, record.Date{}
	}
	if s.c.Cents == 0 {
		s.c.CostType = ""
	}
}

// used is what was done with the advice, as far as it was heard.
func (c *Contact) used() fyne.CanvasObject {
	p, v := c.p, c.state.c
	use := c.one("use", p.T("people.contact.use"), "advice.use", valuesOf(record.AdviceUses()), string(v.Use), func(value string) {
		v.Use, v.UseOn = record.AdviceUse(value), record.Date{}
		if v.Use != "" {
			v.UseOn = c.src.Today()
		}
	})
	why, _ := c.text("useWhy", form.FieldOptions{Label: p.T("people.contact.use.why")}, 2, v.UseWhy.Reveal(), func(s string) { v.UseWhy = record.Text(s) })
	return column(p, 16, use, why)
}

// officerField asks with whom at the partner it was.
func (c *Contact) officerField() fyne.CanvasObject {
	v := c.state.c
	var choices []form.Choice
	for _, o := range c.officers {
		if o.To.Zero() || !o.To.Before(c.src.Today()) || o.ID == v.Officer {
			choices = append(choices, form.Choice{Value: o.ID.String(), Text: o.First.Reveal(), Term: o.Job.Reveal()})
		}
	}
	chips := form.NewChips(c.p, choices, form.ChipsOptions{First: 4}, func(chosen []string) {
		v.Officer = record.ID{}
		if len(chosen) > 0 {
			if id, err := record.ParseID(chosen[0]); err == nil {
				v.Officer = id
			}
		}
		c.keep.Touch()
	})
	if !v.Officer.Zero() {
		chips.SetValues(v.Officer.String())
	}
	return form.NewField(c.p, form.FieldOptions{Label: c.p.T("people.contact.officer")}, chips)
}
