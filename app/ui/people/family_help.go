package people

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// helpFields ask who does what: the organisations that are involved, and which of them has the lead.
func (e *Entry) helpFields() fyne.CanvasObject {
	p := e.p
	rows, warn := column(p, 16), rtl.Stack(p.Direction())
	var draw func(focus int)
	draw = func(focus int) {
		rows.Objects = nil
		for i := range e.state.h.Involved {
			card, first := e.helpRow(i, func() { e.leaderless(warn) }, func() { draw(-1) })
			rows.Add(card)
			if i == focus {
				defer form.Focus(first)
			}
		}
		e.leaderless(warn)
		rows.Refresh()
		e.place.Refresh()
	}
	add := form.NewButton(p, p.T("people.help.add"), form.ButtonOptions{Icon: look.IconPlusBold, Snug: true}, func() {
		e.state.h.Involved = append(e.state.h.Involved, record.Involved{})
		e.keep.Touch()
		draw(len(e.state.h.Involved) - 1)
	})
	draw(-1)
	return form.NewField(p, form.FieldOptions{Label: p.T("people.help"), Term: p.T("people.help.term"), Help: p.T("people.help.help")},
		column(p, look.Grid, rows, warn, row(p, 0, add)))
}

// helpRow is one organisation: who, what it does, whether it has the lead.
func (e *Entry) helpRow(i int, changed, redraw func()) (fyne.CanvasObject, fyne.Focusable) {
	p, h := e.p, e.state.h
	name := "involved." + strconv.Itoa(i)
	who, first := e.text(name+".who", form.FieldOptions{Label: p.T("people.help.who")}, 1, h.Involved[i].Who.Reveal(), func(s string) {
		h.Involved[i].Who = record.Text(s)
	})
	what, _ := e.text(name+".what", form.FieldOptions{Label: p.T("people.help.what")}, 1, h.Involved[i].What.Reveal(), func(s string) { h.Involved[i].What = record.Text(s) })
	e.hidden[name+".who"], e.hidden[name+".what"] = true, true
	lead := form.NewCheck(p, p.T("people.help.lead"), p.T("people.help.lead.term"), func(on bool) {
		h.Involved[i].Lead = on
		e.keep.Touch()
		changed()
	})
	lead.SetOn(h.Involved[i].Lead)
	away := form.NewButton(p, p.T("people.help.away"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconX, Snug: true}, func() {
		h.Involved = slices.Delete(h.Involved, i, i+1)
		e.keep.Touch()
		redraw()
	})
	return column(p, look.HalfGrid, form.NewColumnsFrom(p, 16, look.Scaled(240), who, what), form.NewBeside(p, 16, 240, lead, away)), first
}

// leaderless says calmly that two or more are involved and none has the lead.
func (e *Entry) leaderless(at *fyne.Container) {
	at.Objects = nil
	if e.state.h.Leaderless() {
		at.Add(leaderless(e.p))
	}
	at.Refresh()
	e.place.Refresh()
}

func leaderless(p *i18n.Printer) fyne.CanvasObject {
	return form.NewLead(p, look.Grid, look.NewIcon(look.IconUsersThree, look.ColorLate, 20), muted(p, p.T("people.help.leaderless")))
}

// helpers drops organisations about whom nothing was written.
func (s *familyState) helpers() {
	s.h.Involved = slices.DeleteFunc(s.h.Involved, func(v record.Involved) bool { return v.Who.Empty() && v.What.Empty() })
}

// help is the card on the page of a family: who does what, the one with the lead first.
func (v *Page) help(f familyView) fyne.CanvasObject {
	p := v.p
	if len(f.help) == 0 {
		return column(p, 0)
	}
	lines := []fyne.CanvasObject{listing.NewHeading(p, p.T("people.help"), p.T("people.help.term"))}
	for _, one := range f.help {
		spans := []rtl.Span{{Text: one.who, Bold: true}}
		if one.what != "" {
			spans = append(spans, rtl.Span{Text: ": " + one.what})
		}
		part := column(p, 2, rtl.NewRich(p.Direction(), spans, rtl.Style{Wrap: true}))
		if one.lead {
			part.Add(listing.NewSign(p, look.IconCheckCircle, p.T("people.help.leads"), look.ColorSuccess))
		}
		lines = append(lines, rtl.Pad(p.Direction(), rtl.Edges{Top: look.HalfGrid}, part))
	}
	if f.leaderless {
		lines = append(lines, rtl.Pad(p.Direction(), rtl.Edges{Top: look.Grid}, leaderless(p)))
	}
	return listing.NewCard(p, "", lines...)
}

// helpLine is one organisation on the page of a family.
type helpLine struct {
	who, what string
	lead      bool
}

func helpOf(h *record.Household) []helpLine {
	var all []helpLine
	for _, v := range h.Involved {
		all = append(all, helpLine{who: v.Who.Reveal(), what: v.What.Reveal(), lead: v.Lead})
	}
	slices.SortStableFunc(all, func(a, b helpLine) int {
		switch {
		case a.lead == b.lead:
			return 0
		case a.lead:
			return -1
		}
		return 1
	})
	return all
}
