package store

import (
	"runtime"
	"sync"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/seal"
)

// pair is a key and a value where they stand in the mapped file.
type pair struct{ key, value []byte }

// load reads the keys of the owners, the end of the audit chain, and every compact row, on all cores.
func (s *Store) load() error {
	return guard(func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			if err := s.loadKeys(tx); err != nil {
				return err
			}
			return s.loadRows(collect(tx, bucketRows))
		})
	})
}

// loadKeys reads the keys of the owners and the end of the audit chain.
func (s *Store) loadKeys(btx *bolt.Tx) error {
	if err := s.loadOwners(collect(btx, bucketOwners)); err != nil {
		return err
	}
	tx := &Tx{store: s, bolt: btx}
	t, err := tx.openTail()
	if err != nil {
		return err
	}
	if lastAudit(btx) != t.seq {
		return ErrDamaged
	}
	s.tail, s.commit = t, btx.ID()
	return nil
}

func collect(tx *bolt.Tx, bucket byte) []pair {
	var all []pair
	for c, k, v := cursor(tx, bucket); k != nil; k, v = c.Next() {
		all = append(all, pair{k, v})
	}
	return all
}

func cursor(tx *bolt.Tx, bucket byte) (*bolt.Cursor, []byte, []byte) {
	c := tx.Bucket([]byte{bucket}).Cursor()
	k, v := c.First()
	return c, k, v
}

// spread runs work on every part of n items, on all cores, each part guarded, and returns the first error.
func spread(n int, work func(part, from, to int) error) error {
	parts := runtime.GOMAXPROCS(0)
	if n < 256 {
		parts = 1
	}
	errs := make([]error, parts)
	var group sync.WaitGroup
	for p := range parts {
		group.Go(func() {
			errs[p] = guard(func() error { return work(p, n*p/parts, n*(p+1)/parts) })
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) loadOwners(all []pair) error {
	ids := make([]record.ID, len(all))
	keys := make([]*seal.Key, len(all))
	err := spread(len(all), func(_, from, to int) error {
		for i := from; i < to; i++ {
			plain, err := s.owners.Open(all[i].value, s.head.place(bucketOwners, all[i].key, record.ID{}, 0))
			if err != nil {
				return err
			}
			if len(plain) != 16+seal.KeySize {
				return ErrDamaged
			}
			copy(ids[i][:], plain)
			keys[i] = seal.KeyFrom(plain[16:])
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, id := range ids {
		s.keys[id] = keys[i]
	}
	return nil
}

func (s *Store) loadRows(all []pair) error {
	rows := make([]record.Row, len(all))
	revisions := make([]uint64, len(all))
	keys := func(id record.ID) *seal.Key { return s.keys[id] }
	err := spread(len(all), func(_, from, to int) error {
		for i := from; i < to; i++ {
			plain, owner, revision, err := s.openValue(keys, bucketRows, all[i].key, all[i].value)
			if err != nil {
				return err
			}
			if rows[i], err = codec.UnmarshalRow(plain); err != nil {
				return err
			}
			if rows[i].Owner != owner && rows[i].Owner != (record.ID{}) {
				return ErrDamaged
			}
			revisions[i] = revision
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.index.fill(rows, revisions)
	return nil
}

// fill builds the index from loaded rows.
func (x *index) fill(rows []record.Row, revisions []uint64) {
	var counts [len(x.kinds)]int
	for i := range rows {
		counts[rows[i].Kind]++
	}
	for k, n := range counts {
		if n > 0 {
			x.kinds[k] = shelf{rows: make([]record.Row, 0, n), revisions: make([]uint64, 0, n), at: make(map[record.ID]int, n)}
		}
	}
	for i := range rows {
		x.kinds[rows[i].Kind].set(rows[i], revisions[i])
	}
}
