package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// CardChoice is one card of a ChoiceRow.
type CardChoice struct {
	Value, Text string
	// Note is a few small words at the end of the card, or "".
	Note string
	// Danger gives the card the sign of "Nu gevaar"; no other choice may have it.
	Danger bool
}

// ChoiceRow is a row of cards of equal width of which one is chosen. The cards go under each other
// when the width is too small for their words.
type ChoiceRow struct {
	Wrapped
	choices []CardChoice
	cards   []*card
	value   string
	changed func(value string)
	back    bool
}

// NewChoiceRow makes a row in which nothing is chosen.
func NewChoiceRow(p *i18n.Printer, choices []CardChoice, changed func(value string)) *ChoiceRow {
	c := &ChoiceRow{choices: choices, changed: changed, back: p.Direction() == i18n.RightToLeft}
	var cards []fyne.CanvasObject
	for i, choice := range choices {
		k := newCard(p, choice, func() { c.press(i) })
		k.OnKey(func(e *fyne.KeyEvent) bool { return c.arrow(i, e.Name) })
		c.cards = append(c.cards, k)
		cards = append(cards, k)
	}
	c.Wrap(c, NewColumns(p, 12, cards...))
	return c
}

// Value is what is chosen, or "".
func (c *ChoiceRow) Value() string { return c.value }

// SetValue chooses without telling anyone; "" chooses nothing.
func (c *ChoiceRow) SetValue(value string) {
	c.value = value
	for i, k := range c.cards {
		k.setOn(value != "" && c.choices[i].Value == value)
	}
}

// Press does what pressing the card of a value does.
func (c *ChoiceRow) Press(value string) {
	for i, choice := range c.choices {
		if choice.Value == value {
			c.press(i)
		}
	}
}

func (c *ChoiceRow) press(i int) {
	c.SetValue(c.choices[i].Value)
	if c.changed != nil {
		c.changed(c.value)
	}
}

// arrow moves the keyboard, not the choice: arrows may not call up the danger page by accident.
func (c *ChoiceRow) arrow(i int, key fyne.KeyName) bool {
	step, ok := map[fyne.KeyName]int{fyne.KeyRight: 1, fyne.KeyLeft: -1, fyne.KeyDown: 1, fyne.KeyUp: -1}[key]
	if !ok {
		return false
	}
	if c.back && (key == fyne.KeyRight || key == fyne.KeyLeft) {
		step = -step
	}
	if j := i + step; j >= 0 && j < len(c.cards) {
		c.cards[j].Focus()
	}
	return true
}

// card is one card with its radio button.
type card struct {
	Pressable
	p      *i18n.Printer
	choice CardChoice
	on     bool
	inside slot
}

func newCard(p *i18n.Printer, choice CardChoice, pressed func()) *card {
	k := &card{p: p, choice: choice, inside: newSlot(p)}
	k.fill()
	k.Extend(k, PressOptions{
		Frame: k.frame, PadX: 16, PadY: look.HalfGrid, MinHeight: look.SizeControl, Spread: true,
	}, k.inside.Container, pressed)
	return k
}

func (k *card) setOn(on bool) {
	if k.on != on {
		k.on = on
		k.fill()
		k.Refresh()
	}
}

func (k *card) fill() {
	icon, ink := look.IconCircle, look.ColorText
	switch {
	case k.choice.Danger:
		icon, ink = look.IconWarningOctagon, look.ColorDanger
	case k.on:
		icon, ink = look.IconRadioButtonFill, look.ColorAccent
	}
	parts := []fyne.CanvasObject{
		look.NewIcon(icon, ink, 22), line(k.p, k.choice.Text, rtl.Style{Bold: k.on}),
	}
	if k.choice.Note != "" {
		note := line(k.p, k.choice.Note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Align: rtl.End, Wrap: true})
		parts = append(parts, rtl.Grow(note))
	}
	k.inside.fill(row(k.p, look.Grid, parts...))
}

func (k *card) frame(s PressState) Frame {
	f := Frame{Fill: hovered(s, look.ColorSurface), Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
	if k.on {
		f.Fill, f.Edge, f.Width = look.ColorAccentSoft, look.ColorAccent, look.StrongEdge
	}
	return f
}
