package book

import (
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

// Overview counts what the work of a period was, from every record that can matter to it. An end before a start is
// record.Problems on "from".
func (b *Book) Overview(ctx context.Context, period summary.Period) (summary.Report, error) {
	today := b.Today()
	known, at := b.counts.find(b, period, today)
	if known != nil {
		return *known, ctx.Err()
	}
	count, err := summary.NewCounter(period, summary.Options{Today: today})
	if err != nil {
		return summary.Report{}, err
	}
	err = b.view(ctx, func(tx *store.Tx) error {
		for _, kind := range counted() {
			rows := tx.Rows(kind)
			ids := make([]record.ID, len(rows))
			for i := range rows {
				ids[i] = rows[i].ID
			}
			err := tx.Each(kind, ids, func(r record.Record) error {
				count.Add(r)
				return ctx.Err()
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return summary.Report{}, err
	}
	report := count.Report()
	b.counts.keep(&report, today, at)
	return report, nil
}

// counted lists the kinds that some measure counts.
func counted() []record.Kind {
	return []record.Kind{
		record.KindHousehold, record.KindPartner, record.KindContact, record.KindConcern, record.KindReferral,
		record.KindMeeting, record.KindRequest, record.KindProgramme,
	}
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
	slices.SortStableFunc(all, func(x, y *record.Overview) int { return y.Made.Compare(x.Made) })
	return all, nil
}

// Protection is how an overview of a period is kept from exposing a family: beside everything that was handed over before, and with
// chances for rounding that are the same whenever this period is rounded in this store.
func (b *Book) Protection(ctx context.Context, period summary.Period, threshold int, rounded bool) (summary.Protection, error) {
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
// again, in another form, is kept once. sdc.ErrExposed when it tells of a small group beside one that was handed over in between.
func (b *Book) Publish(ctx context.Context, r summary.Report) error {
	if !r.Safe {
		return sdc.ErrExposed
	}
	return b.update(ctx, func(tx *store.Tx) error {
		before, err := overviews(tx)
		if err != nil {
			return err
		}
		slices.Reverse(before) // the oldest first
		before = summary.Related(before, r.Joint)
		now := r.Keep(b.now())
		if !slices.ContainsFunc(before, func(o *record.Overview) bool { return sameOverview(o, now) }) {
			if err := r.Beside(before); err != nil {
				return err
			}
			if err := b.put(tx, now); err != nil {
				return err
			}
		}
		return tx.Audit(actionOverview, record.KindNone, record.ID{})
	})
}

func sameOverview(a, b *record.Overview) bool {
	x, y := *a, *b
	x.Head, x.Made, y.Head, y.Made = record.Head{}, time.Time{}, record.Head{}, time.Time{}
	return reflect.DeepEqual(x, y)
}
