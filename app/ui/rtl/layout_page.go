package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Border puts objects at the edges and one in what is left, gap apart. Any of them may be nil.
// Start and end are as high as what is left; top and bottom as wide as the box.
func Border(d Dir, gap float32, top, bottom, start, end, center fyne.CanvasObject) *fyne.Container {
	l := &borderLayout{dir: d, gap: gap, top: top, bottom: bottom, start: start, end: end, center: center}
	c := container.New(l)
	for _, o := range []fyne.CanvasObject{top, bottom, start, end, center} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

type borderLayout struct {
	remembered
	dir                             Dir
	gap                             float32
	top, bottom, start, end, center fyne.CanvasObject
}

func (l *borderLayout) has(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

// side is the width of a start or end object with its gap.
func (l *borderLayout) side(o fyne.CanvasObject) float32 {
	if !l.has(o) {
		return 0
	}
	w := widthOf(o)
	if l.has(l.center) {
		w += l.gap
	}
	return w
}

func (l *borderLayout) edge(o fyne.CanvasObject, width float32) float32 {
	if !l.has(o) {
		return 0
	}
	h := HeightOf(o, width)
	if l.has(l.center) || l.has(l.start) || l.has(l.end) {
		h += l.gap
	}
	return h
}

func (l *borderLayout) middle(width float32) float32 {
	var h float32
	inner := max(0, width-l.side(l.start)-l.side(l.end))
	if l.has(l.center) {
		h = HeightOf(l.center, inner)
	}
	for _, o := range []fyne.CanvasObject{l.start, l.end} {
		if l.has(o) {
			h = max(h, HeightOf(o, widthOf(o)))
		}
	}
	return h
}

func (l *borderLayout) minWidth([]fyne.CanvasObject) float32 {
	w := l.side(l.start) + l.side(l.end)
	if l.has(l.center) {
		w += widthOf(l.center)
	}
	for _, o := range []fyne.CanvasObject{l.top, l.bottom} {
		if l.has(o) {
			w = max(w, widthOf(o))
		}
	}
	return w
}

func (l *borderLayout) heightFor(_ []fyne.CanvasObject, width float32) float32 {
	if width > 0 {
		l.width = width
	}
	return l.edge(l.top, width) + l.middle(width) + l.edge(l.bottom, width)
}

func (l *borderLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

func (l *borderLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	top, bottom := l.edge(l.top, size.Width), l.edge(l.bottom, size.Width)
	start, end := l.side(l.start), l.side(l.end)
	height := max(0, size.Height-top-bottom)
	if l.has(l.top) {
		put(l.dir, l.top, size.Width, 0, 0, size.Width, HeightOf(l.top, size.Width))
	}
	if l.has(l.bottom) {
		h := HeightOf(l.bottom, size.Width)
		put(l.dir, l.bottom, size.Width, 0, size.Height-h, size.Width, h)
	}
	if l.has(l.start) {
		put(l.dir, l.start, size.Width, 0, top, widthOf(l.start), height)
	}
	if l.has(l.end) {
		w := widthOf(l.end)
		put(l.dir, l.end, size.Width, size.Width-w, top, w, height)
	}
	if l.has(l.center) {
		put(l.dir, l.center, size.Width, start, top, max(0, size.Width-start-end), height)
	}
}

// Form puts labels and fields in two columns; pairs are label, field, label, field. The labels
// are as wide as the widest of them, at most half the box.
func Form(d Dir, gap float32, pairs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&formLayout{dir: d, gap: gap}, pairs...)
}

type formLayout struct {
	remembered
	dir Dir
	gap float32
}

// row is one pair that is shown; the field of an odd last label is nil.
type row struct{ label, field fyne.CanvasObject }

func formRows(all []fyne.CanvasObject) []row {
	var out []row
	for i := 0; i < len(all); i += 2 {
		r := row{label: all[i]}
		if i+1 < len(all) {
			r.field = all[i+1]
		}
		if r.label.Visible() || r.field != nil && r.field.Visible() {
			out = append(out, r)
		}
	}
	return out
}

func (l *formLayout) columns(rows []row, width float32) (label, field float32) {
	for _, r := range rows {
		label = max(label, widthOf(r.label))
	}
	if width > 0 {
		label = min(label, (width-l.gap)/2)
	}
	return label, max(0, width-label-l.gap)
}

func (r row) height(label, field float32) float32 {
	h := HeightOf(r.label, label)
	if r.field != nil {
		h = max(h, HeightOf(r.field, field))
	}
	return h
}

func (l *formLayout) minWidth(all []fyne.CanvasObject) float32 {
	rows := formRows(all)
	label, _ := l.columns(rows, 0)
	var field float32
	for _, r := range rows {
		if r.field != nil {
			field = max(field, widthOf(r.field))
		}
	}
	return label + l.gap + field
}

func (l *formLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	if width > 0 {
		l.width = width
	}
	rows := formRows(all)
	label, field := l.columns(rows, width)
	h := l.gap * float32(max(0, len(rows)-1))
	for _, r := range rows {
		h += r.height(label, field)
	}
	return h
}

func (l *formLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

func (l *formLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	rows := formRows(all)
	label, field := l.columns(rows, size.Width)
	var y float32
	for _, r := range rows {
		h := r.height(label, field)
		put(l.dir, r.label, size.Width, 0, y, label, h)
		if r.field != nil {
			put(l.dir, r.field, size.Width, label+l.gap, y, field, h)
		}
		y += h + l.gap
	}
}

// Flow puts objects beside each other from the start and goes on in a next row where the width
// ends, as chips do; gap apart both ways.
func Flow(d Dir, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{dir: d, gap: gap}, objects...)
}

type flowLayout struct {
	remembered
	dir Dir
	gap float32
}

// walk gives every object its place at a width, measured from the start, and returns the height.
func (l *flowLayout) walk(objects []fyne.CanvasObject, width float32, place func(i int, x, y, w, h float32)) float32 {
	var y float32
	for i := 0; i < len(objects); {
		var x, high float32
		j := i
		for ; j < len(objects); j++ {
			w := widthOf(objects[j])
			if j > i && x+w > width+slack {
				break
			}
			w = min(w, width)
			high = max(high, HeightOf(objects[j], w))
			x += w + l.gap
		}
		x = 0
		for k := i; k < j; k++ {
			w := min(widthOf(objects[k]), width)
			h := HeightOf(objects[k], w)
			if place != nil {
				place(k, x, y+(high-h)/2, w, h)
			}
			x += w + l.gap
		}
		y += high
		if j < len(objects) {
			y += l.gap
		}
		i = j
	}
	return y
}

func (l *flowLayout) minWidth(all []fyne.CanvasObject) float32 { return stackLayout{}.minWidth(all) }

// heightFor is, while nobody gave a width yet, the height of one row.
func (l *flowLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	if width <= 0 {
		return stackLayout{}.heightFor(all, 0)
	}
	l.width = width
	return l.walk(visible(all), width, nil)
}

func (l *flowLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

func (l *flowLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects := visible(all)
	l.walk(objects, size.Width, func(i int, x, y, w, h float32) {
		put(l.dir, objects[i], size.Width, x, y, w, h)
	})
}
