package rtl

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
)

// sideSpace is the room between the edge of an entry and its text, in Fyne units.
const sideSpace float32 = 12

// leastWidth is the width an entry asks for, in letters of its size.
const leastWidth = 8

// lead is the height of one line of the entry.
func (e *Entry) lead() float32 { return inkOf(e.Theme(), Span{}).lead }

// inset is the room between the edge and the text; above and below it makes one line as high as a
// button.
func (e *Entry) inset() fyne.Position {
	side := sideSpace
	if e.opts.Bare {
		side = look.Edge
	}
	return fyne.NewPos(side, max(look.HalfGrid, (e.Theme().Size(look.SizeControl)-e.lead())/2))
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{entry: e, box: canvas.NewRectangle(color.Transparent), ring: look.NewFocusRing(look.Radius)}
	lines := 1
	if e.opts.MultiLine {
		lines = e.opts.Rows
	}
	r.hint, r.small = newHints(e, lines)
	r.inside = newClip()
	r.caret = canvas.NewRectangle(color.Transparent)
	r.bar = canvas.NewRectangle(color.Transparent)
	r.wheel = newWheel(e)
	r.Refresh()
	return r
}

type entryRenderer struct {
	entry  *Entry
	box    *canvas.Rectangle
	ring   *look.FocusRing
	hint   *Text
	small  *Text // the hint where it does not fit
	inside *clip
	wheel  *wheel
	marks  []fyne.CanvasObject // of the selection
	texts  []fyne.CanvasObject
	caret  *canvas.Rectangle
	bar    *canvas.Rectangle // how far it is scrolled
}

func (r *entryRenderer) Destroy() {}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.inside, r.bar, r.wheel, r.ring.Rectangle}
}

// MinSize is one control high, or as many rows as were asked for.
func (r *entryRenderer) MinSize() fyne.Size {
	e := r.entry
	rows := 1
	if e.opts.MultiLine {
		rows = e.opts.Rows
	}
	lead := e.lead()
	h := lead*float32(rows) + 2*e.inset().Y
	return fyne.NewSize(lead*leastWidth+2*sideSpace, max(h, e.Theme().Size(look.SizeControl)))
}

func (r *entryRenderer) Layout(size fyne.Size) {
	e := r.entry
	in := e.inset()
	view := fyne.NewSize(max(0, size.Width-2*in.X), max(0, size.Height-2*in.Y))
	if view != e.view {
		e.view = view
		e.sheet = nil
		e.reveal()
	}
	r.box.Resize(size)
	r.ring.Around(fyne.NewPos(0, 0), size)
	r.inside.Move(fyne.NewPos(in.X, look.Edge))
	r.inside.Resize(fyne.NewSize(view.Width, max(0, size.Height-2*look.Edge)))
	r.wheel.Resize(size)
	r.draw()
}

func (r *entryRenderer) Refresh() {
	e := r.entry
	r.box.CornerRadius = look.Radius
	r.box.StrokeWidth = look.Edge
	r.box.StrokeColor = theme.ColorForWidget(look.ColorEdge, e)
	r.box.FillColor = theme.ColorForWidget(look.ColorSurface, e)
	if e.opts.Fill != "" {
		r.box.FillColor = theme.ColorForWidget(e.opts.Fill, e)
	}
	if e.disabled {
		r.box.FillColor = theme.ColorForWidget(look.ColorRaised, e)
	}
	if e.invalid {
		r.box.StrokeWidth = look.StrongEdge
		r.box.StrokeColor = theme.ColorForWidget(look.ColorLate, e)
	}
	if e.opts.Bare {
		r.box.StrokeWidth, r.box.FillColor = 0, color.Transparent
	}
	r.box.Refresh()
	r.ring.Set(e.focused && !e.disabled && !e.opts.Bare)
	r.hint.SetText(e.opts.Placeholder)
	r.small.SetText(e.opts.Placeholder)
	r.draw()
	canvas.Refresh(e)
}

// draw puts the hint, or the lines that can be seen, the selection under them and the caret.
func (r *entryRenderer) draw() {
	e := r.entry
	if e.view.Width <= 0 {
		return
	}
	s := e.page()
	top := e.inset().Y - look.Edge - e.offset.Y
	r.drawLines(s, top)
	n, x := s.caretAt(e.edit.caret, e.edit.after)
	r.caret.FillColor = theme.ColorForWidget(look.ColorAccent, e)
	r.caret.Hidden = !e.focused || e.disabled
	h := s.lines[n].height
	r.caret.Resize(fyne.NewSize(caretWidth, h-look.HalfGrid))
	r.caret.Move(fyne.NewPos(x-e.offset.X, s.lines[n].y+top+look.HalfGrid/2))

	objects := append([]fyne.CanvasObject{}, r.marks...)
	objects = append(objects, r.texts...)
	if len(e.edit.text) == 0 {
		objects = append(objects, r.placeHint(top))
	}
	r.inside.show(append(objects, r.caret))
	r.wheel.Hidden = !e.opts.MultiLine || s.height <= e.view.Height
	r.drawBar(s)
}

// drawBar shows at the end side how much of a long text is seen. It cannot be taken hold of: the
// wheel and the keys scroll.
func (r *entryRenderer) drawBar(s *sheet) {
	e := r.entry
	r.bar.Hidden = r.wheel.Hidden
	if r.bar.Hidden {
		return
	}
	in := e.inset()
	part := e.view.Height / s.height
	r.bar.FillColor = theme.ColorForWidget(look.ColorEdge, e)
	r.bar.CornerRadius = look.HalfGrid / 2
	put(e.dir, r.bar, e.view.Width+2*in.X, e.view.Width+in.X+look.HalfGrid, in.Y+e.offset.Y*part, look.HalfGrid, e.view.Height*part)
	r.bar.Refresh()
}

func (r *entryRenderer) drawLines(s *sheet, top float32) {
	e := r.entry
	marks, texts := 0, 0
	from, to := e.edit.selection()
	soft := theme.ColorForWidget(theme.ColorNameSelection, e)
	ink := theme.ColorForWidget(e.color(), e)
	for i := range s.lines {
		l := &s.lines[i]
		y := l.y + top
		if y+l.height < 0 || y > e.view.Height+2*e.inset().Y {
			continue
		}
		s.ready(l)
		if from != to && e.focused && from <= l.to() && to >= l.from() {
			for _, m := range s.marked(l, from, to) {
				r.marks = placeMark(r.marks, marks, soft, fyne.NewPos(m[0]-e.offset.X, y), fyne.NewSize(m[1]-m[0], l.height))
				marks++
			}
		}
		for _, pc := range l.pieces {
			at := fyne.NewPos(l.x+pc.x-e.offset.X, y+l.baseline)
			if at.X > e.view.Width || at.X+pc.width < 0 {
				continue
			}
			r.texts = placePiece(r.texts, texts, pc, l.of.inks[pc.ink], ink, at)
			texts++
		}
	}
	r.marks, r.texts = r.marks[:marks], r.texts[:texts]
}

func placeMark(objects []fyne.CanvasObject, n int, c color.Color, at fyne.Position, size fyne.Size) []fyne.CanvasObject {
	if n == len(objects) {
		objects = append(objects, canvas.NewRectangle(c))
	}
	if m, ok := objects[n].(*canvas.Rectangle); ok {
		m.FillColor = c
	}
	objects[n].Move(at)
	objects[n].Resize(size)
	return objects
}

// clip shows objects only inside its box. It does not scroll, so that the wheel over a field still
// moves the page.
type clip struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
}

func newClip() *clip {
	c := &clip{}
	c.ExtendBaseWidget(c)
	return c
}

func (c *clip) show(objects []fyne.CanvasObject) {
	c.objects = objects
	canvas.Refresh(c)
}

// CreateRenderer is called by Fyne.
func (c *clip) CreateRenderer() fyne.WidgetRenderer { return clipRenderer{c} }

type clipRenderer struct{ clip *clip }

// IsClip marks the widget as clipping; Fyne looks for this method.
func (clipRenderer) IsClip()                        {}
func (clipRenderer) Destroy()                       {}
func (clipRenderer) Layout(fyne.Size)               {}
func (clipRenderer) Refresh()                       {}
func (clipRenderer) MinSize() fyne.Size             { return fyne.NewSize(1, 1) }
func (r clipRenderer) Objects() []fyne.CanvasObject { return r.clip.objects }

// wheel lies over a multi-line entry that has more lines than it shows, and only then: whatever
// takes the wheel keeps it from the page.
type wheel struct {
	widget.BaseWidget
	entry *Entry
}

func newWheel(e *Entry) *wheel {
	w := &wheel{entry: e}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by Fyne.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	e := w.entry
	s := e.page()
	e.offset.Y = max(0, min(e.offset.Y-ev.Scrolled.DY, s.height-e.view.Height))
	e.BaseWidget.Refresh()
}

// CreateRenderer is called by Fyne.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
