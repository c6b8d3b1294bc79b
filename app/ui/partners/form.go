package partners

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// narrow is the least width of two fields beside each other, at text step 2.
const narrow float32 = 220

func (e *Entry) pair(a, b fyne.CanvasObject) fyne.CanvasObject { return e.columns(a, b) }

func (e *Entry) columns(fields ...fyne.CanvasObject) fyne.CanvasObject {
	return form.NewColumnsFrom(e.p, 16, look.Scaled(narrow), fields...)
}

// text is a field of free text.
func (e *Entry) text(name string, o form.FieldOptions, eo rtl.EntryOptions, value record.Private, set func(record.Private)) (*form.Field, *rtl.Entry) {
	o.Validate = func() string { return e.problems()[name] }
	return e.Text(name, o, eo, value, set)
}

func short() rtl.EntryOptions { return rtl.EntryOptions{Limit: record.LimitShort} }
func named() rtl.EntryOptions { return rtl.EntryOptions{Limit: record.LimitName} }
func phone() rtl.EntryOptions {
	return rtl.EntryOptions{Limit: record.LimitName, Base: rtl.LeftToRight}
}
func lines(rows int) rtl.EntryOptions {
	return rtl.EntryOptions{Rows: rows}
}

func (e *Entry) kind() fyne.CanvasObject {
	p, v := e.p, e.state.v
	chips := form.NewChips(p, form.Choices(p, "partner.type", form.Words(record.PartnerTypes())...), form.ChipsOptions{Keep: true, First: 6}, func(values []string) {
		if len(values) > 0 {
			v.Type = record.PartnerType(values[0])
			e.Touch()
		}
	})
	chips.SetValues(string(v.Type))
	f := form.NewField(p, form.FieldOptions{Label: p.T("partner.type.label")}, chips)
	e.Fields["type"] = f
	return f
}

func (e *Entry) name() fyne.CanvasObject {
	v := e.state.v
	f, entry := e.text("name", form.FieldOptions{Label: e.p.T("partner.name.label")}, named(), v.Name, func(t record.Private) { v.Name = t })
	e.First = entry
	return f
}

func (e *Entry) norm() fyne.CanvasObject {
	p, v := e.p, e.state.v
	days := norms()
	if v.Norm > 0 && !slices.Contains(days, v.Norm) {
		days = append(days, v.Norm)
	}
	choices := []form.Choice{{Value: "0", Text: p.T("partner.norm.none")}}
	for _, n := range days {
		choices = append(choices, form.Choice{Value: strconv.Itoa(n), Text: p.N("partner.norm.days", n)})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 {
			v.Norm, _ = strconv.Atoi(values[0])
			e.Touch()
		}
	})
	chips.SetValues(strconv.Itoa(v.Norm))
	f := form.NewField(p, form.FieldOptions{Label: p.T("partner.norm.label"), Term: p.T("partner.norm.term")}, chips)
	e.Fields["norm"] = f
	return f
}

// under is what "Meer opschrijven" opens.
func (e *Entry) under() fyne.CanvasObject {
	p, v := e.p, e.state.v
	text := func(name, label, help string, eo rtl.EntryOptions, value record.Private, set func(record.Private)) fyne.CanvasObject {
		e.Under[name] = true
		f, _ := e.text(name, form.FieldOptions{Label: label, Help: help}, eo, value, set)
		return f
	}
	local := text("local", p.T("partner.local.label"), p.T("partner.local.help"), named(), v.Local, func(t record.Private) { v.Local = t })
	inside := text("inside", p.T("partner.inside.label"), p.T("partner.inside.help"), short(), v.Inside, func(t record.Private) { v.Inside = t })
	offer := text("offer", p.T("partner.offer.label"), "", lines(2), v.Offer, func(t record.Private) { v.Offer = t })
	criteria := text("criteria", p.T("partner.criteria.label"), "", lines(2), v.Criteria, func(t record.Private) { v.Criteria = t })
	hours := text("hours", p.T("partner.hours.label"), "", short(), v.Hours, func(t record.Private) { v.Hours = t })
	call := text("phone", p.T("partner.phone.label"), "", phone(), v.Phone, func(t record.Private) { v.Phone = t })
	place := text("municipality", p.T("partner.municipality.label"), "", named(), record.Text(town(v.Municipality)), func(t record.Private) { v.Municipality = townCode(t.Reveal()) })
	note := text("note", p.T("partner.note.label"), "", lines(2), v.Note, func(t record.Private) { v.Note = t })
	return e.Fold(e.state.more(), e.unfold, e.pair(local, inside), e.within(), e.offers(), e.pair(offer, criteria),
		e.pair(e.number("ageFrom", p.T("partner.ages.from.label"), &v.AgeFrom), e.number("ageTo", p.T("partner.ages.to.label"), &v.AgeTo)),
		e.pair(hours, call), e.pair(place, e.ring()), e.serving(), note)
}

// number is a field in which a number is typed; the text stays while it is none.
func (e *Entry) number(name, label string, into *int) fyne.CanvasObject {
	e.Under[name] = true
	return e.Number(name, form.FieldOptions{Label: label, Validate: func() string { return e.problems()[name] }}, rtl.EntryOptions{Limit: 6, Base: rtl.FromPage},
		draft.Counts(), into)
}

// ring asks how near a partner stands to the families (003, the shells).
func (e *Entry) ring() fyne.CanvasObject {
	p, v := e.p, e.state.v
	values := make([]string, rings)
	for i := range values {
		values[i] = strconv.Itoa(i + 1)
	}
	chips := form.NewChips(p, form.Choices(p, "partner.ring", values...), form.ChipsOptions{}, func(values []string) {
		v.Ring = 0
		if len(values) > 0 {
			v.Ring, _ = strconv.Atoi(values[0])
		}
		e.Touch()
	})
	chips.SetValues(strconv.Itoa(v.Ring))
	return form.NewField(p, form.FieldOptions{Label: p.T("partner.ring.label"), Term: p.T("partner.ring.label.term")}, chips)
}

// persons asks whom the worker knows there; each stands in a card of its own.
func (e *Entry) persons() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	e.people = rtl.VBox(d, 16)
	e.drawPeople()
	add := form.NewButton(p, p.T("partner.officer.add"), form.ButtonOptions{Icon: look.IconPlusBold}, func() {
		e.state.v.Officers = append(e.state.v.Officers, record.Officer{})
		e.Touch()
		if last := e.drawPeople(); last != nil {
			form.Focus(last)
		}
	})
	return rtl.VBox(d, look.Grid, listing.NewHeading(p, p.T("partner.officers.label"), p.T("partner.officers.term")), e.people, rtl.HBox(d, 0, add))
}

// drawPeople draws the contact persons again and gives the first name of the last one.
func (e *Entry) drawPeople() fyne.Focusable {
	e.rest = nil
	return e.redraw(e.people, "officers.", len(e.state.v.Officers), e.person)
}

// redraw draws the cards of a list again, of which the fields begin with prefix, and gives the first field of the last one.
func (e *Entry) redraw(into *fyne.Container, prefix string, count int, draw func(i int) (fyne.CanvasObject, fyne.Focusable)) fyne.Focusable {
	for name := range e.Fields {
		if strings.HasPrefix(name, prefix) {
			delete(e.Fields, name)
		}
	}
	into.Objects = nil
	var last fyne.Focusable
	for i := range count {
		card, first := draw(i)
		last = first
		into.Add(card)
	}
	if count == 0 {
		into.Hide()
	} else {
		into.Show()
	}
	e.Refresh()
	return last
}

// person is one contact person: first name, job and telephone; under "Meer opschrijven" also what this person does for the worker
// and when they spoke.
func (e *Entry) person(i int) (fyne.CanvasObject, fyne.Focusable) {
	p, d, o := e.p, e.p.Direction(), e.state.v.Officers[i]
	at := "officers." + strconv.Itoa(i)
	for _, name := range []string{".spoke", ".from", ".to"} {
		e.Under[at+name] = true
	}
	field := func(name, label string, eo rtl.EntryOptions, value record.Private, set func(*record.Officer, record.Private)) (*form.Field, *rtl.Entry) {
		return e.text(at+"."+name, form.FieldOptions{Label: label}, eo, value, func(t record.Private) { set(&e.state.v.Officers[i], t) })
	}
	name, entry := field("first", p.T("partner.officer.first"), named(), o.First, func(o *record.Officer, t record.Private) { o.First = t })
	surname, _ := field("last", p.T("partner.officer.last"), named(), o.Last, func(o *record.Officer, t record.Private) { o.Last = t })
	job, _ := field("job", p.T("partner.officer.job"), named(), o.Job, func(o *record.Officer, t record.Private) { o.Job = t })
	call, _ := field("phone", p.T("partner.officer.phone"), phone(), o.Phone, func(o *record.Officer, t record.Private) { o.Phone = t })
	mail, _ := field("mail", p.T("partner.officer.mail"), phone(), o.Mail, func(o *record.Officer, t record.Private) { o.Mail = t })
	chips := form.NewChips(p, form.Choices(p, "formal.role", form.Words(record.FormalRoles())...), form.ChipsOptions{Multi: true, First: 4}, func(values []string) {
		e.state.v.Officers[i].Roles = form.Values[record.FormalRole](values)
		e.Touch()
	})
	chips.SetValues(form.Words(o.Roles)...)
	rest := rtl.VBox(d, 16, e.columns(surname, mail, e.spoke(at, i)), form.NewField(p, form.FieldOptions{Label: p.T("partner.officer.roles")}, chips),
		e.further(at, i), e.leave(i))
	if !e.Opened() {
		rest.Hide()
	}
	e.rest = append(e.rest, rest)
	return listing.NewCard(p, "", rtl.VBox(d, 16, e.columns(name, job, call), rest)), entry
}

func (e *Entry) spoke(at string, i int) fyne.CanvasObject {
	set := func(day record.Date) { e.state.v.Officers[i].Spoke = day }
	return e.Day(at+".spoke", form.DateOptions{Label: e.p.T("partner.officer.spoke"), Plain: true}, e.state.v.Officers[i].Spoke, set)
}

// leave takes a new contact person away. One that is known stays, with the day on which it left: others may refer to this person.
func (e *Entry) leave(i int) fyne.CanvasObject {
	p, o := e.p, e.state.v.Officers[i]
	if o.ID.Zero() {
		away := form.NewButton(p, p.T("partner.officer.away"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconX, Snug: true}, func() {
			e.state.v.Officers = slices.Delete(slices.Clone(e.state.v.Officers), i, i+1)
			e.Typed.Without("officers", i)
			e.Touch()
			e.drawPeople()
		})
		return rtl.HBox(p.Direction(), 0, away)
	}
	return rtl.Stack(p.Direction())
}
