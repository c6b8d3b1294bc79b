package keyfile

import (
	"bufio"
	"os"
	"strconv"
	"strings"
)

// Cost is what deriving a key takes (Argon2id).
type Cost struct {
	Time    uint32 // passes
	Memory  uint32 // KiB
	Threads uint8
}

// FloorCost is the cheapest derivation that a slot may ask for, unless the caller accepts less.
func FloorCost() Cost { return Cost{Time: 3, Memory: 64 << 10, Threads: 1} }

// QuickCost is for tests and measurements, whose secrets protect nothing. A store that was made with it opens only where QuickCost is asked
// for: it lies below FloorCost.
func QuickCost() Cost { return Cost{Time: 1, Memory: 64, Threads: 1} }

// CeilingCost is the dearest one: what a tampered slot can make us spend.
func CeilingCost() Cost { return Cost{Time: 16, Memory: 1 << 20, Threads: 16} }

// DefaultCost is for new slots: 256 MiB, or 64 MiB where less than 1 GiB is free.
func DefaultCost() Cost {
	c := Cost{Time: 3, Memory: 256 << 10, Threads: 4}
	if free, ok := freeMemory(); ok && free < 1<<20 {
		c.Memory = 64 << 10
	}
	return c
}

// within reports whether a cost lies between a floor and CeilingCost. A zero floor is FloorCost; a floor above FloorCost counts
// as FloorCost, so that slots made on a smaller machine stay usable.
func (c Cost) within(floor Cost) bool {
	least, most := FloorCost(), CeilingCost()
	if floor != (Cost{}) {
		least.Time, least.Memory = min(least.Time, floor.Time), min(least.Memory, floor.Memory)
	}
	return c.Time >= max(least.Time, 1) && c.Memory >= max(least.Memory, 8*uint32(c.Threads)) && c.Threads >= 1 &&
		c.Time <= most.Time && c.Memory <= most.Memory && c.Threads <= most.Threads
}

// freeMemory is what Linux says is available, in KiB; other systems do not say it this way.
func freeMemory() (uint64, bool) {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0, false
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "MemAvailable:"); ok {
			n, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}
