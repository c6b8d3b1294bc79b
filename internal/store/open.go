package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/durable"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// Exists reports whether there is a store in the folder.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileStore))
	return err == nil
}

// Create makes an empty store in a folder, which it makes too when it is not there, and opens it. The passphrase must pass
// keyfile.CheckPassphrase. A folder that has a store is ErrExists. When it fails, no half store is left.
func Create(dir string, passphrase []byte, o Options) (*Store, error) {
	o = o.filled()
	if err := keyfile.CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	if Exists(dir) {
		return nil, ErrExists
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, mapError(err)
	}
	if err := clearWay(dir); err != nil {
		return nil, mapError(err)
	}
	master, err := seal.NewKey(o.Random)
	if err != nil {
		return nil, err
	}
	defer master.Wipe()
	secret := keyfile.Passphrase(passphrase)
	defer secret.Wipe()
	if err := create(dir, secret, master, o); err != nil {
		return nil, mapError(err)
	}
	return open(dir, o, func(*keyfile.File) (*seal.Key, error) { return seal.KeyFrom(master.Bytes()), nil })
}

// clearWay makes an empty folder private, and puts key slots aside that were left by a creation that broke off, or that are all that
// is left of a store: they are never thrown away.
func clearWay(dir string) error {
	names, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		_ = os.Chmod(dir, 0o700) // a stick may not know modes
	}
	keys := filepath.Join(dir, fileKeys)
	if _, err := os.Stat(keys); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	aside := keys + ".old"
	for n := 2; ; n++ {
		if _, err := os.Stat(aside); errors.Is(err, fs.ErrNotExist) {
			return os.Rename(keys, aside)
		}
		aside = keys + ".old" + strconv.Itoa(n)
	}
}

func create(dir string, secret keyfile.Secret, master *seal.Key, o Options) error {
	draft := filepath.Join(dir, fileDraft)
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	s := &Store{dir: dir, options: o, random: o.Random, master: master, keys: map[record.ID]*seal.Key{}}
	id, err := record.NewID(o.Random)
	if err != nil {
		return err
	}
	slots := keyfile.New(id)
	if err := slots.Set(secret, master, o.cost(), o.Random); err != nil {
		return err
	}
	if err := slots.Write(filepath.Join(dir, fileKeys), master); err != nil {
		return err
	}
	if s.db, err = openDatabase(draft, true); err != nil {
		return err
	}
	err = s.db.Update(func(tx *bolt.Tx) error { return s.writeFirst(tx, id) })
	if cerr := s.db.Close(); err == nil {
		err = cerr
	}
	s.master = nil
	s.wipe()
	if err != nil {
		_ = os.Remove(draft)
		return err
	}
	if err := os.Rename(draft, filepath.Join(dir, fileStore)); err != nil {
		return err
	}
	return durable.Path(dir)
}

// writeFirst fills a new file: the buckets, the header, the store's own key and an empty audit chain.
func (s *Store) writeFirst(tx *bolt.Tx, id record.ID) error {
	for _, letter := range allBuckets {
		if _, err := tx.CreateBucket([]byte(string(letter))); err != nil {
			return err
		}
	}
	var err error
	s.head.store, s.head.schema = id, s.options.schema()
	s.head.created = s.options.Now()
	if s.head.names, err = seal.NewKey(s.random); err != nil {
		return err
	}
	if s.head.locator, err = seal.NewKey(s.random); err != nil {
		return err
	}
	k, err := s.master.Derive(labelHeader)
	if err != nil {
		return err
	}
	defer k.Wipe()
	plain := s.head.marshal()
	defer clear(plain)
	value := s.head.clear()
	if value, err = k.Seal(value, plain, s.head.place(bucketHeader, []byte(keyHeader), record.ID{}, 0), s.random); err != nil {
		return err
	}
	if err := tx.Bucket([]byte{bucketHeader}).Put([]byte(keyHeader), value); err != nil {
		return err
	}
	if s.owners, err = s.master.Derive(labelOwners); err != nil {
		return err
	}
	first := &Tx{store: s, bolt: tx, write: true, now: s.options.Now().UTC()}
	if _, err := first.ownerFor(record.ID{}); err != nil {
		return err
	}
	s.keys = first.newKeys
	return first.flushTail()
}

// Open opens the store in a folder. Errors: ErrMissing; ErrInUse, at once; ErrSecret for a wrong passphrase or code; ErrDamaged;
// ErrNewer; ErrReadOnly; keyfile.ErrMissing. After any of them the files are as they were.
func Open(dir string, secret keyfile.Secret, o Options) (*Store, error) {
	o = o.filled()
	return open(dir, o, func(slots *keyfile.File) (*seal.Key, error) { return slots.Unlock(secret, o.Cost) })
}

// Look tells, before anybody types a passphrase, why the store in a folder cannot be opened: ErrMissing; ErrInUse; ErrDamaged when
// that shows from outside; ErrReadOnly. It needs no secret and leaves the files as they are.
func Look(dir string) error {
	db, err := openDatabase(filepath.Join(dir, fileStore), false)
	if err != nil {
		return mapError(err)
	}
	err = inspect(db.file, marked(dir))
	if closing := guard(db.Close); closing != nil {
		db.release()
		err = errors.Join(err, closing)
	}
	return mapError(err)
}

// opener gets the master key out of the slots.
type opener func(*keyfile.File) (*seal.Key, error)

func open(dir string, o Options, get opener) (*Store, error) {
	s := &Store{dir: dir, options: o, random: o.Random, keys: map[record.ID]*seal.Key{}}
	db, err := openDatabase(filepath.Join(dir, fileStore), false)
	if err != nil {
		return nil, mapError(err)
	}
	s.db = db
	s.unclean = marked(dir)
	if err := s.unlock(get); err != nil {
		s.discard()
		return nil, mapError(err)
	}
	return s, nil
}

func (s *Store) unlock(get opener) error {
	if err := inspect(s.db.file, s.unclean); err != nil {
		return err
	}
	// The pages are walked while the key is derived: it costs a core and no time.
	walked := make(chan error, 1)
	go func() { walked <- structure(s.db.file) }()
	err := s.readKeys(get)
	if werr := <-walked; werr != nil {
		return werr
	}
	if err != nil {
		return err
	}
	if s.head.schema < s.options.schema() {
		err = s.migrate()
	} else {
		err = damaged(s.load())
	}
	if err != nil {
		return err
	}
	if err := mark(s.dir); err != nil {
		return err
	}
	clearWork(s.dir)
	dropKept(s.dir, false, s.options.Now())
	if err := dropNext(s.dir); err != nil {
		return err
	}
	s.refresh()
	s.options.Log.Debug("store open", "records", s.index.len(), "unclean", s.unclean)
	return nil
}

// readKeys reads the header and opens it with the master key that it gets out of the slots.
func (s *Store) readKeys(get opener) error {
	value, err := s.readHeader()
	if err != nil {
		return err
	}
	if s.turning() {
		// A new master key was given and the end came between the file and its slots.
		if s.readSlots(fileKeysNext, get, value) == nil {
			if err := os.Rename(filepath.Join(s.dir, fileKeysNext), filepath.Join(s.dir, fileKeys)); err != nil {
				return err
			}
			return durable.Dir(s.dir)
		}
		s.forget()
	}
	return s.readSlots(fileKeys, get, value)
}

// turning reports whether there are slots that still have to be put in place for the file that is.
func (s *Store) turning() bool {
	if _, err := os.Stat(filepath.Join(s.dir, fileKeysNext)); err != nil {
		return false
	}
	_, err := os.Stat(filepath.Join(s.dir, fileNext))
	return errors.Is(err, fs.ErrNotExist)
}

// forget lets go of keys that did not open the store.
func (s *Store) forget() {
	for _, k := range []*seal.Key{s.master, s.owners, s.head.names, s.head.locator} {
		k.Wipe()
	}
	s.master, s.owners, s.head.names, s.head.locator = nil, nil, nil, nil
}

func (s *Store) readSlots(name string, get opener, header []byte) (err error) {
	if s.slots, err = keyfile.Read(filepath.Join(s.dir, name)); err != nil {
		return err
	}
	if s.master, err = get(s.slots); err != nil {
		return err
	}
	if s.slots.Store != s.head.store {
		return ErrDamaged // the slots of another store
	}
	return s.openHeader(header)
}

// damaged makes a value that does not open an error about the store.
func damaged(err error) error {
	if errors.Is(err, seal.ErrOpen) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// readHeader reads the clear part of the header and returns the sealed part.
func (s *Store) readHeader() (value []byte, err error) {
	err = guard(func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			for _, letter := range allBuckets {
				if tx.Bucket([]byte(string(letter))) == nil {
					return ErrDamaged
				}
			}
			value = append(value, tx.Bucket([]byte{bucketHeader}).Get([]byte(keyHeader))...)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	if len(value) < headerClear {
		return nil, ErrDamaged
	}
	switch s.head.schema = uint16(value[0])<<8 | uint16(value[1]); {
	case s.head.schema > s.options.schema():
		return nil, ErrNewer
	case s.head.schema < schemaFirst:
		return nil, ErrDamaged // there has been no older one
	}
	copy(s.head.store[:], value[2:])
	return value[headerClear:], nil
}

func (s *Store) openHeader(value []byte) error {
	k, err := s.master.Derive(labelHeader)
	if err != nil {
		return err
	}
	defer k.Wipe()
	plain, err := k.Open(value, s.head.place(bucketHeader, []byte(keyHeader), record.ID{}, 0))
	if err != nil || !s.head.unmarshal(plain) {
		return ErrDamaged
	}
	s.owners, err = s.master.Derive(labelOwners)
	return err
}
