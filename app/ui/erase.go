package ui

import (
	"schakel/app/ui/erasing"
	"schakel/internal/book"
	"schakel/internal/record"
)

// Erase shows what erasing a family or a person would do, and does it when the worker confirms.
func (s *Shell) Erase(kind record.Kind, id record.ID) {
	s.goTo(place{dest: destOf(kind), kind: kind, id: id, erase: true})
}

// erasing is the page that erases a record. The one that has done it, or is doing it, is shown again.
func (s *Shell) erasing(at place) page {
	if s.wiping == nil || !s.wiping.Begun() || !s.wiping.Of(at.kind, at.id) {
		s.wiping = erasing.New(s.book, s, s.p, s.deps.Run, s.deps.Place.Backups, at.kind, at.id)
	}
	return s.wiping
}

// Erased takes the way back around what is there no more. The page itself stays in it until the window is locked.
func (s *Shell) Erased(done book.Erased) {
	here := s.trail.here
	s.trail.forget(done.Gone)
	switch {
	case s.book == nil: // it was locked meanwhile: the page is gone
	case here.erase:
		s.trail.here = here
		s.status()
		s.Kick() // a recall goes as soon as it can
	default:
		s.present() // the worker went to another page, which may show what is there no more
	}
}
