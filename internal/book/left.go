package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// left notes that something goes out of the store, about a record or about none.
func (b *Book) left(ctx context.Context, action string, ref store.Ref) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Audit(action, ref.Kind, ref.ID) })
}

// Printed notes that a sheet about a record is written for printing, or about none (KindNone). It is called before the sheet is
// written: what cannot be noted does not leave.
func (b *Book) Printed(ctx context.Context, kind record.Kind, id record.ID) error {
	if kind == record.KindNone || id.Zero() {
		return b.left(ctx, actionSheet, store.Ref{})
	}
	return b.left(ctx, actionPrinted, store.Ref{Kind: kind, ID: id})
}
