package listing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Bar is one row of a bar chart. A hidden one shows no length and no number.
type Bar struct {
	Label  string
	Value  int
	Hidden bool
}

// Bars is a bar chart of rows: label, bar, number beside it.
type Bars struct {
	widget.BaseWidget
	p      *i18n.Printer
	bars   []Bar
	labels []*rtl.Text
	values []fyne.CanvasObject
}

// The chart at text step 2: the share of the width for the labels, its most, and the row.
const (
	barLabelShare float32 = 0.38
	barLabelMost  float32 = 168
	barRow        float32 = 36
	barHeight     float32 = 20
	barHidden     float32 = 64
	barBeside     float32 = 10
)

// NewBars makes the chart. The longest bar is the largest value that is not hidden.
func NewBars(p *i18n.Printer, bars []Bar) *Bars {
	b := &Bars{p: p, bars: bars}
	for _, bar := range bars {
		b.labels = append(b.labels, line(p, bar.Label, rtl.Style{Wrap: true}))
		if bar.Hidden {
			b.values = append(b.values, NewSign(p, look.IconEyeSlash, p.T("listing.bars.hidden"), look.ColorMuted))
			continue
		}
		b.values = append(b.values, line(p, p.Number(bar.Value), rtl.Style{}))
	}
	b.ExtendBaseWidget(b)
	return b
}

func (b *Bars) labelWidth(width float32) float32 {
	return min(width*barLabelShare, look.Scaled(barLabelMost))
}

func (b *Bars) rowHeight(i int, width float32) float32 {
	return max(look.Scaled(barRow), b.labels[i].HeightFor(b.labelWidth(width)-look.Grid)+look.Grid)
}

// HeightFor is the height it needs at a width.
func (b *Bars) HeightFor(width float32) float32 {
	var h float32
	for i := range b.bars {
		h += b.rowHeight(i, width)
	}
	return h
}

// CreateRenderer belongs to Fyne.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	r := &barsRenderer{b: b}
	for range b.bars {
		r.rects = append(r.rects, canvas.NewRectangle(color.Transparent))
	}
	return r
}

type barsRenderer struct {
	b     *Bars
	rects []*canvas.Rectangle
}

func (r *barsRenderer) MinSize() fyne.Size {
	w := look.Scaled(280)
	return fyne.NewSize(w, r.b.HeightFor(max(w, r.b.Size().Width)))
}

func (r *barsRenderer) Layout(size fyne.Size) {
	b := r.b
	label := b.labelWidth(size.Width)
	room, largest := size.Width-label-barBeside, 1
	for i, bar := range b.bars {
		if !bar.Hidden {
			largest = max(largest, bar.Value)
			room = min(room, size.Width-label-barBeside-b.values[i].MinSize().Width)
		}
	}
	var y float32
	for i, bar := range b.bars {
		h := b.rowHeight(i, size.Width)
		length := max(2, room*0.9*float32(bar.Value)/float32(largest))
		if bar.Hidden {
			length = look.Scaled(barHidden)
		}
		thick := look.Scaled(barHeight)
		lh := b.labels[i].HeightFor(label - look.Grid)
		b.place(b.labels[i], size, 0, y+(h-lh)/2, label-look.Grid, lh)
		b.place(r.rects[i], size, label, y+(h-thick)/2, length, thick)
		m := b.values[i].MinSize()
		b.place(b.values[i], size, label+length+barBeside, y+(h-m.Height)/2, m.Width, m.Height)
		y += h
	}
	r.paint()
}

func (b *Bars) place(o fyne.CanvasObject, whole fyne.Size, x, y, w, h float32) {
	if b.p.Direction() == i18n.RightToLeft {
		x = whole.Width - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func (r *barsRenderer) paint() {
	for i, rect := range r.rects {
		f := form.Frame{Fill: look.ColorAccent, Edge: look.ColorNone, Radius: look.BoxRadius}
		if r.b.bars[i].Hidden {
			f = form.Frame{Fill: look.ColorNone, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.BoxRadius}
		}
		f.Paint(rect)
	}
}

func (r *barsRenderer) Refresh() {
	r.Layout(r.b.Size())
	for i := range r.b.bars {
		r.b.labels[i].Refresh()
		r.b.values[i].Refresh()
	}
}

func (r *barsRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, rect := range r.rects {
		out = append(out, rect, r.b.labels[i], r.b.values[i])
	}
	return out
}

func (r *barsRenderer) Destroy() {}
