package rtl

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
)

// block of a fixed size, to see where it is put.
func fixed(w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

func TestContainersMirror(t *testing.T) {
	newApp(t)
	size := fyne.NewSize(500, 300)
	makers := map[string]func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container{
		"hbox":   func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return HBox(d, 8, a, b, c) },
		"grow":   func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return HBox(d, 8, a, layout.NewSpacer(), b, c) },
		"vbox":   func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return VBox(d, 8, a, b, c) },
		"border": func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Border(d, 8, nil, nil, a, b, c) },
		"grid":   func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Grid(d, 2, 8, a, b, c) },
		"form":   func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Form(d, 8, a, b, c) },
		"split": func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container {
			return Split(d, .3, 8, a, HBox(d, 0, b, c))
		},
		"pad":     func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Pad(d, Edges{1, 2, 3, 40}, a) },
		"max":     func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Max(d, 100, Start, a) },
		"max end": func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Max(d, 100, End, a) },
		"flow":    func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Flow(d, 8, a, b, c, fixed(450, 10)) },
		"center":  func(d Dir, a, b, c *canvas.Rectangle) *fyne.Container { return Center(d, a) },
	}
	for name, mk := range makers {
		t.Run(name, func(t *testing.T) {
			var left, right [3]*canvas.Rectangle
			for i := range left {
				left[i], right[i] = fixed(float32(40+20*i), float32(10+10*i)), fixed(float32(40+20*i), float32(10+10*i))
			}
			l, r := mk(LTR, left[0], left[1], left[2]), mk(RTL, right[0], right[1], right[2])
			if l.MinSize() != r.MinSize() {
				t.Errorf("least sizes %v and %v", l.MinSize(), r.MinSize())
			}
			l.Resize(size)
			r.Resize(size)
			for i := range l.Objects {
				a, b := l.Objects[i], r.Objects[i]
				if a.Size() != b.Size() || a.Position().Y != b.Position().Y {
					t.Errorf("object %d: %v at %v and %v at %v", i, a.Size(), a.Position(), b.Size(), b.Position())
				}
				if mirrored := size.Width - a.Position().X - a.Size().Width; mirrored != b.Position().X {
					t.Errorf("object %d stands at %v, mirrored it is %v", i, b.Position().X, mirrored)
				}
			}
		})
	}
}

func TestHiddenTakesNoRoom(t *testing.T) {
	newApp(t)
	a, b := fixed(40, 10), fixed(60, 20)
	a.Hide()
	for name, c := range map[string]*fyne.Container{
		"hbox": HBox(LTR, 8, a, b), "vbox": VBox(LTR, 8, a, b), "flow": Flow(LTR, 8, a, b),
		"border": Border(LTR, 8, a, nil, nil, nil, b), "grid": Grid(LTR, 1, 8, a, b),
	} {
		if got := c.MinSize(); got != fyne.NewSize(60, 20) {
			t.Errorf("%s asks for %v", name, got)
		}
	}
}

const longText = "Een lange zin in het Nederlands die over meer dan één regel moet lopen omdat de kaart niet breder is dan dit."

func TestHeightFollowsWidth(t *testing.T) {
	newApp(t)
	text := NewText(LTR, longText, Style{Wrap: true})
	below := fixed(10, 10)
	page := VBox(LTR, 8, Pad(LTR, All(8), text), below)
	for _, w := range []float32{600, 200, 900, 120} {
		page.Resize(fyne.NewSize(w, 400))
		want := text.set(w-16).height + 16 + 8
		if got := below.Position().Y; got != want {
			t.Errorf("at %v the next object stands at %v, want %v", w, got, want)
		}
		if got := page.MinSize().Height; got != want+10 {
			t.Errorf("at %v the page asks for %v, want %v", w, got, want+10)
		}
	}
}

func TestScrollKnowsTheHeightAtOnce(t *testing.T) {
	newApp(t)
	text := NewText(RTL, longText, Style{Wrap: true})
	inner := VBox(RTL, 8, text, Flow(RTL, 8, fixed(120, 20), fixed(120, 20), fixed(120, 20)))
	page := Scroll(RTL, inner)
	page.Resize(fyne.NewSize(250, 40))
	want := text.set(250).height + 8 + 48
	if got := inner.Size().Height; got != want {
		t.Errorf("the first time the content is %v high, want %v", got, want)
	}
	page.Resize(fyne.NewSize(500, 40))
	if got, want := inner.Size().Height, text.set(500).height+8+20; got < want {
		t.Errorf("wider it is %v high, want %v", got, want)
	}
}

func TestFlowRows(t *testing.T) {
	newApp(t)
	f := Flow(LTR, 8, fixed(100, 20), fixed(100, 30), fixed(100, 20))
	if got := f.MinSize(); got != fyne.NewSize(100, 30) {
		t.Errorf("before it has a width it asks for %v", got)
	}
	for width, want := range map[float32]float32{400: 30, 220: 30 + 8 + 20, 100: 20 + 8 + 30 + 8 + 20} {
		f.Resize(fyne.NewSize(width, 10))
		if got := f.MinSize().Height; got != want {
			t.Errorf("at %v it is %v high, want %v", width, got, want)
		}
		if got := HeightOf(f, width); got != want {
			t.Errorf("HeightOf at %v is %v, want %v", width, got, want)
		}
	}
}

func TestWindowShowsAllOfAWrappedText(t *testing.T) {
	newApp(t)
	text := NewText(LTR, longText, Style{Wrap: true})
	w := test.NewTempWindow(t, Border(LTR, 8, text, nil, nil, nil, fixed(10, 10)))
	w.Resize(fyne.NewSize(240, 300))
	if got, want := text.Size().Height, text.set(text.Size().Width).height; got != want {
		t.Errorf("the text is %v high, needs %v", got, want)
	}
	text.SetText(longText + " " + longText)
	w.Content().Refresh()
	if got, want := text.Size().Height, text.set(text.Size().Width).height; got != want {
		t.Errorf("a longer text is %v high, needs %v", got, want)
	}
}

// counted counts how often it is asked for its size.
type counted struct {
	*canvas.Rectangle
	asked *int
}

func (c counted) MinSize() fyne.Size {
	*c.asked++
	return c.Rectangle.MinSize()
}

func TestDeepPagesDoNotDouble(t *testing.T) {
	newApp(t)
	asked := 0
	var o fyne.CanvasObject = counted{fixed(10, 10), &asked}
	const depth = 16
	for i := range depth {
		switch i % 4 {
		case 0:
			o = HBox(RTL, 8, Grow(o))
		case 1:
			o = VBox(RTL, 8, o)
		case 2:
			o = Pad(RTL, All(8), o)
		case 3:
			o = Border(RTL, 8, nil, nil, nil, nil, o)
		}
	}
	o.Resize(fyne.NewSize(600, 600))
	asked = 0
	o.MinSize()
	if asked > 20*depth {
		t.Errorf("one question for a page of %d levels became %d", depth, asked)
	}
	asked = 0
	o.Resize(fyne.NewSize(500, 500))
	if asked > 20*depth*depth {
		t.Errorf("laying out %d levels asked %d times", depth, asked)
	}
}

func TestTheKeyboardIsNeverOutOfSight(t *testing.T) {
	newApp(t)
	first, last := NewEntry(LTR, EntryOptions{}), NewEntry(LTR, EntryOptions{})
	page := Scroll(LTR, Pad(LTR, All(24), VBox(LTR, 8, first, fixed(10, 900), last)))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(300, 300))
	top := func(e *Entry) float32 {
		d := fyne.CurrentApp().Driver()
		return d.AbsolutePositionForObject(e).Y - d.AbsolutePositionForObject(page).Y
	}
	for _, e := range []*Entry{last, first, last} {
		w.Canvas().Focus(e)
		if y := top(e); y < look.FocusSpace || y+e.Size().Height+look.FocusSpace > page.Size().Height {
			t.Errorf("the entry stands at %v in a window of %v", y, page.Size().Height)
		}
	}
}
