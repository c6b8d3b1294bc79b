package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/durable"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
)

const (
	labelCopy   = "schakel backup 1"  // of the subkey that seals backups
	labelSecret = "schakel secret 1 " // of what is the same for one label, and known to nobody else
	copyBatch   = 4 << 20             // bytes in one transaction of a copy
	copyFill    = 0.9                 // of a page: the keys come in order
)

// ActionRestored is the audit entry of a store that was put back from a backup.
const ActionRestored = "restored"

// Work is the folder, inside that of the store, in which a copy is made. Nothing in it is needed: opening the store removes it.
func (s *Store) Work() string { return filepath.Join(s.dir, fileWork) }

// ID is the random id of the store.
func (s *Store) ID() record.ID { return s.head.store }

// CopyKey is the key that backups of this store are sealed with. The caller wipes it.
func (s *Store) CopyKey() (*seal.Key, error) {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return nil, ErrClosed
	}
	return CopyKeyOf(s.master)
}

// Secret is 32 bytes that only this store knows, the same for the same label until its master key is replaced.
func (s *Store) Secret(label string) (secret [32]byte, err error) {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return secret, ErrClosed
	}
	key, err := s.master.Derive(labelSecret + label)
	if err != nil {
		return secret, err
	}
	defer key.Wipe()
	bytes := key.Bytes()
	defer clear(bytes)
	copy(secret[:], bytes)
	return secret, nil
}

// CopyKeyOf is the same for a master key that was got out of key slots.
func CopyKeyOf(master *seal.Key) (*seal.Key, error) { return master.Derive(labelCopy) }

// Copy writes a compacted copy of the store, with its key slots, into a folder that it makes, and proves that the copy opens: every
// page, key, record, row, draft and audit entry. Changes made meanwhile are not in it. What cannot be read gives ErrDamaged. The
// folder is gone again after an error, which the end of the context is too.
func (s *Store) Copy(ctx context.Context, dir string) (Report, error) {
	master, err := s.copyTo(ctx, dir)
	if err == nil {
		defer master.Wipe()
		var r Report
		if r, err = checkCopy(ctx, dir, master, s.options); err == nil {
			return r, nil
		}
	}
	return Report{}, mapError(errors.Join(err, os.RemoveAll(dir)))
}

// copyTo copies one moment of the store, and returns the master key that opens the copy.
func (s *Store) copyTo(ctx context.Context, dir string) (*seal.Key, error) {
	s.slotting.Lock()
	defer s.slotting.Unlock()
	s.live.RLock()
	defer s.live.RUnlock()
	tx, err := s.begin(false)
	if err != nil {
		return nil, err
	}
	defer tx.rollback()
	if err := s.there(); err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	keys, err := keyfile.Read(filepath.Join(s.dir, fileKeys))
	if err != nil {
		return nil, err
	}
	if err := keys.Write(filepath.Join(dir, fileKeys), s.master); err != nil {
		return nil, err
	}
	db, err := openDatabase(filepath.Join(dir, fileStore), true)
	if err != nil {
		return nil, err
	}
	err = guard(func() error { return copyAll(ctx, tx.bolt, db.DB) })
	if cerr := guard(db.Close); cerr != nil {
		db.release()
		err = errors.Join(err, cerr)
	}
	if err != nil {
		return nil, err
	}
	return seal.KeyFrom(s.master.Bytes()), nil
}

// copyAll writes every bucket anew, so that what was deleted is in no page of the copy. bbolt's own Compact cannot be stopped half way.
func copyAll(ctx context.Context, from *bolt.Tx, to *bolt.DB) error {
	w := &copying{to: to}
	defer w.drop()
	for _, letter := range []byte(allBuckets) {
		if err := w.begin(letter); err != nil {
			return err
		}
		c, k, v := cursor(from, letter)
		for ; k != nil; k, v = c.Next() {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.put(letter, k, v); err != nil {
				return err
			}
		}
	}
	return w.commit()
}

// copying is a copy that is being written, in transactions of a few MiB.
type copying struct {
	to     *bolt.DB
	tx     *bolt.Tx
	bucket *bolt.Bucket
	size   int
}

func (w *copying) begin(letter byte) (err error) {
	if w.tx == nil {
		if w.tx, err = w.to.Begin(true); err != nil {
			return err
		}
	}
	if w.bucket, err = w.tx.CreateBucketIfNotExists([]byte{letter}); err != nil {
		return err
	}
	w.bucket.FillPercent = copyFill
	return nil
}

func (w *copying) put(letter byte, key, value []byte) error {
	if w.size += len(key) + len(value); w.size > copyBatch {
		if err := w.commit(); err != nil {
			return err
		}
		if err := w.begin(letter); err != nil {
			return err
		}
		w.size = len(key) + len(value)
	}
	return w.bucket.Put(key, value)
}

func (w *copying) commit() error {
	tx := w.tx
	w.tx, w.bucket = nil, nil
	if tx == nil {
		return nil
	}
	return tx.Commit()
}

func (w *copying) drop() {
	if w.tx != nil {
		_ = w.tx.Rollback()
	}
}

// OpenKey opens the store in a folder with a master key that was got out of its slots before. The errors are those of Open.
func OpenKey(dir string, master *seal.Key, o Options) (*Store, error) {
	return open(dir, o.filled(), func(*keyfile.File) (*seal.Key, error) { return seal.KeyFrom(master.Bytes()), nil })
}

// checkCopy opens a copy and walks all of it.
func checkCopy(ctx context.Context, dir string, master *seal.Key, o Options) (Report, error) {
	c, err := OpenKey(dir, master, o)
	if err != nil {
		return Report{}, err
	}
	r, err := c.Verify(ctx, nil)
	if err = errors.Join(err, c.Close()); err == nil && r.Damaged() {
		err = ErrDamaged
	}
	return r, err
}

// Damaged reports whether something cannot be read. A record that names one that is not there is a finding, but no damage.
func (r Report) Damaged() bool {
	for _, f := range r.Findings {
		if f.Code != FindReference {
			return true
		}
	}
	return false
}

// Install moves a store that was made whole elsewhere on the same disk into a folder that has none, which it makes when it is not
// there. ErrExists when there is one. Key slots without a store are put aside, never thrown away.
func Install(from, to string) error {
	if Exists(to) {
		return ErrExists
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return mapError(err)
	}
	if err := clearWay(to); err != nil {
		return mapError(err)
	}
	for _, name := range []string{fileKeys, fileStore} {
		if err := os.Rename(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return mapError(err)
		}
	}
	return durable.Path(to)
}

// Restoring is how the folder begins, inside that of a store, in which a backup is opened before it is put in place.
const Restoring = ".restore-"

// clearWork removes what was being made when the program ended: a copy; a store out of a backup; and key slots, which open with a
// secret that was never acknowledged, or that was revoked since.
func clearWork(dir string) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, n := range names {
		slots, _ := filepath.Match(keyfile.Unfinished, n.Name())
		if slots || n.Name() == fileWork || strings.HasPrefix(n.Name(), Restoring) {
			_ = os.RemoveAll(filepath.Join(dir, n.Name()))
		}
	}
}
