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

// ParseEntry reads an audit entry and writes it again.
func ParseEntry(b []byte) (again []byte, ok bool) {
	e, before, ok := parseEntry(b)
	if !ok {
		return nil, false
	}
	return e.marshal(before), true
}

// ParseDraft reads the form of a draft.
func ParseDraft(b []byte) (key string, data []byte, ok bool) {
	info, data, ok := parseDraft(b)
	return info.Key, data, ok
}

// ParseHeader reads the sealed part of the header and writes it again.
func ParseHeader(b []byte) (again []byte, ok bool) {
	var h header
	if !h.unmarshal(b) {
		return nil, false
	}
	return h.marshal(), true
}
