package store

import (
	"bytes"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// nameRows is the setting that holds the edition of the compact rows, in one byte.
const nameRows = "rows"

// refresh makes the compact rows anew that an older program wrote otherwise than this one does, once. Nothing of a record changes, so
// neither its revision nor the audit chain does. What fails keeps nobody out: older rows say less, and it is tried again the next time.
func (s *Store) refresh() {
	err := s.Update(func(tx *Tx) error {
		edition, err := tx.Value(nameRows)
		if err != nil || len(edition) == 1 && edition[0] >= record.RowEdition {
			return err
		}
		for _, kind := range record.Kinds() {
			for _, old := range tx.Rows(kind) {
				if err := tx.refreshRow(old); err != nil {
					return err
				}
			}
		}
		return tx.PutValue(nameRows, []byte{record.RowEdition})
	})
	if err != nil {
		s.options.Log.Warn("rows not refreshed", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
	}
}

// refreshRow writes a row as this program makes it. A record that does not open is left for a check of the store to find.
func (tx *Tx) refreshRow(old record.Row) error {
	ref := Ref{old.Kind, old.ID}
	r, err := tx.Get(ref.Kind, ref.ID)
	if err != nil {
		return nil //nolint:nilerr // said by the check
	}
	row, head := r.Row(), r.Base()
	data := codec.MarshalRow(row)
	if bytes.Equal(data, codec.MarshalRow(old)) {
		return nil
	}
	key, err := tx.ownerFor(head.Owner)
	if err != nil {
		return err
	}
	at := tx.store.head.recordKey(ref.Kind, ref.ID)
	if err := tx.touch(at); err != nil {
		return err
	}
	value, err := tx.store.sealValue(key, placing{&tx.store.head, bucketRows, at, head.Owner, head.Revision}, data)
	if err != nil {
		return err
	}
	if err := tx.put(bucketRows, at, value); err != nil {
		return err
	}
	tx.note(ref, pending{row: row, revision: head.Revision})
	return nil
}
