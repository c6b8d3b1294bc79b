//go:build unix

package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

// fill writes until the store refuses and holds it against what every store promises then.
func fill(s intake.Store) error {
	block := bytes.Repeat([]byte{7}, 256<<10)
	var last error
	n := byte(0)
	for ; last == nil && n < 200; n++ {
		last = s.Update(func(tx intake.Tx) error {
			for part := range byte(4) {
				if err := tx.Put(bucket, []byte{n, part}, block); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if !errors.Is(last, intake.ErrStore) || fault.Of(last) != fault.Offline {
		return errors.Join(errors.New("a full disk gives"), last)
	}
	seen := map[byte]int{}
	err := s.View(func(tx intake.Tx) error {
		clear(seen)
		return tx.Scan(bucket, nil, func(key, _ []byte) (bool, error) {
			seen[key[0]]++
			return true, nil
		})
	})
	if err != nil || len(seen) != int(n)-1 {
		return errors.Join(errors.New("what was there cannot be read"), err)
	}
	for one, parts := range seen {
		if parts != 4 || one == n-1 {
			return errors.New("a transaction is half there")
		}
	}
	return nil
}

// fillUp is the process of TestFullDisk over bolt.
func fillUp(address string) int {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 6 << 20, Max: 6 << 20}); err != nil {
		return 3
	}
	s, err := bolt.Open(address)
	if err != nil {
		return 4
	}
	if err := fill(s); err != nil {
		_, _ = os.Stderr.WriteString(err.Error())
		return 5
	}
	return 0
}

func TestFullDisk(t *testing.T) {
	t.Run("bolt", func(t *testing.T) {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "INTAKE_TEST_FULL="+filepath.Join(t.TempDir(), "inbox.db"))
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	t.Run("postgres", func(t *testing.T) {
		pg, err := scratch.Start(context.Background(), scratch.Options{FileLimit: 6 << 10, Settings: []string{"fsync=off"}})
		if errors.Is(err, scratch.ErrMissing) {
			t.Skip(err)
		}
		must(t, err)
		t.Cleanup(func() { _ = pg.Stop() })
		address, err := pg.Make(context.Background(), "small")
		must(t, err)
		s, err := postgres.Open(context.Background(), address, postgres.Options{})
		must(t, err)
		t.Cleanup(func() { _ = s.Close() })
		must(t, fillDifferent(s))
	})
}

// fillDifferent is fill with values that the database cannot make smaller.
func fillDifferent(s intake.Store) error { return fill(incompressible{s}) }

type incompressible struct{ intake.Store }

func (i incompressible) Update(write func(intake.Tx) error) error {
	return i.Store.Update(func(tx intake.Tx) error { return write(noise{tx}) })
}

type noise struct{ intake.Tx }

func (n noise) Put(b intake.Bucket, key, value []byte) error {
	state := uint32(key[0])<<8 | uint32(key[1]) | 1
	value = bytes.Clone(value)
	for i := range value {
		state = state*1664525 + 1013904223
		value[i] = byte(state >> 24)
	}
	return n.Tx.Put(b, key, value)
}
