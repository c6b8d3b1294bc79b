package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Today is one sentence of Vandaag with its one button.
type Today struct {
	Status Status
	// Own and Other are the rings; leave both zero to take those of the status.
	Own, Other look.RingState
	// Sentence says what there is, Detail what it rests on.
	Sentence, Detail string
	// Action is the word on the button and Pressed what it does.
	Action  string
	Pressed func()
	// Later is called by "Niet nu"; nil shows no such button.
	Later func()
	// Made hears the buttons of the row, later nil when there is no "Niet nu"; nil hears nothing.
	Made func(act, later *form.Button)
}

// NewToday is the card with the sentences of Vandaag, at most five on a page.
func NewToday(p *i18n.Printer, sentences []Today) fyne.CanvasObject {
	inside := column(p, 0)
	for i, s := range sentences {
		if i > 0 {
			inside.Add(separator(p, look.ColorLine))
		}
		inside.Add(NewTodayRow(p, s))
	}
	return form.NewPanel(cardFrame(), 1, 1, inside)
}

// NewTodayRow is one row of Vandaag: rings, sentence, status with detail, "Niet nu", one button.
func NewTodayRow(p *i18n.Printer, s Today) fyne.CanvasObject {
	own, other := s.Own, s.Other
	if own == look.RingOpen && other == look.RingOpen {
		own, other = s.Status.Rings()
	}
	second := row(p, 12, NewStatus(p, s.Status), rtl.Grow(line(p, s.Detail, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true, Base: rtl.FromPage})))
	words := column(p, 0, line(p, s.Sentence, rtl.Style{Bold: true, Wrap: true, Base: rtl.FromPage}), second)
	main := row(p, 20, look.NewRings(own, other, p.Direction(), look.RingsRow), rtl.Grow(words))
	var buttons []fyne.CanvasObject
	var act, later *form.Button
	if s.Later != nil {
		later = form.NewButton(p, p.T("listing.today.later"), form.ButtonOptions{Kind: form.Quiet, Wide: 88}, s.Later)
		buttons = append(buttons, later)
	}
	if s.Action != "" {
		act = form.NewButton(p, s.Action, form.ButtonOptions{Wide: 208, Snug: true}, s.Pressed)
		buttons = append(buttons, act)
	}
	if s.Made != nil {
		s.Made(act, later)
	}
	inside := form.NewBeside(p, 20, 400, main, form.NewGroup(p, 20, buttons...))
	return newLeast(look.SizeRow, rtl.Pad(p.Direction(), rtl.Edges{Top: 12, Bottom: 12, Start: 20, End: 16}, inside))
}
