package access

import (
	"slices"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Shared is one thing that was handed over, in words: "wat ik heb gedeeld" on paper for the family.
type Shared struct {
	When      string
	Recipient string
	What      string   // the groups of fields that went
	Consents  []string // under whose yes, and when it was taken back
	How       string
	State     string // received, readable, taken back
	Lines     [][2]string
}

// SharedPaper is "wat ik heb gedeeld" in words: about whom, made when and by whom, and everything that left.
type SharedPaper struct {
	About, Made string
	Items       []Shared
}

// SharedOf lists what left about a family or a person, the newest first: through an endpoint or by USB with its receipts, and in person
// or by phone as it was noted. Where an address is secret it names no organisation and no place.
func SharedOf(p *i18n.Printer, in Input) SharedPaper {
	v := newVeil(&in, p.T("access.place"))
	c := &collector{p: p, in: &in, secret: in.secret(),
		hide: func(text string) string { return text }}
	if c.secret {
		c.hide = v.hide
	}
	sent := slices.Clone(in.Sent)
	slices.SortStableFunc(sent, func(a, b Sent) int { return b.Delivery.QueuedAt.Compare(a.Delivery.QueuedAt) })
	var all []Shared
	for _, s := range sent {
		if !c.road(s.Delivery.Of) {
			continue
		}
		all = append(all, c.delivered(s))
	}
	roads := slices.Clone(in.Referrals)
	slices.SortStableFunc(roads, func(a, b *record.Referral) int { return b.SentOn.Number() - a.SentOn.Number() })
	for _, r := range roads {
		if r.Delivery.Zero() && !r.SentOn.Zero() && c.road(r.ID) {
			all = append(all, Shared{
				When: c.day(r.SentOn), Recipient: c.partner(r.Partner), What: newGuard(c.in).text(r.Reason.Reveal()),
				How: c.value("referral.state", "handed_over"), State: c.value("referral.state", string(r.State)),
			})
		}
	}
	if c.secret {
		for i := range all {
			all[i].veil(v)
		}
	}
	return SharedPaper{About: c.hide(c.title()), Made: c.made(), Items: all}
}

func (s *Shared) veil(v *veil) {
	s.Recipient, s.What = v.hide(s.Recipient), v.hide(s.What)
	for i := range s.Lines {
		s.Lines[i][1] = v.hide(s.Lines[i][1])
	}
	for i := range s.Consents {
		s.Consents[i] = v.hide(s.Consents[i])
	}
}

func (c *collector) delivered(s Sent) Shared {
	d := s.Delivery
	at := record.DateOf(d.QueuedAt.Local())
	if !d.SentAt.IsZero() {
		at = record.DateOf(d.SentAt.Local())
	}
	out := Shared{
		When: c.day(at), Recipient: joined(c.partner(d.Partner), d.Receiver.Reveal()), How: c.p.Value("access.way", string(d.Way)), State: state(c.p, d),
	}
	keep := newGuard(c.in)
	for _, one := range c.in.Consents {
		if !slices.Contains(d.Consents, one.ID) {
			continue
		}
		if out.What == "" {
			out.What = values(c, "field.group", one.Groups)
		}
		if !c.in.unsafe(one.Giver) { // said before it was known
			out.Consents = append(out.Consents, c.yesOf(one))
		}
	}
	for _, l := range s.Lines {
		if (!l.Place || !c.secret) && !keep.says(l.Value.Reveal()) {
			out.Lines = append(out.Lines, [2]string{l.Label, l.Value.Reveal()})
		}
	}
	return out
}

// yesOf says whose yes it was and, where that is so, that it was taken back.
func (c *collector) yesOf(v *record.Consent) string {
	text := c.p.T("access.shared.yes", "Who", c.nameOf(v.Giver), "Date", c.day(v.On), "How", c.value("consent.way", string(v.Way)))
	for _, t := range v.Taken {
		text = c.p.T("access.shared.taken", "Text", text, "Date", c.day(t.On), "What", values(c, "field.group", t.Groups))
	}
	if !v.Withdrawn.Zero() {
		text = c.p.T("access.shared.withdrawn", "Text", text, "Date", c.day(v.Withdrawn))
	}
	return text
}

// state says how a delivery stands, with the day of each receipt.
func state(p *i18n.Printer, d *record.Delivery) string {
	day := func(id string, on record.Date) string { return joined(p.Value("delivery.state", id), p.Date(on)) }
	parts := []string{}
	if !d.SentAt.IsZero() {
		parts = append(parts, day("sent", record.DateOf(d.SentAt.Local())))
	}
	if !d.ReadableAt.IsZero() {
		parts = append(parts, day("readable", record.DateOf(d.ReadableAt.Local())))
	}
	switch d.State {
	case record.DeliveryRecalled:
		text := p.Value("delivery.state", string(d.State))
		if d.Recall != "" {
			text = p.Value("deliveries.recalled", d.Recall)
			if ground := d.Ground.Reveal(); ground != "" {
				text = p.T("deliveries.over", "Line", text, "On", ground)
			}
		}
		parts = append(parts, joined(text, p.Date(record.DateOf(d.RecalledAt.Local()))))
	case record.DeliveryRecalling, record.DeliveryCancelled:
		parts = append(parts, joined(p.Value("delivery.state", string(d.State)), p.Date(d.WithdrawnOn)))
	case record.DeliveryQueued, record.DeliveryQuarantined:
		parts = append(parts, p.Value("delivery.state", string(d.State)))
	}
	return p.List(parts)
}
