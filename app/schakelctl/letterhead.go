package main

import (
	"context"
	"flag"
	"os"

	"schakel/internal/book"
	"schakel/internal/portrait"
	"schakel/internal/record"
)

// runLetterhead shows what stands above an overview on paper, and sets the name of the programme and the two logos. A logo of the file "-"
// goes away.
func runLetterhead(a *app, ctx context.Context, args []string) error {
	set := a.flags("letterhead")
	name, first, second := set.String("name", "", ""), set.String("first", "", ""), set.String("second", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		head, err := b.Letterhead(ctx)
		if err != nil {
			return err
		}
		if given(set, "name") {
			head.Name = record.Text(*name)
		}
		if err := logo(set, "first", *first, &head.First); err != nil {
			return err
		}
		if err := logo(set, "second", *second, &head.Second); err != nil {
			return err
		}
		if set.NFlag() > 0 {
			if err := b.SaveLetterhead(ctx, head); err != nil {
				return err
			}
		}
		return a.object(struct {
			Name   string `json:"name"`
			First  int    `json:"first"` // bytes of each logo
			Second int    `json:"second"`
		}{head.Name.Reveal(), len(head.First), len(head.Second)})
	})
}

// logo reads the picture of a flag, when it was given.
func logo(set *flag.FlagSet, name, file string, into *[]byte) error {
	switch {
	case !given(set, name):
		return nil
	case file == "-":
		*into = nil
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return errFile
	}
	defer func() { _ = f.Close() }()
	picture, err := portrait.Logo(f)
	if err == nil {
		*into = picture
	}
	return err
}
