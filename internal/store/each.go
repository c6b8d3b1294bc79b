package store

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/seal"
)

// manyAtOnce is how many records Each opens together.
const manyAtOnce = 1024

// usualValue is room for most values, in bytes.
const usualValue = 640

// reader opens records one after another in the same memory. It is used by one goroutine, and wiped when it is done.
type reader struct {
	opener seal.Opener
	words  codec.Reader
}

// Each reads many records of a kind as Get does, on all cores, and gives them in the order of the ids. The first error ends it, also one
// that do returns.
func (tx *Tx) Each(kind record.Kind, ids []record.ID, do func(record.Record) error) error {
	n := min(len(ids), manyAtOnce)
	m := &many{
		tx: tx, kind: kind, readers: make([]reader, runtime.GOMAXPROCS(0)),
		keys: make([][]byte, n), ends: make([]int, n), found: make([]record.Record, n), sealed: make([]byte, 0, n*usualValue),
	}
	defer m.wipe()
	for some := range slices.Chunk(ids, manyAtOnce) {
		if err := m.read(some); err != nil {
			return err
		}
		for _, r := range m.found[:len(some)] {
			if err := do(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// many is records that are read together, in memory that the next ones use again.
type many struct {
	tx      *Tx
	kind    record.Kind
	readers []reader // one for every core
	keys    [][]byte
	sealed  []byte // the values, one after another
	ends    []int  // where each of them ends; as far as the one before when there is none
	found   []record.Record
}

func (m *many) wipe() {
	for i := range m.readers {
		m.readers[i].opener.Wipe()
	}
}

// read finds the values of some ids and opens them.
func (m *many) read(ids []record.ID) error {
	err := spread(len(ids), func(_, from, to int) error {
		names := m.tx.store.head.names.MACs()
		for i := from; i < to; i++ {
			m.keys[i] = recordKeyBy(names, m.kind, ids[i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := m.collect(len(ids)); err != nil {
		return err
	}
	return spread(len(ids), func(core, from, to int) (err error) {
		for i := from; i < to; i++ {
			if m.found[i], err = m.tx.opened(&m.readers[core], m.kind, ids[i], m.keys[i], m.value(i)); err != nil {
				return err
			}
		}
		return nil
	})
}

// collect copies the values out of bbolt, which one goroutine may read at a time.
func (m *many) collect(n int) error {
	m.sealed = m.sealed[:0]
	return guard(func() error {
		b := m.tx.bolt.Bucket([]byte{bucketValues})
		if b == nil {
			return ErrDamaged
		}
		c := b.Cursor()
		for i := range n {
			if key, value := c.Seek(m.keys[i]); bytes.Equal(key, m.keys[i]) {
				m.sealed = append(m.sealed, value...)
			}
			m.ends[i] = len(m.sealed)
		}
		return nil
	})
}

// value is the i-th of the values, nil when there is none: a sealed value is never empty.
func (m *many) value(i int) []byte {
	from := 0
	if i > 0 {
		from = m.ends[i-1]
	}
	if from == m.ends[i] {
		return nil
	}
	return m.sealed[from:m.ends[i]]
}

// opened is the record of a value that was read, nil when there is none.
func (tx *Tx) opened(with *reader, kind record.Kind, id record.ID, key, value []byte) (record.Record, error) {
	known, exists := tx.expected(Ref{kind, id})
	switch {
	case value == nil && exists:
		return nil, fmt.Errorf("%v: %w: a row without its record", kind, ErrDamaged)
	case value == nil:
		return nil, ErrNotFound
	}
	r, err := tx.decode(with, kind, id, key, value)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", kind, damaged(err))
	}
	if exists && r.Base().Revision < known {
		return nil, fmt.Errorf("%v: %w: older than its row", kind, ErrDamaged)
	}
	return r, nil
}

func (tx *Tx) decode(with *reader, kind record.Kind, id record.ID, key, value []byte) (record.Record, error) {
	plain, owner, revision, err := tx.store.openWith(&with.opener, tx.keyOf, bucketValues, key, value)
	if err != nil {
		return nil, err
	}
	r, err := with.words.Unmarshal(kind, plain)
	switch {
	case errors.Is(err, codec.ErrUnknown) || errors.Is(err, codec.ErrForbidden):
		return nil, fmt.Errorf("%w: %w", ErrNewer, err) // it opened, so Schakel wrote it, and it knew more fields
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if b := r.Base(); b.ID != id || b.Owner != owner || b.Revision != revision {
		return nil, ErrDamaged
	}
	return r, nil
}
