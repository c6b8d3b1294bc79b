package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"schakel/internal/intake"
)

// promise is one thing that every store promises.
type promise struct {
	name string
	run  func(t *testing.T, k kind, address string)
}

// promises is the table that every implementation is held against.
func promises() []promise {
	return []promise{
		{"a transaction is whole or not", wholeOrNot},
		{"a transaction sees its own writes", ownWrites},
		{"scan goes in byte order", scanOrder},
		{"scan goes over many rows and lets itself be changed", scanChanged},
		{"next never twice, also over failures", neverTwice},
		{"counters become visible in their order", inOrder},
		{"nobody's change is lost", noLostUpdate},
		{"a reader sees one state", oneState},
		{"counters are read and raised", raised},
		{"a process that dies leaves nothing half", diesInside},
		{"nothing erased is left", nothingLeft},
		{"a closed store says so", closed},
	}
}

func TestStoresKeepTheirPromises(t *testing.T) {
	for _, k := range kinds() {
		for _, p := range promises() {
			t.Run(k.name+"/"+p.name, func(t *testing.T) { p.run(t, k, k.place(t)) })
		}
	}
}

const bucket = intake.BucketAccounts

func write(t *testing.T, s intake.Store, pairs ...string) {
	t.Helper()
	must(t, s.Update(func(tx intake.Tx) error { return putAll(tx, pairs...) }))
}

func putAll(tx intake.Tx, pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if err := tx.Put(bucket, []byte(pairs[i]), []byte(pairs[i+1])); err != nil {
			return err
		}
	}
	return nil
}

func all(t *testing.T, s intake.Store) string {
	t.Helper()
	var out []string
	must(t, s.View(func(tx intake.Tx) error {
		out = nil
		return tx.Scan(bucket, nil, func(key, value []byte) (bool, error) {
			out = append(out, string(key)+"="+string(value))
			return true, nil
		})
	}))
	return strings.Join(out, " ")
}

func wholeOrNot(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	write(t, s, "a", "1")
	stop := errors.New("stop")
	err := s.Update(func(tx intake.Tx) error {
		if err := errors.Join(putAll(tx, "a", "2", "b", "2"), tx.Delete(bucket, []byte("a"))); err != nil {
			return err
		}
		if _, err := tx.Next(bucket); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) || all(t, s) != "a=1" {
		t.Errorf("%v, %q", err, all(t, s))
	}
	must(t, s.Close())
	if again := openKind(t, k, address); all(t, again) != "a=1" {
		t.Errorf("after reopening %q", all(t, again))
	}
}

func ownWrites(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	write(t, s, "a", "1", "c", "3")
	large := strings.Repeat("\x00\xff", 40<<10)
	var seen []string
	must(t, s.Update(func(tx intake.Tx) error {
		seen = nil
		if err := errors.Join(putAll(tx, "b", "2", "e", "", "large", large), tx.Delete(bucket, []byte("c")), tx.Delete(bucket, []byte("never"))); err != nil {
			return err
		}
		for key, want := range map[string]string{"a": "1", "b": "2", "e": "", "large": large} {
			if got, err := tx.Get(bucket, []byte(key)); err != nil || got == nil || string(got) != want {
				t.Errorf("%s: %d bytes, %v", key, len(got), err)
			}
		}
		for _, key := range []string{"c", "never"} {
			if got, err := tx.Get(bucket, []byte(key)); err != nil || got != nil {
				t.Errorf("%s: %q, %v", key, got, err)
			}
		}
		return tx.Scan(bucket, nil, func(key, _ []byte) (bool, error) {
			seen = append(seen, string(key))
			return true, nil
		})
	}))
	if want := []string{"a", "b", "e", "large"}; !slices.Equal(seen, want) {
		t.Errorf("scanned %q, want %q", seen, want)
	}
	must(t, s.View(func(tx intake.Tx) error {
		if got, err := tx.Get(bucket, []byte("e")); err != nil || got == nil || len(got) != 0 {
			t.Errorf("an empty value came back as %v, %v", got, err)
		}
		return nil
	}))
}

func scanOrder(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	keys := []string{"\x00", "\x00\x00", "A", "Z", "a", "a\x00b", "aa", "b", "\x7f", "\x80", "\xc3\xa9", "\xff", "\xff\xff"}
	shuffled := slices.Clone(keys)
	slices.Reverse(shuffled)
	for _, key := range shuffled {
		write(t, s, key, "x")
	}
	for from := range keys {
		var seen []string
		must(t, s.View(func(tx intake.Tx) error {
			seen = nil
			return tx.Scan(bucket, []byte(keys[from]), func(key, _ []byte) (bool, error) {
				seen = append(seen, string(key))
				return len(seen) < 3, nil
			})
		}))
		if want := keys[from:min(from+3, len(keys))]; !slices.Equal(seen, want) {
			t.Errorf("from %q: %q, want %q", keys[from], seen, want)
		}
	}
	stop := errors.New("stop")
	err := s.View(func(tx intake.Tx) error {
		return tx.Scan(bucket, nil, func(_, _ []byte) (bool, error) { return true, stop })
	})
	if !errors.Is(err, stop) {
		t.Errorf("the visitor's error came back as %v", err)
	}
}

func scanChanged(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	const n = 1200
	must(t, s.Update(func(tx intake.Tx) error {
		for i := range n {
			if err := putAll(tx, fmt.Sprintf("%05d", i), "x"); err != nil {
				return err
			}
		}
		return tx.Put(intake.BucketSessions, []byte("other"), []byte("x"))
	}))
	count := 0
	must(t, s.View(func(tx intake.Tx) error {
		count = 0
		return tx.Scan(bucket, nil, func(key, _ []byte) (bool, error) {
			count++
			value, err := tx.Get(bucket, key)
			if string(value) != "x" {
				t.Errorf("%s is %q inside a scan", key, value)
			}
			return true, err
		})
	}))
	if count != n {
		t.Errorf("%d of %d", count, n)
	}
	must(t, s.Update(func(tx intake.Tx) error {
		var half [][]byte
		if err := tx.Scan(bucket, []byte("00600"), func(key, _ []byte) (bool, error) {
			half = append(half, key)
			return true, nil
		}); err != nil {
			return err
		}
		for _, key := range half {
			if err := tx.Delete(bucket, key); err != nil {
				return err
			}
		}
		return nil
	}))
	if got := len(strings.Fields(all(t, s))); got != 600 {
		t.Errorf("%d left, want 600", got)
	}
}

// crowd runs work in several goroutines, over two openings of the store where it may be open twice.
func crowd(t *testing.T, k kind, address string, workers int, work func(s intake.Store, worker int) error) []opened {
	t.Helper()
	stores := []opened{openKind(t, k, address)}
	if k.shared {
		stores = append(stores, openKind(t, k, address))
	}
	var group sync.WaitGroup
	failed := make(chan error, workers)
	for i := range workers {
		group.Go(func() { failed <- work(stores[i%len(stores)], i) })
	}
	group.Wait()
	for range workers {
		must(t, <-failed)
	}
	return stores
}

func neverTwice(t *testing.T, k kind, address string) {
	var mu sync.Mutex
	var kept []uint64
	stop := errors.New("stop")
	crowd(t, k, address, 6, func(s intake.Store, worker int) error {
		for round := range 15 {
			var got []uint64
			err := s.Update(func(tx intake.Tx) error {
				got = nil
				for range 2 {
					n, err := tx.Next(bucket)
					if err != nil {
						return err
					}
					got = append(got, n)
				}
				if (round+worker)%4 == 0 {
					return stop
				}
				return tx.Put(bucket, fmt.Appendf(nil, "%d-%d", worker, round), []byte("x"))
			})
			switch {
			case errors.Is(err, stop):
			case err != nil:
				return err
			default:
				if got[1] != got[0]+1 {
					return fmt.Errorf("%d after %d", got[1], got[0])
				}
				mu.Lock()
				kept = append(kept, got...)
				mu.Unlock()
			}
		}
		return nil
	})
	slices.Sort(kept)
	if unique := slices.Compact(slices.Clone(kept)); len(unique) != len(kept) {
		t.Errorf("%d numbers, %d of them different", len(kept), len(unique))
	}
}

// inOrder: whoever reads as far as n never hears later of one below it, so that a cursor passes over nothing.
func inOrder(t *testing.T, k kind, address string) {
	const writers, rounds = 4, 20
	cursor := uint64(0)
	var writing atomic.Int64
	writing.Store(writers)
	crowd(t, k, address, writers+1, func(s intake.Store, worker int) error {
		if worker < writers {
			defer writing.Add(-1)
			for range rounds {
				if err := s.Update(func(tx intake.Tx) error {
					n, err := tx.Next(bucket)
					if err != nil {
						return err
					}
					return tx.Put(bucket, fmt.Appendf(nil, "%08d", n), []byte("x"))
				}); err != nil {
					return err
				}
			}
			return nil
		}
		for cursor < writers*rounds {
			if writing.Load() == 0 { // one more look sees all that there ever will be
				writing.Store(-1)
			} else if writing.Load() < 0 {
				return fmt.Errorf("only %d", cursor)
			}
			if err := s.View(func(tx intake.Tx) error {
				next := cursor
				err := tx.Scan(bucket, fmt.Appendf(nil, "%08d", cursor+1), func(key, _ []byte) (bool, error) {
					if next++; string(key) != fmt.Sprintf("%08d", next) {
						return false, fmt.Errorf("%s where %d is next", key, next)
					}
					return true, nil
				})
				cursor = next
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

func noLostUpdate(t *testing.T, k kind, address string) {
	const workers, rounds = 6, 20
	stores := crowd(t, k, address, workers, func(s intake.Store, _ int) error {
		for range rounds {
			if err := s.Update(func(tx intake.Tx) error {
				old, err := tx.Get(bucket, []byte("sum"))
				if err != nil {
					return err
				}
				return tx.Put(bucket, []byte("sum"), append(bytes.Clone(old), '+'))
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if got := len(all(t, stores[0])) - len("sum="); got != workers*rounds {
		t.Errorf("%d changes are there, want %d", got, workers*rounds)
	}
}

// oneState: the two values always change together.
func oneState(t *testing.T, k kind, address string) {
	crowd(t, k, address, 4, func(s intake.Store, worker int) error {
		for round := range 25 {
			value := fmt.Sprintf("%d-%d", worker, round)
			if worker%2 == 0 {
				if err := s.Update(func(tx intake.Tx) error { return putAll(tx, "a", value, "b", value) }); err != nil {
					return err
				}
				continue
			}
			if err := s.View(func(tx intake.Tx) error {
				a, errA := tx.Get(bucket, []byte("a"))
				var b []byte
				errB := tx.Scan(bucket, []byte("b"), func(_, value []byte) (bool, error) {
					b = bytes.Clone(value)
					return false, nil
				})
				if !bytes.Equal(a, b) {
					return fmt.Errorf("%q beside %q", a, b)
				}
				return errors.Join(errA, errB)
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

func raised(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	var got []uint64
	must(t, s.Update(func(tx intake.Tx) error {
		got = nil
		note := func(n uint64, err error) error { got = append(got, n); return err }
		return errors.Join(note(tx.Last(bucket)), note(tx.Next(bucket)), note(tx.Last(bucket)),
			tx.Raise(bucket, 40), note(tx.Last(bucket)), tx.Raise(bucket, 7), note(tx.Next(bucket)))
	}))
	must(t, s.View(func(tx intake.Tx) error {
		n, err := tx.Last(bucket)
		other, otherErr := tx.Last(intake.BucketSessions)
		got = append(got, n, other)
		return errors.Join(err, otherErr)
	}))
	if want := []uint64{0, 1, 1, 40, 41, 41, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// dieInside is the process of diesInside.
func dieInside(name, address string) {
	for _, k := range kinds() {
		if k.name != name {
			continue
		}
		s, err := k.open(address)
		if err != nil {
			os.Exit(3)
		}
		_ = s.Update(func(tx intake.Tx) error {
			_ = putAll(tx, "a", "half", "b", "half")
			_, _ = tx.Next(bucket)
			_ = tx.Scan(bucket, nil, func(_, _ []byte) (bool, error) { return true, nil }) // what is held is sent
			p, _ := os.FindProcess(os.Getpid())
			_ = p.Kill()
			select {}
		})
	}
	os.Exit(4)
}

func diesInside(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	write(t, s, "a", "1")
	must(t, s.Close())
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "INTAKE_TEST_DIES="+k.name, "INTAKE_TEST_ADDRESS="+address)
	if err := child.Run(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the process ended with %v", err)
	}
	s = openKind(t, k, address)
	if got := all(t, s); got != "a=1" {
		t.Errorf("after the death %q", got)
	}
	must(t, s.Update(func(tx intake.Tx) error { // and nobody waits for the dead
		if n, err := tx.Next(bucket); n != 1 || err != nil {
			t.Errorf("the counter is %d, %v", n, err)
		}
		return nil
	}))
}

func closed(t *testing.T, k kind, address string) {
	s := openKind(t, k, address)
	must(t, s.Close())
	for _, err := range []error{s.Update(func(intake.Tx) error { return nil }), s.View(func(intake.Tx) error { return nil })} {
		if !errors.Is(err, intake.ErrStore) {
			t.Errorf("closed: %v", err)
		}
	}
}
