package ui

import (
	"fmt"
	"hash/maphash"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
)

// idle says when the window has been left alone for long enough to lock it. It belongs to the screen's goroutine.
type idle struct {
	after time.Duration
	last  time.Time
	seed  maphash.Seed
	sign  uint64 // of what had the keyboard when it was last looked at, and of what stood in it; nothing can be read from it
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

// noticed takes as a touch that the keyboard is elsewhere, or that something was typed, since the last look. Fyne gives the keys to
// what has the keyboard and to nobody else, so typing is seen by what it leaves behind.
func (s *Shell) noticed() {
	var h maphash.Hash
	h.SetSeed(s.idle.seed)
	f := s.win.Canvas().Focused()
	_, _ = fmt.Fprintf(&h, "%p", f)
	if e, ok := f.(*rtl.Entry); ok {
		_, _ = h.WriteString(e.Text())
	}
	if sign := h.Sum64(); sign != s.idle.sign {
		s.idle.sign = sign
		s.touch()
	}
}

// watched is everything in the window; the mouse moving over it is a touch.
type watched struct {
	form.Wrapped
	touched func()
}

var _ desktop.Hoverable = (*watched)(nil)

func newWatched(o fyne.CanvasObject, touched func()) *watched {
	w := &watched{touched: touched}
	w.Wrap(w, o)
	return w
}

// MouseIn belongs to Fyne.
func (w *watched) MouseIn(*desktop.MouseEvent) { w.touched() }

// MouseMoved belongs to Fyne.
func (w *watched) MouseMoved(*desktop.MouseEvent) { w.touched() }

// MouseOut belongs to Fyne.
func (w *watched) MouseOut() { w.touched() }
