package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/store"
)

// runVerify walks the whole store and says what it found.
func runVerify(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("verify"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		report, err := b.Verify(ctx, nil)
		if err != nil {
			return err
		}
		for _, f := range report.Findings {
			a.say(a.p.Value("verify", f.Code))
		}
		if len(report.Findings) > 0 {
			return store.ErrDamaged
		}
		a.say(a.p.N("ctl.verified", report.Records))
		return nil
	})
}
