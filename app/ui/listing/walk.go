package listing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Walk says where the rows of a chart or a table lead to. Without Pressed nothing can be pressed and the keyboard passes it over.
type Walk struct {
	// Pressed hears which row was opened.
	Pressed func(i int)
	// Leads tells whether a row can be opened; nil is all.
	Leads func(i int) bool
	// Said is what a row says to whoever cannot see it; "" or nil is nothing.
	Said func(i int) string
}

// walker is what a chart, a table and a line of weeks have in common: it has the keyboard as a whole, the arrows go from row to row, Enter and
// Space open one, and a press of the mouse opens the one below it.
type walker struct {
	widget.BaseWidget
	self             fyne.Focusable
	p                *i18n.Printer
	walk             Walk
	count            int
	along            bool // the rows stand beside each other
	box              func(i int) (fyne.Position, fyne.Size)
	moved            func(i int) // hears where the keyboard or the mouse is, -1 when it is nowhere
	current, hovered int
	focused, pointed bool
	back             *canvas.Rectangle
	ring             *look.FocusRing
}

func (w *walker) extend(self interface {
	fyne.Widget
	fyne.Focusable
}, p *i18n.Printer, walk Walk, count int,
) {
	w.self, w.p, w.walk, w.count, w.hovered = self, p, walk, count, -1
	w.back, w.ring = canvas.NewRectangle(color.Transparent), look.NewFocusRing(look.BoxRadius)
	w.current = max(0, w.next(-1, 1))
	w.ExtendBaseWidget(self)
}

func (w *walker) leads(i int) bool {
	return i >= 0 && i < w.count && w.walk.Pressed != nil && (w.walk.Leads == nil || w.walk.Leads(i))
}

// next is the nearest row from i in a direction that leads somewhere, -1 when there is none.
func (w *walker) next(i, way int) int {
	for i += way; i >= 0 && i < w.count; i += way {
		if w.leads(i) {
			return i
		}
	}
	return -1
}

// Current is the row that the keyboard is on.
func (w *walker) Current() int { return w.current }

// SetCurrent puts the keyboard's place on a row that leads somewhere.
func (w *walker) SetCurrent(i int) {
	if w.leads(i) {
		w.current = i
	}
}

// Disabled tells Fyne that the keyboard has nothing to do here.
func (w *walker) Disabled() bool { return w.next(-1, 1) < 0 }

// Enable belongs to Fyne.
func (w *walker) Enable() {}

// Disable belongs to Fyne.
func (w *walker) Disable() {}

// FocusGained belongs to Fyne.
func (w *walker) FocusGained() {
	w.focused = true
	w.tell()
	if !w.pointed {
		rtl.BringIntoView(w.back)
	}
}

// FocusLost belongs to Fyne.
func (w *walker) FocusLost() {
	w.focused = false
	w.tell()
}

// TypedRune belongs to Fyne.
func (w *walker) TypedRune(rune) {}

// TypedKey belongs to Fyne.
func (w *walker) TypedKey(e *fyne.KeyEvent) {
	before, after := fyne.KeyUp, fyne.KeyDown
	if w.along {
		before, after = fyne.KeyLeft, fyne.KeyRight
		if w.p.Direction() == i18n.RightToLeft {
			before, after = after, before
		}
	}
	to := -1
	switch e.Name {
	case after:
		to = w.next(w.current, 1)
	case before:
		to = w.next(w.current, -1)
	case fyne.KeyHome:
		to = w.next(-1, 1)
	case fyne.KeyEnd:
		to = w.next(w.count, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		w.Open(w.current)
		return
	default:
		form.PassOn(w.self.(fyne.CanvasObject), e)
		return
	}
	if to >= 0 {
		w.current = to
		w.tell()
		rtl.BringIntoView(w.back)
	}
}

// Open does what a press of a row does.
func (w *walker) Open(i int) {
	if w.leads(i) {
		w.current = i
		w.walk.Pressed(i)
	}
}

// at is the row below a place, -1 for none that leads somewhere.
func (w *walker) at(pos fyne.Position) int {
	for i := range w.count {
		from, size := w.box(i)
		if pos.X >= from.X && pos.X < from.X+size.Width && pos.Y >= from.Y && pos.Y < from.Y+size.Height && w.leads(i) {
			return i
		}
	}
	return -1
}

// Tapped belongs to Fyne.
func (w *walker) Tapped(e *fyne.PointEvent) {
	i := w.at(e.Position)
	if i < 0 {
		return
	}
	w.current, w.pointed = i, true
	form.Focus(w.self)
	w.pointed = false
	w.Open(i)
}

// MouseIn belongs to Fyne.
func (w *walker) MouseIn(e *desktop.MouseEvent) { w.MouseMoved(e) }

// MouseMoved belongs to Fyne.
func (w *walker) MouseMoved(e *desktop.MouseEvent) {
	if i := w.at(e.Position); i != w.hovered {
		w.hovered = i
		w.tell()
	}
}

// MouseOut belongs to Fyne.
func (w *walker) MouseOut() {
	w.hovered = -1
	w.tell()
}

// tell shows where the keyboard and the mouse are.
func (w *walker) tell() {
	if w.moved != nil {
		at := w.hovered
		if at < 0 && w.focused {
			at = w.current
		}
		w.moved(at)
	}
	w.mark()
	canvas.Refresh(w.back)
}

// mark places the fill under the mouse and the ring of the keyboard.
func (w *walker) mark() {
	w.back.FillColor, w.back.CornerRadius = color.Transparent, look.BoxRadius
	if w.count == 0 {
		return
	}
	pos, size := w.box(min(w.current, w.count-1))
	w.ring.Around(pos.AddXY(look.FocusSpace, look.FocusSpace), size.SubtractWidthHeight(2*look.FocusSpace, 2*look.FocusSpace))
	w.ring.Set(w.focused && !w.Disabled())
	if w.leads(w.hovered) {
		pos, size = w.box(w.hovered)
		w.back.FillColor = look.Color(look.ColorRaised)
	}
	w.back.Move(pos)
	w.back.Resize(size)
}

// AccessibilityLabel is what the row of the keyboard says.
func (w *walker) AccessibilityLabel() string { return w.Spoken(w.current) }

// Spoken is what a row says to whoever cannot see it.
func (w *walker) Spoken(i int) string {
	if w.walk.Said == nil || i < 0 || i >= w.count {
		return ""
	}
	return w.walk.Said(i)
}

// AccessibilityRole belongs to Fyne.
func (w *walker) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Cursor belongs to Fyne: a hand over what can be pressed.
func (w *walker) Cursor() desktop.Cursor {
	if w.leads(w.hovered) {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
