package meetings

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// narrow is the least width of two fields beside each other, at text step 2.
const narrow float32 = 180

// under is what "Meer opschrijven" opens.
func (e *Entry) under(open bool) fyne.CanvasObject {
	p, d, m := e.p, e.p.Direction(), e.state.m
	held := m.State() == record.MeetingHeld
	for _, name := range []string{
		"place", "theme", "at", "new", "returning", "adults", "youth", "length", "costs", "cents", "started", "initiatives", "formal", "facilitators",
		"questions", "agreements", "agreed", "note",
	} {
		e.Under[name] = true
	}
	parts := []fyne.CanvasObject{e.ofWorkers()}
	if m.State() == record.MeetingPlanned {
		for _, name := range []string{"place", "theme", "at"} {
			delete(e.Under, name)
		}
	}
	if e.id.Zero() {
		parts = append(parts, e.plannedCheck())
	}
	if m.State() != record.MeetingPlanned {
		parts = append(parts, e.pair(e.theme(), e.place()), rtl.Max(d, look.Scaled(220), rtl.Start, e.hour()))
	}
	parts = append(parts, e.topics(), e.languages())
	if held {
		parts = append(parts, e.halves("new", "returning", &m.New, &m.Returning), e.halves("adults", "youth", &m.Adults, &m.Youth))
	}
	parts = append(parts,
		e.duration("length", p.T("meeting.length.label"), lengths(), &m.Length),
		e.duration("preparation", p.T("meeting.preparation.label"), preparations(), &m.Preparation),
		e.facilitators(), e.formal(), e.costs())
	if held {
		parts = append(parts, e.questions(), e.agreements(), e.initiatives())
		if !m.Agreed.Empty() { // written before agreements had a who and a when
			parts = append(parts, e.text("agreed", form.FieldOptions{Label: p.T("meeting.agreed.label")}, 2, m.Agreed, func(t record.Private) { m.Agreed = t }))
		}
	}
	parts = append(parts, e.text("note", form.FieldOptions{Label: p.T("meeting.note.label")}, 2, m.Note, func(t record.Private) { m.Note = t }))
	return e.Fold(open, nil, parts...)
}

// plannedCheck says of a new gathering that it is still to come.
func (e *Entry) plannedCheck() fyne.CanvasObject {
	m := e.state.m
	box := form.NewCheck(e.p, e.p.T("meeting.planned.label"), "", func(on bool) {
		m.Planned = on
		e.Touch()
		e.draw()
	})
	box.SetOn(m.Planned)
	return box
}

func (e *Entry) theme() fyne.CanvasObject {
	m := e.state.m
	return e.text("theme", form.FieldOptions{Label: e.p.T("meeting.theme.label")}, 1, m.Theme, func(t record.Private) { m.Theme = t })
}

func (e *Entry) place() fyne.CanvasObject {
	m := e.state.m
	return e.text("place", form.FieldOptions{Label: e.p.T("meeting.place.label")}, 1, m.Place, func(t record.Private) { m.Place = t })
}

// topics asks what it was about, from the list; the theme in own words stands beside it.
func (e *Entry) topics() fyne.CanvasObject {
	p, m := e.p, e.state.m
	chips := form.NewChips(p, form.Choices(p, "meeting.topic", form.Words(record.MeetingTopics())...), form.ChipsOptions{Multi: true, First: 5}, func(values []string) {
		m.Topics = form.Values[record.MeetingTopic](values)
		e.Touch()
	})
	chips.SetValues(form.Words(m.Topics)...)
	return form.NewField(p, form.FieldOptions{Label: e.state.label("meeting.topics.label", "meeting.topics.coming")}, chips)
}

func (e *Entry) pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return form.NewColumnsFrom(e.p, 16, look.Scaled(narrow), a, b)
}

// count is a field in which a number of people is typed; the text stays while it is none.
func (e *Entry) count(name string, into *int) *form.Field {
	o := form.FieldOptions{Label: e.p.Value("meeting.half", name), Validate: func() string { return e.problems()[name] }}
	return e.Number(name, o, rtl.EntryOptions{Limit: 12, Base: rtl.FromPage}, draft.Counts(), into)
}

// halves are two numbers that together are the number of people. When one is given the other follows.
func (e *Entry) halves(one, other string, a, b *int) fyne.CanvasObject {
	first := e.count(one, a)
	second := e.count(other, b)
	follow := func(from, to *form.Field, n, rest *int) {
		left, is := from.Control().(*rtl.Entry)
		right, also := to.Control().(*rtl.Entry)
		if !is || !also {
			return
		}
		lost := left.OnFocusLost
		left.OnFocusLost = func() {
			if e.state.m != nil && right.Text() == "" && e.state.rest(*n, rest) {
				right.SetText(strconv.Itoa(*rest))
				e.Touch()
			}
			if lost != nil && e.state.m != nil {
				lost()
			}
		}
	}
	follow(first, second, a, b)
	follow(second, first, b, a)
	return e.pair(first, second)
}

// hour asks at what time it begins.
func (e *Entry) hour() fyne.CanvasObject {
	p, m := e.p, e.state.m
	shown, at := "", 0
	as := draft.Numbers{Read: func(s string) (int, bool) {
		now, ok := i18n.ParseClock(s)
		m.At = now
		return 0, ok
	}, Write: strconv.Itoa}
	f := e.Number("at", form.FieldOptions{Label: p.T("meeting.at.label"), Validate: func() string { return e.problems()["at"] }}, rtl.EntryOptions{Limit: 12, Base: rtl.FromPage}, as, &at)
	if shown = e.Typed["at"]; shown == "" {
		shown = m.At
	}
	if entry, ok := f.Control().(*rtl.Entry); ok {
		entry.SetText(shown)
	}
	return f
}

func (e *Entry) languages() fyne.CanvasObject {
	p, m := e.p, e.state.m
	tongues := form.NewTongues(p, m.Languages, func(values []string) {
		m.Languages = values
		e.Touch()
	})
	return form.NewField(p, form.FieldOptions{Label: p.T("meeting.languages.label")}, tongues)
}

// duration asks how long something took, by chips; a length that is no chip of its own gets one.
func (e *Entry) duration(name, label string, minutes []int, into *time.Duration) fyne.CanvasObject {
	now := int(*into / time.Minute)
	if now > 0 && !slices.Contains(minutes, now) {
		minutes = append(slices.Clone(minutes), now)
	}
	var choices []form.Choice
	for _, n := range minutes {
		choices = append(choices, form.Choice{Value: strconv.Itoa(n), Text: lengthWords(e.p, time.Duration(n)*time.Minute)})
	}
	chips := form.NewChips(e.p, choices, form.ChipsOptions{}, func(values []string) {
		*into = 0
		if len(values) > 0 {
			if n, err := strconv.Atoi(values[0]); err == nil {
				*into = time.Duration(n) * time.Minute
			}
		}
		e.Touch()
	})
	chips.SetValues(strconv.Itoa(now))
	f := form.NewField(e.p, form.FieldOptions{Label: label}, chips)
	e.Fields[name] = f
	return f
}

// formal asks which formal workers were there, and what each did.
func (e *Entry) formal() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	e.guests = rtl.VBox(d, 16)
	e.drawGuests()
	add := form.NewButton(p, p.T("meeting.formal.add"), form.ButtonOptions{Icon: look.IconPlusBold}, func() {
		e.state.m.Formal = append(e.state.m.Formal, record.FormalGuest{})
		e.Touch()
		form.Focus(e.drawGuests())
	})
	f := form.NewField(p, form.FieldOptions{Label: p.T("meeting.formal.label"), Term: p.T("meeting.formal.term")},
		rtl.VBox(d, 16, e.guests, rtl.HBox(d, 0, add)))
	e.Fields["formal"] = f
	return f
}

// drawGuests draws the formal workers again and gives the last name field.
func (e *Entry) drawGuests() fyne.Focusable {
	p, d := e.p, e.p.Direction()
	e.guests.Objects = nil
	var last fyne.Focusable
	for i, g := range e.state.m.Formal {
		name := rtl.NewEntry(d, rtl.EntryOptions{Limit: record.LimitName, Placeholder: p.T("meeting.formal.who")})
		name.SetText(g.Who.Reveal())
		name.OnChanged = func(s string) {
			e.state.m.Formal[i].Who = record.Text(s)
			e.Touch()
		}
		last = name
		away := form.NewIconButton(look.IconX, form.IconButtonOptions{Side: 48}, func() {
			e.state.m.Formal = slices.Delete(slices.Clone(e.state.m.Formal), i, i+1)
			e.Touch()
			e.drawGuests()
		})
		chips := form.NewChips(p, form.Choices(p, "formal.role", form.Words(record.FormalRoles())...), form.ChipsOptions{Multi: true, First: 3}, func(values []string) {
			e.state.m.Formal[i].Roles = form.Values[record.FormalRole](values)
			e.Touch()
		})
		chips.SetValues(form.Words(g.Roles)...)
		e.guests.Add(rtl.VBox(d, look.Grid, rtl.Border(d, look.Grid, nil, nil, nil, away, name), chips))
	}
	if len(e.guests.Objects) == 0 {
		e.guests.Hide()
	} else {
		e.guests.Show()
	}
	e.Refresh()
	return last
}
