package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/consent"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// drawWho shows who must agree, where each of them stands, and what is in the way.
func (v *Page) drawWho() {
	p := v.p
	people := column(p, 16)
	givers := v.road.givers()
	for i, g := range givers {
		if i > 0 {
			people.Add(line(p))
		}
		people.Add(v.giver(g))
	}
	if len(givers) == 0 {
		people.Add(muted(p, p.T("referrals.who.nobody")))
	}
	parts := []fyne.CanvasObject{v.head(p.T("referrals.who.title")), v.path()}
	if card := v.hurdleCard(); card != nil {
		parts = append(parts, card)
	}
	if able := v.road.able(); able != "" {
		people.Add(line(p))
		people.Add(small(p, able))
	}
	if warned := v.warnedFirst(); warned != nil {
		parts = append(parts, warned)
	}
	parts = append(parts, listing.NewCard(p, p.T("referrals.who.question"), people))
	if v.road.youthAlone() && !v.road.blocked() {
		parts = append(parts, listing.NewCard(p, p.T("referrals.youth.title"), v.youthRoads()))
	}
	rule := form.NewQuiet(p, p.T("rule.open"), func() { v.nav.Rule(v.road.ref().Household) })
	parts = append(parts, form.NewBeside(p, 24, 260, small(p, p.T("referrals.who.rule")), rule))
	v.show(append(parts, v.onward())...)
}

// giver is one person: name, why, where it stands, and the two ways to ask.
func (v *Page) giver(g giver) fyne.CanvasObject {
	p := v.p
	ink, icon := look.ColorMuted, look.IconDotsThreeCircle
	switch g.stand {
	case consent.StandAgreed:
		ink, icon = look.ColorSuccess, look.IconCheck
	case consent.StandNo:
		ink, icon = look.ColorLate, look.IconX
	case consent.StandUnsafe:
		ink, icon = look.ColorLate, look.IconHandPalm
	}
	stand := v.road.standWord(g)
	if g.note != "" && g.stand != consent.StandAsk {
		stand = p.T("referrals.joined", "One", stand, "Two", g.note)
	}
	facts := column(p, look.HalfGrid, bold(p, g.title), muted(p, g.why),
		listing.NewSign(p, icon, stand, ink))
	if g.stand == consent.StandNo {
		facts.Add(small(p, p.T("referrals.giver.no")))
	}
	if g.stand != consent.StandAsk {
		return facts
	}
	aloud := form.NewButton(p, p.T("referrals.ask.aloud"), form.ButtonOptions{Icon: look.IconSpeakerHigh}, func() { v.ask(g.id, record.WayReadAloud) })
	paper := form.NewButton(p, p.T("referrals.ask.paper"), form.ButtonOptions{Icon: look.IconFileText}, func() { v.ask(g.id, record.WayPaper) })
	if !v.road.askable() {
		aloud.Block(p.T("referrals.ask.blocked"))
		paper.Block(p.T("referrals.ask.blocked"))
		facts.Add(small(p, p.T("referrals.ask.blocked")))
	} else if v.first == nil {
		v.first = aloud
	}
	return form.NewBeside(p, 24, 260, facts, form.NewGroup(p, 12, aloud, paper))
}

// hurdleCard says what is in the way, each with the one thing that can be done; nil when nothing is.
func (v *Page) hurdleCard() fyne.CanvasObject {
	p := v.p
	all := v.road.hurdles()
	if len(all) == 0 {
		return nil
	}
	lines := column(p, 16)
	for _, h := range all {
		fact := listing.NewFact(p, look.IconWarningCircle, h.text, "", look.ColorLate)
		if do := v.remedy(h); do != nil {
			lines.Add(form.NewBeside(p, 24, 260, fact, form.NewSecondary(p, h.action, do)))
		} else {
			lines.Add(fact)
		}
		if h.unsafe {
			lines.Add(v.safeRoads())
		}
	}
	return listing.NewCard(p, p.T("referrals.hurdles"), lines)
}

func (v *Page) remedy(h hurdle) func() {
	switch {
	case !h.review.Zero():
		return func() { v.open(v.drawReview(h.review)) }
	case h.settings:
		return func() { v.nav.Go("preferences") }
	case h.family:
		return func() { v.nav.Open(record.KindHousehold, v.road.ref().Household) }
	case h.to != "":
		return func() { v.to(h.to) }
	}
	return nil
}

// line separates two people in a card.
func line(p *i18n.Printer) fyne.CanvasObject {
	return rtl.Min(p.Direction(), fyne.NewSize(0, 1), form.NewPanel(form.Frame{Fill: look.ColorLine}, 0, 0, nil))
}
