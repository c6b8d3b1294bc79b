package form

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/internal/i18n"
)

// Choice is one of the things that can be chosen.
type Choice struct {
	// Value is what the record keeps; Text is the word on the screen; Term the domain term or "".
	Value, Text, Term string
	Icon              look.IconName
}

// Choices gives an enumeration its words and domain terms (message ids enum.value and
// enum.value.term).
func Choices(p *i18n.Printer, enum string, values ...string) []Choice {
	list := make([]Choice, 0, len(values))
	for _, v := range values {
		list = append(list, choice(p, enum, v))
	}
	return list
}

// choice leaves a domain term out where it is the word itself.
func choice(p *i18n.Printer, enum, v string) Choice {
	c := Choice{Value: v, Text: p.Value(enum, v), Term: p.Term(enum, v)}
	if c.Term == c.Text {
		c.Term = ""
	}
	return c
}

// ChipsOptions say how many can be chosen and how many are shown.
type ChipsOptions struct {
	// Multi lets more than one be on.
	Multi bool
	// Keep does not let the only one that is on be turned off.
	Keep bool
	// First is how many are shown before "meer" is pressed; 0 shows all.
	First int
}

// Chips is a group of chips.
type Chips struct {
	Wrapped
	choices []Choice
	options ChipsOptions
	chips   []*Chip
	more    *Chip
	changed func(values []string)
	flow    *Group
	back    bool
}

// RowWidth is the width at which all stand in one row.
func (c *Chips) RowWidth() float32 { return c.flow.RowWidth() }

// NewChips makes a group in which nothing is chosen; changed hears what is chosen after each press.
func NewChips(p *i18n.Printer, choices []Choice, o ChipsOptions, changed func(values []string)) *Chips {
	c := &Chips{choices: choices, options: o, changed: changed, back: p.Direction() == i18n.RightToLeft}
	var all []fyne.CanvasObject
	for i, choice := range choices {
		chip := NewChip(p, choice.Text, ChipOptions{Term: choice.Term, Icon: choice.Icon}, func(on bool) { c.pressed(i, on) })
		chip.OnKey(func(e *fyne.KeyEvent) bool { return c.arrow(i, e.Name) })
		c.chips = append(c.chips, chip)
		all = append(all, chip)
		if o.First > 0 && i >= o.First {
			chip.Hide()
		}
	}
	if o.First > 0 && len(choices) > o.First {
		c.more = newOpenChip(p, p.T("form.chips.more"), ChipOptions{After: look.IconCaretDown}, c.open)
		all = append(all, c.more)
	}
	c.flow = NewGroup(p, look.Grid, all...)
	c.Wrap(c, c.flow)
	return c
}

// Also puts a chip of its own after the others, in the same lines; it is none of the values.
func (c *Chips) Also(chip *Chip) {
	c.flow.objects = append(c.flow.objects, chip)
	c.flow.end = len(c.flow.objects)
}

// Values are the chosen ones, in the order of the choices.
func (c *Chips) Values() []string {
	var values []string
	for i, chip := range c.chips {
		if chip.on {
			values = append(values, c.choices[i].Value)
		}
	}
	return values
}

// Value is the first chosen one, or "".
func (c *Chips) Value() string {
	if v := c.Values(); len(v) > 0 {
		return v[0]
	}
	return ""
}

// SetValues chooses these and no others, without telling anyone. What is chosen is always shown.
func (c *Chips) SetValues(values ...string) {
	for i, chip := range c.chips {
		on := slices.Contains(values, c.choices[i].Value)
		chip.SetOn(on)
		if on {
			chip.Show()
		}
	}
	c.hideMore()
	c.flow.Refresh()
}

// Chip is the chip of a value, or nil.
func (c *Chips) Chip(value string) *Chip {
	for i, choice := range c.choices {
		if choice.Value == value {
			return c.chips[i]
		}
	}
	return nil
}

// More is the chip that shows the rest, or nil.
func (c *Chips) More() *Chip { return c.more }

func (c *Chips) pressed(i int, on bool) {
	if !c.options.Multi {
		for j, chip := range c.chips {
			if j != i {
				chip.SetOn(false)
			}
		}
		if !on && c.options.Keep {
			c.chips[i].SetOn(true)
			return
		}
	}
	c.flow.Refresh()
	if c.changed != nil {
		c.changed(c.Values())
	}
}

func (c *Chips) open() {
	first := -1
	for i, chip := range c.chips {
		if !chip.Visible() {
			chip.Show()
			if first < 0 {
				first = i
			}
		}
	}
	c.hideMore()
	c.flow.Refresh()
	c.Refresh()
	if first >= 0 {
		c.chips[first].Focus()
	}
}

func (c *Chips) hideMore() {
	if c.more == nil {
		return
	}
	for _, chip := range c.chips {
		if !chip.Visible() {
			return
		}
	}
	c.more.Hide()
}

// arrow moves the keyboard to the neighbour in the reading direction.
func (c *Chips) arrow(i int, key fyne.KeyName) bool {
	step := 0
	switch key {
	case fyne.KeyRight:
		step = 1
	case fyne.KeyLeft:
		step = -1
	default:
		return false
	}
	if c.back {
		step = -step
	}
	for j := i + step; j >= 0 && j < len(c.chips); j += step {
		if c.chips[j].Visible() {
			c.chips[j].Focus()
			break
		}
	}
	return true
}
