package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runReview lets an imported consent count from today, after a person looked at it.
func runReview(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("review"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindConsent, "consent", words[0])
		if err != nil {
			return err
		}
		if err := b.Review(ctx, id); err != nil {
			return err
		}
		c, err := b.Record(ctx, record.KindConsent, id)
		if err != nil {
			return err
		}
		return a.shown(b, c)
	})
}
