package carrier_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

// memoryFolder is where the worlds of these tests live: in memory where the system has a folder for it. What a disk does when the power
// goes is tested elsewhere.
func memoryFolder() string {
	const shm = "/dev/shm"
	if os.Getenv("TMPDIR") == "" {
		if f, err := os.CreateTemp(shm, "road-*"); err == nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			return shm
		}
	}
	return os.TempDir()
}

// closable is an endpoint's store.
type closable interface {
	intake.Store
	Close() error
}

// opener opens the endpoint's store of the world in a folder, again and again.
type opener func(dir string) (closable, error)

func embedded(dir string) (closable, error) { return bolt.Open(filepath.Join(dir, "inbox.db")) }

// served gives an opener on one server of PostgreSQL: every world has a database of its own, whose address stands by its folder. It skips the
// test where no server is installed.
func served(t *testing.T) (opener, map[string]string) {
	t.Helper()
	server, err := scratch.Start(context.Background(), scratch.Options{Settings: []string{"fsync=off", "max_connections=40"}})
	if errors.Is(err, scratch.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	made := map[string]string{}
	return func(dir string) (closable, error) {
		address, ok := made[dir]
		if !ok {
			var err error
			if address, err = server.Make(context.Background(), fmt.Sprintf("road_%d", len(made))); err != nil {
				return nil, err
			}
			made[dir] = address
		}
		return postgres.Open(context.Background(), address, postgres.Options{})
	}, made
}

// fullStore is an endpoint's store whose disk can be full, or that breaks off after it committed.
type fullStore struct {
	closable
	mode atomic.Int32 // 0 well, 1 full, 2 committed but reported as failed
}

func (f *fullStore) Update(write func(intake.Tx) error) error {
	switch f.mode.Load() {
	case 1:
		return intake.ErrStore
	case 2:
		return errors.Join(f.closable.Update(write), intake.ErrStore)
	}
	return f.closable.Update(write)
}
