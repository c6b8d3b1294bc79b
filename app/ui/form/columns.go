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
	// loose gives each object its own width and an equal part of what is left, where equal shares
	// would be too narrow for one of them.
	loose bool
	width float32
}

// NewColumns makes equal columns.
func NewColumns(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *Columns {
	return NewColumnsFrom(p, gap, 0, objects...)
}

// NewColumnsFrom makes equal columns that stack when a share is narrower than least; give it
// look.Scaled.
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
	if c.share(len(objects), width) < c.least {
		return false
	}
	if c.loose {
		return c.left(objects, width) >= 0
	}
	return c.even(objects, width)
}

// even tells whether every object fits in an equal share.
func (c *Columns) even(objects []fyne.CanvasObject, width float32) bool {
	share := c.share(len(objects), width)
	for _, o := range objects {
		if rtl.WidthOf(o) > share+0.5 {
			return false
		}
	}
	return true
}

// left is what is left of a width when every object has its own.
func (c *Columns) left(objects []fyne.CanvasObject, width float32) float32 {
	width -= c.gap * float32(len(objects)-1)
	for _, o := range objects {
		width -= rtl.WidthOf(o)
	}
	return width
}

// widths are those of the objects while they stand beside each other.
func (c *Columns) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	even := c.even(objects, width)
	for i, o := range objects {
		if even {
			out[i] = c.share(len(objects), width)
		} else {
			out[i] = rtl.WidthOf(o) + c.left(objects, width)/float32(len(objects))
		}
	}
	return out
}

// Stacked tells whether the objects stand under each other.
func (c *Columns) Stacked() bool { return c.width > 0 && !c.beside(c.shown(), c.width) }

// LeastWidth is the least width.
func (c *Columns) LeastWidth() float32 {
	var w float32
	for _, o := range c.shown() {
		w = max(w, rtl.WidthOf(o))
	}
	return w
}

// HeightFor is the height it needs at a width.
func (c *Columns) HeightFor(width float32) float32 {
	c.width = width
	objects := c.shown()
	if c.beside(objects, width) {
		var h float32
		for i, w := range c.widths(objects, width) {
			h = max(h, rtl.HeightOf(objects[i], w))
		}
		return h
	}
	h := c.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		h += rtl.HeightOf(o, width)
	}
	return h
}

// Children are the objects in it.
func (c *Columns) Children() []fyne.CanvasObject { return c.objects }

// CreateRenderer belongs to Fyne.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer { return &columnsRenderer{c} }

type columnsRenderer struct{ c *Columns }

func (r *columnsRenderer) MinSize() fyne.Size {
	w := r.c.LeastWidth()
	if r.c.width > 0 {
		return fyne.NewSize(w, r.c.HeightFor(max(r.c.width, w)))
	}
	var h float32
	for _, o := range r.c.shown() {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(w, h)
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
	var start float32
	for i, w := range c.widths(objects, size.Width) {
		x := start
		if c.dir == i18n.RightToLeft {
			x = size.Width - x - w
		}
		rtl.HeightOf(objects[i], w)
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		start += w + c.gap
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
