package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// rower is a widget that says how wide it is when everything in it stands in one row.
type rower interface{ RowWidth() float32 }

// wantedWidth is the width an object has when nothing is short of room.
func wantedWidth(o fyne.CanvasObject) float32 {
	if r, ok := o.(rower); ok {
		return max(r.RowWidth(), rtl.WidthOf(o))
	}
	return rtl.WidthOf(o)
}

// Group is a few controls beside each other that flow over more lines when the width is too small.
type Group struct {
	widget.BaseWidget
	dir     i18n.Direction
	gap     float32
	objects []fyne.CanvasObject
	// end is the number of the first object that stands at the end while all fit on one line; with
	// none it is the number of objects.
	end   int
	width float32
}

// NewGroup makes a group with this gap.
func NewGroup(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *Group {
	return newGroup(p, gap, objects, len(objects))
}

// NewEnds puts some objects at the start of a line and others at its end, and lets all flow over
// more lines when the width is too small.
func NewEnds(p *i18n.Printer, gap float32, start, end []fyne.CanvasObject) *Group {
	return newGroup(p, gap, append(append([]fyne.CanvasObject{}, start...), end...), len(start))
}

func newGroup(p *i18n.Printer, gap float32, objects []fyne.CanvasObject, end int) *Group {
	g := &Group{dir: p.Direction(), gap: gap, objects: objects, end: end}
	g.ExtendBaseWidget(g)
	return g
}

// RowWidth is the width at which everything stands in one row.
func (g *Group) RowWidth() float32 {
	w := -g.gap
	for _, o := range g.objects {
		if o.Visible() {
			w += wantedWidth(o) + g.gap
		}
	}
	return max(0, w)
}

// LeastWidth is the least width.
func (g *Group) LeastWidth() float32 {
	var w float32
	for _, o := range g.objects {
		if o.Visible() {
			w = max(w, rtl.WidthOf(o))
		}
	}
	return w
}

// HeightFor is the height it needs at a width.
func (g *Group) HeightFor(width float32) float32 {
	g.width = width
	return g.walk(width, nil)
}

// walk gives every object its place at a width, from the start, and returns the height.
func (g *Group) walk(width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	var y float32
	rest := g.lines(width)
	for n, line := range rest {
		var high float32
		for _, o := range line {
			high = max(high, rtl.HeightOf(o, min(wantedWidth(o), width)))
		}
		var x float32
		for _, o := range line {
			w := min(wantedWidth(o), width)
			h := rtl.HeightOf(o, w)
			if put != nil {
				put(o, x, y+(high-h)/2, w, h)
			}
			x += w + g.gap
		}
		y += high
		if n < len(rest)-1 {
			y += min(g.gap, 12)
		}
	}
	return y
}

// lines breaks what is shown into lines.
func (g *Group) lines(width float32) [][]fyne.CanvasObject {
	var out [][]fyne.CanvasObject
	var line []fyne.CanvasObject
	var x float32
	for _, o := range g.objects {
		if !o.Visible() {
			continue
		}
		w := min(wantedWidth(o), width)
		if len(line) > 0 && x+w > width+0.5 {
			out, line, x = append(out, line), nil, 0
		}
		line = append(line, o)
		x += w + g.gap
	}
	if len(line) > 0 {
		out = append(out, line)
	}
	return out
}

// Children are the objects in it.
func (g *Group) Children() []fyne.CanvasObject { return g.objects }

// CreateRenderer belongs to Fyne.
func (g *Group) CreateRenderer() fyne.WidgetRenderer { return &groupRenderer{g} }

type groupRenderer struct{ g *Group }

func (r *groupRenderer) MinSize() fyne.Size {
	widest := r.g.LeastWidth()
	at := r.g.width
	if at <= 0 {
		at = r.g.RowWidth()
	}
	return fyne.NewSize(widest, r.g.walk(max(at, widest), nil))
}

func (r *groupRenderer) Layout(size fyne.Size) {
	g := r.g
	g.width = size.Width
	left := max(0, size.Width-g.RowWidth())
	atEnd := map[fyne.CanvasObject]bool{}
	for _, o := range g.objects[g.end:] {
		atEnd[o] = left > 0
	}
	g.walk(size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		if atEnd[o] {
			x += left
		}
		if g.dir == i18n.RightToLeft {
			x = size.Width - x - w
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

func (r *groupRenderer) Refresh() {
	r.Layout(r.g.Size())
	for _, o := range r.g.objects {
		o.Refresh()
	}
}

func (r *groupRenderer) Objects() []fyne.CanvasObject { return r.g.objects }
func (r *groupRenderer) Destroy()                     {}
