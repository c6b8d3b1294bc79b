package unlock

import (
	"testing"
	"time"

	"schakel/internal/i18n"
)

func TestLadderGrowsAndStops(t *testing.T) {
	now := time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC)
	var l ladder
	var last time.Duration
	for i := range 20 {
		wait := l.missed(now)
		if i < freeAttempts-1 && wait != 0 {
			t.Errorf("attempt %d waits %v: a typing error is free", i+1, wait)
		}
		if wait < last || wait > longestDelay {
			t.Errorf("attempt %d waits %v after %v", i+1, wait, last)
		}
		if l.left(now) != wait || l.left(now.Add(wait)) != 0 {
			t.Errorf("attempt %d: left %v of %v", i+1, l.left(now), wait)
		}
		last = wait
	}
	if last != longestDelay {
		t.Errorf("the ladder ends at %v", last)
	}
}

func TestPassphraseIsTypedTwice(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		first, second   string
		wrong1st, wrong bool
	}{
		{"", "", true, false},
		{"kort", "kort", true, false},
		{"paard lamp rivier kaas wolk", "", false, true},
		{"paard lamp rivier kaas wolk", "paard lamp rivier kaas wolf", false, true},
		{"paard lamp rivier kaas wolk", "paard lamp rivier kaas wolk", false, false},
	} {
		a, b := again(p, c.first, c.second)
		if (a != "") != c.wrong1st || (b != "") != c.wrong {
			t.Errorf("%q, %q: %q and %q", c.first, c.second, a, b)
		}
	}
}
