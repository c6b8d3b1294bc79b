package form

import (
	"fyne.io/fyne/v2"

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
	p       *i18n.Printer
	text    string
	options ChipOptions
	on      bool
	inside  slot
	changed func(on bool)
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
		Frame: c.frame, PadX: 16, PadY: look.HalfGrid, MinHeight: look.SizeChip,
	}, c.inside.Container, pressed)
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
	if icon != "" {
		parts = append(parts, look.NewIcon(icon, ink, 18))
	}
	parts = append(parts, line(c.p, c.text, rtl.Style{Bold: c.on && c.options.Icon != ""}))
	if c.options.Term != "" {
		parts = append(parts, line(c.p, c.options.Term, rtl.Style{Size: rtl.Small, Color: look.ColorMuted}))
	}
	if c.options.After != "" {
		parts = append(parts, look.NewIcon(c.options.After, look.ColorText, 18))
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
