package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Targets are what the worker aims for, the newest period first, and in it in the order of record.Aims.
func (b *Book) Targets(ctx context.Context) ([]*record.Target, error) {
	var all []*record.Target
	err := b.view(ctx, func(tx *store.Tx) (err error) {
		all, err = targets(tx)
		return err
	})
	return all, err
}

func targets(tx *store.Tx) ([]*record.Target, error) {
	var all []*record.Target
	for _, row := range tx.Rows(record.KindTarget) {
		t, err := store.Get[*record.Target](tx, row.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	aims := record.Goals()
	slices.SortStableFunc(all, func(x, y *record.Target) int {
		if d := y.From.Number() - x.From.Number(); d != 0 {
			return d
		}
		if d := y.To.Number() - x.To.Number(); d != 0 {
			return d
		}
		return slices.Index(aims, x.Measure) - slices.Index(aims, y.Measure)
	})
	return all, nil
}

// SaveTarget keeps what is aimed for, in the place of an earlier number for the same measure and period. A measure of referrals is
// record.Problems ("target.referrals").
func (b *Book) SaveTarget(ctx context.Context, t *record.Target) error {
	return b.update(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindTarget) {
			if t.ID.Zero() && row.State == string(t.Measure) && row.On == t.From && row.Due == t.To {
				old, err := store.Get[*record.Target](tx, row.ID)
				if err != nil {
					return err
				}
				t.Head = old.Head
			}
		}
		return b.put(tx, t)
	})
}

// DropTarget takes a target away: no target is fine too.
func (b *Book) DropTarget(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindTarget, id) })
}
