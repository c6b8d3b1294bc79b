package rtl

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/look"
)

// menuLeast is the width a menu has at least, in heights of a row.
const menuLeast = 4

// menuSpace is the room between the edge of a menu and its rows.
const menuSpace = look.HalfGrid

// CreateRenderer is called by Fyne.
func (m *menu) CreateRenderer() fyne.WidgetRenderer {
	r := &menuRenderer{menu: m, box: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent)}
	for _, c := range m.choices {
		r.words = append(r.words, NewText(m.dir, c.words, Style{}))
	}
	r.Refresh()
	return r
}

type menuRenderer struct {
	menu  *menu
	box   *canvas.Rectangle
	mark  *canvas.Rectangle // under the choice that Enter takes
	words []*Text
}

func (r *menuRenderer) Destroy() {}

func (r *menuRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.box, r.mark}
	for _, t := range r.words {
		all = append(all, t)
	}
	return all
}

func (r *menuRenderer) MinSize() fyne.Size {
	h := r.menu.rowHeight()
	w := h * menuLeast
	for _, t := range r.words {
		w = max(w, t.MinSize().Width+2*sideSpace)
	}
	return fyne.NewSize(w+2*menuSpace, h*float32(len(r.words))+2*menuSpace)
}

func (r *menuRenderer) Layout(size fyne.Size) {
	h := r.menu.rowHeight()
	width := size.Width - 2*menuSpace
	for i, t := range r.words {
		high := t.HeightFor(width - 2*sideSpace)
		t.Resize(fyne.NewSize(width-2*sideSpace, high))
		t.Move(fyne.NewPos(menuSpace+sideSpace, menuSpace+h*float32(i)+(h-high)/2))
	}
	r.mark.Resize(fyne.NewSize(width, h))
	r.mark.Move(fyne.NewPos(menuSpace, menuSpace+h*float32(r.menu.at)))
	r.box.Resize(size)
}

func (r *menuRenderer) Refresh() {
	r.box.FillColor, r.box.StrokeColor = theme.ColorForWidget(look.ColorSurface, r.menu), theme.ColorForWidget(look.ColorEdge, r.menu)
	r.box.StrokeWidth, r.box.CornerRadius = look.Edge, look.Radius
	r.box.Refresh()
	r.mark.FillColor = theme.ColorForWidget(look.ColorAccentSoft, r.menu)
	r.mark.CornerRadius = look.Radius - look.HalfGrid
	for i, t := range r.words {
		t.SetBold(i == r.menu.at)
	}
	r.Layout(r.menu.Size())
	r.mark.Refresh()
	canvas.Refresh(r.menu)
}
