package carrier_test

import "testing"

// TestAClockAheadDestroysNoKeys: this laptop's clock stands two years ahead while a file of the office is taken in. The keys of before a change, which
// something may still be sealed to, are there afterwards; with the clock right they go when their time is over.
func TestAClockAheadDestroysNoKeys(t *testing.T) {
	c := clocked{&turner{world: newWorld(t)}}
	t.Cleanup(c.close)
	c.must("keys", c.b.NewKeys(t.Context(), c.end))
	c.rounds()
	if n := len(c.endpointRecord().Former); n != 1 {
		t.Fatalf("%d former keys", n)
	}
	take := func() int {
		c.Helper()
		c.returned(func(n int, what string) int {
			return map[string]int{"take it": 1, "return file": len(c.returns) - 1}[what]
		})
		return len(c.endpointRecord().Former)
	}
	c.set(730*day, 0)
	if n := take(); n != 1 {
		t.Errorf("after a file that was taken with a clock two years ahead: %d former keys", n)
	}
	c.set(0, 0)
	c.now.Add(461 * day)
	if n := take(); n != 0 {
		t.Errorf("after 461 days: %d former keys", n)
	}
}

// TestAFileOfAYearAheadShutsNoLaterOneOut: a file was made and taken in while both clocks stood a year ahead. Put right, what the office says of
// itself in a later file counts.
func TestAFileOfAYearAheadShutsNoLaterOneOut(t *testing.T) {
	c := clocked{&turner{world: newWorld(t)}}
	t.Cleanup(c.close)
	take := func() string {
		c.Helper()
		c.returned(func(n int, what string) int {
			return map[string]int{"take it": 1, "return file": len(c.returns) - 1}[what]
		})
		return string(c.endpointRecord().SealTo)
	}
	c.set(365*day, 365*day)
	before := take()
	c.set(0, 0)
	c.rotateEndpoint(0)
	if take() == before {
		t.Error("the keys of the office are still those of before")
	}
}

// TestBackOffOutlivesTheProgram: how often something was tried, and when it may go again, is kept; after a restart nothing begins anew.
func TestBackOffOutlivesTheProgram(t *testing.T) {
	w, m := oneWaits(t)
	for range 3 {
		w.under(broken)
	}
	before := w.sending(m).Outgoing
	w.forget()
	w.reopenBook()
	after := w.sending(m).Outgoing
	if after.Attempts != 3 || !after.NotBefore.Equal(before.NotBefore) || after.NotBefore.IsZero() {
		t.Fatalf("tried %d times, again at %s", after.Attempts, after.NotBefore)
	}
	w.now.Store(after.NotBefore.Unix() - 1)
	w.round(0, 0, 0, false)
	if len(w.net.arrived) > 0 {
		t.Error("it went before its time")
	}
	w.now.Add(2)
	w.round(0, 0, 0, false)
	if len(w.net.arrived) != 1 {
		t.Error("it did not go at its time")
	}
}
