package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Snapshots are the Startfoto's that were kept, the newest first.
func (b *Book) Snapshots(ctx context.Context) ([]*record.Snapshot, error) {
	var all []*record.Snapshot
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindSnapshot) {
			s, err := store.Get[*record.Snapshot](tx, row.ID)
			if err != nil {
				return err
			}
			all = append(all, s)
		}
		return nil
	})
	slices.SortStableFunc(all, func(x, y *record.Snapshot) int { return y.On.Number() - x.On.Number() })
	return all, err
}

// Snapshot reads one Startfoto.
func (b *Book) Snapshot(ctx context.Context, id record.ID) (*record.Snapshot, error) {
	return load[*record.Snapshot](b, ctx, id)
}

// TakeSnapshot counts a period and keeps the numbers under a name, for the worker's own eyes. A name that is missing is record.Problems on
// "name".
func (b *Book) TakeSnapshot(ctx context.Context, period summary.Period, name record.Private) (*record.Snapshot, error) {
	report, err := b.Overview(ctx, period)
	if err != nil {
		return nil, err
	}
	s := report.Snapshot()
	s.Name = name
	return s, b.save(ctx, s)
}

// RenameSnapshot gives a Startfoto another name; its numbers never change.
func (b *Book) RenameSnapshot(ctx context.Context, id record.ID, name record.Private) error {
	return b.change(ctx, record.KindSnapshot, id, func(r record.Record) error {
		r.(*record.Snapshot).Name = name
		return nil
	})
}

// DropSnapshot throws a Startfoto away.
func (b *Book) DropSnapshot(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindSnapshot, id) })
}

// Beside is what an overview is compared with: nothing, the period before, or a Startfoto.
type Beside struct {
	Previous bool
	Snapshot record.ID
}

// None reports whether nothing is compared.
func (o Beside) None() bool { return !o.Previous && o.Snapshot.Zero() }

// then is what an overview of a period is compared with, for the worker's own eyes.
func (b *Book) then(ctx context.Context, period summary.Period, what Beside, progress Progress) (summary.Report, error) {
	if !what.Snapshot.Zero() {
		s, err := b.Snapshot(ctx, what.Snapshot)
		if err != nil {
			return summary.Report{}, err
		}
		return summary.OfSnapshot(s), nil
	}
	return b.overview(ctx, period.Before(), &b.earlier, progress)
}

// OverviewBeside counts the work of a period and puts it beside something else, for the worker's own eyes.
func (b *Book) OverviewBeside(ctx context.Context, period summary.Period, what Beside) (summary.Report, error) {
	return b.OverviewBesideCounted(ctx, period, what, nil)
}

// OverviewBesideCounted is OverviewBeside for a screen that shows how far it is: progress hears the count of the period, then that of what it
// is put beside.
func (b *Book) OverviewBesideCounted(ctx context.Context, period summary.Period, what Beside, progress Progress) (summary.Report, error) {
	now, err := b.OverviewCounted(ctx, period, progress)
	if err != nil || what.None() {
		return now, err
	}
	was, err := b.then(ctx, period, what, progress)
	if err != nil {
		return summary.Report{}, err
	}
	return summary.Compare(now, was)
}

// PublicBeside is the overview of a period as others may see it, beside what it is compared with. That is published too, so it is made public
// first, with the same protection; Publish keeps both.
func (b *Book) PublicBeside(ctx context.Context, period summary.Period, what Beside, threshold int, rounded bool) (summary.Report, error) {
	now, err := b.Overview(ctx, period)
	if err != nil {
		return summary.Report{}, err
	}
	how, err := b.Protection(ctx, period, threshold, rounded)
	if err != nil {
		return summary.Report{}, err
	}
	if what.None() {
		return now.Public(how)
	}
	was, err := b.then(ctx, period, what, nil)
	if err != nil {
		return summary.Report{}, err
	}
	howThen, err := b.Protection(ctx, was.Period, threshold, rounded)
	if err != nil {
		return summary.Report{}, err
	}
	return now.PublicAgainst(was, how, howThen)
}
