package ui

import (
	"schakel/app/ui/aloud"
	"schakel/app/ui/form"
	"schakel/internal/speech"
)

// Aloud opens the page from which is read to somebody. It has the whole window: nothing of the worker's stands beside it.
func (s *Shell) Aloud(text aloud.Text) {
	if s.frame == nil {
		return
	}
	speaker := s.deps.Speech
	if speaker == nil {
		speaker = speech.None{}
	}
	s.closeAloud()
	s.reading = aloud.New(s.p, s.deps.Run, s, speaker, text, func() {
		s.closeAloud()
		if s.page != nil {
			form.Focus(s.page.Focus())
		}
	})
	s.Turn(s.reading.Content())
	s.reading.Shown(s.ctx)
	form.Focus(s.reading.Focus())
}

// closeAloud makes the page for reading aloud silent, forgets what stood on it and gives the window back.
func (s *Shell) closeAloud() {
	if s.reading != nil {
		s.reading.Close()
		s.reading = nil
		s.Turn(nil)
	}
}
