package main

import (
	"context"
	"io"

	"schakel/internal/book"
	"schakel/internal/export"
)

// runExport writes every record as a JSON line into a new file that only its owner can read. It is clear text, so it warns first.
func runExport(a *app, ctx context.Context, args []string) error {
	files, err := a.parse(a.flags("export"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		a.warn(a.p.T("ctl.export.clear"))
		lines := 0
		err := export.Save(files[0], func(w io.Writer) error {
			n, err := b.Export(ctx, w)
			lines = n
			return err
		})
		if err != nil {
			return err
		}
		a.say(a.p.N("ctl.exported", lines))
		return nil
	})
}
