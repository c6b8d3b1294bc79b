package people

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// story is a card with moments, newest first; at most some of them, with a button for the rest.
func story(p *i18n.Printer, moments []moment, most int, open func(moment), done func(contact record.ID), more func()) fyne.CanvasObject {
	if len(moments) == 0 {
		return listing.NewCard(p, p.T("people.page.story"), line(p, p.T("people.page.story.empty"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	var rows []fyne.CanvasObject
	for i, m := range moments {
		if i == most {
			rows = append(rows, row(p, 0, form.NewQuiet(p, p.N("people.page.story.more", len(moments)-most), more)))
			break
		}
		rows = append(rows, momentRow(p, m, open, done))
	}
	return listing.NewCard(p, p.T("people.page.story"), rows...)
}

// momentRow is one moment: its sign, the day, what it was, and who owes the next word.
func momentRow(p *i18n.Printer, m moment, open func(moment), done func(contact record.ID)) fyne.CanvasObject {
	d := p.Direction()
	status := statusOf(m.turn, m.status)
	var sign fyne.CanvasObject = look.NewIcon(iconOf(m.kind), look.ColorAccent, 24)
	if m.rings {
		own, other := status.Rings()
		sign = look.NewRings(own, other, d, look.RingsBrand)
	}
	place := rtl.Min(d, fyne.NewSize(look.Scaled(44), 0), rtl.Center(d, sign))
	words := column(p, 2, line(p, m.title, rtl.Style{Bold: true, Wrap: true}), muted(p, joined(p.Date(m.on), m.detail)))
	if m.status != "" {
		words.Add(statusLine(p, status, m.status))
	}
	inside := pressed(form.NewLead(p, 12, place, words), func() { open(m) })
	if m.promise == "" || done == nil {
		return inside
	}
	return form.NewBeside(p, 12, 300, inside, form.NewButton(p, p.T("people.promise.keep"), form.ButtonOptions{Snug: true}, func() { done(m.id) }))
}

// statusLine is a status whose words may be long: they wrap beside the icon.
func statusLine(p *i18n.Printer, s listing.Status, words string) fyne.CanvasObject {
	type sign struct {
		icon look.IconName
		ink  fyne.ThemeColorName
	}
	signs := map[listing.StatusKind]sign{
		listing.StatusAnswered: {look.IconCheckCircle, look.ColorSuccess}, listing.StatusWaiting: {look.IconDotsThreeCircle, look.ColorWaiting},
		listing.StatusLate: {look.IconClock, look.ColorLate}, listing.StatusYourTurn: {look.IconUser, look.ColorAccent},
	}
	one, ok := signs[s.Kind]
	if !ok {
		one = sign{look.IconCircle, look.ColorMuted}
	}
	return form.NewLead(p, 6, look.NewIcon(one.icon, one.ink, 18), line(p, words, rtl.Style{Size: rtl.Small, Color: one.ink, Wrap: true}))
}

func iconOf(kind record.Kind) look.IconName {
	switch kind {
	case record.KindConcern:
		return look.IconNotePencil
	case record.KindReferral:
		return look.IconHandshake
	case record.KindFeedback:
		return look.IconTray
	}
	return look.IconChats
}
