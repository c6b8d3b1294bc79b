package preferences

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// card is who the worker is: it stands on what is sent, so that a family and a partner know who wrote.
func (v *View) card() fyne.CanvasObject {
	p, c := v.p, v.state.card
	name := v.text("name", form.FieldOptions{Label: p.T("preferences.card.name")}, record.LimitName, &c.Name)
	title := v.text("title", form.FieldOptions{Label: p.T("preferences.card.own"), Help: p.T("preferences.card.own.help")}, record.LimitName, &c.Title)
	phone := v.text("phone", form.FieldOptions{Label: p.T("preferences.card.phone")}, record.LimitName, &c.Phone)
	organisation := v.text("organisation", form.FieldOptions{Label: p.T("preferences.card.organisation"), Term: p.T("preferences.optional")}, record.LimitName, &c.Organisation)
	reachable := v.text("reachable", form.FieldOptions{Label: p.T("preferences.card.reachable"), Help: p.T("preferences.card.reachable.help")}, record.LimitShort, &c.Reachable)
	answerable := v.answerable()
	languages := form.NewTongues(p, c.Languages, func(values []string) {
		c.Languages = values
		v.note()
	})
	v.save = form.NewPrimary(p, p.T("preferences.card.save"), v.keep)
	v.save.Block(p.T("preferences.card.kept"))
	parts := []fyne.CanvasObject{
		form.NewColumnsFrom(p, 24, 260, name, title), form.NewColumnsFrom(p, 24, 260, phone, organisation), reachable, answerable,
		form.NewField(p, form.FieldOptions{Label: p.T("preferences.card.languages")}, languages),
	}
	parts = append(append(parts, v.offers()...), form.NewActions(p, []fyne.CanvasObject{v.save}, nil))
	return v.section(p.T("preferences.card.title"), p.T("preferences.card.why"), parts...)
}

// text is one line of the card.
func (v *View) text(name string, o form.FieldOptions, limit int, value *record.Private) *form.Field {
	base := rtl.Auto
	if name == "phone" {
		base = rtl.LeftToRight
	}
	entry := rtl.NewEntry(v.p.Direction(), rtl.EntryOptions{Limit: limit, Base: base})
	entry.SetText(value.Reveal())
	entry.OnChanged = func(text string) {
		*value = record.Text(text)
		v.note()
	}
	entry.OnSubmitted = func(string) { v.keep() }
	o.Validate = func() string { return v.state.wrong()[name] }
	f := form.NewField(v.p, o, entry)
	v.fields[name] = f
	if name == "name" {
		v.first[SectionCard] = entry
	}
	return f
}

// note notes that the card differs from what is kept.
func (v *View) note() {
	v.state.typed = true
	v.save.Unblock()
}

// keep saves the card, or shows what is wrong beside the field.
func (v *View) keep() {
	wrong := v.state.wrong()
	for name, f := range v.fields {
		text := wrong[name]
		if text == "" {
			text = v.state.wrongUnder(name)
		}
		f.SetError(text)
	}
	card := v.state.unkept()
	if card == nil || len(wrong) > 0 {
		return
	}
	v.state.typed = false
	task.Do(v.ctx, v.run, func(ctx context.Context) (*record.Profile, error) {
		now, err := v.src.Profile(ctx) // handing the card over may have changed its number since
		if err != nil {
			return card, err
		}
		card.Head, card.Serial = now.Head, max(card.Serial, now.Serial)
		return card, v.src.SaveProfile(ctx, card)
	}, func(kept *record.Profile, err error) {
		if err != nil {
			v.state.typed = true
			v.nav.Fail(err)
			return
		}
		v.state.card.Head, v.state.card.Serial = kept.Head, kept.Serial
		if !v.state.typed {
			v.save.Block(v.p.T("preferences.card.kept"))
		}
		v.nav.Say(v.p.T("preferences.card.saved"))
	})
}
