package main

import (
	"context"

	"schakel/internal/book"
)

// runRotate gives the store a new master key; every secret opens it as before.
func runRotate(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("rotate"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		if err := b.Rotate(ctx, nil); err != nil {
			return err
		}
		a.warn(a.p.T("ctl.rotated"))
		return nil
	})
}

// runCompact makes the file of the store anew, without what was deleted.
func runCompact(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("compact"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		if err := b.Compact(ctx, nil); err != nil {
			return err
		}
		a.warn(a.p.T("ctl.compacted"))
		return nil
	})
}
