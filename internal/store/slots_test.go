package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// Places in the file with slots: the first slot, and in it what key derivation costs.
const (
	firstSlot   = 8 + 2 + 16 + 8 + 1
	slotTime    = firstSlot + 4 + 1 + 16
	slotMemory  = slotTime + 4
	slotThreads = slotMemory + 4
)

// dear reports whether the first slot asks for much time, so that a fuzzer does not spend its minute on it.
func dear(keys []byte) bool {
	return binary.BigEndian.Uint32(keys[slotMemory:]) > 1024 || binary.BigEndian.Uint32(keys[slotTime:]) > 4
}

// refusedOrSame opens a store of which the slots were changed.
func refusedOrSame(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	s, err := open(phrase, dir)
	if err != nil {
		if k := fault.Of(err); k != fault.Corrupt && k != fault.Newer && k != fault.Secret {
			t.Errorf("%v", err)
		}
		return
	}
	defer func() { _ = s.Close() }()
	if !maps.Equal(reading(t, s), want) {
		t.Error("it reads as something else")
	}
}

// TestCostOutsideTheLimitsIsRefusedBeforeMemoryIsTaken changes what a slot asks for, mends the sum, and opens the store with the real limits.
func TestCostOutsideTheLimitsIsRefusedBeforeMemoryIsTaken(t *testing.T) {
	s := create(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "keys")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	floor, ceiling := keyfile.FloorCost(), keyfile.CeilingCost()
	for name, c := range map[string]keyfile.Cost{
		"cheaper than a test's":   quick,
		"less memory":             {Time: floor.Time, Memory: floor.Memory - 1, Threads: 4},
		"fewer passes":            {Time: floor.Time - 1, Memory: floor.Memory, Threads: 4},
		"no threads":              {Time: floor.Time, Memory: floor.Memory},
		"more memory":             {Time: floor.Time, Memory: ceiling.Memory + 1, Threads: 4},
		"all memory":              {Time: floor.Time, Memory: 1<<32 - 1, Threads: 4},
		"more passes":             {Time: ceiling.Time + 1, Memory: floor.Memory, Threads: 4},
		"passes for ever":         {Time: 1<<32 - 1, Memory: floor.Memory, Threads: 4},
		"more threads":            {Time: floor.Time, Memory: floor.Memory, Threads: ceiling.Threads + 1},
		"everything at its worst": {Time: 1<<32 - 1, Memory: 1<<32 - 1, Threads: 255},
	} {
		data := bytes.Clone(whole)
		body := data[:len(data)-sha256.Size]
		binary.BigEndian.PutUint32(body[slotTime:], c.Time)
		binary.BigEndian.PutUint32(body[slotMemory:], c.Memory)
		body[slotThreads] = c.Threads
		sum := sha256.Sum256(body)
		copy(data[len(body):], sum[:])
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := store.Open(s.Dir(), keyfile.Passphrase([]byte(phrase)), store.Options{})
		runtime.ReadMemStats(&after)
		if !errors.Is(err, keyfile.ErrCost) {
			t.Errorf("%s: %v", name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
			t.Errorf("%s took %d bytes", name, took)
		}
	}
}
