package ui

import "time"

// idle says when the window has been left alone for long enough to lock it. It belongs to the screen's goroutine.
type idle struct {
	after time.Duration
	last  time.Time
}

// touched notes that the worker did something.
func (i *idle) touched(now time.Time) { i.last = now }

// due reports whether it is time to lock, and otherwise how long to wait before asking again. A clock that was set back counts
// as doing something: the wait starts anew.
func (i *idle) due(now time.Time) (lock bool, wait time.Duration) {
	passed := now.Sub(i.last)
	if passed < 0 {
		i.last, passed = now, 0
	}
	if passed >= i.after {
		return true, i.after
	}
	return false, i.after - passed
}
