package main

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/seal"
	"schakel/internal/store"
)

const passphrase = "kikker fiets lampje boter wolken"

// sentences is how many lines Vandaag asks for at most.
const sentences = 5

// figures is what one process measured: durations from the start, and bytes.
type figures struct {
	Derivation, Open, Today, Ready time.Duration
	Usable, Processor              time.Duration // of the processor, up to Today and up to Ready
	Heap, Resident, Private, Peak  int64
}

// cheap is a key derivation of next to nothing, which is not what is measured here.
func cheap() keyfile.Cost { return keyfile.QuickCost() }

// fill makes a store with so many people and records linked to them, and gives the size of its file.
func fill(dir string, people, linked int) (size int64, err error) {
	s, err := store.Create(dir, []byte(passphrase), store.Options{Cost: cheap()})
	if err != nil {
		return 0, err
	}
	defer func() {
		if e := s.Close(); err == nil {
			err = e
		}
	}()
	all := practice.Many(record.DateOf(time.Now()), 1, people, linked)
	for len(all) > 0 {
		some := all[:min(5_000, len(all))]
		all = all[len(some):]
		err := s.Update(func(tx *store.Tx) error {
			for _, r := range some {
				if err := tx.Put(r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	return s.Stat().Bytes, nil
}

// derive takes the time and the memory of a real key derivation, which comes before everything that is measured.
func derive() (time.Duration, error) {
	master, err := seal.NewKey(rand.Reader)
	if err != nil {
		return 0, err
	}
	defer master.Wipe()
	start := time.Now()
	err = keyfile.New(record.ID{}).Set(keyfile.Passphrase([]byte(passphrase)), master, keyfile.DefaultCost(), rand.Reader)
	return time.Since(start), err
}

// unlock opens the store, derives Vandaag and makes the search ready, as the window does.
func unlock(dir string) (f figures, err error) {
	if f.Derivation, err = derive(); err != nil {
		return f, err
	}
	before := processor()
	start := time.Now()
	b, err := book.Open(dir, keyfile.Passphrase([]byte(passphrase)), book.Deps{Cost: cheap()})
	if err != nil {
		return f, err
	}
	f.Open = time.Since(start)
	if _, err := b.TodayList(context.Background(), sentences); err != nil {
		return f, err
	}
	f.Today, f.Usable = time.Since(start), processor()-before
	b.Warm()
	f.Ready = time.Since(start)
	f.Processor = processor() - before
	runtime.GC()
	debug.FreeOSMemory()
	f.Heap = live()
	f.Resident, f.Private, f.Peak = status("VmRSS"), status("RssAnon"), status("VmHWM")
	return f, b.Close()
}

// processor is what this process has used of the cores, which a busy machine changes less than the clock.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// live is what HeapInuse of runtime.MemStats says.
func live() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse)
}

// status reads a line of /proc/self/status, in bytes; 0 where there is none.
func status(name string) int64 {
	text, err := os.ReadFile(filepath.Join("/proc", "self", "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}
