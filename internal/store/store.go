// Package store keeps records encrypted on disk, in typed transactions over bbolt. FORMAT.md says how to the byte.
package store

import (
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// Options are what a store takes from outside. Zero values are the real ones.
type Options struct {
	Now    func() time.Time              // the clock
	Random io.Reader                     // for keys, nonces and ids
	Cost   keyfile.Cost                  // of new key slots; slots cheaper than this and than keyfile.FloorCost are refused
	Log    *slog.Logger                  // gets codes and counts, never content
	Again  func(*EraseTx, Erasure) error // what an erasure means for what stays, before it is done again in a copy that was put back; may be nil

	steps []migration // instead of migrations(), for tests
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	} else if _, locked := o.Random.(*oneAtATime); !locked && o.Random != rand.Reader {
		o.Random = &oneAtATime{reader: o.Random}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// oneAtATime is a source of chance that several goroutines read from.
type oneAtATime struct {
	mu     sync.Mutex
	reader io.Reader
}

// Read fills all of b or fails.
func (r *oneAtATime) Read(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return io.ReadFull(r.reader, b)
}

// cost is what a new slot takes.
func (o Options) cost() keyfile.Cost {
	if o.Cost == (keyfile.Cost{}) {
		return keyfile.DefaultCost()
	}
	return o.Cost
}

// Store is an open store. Its methods may be called from several goroutines; changes happen one at a time.
type Store struct {
	dir     string
	options Options
	random  io.Reader
	db      *database
	head    header
	master  *seal.Key
	owners  *seal.Key // subkey that seals the keys of owners

	// Locks are taken in this order: slotting, writing, live, mu.
	slotting sync.Mutex   // one change of the key slots at a time
	writing  sync.Mutex   // one change at a time, with its index
	live     sync.RWMutex // held for reading by every transaction, for writing by Close and while another file takes the place of this one
	closed   bool
	broken   error // why nothing more is written: bbolt panicked in a change, or what stands on disk is not sure; nil while all is well

	mu       sync.RWMutex // guards what follows
	keys     map[record.ID]*seal.Key
	index    index
	commit   int // bbolt's number of the commit that the index shows
	tail     tail
	watchers map[int]func([]record.Row, []Ref)
	watcher  int
	slots    *keyfile.File
	unclean  bool
}

// Close wipes the keys and marks the store as closed cleanly. It waits for running transactions. A second call does nothing.
func (s *Store) Close() error {
	s.live.Lock()
	defer s.live.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	defer s.wipe()
	if s.broken != nil {
		s.db.release()
		return nil
	}
	whole := s.db.mend()
	err := guard(s.db.Close)
	if err != nil {
		s.db.release()
		return err
	}
	if !whole {
		return nil
	}
	return mapError(unmark(s.dir))
}

func (s *Store) wipe() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		k.Wipe()
	}
	for _, k := range []*seal.Key{s.master, s.owners, s.head.names, s.head.locator} {
		k.Wipe()
	}
	s.keys, s.watchers = nil, nil
	s.index = index{}
}

// Dir is the folder of the store.
func (s *Store) Dir() string { return s.dir }

// View runs a transaction that only reads. It sees one moment of the store. Transactions do not nest.
func (s *Store) View(read func(*Tx) error) error {
	s.live.RLock()
	defer s.live.RUnlock()
	tx, err := s.begin(false)
	if err != nil {
		return err
	}
	defer tx.rollback()
	return read(tx)
}

// Update runs a transaction that changes. When the function returns an error or panics, nothing is changed, also not the heads
// of the records that were put. When Update returns nil, the change is on disk. Transactions do not nest.
func (s *Store) Update(change func(*Tx) error) error {
	tx, err := s.update(change)
	if err != nil {
		return err
	}
	s.tell(tx)
	return nil
}

func (s *Store) update(change func(*Tx) error) (*Tx, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.live.RLock()
	defer s.live.RUnlock()
	tx, err := s.begin(true)
	if err != nil {
		return nil, err
	}
	defer tx.rollback()
	if err := change(tx); err != nil {
		return nil, err
	}
	if err := tx.flush(); err != nil {
		return nil, err
	}
	tx.number = tx.bolt.ID()
	if err := guard(tx.bolt.Commit); err != nil {
		switch {
		case errors.Is(err, ErrDamaged):
			s.broken = ErrDamaged
		case !s.unchanged():
			s.broken = ErrReopen
		}
		return nil, err
	}
	tx.done = true
	s.settle(tx)
	return tx, nil
}

func (s *Store) begin(write bool) (*Tx, error) {
	switch {
	case s.closed:
		return nil, ErrClosed
	case write && s.broken != nil:
		return nil, s.broken
	}
	if write {
		if err := s.there(); err != nil {
			return nil, err
		}
	}
	tx := &Tx{store: s, write: write, now: s.options.Now().UTC().Round(0)}
	err := guard(func() (err error) {
		tx.bolt, err = s.db.Begin(write)
		return err
	})
	if err != nil {
		return nil, err
	}
	if write {
		s.mu.RLock()
		tx.tail = s.tail
		s.mu.RUnlock()
	}
	return tx, nil
}

// unchanged reports whether a commit that failed left the file as the index shows it. When the very last write or sync failed, the
// change may be on disk all the same; then the store must be opened anew to know.
func (s *Store) unchanged() bool {
	now := -1
	err := guard(func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			now = tx.ID()
			return nil
		})
	})
	s.mu.RLock()
	defer s.mu.RUnlock()
	return err == nil && now == s.commit
}

// there reports ErrGone when the folder of the store went away. The caller holds live.
func (s *Store) there() error { return s.db.there(filepath.Join(s.dir, fileStore)) }

// settle brings keys, index and the end of the chain up to a committed change.
func (s *Store) settle(tx *Tx) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, k := range tx.newKeys {
		s.keys[id] = k
	}
	s.index.apply(tx.pending, tx.order)
	s.tail, s.commit = tx.tail, tx.number
}

// Watch calls back after each commit that changed records, in the goroutine that committed, until stop is called.
func (s *Store) Watch(seen func(changed []record.Row, deleted []Ref)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watchers == nil {
		s.watchers = map[int]func([]record.Row, []Ref){}
	}
	s.watcher++
	n := s.watcher
	s.watchers[n] = seen
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, n)
	}
}

func (s *Store) tell(tx *Tx) {
	var changed []record.Row
	var deleted []Ref
	for _, ref := range tx.order {
		if p := tx.pending[ref]; p.deleted {
			deleted = append(deleted, ref)
		} else {
			changed = append(changed, p.row)
		}
	}
	if len(tx.order) == 0 {
		return
	}
	s.mu.RLock()
	calls := make([]func([]record.Row, []Ref), 0, len(s.watchers))
	for n := 1; n <= s.watcher; n++ {
		if c, ok := s.watchers[n]; ok {
			calls = append(calls, c)
		}
	}
	s.mu.RUnlock()
	for _, call := range calls {
		call(changed, deleted)
	}
}
