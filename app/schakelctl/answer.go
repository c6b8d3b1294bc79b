package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runAnswer lists the answers as JSON lines, newest last; with --read it notes that the worker has read them.
func runAnswer(a *app, ctx context.Context, args []string) error {
	set := a.flags("answer")
	referral, read := set.String("referral", "", ""), set.Bool("read", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var only record.ID
		if *referral != "" {
			r, err := a.referral(ctx, b, *referral)
			if err != nil {
				return err
			}
			only = r.ID
		}
		for _, row := range b.Rows(record.KindFeedback) {
			if !only.Zero() && row.Link != only {
				continue
			}
			f, err := b.Answer(ctx, row.ID)
			if err != nil {
				return err
			}
			if err := a.shown(b, f); err != nil {
				return err
			}
			if *read && f.ReadOn.Zero() {
				if err := b.ReadAnswer(ctx, f.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
