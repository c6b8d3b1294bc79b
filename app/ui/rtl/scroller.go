package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// VScroll shows an object through a window that scrolls up and down, with its bar at the end of the lines. It gives what is put on the
// page, and the scroll in it.
func VScroll(d Dir, o fyne.CanvasObject) (fyne.CanvasObject, *container.Scroll) {
	if d == LTR {
		s := container.NewVScroll(o)
		return s, s
	}
	m := &Scroller{}
	m.Direction, m.Content = container.ScrollVerticalOnly, o
	m.ExtendBaseWidget(m)
	return m, &m.Scroll
}

// Scroller is a scroll of Fyne with its bar at the left, where the lines of a right-to-left page end.
type Scroller struct{ container.Scroll }

// Children are the objects in it: the scroll that it is.
func (s *Scroller) Children() []fyne.CanvasObject { return []fyne.CanvasObject{&s.Scroll} }

// CreateRenderer belongs to Fyne.
func (s *Scroller) CreateRenderer() fyne.WidgetRenderer {
	r := &scrollerRenderer{WidgetRenderer: s.Scroll.CreateRenderer()}
	r.turn()
	return r
}

type scrollerRenderer struct{ fyne.WidgetRenderer }

func (r *scrollerRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.turn()
}

func (r *scrollerRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.turn()
}

// turn puts the bar at the left. Of what Fyne draws beside the content only the bars can be pressed.
func (r *scrollerRenderer) turn() {
	for _, o := range r.Objects()[1:] {
		if _, bar := o.(fyne.Tappable); bar {
			o.Move(fyne.NewPos(0, o.Position().Y))
		}
	}
}

// ScrollIn is the first scroll in the containers of a page, nil when there is none.
func ScrollIn(o fyne.CanvasObject) *container.Scroll {
	switch v := o.(type) {
	case *container.Scroll:
		return v
	case *Scroller:
		return &v.Scroll
	case *fyne.Container:
		for _, child := range v.Objects {
			if s := ScrollIn(child); s != nil {
				return s
			}
		}
	}
	return nil
}
