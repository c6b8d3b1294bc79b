package main

import (
	"context"
	"io"

	"schakel/assets"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// runSummary makes the overview of a period as others may see it: small counts of families are hidden. It is in Dutch, whatever
// the language of the screen, unless --lang says otherwise.
func runSummary(a *app, ctx context.Context, args []string) error {
	set := a.flags("summary")
	days := periodFlags(set)
	format, out := set.String("format", "csv", ""), set.String("out", "", "")
	least, rounded := set.Int("threshold", threshold, ""), set.Bool("rounded", false, "")
	form := set.Bool("schema", false, "")
	against, stories := set.String("against", "", ""), set.String("stories", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	if *form {
		return a.schema(*out)
	}
	write, err := a.format(*format)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		period, err := a.period(days, b.Today())
		if err != nil {
			return err
		}
		beside, err := a.beside(b, *against)
		if err != nil {
			return err
		}
		public, err := b.PublicBeside(ctx, period, beside, *least, *rounded)
		if err != nil {
			return err
		}
		if public.Stories, err = a.picked(ctx, b, *stories); err != nil {
			return err
		}
		if err := b.Publish(ctx, public); err != nil {
			return err
		}
		work := func(w io.Writer) error { return write(ctx, b, w, public) }
		if *out == "" {
			return work(a.out)
		}
		return export.Save(*out, work)
	})
}

// format is how a report is written, and how the letterhead of a paper is found.
func (a *app) format(name string) (func(context.Context, *book.Book, io.Writer, summary.Report) error, error) {
	p := a.p
	if a.global.lang == "" {
		dutch, err := i18n.New(i18n.Source)
		if err != nil {
			return nil, err
		}
		p = dutch
	}
	kind, err := export.ParseFormat(name)
	if err != nil {
		return nil, problem("format", "unknown")
	}
	return func(ctx context.Context, b *book.Book, w io.Writer, r summary.Report) error {
		head, err := b.Letterhead(ctx)
		if err != nil {
			return err
		}
		return kind.Write(w, r, p, export.Page{
			Faces: export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}, Letterhead: export.NewLetterhead(p, head.Name.Reveal(), head.First, head.Second),
		})
	}, nil
}

// schema writes the JSON Schema of what --format json writes; no store is opened.
func (a *app) schema(out string) error {
	work := func(w io.Writer) error {
		_, err := io.WriteString(w, export.SummarySchema())
		return err
	}
	if out == "" {
		return work(a.out)
	}
	return export.Save(out, work)
}
