package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// least keeps an object at a height of the theme at least, in the middle of it.
type least struct {
	widget.BaseWidget
	name   fyne.ThemeSizeName
	inside fyne.CanvasObject
}

func newLeast(name fyne.ThemeSizeName, inside fyne.CanvasObject) *least {
	l := &least{name: name, inside: inside}
	l.ExtendBaseWidget(l)
	return l
}

// LeastWidth is the least width.
func (l *least) LeastWidth() float32 { return rtl.WidthOf(l.inside) }

// HeightFor is the height it needs at a width.
func (l *least) HeightFor(width float32) float32 {
	return max(look.Size(l.name), rtl.HeightOf(l.inside, width))
}

// Children are the objects in it.
func (l *least) Children() []fyne.CanvasObject { return []fyne.CanvasObject{l.inside} }

// CreateRenderer belongs to Fyne.
func (l *least) CreateRenderer() fyne.WidgetRenderer { return &leastRenderer{l} }

type leastRenderer struct{ l *least }

func (r *leastRenderer) MinSize() fyne.Size {
	l := r.l
	least := l.LeastWidth()
	if w := l.Size().Width; w > 0 {
		return fyne.NewSize(least, l.HeightFor(max(w, least)))
	}
	return fyne.NewSize(least, max(l.inside.MinSize().Height, look.Size(l.name)))
}

func (r *leastRenderer) Layout(size fyne.Size) {
	h := min(rtl.HeightOf(r.l.inside, size.Width), size.Height)
	r.l.inside.Resize(fyne.NewSize(size.Width, h))
	r.l.inside.Move(fyne.NewPos(0, (size.Height-h)/2))
}

func (r *leastRenderer) Refresh() {
	r.Layout(r.l.Size())
	r.l.inside.Refresh()
}

func (r *leastRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.inside} }
func (r *leastRenderer) Destroy()                     {}
