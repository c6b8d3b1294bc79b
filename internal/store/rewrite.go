package store

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/durable"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
)

const rewriteBatch = 1 << 12 // values that are sealed anew at a time, on all cores

// Progress is told how many of how many values were written. Nil is nobody.
type Progress func(done, total int)

// Compact writes the store anew, without what was deleted, in a file that takes the place of the old one at once. Reading goes on
// meanwhile, changes wait. After an error or a crash the old file stands as it was. The end of the context stops it.
func (s *Store) Compact(ctx context.Context, progress Progress) error {
	_, err := s.rewrite(ctx, &rewriting{progress: progress}, func(*Tx) error { return nil })
	return err
}

// Rotate gives the store a new master key and a new key of its own, in a compacted file. No secret is asked for: the passphrase and the
// papers open the store as before. An old copy of the file does not open with the slots of today.
func (s *Store) Rotate(ctx context.Context, progress Progress) error {
	_, err := s.rewrite(ctx, &rewriting{progress: progress, turn: true}, func(tx *Tx) error {
		return tx.Audit(ActionRotated, record.KindNone, record.ID{})
	})
	return err
}

// rewriting is a new file of the store that is being made.
type rewriting struct {
	turn     bool        // with a new master key, and new keys for the store and for every owner of whom something changed
	steps    []migration // to the newest schema
	progress Progress

	tx     *Tx // what the new file holds: the old file with a change that is never committed to it
	master *seal.Key
	to     header    // of the new file: the same but for its schema
	head   []byte    // the header, sealed with the new master key
	owners *seal.Key // its subkey that seals the keys of owners
	fresh  map[record.ID]*seal.Key
	done   int
	total  int
}

// rewrite makes a change and keeps the result in a new file, which takes the place of the old one at once. The old file is never written.
func (s *Store) rewrite(ctx context.Context, w *rewriting, change func(*Tx) error) (*Tx, error) {
	defer w.wipe()
	if err := s.rewriteLocked(ctx, w, change); err != nil {
		return nil, mapError(err)
	}
	s.tell(w.tx)
	return w.tx, nil
}

func (s *Store) rewriteLocked(ctx context.Context, w *rewriting, change func(*Tx) error) error {
	s.slotting.Lock()
	defer s.slotting.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	next, err := s.build(ctx, w, change)
	if err == nil {
		err = s.takeOver(next, w.turn)
	}
	if err != nil {
		next.discard()
		return errors.Join(err, dropNext(s.dir))
	}
	return nil
}

// wipe clears the keys that the new file was made with; the open store has its own copies.
func (w *rewriting) wipe() {
	for _, k := range w.fresh {
		k.Wipe()
	}
	w.owners.Wipe()
	if w.turn {
		w.master.Wipe()
	}
}

// build makes the new file and its slots beside the old ones, and opens it: what does not open never takes the place of anything.
func (s *Store) build(ctx context.Context, w *rewriting, change func(*Tx) error) (*Store, error) {
	s.live.RLock()
	defer s.live.RUnlock()
	tx, err := s.begin(true)
	if err != nil {
		return nil, err
	}
	defer tx.rollback()
	w.tx, tx.touched = tx, map[record.ID]bool{}
	if err := dropNext(s.dir); err != nil {
		return nil, err
	}
	if err := change(tx); err != nil {
		return nil, err
	}
	if err := tx.flush(); err != nil {
		return nil, err
	}
	if err := s.newKeys(w); err != nil {
		return nil, err
	}
	if err := w.write(ctx, filepath.Join(s.dir, fileNext)); err != nil {
		return nil, err
	}
	next, err := s.openNext(w)
	if err != nil {
		return next, err
	}
	tx.undo = nil // the change is kept, in the new file
	return next, ctx.Err()
}

// newKeys makes the keys of the new file and seals its header.
func (s *Store) newKeys(w *rewriting) error {
	w.fresh, w.master = map[record.ID]*seal.Key{}, s.master
	if w.turn {
		var err error
		if w.master, err = seal.NewKey(s.random); err != nil {
			return err
		}
		w.tx.touched[record.ID{}] = true
		for owner := range w.tx.touched {
			if w.tx.gone[owner] {
				continue
			}
			if w.fresh[owner], err = seal.NewKey(s.random); err != nil {
				return err
			}
		}
	}
	k, err := w.master.Derive(labelHeader)
	if err != nil {
		return err
	}
	defer k.Wipe()
	if w.owners, err = w.master.Derive(labelOwners); err != nil {
		return err
	}
	w.to = s.head
	w.to.schema += uint16(len(w.steps))
	plain := w.to.marshal()
	defer clear(plain)
	w.head = w.to.clear()
	w.head, err = k.Seal(w.head, plain, w.to.place(bucketHeader, []byte(keyHeader), record.ID{}, 0), s.random)
	return err
}

// write makes the file and syncs it.
func (w *rewriting) write(ctx context.Context, path string) error {
	for _, letter := range []byte(allBuckets) {
		w.total += w.tx.count(letter)
	}
	db, err := openDatabase(path, true)
	if err != nil {
		return err
	}
	err = guard(func() error { return w.buckets(ctx, db.DB) })
	if err == nil {
		err = guard(db.Sync)
	}
	if cerr := guard(db.Close); cerr != nil {
		db.release()
		err = errors.Join(err, cerr)
	}
	if err != nil {
		return err
	}
	return durable.Dir(filepath.Dir(path))
}

func (w *rewriting) buckets(ctx context.Context, to *bolt.DB) error {
	to.AllocSize = 1 << 20 // else a file ends in up to 16 MiB of nothing
	to.NoSync = true       // the file has no name yet that anybody reads; it is synced as a whole
	c := &copying{to: to}
	defer c.drop()
	for _, letter := range []byte(allBuckets) {
		if err := c.begin(letter); err != nil {
			return err
		}
		if err := w.bucket(ctx, c, letter); err != nil {
			return err
		}
	}
	return c.commit()
}

func (w *rewriting) bucket(ctx context.Context, c *copying, letter byte) error {
	batch := make([]pair, 0, rewriteBatch)
	put := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := spread(len(batch), func(_, from, to int) (err error) {
			for i := from; i < to; i++ {
				if batch[i].value, err = w.anew(letter, batch[i].key, batch[i].value); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		for _, p := range batch {
			if err := c.put(letter, p.key, p.value); err != nil {
				return err
			}
		}
		w.done += len(batch)
		if w.progress != nil {
			w.progress(w.done, w.total)
		}
		batch = batch[:0]
		return nil
	}
	for cur, k, v := cursor(w.tx.bolt, letter); k != nil; k, v = cur.Next() {
		if batch = append(batch, pair{k, v}); len(batch) == rewriteBatch {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return put()
}

// anew is a value as the new file has it. What keeps its key keeps its bytes.
func (w *rewriting) anew(letter byte, key, value []byte) ([]byte, error) {
	switch letter {
	case bucketHeader:
		if bytes.Equal(key, []byte(keyHeader)) {
			return w.head, nil
		}
	case bucketOwners:
		return w.ownerAnew(key, value)
	case bucketValues, bucketRows:
		return w.recordAnew(letter, key, value)
	}
	k, again := w.keyFor(record.ID{})
	if !again {
		return value, nil
	}
	plain, err := w.tx.keyOf(record.ID{}).Open(value, w.tx.store.head.place(letter, key, record.ID{}, 0))
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	if plain, err = w.convert(letter, plain); err != nil {
		return nil, err
	}
	return k.Seal(nil, plain, w.to.place(letter, key, record.ID{}, 0), w.tx.store.random)
}

// keyFor is the key of an owner in the new file, and whether what it seals must be sealed again.
func (w *rewriting) keyFor(owner record.ID) (k *seal.Key, again bool) {
	if k = w.fresh[owner]; k != nil {
		return k, true
	}
	return w.tx.keyOf(owner), len(w.steps) > 0
}

// convert takes what a value holds from schema to schema.
func (w *rewriting) convert(letter byte, plain []byte) (_ []byte, err error) {
	for _, step := range w.steps {
		if plain, err = step(letter, plain); err != nil {
			return nil, err
		}
	}
	return plain, nil
}

func (w *rewriting) ownerAnew(key, value []byte) ([]byte, error) {
	s := w.tx.store
	at := s.head.place(bucketOwners, key, record.ID{}, 0)
	plain, err := s.owners.Open(value, at)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	if len(plain) != 16+seal.KeySize {
		return nil, ErrDamaged
	}
	if fresh := w.fresh[record.ID(plain[:16])]; fresh != nil {
		secret := fresh.Bytes()
		copy(plain[16:], secret)
		clear(secret)
	}
	return w.owners.Seal(nil, plain, w.to.place(bucketOwners, key, record.ID{}, 0), s.random)
}

func (w *rewriting) recordAnew(letter byte, key, value []byte) ([]byte, error) {
	s := w.tx.store
	owner, _, _, err := s.head.located(value)
	if err != nil {
		return nil, err
	}
	k, again := w.keyFor(owner)
	if !again {
		return value, nil
	}
	plain, owner, revision, err := s.openValue(w.tx.keyOf, letter, key, value)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	if plain, err = w.convert(letter, plain); err != nil {
		return nil, err
	}
	return s.sealValue(k, placing{&w.to, letter, key, owner, revision}, plain)
}

// openNext opens the new file as it will be opened, keys and every row, and writes its slots.
func (s *Store) openNext(w *rewriting) (*Store, error) {
	next := &Store{dir: s.dir, options: s.options, random: s.random, keys: map[record.ID]*seal.Key{}, slots: s.slots}
	db, err := openDatabase(filepath.Join(s.dir, fileNext), false)
	if err != nil {
		return nil, err
	}
	next.db = db
	if err := structure(db.file); err != nil {
		return next, err
	}
	next.master = seal.KeyFrom(w.master.Bytes())
	value, err := next.readHeader()
	if err != nil {
		return next, err
	}
	if err := next.openHeader(value); err != nil {
		return next, err
	}
	if err := next.load(); err != nil {
		return next, damaged(err)
	}
	if !w.turn {
		return next, nil
	}
	if next.slots, err = keyfile.Read(filepath.Join(s.dir, fileKeys)); err != nil {
		return next, err
	}
	if err := next.slots.Rotate(next.master); err != nil {
		return next, err
	}
	return next, next.slots.Write(filepath.Join(s.dir, fileKeysNext), next.master)
}
