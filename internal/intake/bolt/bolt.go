// Package bolt keeps an endpoint's data in one bbolt file.
package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	bbolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"schakel/internal/durable"
	"schakel/internal/fault"
	"schakel/internal/intake"
)

// ErrInUse is a file that another process has open.
var ErrInUse = fault.New(fault.Conflict, "intake.in_use", "the endpoint's store is already open")

const lockWait = 2 * time.Second

// Store is an intake.Store in one file.
type Store struct {
	path string
	mu   sync.RWMutex // held for writing only while Compact replaces the file
	db   *bbolt.DB
}

// Open opens or makes the file, readable by its own user only.
func Open(path string) (*Store, error) {
	db, err := openFile(path)
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, b := range intake.Buckets() {
			if _, err := tx.CreateBucketIfNotExists([]byte(b)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil { // a receipt is worth nothing when the file itself is gone after a power cut
		err = durable.Path(filepath.Dir(path))
	}
	if err != nil {
		return nil, errors.Join(wrap(err), db.Close())
	}
	return &Store{path: path, db: db}, nil
}

func openFile(path string) (*bbolt.DB, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, PageSize: 4096})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrInUse
	}
	if err != nil {
		return nil, wrap(err)
	}
	return db, nil
}

// Close closes the file.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.Close()
}

// View runs a reading transaction.
func (s *Store) View(read func(intake.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	tx, err := s.db.Begin(false)
	if err != nil {
		return wrap(err)
	}
	defer func() { _ = tx.Rollback() }()
	return read(txn{tx, new(bool)})
}

// Update runs a writing transaction; the error of write comes back as it is, and nothing is kept. One that writes nothing leaves the file alone.
func (s *Store) Update(write func(intake.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	tx, err := s.db.Begin(true)
	if err != nil {
		return wrap(err)
	}
	defer func() { _ = tx.Rollback() }()
	wrote := false
	if err := write(txn{tx, &wrote}); err != nil || !wrote {
		return err
	}
	if err := tx.Commit(); err != nil {
		return wrap(err)
	}
	return nil
}

// Compact writes all that lives into a new file and replaces the old one, because bbolt leaves deleted values in free pages.
func (s *Store) Compact() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := s.path + ".compact"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, os.ErrNotExist) {
		return wrap(err)
	}
	if err := s.copyTo(fresh); err != nil {
		return errors.Join(err, os.Remove(fresh))
	}
	if err := s.db.Close(); err != nil {
		return wrap(err)
	}
	renameErr := os.Rename(fresh, s.path)
	db, err := openFile(s.path)
	if err != nil {
		return err
	}
	s.db = db
	if renameErr == nil { // else the name could lead to the old file again, without what is written from now on and with what was deleted
		renameErr = durable.Dir(filepath.Dir(s.path))
	}
	if renameErr != nil {
		return wrap(renameErr)
	}
	return nil
}

func (s *Store) copyTo(path string) error {
	to, err := openFile(path)
	if err != nil {
		return err
	}
	if err := bbolt.Compact(to, s.db, 1<<20); err != nil {
		return errors.Join(wrap(err), to.Close())
	}
	if err := to.Sync(); err != nil {
		return errors.Join(wrap(err), to.Close())
	}
	return to.Close()
}

// wrap keeps the cause for the log and gives it the kind that makes senders try again.
func wrap(err error) error { return fmt.Errorf("%w: %w", intake.ErrStore, err) }

type txn struct {
	tx    *bbolt.Tx
	wrote *bool
}

func (t txn) Get(b intake.Bucket, key []byte) ([]byte, error) {
	return t.tx.Bucket([]byte(b)).Get(key), nil
}

func (t txn) Put(b intake.Bucket, key, value []byte) error {
	*t.wrote = true
	if err := t.tx.Bucket([]byte(b)).Put(key, value); err != nil {
		return wrap(err)
	}
	return nil
}

func (t txn) Delete(b intake.Bucket, key []byte) error {
	*t.wrote = true
	if err := t.tx.Bucket([]byte(b)).Delete(key); err != nil {
		return wrap(err)
	}
	return nil
}

func (t txn) Scan(b intake.Bucket, from []byte, visit func(key, value []byte) (bool, error)) error {
	c := t.tx.Bucket([]byte(b)).Cursor()
	for k, v := c.Seek(from); k != nil; k, v = c.Next() {
		more, err := visit(bytes.Clone(k), v)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (t txn) Next(b intake.Bucket) (uint64, error) {
	*t.wrote = true
	n, err := t.tx.Bucket([]byte(b)).NextSequence()
	if err != nil {
		return 0, wrap(err)
	}
	return n, nil
}

func (t txn) Last(b intake.Bucket) (uint64, error) { return t.tx.Bucket([]byte(b)).Sequence(), nil }

func (t txn) Raise(b intake.Bucket, n uint64) error {
	bucket := t.tx.Bucket([]byte(b))
	if n <= bucket.Sequence() {
		return nil
	}
	*t.wrote = true
	if err := bucket.SetSequence(n); err != nil {
		return wrap(err)
	}
	return nil
}

// Verify reads the whole file and gives what is wrong with its pages, in the words of bbolt; nil when nothing is. Everybody waits meanwhile:
// the list of free pages is right only while nobody writes.
func (s *Store) Verify() (wrong []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx, err := s.db.Begin(false)
	if err != nil {
		return nil, wrap(err)
	}
	defer func() { _ = tx.Rollback() }()
	for one := range tx.Check() {
		wrong = append(wrong, one.Error())
	}
	return wrong, nil
}
