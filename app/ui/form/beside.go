package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Beside puts a side object at the end of a main one, which takes the width that is left. When the
// main one would get less than it needs, the side goes below it.
type Beside struct {
	widget.BaseWidget
	dir        i18n.Direction
	gap, least float32
	main, side fyne.CanvasObject
	width      float32
	// top aligns the two at their top instead of in the middle.
	top bool
}

// NewBeside puts side at the end of main, in the middle of the height; least is the width at text
// step 2 under which main is not squeezed.
func NewBeside(p *i18n.Printer, gap, least float32, main, side fyne.CanvasObject) *Beside {
	b := &Beside{dir: p.Direction(), gap: gap, least: least, main: main, side: side}
	b.ExtendBaseWidget(b)
	return b
}

// NewAside puts side at the end of main with their tops at one height: a page with a column of
// cards beside it.
func NewAside(p *i18n.Printer, gap, least float32, main, side fyne.CanvasObject) *Beside {
	b := NewBeside(p, gap, least, main, side)
	b.top = true
	return b
}

func (b *Beside) beside(width float32) bool {
	need := max(rtl.WidthOf(b.main), look.Scaled(b.least))
	return width-wantedWidth(b.side)-b.gap >= need
}

// LeastWidth is the least width.
func (b *Beside) LeastWidth() float32 { return max(rtl.WidthOf(b.main), rtl.WidthOf(b.side)) }

// HeightFor is the height it needs at a width.
func (b *Beside) HeightFor(width float32) float32 {
	b.width = width
	if !b.side.Visible() {
		return rtl.HeightOf(b.main, width)
	}
	if b.beside(width) {
		side := wantedWidth(b.side)
		return max(rtl.HeightOf(b.main, width-side-b.gap), rtl.HeightOf(b.side, side))
	}
	return rtl.HeightOf(b.main, width) + b.below() + rtl.HeightOf(b.side, b.belowWidth(width))
}

func (b *Beside) below() float32 { return min(b.gap, 12) }

// Children are the objects in it.
func (b *Beside) Children() []fyne.CanvasObject { return []fyne.CanvasObject{b.main, b.side} }

// belowWidth is the width of the side when it stands below: buttons keep their own, a column of
// cards takes all.
func (b *Beside) belowWidth(width float32) float32 {
	if b.top {
		return width
	}
	return min(width, wantedWidth(b.side))
}

// CreateRenderer belongs to Fyne.
func (b *Beside) CreateRenderer() fyne.WidgetRenderer { return &besideRenderer{b} }

type besideRenderer struct{ b *Beside }

func (r *besideRenderer) MinSize() fyne.Size {
	b := r.b
	w := b.LeastWidth()
	if b.width > 0 {
		return fyne.NewSize(w, b.HeightFor(max(b.width, w)))
	}
	return fyne.NewSize(w, max(b.main.MinSize().Height, b.side.MinSize().Height))
}

func (r *besideRenderer) Layout(size fyne.Size) {
	b := r.b
	b.width = size.Width
	if !b.side.Visible() {
		b.put(b.main, size, 0, 0, size.Width, size.Height)
		return
	}
	if !b.beside(size.Width) {
		h := rtl.HeightOf(b.main, size.Width)
		b.put(b.main, size, 0, 0, size.Width, h)
		w := b.belowWidth(size.Width)
		b.put(b.side, size, 0, h+b.below(), w, rtl.HeightOf(b.side, w))
		return
	}
	side := wantedWidth(b.side)
	rest := size.Width - side - b.gap
	hm, hs := rtl.HeightOf(b.main, rest), rtl.HeightOf(b.side, side)
	ym, ys := (size.Height-hm)/2, (size.Height-hs)/2
	if b.top {
		ym, ys = 0, 0
	}
	b.put(b.main, size, 0, ym, rest, hm)
	b.put(b.side, size, rest+b.gap, ys, side, hs)
}

func (b *Beside) put(o fyne.CanvasObject, whole fyne.Size, x, y, w, h float32) {
	if b.dir == i18n.RightToLeft {
		x = whole.Width - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func (r *besideRenderer) Refresh() {
	r.Layout(r.b.Size())
	r.b.main.Refresh()
	r.b.side.Refresh()
}

func (r *besideRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.main, r.b.side}
}

func (r *besideRenderer) Destroy() {}
