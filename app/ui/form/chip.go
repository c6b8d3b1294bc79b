package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// ChipOptions are what a chip has besides its word.
type ChipOptions struct {
	// Term is the domain term, small and muted after the word.
	Term string
	// Icon stands before the word, filled while the chip is on; without one a chip that is on has
	// a check mark.
	Icon look.IconName
	// After stands behind the word: the x of a chip that goes away, the caret of "meer".
	After look.IconName
}

// Chip is a word that is on or off.
type Chip struct {
	Pressable
	p        *i18n.Printer
	text     string
	options  ChipOptions
	on       bool
	inside   slot
	around   float32 // the width of what stands beside the words
	natural  float32 // that of the words on one line, at the size of letters they were measured in
	measured float32
	changed  func(on bool)
}

// NewChip makes a chip that is off; changed hears every press.
func NewChip(p *i18n.Printer, text string, o ChipOptions, changed func(on bool)) *Chip {
	c := &Chip{p: p, text: text, options: o, inside: newSlot(p), changed: changed}
	c.build(func() { c.toggle() })
	return c
}

// NewCloseChip makes a chip that names something and goes away when it is pressed; icon may be "".
func NewCloseChip(p *i18n.Printer, text string, icon look.IconName, closed func()) *Chip {
	c := &Chip{p: p, text: text, options: ChipOptions{Icon: icon, After: look.IconX}, inside: newSlot(p)}
	c.build(closed)
	return c
}

// newOpenChip makes the chip that shows more; it never turns on.
func newOpenChip(p *i18n.Printer, text string, o ChipOptions, pressed func()) *Chip {
	c := &Chip{p: p, text: text, options: o, inside: newSlot(p)}
	c.build(pressed)
	return c
}

func (c *Chip) build(pressed func()) {
	c.fill()
	c.Extend(c, PressOptions{
		Frame: c.frame, PadX: 16, PadY: look.HalfGrid, MinHeight: look.SizeChip, Spread: true,
	}, c.inside.Container, pressed)
}

// RowWidth is the width at which its words stand on one line.
func (c *Chip) RowWidth() float32 {
	if size := look.Size(theme.SizeNameText); size != c.measured {
		c.measured, c.natural = size, rtl.NewRich(c.p.Direction(), c.spans(), rtl.Style{}).MinSize().Width
	}
	return c.around + c.natural + 2*c.Pressable.options.PadX
}

// LeastWidth is that width too, but a chip of many words wraps rather than make its page wider than the window.
func (c *Chip) LeastWidth() float32 { return min(c.RowWidth(), look.Scaled(chipWraps)) }

// chipWraps is the width up to which a chip stays on one line, whatever there is room for, at text step 2.
const chipWraps = 300

func (c *Chip) spans() []rtl.Span {
	spans := []rtl.Span{{Text: c.text, Bold: c.on && c.options.Icon != ""}}
	if c.options.Term != "" {
		spans = append(spans, rtl.Span{Text: "  " + c.options.Term, Size: rtl.Small, Color: look.ColorMuted})
	}
	return spans
}

// On tells whether the chip is on.
func (c *Chip) On() bool { return c.on }

// SetText changes the word.
func (c *Chip) SetText(text string) {
	if c.text != text {
		c.text = text
		c.fill()
		c.Refresh()
	}
}

// SetOn turns the chip on or off without telling anyone.
func (c *Chip) SetOn(on bool) {
	if c.on == on {
		return
	}
	c.on = on
	c.fill()
	c.Refresh()
}

func (c *Chip) toggle() {
	c.SetOn(!c.on)
	if c.changed != nil {
		c.changed(c.on)
	}
}

func (c *Chip) fill() {
	ink, icon := look.ColorText, c.options.Icon
	if c.on {
		ink = look.ColorAccent
		icon = icon.Filled()
		if icon == "" {
			icon = look.IconCheckBold
		}
	}
	var parts []fyne.CanvasObject
	c.around, c.measured = 0, 0
	beside := func(name look.IconName, ink fyne.ThemeColorName) {
		o := look.NewIcon(name, ink, 18)
		parts = append(parts, o)
		c.around += o.MinSize().Width + look.Grid
	}
	if icon != "" {
		beside(icon, ink)
	}
	parts = append(parts, rtl.Grow(rtl.NewRich(c.p.Direction(), c.spans(), rtl.Style{Wrap: true})))
	if c.options.After != "" {
		beside(c.options.After, look.ColorText)
	}
	c.inside.fill(row(c.p, look.Grid, parts...))
}

func (c *Chip) frame(s PressState) Frame {
	f := Frame{
		Fill: hovered(s, look.ColorSurface), Edge: look.ColorEdge, Width: look.Edge,
		Radius: look.Size(look.SizeChip) / 2,
	}
	if c.on {
		f.Fill, f.Edge, f.Width = look.ColorAccentSoft, look.ColorAccent, look.StrongEdge
	}
	if s.Disabled {
		f.Fill, f.Edge = look.ColorRaised, look.ColorLine
	}
	return f
}
