package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Progress hears how far a count is: so many records are done of all. It is called on the goroutine that counts, some two hundred times, and may
// be nil.
type Progress func(done, all int)

// progressTimes is how often a long count says how far it is: more often than a bar on a screen can show.
const progressTimes = 200

// Overview counts what the work of a period was, from every record that can matter to it. An end before a start is
// record.Problems on "from".
func (b *Book) Overview(ctx context.Context, period summary.Period) (summary.Report, error) {
	return b.OverviewCounted(ctx, period, nil)
}

// OverviewCounted is Overview for a screen that shows how far it is. It ends soon after ctx is done, with the error of ctx; nothing of a count
// that did not end is kept.
func (b *Book) OverviewCounted(ctx context.Context, period summary.Period, progress Progress) (summary.Report, error) {
	return b.overview(ctx, period, &b.counts, progress)
}

// overview counts a period, or gives what last keeps of it.
func (b *Book) overview(ctx context.Context, period summary.Period, last *counts, progress Progress) (summary.Report, error) {
	today := b.Today()
	known, at := last.find(b, period, today)
	if known != nil {
		return *known, ctx.Err()
	}
	count, err := summary.NewCounter(period, summary.Options{Today: today})
	if err != nil {
		return summary.Report{}, err
	}
	var aims []*record.Target
	err = b.view(ctx, func(tx *store.Tx) (err error) {
		if aims, err = targets(tx); err != nil {
			return err
		}
		return through(ctx, tx, summary.Kinds(), count.AddRow, progress, count.Add)
	})
	if err != nil {
		return summary.Report{}, err
	}
	report := count.Report().WithTargets(aims)
	last.keep(&report, today, at)
	return report, nil
}

// through gives every record of some kinds to visit, except those whose row is enough, until ctx is done.
func through(ctx context.Context, tx *store.Tx, kinds []record.Kind, enough func(record.Row) bool, progress Progress, visit func(record.Record)) error {
	all, done := 0, 0
	wanted := make([][]record.ID, len(kinds))
	for i, kind := range kinds {
		for _, row := range tx.Rows(kind) {
			if enough == nil || !enough(row) {
				wanted[i] = append(wanted[i], row.ID)
			}
		}
		all += len(wanted[i])
	}
	step := max(1, all/progressTimes)
	for i, kind := range kinds {
		err := tx.Each(kind, wanted[i], func(r record.Record) error {
			visit(r)
			if done++; progress != nil && done%step == 0 {
				progress(done, all)
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}
