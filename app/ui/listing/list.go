package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Row is one line of a list: a title, a muted second line, and who owes the next word.
type Row struct {
	Icon        look.IconName
	Title, Line string
	Status      Status
	Head        bool // a heading over the rows below it, such as a day; it opens nothing
}

// List shows any number of rows and makes only those that can be seen. It has the keyboard as a
// whole: Up, Down, Page Up, Page Down, Home and End walk, Enter and Space open.
type List struct {
	widget.BaseWidget
	scroll *container.Scroll
	body   *listBody
}

// NewList makes a list of count rows; at gives a row when it comes into view, pressed hears which
// row was opened.
func NewList(p *i18n.Printer, count int, at func(i int) Row, pressed func(i int)) *List {
	l := &List{body: newListBody(p, count, at, pressed)}
	l.body.current = l.body.past(0, 1)
	l.scroll = container.NewVScroll(l.body)
	l.body.scroll = l.scroll
	l.scroll.OnScrolled = func(fyne.Position) {
		l.body.Refresh()
		l.body.reach()
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetCount says that there are other rows now, and goes to the first.
func (l *List) SetCount(count int) {
	l.body.count = count
	l.body.current = l.body.past(0, 1)
	l.body.forget()
	l.scroll.ScrollToOffset(fyne.Position{})
	l.scroll.Refresh()
	l.body.Refresh()
	l.Refresh()
}

// Grow says that there are more rows below those there were; the place in the list stays.
func (l *List) Grow(count int) {
	l.body.count = count
	l.scroll.Refresh()
	l.body.Refresh()
	l.Refresh()
}

// Near has more called when less than one screen of rows is left below what is seen, after each move through the list.
func (l *List) Near(more func()) { l.body.near = more }

// Update draws the rows that are seen again.
func (l *List) Update() {
	l.body.forget()
	l.body.Refresh()
}

// Plain says that no row has a status, so that the rows are as high in a narrow list as in a wide one.
func (l *List) Plain() { l.body.plain = true }

// Rows is how many rows there are, and how many of them can be seen at once.
func (l *List) Rows() (count int, seen float32) {
	return l.body.count, l.scroll.Size().Height / l.body.rowHeight()
}

// Current is the row the keyboard is on.
func (l *List) Current() int { return l.body.current }

// Focusable is the part that takes the keyboard.
func (l *List) Focusable() fyne.Focusable { return l.body }

// Children are the objects in it.
func (l *List) Children() []fyne.CanvasObject { return []fyne.CanvasObject{l.scroll} }

// CreateRenderer belongs to Fyne.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	card := form.NewPanel(cardFrame(), 2, 2, l.scroll)
	return &listRenderer{l: l, card: card}
}

type listRenderer struct {
	l    *List
	card *form.Panel
}

func (r *listRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(280), 3*r.l.body.rowHeight()+4)
}

// Layout makes the card no higher than its rows.
func (r *listRenderer) Layout(size fyne.Size) {
	rows := float32(r.l.body.count)*r.l.body.rowHeight() + 4
	r.card.Resize(fyne.NewSize(size.Width, min(size.Height, rows)))
}
func (r *listRenderer) Refresh() {
	r.Layout(r.l.Size())
	r.card.Refresh()
}

func (r *listRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.card} }
func (r *listRenderer) Destroy()                     {}

// listBody is the whole height of the list, of which the scroll shows a part.
type listBody struct {
	widget.BaseWidget
	p       *i18n.Printer
	count   int
	at      func(int) Row
	pressed func(int)
	scroll  *container.Scroll
	current int
	hovered int
	focused bool
	plain   bool // no row has a status
	near    func()
	rows    []*rowView
}

// reach asks for more rows when the end comes near.
func (b *listBody) reach() {
	high := b.scroll.Size().Height
	if b.near != nil && b.scroll.Offset.Y+2*high > float32(b.count)*b.rowHeight() {
		b.near()
	}
}

func newListBody(p *i18n.Printer, count int, at func(int) Row, pressed func(int)) *listBody {
	b := &listBody{p: p, count: count, at: at, pressed: pressed, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

// narrow tells whether the status goes below the words.
func (b *listBody) narrow() bool {
	if b.plain {
		return false
	}
	w := b.Size().Width
	return w > 0 && w < look.Scaled(520)
}

func (b *listBody) rowHeight() float32 {
	h := look.Size(look.SizeListRow)
	if b.narrow() {
		h += look.Size(look.SizeSmall)*1.5 + look.HalfGrid
	}
	return h
}

func (b *listBody) forget() {
	for _, r := range b.rows {
		r.index = -1
	}
}

func (b *listBody) move(to int) {
	way := 1
	if to < b.current {
		way = -1
	}
	b.current = b.past(max(0, min(to, b.count-1)), way)
	h := b.rowHeight()
	top := float32(b.current) * h
	if b.current > 0 && b.at(b.current-1).Head && top-h < b.scroll.Offset.Y {
		top -= h // the heading over the row is read with it
	}
	off := b.scroll.Offset.Y
	switch {
	case top < off:
		off = top
	case top+h > off+b.scroll.Size().Height:
		off = top + h - b.scroll.Size().Height
	}
	b.scroll.ScrollToOffset(fyne.NewPos(0, off))
	b.Refresh()
	b.reach()
}

// past is the row itself, or the one beside it when it is a heading: in the direction of the walk, else in the other.
func (b *listBody) past(i, way int) int {
	if i < 0 || i >= b.count || !b.at(i).Head {
		return i
	}
	if next := i + way; next >= 0 && next < b.count {
		return next
	}
	return max(0, min(i-way, b.count-1))
}

func (b *listBody) open(i int) {
	if i >= 0 && i < b.count && b.pressed != nil {
		b.pressed(i)
	}
}

// Tapped belongs to Fyne.
func (b *listBody) Tapped(e *fyne.PointEvent) {
	i := int(e.Position.Y / b.rowHeight())
	if i >= b.count {
		return
	}
	b.current = i
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b)
	}
	b.Refresh()
	b.open(i)
}

// FocusGained belongs to Fyne.
func (b *listBody) FocusGained() {
	b.focused = true
	b.move(b.current)
	rtl.BringIntoView(b.scroll)
}

// FocusLost belongs to Fyne.
func (b *listBody) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedRune belongs to Fyne.
func (b *listBody) TypedRune(rune) {}

// TypedKey belongs to Fyne.
func (b *listBody) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(b.scroll.Size().Height/b.rowHeight())-1)
	switch e.Name {
	case fyne.KeyDown:
		b.move(b.current + 1)
	case fyne.KeyUp:
		b.move(b.current - 1)
	case fyne.KeyPageDown:
		b.move(b.current + page)
	case fyne.KeyPageUp:
		b.move(b.current - page)
	case fyne.KeyHome:
		b.move(0)
	case fyne.KeyEnd:
		b.move(b.count - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.open(b.current)
	default:
		form.PassOn(b, e)
	}
}

// MouseIn belongs to Fyne.
func (b *listBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved belongs to Fyne.
func (b *listBody) MouseMoved(e *desktop.MouseEvent) {
	if i := int(e.Position.Y / b.rowHeight()); i != b.hovered {
		b.hovered = i
		b.Refresh()
	}
}

// MouseOut belongs to Fyne.
func (b *listBody) MouseOut() {
	b.hovered = -1
	b.Refresh()
}
