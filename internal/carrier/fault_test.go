package carrier_test

import (
	"flag"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// perWorld is how many sequences share a laptop and an office.
const perWorld = 40

// TestTheRoadUnderEveryFault lets a worker, a caseworker, a network and both computers do anything in any order, and lets everything become
// well again: then nothing is lost, doubled, sent without a yes or shown as sent without its receipt. Both ends are real. A minute of
// sequences, at least 10,000 with SCHAKEL_LONG=1.
func TestTheRoadUnderEveryFault(t *testing.T) {
	end := time.Now().Add(45 * time.Second)
	if testing.Short() {
		end = time.Now().Add(5 * time.Second)
	}
	if os.Getenv("SCHAKEL_LONG") == "" && flag.Lookup("rapid.seed").Value.String() == "0" {
		// The same draws each time; the long run and -rapid.seed look further.
		if err := flag.Set("rapid.seed", "20261122"); err != nil {
			t.Fatal(err)
		}
	}
	checks := 100000
	if os.Getenv("SCHAKEL_LONG") != "" {
		end, checks = time.Now().Add(24*time.Hour), 10000
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_SEQUENCES")); err == nil {
		end, checks = time.Now().Add(24*time.Hour), n
	}
	old := flag.Lookup("rapid.checks").Value.String()
	if err := flag.Set("rapid.checks", strconv.Itoa(checks)); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = flag.Set("rapid.checks", old) }()
	begun, done, sent := time.Now(), 0, 0
	met := map[string]int{}
	var w *world
	leave := func() {
		if w != nil {
			for what, n := range w.net.met {
				met[what] += n
			}
			sent += len(w.all)
			w.close()
			w = nil
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		if time.Now().After(end) {
			return
		}
		if w == nil || w.age == perWorld {
			leave()
			w = newWorld(rt)
		}
		w.failer = rt
		well := false
		defer func() {
			if !well {
				leave()
			}
		}()
		sequence(w, func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(rt, what) })
		well = true
		w.age++
		if done++; done%250 == 0 {
			t.Logf("%d sequences, %.1f a second", done, float64(done)/time.Since(begun).Seconds())
		}
	})
	leave()
	t.Logf("%d sequences, %d messages, %.1f sequences a second", done, sent, float64(done)/time.Since(begun).Seconds())
	var names []string
	for what := range met {
		names = append(names, what)
	}
	slices.Sort(names)
	for _, what := range names {
		t.Logf("%6d x %s", met[what], what)
	}
}

// sequence is one of them.
func sequence(w *world, draw chance) {
	from := len(w.all)
	w.begin(draw)
	for range 2 + draw(9, "steps") {
		mine := w.all[from:]
		m := mine[draw(len(mine), "which")]
		switch step := draw(20, "step"); step {
		case 0, 1:
			w.begin(draw)
		case 2:
			w.edit(m)
		case 3, 4:
			w.withdraw(m, draw(6, "how"))
		case 5:
			w.look(m)
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
		default:
			w.deliver(draw)
		}
	}
	mine := w.all[from:]
	w.recover(draw, mine)
	w.check(mine)
}
