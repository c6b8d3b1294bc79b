package main

import (
	"bytes"
	"context"
	"errors"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/settings"
	"schakel/internal/store"
)

// runInit makes a new store: passphrase (typed twice when a person types), name and own title. The language is kept for next time.
func runInit(a *app, ctx context.Context, args []string) error {
	set := a.flags("init")
	name, title, phone := set.String("name", "", ""), set.String("title", "", ""), set.String("phone", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	place := a.place()
	if err := book.Settle(place.Store); err != nil {
		return err
	}
	if book.Exists(place.Store) {
		return store.ErrExists
	}
	text, err := a.newPassphrase()
	if err != nil {
		return err
	}
	defer clear(text)
	if err := place.Make(); err != nil {
		return err
	}
	b, err := book.Create(place.Store, text, a.bookDeps())
	if err != nil {
		return err
	}
	worker := &record.Profile{Name: record.Text(*name), Title: record.Text(*title), Phone: record.Text(*phone)}
	if err := errors.Join(b.SaveProfile(ctx, worker), b.Close(), a.keepLanguage()); err != nil {
		return err
	}
	a.say(a.p.T("ctl.init.made"))
	a.say(a.p.T("ctl.init.next"))
	return nil
}

// newPassphrase asks twice when a person types, and refuses one that is easy to guess.
func (a *app) newPassphrase() ([]byte, error) {
	text, typed, err := a.passphrase()
	if err != nil {
		return nil, err
	}
	return a.checked(text, typed)
}

// checked refuses a new passphrase that is easy to guess, and asks for it again when a person typed it.
func (a *app) checked(text []byte, typed bool) ([]byte, error) {
	if err := keyfile.CheckPassphrase(text); err != nil {
		return nil, err
	}
	if !typed {
		return text, nil
	}
	again, err := a.ask(a.p.T("ctl.passphrase.again")+" ", a.errs)
	if err != nil {
		return nil, err
	}
	defer clear(again)
	if !bytes.Equal(text, again) {
		return nil, problem("passphrase", "ctl.differs")
	}
	return text, nil
}

// keepLanguage remembers the language that was chosen with --lang.
func (a *app) keepLanguage() error {
	if a.global.lang == "" {
		return nil
	}
	kept, err := settings.Open(a.place().Settings)
	if err != nil {
		return err
	}
	settings.New(kept).SetLanguage(a.p.Tag())
	return kept.Save()
}
