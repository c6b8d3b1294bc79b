package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/consent"
	"schakel/internal/record"
)

// safeRoads are the ways that are left when somebody is not safe to ask. None of them asks that person, or names one.
func (v *Page) safeRoads() fyne.CanvasObject {
	p := v.p
	roads := column(p, look.Grid, bold(p, p.T("referrals.safe")))
	if v.road.ownDataPossible() {
		own := form.NewSecondary(p, p.T("referrals.safe.own.do"), v.ownDataOnly)
		roads.Add(form.NewBeside(p, 24, 260, listing.NewFact(p, look.IconUser, p.T("referrals.safe.own"), "", look.ColorText), own))
	}
	if v.road.parentSafe() {
		calls := form.NewSecondary(p, p.T("referrals.safe.calls.do"), func() { v.make(record.Move{Do: record.ReferralRegister, Method: record.MethodSelf}, nil) })
		roads.Add(form.NewBeside(p, 24, 260, listing.NewFact(p, look.IconPhone, p.T("referrals.safe.calls"), "", look.ColorText), calls))
	}
	roads.Add(v.adviceRoad())
	roads.Add(listing.NewFact(p, look.IconLifebuoy, p.T("referrals.safe.home"), "", look.ColorText))
	if v.road.youth() {
		roads.Add(line(p))
		roads.Add(v.youthRoads())
	}
	return roads
}

// adviceRoad asks for advice without a name.
func (v *Page) adviceRoad() fyne.CanvasObject {
	p := v.p
	advice := form.NewSecondary(p, p.T("referrals.safe.advice.do"), func() { v.nav.New(record.KindAdvice, record.ID{}) })
	return form.NewBeside(p, 24, 260, listing.NewFact(p, look.IconQuestion, p.T("referrals.safe.advice"), "", look.ColorText), advice)
}

// youthRoads are for a youth who comes alone, or whose parents cannot be asked. Nothing is ever told to the parents.
func (v *Page) youthRoads() fyne.CanvasObject {
	p := v.p
	return column(p, look.Grid, text(p, p.T("referrals.youth")),
		listing.NewFact(p, look.IconQuestion, p.T("referrals.youth.advice"), "", look.ColorText),
		listing.NewFact(p, look.IconHandHeart, p.T("referrals.youth.jgz"), "", look.ColorText),
		listing.NewFact(p, look.IconPhone, p.T("referrals.youth.phone"), "", look.ColorText),
		small(p, p.T("referrals.youth.never")))
}

// ownDataOnly leaves the children out, and shows what is left to choose.
func (v *Page) ownDataOnly() {
	v.step = stepWhat
	v.act(v.p.T("referrals.safe.own.said"), func(ctx context.Context) error { return v.src.OwnDataOnly(ctx, v.id) })
}

// parentSafe reports whether there is a parent to speak with who is safe to ask.
func (s *road) parentSafe() bool {
	return !s.ref().Parent.Zero() && !s.page.Unsafe(s.ref().Parent)
}

// ownDataPossible reports whether leaving the children out leaves something: the parent's own data.
func (s *road) ownDataPossible() bool {
	return s.parentSafe() && len(s.ref().Children) > 0 && s.preparing()
}

// youth reports whether it is about somebody of 12 or older who is not grown up.
func (s *road) youth() bool {
	for _, one := range s.page.Decision.Subjects {
		p := s.page.Family.Person(one.ID)
		for _, g := range one.Givers {
			if p != nil && p.As == record.PersonChild && g.Person == one.ID && one.Rule != consent.RuleAdult {
				return true
			}
		}
	}
	return false
}

// youthAlone reports whether a youth comes without a parent to speak with.
func (s *road) youthAlone() bool { return s.ref().Parent.Zero() && s.youth() }

// blocked reports whether somebody who is needed is not safe to ask: then the safe roads stand on the page already.
func (s *road) blocked() bool {
	for _, problem := range s.page.Decision.Problems {
		if problem.Code == consent.AskUnsafe {
			return true
		}
	}
	return false
}

// able says whose yes counts here; a yes of anybody else in the family does not. Nobody who is not safe to ask is named.
func (s *road) able() string {
	var names []string
	for _, id := range consent.Askable(s.page.Decision.Subjects) {
		names = append(names, s.name(id))
	}
	if len(names) == 0 {
		return ""
	}
	return s.p.N("referrals.who.able", len(names), "Names", s.p.List(names))
}
