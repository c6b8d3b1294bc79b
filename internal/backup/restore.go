package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
	"schakel/internal/store"
)

// leftover is how the folders begin in which a backup is opened.
const leftover = ".restore-"

// Drill proves that a backup opens with a passphrase or recovery code: it opens it in a folder of its own, walks all of it, and
// removes that folder. Nothing else is touched. Errors: ErrMissing, ErrNoBackup, ErrTruncated, ErrDamaged, ErrNewer, ErrSecret,
// ErrFull where the laptop has no room for it.
func Drill(ctx context.Context, path string, secret keyfile.Secret, o store.Options) (Report, error) {
	dir, err := os.MkdirTemp("", "schakel-drill-")
	if err != nil {
		return Report{}, mapError(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	o.Log = nil
	return extract(ctx, path, secret, o, dir, false)
}

// Restore puts the store of a backup into a folder that has none, and makes the folder when it is not there. The passphrase is the
// one of the day on which the backup was made. The store is walked as a whole before it gets its place; after an error there is no
// store, and the backup is never changed. Errors: those of Drill, and store.ErrExists for a folder that has a store.
func Restore(ctx context.Context, path string, secret keyfile.Secret, target string, o store.Options) (Report, error) {
	if store.Exists(target) {
		return Report{}, store.ErrExists
	}
	if err := os.MkdirAll(target, 0o700); err != nil {
		return Report{}, mapError(err)
	}
	if old, err := filepath.Glob(filepath.Join(target, leftover+"*")); err == nil {
		for _, dir := range old {
			_ = os.RemoveAll(dir)
		}
	}
	dir, err := os.MkdirTemp(target, leftover)
	if err != nil {
		return Report{}, mapError(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	r, err := extract(ctx, path, secret, o, dir, true)
	if err != nil {
		return Report{}, err
	}
	return r, store.Install(dir, target)
}

// extract opens a backup into an empty folder and walks the store in it.
func extract(ctx context.Context, path string, secret keyfile.Secret, o store.Options, dir string, note bool) (Report, error) {
	f, err := openFile(path)
	if f != nil {
		defer func() { _ = f.Close() }()
	}
	if err != nil {
		return Report{}, err
	}
	master, err := f.slots.Unlock(secret, o.Cost)
	if err != nil {
		return Report{}, kindOf(err)
	}
	defer master.Wipe()
	key, err := store.CopyKeyOf(master)
	if err != nil {
		return Report{}, err
	}
	defer key.Wipe()
	if err := writeFile(filepath.Join(dir, fileKeys), func(w io.Writer) error {
		_, err := w.Write(f.head.keys)
		return err
	}); err != nil {
		return Report{}, err
	}
	if err := writeFile(filepath.Join(dir, fileStore), func(w io.Writer) error { return f.unseal(ctx, key, w) }); err != nil {
		return Report{}, err
	}
	found, err := walk(ctx, dir, master, o, note)
	if err != nil {
		return Report{}, kindOf(err)
	}
	return Report{
		Info:    Info{Path: path, Store: f.head.store, Made: f.head.made, Size: f.size},
		Records: found.Records, Findings: len(found.Findings),
	}, nil
}

// walk opens the store in a folder and reads all of it; note writes in the audit chain that it was put back.
func walk(ctx context.Context, dir string, master *seal.Key, o store.Options, note bool) (store.Report, error) {
	s, err := store.OpenKey(dir, master, o)
	if err != nil {
		return store.Report{}, err
	}
	r, err := s.Verify(ctx, nil)
	if err == nil && r.Damaged() {
		err = ErrDamaged
	}
	if err == nil && note {
		err = s.Update(func(tx *store.Tx) error { return tx.Audit(store.ActionRestored, record.KindNone, record.ID{}) })
	}
	return r, errors.Join(err, s.Close())
}

// writeFile writes a new file that only its owner can read, and waits until it is on disk.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return mapError(err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	return mapError(errors.Join(err, f.Close()))
}
