package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"schakel/internal/book"
	"schakel/internal/record/codec"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// earlier is how many overviews were handed over before the last part.
const earlier = 16

// The bars.
const (
	countBar = 300 * time.Millisecond // 60,000 records; ten times as many, ten times as long
	safeBar  = time.Second
	// behindBar is for the records behind one number, out of the store.
	behindBar = 150 * time.Millisecond
)

// parts lists everything that is measured, in the order of the table.
func parts(w *world) []part {
	count, behind := countBar*time.Duration(w.times), behindBar*time.Duration(w.times)
	return []part{
		{name: "decoding the same records, and nothing else", work: w.decode},
		{name: "counting a year over records in memory", bar: count, work: w.inMemory},
		{name: "a year's overview out of the store", bar: count, work: w.overview},
		{name: "the same beside the year before", bar: 2 * count, work: w.compared},
		{name: "the contacts behind one number", bar: behind, work: w.behind("contacts.about")},
		{name: "the families behind one number", bar: behind, work: w.behind("families.reached")},
		{name: "the worries behind one number", bar: behind, work: w.behind("concerns.level")},
		{name: "the roads to help behind one number", bar: behind, work: w.behind("referrals.funnel")},
		{name: "what is open behind one number", bar: behind, work: w.behind("open.family")},
		{name: "made fit for others beside the year before, both counted already", bar: safeBar, work: w.public, before: func() error { return w.public(0) }},
		{name: "the same beside sixteen that were handed over earlier", bar: safeBar, work: w.public, before: w.handOver},
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

// behind lists the records behind the total of a measure, as its page does; of what is open, behind the worries.
func (w *world) behind(measure string) func(int) error {
	label := summary.Label{Enum: "summary.row", Value: "total"}
	if measure == "open.family" {
		label.Value = "concern"
	}
	return func(round int) error {
		rows, err := w.book.Behind(context.Background(), w.period(round), measure, label, nil)
		if err == nil && len(rows) == 0 {
			err = errors.New("nothing stands behind " + measure)
		}
		return err
	}
}

// public hides small counts in one period and the one before; both were counted already.
func (w *world) public(int) error {
	_, err := w.book.PublicBeside(context.Background(), w.period(2*rounds), book.Beside{Previous: true}, 5, false)
	return err
}

// handOver hands sixteen overviews of earlier months over, and counts once, so that what follows measures hiding alone.
func (w *world) handOver() error {
	for i := range earlier {
		month := summary.Month(w.book.Today().Add(30 * (i - earlier)))
		r, err := w.book.PublicBeside(context.Background(), month, book.Beside{}, sdc.Minimum, false)
		if err != nil {
			return err
		}
		if err := w.book.Publish(context.Background(), r); err != nil {
			return err
		}
	}
	return w.public(0)
}
