package carrier_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	perWorld = 12 // sequences that share a laptop and an office

	sequencesNormal   = 480
	sequencesPostgres = 40
	sequencesLong     = 10000
	sequencesLongest  = 250              // of one process of the long run; each has a seed of its own
	normally          = 18 * time.Second // no sequence begins after that in the normal run, on a slow machine
)

// TestTheRoadUnderEveryFault lets a worker, a caseworker, a network and both computers do anything in any order, and lets everything become
// well again: then nothing is lost, doubled, sent without a yes or shown as sent without its receipt. Both ends are real.
//
// The normal run draws the same sequences each time. SCHAKEL_LONG=1 runs at least 10,000 others in processes beside each other;
// SCHAKEL_SEQUENCES says how many instead, SCHAKEL_SEED where the seeds begin and SCHAKEL_PROCESSES how many processes. A sequence that
// failed is run again with the -rapid.seed that it printed: what both sides draw follows from it too. How fast this computer is does not, so a
// fault of TCP may break off somewhere else.
func TestTheRoadUnderEveryFault(t *testing.T) {
	const child = "SCHAKEL_ROAD_SEQUENCES"
	if n, err := strconv.Atoi(os.Getenv(child)); err == nil {
		walk(t, embedded, n, 24*time.Hour)
		return
	}
	total, err := strconv.Atoi(os.Getenv("SCHAKEL_SEQUENCES"))
	switch {
	case err != nil && os.Getenv("SCHAKEL_LONG") == "" && testing.Short():
		walk(t, embedded, sequencesNormal/5, normally/3)
		return
	case err != nil && os.Getenv("SCHAKEL_LONG") == "":
		walk(t, embedded, sequencesNormal, normally)
		return
	case err != nil:
		total = sequencesLong
	}
	inProcesses(t, total, func(ctx context.Context, seed uint64, n int) ([]byte, error) {
		cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestTheRoadUnderEveryFault$", "-test.v", "-test.timeout=0", fmt.Sprintf("-rapid.seed=%d", seed))
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", child, n))
		return cmd.CombinedOutput()
	})
}

// inProcesses divides sequences over processes, each with a seed of its own.
func inProcesses(t *testing.T, total int, run func(ctx context.Context, seed uint64, n int) ([]byte, error)) {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("SCHAKEL_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano()) % 1e9 * 1e6
	}
	processes, err := strconv.Atoi(os.Getenv("SCHAKEL_PROCESSES"))
	if err != nil {
		processes = runtime.GOMAXPROCS(0)
	}
	begun, done, met, turns := time.Now(), 0, map[string]int{}, make(chan struct{}, processes)
	var mu sync.Mutex
	var group sync.WaitGroup
	for left := total; left > 0; left -= sequencesLongest {
		n, mine := min(left, sequencesLongest), seed
		seed += 1e6 // each sequence of a process has a seed that is a little higher
		turns <- struct{}{}
		if t.Failed() {
			break
		}
		group.Go(func() {
			defer func() { <-turns }()
			out, err := run(t.Context(), mine, n)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("seed %d: %v; again: SCHAKEL_ROAD_SEQUENCES=%d go test ./internal/carrier -run '^TestTheRoadUnderEveryFault$' -rapid.seed=%d\n%s", mine, err, n, mine, out)
				return
			}
			done += n
			tally(met, string(out))
			t.Logf("%d sequences, %.1f a second, seed %d", done, float64(done)/time.Since(begun).Seconds(), mine)
		})
	}
	group.Wait()
	t.Logf("%d of %d sequences in %v", done, total, time.Since(begun).Round(time.Second))
	show(t, met)
}

// tally adds up what a process says that it met.
func tally(met map[string]int, said string) {
	for line := range strings.Lines(said) {
		_, rest, ok := strings.Cut(line, ": ")
		before, what, found := strings.Cut(rest, " x ")
		if n, err := strconv.Atoi(strings.TrimSpace(before)); ok && found && err == nil {
			met[strings.TrimSpace(what)] += n
		}
	}
}

func show(t *testing.T, met map[string]int) {
	for _, what := range slices.Sorted(maps.Keys(met)) {
		t.Logf("%7d x %s", met[what], what)
	}
}

// TestTheRoadWithPostgreSQL is the same with the endpoint's store in PostgreSQL, where a server is installed.
func TestTheRoadWithPostgreSQL(t *testing.T) {
	n, most := sequencesPostgres, normally/3
	if os.Getenv("SCHAKEL_LONG") != "" {
		n, most = 25*sequencesPostgres, 24*time.Hour
	}
	if more, err := strconv.Atoi(os.Getenv("SCHAKEL_SEQUENCES")); err == nil {
		n, most = more, 24*time.Hour
	}
	open, _ := served(t)
	walk(t, open, n, most)
}

// set sets one of rapid's own flags until the test ends.
func set(t *testing.T, name, value string) {
	t.Helper()
	old := flag.Lookup(name).Value.String()
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set(name, old) })
}

// walk runs so many sequences, and begins none when its time is over.
func walk(t *testing.T, open opener, checks int, most time.Duration) {
	if os.Getenv("SCHAKEL_LONG") == "" && flag.Lookup("rapid.seed").Value.String() == "0" {
		set(t, "rapid.seed", "20261122") // the same draws each time
	}
	set(t, "rapid.checks", strconv.Itoa(checks))
	set(t, "rapid.nofailfile", "true") // it would be run first by whatever runs next, in a world in which it did not fail
	begun, done, sent := time.Now(), 0, 0
	met := map[string]int{}
	var w *world
	leave := func() {
		if w == nil {
			return
		}
		for what, n := range w.net.met {
			met[what] += n
		}
		sent += len(w.all)
		w.close()
		w = nil
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the first time:\n%s", told)
		}
	})
	rapid.Check(t, func(rt *rapid.T) {
		if time.Since(begun) > most {
			return
		}
		if w == nil || w.age == perWorld {
			leave()
			w = newWorldAt(rt, time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), open)
		}
		w.failer = rt
		well := false
		defer func() {
			if !well {
				leave()
			}
		}()
		w.began = len(w.trail)
		draw := func(n int, what string) int {
			v := even(n).Draw(rt, what)
			w.trail = append(w.trail, fmt.Sprintf("    %s: %d of %d", what, v, n))
			return v
		}
		w.seeded(uint64(2 + draw(1<<12, "chance")<<12 + draw(1<<12, "chance")))
		sequence(w, draw)
		well = true
		w.age++
		done++
	})
	leave()
	t.Logf("%d sequences, %d messages, %.1f sequences a second", done, sent, float64(done)/time.Since(begun).Seconds())
	show(t, met)
}

// even draws a number below n, each as often as another: rapid's own draws prefer the smallest ones, and with them few sequences would get
// as far as a fault on the road.
func even(n int) *rapid.Generator[int] {
	return rapid.Custom(func(t *rapid.T) int {
		v := 0
		for range 12 {
			v <<= 1
			if rapid.Bool().Draw(t, "") {
				v |= 1
			}
		}
		return v * n >> 12
	})
}

// sequence is one of them.
func sequence(w *world, draw chance) {
	from := len(w.all)
	if draw(2, "a story first") == 0 {
		w.story(draw)
	} else {
		w.begin(draw)
	}
	for range 2 + draw(8, "steps") {
		mine := w.all[from:]
		w.step(draw, mine[draw(len(mine), "which")])
	}
	mine := w.all[from:]
	w.recover(draw, mine)
	w.check(mine)
}

// step is one thing that somebody does.
func (w *world) step(draw chance, m *message) {
	switch draw(24, "step") {
	case 0, 1:
		w.begin(draw)
	case 2:
		w.edit(m)
	case 3, 4:
		w.withdraw(m, draw(6, "how"))
	case 5:
		w.look(m, w.sending(m))
	case 6:
		w.stick()
	case 7, 8:
		w.upload(draw)
	case 9:
		w.returned(draw)
	case 10:
		w.must("open", w.endpoint.Inbox.OpenPending())
	case 11, 12:
		w.must("open", w.endpoint.Inbox.OpenPending())
		w.office(m, draw(6, "act"))
	case 13:
		w.restartEndpoint()
	case 14:
		if draw(4, "close the book") == 0 {
			w.reopenBook()
		}
	case 15:
		w.invite(draw)
	case 16, 17:
		w.reply(m, draw)
	case 18:
		w.story(draw)
	case 19:
		if draw(4, "new keys") == 0 {
			w.rotate()
		}
	default:
		w.deliver(draw)
	}
}
