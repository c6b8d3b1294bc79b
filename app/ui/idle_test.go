package ui

import (
	"testing"
	"time"
)

func TestIdle(t *testing.T) {
	start := time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC)
	i := idle{after: 5 * time.Minute, last: start}
	if lock, wait := i.due(start.Add(2 * time.Minute)); lock || wait != 3*time.Minute {
		t.Errorf("after 2 of 5 minutes: lock %v, wait %v", lock, wait)
	}
	i.touched(start.Add(4 * time.Minute))
	if lock, _ := i.due(start.Add(8 * time.Minute)); lock {
		t.Error("locked 4 minutes after the last touch")
	}
	if lock, _ := i.due(start.Add(9 * time.Minute)); !lock {
		t.Error("not locked 5 minutes after the last touch")
	}
	if lock, wait := i.due(start.Add(-time.Hour)); lock || wait != 5*time.Minute {
		t.Errorf("a clock set back: lock %v, wait %v", lock, wait)
	}
}
