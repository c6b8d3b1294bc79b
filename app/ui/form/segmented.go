package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Segmented is a choice of two or three that exclude each other, joined in one frame; one is
// always chosen.
type Segmented struct {
	Wrapped
	choices  []Choice
	segments []*segment
	columns  *Columns
	value    string
	changed  func(value string)
}

// NewSegmented makes it with the first choice chosen.
func NewSegmented(p *i18n.Printer, choices []Choice, changed func(value string)) *Segmented {
	s := &Segmented{choices: choices, changed: changed}
	var parts []fyne.CanvasObject
	rightToLeft := p.Direction() == i18n.RightToLeft
	for i, c := range choices {
		first, last := i == 0, i == len(choices)-1
		if rightToLeft {
			first, last = last, first
		}
		g := newSegment(p, c.Text, !first, !last, func() { s.press(i) })
		g.stacked = func() bool { return s.columns != nil && s.columns.Stacked() }
		s.segments = append(s.segments, g)
		parts = append(parts, g)
	}
	if len(choices) > 0 {
		s.SetValue(choices[0].Value)
	}
	s.columns = NewColumns(p, -1, parts...)
	s.columns.loose = true
	s.Wrap(s, s.columns)
	return s
}

// RowWidth is the width at which its parts stand beside each other, whichever is chosen.
func (s *Segmented) RowWidth() float32 {
	w := look.Scaled(look.Grid) // what is chosen is bold
	for _, g := range s.segments {
		w += rtl.WidthOf(g)
	}
	return w
}

// Value is what is chosen.
func (s *Segmented) Value() string { return s.value }

// SetValue chooses without telling anyone.
func (s *Segmented) SetValue(value string) {
	s.value = value
	for i, g := range s.segments {
		g.setOn(s.choices[i].Value == value)
	}
}

// Press does what pressing the segment of a value does.
func (s *Segmented) Press(value string) {
	for i, c := range s.choices {
		if c.Value == value {
			s.press(i)
		}
	}
}

func (s *Segmented) press(i int) {
	s.SetValue(s.choices[i].Value)
	if s.changed != nil {
		s.changed(s.value)
	}
}

type segment struct {
	Pressable
	p                   *i18n.Printer
	text                string
	on                  bool
	flatLeft, flatRight bool
	inside              slot
	stacked             func() bool
}

func newSegment(p *i18n.Printer, text string, flatLeft, flatRight bool, pressed func()) *segment {
	g := &segment{p: p, text: text, flatLeft: flatLeft, flatRight: flatRight, inside: newSlot(p)}
	g.fill()
	g.Extend(g, PressOptions{
		Frame: g.frame, PadX: 12, PadY: look.HalfGrid, MinHeight: look.SizeControl,
	}, g.inside.Container, pressed)
	return g
}

func (g *segment) setOn(on bool) {
	if g.on != on {
		g.on = on
		g.fill()
		g.Refresh()
	}
}

func (g *segment) fill() {
	var parts []fyne.CanvasObject
	if g.on {
		parts = append(parts, look.NewIcon(look.IconCheckBold, look.ColorAccent, 18))
	}
	parts = append(parts, line(g.p, g.text, rtl.Style{Bold: g.on, Wrap: true, Most: buttonMost, Align: rtl.Middle}))
	g.inside.fill(row(g.p, look.Grid, parts...))
}

func (g *segment) frame(s PressState) Frame {
	f := Frame{
		Fill: hovered(s, look.ColorSurface), Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius,
		FlatLeft: g.flatLeft, FlatRight: g.flatRight,
	}
	if g.stacked != nil && g.stacked() {
		f.FlatLeft, f.FlatRight = false, false
	}
	if g.on {
		f.Fill = look.ColorAccentSoft
	}
	return f
}
