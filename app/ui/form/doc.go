// Package form holds what a person presses, ticks, chooses and fills in: buttons, chips, choices,
// fields, dates. Everything is reached by keyboard, shows its focus, grows with the text and mirrors.
package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// line is one text of our own in the direction of the chosen language.
func line(p *i18n.Printer, s string, style rtl.Style) *rtl.Text {
	return rtl.NewText(p.Direction(), s, style)
}

// row lays objects beside each other in the reading direction.
func row(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.HBox(p.Direction(), gap, objects...)
}

// column stacks objects.
func column(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(p.Direction(), gap, objects...)
}

// slot is a place whose content is made again when its look changes.
type slot struct {
	*fyne.Container
}

func newSlot(p *i18n.Printer) slot { return slot{rtl.Stack(p.Direction())} }

func (s slot) fill(o fyne.CanvasObject) {
	s.Objects = []fyne.CanvasObject{o}
	s.Refresh()
}

// Wrapped is a widget around a container whose height depends on its width; embed it in a widget
// that is made of other widgets, and call Wrap.
type Wrapped struct {
	widget.BaseWidget
	inside fyne.CanvasObject
}

// Wrap makes self a widget that shows inside.
func (w *Wrapped) Wrap(self fyne.Widget, inside fyne.CanvasObject) {
	w.inside = inside
	w.ExtendBaseWidget(self)
}

// LeastWidth is the least width.
func (w *Wrapped) LeastWidth() float32 { return rtl.WidthOf(w.inside) }

// HeightFor is the height it needs at a width.
func (w *Wrapped) HeightFor(width float32) float32 { return rtl.HeightOf(w.inside, width) }

// Children are the objects in it.
func (w *Wrapped) Children() []fyne.CanvasObject { return []fyne.CanvasObject{w.inside} }

// CreateRenderer belongs to Fyne.
func (w *Wrapped) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.inside) }

// square keeps a place of this side at text step 2.
func square(side float32) *fyne.Container { return container.New(atLeast(side)) }

type atLeast float32

// MinSize is the place.
func (l atLeast) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(look.Scaled(float32(l)))
}

// Layout gives every object the place.
func (l atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
}
