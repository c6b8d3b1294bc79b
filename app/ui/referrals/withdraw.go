package referrals

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/prompt"
	"schakel/internal/consent"
	"schakel/internal/record"
)

// withdrawButton takes a yes back, also when the road has ended; nil when there is none.
func (v *Page) withdrawButton() *form.Button {
	people := v.road.withdrawers()
	if len(people) == 0 {
		return nil
	}
	open := v.drawTakers(people)
	if len(people) == 1 {
		open = v.drawWithdraw(people[0], nil)
	}
	return form.NewQuiet(v.p, v.p.T("referrals.withdraw"), func() { v.open(open) })
}

// drawTakers asks whose yes is taken back: each of them can do it alone.
func (v *Page) drawTakers(people []giver) func() {
	return func() {
		p := v.p
		var buttons []fyne.CanvasObject
		for _, g := range people {
			b := form.NewSecondary(p, g.title, func() { v.open(v.drawWithdraw(g, nil)) })
			if v.first == nil {
				v.first = b
			}
			buttons = append(buttons, b)
		}
		v.show(under(p, v.shut, p.T("referrals.withdraw"), besides(p, p.Beside("referrals.withdraw.term"), v.road.code())),
			listing.NewCard(p, p.T("referrals.withdraw.who"), muted(p, p.T("referrals.withdraw.alone")), form.NewActions(p, buttons, nil)))
	}
}

// drawWithdraw asks what is taken back: everything, or some of what was agreed.
func (v *Page) drawWithdraw(g giver, chosen []record.FieldGroup) func() {
	return func() {
		p := v.p
		some := slices.Clone(chosen)
		whole := form.NewSecondary(p, p.T("referrals.withdraw.whole"), func() { v.open(v.sureWithdraw(g, nil)) })
		v.first = whole
		parts := []fyne.CanvasObject{under(p, v.shut, p.T("referrals.withdraw"), besides(p, p.Beside("referrals.withdraw.term"), g.title)),
			listing.NewCard(p, p.T("referrals.withdraw.everything"), muted(p, v.road.follows(nil)), form.NewActions(p, []fyne.CanvasObject{whole}, nil))}
		standing := v.road.page.Standing(g.id)
		if len(standing) > 1 {
			part := form.NewSecondary(p, p.T("referrals.withdraw.part"), func() { v.open(v.sureWithdraw(g, some)) })
			choose := func(on bool, one record.FieldGroup) {
				some = with(some, one, on)
				if len(some) == 0 {
					part.Block(p.T("referrals.withdraw.choose"))
				} else {
					part.Unblock()
				}
			}
			checks := column(p, 0)
			for _, one := range standing {
				check := form.NewCheck(p, p.WithTerm("field.group", string(one)), "", func(on bool) { choose(on, one) })
				check.SetOn(slices.Contains(some, one))
				checks.Add(check)
			}
			if len(some) == 0 {
				part.Block(p.T("referrals.withdraw.choose"))
			}
			parts = append(parts, listing.NewCard(p, p.T("referrals.withdraw.some"), muted(p, p.T("referrals.withdraw.rest")), checks,
				form.NewActions(p, []fyne.CanvasObject{part}, nil)))
		}
		v.show(parts...)
	}
}

// sureWithdraw says what happens, and asks once.
func (v *Page) sureWithdraw(g giver, groups []record.FieldGroup) func() {
	return func() {
		p := v.p
		title := p.T("referrals.withdraw.title", "Who", v.road.name(g.id))
		if len(groups) > 0 {
			var names []string
			for _, one := range groups {
				names = append(names, p.Value("field.group", string(one)))
			}
			title = p.T("referrals.withdraw.title.part", "Who", v.road.name(g.id), "What", p.List(names))
		}
		back := v.drawWithdraw(g, groups)
		sure := prompt.NewConfirm(p, prompt.Question{
			Title: title, Text: v.road.follows(groups), Yes: p.T("referrals.withdraw.yes"), No: p.T("referrals.withdraw.no"), Careful: true,
		}, func() {
			v.act(p.T("referrals.withdraw.said"), func(ctx context.Context) error {
				if len(groups) > 0 {
					return v.src.WithdrawParts(ctx, v.id, g.id, groups)
				}
				return v.src.Withdraw(ctx, v.id, g.id)
			})
			v.nav.Kick()
		}, func() { v.open(back) })
		v.first = sure.No()
		v.show(under(p, v.shut, p.T("referrals.withdraw"), besides(p, p.Beside("referrals.withdraw.term"), g.title)), sure)
	}
}

// follows says what happens when everything, or some groups, are taken back now.
func (s *road) follows(groups []record.FieldGroup) string {
	p := s.p
	went := s.page.Delivery != nil && !s.page.Delivery.SentAt.IsZero()
	switch {
	case s.byHand() && !went:
		return p.T("referrals.withdraw.byhand", "Where", s.full())
	case len(groups) == 0:
		return s.carried(p.T("referrals.withdraw.text", "Where", s.full()), went)
	case went && !s.preparing():
		return s.carried(p.T("referrals.withdraw.text.part", "Where", s.full()), went)
	}
	return p.T("referrals.withdraw.text.before")
}

// carried adds to what follows that somebody has to carry it there.
func (s *road) carried(text string, went bool) string {
	if !went || !s.byFile {
		return text
	}
	return joined(text, s.p.T("referrals.withdraw.stick", "Where", s.full()))
}

// withdrawers are the people who said yes and can take it back: always, also when the road has ended.
func (s *road) withdrawers() []giver {
	var some []giver
	for _, c := range s.page.Consents {
		if c.Answer != record.AnswerYes || !c.Withdrawn.Zero() {
			continue
		}
		if !slices.ContainsFunc(some, func(g giver) bool { return g.id == c.Giver }) {
			some = append(some, giver{id: c.Giver, title: s.named(c.Giver), stand: consent.StandAgreed})
		}
	}
	return some
}
