package look

import (
	"fyne.io/fyne/v2"

	"schakel/internal/i18n"
)

// Row lays objects beside each other in the reading direction, each in the middle of the height.
type Row struct {
	Dir i18n.Direction
	Gap float32
	// Grow is the one-based number of the object that takes the width that is left; 0 is none.
	Grow int
	// Top puts the objects at the top instead of in the middle.
	Top bool
	// Full gives every object the whole height.
	Full bool
}

// MinSize is the widths together and the largest height.
func (l Row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		m.Width += s.Width
		m.Height = fyne.Max(m.Height, s.Height)
		n++
	}
	if n > 1 {
		m.Width += l.Gap * float32(n-1)
	}
	return m
}

// Layout places the objects.
func (l Row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := fyne.Max(0, size.Width-l.MinSize(objects).Width)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if i+1 == l.Grow {
			s.Width += left
			o.Resize(fyne.NewSize(s.Width, size.Height))
			s.Height = o.MinSize().Height
		}
		y := (size.Height - s.Height) / 2
		if l.Top {
			y = 0
		}
		if l.Full {
			s.Height, y = size.Height, 0
		}
		o.Resize(s)
		o.Move(fyne.NewPos(place(l.Dir, x, s.Width, size.Width), y))
		x += s.Width + l.Gap
	}
}

// place mirrors a distance from the start of a line into a distance from the left.
func place(d i18n.Direction, fromStart, width, whole float32) float32 {
	if d == i18n.RightToLeft {
		return whole - fromStart - width
	}
	return fromStart
}

// Column stacks objects under each other over the whole width. A text that wraps gets its width
// before it is asked for its height.
type Column struct {
	Gap float32
}

// MinSize is the heights together and the largest width.
func (l Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		m.Height += s.Height
		m.Width = fyne.Max(m.Width, s.Width)
		n++
	}
	if n > 1 {
		m.Height += l.Gap * float32(n-1)
	}
	return m
}

// Layout places the objects.
func (l Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + l.Gap
	}
}

// Columns gives each object an equal share of the width, under each other when a share would be
// narrower than an object needs. Make it with NewColumns: it remembers its width.
type Columns struct {
	dir   i18n.Direction
	gap   float32
	width float32
	full  bool
}

// NewColumns makes equal columns; full gives them all the height of the highest.
func NewColumns(d i18n.Direction, gap float32, full bool) *Columns {
	return &Columns{dir: d, gap: gap, full: full}
}

// MinSize is that of the arrangement that fits the width there was last.
func (l *Columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	shown := visible(objects)
	widest, tallest, together := float32(0), float32(0), float32(0)
	for _, o := range shown {
		s := o.MinSize()
		widest, tallest = fyne.Max(widest, s.Width), fyne.Max(tallest, s.Height)
		together += s.Height
	}
	if l.beside(shown, l.width) {
		return fyne.NewSize(widest, tallest)
	}
	return fyne.NewSize(widest, together+l.gap*fyne.Max(0, float32(len(shown)-1)))
}

// beside tells whether the objects stand beside each other in this width. An unknown width counts
// as wide.
func (l *Columns) beside(shown []fyne.CanvasObject, width float32) bool {
	share := l.share(len(shown), width)
	for _, o := range shown {
		if width > 0 && o.MinSize().Width > share+0.5 {
			return false
		}
	}
	return true
}

func (l *Columns) share(n int, width float32) float32 {
	return (width - l.gap*float32(n-1)) / fyne.Max(1, float32(n))
}

// Layout places the objects.
func (l *Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	shown := visible(objects)
	if !l.beside(shown, size.Width) {
		Column{Gap: l.gap}.Layout(shown, size)
		return
	}
	share := l.share(len(shown), size.Width)
	for i, o := range shown {
		o.Resize(fyne.NewSize(share, size.Height))
		h := size.Height
		if !l.full {
			h = o.MinSize().Height
		}
		o.Resize(fyne.NewSize(share, h))
		o.Move(fyne.NewPos(place(l.dir, float32(i)*(share+l.gap), share, size.Width), 0))
	}
}

// Flow lays objects beside each other like words, and goes on below when the width is used up.
// Make it with NewFlow: it remembers its width.
type Flow struct {
	dir     i18n.Direction
	gap     float32
	lineGap float32
	width   float32
}

// NewFlow makes a flow with these spaces beside and below an object.
func NewFlow(d i18n.Direction, gap, lineGap float32) *Flow {
	return &Flow{dir: d, gap: gap, lineGap: lineGap}
}

// MinSize is the widest object, and the height at the width there was last.
func (l *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.NewSize(0, l.each(visible(objects), l.width, nil))
	for _, o := range visible(objects) {
		m.Width = fyne.Max(m.Width, o.MinSize().Width)
	}
	return m
}

// Layout places the objects.
func (l *Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(visible(objects), size.Width, func(line []fyne.CanvasObject, y, height float32) {
		x := float32(0)
		for _, o := range line {
			s := o.MinSize()
			s.Width = fyne.Min(s.Width, size.Width)
			o.Resize(s)
			o.Move(fyne.NewPos(place(l.dir, x, s.Width, size.Width), y+(height-s.Height)/2))
			x += s.Width + l.gap
		}
	})
}

// each breaks the objects into lines and returns their height together; 0 wide is one line.
func (l *Flow) each(objects []fyne.CanvasObject, width float32, do func([]fyne.CanvasObject, float32, float32)) float32 {
	y, x, height := float32(0), float32(0), float32(0)
	start := 0
	end := func(i int) {
		if do != nil {
			do(objects[start:i], y, height)
		}
		y += height
		start, x, height = i, 0, 0
	}
	for i, o := range objects {
		s := o.MinSize()
		if width > 0 && x > 0 && x+s.Width > width+0.5 {
			end(i)
			y += l.lineGap
		}
		x += s.Width + l.gap
		height = fyne.Max(height, s.Height)
	}
	if len(objects) > 0 {
		end(len(objects))
	}
	return y
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

// Pad is space around the objects, which all fill what is left.
type Pad struct {
	X, Y float32
}

// MinSize is the largest object and the space.
func (l Pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range visible(objects) {
		m = m.Max(o.MinSize())
	}
	return m.AddWidthHeight(2*l.X, 2*l.Y)
}

// Layout places the objects.
func (l Pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size.SubtractWidthHeight(2*l.X, 2*l.Y))
		o.Move(fyne.NewPos(l.X, l.Y))
	}
}

// AtLeast keeps a minimum width and height, which grow with the text; the objects fill it.
type AtLeast struct {
	Width, Height float32
}

// MinSize is the largest object, or the minimum.
func (l AtLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.NewSize(Scaled(l.Width), Scaled(l.Height))
	return m.Max(Pad{}.MinSize(objects))
}

// Layout places the objects.
func (l AtLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	Pad{}.Layout(objects, size)
}
