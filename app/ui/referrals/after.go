package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// drawRoad is the page from the moment it is on its way: how it stands, the answers, what can be done now, and what went.
func (v *Page) drawRoad() {
	p := v.p
	line, detail := v.road.headline()
	main := []fyne.CanvasObject{v.nowCard(line, detail)}
	if card := v.repliesCard(); card != nil {
		main = append(main, card)
	}
	if v.road.page.Delivery != nil && len(v.road.lines()) > 0 {
		title := p.T("referrals.exact.title")
		if d := v.road.page.Delivery; d != nil && !d.SentAt.IsZero() {
			title = p.T("referrals.exact.went")
		}
		main = append(main, listing.NewHeading(p, title, ""), v.document())
	}
	if facts := v.road.facts(); v.road.page.Delivery == nil && len(facts) > 0 {
		main = append(main, listing.NewCard(p, p.T("referrals.about"), listing.NewKeyValues(p, facts, "")))
	}
	side := column(p, 12)
	if len(v.road.page.Consents) > 0 {
		side.Add(v.yesCard())
	}
	if v.road.page.Delivery != nil {
		side.Add(v.staysCard())
	}
	for _, card := range v.laterCards() {
		side.Add(card)
	}
	side.Add(v.onwardLinks())
	body := form.NewAside(p, look.FieldGap, 400, column(p, 16, main...), atLeast(side))
	var actions []fyne.CanvasObject
	if v.road.page.Delivery != nil {
		actions, _ = v.printButton()
	}
	v.show(v.head(v.roadTitle(), actions...), v.timeline(), body)
}

// onwardLinks lead to what it came from, and take a yes back.
func (v *Page) onwardLinks() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	box := column(p, 0)
	link := func(b *form.Button) { box.Add(rtl.HBox(p.Direction(), 0, b)) }
	if take := v.withdrawButton(); take != nil {
		link(take)
	} else if v.road.can(record.ReferralWithdrawal) {
		link(form.NewQuiet(p, p.T("referrals.stop"), v.askStop))
	}
	link(form.NewQuiet(p, p.T("referrals.hurdle.family"), func() { v.nav.Open(record.KindHousehold, r.Household) }))
	if v.road.page.Concern != nil {
		link(form.NewQuiet(p, p.T("referrals.start.concern"), func() { v.nav.Open(record.KindConcern, r.Concern) }))
	}
	return box
}

func (v *Page) roadTitle() string {
	if v.road.ref().Way == record.WayIn {
		return v.p.T("referrals.road.in")
	}
	return capital(v.p, v.p.T("referrals.road.title", "Family", v.road.family()))
}

// nowCard says how it stands and offers what can be done, only what is legal now.
func (v *Page) nowCard(line, detail string) fyne.CanvasObject {
	p := v.p
	parts := []fyne.CanvasObject{text(p, detail)}
	if detail == "" {
		parts = nil
	}
	buttons := v.nextButtons()
	if v.road.waiting() {
		buttons = append(buttons, v.goButton())
	}
	buttons = append(buttons, v.recallButtons()...)
	if v.road.can(record.ReferralArrive) {
		parts = append(parts, v.arrival())
	}
	if len(buttons) > 0 {
		if v.road.can(record.ReferralAccept) {
			parts = append(parts, bold(p, p.T("referrals.do.heard", "Who", v.road.receiver())))
		}
		parts = append(parts, form.NewActions(p, objects(buttons), nil))
		if v.first == nil {
			v.first = buttons[0]
		}
	}
	return listing.NewCard(p, capital(p, line), parts...)
}

func objects(buttons []*form.Button) []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, len(buttons))
	for _, b := range buttons {
		all = append(all, b)
	}
	return all
}

// nextButtons are the actions besides arrival that the state allows.
func (v *Page) nextButtons() []*form.Button {
	p := v.p
	var all []*form.Button
	add := func(a record.ReferralAction, words string, pressed func()) {
		if v.road.can(a) {
			all = append(all, form.NewSecondary(p, words, pressed))
		}
	}
	add(record.ReferralAccept, p.T("referrals.do.accept"), v.askAnswer)
	add(record.ReferralDecline, p.T("referrals.do.decline"), v.askNo)
	add(record.ReferralStartHelp, p.T("referrals.do.starthelp"), func() { v.askHelp(record.ReferralStartHelp, p.T("referrals.do.starthelp")) })
	add(record.ReferralComplete, p.T("referrals.do.complete"), func() { v.askHelp(record.ReferralComplete, p.T("referrals.do.complete")) })
	add(record.ReferralCare, p.T("referrals.do.care"), func() { v.make(record.Move{Do: record.ReferralCare}, nil) })
	if v.road.ref().Way == record.WayOut {
		add(record.ReferralPrepare, p.T("referrals.do.again"), v.again)
		add(record.ReferralPrepare, p.T("referrals.do.elsewhere"), v.elsewhere)
	}
	add(record.ReferralClose, p.T("referrals.do.close"), v.askEnd)
	return all
}

// again prepares the same referral once more.
func (v *Page) again() {
	v.step = stepExact
	v.make(record.Move{Do: record.ReferralPrepare}, nil)
}

// elsewhere prepares it once more for another partner.
func (v *Page) elsewhere() {
	v.step = stepTo
	v.make(record.Move{Do: record.ReferralPrepare}, nil)
}

// arrival asks whether the family arrived; it never depends on the partner's answer.
func (v *Page) arrival() fyne.CanvasObject {
	p := v.p
	came := form.NewButton(p, p.T("referrals.arrival.yes"), form.ButtonOptions{Icon: look.IconCheck}, func() { v.askArrival(record.ReferralArrive) })
	missed := form.NewButton(p, p.T("referrals.arrival.no"), form.ButtonOptions{Icon: look.IconX}, func() { v.askArrival(record.ReferralMiss) })
	buttons := []fyne.CanvasObject{came, missed}
	if v.road.can(record.ReferralLose) {
		buttons = append(buttons, form.NewSecondary(p, p.T("referrals.arrival.unknown"), func() { v.make(record.Move{Do: record.ReferralLose}, nil) }))
	}
	v.first = came
	return column(p, look.Grid, bold(p, p.T("referrals.arrival.question", "Where", v.road.receiver())), form.NewActions(p, buttons, nil))
}

// repliesCard is what came back; nil when nothing did. What is shown counts as read.
func (v *Page) repliesCard() fyne.CanvasObject {
	p := v.p
	all := v.road.replies()
	if len(all) == 0 {
		return nil
	}
	lines := column(p, 16)
	for i, a := range all {
		if i > 0 {
			lines.Add(line(p))
		}
		one := column(p, look.HalfGrid, listing.NewSign(p, look.IconEnvelopeSimple, a.title, look.ColorSuccess))
		if a.text != "" {
			one.Add(text(p, a.text))
		}
		if a.self != "" {
			one.Add(text(p, a.self))
		}
		one.Add(small(p, a.note))
		lines.Add(one)
		if a.unread {
			v.markRead(a.id)
		}
	}
	return listing.NewCard(p, p.T("referrals.replies"), lines)
}

func (v *Page) markRead(id record.ID) {
	v.do(func(ctx context.Context) error { return v.src.ReadAnswer(ctx, id) }, func(l loaded) { v.road.loaded = l })
}
