package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// ringed draws the focus ring around a field whose entry is only a part of it.
type ringed struct {
	widget.BaseWidget
	inside  fyne.CanvasObject
	focused bool
}

func newRinged(inside fyne.CanvasObject) *ringed {
	r := &ringed{inside: inside}
	r.ExtendBaseWidget(r)
	return r
}

func (r *ringed) set(focused bool) {
	r.focused = focused
	r.Refresh()
}

// LeastWidth is the least width.
func (r *ringed) LeastWidth() float32 { return rtl.WidthOf(r.inside) }

// HeightFor is the height it needs at a width.
func (r *ringed) HeightFor(width float32) float32 { return rtl.HeightOf(r.inside, width) }

// Children are the objects in it.
func (r *ringed) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.inside} }

// CreateRenderer belongs to Fyne.
func (r *ringed) CreateRenderer() fyne.WidgetRenderer {
	n := &ringedRenderer{r: r, ring: look.NewFocusRing(look.Radius)}
	n.ring.Set(r.focused)
	return n
}

type ringedRenderer struct {
	r    *ringed
	ring *look.FocusRing
}

func (n *ringedRenderer) MinSize() fyne.Size { return n.r.inside.MinSize() }

func (n *ringedRenderer) Layout(size fyne.Size) {
	n.r.inside.Resize(size)
	n.ring.Around(fyne.NewPos(0, 0), size)
}

func (n *ringedRenderer) Refresh() {
	n.ring.Set(n.r.focused)
	n.r.inside.Refresh()
}

func (n *ringedRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{n.r.inside, n.ring.Rectangle}
}

func (n *ringedRenderer) Destroy() {}
