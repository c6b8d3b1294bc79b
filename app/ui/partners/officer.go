package partners

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// further is what is asked of a contact person beside the name: languages, how to reach, from when to when, who took over, the reminder
// and the picture.
func (e *Entry) further(at string, i int) fyne.CanvasObject {
	p, d, o := e.p, e.p.Direction(), e.state.v.Officers[i]
	set := func(f func(*record.Officer)) { f(&e.state.v.Officers[i]); e.Touch() }
	reach, _ := e.text(at+".reach", form.FieldOptions{Label: p.T("partner.officer.reach"), Help: p.T("partner.officer.reach.help")}, short(), o.Reach, func(t record.Private) { e.state.v.Officers[i].Reach = t })
	prefer := oneOf(e, p.T("partner.officer.prefer"), form.Choices(p, "channel.kind", form.Words(record.ChannelKinds())...), o.Prefer, func(c record.ChannelKind) { set(func(o *record.Officer) { o.Prefer = c }) })
	speaks := tonguesOf(e, p.T("partner.officer.languages"), o.Languages, func(all []string) { set(func(o *record.Officer) { o.Languages = all }) })
	from := e.Day(at+".from", form.DateOptions{Label: p.T("partner.officer.from"), Plain: true}, o.From, func(day record.Date) { e.state.v.Officers[i].From = day })
	to := e.Day(at+".to", form.DateOptions{Label: p.T("partner.officer.to"), Plain: true, Coming: true}, o.To, func(day record.Date) { e.state.v.Officers[i].To = day })
	photo := form.NewPhoto(p, form.PhotoOptions{Name: o.First.Reveal(), Help: p.T("partner.officer.photo.help"), Open: e.nav.OpenFile, Run: e.run, Fail: e.nav.Fail}, o.Photo,
		func(data []byte) { set(func(o *record.Officer) { o.Photo = data }) })
	return rtl.VBox(d, 16, e.columns(prefer, reach), speaks, e.columns(from, to, e.successor(i)), e.remind(i), photo)
}

// successor asks who took over: one of the others who are known already.
func (e *Entry) successor(i int) fyne.CanvasObject {
	p, v := e.p, e.state.v
	choices := []form.Choice{{Value: "", Text: p.T("partner.officer.successor.none")}}
	for j, o := range v.Officers {
		if j != i && !o.ID.Zero() {
			choices = append(choices, form.Choice{Value: o.ID.String(), Text: fullName(o)})
		}
	}
	choose := form.NewSelect(p, choices, form.SelectOptions{Wide: true, Empty: p.T("partner.officer.successor.none")}, func(id string) {
		v.Officers[i].Successor, _ = record.ParseID(id)
		e.Touch()
	})
	choose.SetValue(v.Officers[i].Successor.String())
	f := form.NewField(p, form.FieldOptions{Label: p.T("partner.officer.successor"), Term: p.T("partner.officer.successor.term")}, choose)
	e.Fields["officers."+strconv.Itoa(i)+".successor"] = f
	return f
}

// remind asks whether Vandaag says once that it is long ago that they spoke; it is off at first.
func (e *Entry) remind(i int) fyne.CanvasObject {
	p, v := e.p, e.state.v
	var choices []form.Choice
	months := record.Reminders()
	if n := v.Officers[i].Remind; !slices.Contains(months, n) {
		months = append(months, n)
	}
	for _, n := range months {
		text := p.T("partner.officer.remind.never")
		if n > 0 {
			text = p.N("partner.officer.remind.after", n)
		}
		choices = append(choices, form.Choice{Value: strconv.Itoa(n), Text: text})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 {
			v.Officers[i].Remind, _ = strconv.Atoi(values[0])
			e.Touch()
		}
	})
	chips.SetValues(strconv.Itoa(v.Officers[i].Remind))
	return form.NewField(p, form.FieldOptions{Label: p.T("partner.officer.remind")}, chips)
}
