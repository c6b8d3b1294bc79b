package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/cjg"
	"schakel/internal/consent"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// drawExact is "Precies dit gaat mee": the document, who agreed, what stays, the road, and sending.
func (v *Page) drawExact() {
	p := v.p
	actions, print := v.printButton()
	parts := []fyne.CanvasObject{v.head(p.T("referrals.exact.title"), actions...), v.path()}
	if err := v.road.held(); err != nil {
		why, hint := p.Fault(err)
		parts = append(parts, listing.NewCard(p, p.T("referrals.held"), form.NewBeside(p, 24, 260,
			listing.NewFact(p, look.IconWarningCircle, why, hint, look.ColorLate),
			form.NewSecondary(p, p.T("referrals.step.who"), func() { v.to(stepWho) }))))
	}
	if len(v.road.page.Lines) == 0 {
		if card := v.hurdleCard(); card != nil {
			parts = append(parts, card)
		}
	}
	cards := column(p, 12, v.yesCard(), v.staysCard(), small(p, v.promise()))
	parts = append(parts, form.NewAside(p, look.FieldGap, 400, v.document(), atLeast(cards)), v.timeline())
	if warned := v.warned(); warned != nil {
		parts = append(parts, warned)
	}
	parts = append(parts, v.sendButtons())
	v.show(parts...)
	if print != nil && v.long() {
		v.first = print // what goes is read first: a long page opens at its top
	}
}

// document is the card with every line that goes, and the legal sentence, which is Dutch on every screen as it is in the document.
func (v *Page) document() fyne.CanvasObject {
	p := v.p
	lines, _ := v.road.exactly()
	if sent := v.road.page.Delivery; sent != nil && !v.road.preparing() {
		v.src.Saw(record.KindDelivery, sent.ID)
	}
	if len(lines) == 0 {
		return listing.NewCard(p, "", muted(p, p.T("referrals.exact.none")))
	}
	below := column(p, look.HalfGrid, small(p, v.road.also()))
	for _, kv := range v.road.responsible() {
		below.Add(small(p, p.T("referrals.exact.pair", "Key", kv.Key, "Value", kv.Value)))
	}
	return listing.NewCard(p, "", listing.NewKeyValues(p, lines, cjg.Disclaimer), below)
}

// printButton makes the document on paper, in the language of the parent or another one.
func (v *Page) printButton() ([]fyne.CanvasObject, fyne.Focusable) {
	if len(v.road.lines()) == 0 {
		return nil, nil
	}
	choose, print := form.NewPrint(v.p, v.p.T("referrals.print"), v.road.languagesOf(v.road.ref().Parent)[0].Tag, v.printIn)
	return []fyne.CanvasObject{choose, print}, print
}

// printIn makes the document on paper in a language, whatever the screen's is.
func (v *Page) printIn(q *i18n.Printer) {
	s := road{p: q, loaded: v.road.loaded}
	v.nav.Print(v.road.code(), s.exactPaper())
}

func (v *Page) print() {
	v.printIn(v.inner.own)
}

// yesCard lists who said yes, and who was not asked yet.
func (v *Page) yesCard() fyne.CanvasObject {
	p := v.p
	lines := column(p, look.HalfGrid)
	if !v.road.preparing() {
		for _, one := range v.road.answers() { // what went stays under what was said then, also when another rule counts by now
			if one.yes {
				lines.Add(listing.NewFact(p, look.IconCheck, one.title, one.note, look.ColorSuccess))
			} else {
				lines.Add(listing.NewFact(p, look.IconX, one.title, one.note, look.ColorLate))
			}
		}
		return listing.NewCard(p, p.T("referrals.yes"), lines)
	}
	for _, g := range v.road.givers() {
		switch g.stand {
		case consent.StandAgreed:
			lines.Add(listing.NewFact(p, look.IconCheck, g.title, g.note, look.ColorSuccess))
		case consent.StandNo:
			lines.Add(listing.NewFact(p, look.IconX, g.title, v.road.standWord(g), look.ColorLate))
		case consent.StandAsk, consent.StandUnsafe:
			lines.Add(listing.NewFact(p, look.IconDotsThreeCircle, g.title, v.road.standWord(g), look.ColorWaiting))
		}
	}
	if len(lines.Objects) == 0 {
		lines.Add(muted(p, p.T("referrals.who.nobody")))
	}
	return listing.NewCard(p, p.T("referrals.yes"), lines)
}

// promise says what happens when no answer comes.
func (v *Page) promise() string {
	if n := v.road.page.Norm; n > 0 {
		return v.p.N("referrals.promise", n)
	}
	return v.p.T("referrals.promise.none")
}

func (v *Page) timeline() fyne.CanvasObject {
	own, other := v.road.timeline()
	return column(v.p, look.Grid, listing.NewHeading(v.p, v.p.T("referrals.road"), v.p.T("referrals.road.note")), listing.NewTimeline(v.p, own, other))
}

// sendButtons are what can be done now. Sending stands there also when it cannot be done yet, with the reason.
func (v *Page) sendButtons() fyne.CanvasObject {
	p := v.p
	if v.road.goesByHand() {
		return v.handButtons()
	}
	words := p.T("referrals.send", "Who", v.road.receiver())
	send := form.NewButton(p, words, form.ButtonOptions{Kind: form.Primary, Icon: look.IconPaperPlaneTilt}, v.send)
	if !v.road.page.CanSend {
		send.Block(v.road.reason())
	} else {
		v.first = send
	}
	later := form.NewSecondary(p, p.T("referrals.later"), v.nav.Back)
	if v.first == nil {
		v.first = later
	}
	return form.NewActions(p, append([]fyne.CanvasObject{send}, append(v.rewrite(), later)...), v.takeBack())
}

// send puts it in the outbox; what was refused before goes again as a new version.
func (v *Page) send() {
	again := v.road.held() != nil
	delivery := v.road.page.Delivery
	v.act(v.p.T("referrals.sent.said"), func(ctx context.Context) error {
		if again {
			return v.src.Retry(ctx, delivery.ID)
		}
		return v.src.Send(ctx, v.id)
	})
	v.nav.Kick()
}

// takeBack is the button that withdraws, at the end of the row.
func (v *Page) takeBack() []fyne.CanvasObject {
	if b := v.withdrawButton(); b != nil {
		return []fyne.CanvasObject{b}
	}
	return nil
}
