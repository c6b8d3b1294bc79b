package main

import (
	"context"
	"path/filepath"

	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/record"
	"schakel/internal/store"
)

// runBackup makes a backup: in the program's own folder, or in another one such as a USB stick.
func runBackup(a *app, ctx context.Context, args []string) error {
	set := a.flags("backup")
	to := set.String("to", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	folder := *to
	if folder == "" {
		if err := a.place().Make(); err != nil {
			return err
		}
		folder = a.place().Backups
	}
	return a.with(ctx, func(b *book.Book) error {
		i, err := b.BackUp(ctx, folder, *to != "")
		if err != nil {
			return err
		}
		a.say(i.Path)
		a.warn(a.p.T("ctl.backup.made"))
		return nil
	})
}

// runDrill proves that a backup opens with the passphrase, the recovery code or two parts; nothing is changed by it.
func runDrill(a *app, ctx context.Context, args []string) error {
	files, err := a.parse(a.flags("drill"), args, 1, 1)
	if err != nil {
		return err
	}
	text, _, err := a.passphrase()
	if err != nil {
		return err
	}
	defer clear(text)
	r, err := book.DrillFile(ctx, files[0], string(text), a.bookDeps())
	if err != nil {
		return err
	}
	a.say(a.p.N("ctl.drill.opens", r.Records, "Day", a.p.Date(record.DateOf(r.Made.In(a.clock()().Location())))))
	return nil
}

// runRestore puts the store of a backup in a place that has none: the usual one, or a folder of its own.
func runRestore(a *app, ctx context.Context, args []string) error {
	set := a.flags("restore")
	to := set.String("to", "", "")
	files, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	place := a.place()
	if *to != "" {
		place = datadir.At(*to)
	}
	if err := book.Settle(place.Store); err != nil {
		return err
	}
	if book.Exists(place.Store) {
		return store.ErrExists
	}
	text, _, err := a.passphrase()
	if err != nil {
		return err
	}
	defer clear(text)
	if err := place.Make(); err != nil {
		return err
	}
	r, err := book.Restore(ctx, files[0], string(text), place.Store, place.Backups, a.bookDeps())
	if err != nil {
		return err
	}
	a.say(a.p.N("ctl.restored", r.Records, "Folder", filepath.Dir(place.Store)))
	if r.Erased > 0 {
		a.say(a.p.N("restored.erased", r.Erased))
	}
	unsure := r.Unsure.In(a.zone())
	a.warn(a.p.T("restored.unsure", "Day", a.p.Date(record.DateOf(unsure)), "Time", a.p.Clock(unsure)))
	a.warn(a.p.T("restored.overviews"))
	return nil
}
