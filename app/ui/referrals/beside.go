package referrals

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/book"
	"schakel/internal/consent"
)

// besides are the words that may lead to somebody whom it is not about, while the texts can still be changed.
func (s *road) besides() []book.Hint {
	if !s.preparing() {
		return nil
	}
	return s.beside
}

// typedIn is the step in which the first of those words was typed.
func (s *road) typedIn() step {
	if slices.ContainsFunc(s.besides(), func(h book.Hint) bool { return h.Field != "waarvoor" }) {
		return stepWhat
	}
	return stepTo
}

// warned is the card above the button that sends; nil when nobody else is named. It never blocks.
func (v *Page) warned() fyne.CanvasObject { return draft.Warned(v.p, v.road.besides()) }

// rewrite is the button that leads back to the texts, beside the one that sends. The keyboard begins there: Enter twice must not send what
// may point at somebody.
func (v *Page) rewrite() []fyne.CanvasObject {
	if len(v.road.besides()) == 0 {
		return nil
	}
	change := form.NewSecondary(v.p, v.p.T("referrals.beside.change"), func() { v.to(v.road.typedIn()) })
	v.first = change
	return []fyne.CanvasObject{change}
}

// warnedFirst is the same card before anybody is asked, as a text that is changed after a yes has to be shown again; nil when nobody is
// named, or nobody is left to ask.
func (v *Page) warnedFirst() fyne.CanvasObject {
	card := v.warned()
	if card == nil || !v.road.askable() || !slices.ContainsFunc(v.road.givers(), func(g giver) bool { return g.stand == consent.StandAsk }) {
		return nil
	}
	change := form.NewSecondary(v.p, v.p.T("referrals.beside.change"), func() { v.to(v.road.typedIn()) })
	return column(v.p, look.HalfGrid, card, form.NewActions(v.p, []fyne.CanvasObject{change}, nil))
}
