package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Spread divides the width that is left between its objects, each at its own width; they go under
// each other when the width is too small.
type Spread struct {
	widget.BaseWidget
	gap           float32
	objects       []fyne.CanvasObject
	spaced, below *fyne.Container
	width         float32
	stacked       bool
}

// NewSpread makes such a row with at least this gap.
func NewSpread(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *Spread {
	s := &Spread{gap: gap, objects: objects}
	var spaced []fyne.CanvasObject
	for i, o := range objects {
		if i > 0 {
			spaced = append(spaced, rtl.Grow(rtl.Stack(p.Direction())))
		}
		spaced = append(spaced, o)
	}
	s.spaced = rtl.HBox(p.Direction(), gap/2, spaced...)
	s.below = rtl.VBox(p.Direction(), gap, objects...)
	s.ExtendBaseWidget(s)
	return s
}

func (s *Spread) at(width float32) *fyne.Container {
	if !s.stacked && width >= rtl.WidthOf(s.spaced) {
		return s.spaced
	}
	return s.below
}

// LeastWidth is the least width.
func (s *Spread) LeastWidth() float32 {
	var w float32
	for _, o := range s.objects {
		w = max(w, rtl.WidthOf(o))
	}
	return w
}

// HeightFor is the height it needs at a width.
func (s *Spread) HeightFor(width float32) float32 {
	s.width = width
	return rtl.HeightOf(s.at(width), width)
}

// CreateRenderer belongs to Fyne.
func (s *Spread) CreateRenderer() fyne.WidgetRenderer { return &spreadRenderer{s} }

type spreadRenderer struct{ s *Spread }

// MinSize is the width of the row: whoever holds it decides when there is too little, and gives less.
func (r *spreadRenderer) MinSize() fyne.Size {
	widest := r.s.LeastWidth()
	w := r.s.width
	if w <= 0 {
		w = r.s.RowWidth()
	}
	return fyne.NewSize(widest, r.s.HeightFor(max(w, widest)))
}

func (r *spreadRenderer) Layout(size fyne.Size) {
	r.s.width = size.Width
	c := r.s.at(size.Width)
	c.Layout.Layout(c.Objects, size)
}

func (r *spreadRenderer) Refresh() {
	r.Layout(r.s.Size())
	for _, o := range r.s.objects {
		o.Refresh()
	}
}

func (r *spreadRenderer) Objects() []fyne.CanvasObject { return r.s.objects }
func (r *spreadRenderer) Destroy()                     {}

// Stack puts the objects under each other whatever the width.
func (s *Spread) Stack(on bool) { s.stacked = on }

// Children are the objects in it.
func (s *Spread) Children() []fyne.CanvasObject { return s.objects }

// RowWidth is the width at which everything stands in one row.
func (s *Spread) RowWidth() float32 { return rtl.WidthOf(s.spaced) }
