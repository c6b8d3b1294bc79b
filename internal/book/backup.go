package book

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"schakel/internal/backup"
	"schakel/internal/datadir"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Settings about backups in folders that the worker chose: when the last one was made, in Unix seconds, and the folders, the last one
// first, so that what is erased later can be noted there too.
const (
	valueAway    = "backup.away"
	valueFolders = "backup.folders"
	mostFolders  = 8
)

// copying is the work on backups of an open book: one at a time, stopped when the book is closed.
type copying struct {
	one     sync.Mutex
	closing context.Context
	stop    context.CancelFunc

	mu    sync.Mutex
	fault error // why the last copy of the day was not made
}

// Backup is one backup, as it says of itself without a secret.
type Backup = backup.Info

// BackupReport is what a backup held that was opened.
type BackupReport = backup.Report

// Backups is what the worker wants to know about the backups of this store.
type Backups struct {
	Own   []backup.Info // in the program's own folder, the newest first; those with a Fault are no whole backups
	Away  time.Time     // when the last one was made in a folder that the worker chose; zero when never
	Fault error         // why the copy of the day was not made since the book was opened, nil when nothing went wrong
}

// Newest is the newest whole backup in the program's own folder.
func (c Backups) Newest() (backup.Info, bool) {
	for _, i := range c.Own {
		if i.Fault == nil {
			return i, true
		}
	}
	return backup.Info{}, false
}

// begin waits for other work on backups and gives a context that also ends when the book is closed.
func (b *Book) begin(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	after := context.AfterFunc(b.copying.closing, cancel)
	b.copying.one.Lock()
	return ctx, func() {
		b.copying.one.Unlock()
		after()
		cancel()
	}
}

// BackUp makes a backup in a folder. away says that the worker chose the folder, such as a USB stick; one that is copied to the
// internet is datadir.ErrCloud. Other errors are those of backup.Write; after any of them, every older backup is as it was.
func (b *Book) BackUp(ctx context.Context, folder string, away bool) (backup.Info, error) {
	if err := datadir.Check(folder); err != nil {
		return backup.Info{}, err
	}
	ctx, done := b.begin(ctx)
	defer done()
	now := b.now()
	i, err := backup.Write(ctx, b.store, folder, now)
	if err != nil {
		return backup.Info{}, err
	}
	action := actionBackedUp
	if away {
		action = actionBackedAway
	}
	return i, b.update(ctx, func(tx *store.Tx) error {
		if away {
			if err := noteAway(tx, folder, now); err != nil {
				return err
			}
		}
		return tx.Audit(action, record.KindNone, record.ID{})
	})
}

// noteAway remembers a folder that the worker chose.
func noteAway(tx *store.Tx, folder string, now time.Time) error {
	full, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	all, err := awayFolders(tx)
	if err != nil {
		return err
	}
	all = append([]string{full}, slices.DeleteFunc(all, func(f string) bool { return f == full })...)
	text, err := json.Marshal(all[:min(len(all), mostFolders)])
	if err != nil {
		return err
	}
	return errors.Join(tx.PutValue(valueFolders, text), tx.PutValue(valueAway, binary.BigEndian.AppendUint64(nil, uint64(now.Unix()))))
}

func awayFolders(tx *store.Tx) (all []string, err error) {
	text, err := tx.Value(valueFolders)
	if err != nil || text == nil {
		return nil, err
	}
	return all, json.Unmarshal(text, &all)
}

// KeepBackups makes the copy of the day in the program's own folder, when there is none yet, and removes the copies that are too many
// or too old. What went wrong stays in Backups.
func (b *Book) KeepBackups(ctx context.Context, own string) error {
	ctx, done := b.begin(ctx)
	defer done()
	made, err := backup.Keep(ctx, b.store, own, b.now())
	if err == nil && made {
		err = b.update(ctx, func(tx *store.Tx) error { return tx.Audit(actionBackedUp, record.KindNone, record.ID{}) })
	}
	if ctx.Err() != nil {
		return ctx.Err() // the book was closed: nothing is wrong
	}
	b.copying.mu.Lock()
	defer b.copying.mu.Unlock()
	b.copying.fault = err
	return err
}

// Backups says which backups of this store there are in the program's own folder, and when one was last put elsewhere.
func (b *Book) Backups(ctx context.Context, own string) (Backups, error) {
	c := Backups{}
	err := b.view(ctx, func(tx *store.Tx) error {
		v, err := tx.Value(valueAway)
		if len(v) == 8 {
			c.Away = time.Unix(int64(binary.BigEndian.Uint64(v)), 0).In(b.now().Location())
		}
		return err
	})
	if err != nil {
		return c, err
	}
	b.copying.mu.Lock()
	c.Fault = b.copying.fault
	b.copying.mu.Unlock()
	if own, err := backup.Of(b.store.ID(), own, b.now().Location()); err == nil {
		c.Own = own // a folder that is not there yet holds none
	}
	return c, nil
}

// Drill proves that a backup of this store opens with what was typed: a passphrase, a recovery code or two parts. Nothing is changed by it. A
// backup of another store is backup.ErrOtherStore; other errors are those of backup.Drill.
func (b *Book) Drill(ctx context.Context, file, typed string) (backup.Report, error) {
	if i := backup.Look(file, time.UTC); i.Store != [16]byte{} && i.Store != [16]byte(b.store.ID()) {
		return backup.Report{}, backup.ErrOtherStore
	}
	ctx, done := b.begin(ctx)
	defer done()
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	r, err := backup.Drill(ctx, file, secret, b.options)
	if err != nil {
		return r, err
	}
	r.Made = r.Made.In(b.now().Location())
	return r, b.update(ctx, func(tx *store.Tx) error { return tx.Audit(actionDrilled, record.KindNone, record.ID{}) })
}

// DrillFile proves the same of a backup of any store, without an open book.
func DrillFile(ctx context.Context, file, typed string, d Deps) (backup.Report, error) {
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	return backup.Drill(ctx, file, secret, d.options())
}

// Restore puts the store of a backup into a folder that has none. What was erased since is erased again, as far as the journal beside the
// backup or in the program's own folder for backups says so. Errors are those of backup.Restore.
func Restore(ctx context.Context, file, typed, dir, own string, d Deps) (backup.Report, error) {
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	return backup.Restore(ctx, file, secret, dir, d.options(), own)
}

// Noted is where an erasure was noted beside backups, and which folders with backups could not be reached.
type Noted struct {
	Reached   []string
	Unreached []string // a stick that is not in the laptop: what was erased still stands in the backups there, and may come back from them
}

// NoteErasures puts the journal of erasures beside every backup that can be reached: in the program's own folder and in those that the
// worker chose.
func (b *Book) NoteErasures(ctx context.Context, own string) (Noted, error) {
	ctx, done := b.begin(ctx)
	defer done()
	var n Noted
	var away []string
	if err := b.view(ctx, func(tx *store.Tx) (err error) {
		away, err = awayFolders(tx)
		return err
	}); err != nil {
		return n, err
	}
	if own != "" && backup.HasBackups(b.store.ID(), own) {
		if err := backup.WriteJournal(b.store, own, b.now()); err != nil {
			return n, err
		}
		n.Reached = append(n.Reached, own)
	}
	for _, folder := range away {
		if backup.WriteJournal(b.store, folder, b.now()) == nil {
			n.Reached = append(n.Reached, folder)
		} else {
			n.Unreached = append(n.Unreached, folder)
		}
	}
	return n, nil
}

// OnlyNewCopy makes a new copy in the program's own folder and removes the older ones there, so that what was erased is in none of them.
func (b *Book) OnlyNewCopy(ctx context.Context, own string) error {
	ctx, done := b.begin(ctx)
	defer done()
	if _, err := backup.Only(ctx, b.store, own, b.now()); err != nil {
		return err
	}
	return b.update(ctx, func(tx *store.Tx) error { return tx.Audit(actionBackedUp, record.KindNone, record.ID{}) })
}

// tidyFrom is from how many bytes on it is worth the work to make the file of the store smaller.
const tidyFrom = 8 << 20

// Tidy makes the file of the store anew when more than half of it holds nothing any more.
func (b *Book) Tidy(ctx context.Context) error {
	free, all, err := b.store.Waste()
	if err != nil || all < tidyFrom || free*2 < all {
		return err
	}
	return b.Compact(ctx, nil)
}

// Compact makes the file of the store anew, without what was deleted.
func (b *Book) Compact(ctx context.Context, progress func(done, total int)) error {
	ctx, done := b.begin(ctx)
	defer done()
	return b.store.Compact(ctx, progress)
}

// Rotate gives the store a new master key; the passphrase and the papers stay. An old copy of the file no longer opens with the slots of
// today.
func (b *Book) Rotate(ctx context.Context, progress func(done, total int)) error {
	ctx, done := b.begin(ctx)
	defer done()
	return b.store.Rotate(ctx, progress)
}
