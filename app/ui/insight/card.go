package insight

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/access"
	"schakel/internal/i18n"
)

// card is one passage with its reasons and the three choices.
type card struct {
	view   *View
	row    row
	object fyne.CanvasObject
	chips  *form.Chips
	field  *form.Field
	words  *rtl.Entry
}

func (v *View) newCard(r row) *card {
	p, d := v.p, v.p.Direction()
	c := &card{view: v, row: r}
	parts := []fyne.CanvasObject{rtl.NewText(d, r.title, rtl.Style{Bold: true, Wrap: true})}
	if r.note != "" {
		parts = append(parts, rtl.NewText(d, r.note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	if len(r.facts) > 0 {
		pairs := make([]listing.KeyValue, 0, len(r.facts))
		for _, f := range r.facts {
			pairs = append(pairs, listing.KeyValue{Key: f[0], Value: f[1]})
		}
		parts = append(parts, listing.NewKeyValues(p, pairs, ""))
	}
	if r.text != "" {
		parts = append(parts, rtl.NewText(d, r.text, rtl.Style{Wrap: true}))
	}
	for _, one := range r.reasons {
		parts = append(parts, form.NewLead(p, 6, look.NewIcon(reasonIcon(one.reason), look.ColorLate, 18),
			rtl.NewText(d, one.text, rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})))
	}
	c.chips = form.NewChips(p, []form.Choice{
		{Value: string(access.ChoiceIn), Text: p.T("insight.choice.in")}, {Value: string(access.ChoiceOut), Text: p.T("insight.choice.out")},
		{Value: string(access.ChoiceChanged), Text: p.T("insight.choice.changed")},
	}, form.ChipsOptions{Keep: true}, func(values []string) { c.chosen(access.Choice(values[0])) })
	c.field, c.words = form.NewTextField(p, form.FieldOptions{Label: p.T("insight.words"), Help: p.T("insight.words.help")}, 3, nil)
	if now := v.state.chosen(r.from); now != "" {
		c.chips.SetValues(string(now))
	}
	c.show(v.state.chosen(r.from) == access.ChoiceChanged)
	c.words.OnChanged = func(text string) { v.decided(r.from, access.ChoiceChanged, text) }
	parts = append(parts, rtl.Pad(d, rtl.Edges{Top: look.HalfGrid}, c.chips), c.field)
	c.object = listing.NewCard(p, "", rtl.VBox(d, look.Grid, parts...))
	return c
}

// focus is what takes the keyboard: the first choice.
func (c *card) focus() fyne.Focusable { return c.chips.Chip(string(access.ChoiceIn)) }

func (c *card) show(words bool) {
	if words {
		c.words.SetText(c.view.state.words(c.row.from))
		c.field.Show()
	} else {
		c.field.Hide()
	}
}

func (c *card) chosen(choice access.Choice) {
	words := ""
	if choice == access.ChoiceChanged {
		words = c.view.state.words(c.row.from)
	}
	heard := c.words.OnChanged
	c.words.OnChanged = nil
	c.show(choice == access.ChoiceChanged)
	c.words.OnChanged = heard
	c.view.decided(c.row.from, choice, words)
	c.view.content.Refresh()
	if choice == access.ChoiceChanged {
		form.Focus(c.words)
	}
}

// whole draws the document as it will be.
func (v *View) whole(body *fyne.Container) {
	body.Add(v.actions())
	d := v.p.Direction()
	inside := rtl.VBox(d, 16)
	body.Add(inside)
	v.compose(func(paper access.Paper, p, _ *i18n.Printer) {
		inside.Objects = []fyne.CanvasObject{sheet(p, paper)}
		inside.Refresh()
		v.content.Refresh()
	})
}

// sheet is the document on the screen, in its own language and direction.
func sheet(p *i18n.Printer, paper access.Paper) fyne.CanvasObject {
	d := p.Direction()
	text := func(s string, style rtl.Style) fyne.CanvasObject {
		style.Wrap = true
		return rtl.NewText(d, s, style)
	}
	parts := []fyne.CanvasObject{
		text(p.T("sheet.access.title"), rtl.Style{Size: rtl.Title, Bold: true}), text(paper.About, rtl.Style{Bold: true}), text(paper.Made, rtl.Style{Color: look.ColorMuted}),
	}
	for _, line := range paper.Left {
		parts = append(parts, text(line, rtl.Style{Bold: true}))
	}
	for _, part := range paper.Sections {
		note := ""
		if part.Dutch != "" {
			note = part.Dutch
		}
		parts = append(parts, rtl.Pad(d, rtl.Edges{Top: 12}, listing.NewHeading(p, part.Title, note)))
		for _, one := range part.Pieces {
			parts = append(parts, text(one.Title, rtl.Style{Bold: true}))
			if one.Note != "" {
				parts = append(parts, text(one.Note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted}))
			}
			var pairs []listing.KeyValue
			for _, f := range one.Facts {
				pairs = append(pairs, listing.KeyValue{Key: f[0], Value: f[1]})
			}
			if len(pairs) > 0 {
				parts = append(parts, listing.NewKeyValues(p, pairs, ""))
			}
			if one.Text != "" {
				parts = append(parts, text(one.Text, rtl.Style{}))
			}
		}
	}
	parts = append(parts, rtl.Pad(d, rtl.Edges{Top: 12}, listing.NewHeading(p, p.T("sheet.access.rights"), "")))
	for _, line := range paper.Rights {
		parts = append(parts, text(line, rtl.Style{}))
	}
	parts = append(parts, text(p.T("legal.sheet"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted}))
	return listing.NewCard(p, "", rtl.VBox(d, look.Grid, parts...))
}

// reasonIcon is the sign of a reason to look: a hand for who is not safe, the bubble of what is thought for the worker's own thoughts, and
// else the eye, which says "look at this".
func reasonIcon(r access.Reason) look.IconName {
	switch r {
	case access.ReasonUnsafe, access.ReasonSafety:
		return look.IconHandPalm
	case access.ReasonThought:
		return look.IconChatTeardropDots
	}
	return look.IconEye
}
