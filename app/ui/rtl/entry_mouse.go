package rtl

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"schakel/app/ui/look"
)

// point is the caret nearest to a place in the widget.
func (e *Entry) point(p fyne.Position) (int, bool) {
	in := e.inset()
	return e.page().hit(p.X-in.X+e.offset.X, p.Y-in.Y+e.offset.Y)
}

func (e *Entry) takeKeyboard() {
	if c := e.canvas(); c != nil && !e.focused {
		e.pointed = true
		c.Focus(e)
		e.pointed = false
	}
}

// MouseDown is called by Fyne: it puts the caret under the pointer, and with Shift extends the
// selection to it. Pressed once more soon after a double click, it selects the line up to its line ends.
// A disabled entry can be selected and copied, unless it hides a password.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	if e.closed() || m.Button == desktop.MouseButtonSecondary {
		return
	}
	e.takeKeyboard()
	at, after := e.point(m.Position)
	third := e.presses.count(m.Position) > 2 || !e.doubled.IsZero() && time.Since(e.doubled) < tapDelay
	e.doubled = time.Time{}
	if third {
		e.edit.selectLine(at)
		e.moved()
		return
	}
	e.edit.move(at, after, e.shift || m.Modifier&fyne.KeyModifierShift != 0)
	e.moved()
}

// MouseUp is called by Fyne.
func (e *Entry) MouseUp(*desktop.MouseEvent) {}

// presses counts how often the button went down at one place, one soon after the other. Fyne tells of a double click only after a while,
// which on a busy computer can be after the third press.
type presses struct {
	n    int
	last time.Time
	at   fyne.Position
}

// count takes a press and tells which of a row it is.
func (p *presses) count(at fyne.Position) int {
	const near = look.HalfGrid
	now := time.Now()
	moved := at.Subtract(p.at)
	if now.Sub(p.last) > tapDelay || moved.X > near || moved.X < -near || moved.Y > near || moved.Y < -near {
		p.n = 0
	}
	p.n, p.last, p.at = p.n+1, now, at
	return p.n
}

// tapDelay is the most between two presses of a row: longer than Fyne's, for slow hands and slow computers.
const tapDelay = 500 * time.Millisecond

// closed reports an entry that the mouse can do nothing with.
func (e *Entry) closed() bool { return e.disabled && e.opts.Password }

// Tapped is called by Fyne and by tests; the caret was put where it belongs when the button went
// down.
func (e *Entry) Tapped(*fyne.PointEvent) {
	if !e.closed() {
		e.takeKeyboard()
	}
}

// DoubleTapped is called by Fyne and selects the word under the pointer.
func (e *Entry) DoubleTapped(p *fyne.PointEvent) {
	if e.closed() {
		return
	}
	e.takeKeyboard()
	if e.presses.n > 2 {
		return // a third press came first, and selected the line
	}
	at, after := e.point(p.Position)
	if after && at > 0 {
		at--
	}
	e.edit.selectWord(at)
	e.moved()
	e.doubled = time.Now()
}

// Dragged is called by Fyne and extends the selection to the pointer.
func (e *Entry) Dragged(d *fyne.DragEvent) {
	if e.closed() {
		return
	}
	e.doubled = time.Time{}
	at, after := e.point(d.Position)
	e.edit.move(at, after, true)
	e.moved()
}

// DragEnd is called by Fyne.
func (e *Entry) DragEnd() {}
