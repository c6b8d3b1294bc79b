package ui

import (
	"context"
	"errors"
	"time"

	"schakel/app/ui/prompt"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/store"
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
		return struct{}{}, errors.Join(b.KeepBackups(ctx, own), b.Tidy(ctx))
	}, func(_ struct{}, err error) {
		if err != nil {
			s.deps.Log.Error("backup", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		}
	})
}

// showRestore shows the page that puts a backup of another laptop back on this one.
func (s *Shell) showRestore() {
	var restored *book.Book
	page := unlock.NewRestore(s.p, s.deps.Run, unlock.Restoring{
		Choose: func(chosen func(string, error)) { prompt.Files{Window: s.win}.Open([]string{copyExtension}, chosen) },
		Restore: func(ctx context.Context, path, secret string) error {
			b, err := s.restore(ctx, path, secret)
			restored = b
			return err
		},
		Done: func() {
			s.deps.Settings.SetLanguage(s.p.Tag())
			s.opened(restored)
		},
		Back: s.showFirst,
	})
	s.show1(s.withPractice(page.Content()))
	s.win.Canvas().Focus(page.Focus())
}

// restore puts a backup back and opens it.
func (s *Shell) restore(ctx context.Context, path, secret string) (*book.Book, error) {
	if err := s.deps.Place.Make(); err != nil {
		return nil, err
	}
	if _, err := book.Restore(ctx, path, secret, s.deps.Place.Store, s.deps.Place.Backups, s.deps.Book); err != nil {
		return nil, err
	}
	return book.Open(s.deps.Place.Store, store.ParseSecret(secret), s.deps.Book)
}
