package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Ends puts some objects at the start of a line and others at its end, and lets them flow over
// more lines when the width is too small.
type Ends struct {
	widget.BaseWidget
	gap   float32
	flow  *fyne.Container
	end   []fyne.CanvasObject
	width float32
	dir   i18n.Direction
}

// NewEnds makes such a line.
func NewEnds(p *i18n.Printer, gap float32, start, end []fyne.CanvasObject) *Ends {
	e := &Ends{gap: gap, end: end, dir: p.Direction()}
	all := append(append([]fyne.CanvasObject{}, start...), end...)
	e.flow = rtl.Flow(p.Direction(), gap, all...)
	e.ExtendBaseWidget(e)
	return e
}

// HeightFor is the height it needs at a width.
func (e *Ends) HeightFor(width float32) float32 {
	e.width = width
	return rtl.HeightOf(e.flow, width)
}

// Children are the objects in it.
func (e *Ends) Children() []fyne.CanvasObject { return []fyne.CanvasObject{e.flow} }

// CreateRenderer belongs to Fyne.
func (e *Ends) CreateRenderer() fyne.WidgetRenderer { return &endsRenderer{e} }

type endsRenderer struct{ e *Ends }

func (r *endsRenderer) MinSize() fyne.Size {
	m := r.e.flow.MinSize()
	if r.e.width > 0 {
		m.Height = rtl.HeightOf(r.e.flow, max(m.Width, r.e.width))
	}
	return m
}

// Layout lets everything flow, and moves the end to the far side while all is on one line.
func (r *endsRenderer) Layout(size fyne.Size) {
	e := r.e
	e.width = size.Width
	e.flow.Resize(size)
	e.flow.Layout.Layout(e.flow.Objects, size)
	whole := -e.gap
	for _, o := range e.flow.Objects {
		if o.Visible() {
			whole += o.MinSize().Width + e.gap
		}
	}
	left := size.Width - whole
	if left <= 0 {
		return
	}
	if e.dir == i18n.RightToLeft {
		left = -left
	}
	for _, o := range e.end {
		o.Move(o.Position().AddXY(left, 0))
	}
}

func (r *endsRenderer) Refresh() {
	r.Layout(r.e.Size())
	for _, o := range r.e.flow.Objects {
		o.Refresh()
	}
}

func (r *endsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.e.flow} }
func (r *endsRenderer) Destroy()                     {}
