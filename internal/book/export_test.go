package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// DeleteForTest removes a record, as an erasure does.
func (b *Book) DeleteForTest(kind record.Kind, id record.ID) error {
	return b.store.Update(func(tx *store.Tx) error { return tx.Delete(kind, id) })
}

// EraseForTest erases what an owner has, as an erasure does.
func (b *Book) EraseForTest(ctx context.Context, owner record.ID) error {
	_, err := b.store.Erase(ctx, nil, func(tx *store.EraseTx) error { return tx.Destroy(owner) })
	return err
}

// AuditForTest writes so many entries of one action in one transaction.
func (b *Book) AuditForTest(action string, times int) error {
	return b.store.Update(func(tx *store.Tx) error {
		for range times {
			if err := tx.Audit(action, record.KindNone, record.ID{}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ReadLog reads the log without writing first what waits.
func (b *Book) ReadLog(ctx context.Context, sort LogSort, before uint64, limit int) (LogPage, error) {
	return b.readLog(ctx, sort, before, limit)
}
