package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// ruler is what the card about who must agree needs of the book.
type ruler interface {
	SetUnsafe(ctx context.Context, household, person record.ID, unsafe bool) error
}

// consentCard leads to who must agree, and lets the worker note of each parent that it is not safe to ask. That stays on this laptop: it is
// never sent and never on paper, and from then on nothing suggests asking that parent.
func (v *Page) consentCard(f familyView) fyne.CanvasObject {
	p := v.p
	rule := form.NewSecondary(p, p.T("rule.open"), func() { v.nav.Rule(v.id) })
	card := []fyne.CanvasObject{muted(p, p.T("people.consent.why")), row(p, 0, rule)}
	unsafe := false
	for _, m := range f.members {
		if m.child || m.id.Zero() {
			continue
		}
		words, icon := p.T("people.unsafe.of", "Name", m.name), look.IconHandPalm
		if m.unsafe {
			words, icon = p.T("people.safe.again", "Name", m.name), look.IconCheck
		}
		mark := form.NewButton(p, words, form.ButtonOptions{Kind: form.Quiet, Icon: icon, Snug: true}, func() { v.mark(m.id, !m.unsafe) })
		card = append(card, row(p, 0, mark))
		unsafe = unsafe || m.unsafe
	}
	if unsafe {
		card = append(card, v.safeRoads())
	}
	return listing.NewCard(p, p.T("people.consent"), card...)
}

// safeRoads are the ways that are left; none of them asks whoever is not safe to ask.
func (v *Page) safeRoads() fyne.CanvasObject {
	p := v.p
	advice := form.NewButton(p, p.T("referrals.safe.advice.do"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconQuestion, Snug: true}, func() { v.nav.New(record.KindAdvice, record.ID{}) })
	return column(p, look.Grid, muted(p, p.T("people.family.safety.local")), line(p, p.T("referrals.safe"), rtl.Style{Bold: true, Wrap: true}),
		listing.NewFact(p, look.IconUser, p.T("referrals.safe.own"), "", look.ColorText),
		listing.NewFact(p, look.IconPhone, p.T("referrals.safe.calls"), "", look.ColorText),
		row(p, 0, advice), listing.NewFact(p, look.IconLifebuoy, p.T("referrals.safe.home"), "", look.ColorText))
}

// mark notes whether it is safe to ask somebody.
func (v *Page) mark(person record.ID, unsafe bool) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.Family, error) {
		return book.Family{}, v.src.SetUnsafe(ctx, v.id, person, unsafe)
	}, func(_ book.Family, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.load(false)
	})
}
