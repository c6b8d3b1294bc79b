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
