package store

import (
	"bytes"
	"errors"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/seal"
)

// Ref names a record.
type Ref struct {
	Kind record.Kind
	ID   record.ID
}

// Tx is a transaction. It is used by one goroutine and not after the function that got it returns.
type Tx struct {
	store   *Store
	bolt    *bolt.Tx
	write   bool
	done    bool
	now     time.Time
	pending map[Ref]pending
	order   []Ref // of pending, oldest change first
	newKeys map[record.ID]*seal.Key
	undo    []func()
	tail    tail
	moved   bool // the tail was moved
	number  int  // of the commit

	touched map[record.ID]bool // owners of whom something was changed or removed; nil when nobody asks
	gone    map[record.ID]bool // owners whose key was destroyed
}

// pending is a change of a record that is not yet committed.
type pending struct {
	row      record.Row
	revision uint64
	deleted  bool
}

// Now is the moment of the transaction, in UTC.
func (tx *Tx) Now() time.Time { return tx.now }

// rollback ends the transaction when it was not committed.
func (tx *Tx) rollback() {
	if tx.done {
		return
	}
	tx.done = true
	// A commit that failed, as on a full disk, has rolled back already: the file is as it was and can be written again.
	if err := guard(tx.bolt.Rollback); err != nil && !errors.Is(err, berrors.ErrTxClosed) && tx.write && tx.store.broken == nil {
		tx.store.broken = ErrDamaged
	}
	for _, back := range slices.Backward(tx.undo) {
		back()
	}
}

// get reads a value out of bbolt. The bytes are only valid inside the transaction.
func (tx *Tx) get(bucket byte, key []byte) (value []byte, err error) {
	err = guard(func() error {
		b := tx.bolt.Bucket([]byte{bucket})
		if b == nil {
			return ErrDamaged
		}
		// Cloned inside the guard: reading a page that is not there must not fault later, in code that is not guarded.
		value = bytes.Clone(b.Get(key))
		return nil
	})
	return value, err
}

func (tx *Tx) put(bucket byte, key, value []byte) error {
	if !tx.write {
		return ErrView
	}
	return guard(func() error {
		b := tx.bolt.Bucket([]byte{bucket})
		if b == nil {
			return ErrDamaged
		}
		if bucket == bucketAudit {
			b.FillPercent = 0.95 // keys only grow
		}
		return b.Put(key, value)
	})
}

func (tx *Tx) remove(bucket byte, key []byte) error {
	if !tx.write {
		return ErrView
	}
	return guard(func() error {
		b := tx.bolt.Bucket([]byte{bucket})
		if b == nil {
			return ErrDamaged
		}
		return b.Delete(key)
	})
}

// current is the revision of a record as this transaction sees it, from the index and from what it changed itself.
func (tx *Tx) current(ref Ref) (revision uint64, ok bool) {
	if p, changed := tx.pending[ref]; changed {
		return p.revision, !p.deleted
	}
	tx.store.mu.RLock()
	defer tx.store.mu.RUnlock()
	return tx.store.index.revision(ref)
}

// expected is the revision that a record must have at least, from the index. A transaction that only reads may see another commit
// than the index shows; then nothing is known.
func (tx *Tx) expected(ref Ref) (revision uint64, ok bool) {
	if tx.write {
		return tx.current(ref)
	}
	tx.store.mu.RLock()
	defer tx.store.mu.RUnlock()
	if tx.bolt.ID() != tx.store.commit {
		return 0, false
	}
	return tx.store.index.revision(ref)
}

func (tx *Tx) note(ref Ref, p pending) {
	if tx.pending == nil {
		tx.pending = map[Ref]pending{}
	}
	if _, ok := tx.pending[ref]; !ok {
		tx.order = append(tx.order, ref)
	}
	tx.pending[ref] = p
}

// Get reads a record of a type: store.Get[*record.Person](tx, id). A record that is not there is ErrNotFound.
func Get[T record.Record](tx *Tx, id record.ID) (T, error) {
	var zero T
	r, err := tx.Get(zero.Kind(), id)
	if err != nil {
		return zero, err
	}
	typed, ok := r.(T)
	if !ok {
		return zero, ErrDamaged
	}
	return typed, nil
}

// Get reads a record. It is a copy that belongs to the caller. A record that is not there is ErrNotFound; one that does not open,
// or that is older than the index knows, is ErrDamaged.
func (tx *Tx) Get(kind record.Kind, id record.ID) (record.Record, error) {
	key := tx.store.head.recordKey(kind, id)
	value, err := tx.get(bucketValues, key)
	if err != nil {
		return nil, err
	}
	var with reader
	defer with.opener.Wipe()
	return tx.opened(&with, kind, id, key, value)
}

// Put writes a record with its compact row and an audit entry. A record without an id gets one. Revision 0 is a new record;
// otherwise the revision must be the stored one, else ErrChanged. Put adds one to it and sets Created and Changed; an imported
// record keeps the Created it came with. Of an advice without a name only the month is kept, and the audit chain has no entry. A household or person without an owner owns itself. The record is not validated here.
func (tx *Tx) Put(r record.Record) error { return tx.putAs(r, false) }

// PutBack is Put of a record that was here before, deleted meanwhile: it keeps the Created it had.
func (tx *Tx) PutBack(r record.Record) error { return tx.putAs(r, true) }

func (tx *Tx) putAs(r record.Record, back bool) error {
	if !tx.write {
		return ErrView
	}
	head := r.Base()
	before := *head
	tx.undo = append(tx.undo, func() { *head = before })
	if err := tx.putRecord(r, back); err != nil {
		*head = before
		return err
	}
	return nil
}

func (tx *Tx) putRecord(r record.Record, back bool) error {
	head, kind := r.Base(), r.Kind()
	if head.ID.Zero() {
		id, err := record.NewID(tx.store.random)
		if err != nil {
			return err
		}
		head.ID = id
	}
	if head.Owner.Zero() && (kind == record.KindHousehold || kind == record.KindPerson) {
		head.Owner = head.ID
	}
	ref := Ref{kind, head.ID}
	revision, exists := tx.current(ref)
	if exists != (head.Revision > 0) || revision != head.Revision {
		return ErrChanged
	}
	action := tx.date(r, exists, back)
	key, err := tx.ownerFor(head.Owner)
	if err != nil {
		return err
	}
	row := r.Row()
	plain, err := codec.Marshal(r)
	if err != nil {
		return err
	}
	if err := tx.putBoth(key, ref, head, plain, codec.MarshalRow(row)); err != nil {
		return err
	}
	tx.note(ref, pending{row: row, revision: head.Revision})
	if unlinked(kind) {
		return nil
	}
	return tx.audit(action, ref, head.Revision)
}

// unlinked reports whether nothing may be laid beside the records of a kind: their moments are coarse and the audit chain does not know
// them. An advice without a name is one: "a family was looked at, then an advice was written" would give it a name.
func unlinked(kind record.Kind) bool { return kind == record.KindAdvice }

// date counts the save and sets when it was; it is the word of the audit chain.
func (tx *Tx) date(r record.Record, exists, back bool) (action string) {
	head, at := r.Base(), tx.moment(r)
	if action = ActionChanged; !exists {
		action = ActionCreated
		if head.Created.IsZero() || !head.Imported && !back || unlinked(r.Kind()) {
			head.Created = at
		}
	}
	head.Revision++
	head.Changed = at
	return action
}

// moment is when a record is written, as far as it may be known.
func (tx *Tx) moment(r record.Record) time.Time {
	if coarse, ok := r.(interface{ Moment() time.Time }); ok && unlinked(r.Kind()) {
		return coarse.Moment()
	}
	return tx.now
}

// putBoth seals and writes a record and its row.
func (tx *Tx) putBoth(key *seal.Key, ref Ref, head *record.Head, plain, row []byte) error {
	at := tx.store.head.recordKey(ref.Kind, ref.ID)
	if err := tx.touch(at); err != nil {
		return err
	}
	for _, part := range []struct {
		bucket byte
		plain  []byte
	}{{bucketValues, plain}, {bucketRows, row}} {
		value, err := tx.store.sealValue(key, placing{&tx.store.head, part.bucket, at, head.Owner, head.Revision}, part.plain)
		clear(part.plain)
		if err != nil {
			return err
		}
		if err := tx.put(part.bucket, at, value); err != nil {
			return err
		}
	}
	return nil
}

// Delete removes a record and its row, with an audit entry. The owner's key stays. A record that is not there is ErrNotFound.
func (tx *Tx) Delete(kind record.Kind, id record.ID) error {
	if !tx.write {
		return ErrView
	}
	ref := Ref{kind, id}
	revision, ok := tx.current(ref)
	if !ok {
		return ErrNotFound
	}
	key := tx.store.head.recordKey(kind, id)
	if err := tx.touch(key); err != nil {
		return err
	}
	for _, bucket := range []byte{bucketValues, bucketRows} {
		if err := tx.remove(bucket, key); err != nil {
			return err
		}
	}
	tx.note(ref, pending{deleted: true})
	if unlinked(kind) {
		return nil
	}
	return tx.audit(ActionDeleted, ref, revision)
}

// keyOf is the key of an owner, nil when there is none.
func (tx *Tx) keyOf(owner record.ID) *seal.Key {
	if k, ok := tx.newKeys[owner]; ok {
		return k
	}
	if tx.gone[owner] {
		return nil
	}
	tx.store.mu.RLock()
	defer tx.store.mu.RUnlock()
	return tx.store.keys[owner]
}

// ownerFor is the key of an owner; it is made, sealed and written when there is none.
func (tx *Tx) ownerFor(owner record.ID) (*seal.Key, error) {
	if k := tx.keyOf(owner); k != nil {
		return k, nil
	}
	s := tx.store
	k, err := seal.NewKey(s.random)
	if err != nil {
		return nil, err
	}
	secret := k.Bytes()
	plain := append(append(make([]byte, 0, 16+seal.KeySize), owner[:]...), secret...)
	clear(secret)
	defer clear(plain)
	at := s.head.ownerKey(owner)
	value, err := s.owners.Seal(nil, plain, s.head.place(bucketOwners, at, record.ID{}, 0), s.random)
	if err != nil {
		return nil, err
	}
	if err := tx.put(bucketOwners, at, value); err != nil {
		return nil, err
	}
	if tx.newKeys == nil {
		tx.newKeys = map[record.ID]*seal.Key{}
	}
	tx.newKeys[owner] = k
	return k, nil
}

// Rows is the compact rows of a kind as committed; the slice is shared and must not be changed. It has no order.
func (s *Store) Rows(kind record.Kind) []record.Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.index.snapshot(kind)
}
