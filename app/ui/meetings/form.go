package meetings

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// The width of the cards beside the fields, and the least the fields keep before the cards go below them, at text step 2.
const (
	sideWidth float32 = 344
	mainWidth float32 = 440
)

// draw puts the whole entry on the page.
func (e *Entry) draw() {
	if e.state.other != nil {
		e.choose()
		return
	}
	p, d := e.p, e.p.Direction()
	open := e.Opened() || e.state.more()
	e.Draw()
	e.heads, e.days, e.asking = nil, nil, nil
	e.aside = rtl.VBox(d, 16)
	parts := []fyne.CanvasObject{e.kind(), e.when()}
	switch e.state.m.State() {
	case record.MeetingPlanned:
		parts = append(parts, e.pair(e.hour(), e.place()), e.theme())
		if e.id.Zero() {
			parts = append(parts, e.series())
		}
		e.First = e.firstChip()
	case record.MeetingOff:
		parts = append(parts, e.wasOff())
		e.First = e.firstChip()
	default:
		parts = append(parts, e.number(), e.came(), e.roles())
	}
	if !e.id.Zero() {
		parts = append(parts, e.around())
	}
	parts = append(parts, e.under(open), e.Wrong)
	main := rtl.VBox(d, look.FieldGap, append(parts, e.foot())...)
	e.drawAside()
	page := form.NewAside(p, 32, mainWidth, main, form.NewAtLeast(sideWidth, 0, e.aside))
	e.Show(e.head(), page)
}

// firstChip is the chip of the type, which has the keyboard first where no number is asked.
func (e *Entry) firstChip() fyne.Focusable {
	if chip := e.types.Chip(string(e.state.m.Type)); chip != nil {
		return chip
	}
	return e.types.Chip(string(record.MeetingCoffee))
}

// wasOff says why it did not take place.
func (e *Entry) wasOff() fyne.CanvasObject {
	m := e.state.m
	text := joined(e.p.Value("off.reason", string(m.Off)), m.OffNote.Reveal())
	return form.NewField(e.p, form.FieldOptions{Label: e.p.T("meeting.off.was")}, rtl.NewText(e.p.Direction(), text, rtl.Style{Wrap: true}))
}

func (e *Entry) head() fyne.CanvasObject {
	code := ""
	if e.state.m.Number > 0 {
		code = record.Code(record.KindMeeting, e.state.m.Number)
	}
	return listing.NewPageHead(e.p, e.state.title(), code, e.Sign)
}

// kind asks what it was: the types to which parents come. Those of workers stand under "Meer opschrijven".
func (e *Entry) kind() fyne.CanvasObject {
	p, m := e.p, e.state.m
	choices := form.Choices(p, "meeting.type", form.Words(record.MeetingsWithParents())...)
	for i := range choices {
		if choices[i].Value == string(record.MeetingCoffee) {
			choices[i].Icon = look.IconCoffee
		}
	}
	e.types = form.NewChips(p, choices, form.ChipsOptions{First: 3, Keep: true}, func(values []string) {
		if len(values) > 0 {
			m.Type = record.MeetingType(values[0])
			e.workers.SetValue("")
			e.Touch()
			e.another()
		}
	})
	e.types.SetValues(string(m.Type))
	f := form.NewField(p, form.FieldOptions{Label: e.state.label("meeting.type.label", "meeting.type.coming")}, e.types)
	e.Fields["type"] = f
	return f
}

// ofWorkers asks which meeting of workers it was, those of before among them.
func (e *Entry) ofWorkers() fyne.CanvasObject {
	p, m := e.p, e.state.m
	choices := form.Choices(p, "meeting.type", form.Words(record.MeetingsOfWorkers())...)
	for _, c := range form.Choices(p, "meeting.type", form.Words(record.MeetingsOfBefore())...) {
		c.Text = p.T("meeting.type.before", "Type", c.Text)
		choices = append(choices, c)
	}
	e.workers = form.NewSelect(p, choices, form.SelectOptions{Empty: p.T("meeting.workers.none")}, func(value string) {
		m.Type = record.MeetingType(value)
		e.types.SetValues(value)
		e.Touch()
		e.another()
	})
	e.workers.SetValue(string(m.Type))
	return form.NewField(p, form.FieldOptions{Label: e.state.label("meeting.workers.label", "meeting.workers.coming")}, rtl.Max(p.Direction(), look.Scaled(440), rtl.Start, e.workers))
}

func (e *Entry) when() fyne.CanvasObject {
	m := e.state.m
	return e.Day("on", form.DateOptions{Label: e.p.T("meeting.on.label"), Coming: m.Planned}, m.On, func(day record.Date) {
		m.On = day
		if !day.Zero() {
			e.another()
		}
		if e.days != nil {
			e.drawDays()
		}
	})
}

// most is the largest number of people that can be at one gathering.
const most = 5000

func (e *Entry) number() fyne.CanvasObject {
	p, m := e.p, e.state.m
	e.heads = form.NewStepper(p, most, func(n int, filled bool) {
		if m.Heads = n; !filled {
			m.Heads = 0
		}
		e.Touch()
	})
	if m.Heads > 0 {
		e.heads.SetValue(m.Heads)
	}
	about := form.NewCheck(p, p.T("meeting.about.label"), "", func(on bool) {
		m.About = on
		e.Touch()
	})
	about.SetOn(m.About)
	e.First = e.heads.Number()
	e.heads.OnEnter(e.done)
	o := form.FieldOptions{Label: p.T("meeting.heads.label"), Term: p.T("meeting.heads.term")}
	f := form.NewField(p, o, form.NewGroup(p, 28, e.heads, about))
	e.Fields["heads"] = f
	return f
}

// text is a field of free text.
func (e *Entry) text(name string, o form.FieldOptions, rows int, value record.Private, set func(record.Private)) *form.Field {
	eo := rtl.EntryOptions{Rows: rows, Limit: record.LimitShort}
	if rows > 1 {
		eo.Limit = record.LimitLong
	}
	o.Validate = func() string { return e.problems()[name] }
	f, _ := e.Text(name, o, eo, value, set)
	return f
}

// came asks for three words, and offers those that came up before: the same word in two gatherings is what is looked for.
func (e *Entry) came() fyne.CanvasObject {
	p, d, m := e.p, e.p.Direction(), e.state.m
	f := e.text("came", form.FieldOptions{Label: p.T("meeting.came.label"), Term: p.T("meeting.came.term")}, 1, m.Came,
		func(t record.Private) { m.Came = t })
	entry, ok := f.Control().(*rtl.Entry)
	if !ok || len(e.state.used) == 0 {
		return f
	}
	var chips []fyne.CanvasObject
	for _, word := range e.state.used {
		chips = append(chips, form.NewButton(p, word.Reveal(), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconPlusBold, Snug: true}, func() {
			m.Came = withWord(m, word)
			entry.SetText(m.Came.Reveal())
			e.Touch()
		}))
	}
	return rtl.VBox(d, look.HalfGrid, f, form.NewGroup(p, look.Grid, chips...))
}

func (e *Entry) roles() fyne.CanvasObject {
	p, m := e.p, e.state.m
	chips := form.NewChips(p, form.Choices(p, "role", form.Words(record.Roles())...), form.ChipsOptions{Multi: true, First: 4}, func(values []string) {
		m.Roles = form.Values[record.Role](values)
		e.Touch()
	})
	chips.SetValues(form.Words(m.Roles)...)
	return form.NewField(p, form.FieldOptions{Label: p.T("meeting.roles.label")}, chips)
}

func (e *Entry) foot() fyne.CanvasObject {
	p := e.p
	done := form.NewButton(p, p.T("meeting.done"), form.ButtonOptions{Kind: form.Primary, Wide: 160}, e.done)
	return form.NewActions(p, []fyne.CanvasObject{done, e.Opener()}, nil)
}
