package access

import "schakel/internal/record"

// handovers are the times that the family was passed to another worker, or came from one: who said what, and the note that went along.
func (c *collector) handovers() {
	for _, v := range c.in.Handovers {
		on := c.first(v.GivenOn, v.Created)
		title := c.p.T("access.hand." + string(v.Way))
		d := piece(v, "facts", SectionShared, title, on)
		d.Facts = []Fact{
			typed(c.fact(c.p.T("access.label.to"), v.With.Reveal())), c.fact(c.p.T("access.label.state"), c.value("handover.state", string(v.State))),
			c.fact(c.p.T("access.label.when"), c.day(v.GivenOn)),
		}
		if v.Way == record.WayIn {
			d.Facts[0] = typed(c.fact(c.p.T("access.label.from"), v.With.Reveal()))
		}
		for _, s := range v.Said {
			d.about = append(d.about, s.Person)
			d.Facts = append(d.Facts, typed(c.fact(c.nameOf(s.Person), c.value("handing.answer", string(s.Answer)))))
		}
		c.add(d)
		if !v.Note.Empty() {
			d = piece(v, "note", SectionShared, title, on)
			d.Text = v.Note
			c.add(d)
		}
	}
}
