package ui

import (
	"context"
	"errors"
	"time"

	"schakel/app/ui/preferences"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// Open shows the page of a record.
func (s *Shell) Open(kind record.Kind, id record.ID) {
	s.goTo(place{dest: destOf(kind), kind: kind, id: id})
}

// New starts an entry; about is what it is about, zero for nothing.
func (s *Shell) New(kind record.Kind, about record.ID) {
	s.goTo(place{dest: destOf(kind), kind: kind, entry: true, about: about})
}

// Edit opens a record to be changed.
func (s *Shell) Edit(kind record.Kind, id record.ID) {
	s.goTo(place{dest: destOf(kind), kind: kind, id: id, entry: true})
}

// Saved leaves an entry for the page of what was saved; the way back does not lead to the empty form.
func (s *Shell) Saved(kind record.Kind, id record.ID) {
	s.hide()
	s.trail.replace(place{dest: destOf(kind), kind: kind, id: id})
	s.present()
}

// Go shows a destination, or a page below one by its name, such as "retention".
func (s *Shell) Go(destination string) {
	if sub, ok := belows()[subpage(destination)]; ok {
		s.goTo(place{dest: sub.under, sub: subpage(destination)})
		return
	}
	if destination == toConnection {
		s.section = preferences.SectionLink
		destination = string(DestPreferences)
	}
	s.goTo(place{dest: Destination(destination)})
}

// toConnection leads to the connections with a CJG, which stand far down on the page of the preferences.
const toConnection = "connection"

// Year shows the overview of the year of which first is the first day.
func (s *Shell) Year(first record.Date) {
	s.overview.Year(first)
	s.Go(string(DestSummaries))
}

// Back returns to where the worker came from.
func (s *Shell) Back() {
	s.hide()
	s.trail.back()
	s.present()
}

func (s *Shell) goTo(at place) {
	if s.book == nil {
		return
	}
	s.touch()
	s.hide()
	s.trail.to(at)
	s.present()
}

// hide lets the page save its draft and drop its texts. The field with the keyboard hears first that it is left, while its page
// still has what it shows.
func (s *Shell) hide() {
	s.closeAloud()
	s.win.Canvas().Unfocus()
	if s.page != nil {
		s.page.Hidden()
		s.page = nil
	}
	if s.leave != nil {
		s.leave()
		s.leave = nil
	}
}

// present makes the page of the place and shows it.
func (s *Shell) present() {
	if s.book == nil || s.frame == nil {
		return
	}
	s.ctx, s.leave = context.WithCancel(context.Background())
	s.saw(s.trail.here)
	s.page = s.made(s.trail.here)
	s.frame.put(s.page.Content(), s.trail.here)
	s.page.Shown(s.ctx)
	s.attend(s.ctx, attendTries)
	s.status()
}

// A page is asked this often, this far apart, where the keyboard goes: it reads in the background what it shows.
const (
	attendTries = 40
	attendEvery = 25 * time.Millisecond
)

// attend gives the keyboard to what the page wants it for, as soon as the page has it. A page that took it by itself keeps it.
func (s *Shell) attend(ctx context.Context, tries int) {
	c := s.win.Canvas()
	if s.page == nil || tries == 0 || c.Focused() != nil {
		return
	}
	if f := s.page.Focus(); f != nil {
		c.Focus(f)
	}
	if c.Focused() == nil {
		task.After(ctx, s.deps.Run, attendEvery, func() { s.attend(ctx, tries-1) })
	}
}

// Say shows a short message at the foot; never an error.
func (s *Shell) Say(text string) {
	if s.frame != nil {
		s.frame.toasts.Say(s.life, text, "", nil)
		s.frame.low.Refresh() // a message that was hidden has no height yet
	}
}

// Unsay takes the short message away.
func (s *Shell) Unsay() {
	if s.frame != nil {
		s.frame.toasts.Close()
	}
}

// Fail shows an error that belongs to no field. A missing recovery code opens the page that gives it; the entry keeps its draft.
func (s *Shell) Fail(err error) {
	switch {
	case err == nil || errors.Is(err, context.Canceled):
	case errors.Is(err, book.ErrRecovery):
		s.showRecovery()
	case fault.Of(err) == fault.Locked:
		s.Lock()
	default:
		if fault.Of(err) == fault.Other || fault.Of(err) == fault.Corrupt {
			s.deps.Log.Error("failed", "kind", fault.Of(err).String(), "code", fault.CodeOf(err), "text", err.Error())
		}
		s.showFault(err)
	}
}

// Kick tries to send at once.
func (s *Shell) Kick() {
	if s.courier != nil {
		s.courier.Kick()
	}
}

// Print makes a PDF of a document about the page that is shown, where the worker chooses, and says so.
func (s *Shell) Print(name string, doc export.Document) { s.print(s.trail.here, name, doc) }

// print makes a PDF. That it leaves is noted before a byte of it is written.
func (s *Shell) print(at place, name string, doc export.Document) {
	b := s.book
	s.choose(name+".pdf", func(path string) {
		task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (struct{}, error) {
			if err := b.Printed(ctx, at.kind, at.id); err != nil {
				return struct{}{}, err
			}
			return struct{}{}, s.writePDF(path, doc)
		}, func(_ struct{}, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			s.Say(s.p.T("shell.print.done"))
		})
	})
}

// ReplyTo opens the page on which the worker writes back, about an answer or an invitation.
func (s *Shell) ReplyTo(kind record.Kind, id record.ID) {
	s.goTo(place{dest: DestDeliveries, kind: kind, id: id, sub: subReply})
}

// pauser is a courier that says how far it is and that the worker can stop.
type pauser interface {
	Sending() (done, all int, busy bool)
	Pause()
	Paused() bool
}

// Sending is how far the sending is; stopped is that the worker stopped it.
func (s *Shell) Sending() (done, all int, busy, stopped bool) {
	c, ok := s.courier.(pauser)
	if !ok {
		return 0, 0, false, false
	}
	done, all, busy = c.Sending()
	return done, all, busy, c.Paused()
}

// Halt stops the sending until "nu versturen", or until the program starts again. What is on its way is broken off beside the screen.
func (s *Shell) Halt() {
	c, ok := s.courier.(pauser)
	if !ok {
		return
	}
	task.Do(s.life, s.deps.Run, func(context.Context) (struct{}, error) {
		c.Pause()
		return struct{}{}, nil
	}, func(struct{}, error) { s.changed() })
}
