package ui

import (
	"context"
	"errors"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/assets"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// showFirst shows the first start.
func (s *Shell) showFirst() {
	var made *book.Book
	page := unlock.NewFirst(s.p, s.deps.Run, func(ctx context.Context, start unlock.Start) error {
		b, err := s.create(ctx, start)
		made = b
		return err
	}, func() {
		s.deps.Settings.SetLanguage(s.p.Tag())
		s.first = nil
		s.opened(made)
	}, s.SetLanguage)
	if s.first != nil {
		page.Fill(s.first.Typed())
	}
	s.first = page
	if !s.deps.Practice {
		page.OfferCopy(s.showRestore)
	}
	s.show1(s.withPractice(page.Content()))
	s.win.Canvas().Focus(page.Focus())
}

// create makes the store and the worker's own card.
func (s *Shell) create(ctx context.Context, start unlock.Start) (*book.Book, error) {
	if err := s.deps.Place.Make(); err != nil {
		return nil, err
	}
	b, err := book.Create(s.deps.Place.Store, []byte(start.Passphrase), s.deps.Book)
	if err != nil {
		return nil, err
	}
	me := &record.Profile{Name: record.Text(start.Name), Title: record.Text(start.Title)}
	if err := b.SaveProfile(ctx, me); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// showLocked shows the locked page; why is what went wrong the last time, nil when nothing did.
func (s *Shell) showLocked(why error) {
	var in entering
	page := unlock.NewLocked(s.p, s.deps.Run, unlock.Opening{
		Now: s.now,
		Open: func(_ context.Context, typed string) (err error) {
			in, err = s.unlock(typed)
			return err
		},
		Done: func() { s.enter(in) }, Speak: s.SetLanguage, Fault: why, Kind: book.RecoveryOf(s.deps.Place.Store),
		Kept: s.trail.here.entry, Secret: s.deps.Secret,
	})
	s.show1(s.withPractice(page.Content()))
	s.win.Canvas().Focus(page.Focus())
}

// Opened takes over a book that was opened elsewhere.
func (s *Shell) Opened(b *book.Book) { s.opened(b) }

// showFault says what went wrong on a page of its own: what happened, what to do, and a code to read out.
func (s *Shell) showFault(err error) {
	if s.frame == nil {
		s.showLocked(err)
		return
	}
	if spoiled(err) {
		s.showSpoiled(err)
		return
	}
	text, hint := s.p.Fault(err)
	back := form.NewPrimary(s.p, s.p.T("shell.fault.back"), s.frame.closeOver)
	page := prompt.NewMessage(s.p, prompt.Message{
		Icon: look.IconWarningCircle, Color: look.ColorLate, Title: text, Text: hint, Detail: fault.CodeOf(err),
		Actions: []fyne.CanvasObject{back},
	})
	s.frame.cover(page)
	s.win.Canvas().Focus(back)
}

// choose asks where to keep a file.
func (s *Shell) choose(name string, done func(path string)) {
	s.files().Save(name, func(path string, err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case path != "":
			done(path)
		}
	})
}

// writePDF writes a document; nothing half written stays.
func (s *Shell) writePDF(path string, doc export.Document) error {
	return export.Replace(path, func(w io.Writer) error { return export.PDF(w, doc, faces()) })
}

// SaveAs asks where to keep a file and writes it there, as a whole or not at all.
func (s *Shell) SaveAs(name string, write func(w io.Writer) error) {
	s.choose(name, func(path string) {
		task.Do(context.Background(), s.deps.Run, func(context.Context) (struct{}, error) {
			return struct{}{}, export.Replace(path, write)
		}, func(_ struct{}, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			s.Say(s.p.T("shell.saved"))
		})
	})
}

// overview writes an overview in a format. That it leaves is noted before a byte of it is written.
func overview(b *book.Book, own *i18n.Printer, kind export.Format, r summary.Report) func(io.Writer) error {
	return func(w io.Writer) error {
		if err := b.Publish(context.Background(), r); err != nil {
			return err
		}
		head, err := b.Letterhead(context.Background())
		if err != nil {
			return err
		}
		return kind.Write(w, r, own, export.Page{Faces: faces(), Letterhead: export.NewLetterhead(own, head.Name.Reveal(), head.First, head.Second)})
	}
}

func faces() export.Faces {
	return export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}
}
