package main

import (
	"context"
	"io"

	"schakel/internal/book"
	"schakel/internal/export"
)

// runNewKeys makes new keys of this device for an endpoint; the old ones count nowhere any more from the next connection on, which sync makes.
func runNewKeys(a *app, ctx context.Context, args []string) error {
	set := a.flags("newkeys")
	endpoint := set.String("endpoint", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.theEndpoint(ctx, b, *endpoint)
		if err != nil {
			return err
		}
		if err := b.NewKeys(ctx, id); err != nil {
			return err
		}
		a.say(a.p.T("preferences.link.keys.made"))
		return nil
	})
}

// stickKeys makes the file that asks an endpoint for new keys of this device.
func stickKeys(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	endpoint, atOnce := set.String("endpoint", "", ""), set.Bool("at-once", false, "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.theEndpoint(ctx, b, *endpoint)
		if err != nil {
			return err
		}
		if err := export.Save(words[0], func(w io.Writer) error {
			data, err := b.KeysByFile(ctx, id, *atOnce)
			if err != nil {
				return err
			}
			_, err = w.Write(data)
			return err
		}); err != nil {
			return err
		}
		a.say(a.p.T("preferences.link.keys.waits.file"))
		return nil
	})
}
