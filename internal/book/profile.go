package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Profile is the worker's own card; an empty one when nothing was entered yet.
func (b *Book) Profile(ctx context.Context) (*record.Profile, error) {
	var p *record.Profile
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		p, err = profile(tx)
		return err
	})
	return p, err
}

// SaveProfile keeps the worker's own card.
func (b *Book) SaveProfile(ctx context.Context, p *record.Profile) error { return b.save(ctx, p) }

func profile(tx *store.Tx) (*record.Profile, error) {
	rows := tx.Rows(record.KindProfile)
	if len(rows) == 0 {
		return &record.Profile{}, nil
	}
	return store.Get[*record.Profile](tx, rows[0].ID)
}
