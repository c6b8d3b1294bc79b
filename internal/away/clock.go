package away

import (
	"context"
	"time"
)

// Clock gives what the clock on the wall says, and how long the program runs by a clock that nobody can set.
type Clock func() (wall time.Time, running time.Duration)

const (
	usualTick = 10 * time.Second
	leap      = time.Minute // the least that a clock must jump ahead to count as a sleep
)

func realClock() Clock {
	began := time.Now()
	return func() (time.Time, time.Duration) {
		now := time.Now()
		return now.Round(0), now.Sub(began)
	}
}

// sleeper compares two looks at the clocks. In a sleep the clock on the wall goes on and the program does not: its own clock stands
// still (Linux, macOS), or the look comes much later than it was due (Windows, whose clocks all go on). A clock that somebody set
// ahead, or a program that was halted for a minute, looks the same: the lock it brings is harmless.
type sleeper struct {
	tick    time.Duration
	wall    time.Time
	running time.Duration
}

// slept takes a look, and reports whether the computer slept since the one before.
func (s *sleeper) slept(wall time.Time, running time.Duration) bool {
	passed := wall.Sub(s.wall)
	awake := min(running-s.running, s.tick)
	s.wall, s.running = wall, running
	return passed-awake > leap
}

// clocked looks at the clocks until the context ends.
func clocked(ctx context.Context, o Options, hear func()) {
	s := sleeper{tick: o.Tick}
	s.wall, s.running = o.Clock()
	look := time.NewTicker(o.Tick)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			if s.slept(o.Clock()) {
				hear()
			}
		}
	}
}
