package access

import (
	"strconv"

	"schakel/internal/record"
)

// along is what belongs to a road besides the way there: the day of going along, what a partner asked, and the thanks that came back.
func (c *collector) along(v *record.Referral, code string, about []record.ID, on record.Date) {
	part := func(name, title string, text record.Private, facts ...Fact) {
		d := piece(v, name, SectionReferrals, joined(code, title), on)
		d.about, d.Text, d.Facts = about, text, facts
		c.add(d)
	}
	p := c.p
	if !v.DeclineNote.Empty() {
		part("declined", p.T("access.label.reason"), v.DeclineNote)
	}
	if !v.Along.On.Zero() || !v.Along.Where.Empty() {
		part("along", p.T("referrals.along.title"), v.Along.Where, c.fact(p.T("access.label.when"), joined(c.day(v.Along.On), v.Along.At)))
	}
	for i, item := range v.Along.Items {
		if !item.Text.Empty() {
			part("along."+strconv.Itoa(i), joined(p.T("referrals.along.title"), c.value("along.step", string(item.What))), item.Text)
		}
	}
	if v.Way == record.WayIn {
		part("invite", p.T("referrals.invite.title"), v.Invite.What,
			c.fact(p.T("access.label.when"), c.day(v.AskedOn)), c.fact(p.T("referrals.check.lead"), v.Invite.Lead.Reveal()))
	}
	if !v.WaitingFrom.Zero() || !v.HelpOn.Zero() || v.Voiced != "" {
		part("help", p.T("referrals.help.title"), record.Private{},
			c.fact(p.T("referrals.help.since"), c.day(v.WaitingFrom)), c.fact(p.T("referrals.help.first"), c.day(v.HelpOn)),
			c.fact(p.T("referrals.care.next"), c.day(v.CareNext)), c.fact(p.T("referrals.voice.title"), c.yes(string(v.Voiced))))
	}
	for i, t := range v.Thanks {
		part("thanks."+strconv.Itoa(i), p.T("referrals.thanks.title"), t.Text, c.fact(p.T("access.label.when"), c.day(t.On)))
	}
}
