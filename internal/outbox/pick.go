package outbox

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"schakel/internal/record"
)

// asideClock ends the fault code of every error that a wrong clock causes.
const asideClock = ".clock"

// view is what decides, beside the entries, whether something may go now.
type view struct {
	now    time.Time
	force  bool                    // back-off and parking do not count
	tried  map[record.ID]bool      // entries that had their turn in this round
	closed map[record.ID]bool      // endpoints that said no in this round
	paused map[record.ID]time.Time // endpoints that are left alone until then
	asked  map[record.ID]time.Time // endpoints that asked for a wait
}

// pick gives the entries to do now: the lowest counter that is due, whose family has nothing older waiting, and whose own first half (the
// sending that a recall takes back) is done; with it the next ones for the same endpoint of which all that is true as well, so at most one
// of a family, in all not more than size says. A recall goes alone, and so does a contribution. Without one, next is when to look again; zero when nothing is to be
// expected.
func pick(items []Item, v view, size func(endpoint record.ID) int) (turn []Item, next time.Time) {
	for _, c := range able(items, v) {
		most := 0
		switch {
		case c.due.After(v.now):
			next = sooner(next, c.due)
			continue
		case len(turn) == 0, c.Endpoint == turn[0].Endpoint && c.Task == turn[0].Task:
			turn, most = append(turn, c.Item), size(c.Endpoint)
		}
		if len(turn) == most || turn[0].Task != record.OutgoingSend {
			break
		}
	}
	return turn, next
}

// candidate is an entry that may go from a moment on.
type candidate struct {
	Item
	due time.Time
}

// able lists the entries that need not wait for another one, the oldest first.
func able(items []Item, v view) []candidate {
	var all []candidate
	families, deliveries := map[record.ID]bool{}, map[record.ID]bool{}
	for _, it := range slices.SortedFunc(slices.Values(items), func(a, b Item) int { return cmp.Compare(a.Seq, b.Seq) }) {
		if it.Held != "" {
			continue
		}
		waits := !it.Owner.Zero() && families[it.Owner] || deliveries[it.Delivery]
		due, ever := v.due(it)
		if !waits && ever {
			all = append(all, candidate{it, due})
		}
		deliveries[it.Delivery] = true
		if ever { // an endpoint that is parked does not keep a family's letters to others waiting
			families[it.Owner] = true
		}
	}
	return all
}

// due is when an entry may go; ever is false when only a person, or the next round, can change that.
func (v view) due(it Item) (at time.Time, ever bool) {
	switch {
	case v.closed[it.Endpoint]:
		return v.now, false
	case v.tried[it.ID]: // still first in its family, but not again in this round
		return latest(it.NotBefore, v.now.Add(first)), true
	}
	at = unless(v.asked[it.Endpoint], v.now, farthest)
	if v.force {
		return at, true
	}
	if it.Parked != "" && !strings.HasSuffix(it.Parked, asideClock) {
		return v.now, false
	}
	at = latest(at, pausedUntil(v.paused[it.Endpoint], at, v.now))
	ahead := it.Tried.Sub(v.now) > putBackBy || it.NotBefore.Sub(v.now) > farthest
	if !ahead { // it was written while the clock was wrong
		at = latest(at, it.NotBefore)
	}
	return at, true
}

// unless drops a moment that is further away than any wait can be: it was written down while the clock was wrong.
func unless(at, now time.Time, most time.Duration) time.Time {
	if at.Sub(now) > most {
		return time.Time{}
	}
	return at
}

// pausedUntil is a pause of an endpoint: never longer than between two tries with a wrong clock, but for what the endpoint asked for.
func pausedUntil(at, asked, now time.Time) time.Time {
	if !at.After(asked) {
		return at
	}
	return unless(at, now, clockTry)
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// count says how the queue stands.
func count(items []Item) Counts {
	var c Counts
	for _, it := range items {
		switch {
		case it.Held != "":
			c.Held++
		case it.Parked != "":
			c.Parked++
			c.Waiting++
		default:
			c.Waiting++
		}
	}
	return c
}
