package main

import (
	"context"
	"errors"
	"io"
	"os"

	"schakel/internal/book"
)

// runImport takes over JSON lines, all of them or none.
func runImport(a *app, ctx context.Context, args []string) error {
	files, err := a.parse(a.flags("import"), args, 1, 1)
	if err != nil {
		return err
	}
	in, err := a.input(files[0])
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return a.with(ctx, func(b *book.Book) error {
		added, err := b.Import(ctx, in)
		if err != nil {
			return err
		}
		a.say(a.p.N("ctl.imported", added))
		return nil
	})
}

// input opens a file of the person's own; "-" is the standard input.
func (a *app) input(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(a.in), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.Join(errFile, err)
	}
	return f, nil
}
