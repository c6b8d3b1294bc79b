package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/durable"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// ActionMigrated is the audit entry of a store that was brought to a newer schema.
const ActionMigrated = "migrated"

// A migration turns what one value holds into what the next schema has there. The letter is that of its bucket. What it returns is
// sealed anew in its place.
type migration func(bucket byte, plain []byte) ([]byte, error)

// migrations is the way from the first schema to the newest, one step each. A step that was released never changes.
func migrations() []migration { return nil }

func (o Options) migrations() []migration {
	if o.steps != nil {
		return o.steps
	}
	return migrations()
}

// schema is the newest schema, in which stores are made.
func (o Options) schema() uint16 { return schemaFirst + uint16(len(o.migrations())) }

const (
	keptPrefix = "before-"           // and the schema to which the store was brought: the folder with the store as it was
	keptFor    = 90 * 24 * time.Hour // as long as the copies that the program makes by itself
)

// migrate brings a store to the newest schema, in a new file, after keeping the file as it was. What fails leaves the old one in place.
func (s *Store) migrate() error {
	err := guard(func() error { return s.db.View(func(tx *bolt.Tx) error { return s.loadKeys(tx) }) })
	if err != nil {
		return damaged(err)
	}
	if err := keepOld(s.dir, s.options.schema()); err != nil {
		return err
	}
	w := &rewriting{steps: s.options.migrations()[s.head.schema-schemaFirst:]}
	_, err = s.rewrite(context.Background(), w, func(tx *Tx) error { return tx.Audit(ActionMigrated, record.KindNone, record.ID{}) })
	if err != nil && errors.Is(err, seal.ErrOpen) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// keepOld copies the store as it is into a folder of its own. One that is there already is of an attempt that did not end well: the same.
func keepOld(dir string, to uint16) error {
	kept := filepath.Join(dir, fmt.Sprintf("%s%d", keptPrefix, to))
	if _, err := os.Stat(kept); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part, err := os.MkdirTemp(dir, ".before-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(part) }()
	for _, name := range []string{fileKeys, fileStore} {
		if err := copyFile(filepath.Join(dir, name), filepath.Join(part, name)); err != nil {
			return err
		}
	}
	if err := errors.Join(durable.Dir(part), os.Rename(part, kept)); err != nil {
		return err
	}
	return durable.Dir(dir)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// dropKept removes the stores that were kept before a migration: all of them, because they hold what was erased, or those that are too old.
func dropKept(dir string, all bool, now time.Time) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, n := range names {
		if !n.IsDir() || !strings.HasPrefix(n.Name(), keptPrefix) && !strings.HasPrefix(n.Name(), "."+keptPrefix) {
			continue
		}
		if info, err := n.Info(); all || err == nil && now.Sub(info.ModTime()) > keptFor {
			_ = os.RemoveAll(filepath.Join(dir, n.Name()))
		}
	}
}
