package ui

import (
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// saw notes that the page of a record is opened, or an entry that shows whom it is about.
func (s *Shell) saw(at place) {
	s.book.Saw(at.kind, at.id)
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson, record.KindConcern} {
		s.book.Saw(kind, at.about)
	}
}

// attendAway locks the window when the computer goes to sleep, slept, or locks its screen, unless the worker does not want that. The
// lock saves every open draft first; only then the computer may go on.
func (s *Shell) attendAway() {
	if s.deps.Away == nil || s.back != nil || !s.deps.Settings.LockAway() {
		return
	}
	ctx := s.life
	s.back = s.deps.Away(s.p.T("shell.away.why"), func(done func()) {
		task.Report(ctx, s.deps.Run, func() {
			s.Lock()
			done()
		})
	})
}

// forgetAway ends it.
func (s *Shell) forgetAway() {
	if s.back != nil {
		s.back()
		s.back = nil
	}
}

// setAway keeps the choice, which counts at once.
func (s *Shell) setAway(on bool) {
	s.deps.Settings.SetLockAway(on)
	s.forgetAway()
	if s.book != nil {
		s.attendAway()
	}
}

// clear takes away what lies over the page: a question for a file would stay above the locked page, with the names of files in it.
func (s *Shell) clear() {
	over := s.win.Canvas().Overlays()
	for top := over.Top(); top != nil; top = over.Top() {
		over.Remove(top)
	}
	s.folder.Forget()
	s.overview.Forget()
}
