package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"schakel/internal/durable"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// The names that putting back uses beside the folder of a store, and inside it.
const (
	freshEnd  = ".putback"     // the folder in which a copy is made whole before it takes the place of the store
	asideEnd  = "-beschadigd-" // between the name of a store's folder and the moment at which it was set aside
	fileSaid  = "putback"      // in the folder of a store that was put back, until the worker was told
	moment    = "2006-01-02-150405"
	saidLines = 5
)

// ErrNoCopy is returned where no copy of a store can be found.
var ErrNoCopy = fault.New(fault.NotFound, "backup.none", "there is no copy of the store")

// PutBack puts the store of a backup in the place of a store that is damaged or gone. The folder with the damaged store is kept: it is
// renamed, and never overwritten or removed. The passphrase is the one of the day on which the backup was made. What was erased since is
// erased again, as Restore does. All or nothing: after an
// error the damaged store stands where it stood, and a crash in between is finished or undone by Settle. Errors: those of Restore,
// store.ErrInUse, and ErrOtherStore for a backup of another store than the one in the folder.
func PutBack(ctx context.Context, path string, secret keyfile.Secret, dir string, o store.Options, now time.Time, journals ...string) (Report, error) {
	return putBack(ctx, path, secret, place{dir: dir, after: func(string) {}, journals: journals}, o, now)
}

// place is the folder of a store, what hears after which step putting back is, and where erasures are noted.
type place struct {
	dir      string
	after    func(step string)
	journals []string // folders in which the journal of erasures may lie, besides that of the backup
}

func (p place) fresh() string { return p.dir + freshEnd }

func putBack(ctx context.Context, path string, secret keyfile.Secret, p place, o store.Options, now time.Time) (Report, error) {
	if _, err := Settle(p.dir); err != nil {
		return Report{}, err
	}
	if id, ok := store.ClearID(p.dir); ok {
		if i := Look(path, time.UTC); i.Store != [16]byte{} && i.Store != [16]byte(id) {
			return Report{}, ErrOtherStore
		}
	}
	r, err := Restore(ctx, path, secret, p.fresh(), o, p.journals...)
	if err == nil {
		p.after("restored")
		aside := p.aside(now)
		if err = p.note(r, aside); err == nil {
			p.after("noted")
			err = p.swap(aside)
		}
	}
	if err != nil {
		err = mapError(err)
		if _, gone := os.Lstat(p.dir); gone == nil || !p.whole() {
			err = errors.Join(err, os.RemoveAll(p.fresh()))
		}
		return Report{}, err
	}
	return r, nil
}

// aside is the name that the folder with the damaged store gets: free, and without anything personal.
func (p place) aside(now time.Time) string {
	base := p.dir + asideEnd + now.Format(moment)
	for n, name := 2, base; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name
		}
		name = base + "-" + strconv.Itoa(n)
	}
}

// note writes beside the copy what was put back and what is kept. It is the last thing that the copy gets, so whoever finds it has a
// copy that is whole.
func (p place) note(r Report, aside string) error {
	err := writeFile(filepath.Join(p.fresh(), fileSaid), func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "1\n%d\n%s\n%d\n%d\n", r.Made.Unix(), filepath.Base(aside), r.Unsure.Unix(), r.Erased)
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(durable.Dir(p.fresh()), durable.Dir(filepath.Dir(p.dir)))
}

// swap gives the damaged store its new name, and the copy its place.
func (p place) swap(aside string) error {
	if err := store.Look(p.dir); errors.Is(err, store.ErrInUse) {
		return err
	}
	parent := filepath.Dir(p.dir)
	err := os.Remove(p.dir) // an empty folder is not worth keeping, and one that is not empty stays
	if err == nil || errors.Is(err, os.ErrNotExist) {
		aside = ""
	} else if err := os.Rename(p.dir, aside); err != nil {
		return err
	}
	if err := durable.Dir(parent); err != nil {
		return errors.Join(err, p.undo(aside))
	}
	p.after("aside")
	if err := os.Rename(p.fresh(), p.dir); err != nil {
		return errors.Join(err, p.undo(aside))
	}
	p.after("placed")
	return durable.Dir(parent)
}

// undo gives the damaged store its place back.
func (p place) undo(aside string) error {
	if aside == "" {
		return nil
	}
	return os.Rename(aside, p.dir)
}

// Settle finishes or undoes a putting back that was cut off, before anything else looks at the folder of a store. finished says that the
// copy stands in the place of the store now.
func Settle(dir string) (finished bool, err error) {
	p := place{dir: dir}
	if _, err := os.Lstat(p.fresh()); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	switch whole, free := p.whole(), p.free(); {
	case whole && free:
		if err := os.Rename(p.fresh(), dir); err != nil {
			return false, mapError(err)
		}
		return true, mapError(durable.Dir(filepath.Dir(dir)))
	case free:
		if n, ok := read(p.fresh(), dir); ok && n.Kept != "" {
			if err := os.Rename(n.Kept, dir); err != nil {
				return false, mapError(err)
			}
		}
	}
	return false, mapError(errors.Join(os.RemoveAll(p.fresh()), durable.Dir(filepath.Dir(dir))))
}

// whole reports whether the copy got everything that it gets.
func (p place) whole() bool {
	for _, name := range []string{fileSaid, fileKeys, fileStore} {
		if _, err := os.Stat(filepath.Join(p.fresh(), name)); err != nil {
			return false
		}
	}
	return true
}

// free reports whether nothing stands in the place of the store; an empty folder is taken away.
func (p place) free() bool {
	err := os.Remove(p.dir)
	return err == nil || errors.Is(err, os.ErrNotExist)
}

// Folder is a folder with a damaged store that was kept.
type Folder struct {
	Path string
	Kept time.Time // when it was set aside, by the clock of the laptop
}

// Kept lists the folders with damaged stores that were set aside for the store in a folder, the newest first.
func Kept(dir string) []Folder {
	names, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return nil
	}
	var all []Folder
	for _, n := range names {
		rest, ok := strings.CutPrefix(n.Name(), filepath.Base(dir)+asideEnd)
		if !ok || !n.IsDir() || len(rest) < len(moment) {
			continue
		}
		if at, err := time.ParseInLocation(moment, rest[:len(moment)], time.Local); err == nil {
			all = append(all, Folder{Path: filepath.Join(filepath.Dir(dir), n.Name()), Kept: at})
		}
	}
	slices.SortFunc(all, func(a, b Folder) int {
		if c := b.Kept.Compare(a.Kept); c != 0 {
			return c
		}
		return strings.Compare(b.Path, a.Path)
	})
	return all
}

// Notice is what the worker is told once after a copy was put back.
type Notice struct {
	Made   time.Time // when the copy was made; what was written later is not in it
	Kept   string    // path of the folder with the damaged store, "" when there was none to keep
	Unsure time.Time // from when on no journal says what was erased, as in Report
	Erased int       // erasures that were done again
}

// Told gives the notice about the store in a folder, and false when there is none.
func Told(dir string) (Notice, bool) { return read(dir, dir) }

// read reads the notice in a folder about the store in another.
func read(folder, dir string) (Notice, bool) {
	data, err := os.ReadFile(filepath.Join(folder, fileSaid))
	if err != nil {
		return Notice{}, false
	}
	lines := strings.Split(string(data), "\n")
	if len(lines) < saidLines || lines[0] != "1" {
		return Notice{}, false
	}
	var made, unsure int64
	var n Notice
	if _, err := fmt.Sscan(lines[1]+" "+lines[3]+" "+lines[4], &made, &unsure, &n.Erased); err != nil {
		return Notice{}, false
	}
	n.Made, n.Unsure = time.Unix(made, 0), time.Unix(unsure, 0)
	kept := filepath.Join(filepath.Dir(dir), filepath.Base(lines[2]))
	if _, err := os.Stat(kept); err == nil && strings.HasPrefix(kept, dir+asideEnd) {
		n.Kept = kept
	}
	return n, true
}

// Forget removes the notice after the worker was told.
func Forget(dir string) error {
	if err := os.Remove(filepath.Join(dir, fileSaid)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return mapError(err)
	}
	return nil
}

// Rescue lists the copies in the program's own folder that can take the place of the store in a folder, the newest first, and how many
// are not whole. Where the id of the store can no longer be read, every copy counts.
func Rescue(dir, own string, zone *time.Location) (whole []Info, broken int) {
	all, err := List(own, zone)
	if err != nil {
		return nil, 0
	}
	id, known := store.ClearID(dir)
	for _, i := range all {
		switch {
		case i.Fault != nil:
			broken++
		case !known || i.Store == [16]byte(id):
			whole = append(whole, i)
		}
	}
	return whole, broken
}
