package book

import (
	"cmp"
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"

	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// counts keeps the last overview until a record changes: another language, or a look at another page and back, counts nothing again. Nothing
// of it outlives a lock.
type counts struct {
	mu      sync.Mutex
	watched bool
	ended   bool
	changes int // how often records changed
	at      int // of which count of changes the report is
	today   record.Date
	report  *summary.Report
}

// find gives the report when it still holds, and else the count of changes that a new one begins at.
func (c *counts) find(b *Book, period summary.Period, today record.Date) (*summary.Report, int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.watched && !c.ended {
		c.watched = true
		b.Watch(c.changed)
	}
	if c.report != nil && c.at == c.changes && c.report.Period == period && c.today == today {
		return c.report, c.changes
	}
	return nil, c.changes
}

func (c *counts) keep(r *summary.Report, today record.Date, at int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.ended {
		c.report, c.today, c.at = r, today, at
	}
}

func (c *counts) changed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes++
	c.report = nil
}

func (c *counts) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.report, c.ended = nil, true
}

// Overviews are those that were handed over, the newest first.
func (b *Book) Overviews(ctx context.Context) ([]*record.Overview, error) {
	var all []*record.Overview
	err := b.view(ctx, func(tx *store.Tx) (err error) {
		all, err = overviews(tx)
		return err
	})
	return all, err
}

func overviews(tx *store.Tx) ([]*record.Overview, error) {
	var all []*record.Overview
	for _, row := range tx.Rows(record.KindOverview) {
		o, err := store.Get[*record.Overview](tx, row.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	slices.SortStableFunc(all, func(x, y *record.Overview) int { return cmp.Or(cmp.Compare(y.Order, x.Order), y.Made.Compare(x.Made)) })
	return all, nil
}

// Protection is how an overview of a period is kept from exposing a family: beside everything that was handed over before, and with
// chances for rounding that are the same whenever this period is rounded in this store. sdc.ErrThreshold for a threshold below sdc.Minimum.
func (b *Book) Protection(ctx context.Context, period summary.Period, threshold int, rounded bool) (summary.Protection, error) {
	if threshold < sdc.Minimum {
		return summary.Protection{}, sdc.ErrThreshold
	}
	before, err := b.Overviews(ctx)
	if err != nil {
		return summary.Protection{}, err
	}
	slices.Reverse(before) // the oldest first
	return b.protection(period, threshold, rounded, "", summary.Related(before, nil))
}

// protection reads a report beside what its readers have already, the oldest first.
func (b *Book) protection(period summary.Period, threshold int, rounded bool, set string, before []*record.Overview) (summary.Protection, error) {
	key, err := b.store.Secret("overview " + period.From.String() + " " + period.To.String() + " " + strconv.Itoa(threshold) + set)
	if err != nil {
		return summary.Protection{}, err
	}
	return summary.Protection{Threshold: threshold, Rounded: rounded, Chance: rand.New(rand.NewChaCha8(key)).IntN, Before: before}, nil
}

// Publish keeps an overview as it is handed over, and notes in the audit that it left. It is called before a byte is written. The same one
// again, in another form, is kept once. What it is compared with is kept too, before it: its readers have both. sdc.ErrExposed when it tells of a small group beside one that was handed over in between.
func (b *Book) Publish(ctx context.Context, r summary.Report) error {
	if !r.Safe {
		return sdc.ErrExposed
	}
	return b.update(ctx, func(tx *store.Tx) error {
		if err := told(tx, r.Stories); err != nil {
			return err
		}
		before, err := overviews(tx)
		if err != nil {
			return err
		}
		slices.Reverse(before) // the oldest first
		for _, part := range r.Parts() {
			if before, err = b.publish(tx, part, before); err != nil {
				return err
			}
		}
		return tx.Audit(actionOverview, record.KindNone, record.ID{})
	})
}

// nextOverview is the number of the next overview. What was handed over earlier is known by it, whatever the clock said.
func nextOverview(before []*record.Overview) int {
	last := 0
	for _, o := range before {
		last = max(last, o.Order)
	}
	return last + 1
}

// publish keeps one report beside those that were handed over before, and gives the list with it.
func (b *Book) publish(tx *store.Tx, r summary.Report, before []*record.Overview) ([]*record.Overview, error) {
	now := r.Keep(b.now())
	now.Order = nextOverview(before)
	if slices.ContainsFunc(before, func(o *record.Overview) bool { return sameOverview(o, now) }) {
		return before, nil
	}
	if err := r.Beside(summary.Related(before, r.Joint)); err != nil {
		return nil, err
	}
	if r.Nears(before) {
		return nil, sdc.ErrExposed
	}
	if err := b.put(tx, now); err != nil {
		return nil, err
	}
	return append(before, now), nil
}

func sameOverview(a, b *record.Overview) bool {
	x, y := *a, *b
	x.Head, x.Made, x.Order, y.Head, y.Made, y.Order = record.Head{}, time.Time{}, 0, record.Head{}, time.Time{}, 0
	return reflect.DeepEqual(x, y)
}
