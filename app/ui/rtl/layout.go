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

// boxLayout is a layout of this package. Least width and height are asked apart: a layout that
// asked its objects for both would double the work with every level of a page.
type boxLayout interface {
	fyne.Layout
	minWidth(objects []fyne.CanvasObject) float32
	// heightFor is the height at a width; at 0 every object says its own.
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// LeastWidth is a widget that knows its least width without asking for heights. A widget made of
// other objects implements it with WidthOf, or every level of a page doubles the work.
type LeastWidth interface {
	// LeastWidth is the least width, in Fyne units.
	LeastWidth() float32
}

// WidthOf is the least width of an object, in Fyne units.
func WidthOf(o fyne.CanvasObject) float32 { return widthOf(o) }

// widthOf is the least width of an object.
func widthOf(o fyne.CanvasObject) float32 {
	if w, ok := o.(LeastWidth); ok {
		return w.LeastWidth()
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(boxLayout); ok {
			return l.minWidth(c.Objects)
		}
	}
	return o.MinSize().Width
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
		if l, ok := v.Layout.(boxLayout); ok {
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

// minSize is the least size of a layout at the width it remembers.
func (r *remembered) minSize(l boxLayout, objects []fyne.CanvasObject) fyne.Size {
	w := l.minWidth(objects)
	return fyne.NewSize(w, l.heightFor(objects, r.known(w)))
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

// gaps is the room between n objects.
func (l *hboxLayout) gaps(n int) float32 { return l.gap * float32(max(0, n-1)) }

// widths divides a width over the visible objects.
func (l *hboxLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	free, growing := width-l.gaps(len(objects)), 0
	for i, o := range objects {
		if grows(o) {
			growing++
			continue
		}
		out[i] = widthOf(o)
		free -= out[i]
	}
	if growing == 0 {
		return out
	}
	for i, o := range objects {
		if grows(o) {
			out[i] = max(widthOf(o), free/float32(growing))
		}
	}
	return out
}

func (l *hboxLayout) minWidth(all []fyne.CanvasObject) float32 {
	objects := visible(all)
	w := l.gaps(len(objects))
	for _, o := range objects {
		w += widthOf(o)
	}
	return w
}

func (l *hboxLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	objects := visible(all)
	if width <= 0 {
		return stackLayout{}.heightFor(objects, 0)
	}
	l.width = width
	var h float32
	for i, w := range l.widths(objects, width) {
		h = max(h, HeightOf(objects[i], w))
	}
	return h
}

func (l *hboxLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

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

func (l *vboxLayout) minWidth(all []fyne.CanvasObject) float32 { return stackLayout{}.minWidth(all) }

func (l *vboxLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	if width > 0 {
		l.width = width
	}
	objects := visible(all)
	h := l.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		h += HeightOf(o, width)
	}
	return h
}

func (l *vboxLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

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

func (stackLayout) minWidth(all []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range visible(all) {
		w = max(w, widthOf(o))
	}
	return w
}

func (l stackLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.minWidth(all), l.heightFor(all, 0))
}

func (stackLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range visible(all) {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}
