package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// DeleteForTest removes a record, as an erasure does.
func (b *Book) DeleteForTest(kind record.Kind, id record.ID) error {
	return b.store.Update(func(tx *store.Tx) error { return tx.Delete(kind, id) })
}
