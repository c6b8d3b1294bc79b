package away

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

func TestASleepIsSeenByTheClocks(t *testing.T) {
	start := time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name          string
		wall, running time.Duration // since the look before
		slept         bool
	}{
		{"an ordinary tick", 10 * time.Second, 10 * time.Second, false},
		{"a busy computer, half a minute late", 40 * time.Second, 40 * time.Second, false},
		{"a sleep in which the own clock stood still", 3 * time.Hour, 10 * time.Second, true},
		{"a sleep in which all clocks went on", 3 * time.Hour, 3 * time.Hour, true},
		{"a nap of a minute", 69 * time.Second, 10 * time.Second, false},
		{"just over a minute", 71 * time.Second, 10 * time.Second, true},
		{"a clock set back", -2 * time.Hour, 10 * time.Second, false},
		{"a clock set ahead looks as a sleep", 2 * time.Hour, 10 * time.Second, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sleeper{tick: usualTick, wall: start, running: time.Hour}
			if got := s.slept(start.Add(c.wall), time.Hour+c.running); got != c.slept {
				t.Errorf("slept %v, want %v", got, c.slept)
			}
			if s.slept(start.Add(c.wall+usualTick), time.Hour+c.running+usualTick) {
				t.Error("the next ordinary tick counts as a sleep again")
			}
		})
	}
}

func TestEverySleepOfMoreThanAMinuteIsSeenAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sleeper{tick: usualTick, wall: time.Unix(1_800_000_000, 0)}
		wall, running := s.wall, s.running
		for range rapid.IntRange(1, 50).Draw(t, "ticks") {
			late := time.Duration(rapid.IntRange(0, 20).Draw(t, "late")) * time.Second
			nap := time.Duration(rapid.SampledFrom([]int{0, 0, 0, 0, 30, 61, 3600, 90000}).Draw(t, "nap")) * time.Second
			all := rapid.Bool().Draw(t, "all clocks go on")
			wall = wall.Add(usualTick + late + nap)
			running += usualTick + late
			if all {
				running += nap
			}
			if got, want := s.slept(wall, running), late+nap > leap; nap+late != leap && got != want {
				t.Fatalf("late %v, nap %v: slept %v", late, nap, got)
			}
		}
	})
}

func TestTheClockIsLookedAtUntilStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var ahead, heard atomic.Int64
		clock := func() (time.Time, time.Duration) {
			return time.Now().Add(time.Duration(ahead.Load())), time.Since(began)
		}
		stop := Watch(Options{Clock: clock, System: "unix:path=/nowhere", Session: "unix:path=/nowhere"}, func(done func()) {
			done()
			heard.Add(1)
		})
		for i := range 3 {
			time.Sleep(time.Hour)
			synctest.Wait()
			if got := heard.Load(); got != int64(i) {
				t.Fatalf("heard %d times after %d sleeps", got, i)
			}
			ahead.Add(int64(2 * time.Minute))
			time.Sleep(usualTick)
			synctest.Wait()
		}
		stop()
		synctest.Wait()
		ahead.Add(int64(time.Hour))
		time.Sleep(time.Minute)
		if got := heard.Load(); got != 3 {
			t.Errorf("heard %d times, want 3", got)
		}
	})
}
