package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/fault"
)

// errNoNewPassphrase is returned when there is no new passphrase to be had.
var errNoNewPassphrase = fault.New(fault.Locked, "ctl.no_new_passphrase", "no new passphrase was given and nobody can type one")

// runRecovery gives a new recovery code: the code alone on the output, what to do with it beside it.
func runRecovery(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("recovery"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		code, err := b.GiveRecovery(ctx)
		if err != nil {
			return err
		}
		a.say(code)
		a.warn(a.p.T("ctl.recovery.keep"))
		return nil
	})
}

// runShares gives three new parts: each on a line of the output, what to do with them beside it.
func runShares(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("shares"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		parts, err := b.GiveShares(ctx)
		if err != nil {
			return err
		}
		for _, part := range parts {
			a.say(part)
		}
		a.warn(a.p.T("ctl.shares.keep"))
		return nil
	})
}

// runPassphrase sets a new passphrase, after opening with the old one, with a recovery code or with two parts.
func runPassphrase(a *app, ctx context.Context, args []string) error {
	set := a.flags("passphrase")
	file := set.String("new-passphrase-file", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		text, typed, err := a.secret(*file, "SCHAKEL_NEW_PASSPHRASE", a.p.T("ctl.passphrase.new"), errNoNewPassphrase)
		if err != nil {
			return err
		}
		defer clear(text)
		if text, err = a.checked(text, typed); err != nil {
			return err
		}
		if err := b.ReplacePassphrase(ctx, text); err != nil {
			return err
		}
		a.say(a.p.T("ctl.passphrase.changed"))
		return nil
	})
}
