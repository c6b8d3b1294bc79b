package store

import (
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// What a look from outside can say besides the errors of opening.
var (
	// ErrUnchecked says that the check of a store ended otherwise than it should; it always comes with ErrDamaged.
	ErrUnchecked = fault.New(fault.Corrupt, "store.unchecked", "the check of the store did not end as it should")
	// ErrUnreadable says that the disk does not give the file now, which may pass.
	ErrUnreadable = fault.New(fault.NotFound, "store.unreadable", "the store cannot be read now")
)

// Marked reports whether the store in a folder is open somewhere, or was not closed as it should.
func Marked(dir string) bool { return marked(dir) }

// Checkup reads the whole file of a store, walks its pages, lets bbolt check it and reads the head of its key slots. It needs no secret
// and opens the file for reading only. Damage can still end the process or keep it busy for ever: bbolt checks in a goroutine of its
// own. So it belongs in a process of its own. Errors: ErrMissing, ErrInUse, ErrDamaged, ErrNewer, ErrReadOnly, ErrUnreadable,
// keyfile.ErrMissing, keyfile.ErrDamaged.
func Checkup(dir string) error {
	db, err := openToRead(filepath.Join(dir, fileStore))
	if err != nil {
		return unreadable(err)
	}
	s := &Store{dir: dir, db: db}
	err = s.checkup()
	if closing := guard(db.Close); closing != nil {
		db.release()
		err = errors.Join(err, closing)
	}
	return unreadable(mapError(err))
}

// openToRead opens a bbolt file that must exist, and can change nothing in it.
func openToRead(path string) (*database, error) {
	d := &database{}
	options := *bolt.DefaultOptions
	options.Timeout, options.ReadOnly, options.NoStatistics = patience, true, true
	options.OpenFile = func(name string, _ int, _ os.FileMode) (*os.File, error) {
		f, err := os.Open(name)
		d.file = f
		return f, err
	}
	err := guard(func() (err error) {
		d.DB, err = bolt.Open(path, 0o600, &options)
		return err
	})
	if err == nil {
		return d, nil
	}
	if d.file != nil {
		d.release()
		if fault.Of(err) == fault.Other {
			err = errors.Join(ErrDamaged, err) // it could be opened, and is no whole bbolt file
		}
	}
	return nil, err
}

// checkup looks at everything that shows without a key, the cheapest first.
func (s *Store) checkup() error {
	if err := inspect(s.db.file, marked(s.dir)); err != nil {
		return err
	}
	if err := structure(s.db.file); err != nil {
		return err
	}
	if _, err := s.readHeader(); err != nil {
		return err
	}
	slots, err := keyfile.Read(filepath.Join(s.dir, fileKeys))
	if err != nil {
		return err
	}
	if slots.Store != s.head.store {
		return ErrDamaged // the slots of another store
	}
	return guard(func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			var first error
			for err := range tx.Check() {
				if first == nil {
					first = errors.Join(ErrDamaged, err)
				}
			}
			return first
		})
	})
}

// unreadable gives an error of the disk that has no kind yet its own.
func unreadable(err error) error {
	if err != nil && fault.Of(err) == fault.Other {
		return errors.Join(ErrUnreadable, err)
	}
	return err
}

// ClearID is the id of the store in a folder as its file and its key slots say it, without a secret. ok is false when neither can be
// read, or when they name different stores.
func ClearID(dir string) (id record.ID, ok bool) {
	slots, err := keyfile.Read(filepath.Join(dir, fileKeys))
	if err == nil {
		id, ok = slots.Store, true
	}
	db, err := openToRead(filepath.Join(dir, fileStore))
	if err != nil {
		return id, ok
	}
	s := &Store{dir: dir, db: db}
	if inspect(db.file, true) == nil {
		if _, err := s.readHeader(); err == nil {
			ok = !ok || id == s.head.store
			id = s.head.store
		}
	}
	if guard(db.Close) != nil {
		db.release()
	}
	return id, ok
}
