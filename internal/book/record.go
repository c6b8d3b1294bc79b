package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Record reads one record of any kind that an export would write; this device's own keys and what is under way are not found.
func (b *Book) Record(ctx context.Context, kind record.Kind, id record.ID) (record.Record, error) {
	if private(kind) {
		return nil, store.ErrNotFound
	}
	var got record.Record
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		got, err = tx.Get(kind, id)
		return err
	})
	return got, err
}
