package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// rowsInSight is how many rows of a list must be seen under the head of its page before the head stays where it is.
const rowsInSight = 4

// Under puts a list under the head of its page, on a sheet. With room for a few rows the head stays and the list scrolls; with less, as in a small
// window with large letters, the page scrolls as a whole and the list is as long as its rows.
type Under struct {
	widget.BaseWidget
	gap    float32
	head   fyne.CanvasObject
	below  *fyne.Container // what stands under the head: mostly a list
	page   *fyne.Container
	shown  fyne.CanvasObject // the scroll as it stands on the page
	scroll *container.Scroll
	side   float32 // the margin of the sheet on either side of the page, in which the bar stands
	tall   bool    // the page scrolls as a whole
}

// NewUnder makes such a page; below is a list, or what stands in its place, or nil for nothing yet.
func NewUnder(p *i18n.Printer, gap float32, head, below fyne.CanvasObject) *Under {
	u := &Under{gap: gap, head: head, below: rtl.Stack(p.Direction())}
	u.page = container.New(underLayout{u}, head, u.below)
	u.shown, u.scroll = rtl.VScroll(p.Direction(), u.page)
	u.scroll.OnScrolled = func(fyne.Position) {
		if l := u.list(); l != nil && u.tall {
			l.body.Refresh()
			l.body.reach()
		}
	}
	u.ExtendBaseWidget(u)
	u.SetBelow(below)
	return u
}

// SetBelow puts something else under the head, or nothing.
func (u *Under) SetBelow(below fyne.CanvasObject) {
	u.below.Objects = nil
	if below != nil {
		u.below.Objects = []fyne.CanvasObject{below}
	}
	if l := u.list(); l != nil {
		l.body.around = u.scroll
	}
	u.Refresh()
}

// Below is what stands under the head, or nil.
func (u *Under) Below() fyne.CanvasObject {
	if len(u.below.Objects) == 0 {
		return nil
	}
	return u.below.Objects[0]
}

func (u *Under) list() *List {
	l, _ := u.Below().(*List)
	return l
}

// LeastWidth is the least width.
func (u *Under) LeastWidth() float32 { return max(rtl.WidthOf(u.head), rtl.WidthOf(u.below)) }

// Children are the objects in it.
func (u *Under) Children() []fyne.CanvasObject { return []fyne.CanvasObject{u.shown} }

// above is the height of the head with the space under it, at a width.
func (u *Under) above(width float32) float32 { return rtl.HeightOf(u.head, width) + u.gap }

// wanted is the height that what is below should get at least, and the height of all of it.
func (u *Under) wanted(width float32) (least, whole float32) {
	l := u.list()
	if l == nil {
		h := rtl.HeightOf(u.below, width)
		return h, h
	}
	row := l.body.rowHeightAt(width - 2*listEdge)
	return float32(min(l.body.count, rowsInSight))*row + 2*listEdge, float32(l.body.count)*row + 2*listEdge
}

// beside is the margin of the sheet around something of a width. Where both margins give that width it is the narrow one.
func beside(width float32) float32 { return look.Margin(width + 2*look.NarrowMargin + railWidth) }

// CreateRenderer belongs to Fyne.
func (u *Under) CreateRenderer() fyne.WidgetRenderer { return &underRenderer{u} }

type underRenderer struct{ u *Under }

// MinSize asks for little height: what does not fit scrolls.
func (r *underRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.u.LeastWidth(), 2*look.Size(look.SizeListRow))
}

// Layout gives the page the room of the focus rings around it, which the scroll would cut, and the bar the margin beside the page, at the
// edge of the window as on every other page.
func (r *underRenderer) Layout(size fyne.Size) {
	s := r.u.scroll
	r.u.side = beside(size.Width)
	s.Move(fyne.NewPos(-r.u.side, -look.FocusSpace))
	rtl.HeightOf(r.u.head, size.Width) // what wraps must know its width before it says its height
	if to := size.AddWidthHeight(2*r.u.side, 2*look.FocusSpace); s.Size() != to {
		s.Resize(to)
		return
	}
	s.Refresh()
}

func (r *underRenderer) Refresh() {
	r.Layout(r.u.Size())
	r.u.page.Refresh()
}

func (r *underRenderer) Objects() []fyne.CanvasObject { return r.u.Children() }
func (r *underRenderer) Destroy()                     {}

// underLayout lays the page out in its scroll.
type underLayout struct{ u *Under }

func (l underLayout) inside(size fyne.Size) fyne.Size {
	return size.SubtractWidthHeight(2*l.u.side, 2*look.FocusSpace)
}

// MinSize is as high as everything when the page scrolls as a whole, else nothing that could scroll.
func (l underLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	u := l.u
	view := l.inside(u.scroll.Size())
	least := fyne.NewSize(u.LeastWidth(), 0)
	if view.Width <= 0 {
		return least
	}
	above := u.above(view.Width)
	enough, whole := u.wanted(view.Width)
	if u.tall = above+enough > view.Height; u.tall {
		least.Height = above + whole + 2*look.FocusSpace
	}
	return least
}

func (l underLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	u := l.u
	in := l.inside(size)
	above := u.above(in.Width)
	if rows := u.list(); rows != nil {
		rows.stretch(u.tall, above)
	}
	u.head.Move(fyne.NewPos(u.side, look.FocusSpace))
	u.head.Resize(fyne.NewSize(in.Width, above-u.gap))
	u.below.Move(fyne.NewPos(u.side, look.FocusSpace+above))
	u.below.Resize(fyne.NewSize(in.Width, max(0, in.Height-above)))
}
