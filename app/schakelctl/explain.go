package main

import (
	"context"
	"errors"

	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/record"
)

// runExplain says who must agree before anything about the children of a family is shared, and why, by the rule that sending uses.
func runExplain(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("explain"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindHousehold, "household", words[0])
		if err != nil {
			return err
		}
		page, err := b.WhoMustAgree(ctx, id)
		if err != nil {
			return err
		}
		b.Saw(record.KindHousehold, id)
		for _, s := range page.Now {
			a.explained(page, s)
		}
		for _, s := range page.Next {
			a.say(a.following(page, s))
		}
		return nil
	})
}

// explained writes what holds for one child. Nobody who is not safe to ask is named.
func (a *app) explained(page book.RulePage, s consent.Standing) {
	who := a.p.T("rule.who.blocked")
	if names := able(page, s); len(s.Hurdles) == 0 && len(names) > 0 {
		who = a.p.N("rule.who", len(names), "Names", a.p.List(names))
	}
	a.say(a.p.T("ctl.explain.child", "Name", calledIn(page.Family, s.ID), "Rule", a.p.Value("rule.sort", string(s.Rule)), "Who", who))
	for _, g := range s.Givers {
		if g.Stand != consent.StandUnsafe {
			a.say(a.p.T("ctl.problem.field", "Field", calledIn(page.Family, g.Person), "Reason", a.p.Value("consent.why", string(g.Why))))
		}
	}
	for _, h := range s.Hurdles {
		a.say(a.p.Problem(record.Problem{Code: string(h.Code)}))
	}
}

// following says what holds from the next day on which another rule counts.
func (a *app) following(page book.RulePage, s consent.Standing) string {
	for _, now := range page.Now {
		if now.ID != s.ID {
			continue
		}
		if names := able(page, s); len(s.Hurdles) == 0 && len(names) > 0 {
			return a.p.N("rule.next", len(names), "On", a.p.Date(now.Change), "Names", a.p.List(names))
		}
		return a.p.T("rule.next.look", "On", a.p.Date(now.Change))
	}
	return ""
}

func able(page book.RulePage, s consent.Standing) []string {
	var names []string
	for _, id := range consent.Askable([]consent.Subject{s.Subject}) {
		names = append(names, calledIn(page.Family, id))
	}
	return names
}

func calledIn(f book.Family, id record.ID) string {
	if p := f.Person(id); p != nil {
		return p.Called().Reveal()
	}
	return id.String()
}

// whoCan says whose yes counts when somebody else's was given, and gives the error on.
func (a *app) whoCan(ctx context.Context, b *book.Book, referral record.ID, err error) error {
	if !errors.Is(err, book.ErrNotAsked) {
		return err
	}
	page, failed := b.ReferralPage(ctx, referral)
	if failed != nil {
		return err
	}
	var names []string
	for _, id := range consent.Askable(page.Decision.Subjects) {
		names = append(names, called(page, id))
	}
	if len(names) > 0 {
		a.say(a.p.T("ctl.consent.able", "Names", a.p.List(names)))
	}
	return err
}

// answers writes what everybody said on this road, with what is left of it.
func (a *app) answers(page book.ReferralPage) {
	for _, c := range page.Consents {
		var left []string
		for _, g := range c.Left() {
			left = append(left, a.p.Value("field.group", string(g)))
		}
		if !c.Withdrawn.Zero() {
			left = nil
		}
		said := a.p.T("referrals.stand.agreed")
		if c.Answer == record.AnswerNo {
			said = a.p.T("referrals.stand.no")
		}
		a.say(a.p.T("ctl.consent.gave", "Name", called(page, c.Giver), "ID", c.ID, "Answer", said,
			"Way", a.p.Value("consent.way", string(c.Way)), "On", a.p.Date(c.On), "Until", a.p.Date(c.Until), "Left", a.p.List(left)))
	}
}
