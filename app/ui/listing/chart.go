package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Point is one value of a line chart. Label stands under it on the time axis, or is "". Then is the value of the same place in what it is
// compared with, nil when it is not compared.
type Point struct {
	Value int
	Label string
	Then  *int
}

// Lines is a line chart over time; time runs in the reading direction.
type Lines struct {
	widget.BaseWidget
	p      *i18n.Printer
	points []Point
	ticks  []int
	marks  []*rtl.Text
	labels []*rtl.Text
}

// NewLines makes the chart.
func NewLines(p *i18n.Printer, points []Point) *Lines {
	l := &Lines{p: p, points: points, ticks: ticks(points)}
	small := rtl.Style{Size: rtl.Small, Color: look.ColorMuted}
	for _, t := range l.ticks {
		l.marks = append(l.marks, line(p, p.Number(t), small))
	}
	for _, pt := range points {
		l.labels = append(l.labels, line(p, pt.Label, small))
	}
	l.ExtendBaseWidget(l)
	return l
}

// ticks are three round values from 0 to at least the largest.
func ticks(points []Point) []int {
	largest := 2
	for _, p := range points {
		largest = max(largest, p.Value)
		if p.Then != nil {
			largest = max(largest, *p.Then)
		}
	}
	step := 1
	for step*2 < largest {
		step = nextRound(step)
	}
	return []int{0, step, 2 * step}
}

// nextRound is the next of 1, 2, 5, 10, 20, 50 and so on.
func nextRound(step int) int {
	first := step
	for first >= 10 {
		first /= 10
	}
	if first == 2 {
		return step * 5 / 2
	}
	return step * 2
}

// CreateRenderer belongs to Fyne.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer {
	r := &linesRenderer{l: l}
	for range l.ticks {
		r.grid = append(r.grid, canvas.NewLine(nil))
	}
	for i := range l.points {
		r.dots = append(r.dots, canvas.NewCircle(nil))
		if i > 0 {
			r.strokes = append(r.strokes, canvas.NewLine(nil))
		}
		r.rings = append(r.rings, canvas.NewCircle(nil))
	}
	r.paint()
	return r
}

type linesRenderer struct {
	l             *Lines
	grid, strokes []*canvas.Line
	dots, rings   []*canvas.Circle // what is now, and what it is compared with
}

func (r *linesRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(280), look.Scaled(92)+look.Size(look.SizeSmall)*1.5)
}

// axis is the room for the figures at the start: as wide as the widest of them.
func (l *Lines) axis() float32 {
	w := look.Scaled(24) - look.Grid
	for _, m := range l.marks {
		w = max(w, m.MinSize().Width)
	}
	return w + 2*look.Grid
}

func (r *linesRenderer) Layout(size fyne.Size) {
	l := r.l
	axis := l.axis()
	foot := look.Size(look.SizeSmall)*1.5 + look.HalfGrid
	top := look.Size(look.SizeSmall) * 0.75
	base := size.Height - foot
	largest := float32(l.ticks[len(l.ticks)-1])
	y := func(v int) float32 { return base - (base-top)*float32(v)/largest }
	x := func(fromStart float32) float32 {
		if l.p.Direction() == i18n.RightToLeft {
			return size.Width - fromStart
		}
		return fromStart
	}
	for i, t := range l.ticks {
		m := l.marks[i].MinSize()
		placeMirrored(l.p, l.marks[i], size, axis-look.Grid*2-m.Width, y(t)-m.Height/2)
		r.grid[i].Position1, r.grid[i].Position2 = fyne.NewPos(x(axis), y(t)), fyne.NewPos(x(size.Width), y(t))
	}
	step := l.step(size.Width)
	every := l.every(step)
	var before fyne.Position
	var free float32 // where a next label may begin
	for i, p := range l.points {
		at := fyne.NewPos(x(axis+look.Grid+step*float32(i)), y(p.Value))
		const radius = 4
		r.dots[i].Position1, r.dots[i].Position2 = at.SubtractXY(radius, radius), at.AddXY(radius, radius)
		if i > 0 {
			r.strokes[i-1].Position1, r.strokes[i-1].Position2 = before, at
		}
		before = at
		r.rings[i].Hidden = p.Then == nil
		if p.Then != nil {
			then := fyne.NewPos(at.X, y(*p.Then))
			r.rings[i].Position1, r.rings[i].Position2 = then.SubtractXY(radius+1, radius+1), then.AddXY(radius+1, radius+1)
		}
		last := size.Width - l.labels[i].MinSize().Width
		placeMirrored(l.p, l.labels[i], size, min(axis+step*float32(i), last), base+look.HalfGrid)
		from := min(axis+step*float32(i), last)
		if p.Label != "" && i%every == 0 && from >= free {
			free = from + l.labels[i].MinSize().Width + look.HalfGrid
			l.labels[i].Show()
		} else {
			l.labels[i].Hide()
		}
	}
}

// step is the width from one point to the next.
func (l *Lines) step(width float32) float32 {
	return (width - l.axis() - 2*look.Grid) / float32(max(1, len(l.points)-1))
}

// every is the number of points from one label to the next, so that none touches another and they stand evenly. Where only some points have
// a label, as the first week of a month, all of these count.
func (l *Lines) every(step float32) int {
	widest := float32(0)
	for i, o := range l.labels {
		if l.points[i].Label == "" {
			return 1
		}
		widest = max(widest, o.MinSize().Width)
	}
	n := 1
	for n < len(l.labels) && step*float32(n) < widest+look.HalfGrid {
		n++
	}
	return n
}

// placeMirrored puts a text at its own size, so far from the start side.
func placeMirrored(p *i18n.Printer, o fyne.CanvasObject, whole fyne.Size, x, y float32) {
	m := o.MinSize()
	if p.Direction() == i18n.RightToLeft {
		x = whole.Width - x - m.Width
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(m)
}

func (r *linesRenderer) paint() {
	for _, g := range r.grid {
		g.StrokeColor, g.StrokeWidth = look.Color(look.ColorLine), 1
	}
	for _, s := range r.strokes {
		s.StrokeColor, s.StrokeWidth = look.Color(look.ColorAccent), 3
	}
	for _, d := range r.dots {
		d.FillColor = look.Color(look.ColorAccent)
	}
	for _, d := range r.rings {
		d.StrokeColor, d.StrokeWidth = look.Color(look.ColorEdge), 2
	}
}

func (r *linesRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *linesRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, g := range r.grid {
		out = append(out, g, r.l.marks[i])
	}
	for _, s := range r.strokes {
		out = append(out, s)
	}
	for i, d := range r.dots {
		out = append(out, r.rings[i], d, r.l.labels[i])
	}
	return out
}

func (r *linesRenderer) Destroy() {}
