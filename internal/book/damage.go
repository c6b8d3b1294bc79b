package book

import (
	"context"
	"errors"
	"time"

	"schakel/internal/backup"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// ErrNoCopy is returned where no copy of a store can be found.
var ErrNoCopy = backup.ErrNoCopy

// Folder is a folder with a damaged store that was kept when a copy took its place.
type Folder = backup.Folder

// Notice is what the worker is told once after a copy was put back.
type Notice = backup.Notice

// Part is a part of a store that keeps it from opening; its words are "verify.part.<Code>".
type Part = store.Part

// Look tells, before anybody types a passphrase, why the store in the folder cannot be opened, nil when it may. A store that was not
// closed as it should is checked in another process first. Errors are those of store.Checkup and store.Look.
func Look(ctx context.Context, dir string, d Deps) error {
	if err := d.check(ctx, dir); err != nil {
		return err
	}
	return store.Look(dir)
}

// Unclean reports whether the store in the folder was not closed as it should, or is open elsewhere: looking at it takes a moment then.
func Unclean(dir string) bool { return store.Marked(dir) }

func (d Deps) check(ctx context.Context, dir string) error {
	if d.Check == nil || !store.Marked(dir) || !store.Exists(dir) {
		return nil
	}
	return d.Check(ctx, dir)
}

// Unusable reports whether an error of opening says that the store itself is the trouble, rather than what was typed: it is damaged, a
// part of it is gone, it cannot be read, or it is of a newer version.
func Unusable(err error) bool {
	switch fault.Of(err) {
	case fault.Corrupt, fault.Newer:
		return true
	}
	return errors.Is(err, keyfile.ErrMissing) || errors.Is(err, store.ErrUnreadable) || errors.Is(err, store.ErrMissing)
}

// Settle finishes or undoes a putting back that was cut off. It comes before anything else that looks at the folder of a store.
func Settle(dir string) error {
	_, err := backup.Settle(dir)
	return err
}

// Rescue lists the copies in the program's own folder that can take the place of the store in a folder, the newest first, in the zone of
// the worker, and how many are not whole.
func Rescue(dir, own string, d Deps) (whole []Backup, broken int) {
	return backup.Rescue(dir, own, d.now().Location())
}

// LookAt says of a backup what it says of itself without a secret; what is wrong with it stands in its Fault.
func LookAt(file string, d Deps) Backup { return backup.Look(file, d.now().Location()) }

func (d Deps) now() time.Time {
	if d.Now == nil {
		return time.Now()
	}
	return d.Now()
}

// PutBack puts the store of a backup in the place of one that is damaged, and keeps the damaged one; see backup.PutBack. Erasures are
// noted beside the backup or in the program's own folder for backups. The moments in the report are in the zone of the worker.
func PutBack(ctx context.Context, file, typed, dir, own string, d Deps) (BackupReport, error) {
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	r, err := backup.PutBack(ctx, file, secret, dir, d.options(), d.now(), own)
	r.Made, r.Unsure = r.Made.In(d.now().Location()), r.Unsure.In(d.now().Location())
	return r, err
}

// KeptFolders lists the folders with damaged stores that were kept for the store in a folder, the newest first.
func KeptFolders(dir string) []Folder { return backup.Kept(dir) }

// Told gives what the worker is to be told once about the store in a folder, and false when there is nothing; the moments are in the zone
// of the worker.
func Told(dir string, d Deps) (Notice, bool) {
	n, ok := backup.Told(dir)
	n.Made, n.Unsure = n.Made.In(d.now().Location()), n.Unsure.In(d.now().Location())
	return n, ok
}

// Forget notes that it was told.
func Forget(dir string) error { return backup.Forget(dir) }

// Diagnose says which parts of a store keep it from opening.
func Diagnose(ctx context.Context, dir, typed string, d Deps) ([]Part, error) {
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	return store.Diagnose(ctx, dir, secret, d.options())
}
