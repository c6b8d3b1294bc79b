package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// Sheet keeps the margin of a page around its content: 40, and 24 in a narrow window.
type Sheet struct {
	widget.BaseWidget
	inside      fyne.CanvasObject
	top, bottom float32
}

// sheetBottom is the space below a page.
const sheetBottom float32 = 24

// NewSheet puts the margin of a page around its content, and top above it.
func NewSheet(top float32, inside fyne.CanvasObject) *Sheet {
	return NewBand(top, sheetBottom, inside)
}

// NewBand puts the margin of a page beside something that stands above or below one, so that they line up in every window.
func NewBand(top, bottom float32, inside fyne.CanvasObject) *Sheet {
	s := &Sheet{inside: inside, top: top, bottom: bottom}
	s.ExtendBaseWidget(s)
	return s
}

// Beside is the margin it has now.
func (s *Sheet) Beside() float32 { return s.margin(s.Size().Width) }

func (s *Sheet) margin(width float32) float32 { return look.Margin(width + railWidth) }

// HeightFor is the height needed at a width.
func (s *Sheet) HeightFor(width float32) float32 {
	return rtl.HeightOf(s.inside, width-2*s.margin(width)) + s.top + s.bottom
}

// LeastWidth is the least width.
func (s *Sheet) LeastWidth() float32 { return rtl.WidthOf(s.inside) + 2*look.NarrowMargin }

// Children are the objects in it.
func (s *Sheet) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.inside} }

// CreateRenderer belongs to Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *Sheet }

func (r *sheetRenderer) MinSize() fyne.Size {
	m := r.s.inside.MinSize().AddWidthHeight(2*look.NarrowMargin, r.s.top+r.s.bottom)
	if w := r.s.Size().Width; w > 0 {
		m.Height = r.s.HeightFor(max(w, m.Width))
	}
	return m
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	m := r.s.margin(size.Width)
	r.s.inside.Move(fyne.NewPos(m, r.s.top))
	r.s.inside.Resize(fyne.NewSize(size.Width-2*m, max(0, size.Height-r.s.top-r.s.bottom)))
}

func (r *sheetRenderer) Refresh()                     { r.Layout(r.s.Size()); r.s.inside.Refresh() }
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.Children() }
func (r *sheetRenderer) Destroy()                     {}
