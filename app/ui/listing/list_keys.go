package listing

import (
	"fyne.io/fyne/v2"
)

// OnKey hears every key of the list first; true means that it was used.
func (l *List) OnKey(f func(*fyne.KeyEvent) bool) { l.body.onKey = f }

// OnRune hears the letters that are typed on the list.
func (l *List) OnRune(f func(rune)) { l.body.onRune = f }

// OnMoved hears to which row a key went.
func (l *List) OnMoved(f func(i int)) { l.body.onMoved = f }

// OnTapped hears a press of the mouse in place of pressed, for a list in which the mouse chooses and Enter opens.
func (l *List) OnTapped(f func(i int)) { l.body.onTapped = f }

// GoTo puts the keyboard of the list on a row and brings it into sight, without telling anyone.
func (l *List) GoTo(i int) {
	if i >= 0 && i < l.body.count {
		l.body.move(i)
	}
}

// tell says that a key went to another row.
func (b *listBody) tell() {
	if b.onMoved != nil && b.count > 0 {
		b.onMoved(b.current)
	}
}
