package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
)

var _ fyne.SecondaryTappable = (*Entry)(nil)

// TappedSecondary is called by Fyne: the right button opens the menu of the entry where the pointer is.
func (e *Entry) TappedSecondary(p *fyne.PointEvent) {
	if e.disabled && e.opts.Password {
		return
	}
	e.takeKeyboard()
	at, after := e.point(p.Position)
	if from, to := e.edit.selection(); !e.disabled && (at < from || at > to || from == to) {
		e.edit.move(at, after, false) // what is pasted comes where the pointer is
		e.moved()
	}
	e.openMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(p.Position), 0)
}

// menuKey reports the keys that open the menu: the menu key, and Shift with F10.
func (e *Entry) menuKey(k fyne.KeyName) bool {
	return k == desktop.KeyMenu || k == fyne.KeyF10 && e.shift
}

// menuByKey opens the menu below the caret.
func (e *Entry) menuByKey() {
	if e.disabled && e.opts.Password {
		return
	}
	s := e.page()
	n, x := s.caretAt(e.edit.caret, e.edit.after)
	in := e.inset()
	high := s.lines[n].height
	below := fyne.NewPos(x-e.offset.X+in.X, s.lines[n].y+high-e.offset.Y+in.Y)
	e.openMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(below), high)
}

// openMenu shows what can be done with the text now, at a place of the window or, where there is no room below it, so much above it. The words are those of Fyne, which the window keeps in the chosen language.
func (e *Entry) openMenu(at fyne.Position, above float32) {
	c := e.canvas()
	if c == nil {
		return
	}
	e.shift = false // where the keyboard goes nobody tells that it was let go
	m := newMenu(e.dir, e.choices(fyne.CurrentApp().Clipboard()))
	m.show(c, at, above)
}

// choices are the lines of the menu: only what would do something, in the order that people know.
func (e *Entry) choices(board fyne.Clipboard) []choice {
	from, to := e.edit.selection()
	edits, chosen := !e.disabled, from != to && !e.opts.Password
	does := func(s fyne.Shortcut) func() { return func() { e.shortcut(s) } }
	all := []choice{
		{lang.L("Undo"), edits && !e.opts.Password && len(e.edit.undos) > 0, does(&fyne.ShortcutUndo{})},
		{lang.L("Redo"), edits && !e.opts.Password && len(e.edit.redos) > 0, does(&fyne.ShortcutRedo{})},
		{lang.L("Cut"), edits && chosen, does(&fyne.ShortcutCut{Clipboard: board})},
		{lang.L("Copy"), chosen, does(&fyne.ShortcutCopy{Clipboard: board})},
		{lang.L("Paste"), edits, does(&fyne.ShortcutPaste{Clipboard: board})},
		{lang.L("Select all"), true, does(&fyne.ShortcutSelectAll{})},
	}
	var out []choice
	for _, c := range all {
		if c.can {
			out = append(out, c)
		}
	}
	return out
}

// choice is a line of a menu.
type choice struct {
	words string
	can   bool
	do    func()
}

// menu is a list of choices over the window. It has the keyboard while it is there: the arrows, Home and End walk, Enter and Space choose,
// and Escape and Tab close it.
type menu struct {
	widget.BaseWidget
	dir     Dir
	choices []choice
	at      int
	popUp   *widget.PopUp
}

var (
	_ fyne.Focusable    = (*menu)(nil)
	_ fyne.Tabbable     = (*menu)(nil)
	_ fyne.Tappable     = (*menu)(nil)
	_ desktop.Hoverable = (*menu)(nil)
)

func newMenu(d Dir, choices []choice) *menu {
	m := &menu{dir: d, choices: choices}
	m.ExtendBaseWidget(m)
	return m
}

// show opens the menu at a place of the window, to the left of it where people read from the right, and always whole.
func (m *menu) show(c fyne.Canvas, at fyne.Position, above float32) {
	m.popUp = widget.NewPopUp(m, c)
	size := m.popUp.MinSize()
	if m.dir == RTL {
		at.X -= size.Width
	}
	if at.Y+size.Height > c.Size().Height {
		at.Y -= size.Height + above
	}
	at.X = max(0, min(at.X, c.Size().Width-size.Width))
	at.Y = max(0, min(at.Y, c.Size().Height-size.Height))
	m.popUp.ShowAtPosition(at)
	c.Focus(m)
}

func (m *menu) close() { m.popUp.Hide() }

// choose closes the menu before anything happens, so that the entry has the keyboard again.
func (m *menu) choose() {
	m.close()
	m.choices[m.at].do()
}

// FocusGained is called by Fyne.
func (m *menu) FocusGained() {}

// FocusLost is called by Fyne.
func (m *menu) FocusLost() {}

// TypedRune is called by Fyne; letters mean nothing here.
func (m *menu) TypedRune(rune) {}

// AcceptsTab is true: Tab closes the menu.
func (m *menu) AcceptsTab() bool { return true }

// TypedKey is called by Fyne.
func (m *menu) TypedKey(k *fyne.KeyEvent) {
	n := len(m.choices)
	switch k.Name {
	case fyne.KeyDown:
		m.move((m.at + 1) % n)
	case fyne.KeyUp:
		m.move((m.at + n - 1) % n)
	case fyne.KeyHome:
		m.move(0)
	case fyne.KeyEnd:
		m.move(n - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose()
	case fyne.KeyEscape, fyne.KeyTab:
		m.close()
	}
}

func (m *menu) move(to int) {
	m.at = to
	m.Refresh()
}

// row is the choice under a place, or -1.
func (m *menu) row(p fyne.Position) int {
	n := int((p.Y - menuSpace) / m.rowHeight())
	if p.Y < menuSpace || n >= len(m.choices) {
		return -1
	}
	return n
}

// Tapped is called by Fyne.
func (m *menu) Tapped(p *fyne.PointEvent) {
	if n := m.row(p.Position); n >= 0 {
		m.at = n
		m.choose()
	}
}

// MouseIn is called by Fyne.
func (m *menu) MouseIn(ev *desktop.MouseEvent) { m.MouseMoved(ev) }

// MouseMoved is called by Fyne.
func (m *menu) MouseMoved(ev *desktop.MouseEvent) {
	if n := m.row(ev.Position); n >= 0 && n != m.at {
		m.move(n)
	}
}

// MouseOut is called by Fyne.
func (m *menu) MouseOut() {}

func (m *menu) rowHeight() float32 { return m.Theme().Size(look.SizeChip) }
