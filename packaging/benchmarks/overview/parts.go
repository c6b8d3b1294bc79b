package main

import (
	"context"
	"io"
	"slices"
	"time"

	"schakel/assets"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record/codec"
	"schakel/internal/summary"
)

// The bars.
const (
	countBar = 300 * time.Millisecond // 60,000 records; ten times as many, ten times as long
	writeBar = time.Second
)

// parts lists everything that is measured, in the order of the table.
func parts(w *world) []part {
	count := countBar * time.Duration(w.times)
	return []part{
		{"decoding the same records, and nothing else", 0, w.decode},
		{"counting a year over records in memory", count, w.inMemory},
		{"a year's overview out of the store", count, w.overview},
		{"the same beside the year before", 2 * count, w.compared},
		{"made fit for others, beside the year before", writeBar, w.public},
		{"written as CSV", writeBar, w.written(func(out io.Writer, r summary.Report, p *i18n.Printer) error {
			return export.CSV(out, r, p, export.Semicolon)
		})},
		{"written as PDF", writeBar, w.written(func(out io.Writer, r summary.Report, p *i18n.Printer) error {
			doc, err := export.Overview(r, p)
			if err != nil {
				return err
			}
			return export.PDF(out, doc, export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()})
		})},
	}
}

// period is a year that ends on another day each time, so that nothing is counted that was kept.
func (w *world) period(round int) summary.Period {
	to := w.book.Today().Add(-round - 1)
	return summary.Period{From: to.Add(-364), To: to}
}

func (w *world) decode(int) error {
	for _, l := range w.lines {
		if _, err := codec.Unmarshal(l.kind, l.data); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) inMemory(round int) error {
	_, err := summary.Make(slices.Values(w.all), w.period(round), summary.Options{Today: w.book.Today()})
	return err
}

func (w *world) overview(round int) error {
	_, err := w.book.Overview(context.Background(), w.period(round))
	return err
}

func (w *world) compared(round int) error {
	_, err := w.book.OverviewBeside(context.Background(), w.period(round+rounds), book.Beside{Previous: true})
	return err
}

// public hides small counts in one period and the one before; both were counted already.
func (w *world) public(int) error {
	_, err := w.book.PublicBeside(context.Background(), w.period(2*rounds), book.Beside{Previous: true}, 5, false)
	return err
}

// written makes a file of the overview that public makes.
func (w *world) written(write func(io.Writer, summary.Report, *i18n.Printer) error) func(int) error {
	var r summary.Report
	return func(int) error {
		p, err := i18n.New(i18n.Source)
		if err != nil {
			return err
		}
		if !r.Safe {
			if r, err = w.book.PublicBeside(context.Background(), w.period(2*rounds), book.Beside{Previous: true}, 5, false); err != nil {
				return err
			}
		}
		return write(io.Discard, r, p)
	}
}
