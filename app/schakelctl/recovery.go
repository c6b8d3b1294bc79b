package main

import (
	"context"

	"schakel/internal/book"
)

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
