package carrier_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"schakel/internal/carrier"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// seen are the phases that a courier reported.
type seen struct {
	mu  sync.Mutex
	all []outbox.Event
	on  chan struct{}
}

func newSeen() *seen { return &seen{on: make(chan struct{}, 1)} }

func (s *seen) report(e outbox.Event) {
	s.mu.Lock()
	s.all = append(s.all, e)
	s.mu.Unlock()
	select {
	case s.on <- struct{}{}:
	default:
	}
}

func (s *seen) count(phase outbox.Phase) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.all {
		if e.Phase == phase {
			n++
		}
	}
	return n
}

// until waits for something that a report brings.
func (s *seen) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	end := time.NewTimer(20 * time.Second)
	defer end.Stop()
	for !holds() {
		select {
		case <-s.on:
		case <-end.C:
			t.Fatalf("%s: it never came; %+v", what, s.all)
		}
	}
}

// courier begins to deliver in a world.
func courier(t *testing.T) (*world, *carrier.Courier, *seen) {
	t.Helper()
	w := newWorld(t)
	t.Cleanup(w.close)
	s := newSeen()
	c := carrier.Start(w.b, carrier.Dialer{Now: w.my, Timeout: 2 * time.Second}, carrier.Options{Now: w.my, Report: s.report})
	t.Cleanup(c.Stop)
	s.until(t, "the first round", func() bool { return s.count(outbox.Idle) > 0 })
	return w, c, s
}

// hold keeps every request waiting until the channel is closed, or the laptop hangs up.
func (n *network) hold(until <-chan struct{}) {
	next := n.next.Load()
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-until:
			(*next).ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	})
	n.next.Store(&h)
}

// came is how many messages the endpoint took.
func (n *network) came() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.arrived)
}

func asks(int, string) int { return 0 } // a verzoek

// TestStopIsFinalUntilSomebodySends: after "stop" nothing goes and nothing is fetched, whatever is put ready; "nu versturen" begins again, and what waited goes.
func TestStopIsFinalUntilSomebodySends(t *testing.T) {
	w, c, s := courier(t)
	first := w.begin(asks)
	s.until(t, "what is put ready goes by itself", func() bool { return w.sending(first).Delivery.State == record.DeliverySent })
	c.Pause()
	c.Pause() // twice is once
	if !c.Paused() || s.count(outbox.Stopped) != 1 {
		t.Fatalf("paused %v, stopped %d times", c.Paused(), s.count(outbox.Stopped))
	}
	pulled, arrived := s.count(outbox.Pulling), w.net.came()
	second, third := w.begin(asks), w.begin(asks) // a change in the book wakes nobody now
	if w.net.came() != arrived || s.count(outbox.Pulling) != pulled || s.count(outbox.Stopped) != 1 {
		t.Fatal("something went after the stop")
	}
	for _, m := range []*message{second, third} {
		if d := w.sending(m).Delivery; d.State != record.DeliveryQueued {
			t.Errorf("%s", d.State)
		}
	}
	if done, _, busy := c.Sending(); busy || done != 0 {
		t.Errorf("%d sent, busy %v, after the stop", done, busy)
	}
	c.Kick()
	if c.Paused() {
		t.Error("paused after \"nu versturen\"")
	}
	s.until(t, "what waited goes", func() bool {
		return w.sending(second).Delivery.State == record.DeliverySent && w.sending(third).Delivery.State == record.DeliverySent
	})
}

// TestStopBreaksOffWhatIsUnderWay: it returns when nothing is under way any more; what was on its way waits, and goes once later.
func TestStopBreaksOffWhatIsUnderWay(t *testing.T) {
	w, c, s := courier(t)
	held := make(chan struct{})
	w.net.hold(held)
	m := w.begin(asks)
	s.until(t, "it is under way", func() bool { return s.count(outbox.Sending) > 0 })
	if _, all, busy := c.Sending(); !busy || all == 0 {
		t.Errorf("busy %v, all %d while it is under way", busy, all)
	}
	c.Pause()
	if d := w.sending(m).Delivery; d.State != record.DeliveryQueued {
		t.Errorf("broken off: %s", d.State)
	}
	close(held)
	c.Kick()
	s.until(t, "it goes", func() bool { return w.sending(m).Delivery.State == record.DeliverySent })
	if n := len(w.there(m.id()).Versions); n != 1 {
		t.Errorf("%d versions there", n)
	}
}

// TestACourierThatEndedStaysEnded: after Stop neither a kick nor a pause nor something new begins anything.
func TestACourierThatEndedStaysEnded(t *testing.T) {
	w, c, s := courier(t)
	c.Pause()
	c.Stop() // also from a pause
	c.Kick()
	c.Pause()
	c.Stop()
	m := w.begin(asks)
	if d := w.sending(m).Delivery; d.State != record.DeliveryQueued || s.count(outbox.Stopped) != 1 {
		t.Errorf("%s, stopped %d times", d.State, s.count(outbox.Stopped))
	}
}

// TestKickAndPauseFromEverywhere: pressed by several at once, nothing hangs, and at most one loop works.
func TestKickAndPauseFromEverywhere(t *testing.T) {
	w, c, s := courier(t)
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			for range 20 {
				if n%2 == 0 {
					c.Kick()
				} else {
					c.Pause()
				}
				c.Sending()
			}
		})
	}
	all.Wait()
	c.Kick()
	m := w.begin(asks)
	s.until(t, "it goes", func() bool { return w.sending(m).Delivery.State == record.DeliverySent })
	if n := len(w.there(m.id()).Versions); n != 1 {
		t.Errorf("%d versions there", n)
	}
}
