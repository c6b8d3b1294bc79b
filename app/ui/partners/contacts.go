package partners

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// contactsFirst is how many contacts with a partner its page shows.
const contactsFirst = 8

// contacts is the card with the newest contacts with the partner, and the way to write one down.
func (v *Page) contacts() fyne.CanvasObject {
	p := v.p
	var rows []record.Row
	for _, r := range v.src.Rows(record.KindContact) {
		if r.Link == v.id {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b record.Row) int { return b.On.Number() - a.On.Number() })
	var parts []fyne.CanvasObject
	for _, r := range rows[:min(contactsFirst, len(rows))] {
		text := r.Title.Reveal()
		if text == "" {
			text = p.T("people.contact")
		}
		words := rtl.NewText(p.Direction(), p.T("partner.contact.line", "Date", p.ShortDate(r.On), "Text", text), rtl.Style{Wrap: true})
		parts = append(parts, form.NewPressable(form.PressOptions{Frame: lineFrame, PadX: look.Grid, PadY: look.HalfGrid, Spread: true},
			form.NewLead(p, 12, look.NewIcon(look.IconChats, look.ColorAccent, 24), words), func() { v.nav.Open(record.KindContact, r.ID) }))
	}
	parts = append(parts, form.NewButton(p, p.T("people.contacts.new"), form.ButtonOptions{Icon: look.IconPlusBold, Snug: true}, func() { v.nav.New(record.KindContact, v.id) }))
	return listing.NewCard(p, p.T("people.contacts.title"), parts...)
}

// lineFrame is that of a line that can be opened.
func lineFrame(s form.PressState) form.Frame {
	f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
	switch {
	case s.Pressed:
		f.Fill = look.ColorAccentSoft
	case s.Hovered:
		f.Fill = look.ColorRaised
	}
	return f
}
