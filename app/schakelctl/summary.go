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
	against, stories := set.String("against", "", ""), set.String("stories", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
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
		work := func(w io.Writer) error { return write(w, public) }
		if *out == "" {
			return work(a.out)
		}
		return export.Save(*out, work)
	})
}

// format is how a report is written.
func (a *app) format(name string) (func(io.Writer, summary.Report) error, error) {
	p := a.p
	if a.global.lang == "" {
		dutch, err := i18n.New(i18n.Source)
		if err != nil {
			return nil, err
		}
		p = dutch
	}
	switch name {
	case "csv":
		return func(w io.Writer, r summary.Report) error { return export.CSV(w, r, p, export.Semicolon) }, nil
	case "json":
		return func(w io.Writer, r summary.Report) error { return export.JSON(w, r, p) }, nil
	case "pdf":
		return func(w io.Writer, r summary.Report) error {
			doc, err := export.Overview(r, p)
			if err != nil {
				return err
			}
			return export.PDF(w, doc, export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()})
		}, nil
	}
	return nil, problem("format", "unknown")
}
