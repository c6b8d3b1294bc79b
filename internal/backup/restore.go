package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
	"schakel/internal/store"
)

// Drill proves that a backup opens with a passphrase or recovery code: it opens it in a folder of its own, walks all of it, and
// removes that folder. Nothing else is touched. Errors: ErrMissing, ErrNoBackup, ErrTruncated, ErrDamaged, ErrNewer, ErrSecret,
// ErrFull where the laptop has no room for it.
func Drill(ctx context.Context, path string, secret keyfile.Secret, o store.Options) (Report, error) {
	sweepDrills()
	dir, err := os.MkdirTemp("", drilling)
	if err != nil {
		return Report{}, mapError(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	o.Log = nil
	return extract(ctx, path, secret, dir, walking{options: o})
}

// drilling is how the folders begin, among the temporary files of the computer, in which a backup is opened to prove that it opens.
const drilling = "schakel-drill-"

// sweepDrills removes what drills left that were killed half way: a whole store, sealed as the backup is, that no erasure would reach. A folder
// of the last day may be that of a drill that is under way.
func sweepDrills() {
	all, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, n := range all {
		if info, err := n.Info(); strings.HasPrefix(n.Name(), drilling) && err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(filepath.Join(os.TempDir(), n.Name()))
		}
	}
}

// Restore puts the store of a backup into a folder that has none, and makes the folder when it is not there. The passphrase is the
// one of the day on which the backup was made. The store is walked as a whole before it gets its place; after an error there is no
// store, and the backup is never changed. What was erased since is erased again, as far as a journal says so that lies beside the backup
// or in one of the other folders. Errors: those of Drill, and store.ErrExists for a folder that has a store.
func Restore(ctx context.Context, path string, secret keyfile.Secret, target string, o store.Options, journals ...string) (Report, error) {
	if store.Exists(target) {
		return Report{}, store.ErrExists
	}
	if err := os.MkdirAll(target, 0o700); err != nil {
		return Report{}, mapError(err)
	}
	if old, err := os.ReadDir(target); err == nil {
		for _, n := range old {
			if strings.HasPrefix(n.Name(), store.Restoring) {
				_ = os.RemoveAll(filepath.Join(target, n.Name()))
			}
		}
	}
	dir, err := os.MkdirTemp(target, store.Restoring)
	if err != nil {
		return Report{}, mapError(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	r, err := extract(ctx, path, secret, dir, walking{options: o, keep: true, journals: append(journals, filepath.Dir(path))})
	if err != nil {
		return Report{}, err
	}
	return r, store.Install(dir, target)
}

// walking is what is done with a store that came out of a backup.
type walking struct {
	options  store.Options
	keep     bool     // it is put back: what was erased since goes again, and the audit chain says that it was put back
	journals []string // folders in which the journal of erasures may lie
}

func (w walking) now() time.Time {
	if w.options.Now == nil {
		return time.Now()
	}
	return w.options.Now()
}

// extract opens a backup into an empty folder and walks the store in it.
func extract(ctx context.Context, path string, secret keyfile.Secret, dir string, w walking) (Report, error) {
	f, err := openFile(path)
	if f != nil {
		defer func() { _ = f.Close() }()
	}
	if err != nil {
		return Report{}, err
	}
	master, err := f.slots.Unlock(secret, w.options.Cost)
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
	r := Report{Info: Info{Path: path, Store: f.head.store, Made: f.head.made, Size: f.size}}
	if err := w.walk(ctx, dir, master, &r); err != nil {
		return Report{}, kindOf(err)
	}
	return r, nil
}

// walk opens the store in a folder and reads all of it.
func (w walking) walk(ctx context.Context, dir string, master *seal.Key, r *Report) error {
	s, err := store.OpenKey(dir, master, w.options)
	if err != nil {
		return err
	}
	found, err := s.Verify(ctx, nil)
	if err == nil && found.Damaged() {
		err = ErrDamaged
	}
	r.Records, r.Findings = found.Records, len(found.Findings)
	if err == nil && w.keep {
		err = w.settle(ctx, s, r)
	}
	return errors.Join(err, s.Close())
}

// settle erases again what was erased since, and writes in the audit chain that the store was put back.
func (w walking) settle(ctx context.Context, s *store.Store, r *Report) error {
	j, err := ReadJournal(s, w.journals...)
	if err != nil {
		return err
	}
	if r.Erased, err = s.EraseAgain(ctx, j.Erasures); err != nil {
		return err
	}
	r.Records, r.Unsure = s.Stat().Total, r.Made
	// A journal of a clock that ran ahead does not say until when it is complete.
	if r.Unsure.Before(j.Until) && !j.Until.After(w.now()) {
		r.Unsure = j.Until
	}
	return s.Update(func(tx *store.Tx) error { return tx.Audit(store.ActionRestored, record.KindNone, record.ID{}) })
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
