package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// pair is a name of fixed width with a value after it; the value goes below where it would get
// less than half of the width.
type pair struct {
	widget.BaseWidget
	dir        i18n.Direction
	start      float32 // the width of the name at text step 2
	key, value fyne.CanvasObject
	width      float32
}

func newPair(p *i18n.Printer, first float32, key, value fyne.CanvasObject) *pair {
	r := &pair{dir: p.Direction(), start: first, key: key, value: value}
	r.ExtendBaseWidget(r)
	return r
}

func (p *pair) first() float32 { return look.Scaled(p.start) }

// pairGap keeps a long name off its value.
const pairGap float32 = 12

// nameWidth is the width that the name may fill.
func (p *pair) nameWidth() float32 { return p.first() - pairGap }

// LeastWidth is the least width.
func (p *pair) LeastWidth() float32 { return max(rtl.WidthOf(p.key), rtl.WidthOf(p.value)) }

// HeightFor is the height it needs at a width.
func (p *pair) HeightFor(width float32) float32 {
	p.width = width
	if width < 2*p.first() {
		return rtl.HeightOf(p.key, width) + rtl.HeightOf(p.value, width)
	}
	return max(rtl.HeightOf(p.key, p.nameWidth()), rtl.HeightOf(p.value, width-p.first()))
}

// CreateRenderer belongs to Fyne.
func (p *pair) CreateRenderer() fyne.WidgetRenderer { return &pairRenderer{p} }

type pairRenderer struct{ p *pair }

func (r *pairRenderer) MinSize() fyne.Size {
	w := r.p.LeastWidth()
	return fyne.NewSize(w, r.p.HeightFor(max(w, r.p.width)))
}

func (r *pairRenderer) Layout(size fyne.Size) {
	p := r.p
	p.width = size.Width
	put := func(o fyne.CanvasObject, x, y, w float32) {
		if p.dir == i18n.RightToLeft {
			x = size.Width - x - w
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, rtl.HeightOf(o, w)))
	}
	if size.Width < 2*p.first() {
		put(p.key, 0, 0, size.Width)
		put(p.value, 0, rtl.HeightOf(p.key, size.Width), size.Width)
		return
	}
	put(p.key, 0, 0, p.nameWidth())
	put(p.value, p.first(), 0, size.Width-p.first())
}

func (r *pairRenderer) Refresh() {
	r.Layout(r.p.Size())
	r.p.key.Refresh()
	r.p.value.Refresh()
}

func (r *pairRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.key, r.p.value}
}

func (r *pairRenderer) Destroy() {}
