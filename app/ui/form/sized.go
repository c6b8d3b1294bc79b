package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Sized keeps an object within limits that grow with the text: they are given for text step 2, and
// follow when the step changes. An object that may not be wider stands in the middle.
type Sized struct {
	widget.BaseWidget
	minWidth, minHeight, maxWidth float32
	inside                        fyne.CanvasObject
	// place is where an object stands that may not be wider: 0 left, 0.5 the middle, 1 right.
	place float32
}

// NewAtLeast keeps an object this wide and high at least.
func NewAtLeast(width, height float32, o fyne.CanvasObject) *Sized {
	s := &Sized{minWidth: width, minHeight: height, inside: o}
	s.ExtendBaseWidget(s)
	return s
}

// NewAtMost keeps an object no wider than this, in the middle.
func NewAtMost(width float32, o fyne.CanvasObject) *Sized {
	s := &Sized{maxWidth: width, inside: o, place: 0.5}
	s.ExtendBaseWidget(s)
	return s
}

// newNarrow keeps an object no wider than this, at the start.
func newNarrow(p *i18n.Printer, width float32, o fyne.CanvasObject) *Sized {
	s := NewAtMost(width, o)
	s.place = 0
	if p.Direction() == i18n.RightToLeft {
		s.place = 1
	}
	return s
}

func (s *Sized) inner(width float32) float32 {
	if s.maxWidth > 0 {
		return min(width, look.Scaled(s.maxWidth))
	}
	return width
}

// LeastWidth is the least width.
func (s *Sized) LeastWidth() float32 {
	return max(s.inner(rtl.WidthOf(s.inside)), look.Scaled(s.minWidth))
}

// HeightFor is the height it needs at a width.
func (s *Sized) HeightFor(width float32) float32 {
	return max(look.Scaled(s.minHeight), rtl.HeightOf(s.inside, s.inner(width)))
}

// Children are the objects in it.
func (s *Sized) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.inside} }

// CreateRenderer belongs to Fyne.
func (s *Sized) CreateRenderer() fyne.WidgetRenderer { return &sizedRenderer{s} }

type sizedRenderer struct{ s *Sized }

func (r *sizedRenderer) MinSize() fyne.Size {
	s := r.s
	least := s.LeastWidth()
	if w := s.Size().Width; w > 0 {
		return fyne.NewSize(least, s.HeightFor(max(w, least)))
	}
	return fyne.NewSize(least, max(s.inside.MinSize().Height, look.Scaled(s.minHeight)))
}

func (r *sizedRenderer) Layout(size fyne.Size) {
	w := r.s.inner(size.Width)
	r.s.inside.Move(fyne.NewPos((size.Width-w)*r.s.place, 0))
	r.s.inside.Resize(fyne.NewSize(w, size.Height))
}

func (r *sizedRenderer) Refresh() {
	r.Layout(r.s.Size())
	r.s.inside.Refresh()
}

func (r *sizedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.inside} }
func (r *sizedRenderer) Destroy()                     {}
