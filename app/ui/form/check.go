package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Check is a box with a word, ticked or not.
type Check struct {
	Pressable
	on      bool
	words   string
	term    string
	dir     i18n.Direction
	box     *Panel
	mark    *look.IconView
	changed func(on bool)
}

// NewCheck makes a box that is not ticked; term is the domain term after the word, or "".
func NewCheck(p *i18n.Printer, text, term string, changed func(on bool)) *Check {
	c := &Check{changed: changed, words: text, term: term, dir: p.Direction(), mark: look.NewIcon(look.IconCheckBold, look.ColorAccentText, 18)}
	c.box = NewPanel(boxFrame(false), 3, 3, c.mark)
	words := line(p, text, rtl.Style{Wrap: true})
	parts := []fyne.CanvasObject{c.box, words}
	if term != "" {
		parts = []fyne.CanvasObject{c.box, column(p, 0, words, line(p, term, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))}
	}
	parts[1] = rtl.Grow(parts[1])
	content := row(p, 12, parts...)
	c.mark.Hide()
	c.Extend(c, PressOptions{
		Frame: wordFrame,
		PadX:  look.HalfGrid, PadY: look.HalfGrid, MinHeight: look.SizeChip, Spread: true,
	}, content, func() { c.toggle() })
	return c
}

// wordFrame is that of a control whose words stand on the page itself.
func wordFrame(s PressState) Frame {
	return Frame{Fill: hovered(s, look.ColorNone), Edge: look.ColorNone, Radius: look.Radius}
}

func boxFrame(on bool) Frame {
	f := Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.BoxRadius}
	if on {
		f.Fill, f.Edge = look.ColorAccent, look.ColorAccent
	}
	return f
}

// RowWidth is the width at which its words stand on one line.
func (c *Check) RowWidth() float32 {
	words := rtl.NewText(c.dir, c.words, rtl.Style{}).MinSize().Width
	term := rtl.NewText(c.dir, c.term, rtl.Style{Size: rtl.Small}).MinSize().Width
	return c.box.MinSize().Width + 12 + max(words, term) + 2*look.HalfGrid
}

// On tells whether the box is ticked.
func (c *Check) On() bool { return c.on }

// SetOn ticks the box or not, without telling anyone.
func (c *Check) SetOn(on bool) {
	c.on = on
	if on {
		c.mark.Show()
	} else {
		c.mark.Hide()
	}
	c.box.SetFrame(boxFrame(on))
}

func (c *Check) toggle() {
	c.SetOn(!c.on)
	if c.changed != nil {
		c.changed(c.on)
	}
}

// Switch lets one group of fields go along or stay: a bar with a knob, its name, and in words what
// it does now. It is off at first.
type Switch struct {
	Pressable
	p       *i18n.Printer
	text    SwitchText
	on      bool
	inside  slot
	changed func(on bool)
}

// SwitchText is what a switch says. Note explains the name and may be "".
type SwitchText struct {
	Name, Note, On, Off string
}

// NewSwitch makes a switch that is off.
func NewSwitch(p *i18n.Printer, text SwitchText, changed func(on bool)) *Switch {
	s := &Switch{p: p, text: text, inside: newSlot(p), changed: changed}
	s.fill()
	s.Extend(s, PressOptions{
		Frame: wordFrame, PadX: look.Grid, PadY: look.Grid, MinHeight: look.SizeListRow, Spread: true,
	}, s.inside.Container, func() { s.toggle() })
	return s
}

// On tells whether the group goes along.
func (s *Switch) On() bool { return s.on }

// SetOn changes it without telling anyone.
func (s *Switch) SetOn(on bool) {
	s.on = on
	s.fill()
}

func (s *Switch) toggle() {
	s.SetOn(!s.on)
	if s.changed != nil {
		s.changed(s.on)
	}
}

func (s *Switch) fill() {
	state, ink := s.text.Off, look.ColorMuted
	if s.on {
		state, ink = s.text.On, look.ColorAccent
	}
	name := column(s.p, 0, line(s.p, s.text.Name, rtl.Style{Bold: s.on, Wrap: true}))
	if s.text.Note != "" {
		name.Add(line(s.p, s.text.Note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	s.inside.fill(row(s.p, 16,
		s.bar(), rtl.Grow(name), line(s.p, state, rtl.Style{Size: rtl.Small, Color: ink, Align: rtl.End})))
}

// bar is drawn anew in either state: the knob at the end with a check mark, or at the start empty.
func (s *Switch) bar() fyne.CanvasObject {
	knob := Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.Scaled(12)}
	track := Frame{Fill: look.ColorRaised, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.Scaled(14)}
	mark := square(18)
	space := square(20)
	if !s.on {
		return NewPanel(track, 2, 2, row(s.p, 0, NewPanel(knob, 3, 3, mark), space))
	}
	track.Fill, track.Edge, knob.Edge = look.ColorAccent, look.ColorAccent, look.ColorAccent
	mark.Add(look.NewIcon(look.IconCheckBold, look.ColorAccent, 18))
	return NewPanel(track, 2, 2, row(s.p, 0, space, NewPanel(knob, 3, 3, mark)))
}
