package book

import (
	"context"

	"schakel/internal/store"
)

// Verify walks the whole store and says what it found.
func (b *Book) Verify(ctx context.Context, progress func(done, total int)) (store.Report, error) {
	return b.store.Verify(ctx, progress)
}
