package book

import (
	"context"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// eraseAgain prepares an erasure that is done once more in an older copy which was put back: the journal knows by id what went, and this
// works out what that means for the rest. Who stayed gets another key before the family's is destroyed, and who went is taken out of
// lists, documents and drafts. Nothing is recalled again; a recall that was under way goes on.
func (d Deps) eraseAgain(tx *store.EraseTx, done store.Erasure) error {
	b := &Book{now: d.Now}
	if b.now == nil {
		b.now = time.Now
	}
	went := map[record.ID]bool{}
	for _, id := range done.Records {
		went[id] = true
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		for _, id := range done.Records {
			if !has(tx.Tx, kind, id) {
				continue
			}
			e, err := b.planAgain(context.Background(), tx.Tx, store.Ref{Kind: kind, ID: id}, went)
			if err != nil {
				return err
			}
			if _, err := b.settleShared(tx.Tx, e, EraseOptions{}); err != nil {
				return err
			}
			if err := e.write(tx); err != nil {
				return err
			}
		}
	}
	return nil
}

// has reports whether a record of a kind is there.
func has(tx *store.Tx, kind record.Kind, id record.ID) bool {
	for _, row := range tx.Rows(kind) {
		if row.ID == id {
			return true
		}
	}
	return false
}
