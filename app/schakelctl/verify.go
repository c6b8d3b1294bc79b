package main

import (
	"context"
	"errors"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// runVerify walks the whole store and says what it found, grouped and counted. Of a store that does not open it says which part is
// damaged, and which copy can take its place.
func runVerify(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("verify"), args, 0, 0); err != nil {
		return err
	}
	opened := false
	err := a.with(ctx, func(b *book.Book) error {
		opened = true
		found, err := b.CheckAll(ctx, nil)
		if err != nil {
			return err
		}
		return a.found(found)
	})
	if err == nil || !book.Unusable(err) || errors.Is(err, store.ErrMissing) {
		return err
	}
	if !opened {
		if other := a.diagnose(ctx, err); other != nil {
			return other
		}
	}
	if fault.Of(err) != fault.Newer && (!opened || errors.Is(err, errBroken)) {
		a.tell(err)
		a.offer()
		return toldError{err}
	}
	return err
}

// errBroken is a store that opens, with something in it that does not.
var errBroken = fault.New(fault.Corrupt, "ctl.broken", "something in the store cannot be read")

// found says what is wrong with a store that opens.
func (a *app) found(c book.Checked) error {
	for _, w := range c.Wrong {
		a.say(w.Say(a.p))
	}
	switch {
	case len(c.Wrong) == 0:
		a.say(a.p.N("ctl.verified", c.Records))
		return nil
	case c.Damaged:
		return errBroken
	}
	return toldError{store.ErrDamaged}
}

// diagnose says which parts keep a store from opening. A check that crashed or took too long is not done again in this process.
func (a *app) diagnose(ctx context.Context, err error) error {
	if errors.Is(err, store.ErrUnchecked) {
		return nil
	}
	dir := a.place().Store
	parts, err := book.Diagnose(ctx, dir, "", a.bookDeps())
	if fault.Of(err) == fault.Secret { // whatever shows without a secret is whole
		text, _, asked := a.passphrase()
		if asked != nil {
			return asked
		}
		defer clear(text)
		parts, err = book.Diagnose(ctx, dir, string(text), a.bookDeps())
	}
	if err != nil && !book.Unusable(err) {
		return err
	}
	for _, part := range parts {
		a.say(book.SayPart(a.p, part))
	}
	return nil
}

// offer says which copy putback would take.
func (a *app) offer() {
	place := a.place()
	whole, _ := book.Rescue(place.Store, place.Backups, a.bookDeps())
	if len(whole) == 0 {
		a.warn(a.p.T("ctl.putback.none"))
		return
	}
	made := whole[0].Made
	a.warn(a.p.T("ctl.putback.offer", "Day", a.p.Date(record.DateOf(made)), "Time", a.p.Clock(made)))
}
