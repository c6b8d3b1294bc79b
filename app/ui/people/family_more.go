package people

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// moreFields stand under "Meer opschrijven": where the family lives, what goes well, what it wants, and what the worker told it.
func (e *Entry) moreFields() []fyne.CanvasObject {
	p, h := e.p, e.state.h
	district, _ := e.text("district", form.FieldOptions{Label: p.T("people.family.district")}, 1, h.District.Reveal(), func(s string) { h.District = record.Text(s) })
	postcode, _ := e.text("postcode4", form.FieldOptions{Label: p.T("people.family.postcode"), Help: p.T("people.family.postcode.help"), Validate: e.check("postcode4")}, 1,
		h.Postcode4, func(s string) { h.Postcode4 = four(s) })
	where := form.NewColumnsFrom(p, 16, look.Scaled(200), district, postcode, e.townField())
	well, _ := e.text("goesWell", form.FieldOptions{Label: p.T("people.page.well")}, 3, h.GoesWell.Reveal(), func(s string) { h.GoesWell = record.Text(s) })
	wish, _ := e.text("wish", form.FieldOptions{Label: p.T("people.page.wish")}, 3, h.Wish.Reveal(), func(s string) { h.Wish = record.Text(s) })
	tried, _ := e.text("tried", form.FieldOptions{Label: p.T("people.page.tried")}, 3, h.Tried.Reveal(), func(s string) { h.Tried = record.Text(s) })
	note, _ := e.text("note", form.FieldOptions{Label: p.T("people.page.note")}, 3, h.Note.Reveal(), func(s string) { h.Note = record.Text(s) })
	told := e.day("told.on", form.DateOptions{Label: p.T("people.page.told"), Help: p.T("people.family.told.help")}, h.Told.On, e.state.texts[textTold],
		func(text string) { e.state.told(p, text) })
	how, _ := e.text("told.how", form.FieldOptions{Label: p.T("people.family.told.how")}, 1, h.Told.How.Reveal(), func(s string) { h.Told.How = record.Text(s) })
	for _, name := range []string{"district", "postcode4", "municipality", "goesWell", "wish", "tried", "note", "told.on", "told.how"} {
		e.hidden[name] = true
	}
	return []fyne.CanvasObject{
		form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), well, wish), where,
		e.helpFields(), e.urgencyField(), e.reachedField(), e.knewField(),
		form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), told, how), e.safety,
		form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), tried, note),
	}
}

// four leaves out the letters of a whole postcode: only the four figures are kept.
func four(text string) string {
	out := ""
	for _, r := range i18n.Digits(text) {
		if r >= '0' && r <= '9' {
			out += string(r)
		}
	}
	if len(out) > 4 {
		return out[:4]
	}
	return out
}

// check gives the sentence for one field when it is left.
func (e *Entry) check(name string) func() string {
	return func() string { return e.state.problems(e.p)[name] }
}

// townField asks for the gemeente and proposes names while it is typed.
func (e *Entry) townField() fyne.CanvasObject {
	p := e.p
	found := rtl.Flow(p.Direction(), look.Grid)
	var typed *rtl.Entry
	var propose func(text string)
	f, typed := e.text("municipality", form.FieldOptions{Label: p.T("people.family.town"), Validate: e.check("municipality")}, 1, e.state.townText(), func(s string) {
		e.state.town(s)
		propose(s)
	})
	propose = func(text string) {
		found.Objects = nil
		if e.state.h.Municipality == "" {
			for _, m := range municipality.Find(text, 4) {
				name := m.Name
				if m.Place != "" {
					name = p.T("people.family.town.place", "Place", m.Place, "Town", m.Name)
				}
				found.Add(form.NewButton(p, name, form.ButtonOptions{Snug: true}, func() {
					e.state.town(m.Name)
					typed.SetText(m.Name)
					f.SetError("")
					e.keep.Touch()
					propose("")
					form.Focus(typed)
				}))
			}
		}
		found.Refresh()
		e.place.Refresh()
	}
	typed.OnSubmitted = func(string) {
		if len(found.Objects) > 0 {
			found.Objects[0].(*form.Button).Press()
		}
	}
	return column(p, look.Grid, f, found)
}

func (e *Entry) urgencyField() fyne.CanvasObject {
	var values []string
	for _, v := range record.Urgencies() {
		values = append(values, string(v))
	}
	return e.oneOf(e.p.T("people.page.urgency"), form.Choices(e.p, "urgency", values...), string(e.state.h.Urgency), func(v string) { e.state.h.Urgency = record.Urgency(v) })
}

func (e *Entry) reachedField() fyne.CanvasObject {
	var values []string
	for _, v := range record.ReachedWays() {
		values = append(values, string(v))
	}
	return e.oneOf(e.p.T("people.page.reached"), form.Choices(e.p, "reached", values...), string(e.state.h.Reached), func(v string) { e.state.h.Reached = record.Reached(v) })
}

// knewField asks whether the family knew the way to help before (004 L514).
func (e *Entry) knewField() fyne.CanvasObject {
	p := e.p
	return e.oneOf(p.T("people.knew"), []form.Choice{{Value: "yes", Text: p.T("fyne.yes")}, {Value: "no", Text: p.T("fyne.no")}}, e.state.h.KnewWay,
		func(v string) { e.state.h.KnewWay = v })
}

// oneOf asks for one of a few words.
func (e *entry) oneOf(label string, choices []form.Choice, value string, changed func(value string)) fyne.CanvasObject {
	chips := form.NewChips(e.p, choices, form.ChipsOptions{}, func(chosen []string) {
		now := ""
		if len(chosen) > 0 {
			now = chosen[0]
		}
		changed(now)
		e.keep.Touch()
	})
	if value != "" {
		chips.SetValues(value)
	}
	return form.NewField(e.p, form.FieldOptions{Label: label}, chips)
}
