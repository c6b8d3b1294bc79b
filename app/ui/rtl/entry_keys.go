package rtl

import (
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// KeyDown is called by Fyne; it keeps whether Shift is held, which Fyne does not tell with a key.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		e.shift = true
	}
}

// KeyUp is called by Fyne.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		e.shift = false
	}
}

// TypedRune is called by Fyne for every letter that was typed.
func (e *Entry) TypedRune(r rune) {
	if e.disabled {
		return
	}
	e.put(string(r), typing)
}

// put inserts and tells, or tells that it was too much.
func (e *Entry) put(s string, kind change) {
	fits := true
	e.changing(func() { fits = e.edit.insert(e.figures(s), kind) })
	if !fits && e.OnLimit != nil {
		e.OnLimit(e.edit.limit)
	}
}

// TypedKey is called by Fyne for every key that is no shortcut, letters too. What the entry has no
// use for goes to the window, so that Escape works while typing.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	if e.menuKey(k.Name) {
		e.menuByKey()
		return
	}
	if !e.disabled && (e.edits(k.Name) || e.moves(k.Name)) || !ofWindow(k.Name) {
		return
	}
	if c := e.canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// ofWindow reports the keys that mean something to a page while a field has the keyboard.
func ofWindow(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape, fyne.KeyPageUp, fyne.KeyPageDown,
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

func (e *Entry) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(e) }

// edits does the keys that change the text, and reports whether the key was one of them.
func (e *Entry) edits(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyBackspace:
		e.changing(func() { e.edit.backspace(false) })
	case fyne.KeyDelete:
		e.changing(func() { e.edit.remove(false) })
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.opts.MultiLine {
			e.put("\n", noChange)
		} else {
			e.submit()
		}
	default:
		return false
	}
	return true
}

func (e *Entry) submit() {
	if e.OnSubmitted != nil {
		e.OnSubmitted(e.Text())
	}
}

// changing does an edit and tells only when it made a difference.
func (e *Entry) changing(do func()) {
	e.doubled = time.Time{}
	before := e.edit.text
	do()
	if string(before) != string(e.edit.text) {
		e.did()
		return
	}
	e.moved()
}

// moves does the keys that move the caret, and reports whether the key was one of them.
func (e *Entry) moves(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight:
		e.sideways(k == fyne.KeyRight)
	case fyne.KeyHome, fyne.KeyEnd:
		e.lineEdge(k == fyne.KeyEnd)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if !e.opts.MultiLine {
			return e.endwise(k)
		}
		rows := 1
		if k == fyne.KeyPageUp || k == fyne.KeyPageDown {
			rows = max(1, e.opts.Rows-1)
		}
		if k == fyne.KeyUp || k == fyne.KeyPageUp {
			rows = -rows
		}
		e.vertical(rows)
	default:
		return false
	}
	return true
}

// endwise goes to the beginning or the end of a single line. Page up and page down are left to the page.
func (e *Entry) endwise(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		e.goTo(0, false)
	case fyne.KeyDown:
		e.goTo(len(e.edit.text), true)
	default:
		return false
	}
	return true
}

func (e *Entry) goTo(at int, after bool) {
	e.doubled = time.Time{}
	e.edit.move(at, after, e.shift)
	e.moved()
}

// sideways moves a letter to the right or left as it is seen. Without Shift a selection is left at
// its edge on that side.
func (e *Entry) sideways(right bool) {
	s := e.page()
	if from, to := e.edit.selection(); from != to && !e.shift {
		n := s.lineOf(e.edit.caret, e.edit.after)
		if right == (s.lines[n].of.base == LTR) {
			e.goTo(to, true)
		} else {
			e.goTo(from, false)
		}
		return
	}
	e.goTo(s.step(e.edit.caret, e.edit.after, right))
}

// wordwise jumps a word to the right or left: forward in the text where its line runs that way.
func (e *Entry) wordwise(right bool) {
	s := e.page()
	n := s.lineOf(e.edit.caret, e.edit.after)
	if right == (s.lines[n].of.base == LTR) {
		e.goTo(e.edit.wordAfter(), true)
	} else {
		e.goTo(e.edit.wordBefore(), false)
	}
}

func (e *Entry) lineEdge(end bool) {
	s := e.page()
	l := &s.lines[s.lineOf(e.edit.caret, e.edit.after)]
	if end {
		e.goTo(l.to(), true)
	} else {
		e.goTo(l.from(), false)
	}
}

// vertical moves lines down, or up when negative, and keeps to the column it began in.
func (e *Entry) vertical(lines int) {
	s := e.page()
	n, x := s.caretAt(e.edit.caret, e.edit.after)
	if e.goal >= 0 {
		x = e.goal
	}
	to := n + lines
	switch {
	case n == 0 && lines < 0:
		e.goTo(0, false)
	case n == len(s.lines)-1 && lines > 0:
		e.goTo(len(e.edit.text), true)
	default:
		e.goTo(s.hitLine(max(0, min(to, len(s.lines)-1)), x))
	}
	e.goal = x
}

// TypedShortcut is called by Fyne. Shortcuts that are not about text go on to the window; Fyne
// gives them to nobody else while a field has the keyboard.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if !e.shortcut(s) {
		if c, ok := e.canvas().(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
	}
}

func (e *Entry) shortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		e.copy(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		e.SelectAll()
	default:
		return !e.disabled && e.changes(s)
	}
	return true
}

// changes does the shortcuts that a disabled entry does not have.
func (e *Entry) changes(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCut:
		if e.copy(s.Clipboard) {
			e.changing(func() { e.edit.backspace(false) })
		}
	case *fyne.ShortcutPaste:
		if s.Clipboard != nil {
			e.put(s.Clipboard.Content(), noChange)
		}
	case *fyne.ShortcutUndo:
		e.changing(func() { e.edit.undo() })
	case *fyne.ShortcutRedo:
		e.changing(func() { e.edit.redo() })
	case *desktop.CustomShortcut:
		return e.custom(s)
	default:
		return false
	}
	return true
}

// copy puts the selection on the clipboard, in logical order; a password never goes there.
func (e *Entry) copy(c fyne.Clipboard) bool {
	s := e.SelectedText()
	if s == "" || c == nil {
		return false
	}
	c.SetContent(s)
	return true
}

// apple says that the keys are those of a Mac: Alt jumps over words and Cmd to the ends of a line.
var apple = runtime.GOOS == "darwin"

// custom does Ctrl (Cmd on a Mac) with an arrow, Home, End, Backspace, Delete, Z and Enter.
func (e *Entry) custom(s *desktop.CustomShortcut) bool {
	extend := s.Modifier&fyne.KeyModifierShift != 0
	modifier := s.Modifier &^ fyne.KeyModifierShift
	words, usual := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShortcutDefault
	if apple {
		words, usual = fyne.KeyModifierAlt, fyne.KeyModifierSuper
	}
	if modifier == words && e.byWord(s.KeyName, extend) {
		return true
	}
	if modifier != usual {
		return false
	}
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		e.extending(extend, func() { e.lineSide(s.KeyName == fyne.KeyRight) })
	case fyne.KeyHome:
		e.extending(extend, func() { e.goTo(0, false) })
	case fyne.KeyEnd:
		e.extending(extend, func() { e.goTo(len(e.edit.text), true) })
	case fyne.KeyZ:
		if !extend {
			return false
		}
		e.changing(func() { e.edit.redo() })
	case fyne.KeyReturn, fyne.KeyEnter:
		e.submit()
	default:
		return false
	}
	return true
}

// byWord does the keys that jump over a word or remove one.
func (e *Entry) byWord(k fyne.KeyName, extend bool) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight:
		e.extending(extend, func() { e.wordwise(k == fyne.KeyRight) })
	case fyne.KeyBackspace:
		e.changing(func() { e.edit.backspace(true) })
	case fyne.KeyDelete:
		e.changing(func() { e.edit.remove(true) })
	default:
		return false
	}
	return true
}

// extending does a move that extends the selection when Shift came with the shortcut.
func (e *Entry) extending(extend bool, do func()) {
	shift := e.shift
	e.shift = extend
	do()
	e.shift = shift
}

// lineSide goes to the right or left end of a line as it is seen.
func (e *Entry) lineSide(right bool) {
	s := e.page()
	n := s.lineOf(e.edit.caret, e.edit.after)
	e.lineEdge(right == (s.lines[n].of.base == LTR))
}
