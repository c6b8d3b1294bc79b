package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Columns gives each object an equal share of the width, all as high as the highest, and puts them
// under each other when a share would be narrower than an object needs.
type Columns struct {
	widget.BaseWidget
	dir     i18n.Direction
	gap     float32
	objects []fyne.CanvasObject
	// least is the share under which the objects stack even when they would fit.
	least float32
	width float32
}

// NewColumns makes equal columns.
func NewColumns(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *Columns {
	return NewColumnsFrom(p, gap, 0, objects...)
}

// NewColumnsFrom makes equal columns that stack when a share is narrower than least.
func NewColumnsFrom(p *i18n.Printer, gap, least float32, objects ...fyne.CanvasObject) *Columns {
	c := &Columns{dir: p.Direction(), gap: gap, objects: objects, least: least}
	c.ExtendBaseWidget(c)
	return c
}

// shown are the objects that are not hidden.
func (c *Columns) shown() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range c.objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

func (c *Columns) share(n int, width float32) float32 {
	return (width - c.gap*float32(n-1)) / float32(max(1, n))
}

func (c *Columns) beside(objects []fyne.CanvasObject, width float32) bool {
	share := c.share(len(objects), width)
	if share < c.least {
		return false
	}
	for _, o := range objects {
		if o.MinSize().Width > share+0.5 {
			return false
		}
	}
	return true
}

// HeightFor is the height it needs at a width.
func (c *Columns) HeightFor(width float32) float32 {
	c.width = width
	objects := c.shown()
	if c.beside(objects, width) {
		return c.tallest(objects, c.share(len(objects), width))
	}
	h := c.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		h += rtl.HeightOf(o, width)
	}
	return h
}

func (c *Columns) tallest(objects []fyne.CanvasObject, share float32) float32 {
	var h float32
	for _, o := range objects {
		h = max(h, rtl.HeightOf(o, share))
	}
	return h
}

// Children are the objects in it.
func (c *Columns) Children() []fyne.CanvasObject { return c.objects }

// CreateRenderer belongs to Fyne.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer { return &columnsRenderer{c} }

type columnsRenderer struct{ c *Columns }

func (r *columnsRenderer) MinSize() fyne.Size {
	var m fyne.Size
	for _, o := range r.c.shown() {
		m = m.Max(o.MinSize())
	}
	if r.c.width > 0 {
		m.Height = r.c.HeightFor(max(r.c.width, m.Width))
	}
	return m
}

func (r *columnsRenderer) Layout(size fyne.Size) {
	c := r.c
	c.width = size.Width
	objects := c.shown()
	if !c.beside(objects, size.Width) {
		var y float32
		for _, o := range objects {
			h := rtl.HeightOf(o, size.Width)
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(size.Width, h))
			y += h + c.gap
		}
		return
	}
	share := c.share(len(objects), size.Width)
	for i, o := range objects {
		x := float32(i) * (share + c.gap)
		if c.dir == i18n.RightToLeft {
			x = size.Width - x - share
		}
		rtl.HeightOf(o, share)
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(share, size.Height))
	}
}

func (r *columnsRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.c.objects {
		o.Refresh()
	}
}

func (r *columnsRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *columnsRenderer) Destroy()                     {}
