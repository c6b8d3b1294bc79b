package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Edges are spaces around an object, seen from the direction of the page, in Fyne units.
type Edges struct{ Top, End, Bottom, Start float32 }

// All is the same space on every side.
func All(n float32) Edges { return Edges{n, n, n, n} }

// Sides is one space above and below and another at start and end.
func Sides(vertical, horizontal float32) Edges {
	return Edges{Top: vertical, End: horizontal, Bottom: vertical, Start: horizontal}
}

// Pad keeps space around an object.
func Pad(d Dir, e Edges, o fyne.CanvasObject) *fyne.Container {
	return container.New(padLayout{dir: d, e: e}, o)
}

type padLayout struct {
	dir Dir
	e   Edges
}

func (l padLayout) minWidth(all []fyne.CanvasObject) float32 {
	return stackLayout{}.minWidth(all) + l.e.Start + l.e.End
}

func (l padLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	return stackLayout{}.heightFor(all, max(0, width-l.e.Start-l.e.End)) + l.e.Top + l.e.Bottom
}

func (l padLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.minWidth(all), l.heightFor(all, 0))
}

func (l padLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	w := max(0, size.Width-l.e.Start-l.e.End)
	h := max(0, size.Height-l.e.Top-l.e.Bottom)
	for _, o := range visible(all) {
		put(l.dir, o, size.Width, l.e.Start, l.e.Top, w, h)
	}
}

// Center puts an object in the middle of its box, at its least size.
func Center(d Dir, o fyne.CanvasObject) *fyne.Container {
	return container.New(centerLayout{}, o)
}

type centerLayout struct{ stackLayout }

func (centerLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range visible(all) {
		w := min(widthOf(o), size.Width)
		h := HeightOf(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
}

func (l centerLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range visible(all) {
		h = max(h, HeightOf(o, min(widthOf(o), width)))
	}
	return h
}

func (l centerLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.minWidth(all), l.heightFor(all, 0))
}

// Max keeps an object no wider than width, at the place in its box that a says.
func Max(d Dir, width float32, a Align, o fyne.CanvasObject) *fyne.Container {
	return container.New(limitLayout{dir: d, most: width, align: a}, o)
}

// Min keeps an object at least as large as size.
func Min(d Dir, size fyne.Size, o fyne.CanvasObject) *fyne.Container {
	return container.New(limitLayout{dir: d, least: size}, o)
}

type limitLayout struct {
	dir   Dir
	most  float32 // 0 is no limit
	least fyne.Size
	align Align
}

func (l limitLayout) inner(width float32) float32 {
	if l.most > 0 {
		return min(width, l.most)
	}
	return width
}

func (l limitLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	return max(l.least.Height, stackLayout{}.heightFor(all, l.inner(width)))
}

func (l limitLayout) minWidth(all []fyne.CanvasObject) float32 {
	return max(l.least.Width, l.inner(stackLayout{}.minWidth(all)))
}

func (l limitLayout) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.minWidth(all), l.heightFor(all, 0))
}

func (l limitLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	w := l.inner(size.Width)
	for _, o := range visible(all) {
		o.Move(fyne.NewPos(alignX(l.dir, l.align, w, size.Width), 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
}

// Split divides its width in two: start gets the part share (0 to 1), end the rest, gap between.
func Split(d Dir, share, gap float32, start, end fyne.CanvasObject) *fyne.Container {
	return container.New(&columnsLayout{dir: d, gap: gap, rowGap: gap, shares: []float32{share, 1 - share}}, start, end)
}

// Grid puts objects in equally wide columns, row by row from the start; a row is as high as its
// highest object.
func Grid(d Dir, columns int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	columns = max(1, columns)
	shares := make([]float32, columns)
	for i := range shares {
		shares[i] = 1 / float32(columns)
	}
	return container.New(&columnsLayout{dir: d, gap: gap, rowGap: gap, shares: shares}, objects...)
}

type columnsLayout struct {
	remembered
	dir         Dir
	gap, rowGap float32
	shares      []float32
}

func (l *columnsLayout) widths(width float32) []float32 {
	room := max(0, width-l.gap*float32(len(l.shares)-1))
	out := make([]float32, len(l.shares))
	for i, s := range l.shares {
		out[i] = room * s
	}
	return out
}

// rows are the heights of the rows at a width.
func (l *columnsLayout) rows(objects []fyne.CanvasObject, width float32) []float32 {
	widths := l.widths(width)
	rows := make([]float32, (len(objects)+len(widths)-1)/len(widths))
	for i, o := range objects {
		r := i / len(widths)
		rows[r] = max(rows[r], HeightOf(o, widths[i%len(widths)]))
	}
	return rows
}

func (l *columnsLayout) minWidth(all []fyne.CanvasObject) float32 {
	var room float32
	for i, o := range visible(all) {
		if s := l.shares[i%len(l.shares)]; s > 0 {
			room = max(room, widthOf(o)/s)
		}
	}
	return room + l.gap*float32(len(l.shares)-1)
}

func (l *columnsLayout) heightFor(all []fyne.CanvasObject, width float32) float32 {
	if width > 0 {
		l.width = width
	}
	rows := l.rows(visible(all), width)
	return total(rows) + l.rowGap*float32(max(0, len(rows)-1))
}

func (l *columnsLayout) MinSize(all []fyne.CanvasObject) fyne.Size { return l.minSize(l, all) }

func (l *columnsLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects := visible(all)
	widths := l.widths(size.Width)
	rows := l.rows(objects, size.Width)
	if len(rows) == 1 {
		rows[0] = max(rows[0], size.Height)
	}
	var x, y float32
	for i, o := range objects {
		c := i % len(widths)
		if c == 0 {
			x = 0
			if i > 0 {
				y += rows[i/len(widths)-1] + l.rowGap
			}
		}
		put(l.dir, o, size.Width, x, y, widths[c], rows[i/len(widths)])
		x += widths[c] + l.gap
	}
}

func total(parts []float32) float32 {
	var sum float32
	for _, p := range parts {
		sum += p
	}
	return sum
}
