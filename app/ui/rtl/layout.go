package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// HeightForWidth is a widget whose height depends on its width. A widget made of containers of
// this package may implement it with HeightOf, and is then laid out right the first time.
type HeightForWidth interface {
	// HeightFor is the height needed at a width, in Fyne units; it also remembers the width.
	HeightFor(width float32) float32
}

// heightLayout is a layout whose height depends on its width.
type heightLayout interface {
	fyne.Layout
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightOf is the height an object needs at a width, in Fyne units. A width of 0 is one that nobody
// knows yet; the object then says its least height.
func HeightOf(o fyne.CanvasObject, width float32) float32 {
	if width <= 0 {
		return o.MinSize().Height
	}
	switch v := o.(type) {
	case HeightForWidth:
		return v.HeightFor(width)
	case *fyne.Container:
		if l, ok := v.Layout.(heightLayout); ok {
			return l.heightFor(v.Objects, width)
		}
	}
	return o.MinSize().Height
}

// remembered is the width a layout last had, so that MinSize can give the height that goes with it.
type remembered struct{ width float32 }

// known is the width to ask heights for, at least least; 0 while no width was given.
func (r *remembered) known(least float32) float32 {
	if r.width <= 0 {
		return 0
	}
	return max(r.width, least)
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o != nil && o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

// put places an object at x from the start side of a box.
func put(d Dir, o fyne.CanvasObject, box, x, y, w, h float32) {
	if d == RTL {
		x = box - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// Grow marks an object that takes the room that is left in an HBox or VBox.
func Grow(o fyne.CanvasObject) *fyne.Container { return container.New(growLayout{}, o) }

type growLayout struct{ stackLayout }

func grows(o fyne.CanvasObject) bool {
	if c, ok := o.(*fyne.Container); ok {
		_, ok = c.Layout.(growLayout)
		return ok
	}
	_, ok := o.(layout.SpacerObject)
	return ok
}

// HBox puts objects beside each other from the start, gap apart, centred in height. What is marked
// with Grow, and spacers, share the room that is left.
func HBox(d Dir, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hboxLayout{dir: d, gap: gap}, objects...)
}

type hboxLayout struct {
	remembered
	dir Dir
	gap float32
}

// widths divides a width over the visible objects.
func (l *hboxLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	free, growing := width-l.gap*float32(max(0, len(objects)-1)), 0
	for i, o := range objects {
		if grows(o) {
			growing++
			continue
		}
		out[i] = o.MinSize().Width
		free -= out[i]
	}
	if growing == 0 {
		return out
	}
	for i, o := range objects {
		if grows(o) {
			out[i] = max(o.MinSize().Width, free/float32(growing))
		}
	}
	return out
}

func (l *hboxLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	l.width = width
	var h float32
	objects := visible(all)
	for i, w := range l.widths(objects, width) {
		h = max(h, HeightOf(objects[i], w))
	}
	return h
}

func (l *hboxLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	objects := visible(all)
	w := l.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		w += o.MinSize().Width
	}
	var h float32
	if l.width <= 0 {
		return fyne.NewSize(w, stackLayout{}.MinSize(objects).Height)
	}
	for i, cw := range l.widths(objects, max(w, l.width)) {
		h = max(h, HeightOf(objects[i], cw))
	}
	return fyne.NewSize(w, h)
}

func (l *hboxLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects := visible(all)
	var x float32
	for i, w := range l.widths(objects, size.Width) {
		h := min(HeightOf(objects[i], w), size.Height)
		put(l.dir, objects[i], size.Width, x, (size.Height-h)/2, w, h)
		x += w + l.gap
	}
}

// VBox puts objects under each other, gap apart, each as wide as the box. What is marked with Grow,
// and spacers, share the room that is left.
func VBox(d Dir, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&vboxLayout{gap: gap}, objects...)
}

type vboxLayout struct {
	remembered
	gap float32
}

func (l *vboxLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	l.width = width
	objects := visible(all)
	h := l.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		h += HeightOf(o, width)
	}
	return h
}

func (l *vboxLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	objects := visible(all)
	var w float32
	h := l.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		m := o.MinSize()
		w = max(w, m.Width)
		if l.width <= 0 {
			h += m.Height
		}
	}
	if l.width > 0 {
		for _, o := range objects {
			h += HeightOf(o, max(w, l.width))
		}
	}
	return fyne.NewSize(w, h)
}

func (l *vboxLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects := visible(all)
	heights := make([]float32, len(objects))
	free, growing := size.Height-l.gap*float32(max(0, len(objects)-1)), 0
	for i, o := range objects {
		heights[i] = HeightOf(o, size.Width)
		free -= heights[i]
		if grows(o) {
			growing++
		}
	}
	var y float32
	for i, o := range objects {
		h := heights[i]
		if grows(o) && free > 0 {
			h += free / float32(growing)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

// Stack puts objects on top of each other, each as large as the box.
func Stack(d Dir, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stackLayout{}, objects...)
}

type stackLayout struct{}

func (stackLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range visible(all) {
		h = max(h, HeightOf(o, width))
	}
	return h
}

func (stackLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range visible(all) {
		m = m.Max(o.MinSize())
	}
	return m
}

func (stackLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range visible(all) {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}
