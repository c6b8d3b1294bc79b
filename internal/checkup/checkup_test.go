package checkup_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/checkup"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// childDoes is set for the process that the checker starts: what it does instead of, or before, checking.
const childDoes = "SCHAKEL_TEST_CHECK"

func TestMain(m *testing.M) {
	switch os.Getenv(childDoes) {
	case "":
		os.Exit(m.Run())
	case "check":
		if os.Getenv("SCHAKEL_PASSPHRASE") != "" {
			os.Exit(1)
		}
		code, meant := checkup.Main(os.Args[1:])
		if !meant {
			code = 1
		}
		os.Exit(code)
	case "hang":
		time.Sleep(time.Hour)
	case "panic":
		panic("damage")
	case "killed":
		p, _ := os.FindProcess(os.Getpid())
		_ = p.Kill()
		time.Sleep(time.Hour)
	case "odd":
		os.Exit(79)
	}
}

const phrase = "kikker fiets lampje boter wolken"

func options() store.Options {
	return store.Options{Cost: keyfile.QuickCost()}
}

// left makes a store with some people in it, closes it, and leaves the mark of an unclean exit.
func left(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	s, err := store.Create(dir, []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	for range 40 {
		p := &record.Person{First: record.Text("Fatima"), Note: record.Text(string(bytes.Repeat([]byte("x"), 900)))}
		if p.ID, err = record.NewID(nil); err != nil {
			t.Fatal(err)
		}
		p.Owner = p.ID
		if err := s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "open"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// checker starts this test as the process that checks.
func checker(does string, limit time.Duration, started *int) *checkup.Checker {
	return checkup.With(func(ctx context.Context, dir string) (*exec.Cmd, error) {
		*started++
		cmd := exec.CommandContext(ctx, os.Args[0], checkup.Command, dir)
		cmd.Env = append(os.Environ(), childDoes+"="+does)
		return cmd, nil
	}, func(int64) time.Duration { return limit })
}

// pages changes the file of a store, of which m is the newest meta page.
func pages(t *testing.T, dir string, change func(data []byte, root, freelist uint64) []byte) {
	t.Helper()
	path := filepath.Join(dir, "store.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n, at := binary.NativeEndian, 16
	if n.Uint64(data[4096+16+48:]) > n.Uint64(data[16+48:]) {
		at += 4096
	}
	if err := os.WriteFile(path, change(data, n.Uint64(data[at+16:]), n.Uint64(data[at+32:])), 0o600); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		data, err := os.ReadFile(filepath.Join(dir, n.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[n.Name()] = string(data)
	}
	return all
}

func TestEveryDamageIsSaidByTheChildAndNothingIsTouched(t *testing.T) {
	t.Setenv("SCHAKEL_PASSPHRASE", "")
	for name, c := range map[string]struct {
		change func(t *testing.T, dir string)
		want   error
	}{
		"a good file": {func(*testing.T, string) {}, nil},
		"a list of free pages that lies": {func(t *testing.T, dir string) {
			pages(t, dir, func(data []byte, _, free uint64) []byte {
				binary.NativeEndian.PutUint64(data[free*4096+16:], 1<<40)
				return data
			})
		}, store.ErrDamaged},
		"a list of free pages with too many": {func(t *testing.T, dir string) {
			pages(t, dir, func(data []byte, _, free uint64) []byte {
				binary.NativeEndian.PutUint16(data[free*4096+10:], 0xfffe)
				return data
			})
		}, store.ErrDamaged},
		"cut off": {func(t *testing.T, dir string) {
			pages(t, dir, func(data []byte, _, _ uint64) []byte { return data[:len(data)/2] })
		}, store.ErrDamaged},
		"cut off within the first pages": {func(t *testing.T, dir string) {
			pages(t, dir, func(data []byte, _, _ uint64) []byte { return data[:5000] })
		}, store.ErrDamaged},
		"empty": {func(t *testing.T, dir string) {
			pages(t, dir, func([]byte, uint64, uint64) []byte { return nil })
		}, store.ErrDamaged},
		"pages of zeros": {func(t *testing.T, dir string) {
			pages(t, dir, func(data []byte, root, _ uint64) []byte {
				clear(data[root*4096 : root*4096+4096])
				return data
			})
		}, store.ErrDamaged},
		"key slots that are damaged": {func(t *testing.T, dir string) {
			path := filepath.Join(dir, "keys")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			data[40] ^= 1
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}, keyfile.ErrDamaged},
		"no key slots": {func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "keys")); err != nil {
				t.Fatal(err)
			}
		}, keyfile.ErrMissing},
		"no file": {func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "store.db")); err != nil {
				t.Fatal(err)
			}
		}, store.ErrMissing},
	} {
		t.Run(name, func(t *testing.T) {
			dir, started := left(t), 0
			c.change(t, dir)
			before := content(t, dir)
			err := checker("check", time.Minute, &started).Check(t.Context(), dir)
			if !errors.Is(err, c.want) || c.want != nil && errors.Is(err, store.ErrUnchecked) {
				t.Errorf("%v, want %v", err, c.want)
			}
			for n, text := range content(t, dir) {
				if before[n] != text {
					t.Errorf("%s was changed by the check", n)
				}
				delete(before, n)
			}
			if len(before) > 0 {
				t.Error("the check removed a file")
			}
		})
	}
}

func TestOpenStoreIsInUseAndNotDamaged(t *testing.T) {
	dir, started := left(t), 0
	s, err := store.Open(dir, keyfile.Passphrase([]byte(phrase)), options())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := checker("check", time.Minute, &started).Check(t.Context(), dir); !errors.Is(err, store.ErrInUse) {
		t.Errorf("%v", err)
	}
}

func TestChildThatEndsOtherwiseCountsAsDamage(t *testing.T) {
	for does, limit := range map[string]time.Duration{"hang": 300 * time.Millisecond, "panic": time.Minute, "killed": time.Minute, "odd": time.Minute} {
		dir, started := left(t), 0
		c := checker(does, limit, &started)
		for range 2 {
			if err := c.Check(t.Context(), dir); !errors.Is(err, store.ErrUnchecked) || !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%s: %v", does, err)
			}
		}
		if started != 2 {
			t.Errorf("%s: %d processes: a check that failed is done again", does, started)
		}
	}
}

func TestWholeFileIsCheckedOnceUntilItChanges(t *testing.T) {
	dir, started := left(t), 0
	c := checker("check", time.Minute, &started)
	for range 3 {
		if err := c.Check(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	if started != 1 {
		t.Errorf("%d processes for a file that did not change", started)
	}
	pages(t, dir, func(data []byte, root, _ uint64) []byte {
		clear(data[root*4096 : root*4096+4096])
		return append(data, make([]byte, 4096)...)
	})
	if err := c.Check(t.Context(), dir); !errors.Is(err, store.ErrDamaged) || started != 2 {
		t.Errorf("%v after %d processes", err, started)
	}
}

func TestWhoeverStopsWaitingGetsNoVerdict(t *testing.T) {
	dir, started := left(t), 0
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := checker("hang", time.Minute, &started).Check(ctx, dir); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, store.ErrDamaged) {
		t.Errorf("%v", err)
	}
}

func TestLimitGrowsWithTheFile(t *testing.T) {
	if small, large := checkup.Limit(0), checkup.Limit(1<<30); small < 10*time.Second || large < small+3*time.Minute {
		t.Errorf("%v, %v", small, large)
	}
}
