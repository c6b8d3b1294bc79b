package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Trend is a line chart whose points lead somewhere. The sentence below it says what is below the mouse or the keyboard.
type Trend struct {
	walker
	lines *Lines
	words *rtl.Text
	idle  string
	width float32
}

// NewTrend makes it; idle is the sentence below while the mouse and the keyboard are elsewhere, or "".
func NewTrend(p *i18n.Printer, points []Point, idle string, walk Walk) *Trend {
	t := &Trend{lines: NewLines(p, points), words: muted(p, idle), idle: idle}
	t.along = true
	t.box = t.strip
	t.moved = func(i int) {
		if said := t.Spoken(i); said != "" {
			t.words.SetText(said)
			return
		}
		t.words.SetText(t.idle)
	}
	t.extend(t, p, walk, len(points))
	return t
}

// strip is the part of the chart that belongs to one point.
func (t *Trend) strip(i int) (fyne.Position, fyne.Size) {
	size := t.lines.Size()
	step := t.lines.step(size.Width)
	wide := min(step, look.Scaled(32))
	x := t.lines.axis() + look.Grid + step*float32(i)
	if t.p.Direction() == i18n.RightToLeft {
		x = size.Width - x
	}
	return fyne.NewPos(max(0, min(x-wide/2, size.Width-wide)), 0), fyne.NewSize(wide, size.Height)
}

// wordsHeight is the room for the sentence: a line at least, so that nothing moves when it changes; none in a chart that leads nowhere.
func (t *Trend) wordsHeight(width float32) float32 {
	if t.walk.Pressed == nil {
		return 0
	}
	return max(t.words.HeightFor(width), look.Size(look.SizeSmall)*1.5) + look.HalfGrid
}

// LeastWidth is the least width.
func (t *Trend) LeastWidth() float32 { return t.lines.MinSize().Width }

// HeightFor is the height it needs at a width.
func (t *Trend) HeightFor(width float32) float32 {
	t.width = width
	return t.lines.MinSize().Height + t.wordsHeight(width)
}

// Children are the objects in it.
func (t *Trend) Children() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.lines, t.words, t.back}
}

// CreateRenderer belongs to Fyne.
func (t *Trend) CreateRenderer() fyne.WidgetRenderer { return &trendRenderer{t} }

type trendRenderer struct{ t *Trend }

func (r *trendRenderer) MinSize() fyne.Size {
	w := r.t.LeastWidth()
	return fyne.NewSize(w, r.t.HeightFor(max(w, r.t.width)))
}

func (r *trendRenderer) Layout(size fyne.Size) {
	t := r.t
	t.width = size.Width
	high := t.wordsHeight(size.Width)
	t.words.Move(fyne.NewPos(0, size.Height-high))
	t.words.Resize(fyne.NewSize(size.Width, high))
	t.lines.Move(fyne.Position{})
	t.lines.Resize(fyne.NewSize(size.Width, size.Height-high))
	t.mark()
}

func (r *trendRenderer) Refresh() {
	r.Layout(r.t.Size())
	r.t.lines.Refresh()
	r.t.words.Refresh()
}

func (r *trendRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.back, r.t.lines, r.t.words, r.t.ring.Rectangle}
}

func (r *trendRenderer) Destroy() {}
