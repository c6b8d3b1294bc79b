package main

import (
	"fmt"
	"image/color"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/rtl"
)

// area is a rectangle in the window, in Fyne units.
type area struct{ x, y, right, bottom float32 }

func areaOf(at fyne.Position, size fyne.Size) area {
	return area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (a area) within(b area) area {
	return area{max(a.x, b.x), max(a.y, b.y), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) wide() float32 { return a.right - a.x }
func (a area) high() float32 { return a.bottom - a.y }

// empty reports whether nothing of it can be seen; slack forgives rounding.
func (a area) empty() bool { return a.wide() <= slack || a.high() <= slack }

// covers reports whether all of b lies in it.
func (a area) covers(b area) bool {
	return a.x <= b.x+slack && a.y <= b.y+slack && a.right >= b.right-slack && a.bottom >= b.bottom-slack
}

func (a area) String() string { return fmt.Sprintf("%.0f,%.0f-%.0f,%.0f", a.x, a.y, a.right, a.bottom) }

// slack is what positions may differ by rounding, in Fyne units.
const slack = 2

// seen is one object of the window: where it lies, and in what.
type seen struct {
	of     fyne.CanvasObject
	box    area
	in     *seen // nil for the window
	scroll *seen // the scroll that it lies in, or nil
	clip   area  // what of the window it can be seen through
	nth    int   // its place in the order of drawing
	kind   string
}

// kindOf is what an object is, without its package.
func kindOf(o fyne.CanvasObject) string { return reflect.TypeOf(o).Elem().Name() }

// inside reports whether it lies in an object of a kind.
func (s *seen) inside(kind string) bool {
	for in := s; in != nil; in = in.in {
		if in.kind == kind {
			return true
		}
	}
	return false
}

// clips are the objects that hide what lies outside them.
type clips interface{ IsClip() }

// sight is everything in the window that is not hidden, in the order of drawing.
func sight(w fyne.Window) []*seen {
	var all []*seen
	size := w.Canvas().Size()
	whole := areaOf(fyne.Position{}, size)
	var look func(o fyne.CanvasObject, at fyne.Position, in *seen)
	look = func(o fyne.CanvasObject, at fyne.Position, in *seen) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		s := &seen{of: o, box: areaOf(at, o.Size()), in: in, clip: whole, nth: len(all), kind: kindOf(o)}
		if in != nil {
			s.scroll, s.clip = in.scroll, in.clip
			switch in.of.(type) {
			case *container.Scroll, *rtl.Scroller:
				s.scroll, s.clip = in, in.clip.within(in.box)
			}
			if wid, is := in.of.(fyne.Widget); is {
				if _, is := test.WidgetRenderer(wid).(clips); is {
					s.clip = in.clip.within(in.box)
				}
			}
		}
		all = append(all, s)
		for _, child := range inside(o) {
			look(child, at, s)
		}
	}
	look(w.Canvas().Content(), fyne.Position{}, nil)
	for _, o := range w.Canvas().Overlays().List() {
		look(o, fyne.Position{}, nil)
	}
	return all
}

// inside are the objects that an object is made of.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case fyne.Widget:
		return test.WidgetRenderer(v).Objects()
	}
	return nil
}

// script is one text of a screen with what is drawn of it.
type script struct {
	*seen
	text   string // what it says
	drawn  string // what of it is drawn, in the order of drawing
	pieces []area // where that is
	typed  bool   // what stands in a field, which scrolls in it
	floats bool   // it stands above the page
}

// scripts are the texts among what is in sight: those of our own text, and what is typed in a field.
func scripts(all []*seen) []*script {
	byText := map[*seen]*script{}
	var out []*script
	for _, s := range all {
		piece, ok := s.of.(*canvas.Text)
		if !ok || s.in == nil || strings.TrimSpace(piece.Text) == "" {
			continue
		}
		one := byText[s.in]
		if one == nil {
			one = &script{seen: s.in, typed: s.inside("clip"), floats: slices.ContainsFunc(floating, s.inside)}
			if t, ok := s.in.of.(*rtl.Text); ok {
				one.text = t.Text()
			}
			byText[s.in] = one
			out = append(out, one)
		}
		at := fyne.NewPos(s.box.x, s.box.y)
		one.pieces = append(one.pieces, areaOf(at, piece.MinSize()))
		one.drawn += piece.Text
	}
	for _, one := range out {
		if one.text == "" {
			one.text = one.drawn
		}
	}
	return out
}

// opaque are the surfaces through which nothing can be seen.
func opaque(all []*seen) []*seen {
	var out []*seen
	for _, s := range all {
		r, ok := s.of.(*canvas.Rectangle)
		if !ok || r.FillColor == nil {
			continue
		}
		if _, _, _, a := r.FillColor.RGBA(); a == 0xffff && r.FillColor != color.Transparent {
			out = append(out, s)
		}
	}
	return out
}
