package main

import (
	"context"
	"errors"
	"io"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

const draftLimit = 1 << 20 // bytes

// runDraft writes what is kept under a key, or keeps the line of a file there.
func runDraft(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("draft"), args, 1, 2)
	if err != nil {
		return err
	}
	var kept record.Record
	if len(words) == 2 {
		if kept, err = a.lineOf(words[1]); err != nil {
			return err
		}
	}
	return a.with(ctx, func(b *book.Book) error {
		if kept != nil {
			return b.SaveDraft(ctx, words[0], kept)
		}
		r, ok, err := b.Draft(ctx, words[0])
		switch {
		case err != nil:
			return err
		case !ok:
			return problem(words[0], "ctl.no_record")
		}
		return a.line(r)
	})
}

// lineOf reads the one line of a file as a record.
func (a *app) lineOf(path string) (record.Record, error) {
	in, err := a.input(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(io.LimitReader(in, draftLimit))
	if err != nil {
		return nil, errors.Join(errFile, err)
	}
	return codec.ParseLine(data)
}
