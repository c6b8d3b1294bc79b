package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"schakel/internal/durable"
	"schakel/internal/seal"
)

// discard lets go of a file that does not take the place of another.
func (s *Store) discard() {
	if s == nil {
		return
	}
	if s.db != nil && guard(s.db.Close) != nil {
		s.db.release()
	}
	s.wipe()
}

// takeOver puts the new file in the place of the old one, waits for whoever reads, and goes on with the new one.
func (s *Store) takeOver(next *Store, turned bool) error {
	s.live.Lock()
	defer s.live.Unlock()
	if s.closed {
		return ErrClosed
	}
	old := s.db
	if runtime.GOOS == "windows" { // which renames nothing that is open
		if err := errors.Join(guard(old.Close), guard(next.db.Close)); err != nil {
			s.broken = ErrReopen
			return err
		}
	}
	if err := os.Rename(filepath.Join(s.dir, fileNext), filepath.Join(s.dir, fileStore)); err != nil {
		if runtime.GOOS == "windows" {
			s.broken = ErrReopen
		}
		return err
	}
	// From here on the new file is the store. Whatever fails now is finished at the next opening.
	err := durable.Dir(s.dir)
	if err == nil && turned {
		err = errors.Join(os.Rename(filepath.Join(s.dir, fileKeysNext), filepath.Join(s.dir, fileKeys)), durable.Dir(s.dir))
	}
	if runtime.GOOS == "windows" {
		var reopening error
		next.db, reopening = openDatabase(filepath.Join(s.dir, fileStore), false)
		s.closed = reopening != nil // the window locks, and the next opening finds it whole
		err = errors.Join(err, reopening)
	} else if guard(old.Close) != nil {
		old.release()
	}
	if turned {
		dropKept(s.dir, true, time.Time{})
	}
	s.become(next)
	if err != nil {
		s.broken = ErrReopen
	}
	if s.closed {
		s.wipe()
	}
	return nil
}

// become takes over everything of a store that was just opened.
func (s *Store) become(next *Store) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		k.Wipe()
	}
	for _, k := range []*seal.Key{s.master, s.owners, s.head.names, s.head.locator} {
		k.Wipe()
	}
	s.db, s.head, s.master, s.owners, s.keys = next.db, next.head, next.master, next.owners, next.keys
	s.index, s.tail, s.commit, s.slots = next.index, next.tail, next.commit, next.slots
}

// dropNext removes a new file that did not take the place of another: its slots first, because slots that are there alone belong to
// the file in place.
func dropNext(dir string) error {
	next := filepath.Join(dir, fileNext)
	if _, err := os.Stat(next); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, name := range []string{fileKeysNext, fileNext} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := durable.Dir(dir); err != nil {
			return err
		}
	}
	return nil
}
