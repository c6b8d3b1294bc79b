package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/durable"
	"schakel/internal/fault"
)

// Files in the folder of a store.
const (
	fileStore = "store.db"
	fileKeys  = "keys"
	fileMark  = "open" // there while a process has the store open; left behind by an unclean exit
	fileDraft = "store.new"
	fileWork  = "copy" // folder in which a copy is made for a backup

	fileNext     = "store.next" // a file that is being made to take the place of fileStore
	fileKeysNext = "keys.next"  // its slots, when it has another master key; there alone when only they are still to be put in place
)

// patience is how long a second opener waits before it is told that the store is in use.
const patience = 200 * time.Millisecond

// database is the bbolt file and the handle below it, which is needed to let go of a file that made bbolt panic.
type database struct {
	*bolt.DB
	file *os.File
}

// openDatabase opens a bbolt file that must exist, or makes one. Every way in which a damaged file fails is ErrDamaged, and the
// lock on it is gone afterwards.
func openDatabase(path string, create bool) (*database, error) {
	d := &database{}
	options := *bolt.DefaultOptions
	options.Timeout = patience
	options.PageSize = 4096
	options.FreelistType = bolt.FreelistMapType
	options.NoStatistics = true
	options.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		if !create {
			flag &^= os.O_CREATE
		}
		f, err := os.OpenFile(name, flag, mode)
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
		d.release() // a panic leaves it open and locked; otherwise it is closed already
	}
	var disk *fs.PathError
	if fault.Of(err) == fault.Other && !errors.As(err, &disk) {
		return nil, errors.Join(ErrDamaged, err) // "file size too small" and the like
	}
	return nil, err
}

// there reports ErrGone when the open file no longer stands at its path: what is written to it then is lost when it is closed.
func (d *database) there(path string) error {
	open, err := d.file.Stat()
	if err != nil {
		return mapError(err)
	}
	if now, err := os.Stat(path); err != nil || !os.SameFile(open, now) {
		return errors.Join(ErrGone, err)
	}
	return nil
}

// release closes a file of which bbolt can no longer be trusted to close it.
func (d *database) release() {
	unlock(d.file)
	_ = d.file.Close()
}

// mend makes a meta page whole that was torn when the power went: an empty change writes the page whose turn it is, and that is the
// torn one. When it cannot, the store must not look as if it was closed cleanly, because then one torn page is damage.
func (d *database) mend() bool {
	if inspect(d.file, false) == nil {
		return true
	}
	_ = guard(func() error { return d.Update(func(*bolt.Tx) error { return nil }) })
	return inspect(d.file, false) == nil
}

// mark says that the store is open; it is on disk before the first write.
func mark(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, fileMark), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return durable.Dir(dir)
}

// unmark says that it was closed as it should.
func unmark(dir string) error {
	if err := os.Remove(filepath.Join(dir, fileMark)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return durable.Dir(dir)
}

func marked(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileMark))
	return err == nil
}
