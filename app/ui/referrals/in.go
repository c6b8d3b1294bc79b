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

// drawIn is the page of a partner's question: what is asked, the four checks, yes or no, and after a yes the road with the family.
func (v *Page) drawIn() {
	p := v.p
	line, detail := v.road.inHeadline()
	now := []fyne.CanvasObject{}
	if detail != "" {
		now = append(now, text(p, detail))
	}
	now = append(now, v.inButtons()...)
	main := []fyne.CanvasObject{listing.NewCard(p, line, now...), v.askedCard()}
	if card := v.repliesCard(); card != nil {
		main = append(main, card)
	}
	if v.road.page.Family.Household.ID.Zero() && v.road.ref().State == record.ReferralAccepted {
		main = append(main, v.familyCard())
	}
	side := column(p, 12, v.checksCard())
	if r := v.road.ref(); r.State == record.ReferralAccepted {
		side.Add(v.alongCard())
	}
	side.Add(v.historyCard())
	side.Add(v.inLinks())
	v.show(v.head(p.T("referrals.road.in")), form.NewAside(p, look.FieldGap, 400, column(p, 16, main...), atLeast(side)))
}

// inHeadline says how a question stands: its age while the worker owes the answer, else what was said.
func (s *road) inHeadline() (line, detail string) {
	p, r := s.p, s.ref()
	if line, detail, back := s.askedBack(); back {
		return line, detail
	}
	switch r.State {
	case record.ReferralDraft, record.ReferralPreparing:
		return p.T("referrals.invite.open", "Who", s.receiver()), p.T("referrals.invite.age", "When", p.Relative(r.Row().On, s.today))
	case record.ReferralAccepted:
		return p.T("referrals.invite.yes", "On", p.DayMonth(r.AnsweredOn)), ""
	case record.ReferralDeclined:
		why := p.Value("decline.reason", string(r.Declined))
		if said := r.DeclineNote.Reveal(); said != "" {
			why = p.T("referrals.joined", "One", why, "Two", said)
		}
		return p.T("referrals.invite.no", "On", p.DayMonth(r.AnsweredOn)), joined(why+".", p.T("referrals.invite.no.fine"))
	}
	return capital(p, p.WithTerm("referral.state", string(r.State))), s.since()
}

// inButtons are what the worker can do now.
func (v *Page) inButtons() []fyne.CanvasObject {
	p := v.p
	var buttons []fyne.CanvasObject
	add := func(a record.ReferralAction, words string, pressed func()) {
		if v.road.can(a) {
			b := form.NewSecondary(p, words, pressed)
			if v.first == nil {
				v.first = b
			}
			buttons = append(buttons, b)
		}
	}
	add(record.ReferralAccept, p.T("referrals.invite.accept"), v.askYes)
	add(record.ReferralDecline, p.T("referrals.invite.decline"), v.askNo)
	if !v.road.ref().Household.Zero() {
		add(record.ReferralArrive, p.T("referrals.invite.met"), func() { v.askArrival(record.ReferralArrive) })
		add(record.ReferralMiss, p.T("referrals.invite.unmet"), func() { v.askArrival(record.ReferralMiss) })
	}
	add(record.ReferralStartHelp, p.T("referrals.invite.begun"), func() { v.askHelp(record.ReferralStartHelp, p.T("referrals.invite.begun")) })
	add(record.ReferralComplete, p.T("referrals.invite.done"), func() { v.askHelp(record.ReferralComplete, p.T("referrals.invite.done")) })
	add(record.ReferralCare, p.T("referrals.do.care"), func() { v.make(record.Move{Do: record.ReferralCare}, nil) })
	if s := v.road.ref().State; s == record.ReferralDeclined || s == record.ReferralNotArrived {
		add(record.ReferralPrepare, p.T("referrals.invite.again"), func() { v.make(record.Move{Do: record.ReferralPrepare}, nil) })
	}
	add(record.ReferralClose, p.T("referrals.do.close"), v.askEnd)
	if r := v.road.ref(); !r.Invite.Endpoint.Zero() && !r.Ended() && !v.road.tookBack() {
		buttons = append(buttons, form.NewSecondary(p, p.T("deliveries.reply.write"), func() { v.nav.ReplyTo(record.KindReferral, v.id) }))
	}
	if len(buttons) == 0 {
		return nil
	}
	return []fyne.CanvasObject{form.NewActions(p, buttons, nil)}
}

// askYes writes a yes down. Who leads must be known: the lead stays with the professional (003 L742).
func (v *Page) askYes() {
	if v.road.ref().Invite.Lead.Empty() {
		v.leadMissing = true
		v.draw()
		form.Focus(v.first) // the page scrolls to what is missing
		return
	}
	v.happened(happening{
		title: v.p.T("referrals.invite.accept"), choices: v.one(),
		move: func(string) record.Move { return record.Move{Do: record.ReferralAccept} },
	})
}

// askedCard is what the partner asks.
func (v *Page) askedCard() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	var facts []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, listing.KeyValue{Key: key, Value: value})
		}
	}
	add(p.T("referrals.invite.from"), v.road.full())
	if r.Invite.Kind != "" {
		add(p.T("referrals.invite.kind"), p.Value("invite.kind", string(r.Invite.Kind)))
	}
	add(p.T("referrals.invite.what"), r.Invite.What.Reveal())
	add(p.T("referrals.invite.on"), p.Date(r.Row().On))
	add(p.T("referrals.invite.asker"), r.Invite.From.Reveal())
	if !r.Invite.Before.Zero() {
		add(p.T("referrals.invite.before"), p.Date(r.Invite.Before))
	}
	if !r.Household.Zero() {
		add(p.T("referrals.invite.family"), v.road.family())
	}
	return listing.NewCard(p, p.T("referrals.invite.title"), listing.NewKeyValues(p, facts, ""))
}

// checksCard are the four checks before a yes (003 L742-L746). They may be settled later as well, except who leads.
func (v *Page) checksCard() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	if r.Ended() || r.State == record.ReferralDeclined {
		return column(p, 0)
	}
	invite := r.Invite
	save := func() {
		kept := invite
		v.do(func(ctx context.Context) error { return v.src.SaveInvite(ctx, v.id, kept) }, v.merge)
	}
	now := invite.Lead.Reveal()
	lead, entry := form.NewTextField(p, form.FieldOptions{
		Label: p.T("referrals.check.lead"), Term: p.Term("check", "lead"), Help: p.T("referrals.check.lead.help"),
		Validate: func() string {
			if now == "" && v.leadMissing {
				return p.T("referrals.check.lead.missing")
			}
			return wrong(p, now, record.LimitName)
		},
	}, 1, func(s string) {
		now = s
		if wrong(p, s, record.LimitName) == "" {
			invite.Lead = record.Text(s)
			v.checked(invite)
		}
	})
	entry.SetText(now)
	if v.leadMissing {
		lead.Validate()
		v.first = entry
	}
	choice := func(c record.Check, value record.Arranged, set func(record.Arranged)) fyne.CanvasObject {
		answers := make([]form.Choice, 0, len(record.ArrangedAnswers()))
		for _, a := range record.ArrangedAnswers() {
			answers = append(answers, form.Choice{Value: string(a), Text: p.Value("arranged", string(a))})
		}
		chips := form.NewChips(p, answers, form.ChipsOptions{}, func(values []string) {
			set(record.Arranged(only(values)))
			save()
		})
		chips.SetValues(string(value))
		return form.NewField(p, form.FieldOptions{Label: p.Value("check", string(c)), Term: p.Term("check", string(c))}, chips)
	}
	return listing.NewCard(p, p.T("referrals.checks.title"), muted(p, p.T("referrals.checks.help")), column(p, look.FieldGap, lead,
		choice(record.CheckSecrecy, invite.Secrecy, func(a record.Arranged) { invite.Secrecy = a }),
		choice(record.CheckConduct, invite.Conduct, func(a record.Arranged) { invite.Conduct = a }),
		choice(record.CheckPay, invite.Pay, func(a record.Arranged) { invite.Pay = a })))
}

// checked keeps what is typed about the lead when typing pauses.
func (v *Page) checked(invite record.Invite) {
	v.road.ref().Invite = invite
	v.edits++
	if v.road.ref().State == record.ReferralDraft || v.road.ref().State == record.ReferralPreparing {
		v.save.Touch(v.ctx)
		return
	}
	v.do(func(ctx context.Context) error { return v.src.SaveInvite(ctx, v.id, invite) }, func(l loaded) { v.road.loaded = l })
}

// familyCard asks about which family it is, after the yes.
func (v *Page) familyCard() fyne.CanvasObject {
	p := v.p
	choices := make([]form.Choice, 0, 8)
	ids := map[string]record.ID{}
	for _, row := range v.src.Rows(record.KindHousehold) {
		ids[row.ID.String()] = row.ID
		choices = append(choices, form.Choice{Value: row.ID.String(), Text: row.Title.Reveal()})
	}
	sortChoices(p, choices)
	choose := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconUsersThree, Wide: true}, func(value string) {
		v.act(p.T("referrals.moved"), func(ctx context.Context) error { return v.src.NameFamily(ctx, v.id, ids[value]) })
	})
	add := form.NewQuiet(p, p.T("referrals.start.new"), func() { v.nav.New(record.KindHousehold, record.ID{}) })
	return listing.NewCard(p, p.T("referrals.invite.whom"), text(p, p.T("referrals.invite.whom.help")), choose, rtl.HBox(p.Direction(), 0, add))
}

// inLinks lead to the partner and the family, and end it.
func (v *Page) inLinks() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	box := column(p, 0)
	link := func(words string, pressed func()) {
		box.Add(rtl.HBox(p.Direction(), 0, form.NewQuiet(p, words, pressed)))
	}
	link(p.T("referrals.invite.partner"), func() { v.nav.Open(record.KindPartner, r.Partner) })
	if !r.Household.Zero() {
		link(p.T("referrals.hurdle.family"), func() { v.nav.Open(record.KindHousehold, r.Household) })
	}
	if v.road.can(record.ReferralWithdrawal) && r.State != record.ReferralDraft && r.State != record.ReferralPreparing {
		link(p.T("referrals.stop"), v.askStop)
	}
	return box
}
