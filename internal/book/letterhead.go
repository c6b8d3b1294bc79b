package book

import (
	"bytes"
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Letterhead is what stands above an overview on paper; an empty new one when nothing was chosen. An import can bring a second one: the one with the
// lowest id counts.
func (b *Book) Letterhead(ctx context.Context) (*record.Letterhead, error) {
	out := &record.Letterhead{}
	err := b.view(ctx, func(tx *store.Tx) error {
		rows := tx.Rows(record.KindLetterhead)
		if len(rows) == 0 {
			return nil
		}
		first := slices.MinFunc(rows, func(x, y record.Row) int { return bytes.Compare(x.ID[:], y.ID[:]) })
		var err error
		out, err = store.Get[*record.Letterhead](tx, first.ID)
		return err
	})
	return out, err
}

// SaveLetterhead keeps it, encrypted as everything.
func (b *Book) SaveLetterhead(ctx context.Context, l *record.Letterhead) error { return b.save(ctx, l) }
