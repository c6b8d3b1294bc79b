package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// RuleSource is who must agree in a family, worked out by the rule that decides when something is sent.
type RuleSource interface {
	WhoMustAgree(ctx context.Context, household record.ID) (book.RulePage, error)
}

// RuleNav is where the page leads to.
type RuleNav interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Back()
	Fail(err error)
}

// Rule is the page "wie moet ja zeggen?": what holds for a family now and why, the rule itself, and what of it is law and what is our own
// stricter choice.
type Rule struct {
	src       RuleSource
	nav       RuleNav
	p         *i18n.Printer
	run       task.Runner
	household record.ID
	place     *fyne.Container
	first     fyne.Focusable
	last      task.Latest
	inside    *sheet
}

// NewRule makes the page; household is zero for the rule alone.
func NewRule(src RuleSource, nav RuleNav, p *i18n.Printer, run task.Runner, household record.ID) *Rule {
	return &Rule{src: src, nav: nav, p: p, run: run, household: household, place: rtl.Stack(p.Direction())}
}

// Content is the page.
func (v *Rule) Content() fyne.CanvasObject { return v.place }

// Focus is the way back.
func (v *Rule) Focus() fyne.Focusable { return v.first }

// Shown works out what holds today and draws it.
func (v *Rule) Shown(ctx context.Context) {
	if v.household.Zero() {
		v.draw(nil)
		return
	}
	task.Do(v.last.Next(ctx), v.run, func(ctx context.Context) (book.RulePage, error) { return v.src.WhoMustAgree(ctx, v.household) },
		func(page book.RulePage, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.draw(&ruling{p: v.p, page: page})
		})
}

// Changed works it out again.
func (v *Rule) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops what was shown.
func (v *Rule) Hidden() {
	v.last.Stop()
	v.first, v.place.Objects, v.inside = nil, nil, nil
}

func (v *Rule) draw(now *ruling) {
	p := v.p
	sub := ""
	if now != nil {
		sub = now.page.Family.Household.Name.Reveal()
	}
	back := form.NewButton(p, p.T("referrals.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, v.nav.Back)
	v.first = back
	head := form.NewLead(p, 12, back, rtl.Pad(p.Direction(), rtl.Edges{Top: look.HalfGrid}, listing.NewPageHead(p, p.T("rule.title"), sub)))
	parts := []fyne.CanvasObject{head}
	if now != nil {
		parts = append(parts, v.now(now))
	}
	main := column(p, 12, v.ages(), v.custodies())
	side := column(p, 12, v.lines("rule.law", look.IconShieldCheck, "law"), v.lines("rule.ours", look.IconHandHeart, "ours"))
	parts = append(parts, form.NewColumnsFrom(p, look.FieldGap, look.Scaled(360), main, side), small(p, p.T("rule.note")))
	offset := float32(0)
	if s := rtl.ScrollIn(v.place); s != nil {
		offset = s.Offset.Y
	}
	v.inside = newSheet(column(p, 16, parts...))
	v.place.Objects = []fyne.CanvasObject{rtl.Scroll(p.Direction(), v.inside)}
	v.place.Refresh()
	if s := rtl.ScrollIn(v.place); s != nil && offset > 0 {
		s.ScrollToOffset(fyne.NewPos(0, offset))
	}
	form.Focus(back)
}

// now is what holds for each child of the family today, why, and from when something else holds.
func (v *Rule) now(r *ruling) fyne.CanvasObject {
	p := v.p
	all := r.children()
	if len(all) == 0 {
		return listing.NewCard(p, p.T("rule.now"), muted(p, p.T("rule.now.none")))
	}
	lines := column(p, 16)
	unsafe := false
	for i, c := range all {
		if i > 0 {
			lines.Add(line(p))
		}
		icon, ink := look.IconCheck, look.ColorSuccess
		if len(c.hurdles) > 0 {
			icon, ink = look.IconWarningCircle, look.ColorLate
		}
		one := column(p, look.HalfGrid, bold(p, c.title), listing.NewSign(p, icon, c.who, ink), muted(p, c.rule))
		for _, why := range c.whys {
			one.Add(small(p, why))
		}
		for _, hurdle := range c.hurdles {
			one.Add(text(p, hurdle))
		}
		if c.next != "" {
			one.Add(note(p, look.IconClock, c.next))
		}
		lines.Add(one)
		unsafe = unsafe || c.unsafe
	}
	card := []fyne.CanvasObject{lines}
	if unsafe {
		card = append(card, line(p), v.roads(r))
	}
	family := form.NewQuiet(p, p.T("referrals.hurdle.family"), func() { v.nav.Open(record.KindHousehold, v.household) })
	return listing.NewCard(p, p.T("rule.now"), append(card, form.NewActions(p, []fyne.CanvasObject{family}, nil))...)
}

// roads are the ways that are left when somebody is not safe to ask.
func (v *Rule) roads(r *ruling) fyne.CanvasObject {
	p := v.p
	advice := form.NewSecondary(p, p.T("referrals.safe.advice.do"), func() { v.nav.New(record.KindAdvice, record.ID{}) })
	roads := column(p, look.Grid, bold(p, p.T("referrals.safe")),
		listing.NewFact(p, look.IconUser, p.T("referrals.safe.own"), "", look.ColorText),
		listing.NewFact(p, look.IconPhone, p.T("referrals.safe.calls"), "", look.ColorText),
		form.NewBeside(p, 24, 260, listing.NewFact(p, look.IconQuestion, p.T("referrals.safe.advice"), "", look.ColorText), advice),
		listing.NewFact(p, look.IconLifebuoy, p.T("referrals.safe.home"), "", look.ColorText))
	if r.youth() {
		roads.Add(line(p))
		roads.Add(text(p, p.T("referrals.youth")))
		for _, id := range []string{"advice", "jgz", "phone"} {
			roads.Add(listing.NewFact(p, look.IconHandHeart, p.T("referrals.youth."+id), "", look.ColorText))
		}
		roads.Add(small(p, p.T("referrals.youth.never")))
	}
	return roads
}

// ages is the rule by age.
func (v *Rule) ages() fyne.CanvasObject {
	p := v.p
	var pairs []listing.KeyValue
	for _, id := range []string{"unborn", "under12", "youth", "self", "adult", "unsure"} {
		pairs = append(pairs, listing.KeyValue{Key: p.T("rule.age." + id), Value: p.T("rule.age." + id + ".who")})
	}
	return listing.NewCard(p, p.T("rule.ages"), listing.NewKeyValues(p, pairs, p.T("rule.midnight")))
}

// custodies is what each kind of gezag asks.
func (v *Rule) custodies() fyne.CanvasObject {
	p := v.p
	var pairs []listing.KeyValue
	for _, kind := range record.CustodyKinds() {
		pairs = append(pairs, listing.KeyValue{Key: p.T("rule.gezag." + string(kind)), Value: p.T("rule.gezag." + string(kind) + ".who")})
	}
	card := column(p, 12, listing.NewHeading(p, p.T("rule.gezag"), p.T("rule.gezag.term")), listing.NewKeyValues(p, pairs, ""))
	return listing.NewCard(p, "", card)
}

// lines is a card of sentences: what is law, and what is our own stricter choice.
func (v *Rule) lines(title string, icon look.IconName, part string) fyne.CanvasObject {
	p := v.p
	lines := column(p, 12)
	for _, id := range ruleLines(part) {
		lines.Add(form.NewLead(p, 12, look.NewIcon(icon, look.ColorMuted, 18), text(p, p.T(id))))
	}
	return listing.NewCard(p, p.T(title), lines)
}

// ruleLines are the sentences of a part.
func ruleLines(part string) []string {
	all := map[string][]string{
		"law":  {"rule.law.yes", "rule.law.sixteen", "rule.law.stop", "rule.law.complain"},
		"ours": {"rule.ours.youth", "rule.ours.both", "rule.ours.paper", "rule.ours.unknown", "rule.ours.unborn", "rule.ours.exact", "rule.ours.no"},
	}
	return all[part]
}
