package ui

import (
	"context"

	"schakel/app/ui/summaries"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// besidePrevious is the choice of the period before; a Startfoto is chosen by its id.
const besidePrevious = "previous"

// comparing is the book as Overzicht reads it: a period can be put beside the one before it, or beside a Startfoto.
type comparing struct {
	*book.Book
	p *i18n.Printer
}

// Besides are the period before, and the Startfoto's.
func (c comparing) Besides(ctx context.Context, _ summary.Period) ([]summaries.Beside, error) {
	all := []summaries.Beside{{Value: besidePrevious, Text: c.p.Value("summary.against", "previous")}}
	photos, err := c.Snapshots(ctx)
	for _, s := range photos {
		all = append(all, summaries.Beside{Value: s.ID.String(), Text: s.Name.Reveal()})
	}
	return all, err
}

// Against is the overview of a period beside one of them.
func (c comparing) Against(ctx context.Context, period summary.Period, value string, how summaries.How) (whole, public summary.Report, err error) {
	what := book.Beside{Previous: value == besidePrevious}
	if !what.Previous {
		if what.Snapshot, err = record.ParseID(value); err != nil {
			return whole, public, err
		}
	}
	if whole, err = c.OverviewBesideCounted(ctx, period, what, how.Progress); err != nil {
		return whole, public, err
	}
	public, err = c.PublicBeside(ctx, period, what, how.Threshold, how.Rounded)
	return whole, public, err
}
