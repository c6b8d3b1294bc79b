package store

import (
	"io"

	"schakel/internal/record"
)

// Walk checks the pages of a bbolt file.
func Walk(f io.ReaderAt, size int64) error { return walk(f, size) }

// Opens reports whether a value out of any copy of the store opens with the keys of now.
func (s *Store) Opens(bucket byte, key, value []byte) bool {
	tx := &Tx{store: s}
	switch bucket {
	case bucketValues, bucketRows:
		_, _, _, err := s.openValue(tx.keyOf, bucket, key, value)
		return err == nil
	case bucketOwners:
		_, err := s.owners.Open(value, s.head.place(bucket, key, record.ID{}, 0))
		return err == nil
	}
	_, err := tx.keyOf(record.ID{}).Open(value, s.head.place(bucket, key, record.ID{}, 0))
	return err == nil
}

// Later gives options of a program with more schemas: every step changes what a value holds.
func Later(o Options, steps ...func(bucket byte, plain []byte) ([]byte, error)) Options {
	for _, step := range steps {
		o.steps = append(o.steps, step)
	}
	return o
}
