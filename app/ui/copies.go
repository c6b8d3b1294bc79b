package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// copyAfter is how long after opening the copy of the day is made, so that it does not stand in the way of the first page.
const copyAfter = 10 * time.Second

// copyExtension is how the name of a backup ends.
const copyExtension = ".schakel"

// keepCopies makes the copy of the day. What went wrong stands in the preferences, where it can be done again.
func (s *Shell) keepCopies(ctx context.Context) {
	b, own := s.book, s.deps.Place.Backups
	if b == nil || own == "" {
		return
	}
	task.Do(ctx, s.deps.Run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, errors.Join(b.KeepBackups(ctx, own), b.KeepErasures(ctx, own), b.Tidy(ctx))
	}, func(_ struct{}, err error) {
		if err != nil {
			s.deps.Log.Error("backup", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		}
	})
}

// showRestore shows the page that puts a backup of another laptop back on this one.
func (s *Shell) showRestore() {
	var restored entering
	page := unlock.NewRestore(s.p, s.deps.Run, unlock.Restoring{
		Choose: func(chosen func(string, error)) { s.files().Open([]string{copyExtension}, chosen) },
		Restore: func(ctx context.Context, path, secret string) error {
			in, r, err := s.restore(ctx, path, secret)
			restored, restored.then = in, func() { s.showRestored(r) }
			return err
		},
		Done: func() {
			s.deps.Settings.SetLanguage(s.p.Tag())
			s.enter(restored)
		},
		Back: s.showFirst,
	})
	s.show1(s.withPractice(page.Content()))
	s.win.Canvas().Focus(page.Focus())
}

// restore puts a backup back and opens it.
func (s *Shell) restore(ctx context.Context, path, typed string) (entering, book.BackupReport, error) {
	if err := s.deps.Place.Make(); err != nil {
		return entering{}, book.BackupReport{}, err
	}
	r, err := book.Restore(ctx, path, typed, s.deps.Place.Store, s.deps.Place.Backups, s.deps.Book)
	if err != nil {
		return entering{}, r, err
	}
	in, err := s.unlock(typed)
	return in, r, err
}

// showRestored says what came back, and what nobody can promise about it.
func (s *Shell) showRestored(r book.BackupReport) {
	back := form.NewPrimary(s.p, s.p.T("restored.onward"), s.frame.closeOver)
	s.frame.cover(prompt.NewMessage(s.p, prompt.Message{
		Icon: look.IconCheckCircle, Title: s.p.T("restored.title"), Text: restoredText(s.p, r) + " " + unsureText(s.p, r) + " " + s.p.T("restored.overviews"), Actions: []fyne.CanvasObject{back},
	}))
	s.win.Canvas().Focus(back)
}

func restoredText(p *i18n.Printer, r book.BackupReport) string {
	text := p.N("restored.text", r.Records, "Day", p.Date(record.DateOf(r.Made)))
	if r.Erased > 0 {
		text += " " + p.N("restored.erased", r.Erased)
	}
	return text
}

// unsureText names the moment from which no journal says what was erased.
func unsureText(p *i18n.Printer, r book.BackupReport) string {
	at := r.Unsure.In(r.Made.Location())
	return p.T("restored.unsure", "Day", p.Date(record.DateOf(at)), "Time", p.Clock(at))
}
