package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Cells gives each object an equal share of the width, as Columns does, and goes on in a next row of the same columns when they do not
// all fit beside each other. The rows are as even as they can be: six are three and three, not five and one.
type Cells struct {
	widget.BaseWidget
	dir        i18n.Direction
	gap, least float32
	objects    []fyne.CanvasObject
	width      float32
}

// NewCells makes the cells; a share is never narrower than least.
func NewCells(p *i18n.Printer, gap, least float32, objects ...fyne.CanvasObject) *Cells {
	c := &Cells{dir: p.Direction(), gap: gap, least: least, objects: objects}
	c.ExtendBaseWidget(c)
	return c
}

// LeastWidth is that of the widest object.
func (c *Cells) LeastWidth() float32 {
	var w float32
	for _, o := range c.objects {
		w = max(w, rtl.WidthOf(o))
	}
	return w
}

// PerRow is how many cells stand beside each other at a width.
func (c *Cells) PerRow(width float32) int {
	n, least := len(c.objects), max(c.least, c.LeastWidth())
	k := n
	for k > 1 && (width-c.gap*float32(k-1))/float32(k) < least-0.5 {
		k--
	}
	if k <= 1 {
		return 1
	}
	rows := (n + k - 1) / k
	return (n + rows - 1) / rows
}

// lay goes through the cells with the place and the size of each, and gives the height of all.
func (c *Cells) lay(width float32, put func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) float32 {
	k := c.PerRow(width)
	share := (width - c.gap*float32(k-1)) / float32(k)
	var y, high float32
	for i, o := range c.objects {
		if i > 0 && i%k == 0 {
			y, high = y+high+c.gap, 0
		}
		h := rtl.HeightOf(o, share)
		x := (share + c.gap) * float32(i%k)
		if c.dir == i18n.RightToLeft {
			x = width - x - share
		}
		put(o, fyne.NewPos(x, y), fyne.NewSize(share, h))
		high = max(high, h)
	}
	return y + high
}

// HeightFor is the height it needs at a width.
func (c *Cells) HeightFor(width float32) float32 {
	c.width = width
	return c.lay(width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

// Children are the objects in it.
func (c *Cells) Children() []fyne.CanvasObject { return c.objects }

// CreateRenderer belongs to Fyne.
func (c *Cells) CreateRenderer() fyne.WidgetRenderer { return &cellsRenderer{c} }

type cellsRenderer struct{ c *Cells }

func (r *cellsRenderer) MinSize() fyne.Size {
	w := r.c.LeastWidth()
	return fyne.NewSize(w, r.c.HeightFor(max(r.c.width, w)))
}

func (r *cellsRenderer) Layout(size fyne.Size) {
	r.c.width = size.Width
	r.c.lay(size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (r *cellsRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.c.objects {
		o.Refresh()
	}
}

func (r *cellsRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *cellsRenderer) Destroy()                     {}
