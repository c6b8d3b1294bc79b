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
	Middle      bool // a title that is too long is cut in its middle, as the name of a file whose end says what it is
}

// List shows any number of rows and makes only those that can be seen. It has the keyboard as a
// whole: Up, Down, Page Up, Page Down, Home and End walk, Enter and Space open.
type List struct {
	widget.BaseWidget
	scroll *container.Scroll
	shown  fyne.CanvasObject // the scroll as it stands on the page
	body   *listBody
	card   *form.Panel
}

// listEdge is the space between the card of a list and its rows.
const listEdge float32 = 2

// NewList makes a list of count rows; at gives a row when it comes into view, pressed hears which
// row was opened.
func NewList(p *i18n.Printer, count int, at func(i int) Row, pressed func(i int)) *List {
	l := &List{body: newListBody(p, count, at, pressed)}
	l.body.current = l.body.past(0, 1)
	l.shown, l.scroll = rtl.VScroll(p.Direction(), l.body)
	l.body.scroll = l.scroll
	l.card = form.NewPanel(cardFrame(), listEdge, listEdge, l.shown)
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
	l.resized()
}

// resized lays the list out for another number of rows, and the page around it.
func (l *List) resized() {
	l.scroll.Refresh()
	l.body.Refresh()
	l.Refresh()
	if l.body.around != nil {
		l.body.around.Refresh()
	}
}

// stretch makes the list as long as its rows, so far below the top of the page that scrolls with it, or lets it scroll by itself again.
func (l *List) stretch(on bool, below float32) {
	l.body.below = below + look.FocusSpace + listEdge
	if l.body.long == on {
		return
	}
	l.body.long = on
	if on {
		l.card.SetContent(l.body)
		return
	}
	l.scroll.Offset = fyne.Position{}
	l.card.SetContent(l.shown)
	l.scroll.Refresh()
}

// Grow says that there are more rows below those there were; the place in the list stays.
func (l *List) Grow(count int) {
	l.body.count = count
	l.resized()
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
	_, high := l.body.view()
	return l.body.count, high / l.body.rowHeight()
}

// Current is the row the keyboard is on.
func (l *List) Current() int { return l.body.current }

// Focusable is the part that takes the keyboard.
func (l *List) Focusable() fyne.Focusable { return l.body }

// Children are the objects in it.
func (l *List) Children() []fyne.CanvasObject { return l.card.Children() }

// CreateRenderer belongs to Fyne.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	return &listRenderer{l: l, card: l.card}
}

type listRenderer struct {
	l    *List
	card *form.Panel
}

func (r *listRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(280), 3*r.l.body.rowHeight()+2*listEdge)
}

// Layout makes the card no higher than its rows.
func (r *listRenderer) Layout(size fyne.Size) {
	rows := float32(r.l.body.count)*r.l.body.rowHeight() + 2*listEdge
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

	onKey             func(*fyne.KeyEvent) bool
	onRune            func(rune)
	onMoved, onTapped func(int)
	around            *container.Scroll // that of the page, or nil
	long              bool              // as long as its rows: the page scrolls
	below             float32           // the top of the rows in that page
}

// view is what can be seen of the rows: how far down it begins, which is above them while the head of the page is in sight, and how high
// it is.
func (b *listBody) view() (from, high float32) {
	if b.long {
		return b.around.Offset.Y - b.below, b.around.Size().Height
	}
	return b.scroll.Offset.Y, b.scroll.Size().Height
}

func (b *listBody) scrollTo(from float32) {
	if b.long {
		b.around.ScrollToOffset(fyne.NewPos(0, from+b.below))
		return
	}
	b.scroll.ScrollToOffset(fyne.NewPos(0, from))
}

// reach asks for more rows when the end comes near.
func (b *listBody) reach() {
	from, high := b.view()
	if b.near != nil && from+2*high > float32(b.count)*b.rowHeight() {
		b.near()
	}
}

func newListBody(p *i18n.Printer, count int, at func(int) Row, pressed func(int)) *listBody {
	b := &listBody{p: p, count: count, at: at, pressed: pressed, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

// narrow tells whether the status goes below the words.
func (b *listBody) narrow() bool { return b.narrowAt(b.Size().Width) }

func (b *listBody) narrowAt(width float32) bool {
	return !b.plain && width > 0 && width < look.Scaled(520)
}

func (b *listBody) rowHeight() float32 { return b.rowHeightAt(b.Size().Width) }

func (b *listBody) rowHeightAt(width float32) float32 {
	h := look.Size(look.SizeListRow)
	if b.narrowAt(width) {
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
	off, high := b.view()
	if b.current > 0 && b.at(b.current-1).Head && top-h < off {
		top -= h // the heading over the row is read with it
	}
	switch {
	case top < off:
		off = top
	case top+h > off+high:
		off = top + h - high
	}
	b.scrollTo(off)
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
	if b.onTapped != nil {
		b.onTapped(i)
		return
	}
	b.open(i)
}

// FocusGained belongs to Fyne.
func (b *listBody) FocusGained() {
	b.focused = true
	if b.long {
		b.focusLong()
		return
	}
	b.move(b.current)
	rtl.BringIntoView(b.scroll)
}

// focusLong leaves the page where it is while a part of the row of the keyboard is in sight: a page opens at its top.
func (b *listBody) focusLong() {
	from, high := b.view()
	h := b.rowHeight()
	if top := float32(b.current) * h; top < from || top+h/4 > from+high {
		b.move(b.current)
		return
	}
	b.Refresh()
}

// FocusLost belongs to Fyne.
func (b *listBody) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedRune belongs to Fyne.
func (b *listBody) TypedRune(r rune) {
	if b.onRune != nil {
		b.onRune(r)
	}
}

// TypedKey belongs to Fyne.
func (b *listBody) TypedKey(e *fyne.KeyEvent) {
	if b.onKey != nil && b.onKey(e) {
		return
	}
	_, high := b.view()
	page := max(1, int(high/b.rowHeight())-1)
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
		return
	default:
		form.PassOn(b, e)
		return
	}
	b.tell()
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
