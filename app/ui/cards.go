package ui

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/cards"
	"schakel/app/ui/rtl"
	"schakel/internal/sound"
)

// talkingCards makes the page with the talking cards.
func (s *Shell) talkingCards() page {
	device := s.deps.Sound
	if device == nil {
		device = sound.None{}
	}
	return cards.New(s.book, s, s.p, s.deps.Run, device, s.p.TonguesToChoose())
}

// Turn puts something in the whole window, for a parent to see, without the rail and the status line; nil brings these back. In practice
// mode the bar with OEFENEN stays.
func (s *Shell) Turn(o fyne.CanvasObject) {
	switch {
	case s.frame == nil:
	case o != nil:
		s.show1(newWatched(rtl.Stack(s.p.Direction(), ground(), s.withPractice(o)), s.touch))
	default:
		s.show1(s.frame.whole)
	}
}

// stepsBack lets the page go back by itself, as from a card to all cards; false when it has nowhere to go.
func (s *Shell) stepsBack() bool {
	if s.reading != nil {
		s.reading.Escape()
		return true
	}
	back, ok := s.page.(interface{ Escape() bool })
	return ok && back.Escape()
}
