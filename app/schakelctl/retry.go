package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runRetry lets a held message, or an endpoint that was set aside, be tried again.
func runRetry(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("retry"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := record.ParseID(words[0])
		if err != nil {
			return errNoMessage
		}
		for _, row := range b.Rows(record.KindEndpoint) {
			if row.ID == id {
				return b.Unpark(ctx, id)
			}
		}
		for _, row := range b.Rows(record.KindDelivery) {
			if row.ID == id {
				return b.Retry(ctx, id)
			}
		}
		return errNoMessage
	})
}
