package main

import (
	"context"
	"errors"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// errWhole is returned where a copy would take the place of a store that is whole.
var errWhole = fault.New(fault.Conflict, "ctl.whole", "the store is whole")

// runPutBack puts a copy in the place of a damaged store, which is kept: the newest copy in the program's own folder, or another one.
func runPutBack(a *app, ctx context.Context, args []string) error {
	set := a.flags("putback")
	anyway := set.Bool("anyway", false, "")
	files, err := a.parse(set, args, 0, 1)
	if err != nil {
		return err
	}
	place := a.place()
	if err := book.Settle(place.Store); err != nil {
		return err
	}
	file := ""
	if len(files) == 1 {
		file = files[0]
	} else if whole, _ := book.Rescue(place.Store, place.Backups, a.bookDeps()); len(whole) > 0 {
		file = whole[0].Path
	} else {
		return book.ErrNoCopy
	}
	text, _, err := a.passphrase()
	if err != nil {
		return err
	}
	defer clear(text)
	if !*anyway {
		if err := a.needed(ctx, place.Store, string(text)); err != nil {
			return err
		}
	}
	r, err := book.PutBack(ctx, file, string(text), place.Store, place.Backups, a.bookDeps())
	if err != nil {
		return err
	}
	a.say(a.p.N("ctl.putback.done", r.Records, "Day", a.p.Date(record.DateOf(r.Made)), "Time", a.p.Clock(r.Made)))
	if n, ok := book.Told(place.Store, a.bookDeps()); ok && n.Kept != "" {
		a.say(a.p.T("ctl.putback.kept", "Folder", n.Kept))
	}
	if r.Erased > 0 {
		a.say(a.p.N("restored.erased", r.Erased))
	}
	a.warn(a.p.T("restored.unsure", "Day", a.p.Date(record.DateOf(r.Unsure)), "Time", a.p.Clock(r.Unsure)))
	a.warn(a.p.T("restored.overviews"))
	return nil
}

// needed reports why a store needs no copy in its place: it is whole, or that cannot be told with this passphrase.
func (a *app) needed(ctx context.Context, dir, typed string) error {
	if !book.Exists(dir) {
		return nil
	}
	b, err := book.Open(dir, store.ParseSecret(typed), a.bookDeps())
	if err != nil {
		if book.Unusable(err) && fault.Of(err) != fault.Newer {
			return nil
		}
		return err
	}
	found, err := b.CheckAll(ctx, nil)
	if err := errors.Join(err, b.Close()); err != nil {
		return err
	}
	if !found.Damaged {
		return errWhole
	}
	return nil
}
