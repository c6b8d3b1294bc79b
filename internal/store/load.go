package store

import (
	"runtime"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/record"
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
			return s.loadRows(tx)
		})
	})
}

// loadKeys reads the keys of the owners and the end of the audit chain.
func (s *Store) loadKeys(btx *bolt.Tx) error {
	if err := s.loadOwners(btx); err != nil {
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

func (s *Store) loadOwners(btx *bolt.Tx) error {
	type owned struct {
		id  record.ID
		key *seal.Key
	}
	return eachPart(s, btx, bucketOwners, func(found *[]owned, o *seal.Opener, key, value []byte) error {
		id, k, err := s.openOwner(o, key, value)
		*found = append(*found, owned{id, k})
		return err
	}, func(parts [][]owned) {
		for _, o := range slices.Concat(parts...) {
			s.keys[o.id] = o.key
		}
	})
}

// openOwner opens the key of an owner.
func (s *Store) openOwner(o *seal.Opener, key, value []byte) (record.ID, *seal.Key, error) {
	plain, err := o.Open(s.owners, value, s.head.place(bucketOwners, key, record.ID{}, 0))
	if err != nil {
		return record.ID{}, nil, err
	}
	if len(plain) != 16+seal.KeySize {
		return record.ID{}, nil, ErrDamaged
	}
	return record.ID(plain[:16]), seal.KeyFrom(plain[16:]), nil
}

// loadRows opens every row. What is known of the owners is not changed meanwhile.
func (s *Store) loadRows(btx *bolt.Tx) error {
	return eachPart(s, btx, bucketRows, s.openRow, s.index.fill)
}

// openRow opens a row and adds it to what was found.
func (s *Store) openRow(found *rowPart, o *seal.Opener, key, value []byte) error {
	plain, owner, revision, err := s.openWith(o, func(id record.ID) *seal.Key { return s.keys[id] }, bucketRows, key, value)
	if err != nil {
		return err
	}
	row, err := found.read.Unmarshal(plain)
	if err != nil {
		return err
	}
	if row.Owner != owner && row.Owner != (record.ID{}) {
		return ErrDamaged
	}
	found.add(row, revision)
	return nil
}

// eachPart opens the values of a bucket on all cores. Each core puts what it finds in a P of its own; done gets all of them. The key
// and the value are only valid in do.
func eachPart[P any](s *Store, btx *bolt.Tx, bucket byte, do func(*P, *seal.Opener, []byte, []byte) error, done func([]P)) error {
	pages, err := s.leaves(btx, bucket)
	if err != nil {
		return err
	}
	parts := make([]P, runtime.GOMAXPROCS(0))
	err = spread(len(pages.ids), func(p, from, to int) error {
		var o seal.Opener
		defer o.Wipe()
		return pages.each(from, to, func(key, value []byte) error { return do(&parts[p], &o, key, value) })
	})
	if err != nil {
		return err
	}
	done(parts)
	return nil
}
