package store

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"time"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/seal"
)

// Actions that the store writes in the audit chain about keys and erasing.
const (
	ActionRotated = "rotated" // a new master key
	ActionErased  = "erased"
)

// labelErasures is of the subkey of the names key that seals the journal beside backups: the names key is never rotated, so that whoever
// opens any backup of a store can read which of it was erased since.
const labelErasures = "schakel erasures 1"

// labelParcels is of the subkey of the names key from which the user's key card is made: the card stays the same under a new master key.
const labelParcels = "schakel parcels 1"

// Erasure is one line of the journal of erasures: random ids of what is there no more. Nothing in it says who that was.
type Erasure struct {
	ID      record.ID // of the erasure
	At      time.Time // UTC, to the second
	Owners  []record.ID
	Records []record.ID
}

// EraseTx is a transaction that erases.
type EraseTx struct {
	*Tx
	owners []record.ID // whose keys were destroyed
}

// Erase runs a change as Update does, and keeps its result in a new, compacted file under a new master key, which takes the place of the old
// one at once: after an error or a crash nothing of it happened. Every owner of whom something was removed or changed gets a new key, and so
// does the store itself, so that an old copy of the file opens nothing of what went with the keys of today. It adds a line to the journal
// of erasures. Reading goes on meanwhile; changes wait. The end of the context stops it until the file takes its place.
func (s *Store) Erase(ctx context.Context, progress Progress, change func(*EraseTx) error) (Erasure, error) {
	return s.erase(ctx, progress, nil, change)
}

func (s *Store) erase(ctx context.Context, progress Progress, again []Erasure, change func(*EraseTx) error) (Erasure, error) {
	var e Erasure
	_, err := s.rewrite(ctx, &rewriting{progress: progress, turn: true}, func(tx *Tx) (err error) {
		et := &EraseTx{Tx: tx}
		if err := change(et); err != nil {
			return err
		}
		if again == nil {
			if e, err = et.line(); err != nil {
				return err
			}
			again = []Erasure{e}
		}
		return et.journal(again)
	})
	if err != nil {
		return Erasure{}, err
	}
	return e, nil
}

// EraseAgain does erasures once more in a store that was put back from an older copy, all in one step. Those that it knows already are
// passed over, and ids that are not there are no error. done is how many were new to it.
func (s *Store) EraseAgain(ctx context.Context, all []Erasure) (done int, err error) {
	var fresh []Erasure
	err = s.View(func(tx *Tx) error {
		known, err := tx.Erasures()
		for _, e := range all {
			same := func(x Erasure) bool { return x.ID == e.ID }
			if !slices.ContainsFunc(known, same) && !slices.ContainsFunc(fresh, same) {
				fresh = append(fresh, e)
			}
		}
		return err
	})
	if err != nil || len(fresh) == 0 {
		return 0, err
	}
	_, err = s.erase(ctx, nil, fresh, func(tx *EraseTx) error {
		for _, e := range fresh {
			if err := tx.again(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(fresh), nil
}

// again removes what an erasure names, as far as it is there.
func (tx *EraseTx) again(e Erasure) error {
	if before := tx.store.options.Again; before != nil {
		if err := before(tx, e); err != nil {
			return err
		}
	}
	for _, owner := range e.Owners {
		if err := tx.Destroy(owner); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	for _, ref := range tx.withID(e.Records) {
		if err := tx.Delete(ref.Kind, ref.ID); err != nil {
			return err
		}
	}
	return tx.Audit(ActionErased, record.KindNone, e.ID)
}

// withID finds the records that have one of the ids.
func (tx *EraseTx) withID(ids []record.ID) (refs []Ref) {
	want := map[record.ID]bool{}
	for _, id := range ids {
		want[id] = true
	}
	for _, kind := range record.Kinds() {
		for _, row := range tx.Rows(kind) {
			if want[row.ID] {
				refs = append(refs, Ref{kind, row.ID})
			}
		}
	}
	return refs
}

// Destroy removes every record that an owner's key seals, and the key itself. ErrNotFound when there is no such owner. The store's own key
// cannot be destroyed.
func (tx *EraseTx) Destroy(owner record.ID) error {
	if owner.Zero() {
		return ErrView
	}
	if tx.keyOf(owner) == nil {
		return ErrNotFound
	}
	refs, err := tx.sealedBy(owner)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if err := tx.Delete(ref.Kind, ref.ID); err != nil {
			return err
		}
	}
	if err := tx.remove(bucketOwners, tx.store.head.ownerKey(owner)); err != nil {
		return err
	}
	if k, ok := tx.newKeys[owner]; ok {
		k.Wipe()
		delete(tx.newKeys, owner)
	}
	if tx.gone == nil {
		tx.gone = map[record.ID]bool{}
	}
	tx.gone[owner] = true
	tx.owners = append(tx.owners, owner)
	return nil
}

// Renew gives an owner a new key, with which everything of it is sealed anew. Owners of whom something is changed or removed in the same
// transaction get one by themselves. ErrNotFound when there is no such owner.
func (tx *EraseTx) Renew(owner record.ID) error {
	if tx.keyOf(owner) == nil {
		return ErrNotFound
	}
	tx.touched[owner] = true
	return nil
}

// sealedBy finds what an owner's key seals, by the locator in front of each row and not by what a row says.
func (tx *EraseTx) sealedBy(owner record.ID) (refs []Ref, err error) {
	s := tx.store
	var own []pair
	err = guard(func() error {
		for _, p := range collect(tx.bolt, bucketRows) {
			who, _, _, err := s.head.located(p.value)
			if err != nil {
				return err
			}
			if who == owner {
				own = append(own, p)
			}
		}
		for _, p := range own {
			plain, _, _, err := s.openValue(tx.keyOf, bucketRows, p.key, p.value)
			if err != nil {
				return damaged(err)
			}
			row, err := codec.UnmarshalRow(plain)
			if err != nil {
				return ErrDamaged
			}
			refs = append(refs, Ref{row.Kind, row.ID})
		}
		return nil
	})
	return refs, err
}

// touch notes whose record stands at a key, before it is changed or removed.
func (tx *Tx) touch(at []byte) error {
	if tx.touched == nil {
		return nil
	}
	value, err := tx.get(bucketValues, at)
	if err != nil || value == nil {
		return err
	}
	owner, _, _, err := tx.store.head.located(value)
	if err != nil {
		return err
	}
	tx.touched[owner] = true
	return nil
}

// line is the line of the journal for what the transaction removed.
func (tx *EraseTx) line() (Erasure, error) {
	id, err := record.NewID(tx.store.random)
	e := Erasure{ID: id, At: tx.now.Truncate(time.Second), Owners: tx.owners}
	for _, ref := range tx.order {
		if tx.pending[ref].deleted {
			e.Records = append(e.Records, ref.ID)
		}
	}
	return e, err
}

// journal adds lines, and notes whose records were new or changed: they are sealed for their owner of now.
func (tx *EraseTx) journal(lines []Erasure) error {
	for _, ref := range tx.order {
		if tx.pending[ref].deleted {
			continue
		}
		if err := tx.touch(tx.store.head.recordKey(ref.Kind, ref.ID)); err != nil {
			return err
		}
	}
	known, err := tx.Erasures()
	if err != nil {
		return err
	}
	for i, e := range lines {
		if err := tx.PutValue(erasureName(len(known)+i+1), e.Append(nil)); err != nil {
			return err
		}
	}
	return nil
}

func erasureName(n int) string { return "erasure." + strconv.Itoa(n) }

// Erasures is the journal, oldest first.
func (tx *Tx) Erasures() (all []Erasure, err error) {
	for n := 1; ; n++ {
		b, err := tx.Value(erasureName(n))
		if err != nil || b == nil {
			return all, err
		}
		e, rest, ok := ParseErasure(b)
		if !ok || len(rest) != 0 {
			return all, ErrDamaged
		}
		all = append(all, e)
	}
}

// Erased is every id of the journal: a reference to one of them is no mistake.
func (tx *Tx) Erased() (map[record.ID]bool, error) {
	all, err := tx.Erasures()
	ids := map[record.ID]bool{}
	for _, e := range all {
		for _, list := range [][]record.ID{e.Owners, e.Records} {
			for _, id := range list {
				ids[id] = true
			}
		}
	}
	return ids, err
}

// ErasureKey is the key that seals the journal beside backups. It is the same for every copy of a store. The caller wipes it.
func (s *Store) ErasureKey() (*seal.Key, error) {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return nil, ErrClosed
	}
	return s.head.names.Derive(labelErasures)
}

// ParcelKey is the key from which the key card of the store's user is made. It is the same for every copy of a store. The caller wipes it.
func (s *Store) ParcelKey() (*seal.Key, error) {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return nil, ErrClosed
	}
	return s.head.names.Derive(labelParcels)
}

// Append writes a line of the journal: id, moment, number of owners, owners, number of records, records.
func (e Erasure) Append(b []byte) []byte {
	b = append(b, e.ID[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.Unix()))
	for _, list := range [][]record.ID{e.Owners, e.Records} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(list)))
		for _, id := range list {
			b = append(b, id[:]...)
		}
	}
	return b
}

// ParseErasure reads what Append wrote, and returns what stands behind it.
func ParseErasure(b []byte) (e Erasure, rest []byte, ok bool) {
	const idSize = len(e.ID)
	if len(b) < idSize+8 {
		return e, nil, false
	}
	e.ID, e.At = record.ID(b[:idSize]), time.Unix(int64(binary.BigEndian.Uint64(b[idSize:])), 0).UTC()
	b = b[idSize+8:]
	for _, list := range []*[]record.ID{&e.Owners, &e.Records} {
		if len(b) < 4 {
			return e, nil, false
		}
		n := int(binary.BigEndian.Uint32(b))
		if b = b[4:]; n > len(b)/idSize {
			return e, nil, false
		}
		for range n {
			*list = append(*list, record.ID(b[:idSize]))
			b = b[idSize:]
		}
	}
	return e, b, true
}
