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

// StepState is how far a step of the timeline is.
type StepState uint8

const (
	// StepOpen has not happened yet: an empty circle.
	StepOpen StepState = iota
	// StepDone has happened: a filled circle with a check.
	StepDone
	// StepLate has not happened and is later than agreed: a clock.
	StepLate
)

// Step is one of the three steps of a half: its word, and when or by whom below it.
type Step struct {
	State      StepState
	Text, Note string
}

// Half is one of the two capsules. Turn gives it the accent; both have it when it is "rond".
type Half struct {
	Title string
	Turn  bool
	Steps []Step
}

// Timeline is "Heen en terug": two capsules of equal size that hold each other. They go under each
// other when the width is too small.
type Timeline struct {
	widget.BaseWidget
	dir    i18n.Direction
	halves [2]Half
	inside [2]fyne.CanvasObject
	steps  [2]*form.Spread
	width  float32
}

// NewTimeline makes the timeline; own stands at the start.
func NewTimeline(p *i18n.Printer, own, other Half) *Timeline {
	t := &Timeline{dir: p.Direction(), halves: [2]Half{own, other}}
	for i, h := range t.halves {
		t.inside[i], t.steps[i] = newHalf(p, h)
	}
	t.ExtendBaseWidget(t)
	return t
}

func newHalf(p *i18n.Printer, h Half) (fyne.CanvasObject, *form.Spread) {
	ink := look.ColorMuted
	if h.Turn {
		ink = look.ColorAccent
	}
	steps := make([]fyne.CanvasObject, 0, len(h.Steps))
	for _, s := range h.Steps {
		icon, c := look.IconCircle, look.ColorText
		switch s.State {
		case StepDone:
			icon, c = look.IconCheckCircleFill, look.ColorAccent
		case StepLate:
			icon, c = look.IconClock, look.ColorLate
		}
		words := column(p, 0, line(p, s.Text, rtl.Style{}),
			line(p, s.Note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted}))
		steps = append(steps, form.NewLead(p, look.Grid, look.NewIcon(icon, c, 22), words))
	}
	spread := form.NewSpread(p, 12, steps...)
	return column(p, 6, line(p, h.Title, rtl.Style{Size: rtl.Small, Bold: true, Color: ink}), spread), spread
}

// The capsules: how far they lie over each other, the space inside at their ends, the least height.
const (
	capsuleOver   float32 = 36
	capsulePad    float32 = 46
	capsuleHeight float32 = 112
)

// beside tells whether both capsules fit beside each other in a width.
func (t *Timeline) beside(width float32) bool {
	share := (width + capsuleOver) / 2
	for i, o := range t.inside {
		if max(rtl.WidthOf(o), t.steps[i].RowWidth())+2*capsulePad > share {
			return false
		}
	}
	return true
}

// high is the height of both capsules at their width; the steps of both stand in a row, or of
// neither.
func (t *Timeline) high(width float32) float32 {
	stacked := false
	for _, s := range t.steps {
		stacked = stacked || s.RowWidth() > width-2*capsulePad
	}
	for _, s := range t.steps {
		s.Stack(stacked)
	}
	h := look.Scaled(capsuleHeight)
	for _, o := range t.inside {
		h = max(h, rtl.HeightOf(o, width-2*capsulePad)+32)
	}
	return h
}

// LeastWidth is the least width.
func (t *Timeline) LeastWidth() float32 {
	var w float32
	for _, o := range t.inside {
		w = max(w, rtl.WidthOf(o)+2*capsulePad)
	}
	return w
}

// HeightFor is the height it needs at a width.
func (t *Timeline) HeightFor(width float32) float32 {
	t.width = width
	if t.beside(width) {
		return t.high((width + capsuleOver) / 2)
	}
	return 2*t.high(width) - look.Grid
}

// CreateRenderer belongs to Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{t: t}
	for i := range r.capsules {
		r.capsules[i] = canvas.NewRectangle(color.Transparent)
		r.capsules[i].StrokeWidth = look.StrongEdge
	}
	return r
}

type timelineRenderer struct {
	t        *Timeline
	capsules [2]*canvas.Rectangle
}

func (r *timelineRenderer) MinSize() fyne.Size {
	w := r.t.LeastWidth()
	return fyne.NewSize(w, r.t.HeightFor(max(w, r.t.width)))
}

func (r *timelineRenderer) Layout(size fyne.Size) {
	r.t.width = size.Width
	beside := r.t.beside(size.Width)
	w := size.Width
	if beside {
		w = (size.Width + capsuleOver) / 2
	}
	h := r.t.high(w)
	for i, c := range r.capsules {
		var x, y float32
		switch {
		case i == 1 && beside:
			x = w - capsuleOver
		case i == 1:
			y = h - look.Grid
		}
		if r.t.dir == i18n.RightToLeft {
			x = size.Width - x - w
		}
		c.Move(fyne.NewPos(x, y))
		c.Resize(fyne.NewSize(w, h))
		c.CornerRadius = min(h/2, look.Scaled(56))
		in := r.t.inside[i]
		inner := w - 2*capsulePad
		hi := rtl.HeightOf(in, inner)
		in.Resize(fyne.NewSize(inner, hi))
		in.Move(fyne.NewPos(x+capsulePad, y+(h-hi)/2))
	}
	r.paint()
}

func (r *timelineRenderer) paint() {
	for i, c := range r.capsules {
		ink := look.ColorEdge
		if r.t.halves[i].Turn {
			ink = look.ColorAccent
		}
		c.StrokeColor = look.Color(ink)
		c.Refresh()
	}
}

func (r *timelineRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, o := range r.t.inside {
		o.Refresh()
	}
}

func (r *timelineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.capsules[0], r.capsules[1], r.t.inside[0], r.t.inside[1]}
}

func (r *timelineRenderer) Destroy() {}
