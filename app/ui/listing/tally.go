package listing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Amount is a number in words, and how long its bar is. A hidden one shows neither.
type Amount struct {
	Value  float64
	Text   string
	Hidden bool
}

// Count is one row of a tally: what was counted, and how often.
type Count struct {
	Amount
	Label string
	Depth int     // of how many rows above it is a part
	Bare  bool    // a number without a bar, such as a total
	Then  *Amount // the same in what it is compared with; nil when it is not compared
}

// TallyOptions say how a tally looks.
type TallyOptions struct {
	// Funnel puts the bars in the middle: each is a part of the one above.
	Funnel bool
	// Walk is where its rows lead to.
	Walk Walk
}

// Tally is a bar chart with its numbers written beside it: label, bar, number, and under the bar a second, open one for what it is compared
// with. It is read without colour: a full bar is now, an open one is then, an open box with an eye is hidden.
type Tally struct {
	walker
	counts []Count
	funnel bool
	labels []*rtl.Text
	values []fyne.CanvasObject
	thens  []fyne.CanvasObject
	width  float32
}

// The second bar at text step 2, and how far a part stands in.
const (
	thenHeight float32 = 8
	thenGap    float32 = 4
	tallyDepth float32 = 16
)

// NewTally makes the chart. The longest bar is the largest value that is not hidden.
func NewTally(p *i18n.Printer, counts []Count, o TallyOptions) *Tally {
	t := &Tally{counts: counts, funnel: o.Funnel}
	for _, c := range counts {
		t.labels = append(t.labels, line(p, c.Label, rtl.Style{Wrap: true}))
		t.values = append(t.values, amountText(p, c.Amount, rtl.Style{Bold: c.Bare}))
		then := fyne.CanvasObject(nil)
		if c.Then != nil {
			then = amountText(p, *c.Then, rtl.Style{Size: rtl.Small, Color: look.ColorMuted})
		}
		t.thens = append(t.thens, then)
	}
	t.box = func(i int) (fyne.Position, fyne.Size) {
		return fyne.NewPos(0, t.top(i, t.Size().Width)), fyne.NewSize(t.Size().Width, t.rowHeight(i, t.Size().Width))
	}
	t.extend(t, p, o.Walk, len(counts))
	return t
}

// amountText is a number as it is drawn: its words, or the eye with the word for hidden.
func amountText(p *i18n.Printer, a Amount, style rtl.Style) fyne.CanvasObject {
	if a.Hidden {
		return NewSign(p, look.IconEyeSlash, p.T("listing.bars.hidden"), look.ColorMuted)
	}
	return line(p, a.Text, style)
}

func (t *Tally) labelWidth(width float32) float32 {
	return min(width*barLabelShare, look.Scaled(barLabelMost))
}

func (t *Tally) inset(i int) float32 { return look.Scaled(tallyDepth) * float32(t.counts[i].Depth) }

// labelRoom is the width of the words of a row; a row without a bar has those of the whole chart but its number.
func (t *Tally) labelRoom(i int, width float32) float32 {
	return t.labelWidth(width) - look.Grid - t.inset(i)
}

func (t *Tally) rowHeight(i int, width float32) float32 {
	h := max(look.Scaled(barRow), t.labels[i].HeightFor(t.labelRoom(i, width))+look.Grid)
	if t.counts[i].Then != nil {
		from, to := t.compared(i)
		h = max(h, look.Scaled(barHeight+thenGap+thenHeight)+2*look.Grid, to-from+look.Grid)
	}
	return h
}

// compared is from where to where a row with two bars and their numbers reaches, from the upper edge of its first bar. Large letters stand
// over the bars, and the second number never stands over the first.
func (t *Tally) compared(i int) (from, to float32) {
	thick, gap, thin := look.Scaled(barHeight), look.Scaled(thenGap), look.Scaled(thenHeight)
	now, then := t.values[i].MinSize().Height, t.thens[i].MinSize().Height
	first := (thick - now) / 2
	second := max(thick+gap+(thin-then)/2, first+now)
	return min(0, first), max(thick+gap+thin, second+then)
}

func (t *Tally) top(i int, width float32) float32 {
	var y float32
	for j := range i {
		y += t.rowHeight(j, width)
	}
	return y
}

// LeastWidth is the least width.
func (t *Tally) LeastWidth() float32 { return look.Scaled(280) }

// HeightFor is the height it needs at a width.
func (t *Tally) HeightFor(width float32) float32 {
	t.width = width
	return t.top(len(t.counts), width)
}

// Children are the texts in it.
func (t *Tally) Children() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range t.counts {
		out = append(out, t.labels[i], t.values[i])
		if t.thens[i] != nil {
			out = append(out, t.thens[i])
		}
	}
	return append(out, t.back)
}

// CreateRenderer belongs to Fyne.
func (t *Tally) CreateRenderer() fyne.WidgetRenderer {
	r := &tallyRenderer{t: t}
	for range t.counts {
		r.bars = append(r.bars, canvas.NewRectangle(color.Transparent))
		r.before = append(r.before, canvas.NewRectangle(color.Transparent))
	}
	return r
}

type tallyRenderer struct {
	t            *Tally
	bars, before []*canvas.Rectangle
}

func (r *tallyRenderer) MinSize() fyne.Size {
	w := r.t.LeastWidth()
	return fyne.NewSize(w, r.t.HeightFor(max(w, r.t.width)))
}

// room is the width for bars beside the labels and the widest number, and the largest value.
func (t *Tally) room(width float32) (room float32, largest float64) {
	room, largest = width-t.labelWidth(width)-barBeside, 1
	for i, c := range t.counts {
		if c.Bare {
			continue
		}
		for _, a := range []*Amount{&c.Amount, c.Then} {
			if a != nil && !a.Hidden {
				largest = max(largest, a.Value)
			}
		}
		if !c.Hidden {
			room = min(room, width-t.labelWidth(width)-barBeside-t.values[i].MinSize().Width)
		}
		if c.Then != nil && !c.Then.Hidden {
			room = min(room, width-t.labelWidth(width)-barBeside-t.thens[i].MinSize().Width)
		}
	}
	return max(2, room*0.95), largest
}

func (r *tallyRenderer) Layout(size fyne.Size) {
	t := r.t
	t.width = size.Width
	room, largest := t.room(size.Width)
	var y float32
	for i := range t.counts {
		h := t.rowHeight(i, size.Width)
		lw := t.labelRoom(i, size.Width)
		lh := t.labels[i].HeightFor(lw)
		t.place(t.labels[i], size, t.inset(i), y+(h-lh)/2, lw, lh)
		r.row(i, size, y, h, room, largest)
		y += h
	}
	t.mark()
	r.paint()
}

// row places the bars and the numbers of one row.
func (r *tallyRenderer) row(i int, size fyne.Size, y, h, room float32, largest float64) {
	t := r.t
	c, label := t.counts[i], t.labelWidth(size.Width)
	thick, thin := look.Scaled(barHeight), look.Scaled(thenHeight)
	top := y + (h-thick)/2
	if c.Then != nil {
		from, to := t.compared(i)
		top = y + (h-to+from)/2 - from
	}
	end := r.bar(r.bars[i], c.Amount, c.Bare, size, top, thick, room, largest)
	m := t.values[i].MinSize()
	t.place(t.values[i], size, label+end, top+(thick-m.Height)/2, m.Width, m.Height)
	r.before[i].Hidden = c.Then == nil
	if c.Then == nil {
		return
	}
	below := top + thick + look.Scaled(thenGap)
	end = r.bar(r.before[i], *c.Then, c.Bare, size, below, thin, room, largest)
	m = t.thens[i].MinSize()
	t.place(t.thens[i], size, label+end, max(below+(thin-m.Height)/2, t.values[i].Position().Y+t.values[i].MinSize().Height), m.Width, m.Height)
}

// bar places one bar and gives where its number begins, from the end of the labels.
func (r *tallyRenderer) bar(rect *canvas.Rectangle, a Amount, bare bool, size fyne.Size, y, thick, room float32, largest float64) float32 {
	t := r.t
	length := max(2, room*float32(a.Value/largest))
	if a.Hidden {
		length = look.Scaled(barHidden)
	}
	rect.Hidden = bare
	if bare {
		return 0
	}
	from := t.labelWidth(size.Width)
	if t.funnel {
		from += (room - min(room, length)) / 2
	}
	t.place(rect, size, from, y, length, thick)
	if t.funnel {
		return max(room, length) + barBeside
	}
	return length + barBeside
}

func (t *Tally) place(o fyne.CanvasObject, whole fyne.Size, x, y, w, h float32) {
	placeAcross(t.p, o, whole, x, y, w, h)
}

// placeAcross puts an object so far from the start side, at a size.
func placeAcross(p *i18n.Printer, o fyne.CanvasObject, whole fyne.Size, x, y, w, h float32) {
	if p.Direction() == i18n.RightToLeft {
		x = whole.Width - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func (r *tallyRenderer) paint() {
	full := form.Frame{Fill: look.ColorAccent, Edge: look.ColorNone, Radius: look.BoxRadius}
	open := form.Frame{Fill: look.ColorNone, Edge: look.ColorEdge, Width: look.Edge, Radius: look.BoxRadius / 2}
	hidden := form.Frame{Fill: look.ColorNone, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.BoxRadius}
	for i, c := range r.t.counts {
		frame := full
		if c.Hidden {
			frame = hidden
		}
		frame.Paint(r.bars[i])
		open.Paint(r.before[i])
	}
}

func (r *tallyRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, o := range r.t.Children() {
		o.Refresh()
	}
}

func (r *tallyRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.t.back}
	for i := range r.bars {
		out = append(out, r.bars[i], r.before[i], r.t.labels[i], r.t.values[i])
		if r.t.thens[i] != nil {
			out = append(out, r.t.thens[i])
		}
	}
	return append(out, r.t.ring.Rectangle)
}

func (r *tallyRenderer) Destroy() {}

// Texts are the words of its rows, in order.
func (t *Tally) Texts() []string {
	out := make([]string, len(t.counts))
	for i, c := range t.counts {
		out[i] = c.Label
	}
	return out
}
