package book

import (
	"context"
	"strconv"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// SentenceYear says once a year that an overview of it can be made.
const SentenceYear SentenceSort = "year"

// YearAsked is for how many days it is said; after that the year is let be.
const YearAsked = 60

// yearly says from the worker's own day on (mid January when none was chosen) that the year is over, when something was noted in it and no
// overview of it was handed over yet. Each year has a key of its own: who skips one hears of the next.
func (d *deriver) yearly() error {
	p, err := profile(d.tx)
	if err != nil {
		return err
	}
	month, day, ok := record.YearDay(p.YearDay)
	if !ok {
		return nil
	}
	on := yearDay(d.today.Year, month, day)
	if on.After(d.today) {
		on = yearDay(d.today.Year-1, month, day)
	}
	year := on.Year
	if month < time.July { // the first half of a year looks back on the one before
		year--
	}
	s := Sentence{Key: string(SentenceYear) + "/" + strconv.Itoa(year), Sort: SentenceYear, On: record.Day(year, time.January, 1), Mine: true}
	if d.today.Since(on) > YearAsked || d.later[s.Key] || !notedIn(d.tx, year) {
		return nil
	}
	out, err := handedOver(d.tx, year, on)
	if !out && err == nil {
		d.all = append(d.all, s)
	}
	return err
}

// yearDay is a day of a year; the 29th of February is the 28th in most.
func yearDay(year int, month time.Month, day int) record.Date {
	if on := record.Day(year, month, day); !on.Zero() {
		return on
	}
	return record.Day(year, month, day-1)
}

// handedOver reports whether an overview of the whole year was handed over since the year was over, or since the worker's own day in it.
func handedOver(tx *store.Tx, year int, since record.Date) (bool, error) {
	first, last := record.Day(year, time.January, 1), record.Day(year, time.December, 31)
	for _, row := range tx.Rows(record.KindOverview) {
		if row.On != first || int(row.Number) != last.Number() {
			continue
		}
		o, err := store.Get[*record.Overview](tx, row.ID)
		if err != nil || o.Until == last || !o.Until.Before(since) {
			return err == nil, err
		}
	}
	return false, nil
}

// notedIn reports whether anything was noted in a year.
func notedIn(tx *store.Tx, year int) bool {
	for _, kind := range []record.Kind{record.KindContact, record.KindMeeting, record.KindConcern, record.KindReferral} {
		for _, row := range tx.Rows(kind) {
			if row.On.Year == year {
				return true
			}
		}
	}
	return false
}

// SetYearDay chooses the day of the yearly reminder: a day such as 01-15, "" for the usual one, record.YearNever for none. What is no day
// is record.Problems on "yearDay".
func (b *Book) SetYearDay(ctx context.Context, day string) error {
	return b.update(ctx, func(tx *store.Tx) error {
		p, err := profile(tx)
		if err != nil {
			return err
		}
		p.YearDay = day
		return b.put(tx, p)
	})
}
