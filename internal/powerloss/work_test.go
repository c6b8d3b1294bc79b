package powerloss_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// workDir is set for the process that works on a store, checkDir for one that looks at images, flakyDisk when the disk fails at times,
// openDir for one that only opens and closes the store.
const (
	workDir   = "SCHAKEL_TEST_WORK"
	checkDir  = "SCHAKEL_TEST_CHECK"
	flakyDisk = "SCHAKEL_TEST_FLAKY"
	openDir   = "SCHAKEL_TEST_OPEN"
)

func TestMain(m *testing.M) {
	var err error
	switch {
	case os.Getenv(workDir) != "":
		err = work(os.Getenv(workDir))
	case os.Getenv(endpointDir) != "":
		err = serveCJG(os.Getenv(endpointDir), os.Stdout)
	case os.Getenv(openDir) != "":
		err = openAndClose(os.Getenv(openDir))
	case os.Getenv(checkDir) != "":
		err = checkImages(os.Stdin, os.Stdout)
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// quick is a key derivation that costs nothing.
var quick = keyfile.QuickCost()

// Folders of the disk. The store lies two folders deep, as on a laptop on which the program starts for the first time.
const (
	atStore    = "schakel/store"
	atBackups  = "schakel/backups"
	atStick    = "stick"
	atRestored = "nieuw/store"
)

// promise is what was acknowledged at a moment.
type promise struct {
	Stores  map[string]kept // by folder
	Backups []string        // paths
}

// kept is what one store must still hold.
type kept struct {
	Phrase  string
	Code    string // "" for none
	Revoked []string
	Digest  string // of every record, draft and number
	Entries int    // of the audit chain, at least
	Journal int    // erasures in the journal on the stick, at least
}

func clone(p promise) promise {
	c := promise{Stores: map[string]kept{}, Backups: slices.Clone(p.Backups)}
	for k, v := range p.Stores {
		v.Revoked = slices.Clone(v.Revoked)
		c.Stores[k] = v
	}
	return c
}

// worker does the steps and says each one out loud when it was acknowledged.
type worker struct {
	root    string
	s       *store.Store
	now     time.Time
	people  []*record.Person
	tried   string // the new passphrase that was said not to be set
	backed  int    // audit entries in the newest copy
	promise promise
	out     io.Writer
}

func (w *worker) options() store.Options {
	return store.Options{Now: func() time.Time { w.now = w.now.Add(time.Second); return w.now }, Cost: quick}
}

func (w *worker) own() kept { return w.promise.Stores[atStore] }

// step is one acknowledged piece of work.
type step struct {
	name string
	do   func(w *worker) error
	had  func(w *worker) error // when it turns out that it happened although it failed; nil for nothing to do
}

// after goes on from a step that happened although it failed.
func (s step) after(w *worker) error {
	if s.had == nil {
		return nil
	}
	return s.had(w)
}

// acknowledge reads what the store holds and says it, in one write.
func (w *worker) acknowledge(name string) error {
	if w.s != nil {
		digest, entries, err := digest(w.s)
		if err != nil {
			return err
		}
		k := w.own()
		k.Digest, k.Entries = digest, entries
		w.promise.Stores[atStore] = k
	}
	line, err := json.Marshal(w.promise)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "%s%s %s\n", said, name, line)
	return err
}

// said is how the line of an acknowledgement begins.
const said = "done "

func work(root string) error {
	w := &worker{
		root: root, now: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC), out: os.Stdout, promise: promise{Stores: map[string]kept{}},
	}
	for _, s := range steps() {
		if err := w.take(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := w.acknowledge(s.name); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// flaky reports whether the disk fails at times.
func flaky() bool { return os.Getenv(flakyDisk) != "" }

// take does a step. When the disk fails at times it does it again, and when that does not help, again after the store was closed and
// opened: no more than a person would do. A step of which only the very last sync failed may have happened all the same.
func (w *worker) take(s step) error {
	err, shut := s.do(w), false
	for try := 1; err != nil && flaky() && try < 6; try++ {
		fmt.Fprintf(os.Stderr, "%s: %v\n", s.name, err)
		if try > 1 && w.s != nil {
			_ = w.s.Close()
			w.s, shut = nil, true
		}
		if shut && w.s == nil {
			if err = openStore(w); err != nil {
				continue
			}
		}
		if err = s.do(w); errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrExists) {
			return s.after(w)
		}
	}
	return err
}

// digest is a sum over everything that a reader of the store can see, and how many audit entries there are.
func digest(s *store.Store) (sum string, entries int, err error) {
	var all []string
	err = s.View(func(tx *store.Tx) error {
		for _, kind := range record.Kinds() {
			for _, row := range s.Rows(kind) {
				r, err := tx.Get(kind, row.ID)
				if err != nil {
					return err
				}
				line, err := codec.Line(r)
				if err != nil {
					return err
				}
				all = append(all, string(line))
			}
		}
		drafts, err := tx.Drafts()
		if err != nil {
			return err
		}
		for _, d := range drafts {
			data, err := tx.Draft(d.Key)
			if err != nil {
				return err
			}
			all = append(all, "draft "+d.Key+" "+string(data))
		}
		number, err := tx.Value("number.person")
		if err != nil {
			return err
		}
		all = append(all, fmt.Sprintf("number %x", number))
		erased, err := tx.Erasures()
		for _, e := range erased {
			all = append(all, fmt.Sprintf("erased %x", e.Append(nil)))
		}
		return err
	})
	slices.Sort(all)
	h := sha256.Sum256([]byte(strings.Join(all, "\n")))
	return hex.EncodeToString(h[:8]), int(s.Stat().Entries), err
}

func (w *worker) update(change func(tx *store.Tx) error) error { return w.s.Update(change) }

// save makes people whose notes have so many letters, in one change.
func save(notes ...int) func(*worker) error {
	return func(w *worker) error {
		var saved []*record.Person
		err := w.update(func(tx *store.Tx) error {
			for _, n := range notes {
				p := &record.Person{First: record.Text("Fatima"), As: record.PersonParent, Note: record.Text(strings.Repeat("x", n))}
				if _, err := tx.Number(record.KindPerson); err != nil {
					return err
				}
				if err := tx.Put(p); err != nil {
					return err
				}
				saved = append(saved, p)
			}
			return nil
		})
		if err == nil {
			w.people = append(w.people, saved...)
		}
		return err
	}
}

func edit(n, size int) func(*worker) error {
	return func(w *worker) error {
		id := w.people[n%len(w.people)].ID
		return w.update(func(tx *store.Tx) error {
			p, err := store.Get[*record.Person](tx, id)
			if err != nil {
				return err
			}
			p.Note = record.Text(strings.Repeat("y", size))
			return tx.Put(p)
		})
	}
}

func remove(n int) func(*worker) error {
	return func(w *worker) error {
		p := w.people[n]
		err := w.update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) })
		return w.without(n, err)
	}
}

func gone(n int) func(*worker) error { return func(w *worker) error { return w.without(n, nil) } }

// without forgets one of the people, when it went.
func (w *worker) without(n int, err error) error {
	if err == nil {
		w.people = slices.Delete(w.people, n, n+1)
	}
	return err
}

func draft(key string, size int) func(*worker) error {
	return func(w *worker) error {
		return w.update(func(tx *store.Tx) error {
			if size == 0 {
				return tx.DeleteDraft(key)
			}
			return tx.PutDraft(key, []byte(strings.Repeat("z", size)))
		})
	}
}

func createStore(w *worker) (err error) {
	if w.s, err = store.Create(filepath.Join(w.root, atStore), []byte(phraseOne), w.options()); err != nil {
		return err
	}
	return createdStore(w)
}

func createdStore(w *worker) error {
	if w.promise.Stores[atStore] = (kept{Phrase: phraseOne}); w.s == nil {
		return openStore(w)
	}
	return nil
}

func closeStore(w *worker) error {
	err := w.s.Close()
	w.s = nil
	if err != nil && flaky() {
		return nil // it is closed all the same
	}
	return err
}

func openStore(w *worker) (err error) {
	k, dir := w.own(), filepath.Join(w.root, atStore)
	w.s, err = store.Open(dir, keyfile.Passphrase([]byte(k.Phrase)), w.options())
	if errors.Is(err, store.ErrSecret) && w.tried != "" {
		// The new slots got their name and only the last sync failed. Nobody can know then; a person types the new one too.
		k.Revoked, k.Phrase = append(k.Revoked, k.Phrase), w.tried
		w.promise.Stores[atStore] = k
		w.s, err = store.Open(dir, keyfile.Passphrase([]byte(k.Phrase)), w.options())
	}
	return err
}

func passphrase(phrase string) func(*worker) error {
	return func(w *worker) error {
		k := w.own()
		if k.Phrase == phrase {
			return nil // that it failed was not true: it opened with it
		}
		if err := w.s.ChangePassphrase([]byte(k.Phrase), []byte(phrase)); err != nil {
			w.tried = phrase
			return err
		}
		k.Revoked, k.Phrase = append(k.Revoked, k.Phrase), phrase
		w.promise.Stores[atStore] = k
		return nil
	}
}

func recovery(w *worker) error {
	code, err := w.s.AddRecovery()
	return w.papered(code, err)
}

// shares gives three parts, of which two open the store; the code of before is revoked.
func shares(w *worker) error {
	parts, err := w.s.IssueShares()
	return w.papered(parts[0]+"\n"+parts[2], err)
}

// papered keeps what a paper says that opens the store, and that the one before it does so no more.
func (w *worker) papered(code string, err error) error {
	if err != nil {
		return err
	}
	k := w.own()
	if k.Code != "" {
		k.Revoked = append(k.Revoked, k.Code)
	}
	k.Code = code
	w.promise.Stores[atStore] = k
	return nil
}

// stick is a folder that was there before, as a stick is.
func stick(w *worker) error {
	if err := os.Mkdir(filepath.Join(w.root, atStick), 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	d, err := os.Open(w.root)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// ofTheDay makes the copy that the program makes by itself, in a folder that it makes.
func ofTheDay(w *worker) error {
	folder := filepath.Join(w.root, atBackups)
	if _, err := backup.Keep(context.Background(), w.s, folder, w.now); err != nil {
		return err
	}
	all, err := backup.List(folder, time.UTC)
	if err != nil {
		return err
	}
	for _, i := range all {
		w.promise.Backups = append(w.promise.Backups, filepath.Join(atBackups, filepath.Base(i.Path)))
	}
	return nil
}

func back(w *worker) error {
	i, err := backup.Write(context.Background(), w.s, filepath.Join(w.root, atStick), w.now)
	if err != nil {
		return err
	}
	path, err := filepath.Rel(w.root, i.Path)
	w.promise.Backups = append(w.promise.Backups, path)
	w.backed = int(w.s.Stat().Entries)
	return err
}

// erase destroys one of the people.
func erase(n int) func(*worker) error {
	return func(w *worker) error {
		p := w.people[n]
		_, err := w.s.Erase(context.Background(), nil, func(tx *store.EraseTx) error {
			return errors.Join(tx.Destroy(p.Owner), tx.Audit(store.ActionErased, record.KindPerson, p.ID))
		})
		return w.without(n, err)
	}
}

func rotate(w *worker) error { return w.s.Rotate(context.Background(), nil) }

func compact(w *worker) error { return w.s.Compact(context.Background(), nil) }

// journal writes down beside the copies what was erased.
func journal(w *worker) error {
	k := w.own()
	if err := w.s.View(func(tx *store.Tx) error {
		all, err := tx.Erasures()
		k.Journal = len(all)
		return err
	}); err != nil {
		return err
	}
	w.promise.Stores[atStore] = k
	return backup.WriteJournal(w.s, filepath.Join(w.root, atStick), w.now)
}

// restore puts the newest copy back in a folder that is not there. What was erased since is erased again.
func restore(w *worker) error {
	from := filepath.Join(w.root, w.promise.Backups[len(w.promise.Backups)-1])
	k, target := w.own(), filepath.Join(w.root, atRestored)
	secret := keyfile.Passphrase([]byte(k.Phrase))
	if _, err := backup.Restore(context.Background(), from, secret, target, w.options()); err != nil {
		return err
	}
	return restored(w)
}

func restored(w *worker) error {
	k := w.own()
	k.Entries = w.backed + 1 // it says that it was put back
	w.promise.Stores[atRestored] = k
	return nil
}
