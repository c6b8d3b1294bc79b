// Package backup makes copies of a store that its own passphrase or recovery code opens on any laptop, proves that they open, and
// puts them back. FORMAT.md says how to the byte.
package backup

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/internal/durable"
	"schakel/internal/seal"
	"schakel/internal/store"
)

// Extension is how the name of a backup ends.
const Extension = ".schakel"

const (
	fileStore = "store.db"
	fileKeys  = "keys"
)

// Info is what a backup says of itself without a secret.
type Info struct {
	Path  string
	Store [16]byte  // random id of the store; zero when it cannot be read
	Made  time.Time // in the zone of whoever asks; zero when it cannot be read
	Size  int64     // bytes of the file
	Fault error     // why it is no whole backup, nil when it looks like one; only Drill proves that it opens
}

// Report is what Drill found.
type Report struct {
	Info
	Records  int
	Findings int       // records that name one that is not there: the copy opens all the same
	Erased   int       // erasures since the backup was made, done again when it was put back
	Unsure   time.Time // when it was put back: what was erased after this moment may be back, as no journal says otherwise
}

// Write makes a backup of an open store in a folder that exists, and reads it back before it gets its name: nothing half written
// ever has one, and no older backup is touched. Only one may be made of a store at a time. now is the moment that it carries, in the
// zone of the worker. The journal of erasures is put beside it. Errors: ErrFolder, ErrFull, ErrReadOnly, ErrCheck, store.ErrDamaged, and the end of the context.
func Write(ctx context.Context, s *store.Store, folder string, now time.Time) (Info, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return Info{}, ErrFolder
	}
	if err := os.RemoveAll(s.Work()); err != nil {
		return Info{}, mapError(err)
	}
	defer func() { _ = os.RemoveAll(s.Work()) }()
	if _, err := s.Copy(ctx, s.Work()); err != nil {
		return Info{}, err
	}
	key, err := s.CopyKey()
	if err != nil {
		return Info{}, err
	}
	defer key.Wipe()
	path, err := writeChecked(ctx, s, key, folder, now)
	if err != nil {
		return Info{}, mapError(err)
	}
	if err := WriteJournal(s, folder, now); err != nil {
		return Info{}, err
	}
	return look(path, now.Location()), nil
}

// writeChecked writes a temporary file, reads it back, and gives it its name.
func writeChecked(ctx context.Context, s *store.Store, key *seal.Key, folder string, now time.Time) (path string, err error) {
	part := partOf(s.ID())
	sweep(folder, part)
	tmp, err := os.CreateTemp(folder, part+"*.part") // made with mode 0600
	if err != nil {
		return "", err
	}
	defer func() {
		_ = tmp.Close()
		_ = os.Remove(tmp.Name())
	}()
	keys, err := os.ReadFile(filepath.Join(s.Work(), fileKeys))
	if err != nil {
		return "", err
	}
	h := head{made: now, keys: keys}
	sum, err := sealTo(ctx, tmp, h, key, filepath.Join(s.Work(), fileStore))
	if err != nil {
		return "", err
	}
	if err := tmp.Sync(); err != nil {
		return "", err
	}
	if err := tmp.Close(); err != nil {
		return "", err
	}
	if err := readBack(ctx, tmp.Name(), key, sum); err != nil {
		return "", err
	}
	if path, err = freeName(folder, now); err != nil {
		return "", err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return "", err
	}
	return path, durable.Path(folder)
}

// partOf is how the names of files begin that are being written for a store.
func partOf(id [16]byte) string { return fmt.Sprintf(".schakel-%x-", id[:4]) }

// sweep removes what a backup of the same store left that was killed half way.
func sweep(folder, part string) {
	names, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, n := range names {
		if strings.HasPrefix(n.Name(), part) && strings.HasSuffix(n.Name(), ".part") {
			_ = os.Remove(filepath.Join(folder, n.Name()))
		}
	}
}

// readBack opens the file again and compares what comes out with what went in.
func readBack(ctx context.Context, path string, key *seal.Key, want [sha256.Size]byte) error {
	f, err := openFile(path)
	if f != nil {
		defer func() { _ = f.Close() }()
	}
	sum := sha256.New()
	if err == nil {
		err = f.unseal(ctx, key, sum)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrMissing):
		return ErrFolder
	case err != nil:
		return errors.Join(ErrCheck, err)
	}
	if [sha256.Size]byte(sum.Sum(nil)) != want {
		return ErrCheck
	}
	return nil
}

// freeName is a name that says the moment and nothing else. Two backups of one second get a number behind it.
func freeName(folder string, now time.Time) (string, error) {
	base := "schakel-" + now.Format("2006-01-02-150405")
	for n := 1; n < 100; n++ {
		name := base
		if n > 1 {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		path := filepath.Join(folder, name+Extension)
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", os.ErrExist
}

// List gives the backups in a folder, of every store, the newest first, with moments in a zone. Those that are cut off or damaged
// are in it, with the reason. A folder that is not there is ErrFolder.
func List(folder string, zone *time.Location) ([]Info, error) {
	names, err := os.ReadDir(folder)
	if err != nil {
		return nil, ErrFolder
	}
	var all []Info
	for _, n := range names {
		if n.Type().IsRegular() && strings.HasSuffix(n.Name(), Extension) {
			all = append(all, look(filepath.Join(folder, n.Name()), zone))
		}
	}
	newestFirst(all)
	return all, nil
}

func newestFirst(all []Info) {
	slices.SortFunc(all, func(a, b Info) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.Path, a.Path))
	})
}

// Look says what a backup says of itself without a secret. What is wrong with it stands in Fault.
func Look(path string, zone *time.Location) Info { return look(path, zone) }

func look(path string, zone *time.Location) Info {
	i := Info{Path: path}
	f, err := openFile(path)
	if f != nil {
		i.Store, i.Made, i.Size = f.head.store, f.head.made.In(zone), f.size
		_ = f.Close()
	}
	i.Fault = err
	return i
}

// reader reads until its context ends.
type reader struct {
	ctx context.Context
	io.Reader
}

// Read reads.
func (r reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}
