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
	"schakel/internal/record"
)

// rowsOf is a list of rows that grow: one button adds a row, a cross takes one away.
type rowsOf struct {
	name   string // of the field
	label  string
	term   string
	more   string // on the button that adds a row
	count  func() int
	add    func()
	drop   func(i int)
	draw   func(i int) (fyne.CanvasObject, fyne.Focusable)
	inside *fyne.Container
	entry  *Entry
}

// rows makes the field of a list of rows.
func (e *Entry) rows(r rowsOf) fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	r.entry, r.inside = e, rtl.VBox(d, 16)
	r.redraw()
	add := form.NewButton(p, r.more, form.ButtonOptions{Icon: look.IconPlusBold}, func() {
		r.add()
		e.Touch()
		form.Focus(r.redraw())
	})
	f := form.NewField(p, form.FieldOptions{Label: r.label, Term: r.term}, rtl.VBox(d, 16, r.inside, rtl.HBox(d, 0, add)))
	e.Fields[r.name] = f
	return f
}

// redraw draws the rows again and gives the first field of the last.
func (r *rowsOf) redraw() fyne.Focusable {
	d := r.entry.p.Direction()
	r.inside.Objects = nil
	var last fyne.Focusable
	for i := range r.count() {
		row, first := r.draw(i)
		last = first
		away := form.NewIconButton(look.IconX, form.IconButtonOptions{Side: 48}, func() {
			r.drop(i)
			r.entry.Typed.Without(r.name, i)
			r.entry.Touch()
			r.redraw()
		})
		r.inside.Add(rtl.Border(d, look.Grid, nil, nil, nil, rtl.VBox(d, 0, away), row))
	}
	if r.inside.Show(); len(r.inside.Objects) == 0 {
		r.inside.Hide()
	}
	r.entry.Refresh()
	return last
}

// line is a short text of a row.
func (e *Entry) line(placeholder string, limit int, value record.Private, set func(record.Private)) (*form.Field, *rtl.Entry) {
	entry := rtl.NewEntry(e.p.Direction(), rtl.EntryOptions{Limit: limit, Placeholder: e.p.T(placeholder)})
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		e.Touch()
	}
	return form.NewField(e.p, form.FieldOptions{Validate: func() string { return e.BSN(entry.Text()) }}, entry), entry
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

// facilitators asks who helped to make it, with their hours; they are not heads.
func (e *Entry) facilitators() fyne.CanvasObject {
	m := e.state.m
	return e.rows(rowsOf{
		name: "facilitators", label: e.p.T("meeting.facilitators.label"), more: e.p.T("meeting.facilitators.add"), term: e.p.T("meeting.facilitators.term"),
		count: func() int { return len(m.Facilitators) },
		add:   func() { m.Facilitators = append(m.Facilitators, record.Facilitator{}) },
		drop:  func(i int) { m.Facilitators = without(m.Facilitators, i) },
		draw: func(i int) (fyne.CanvasObject, fyne.Focusable) {
			f := &m.Facilitators[i]
			who, entry := e.line("meeting.facilitators.who", record.LimitName, f.Who, func(t record.Private) { m.Facilitators[i].Who = t })
			length := e.timeSelect("meeting.facilitators.length", lengths(), f.Length, func(d time.Duration) { m.Facilitators[i].Length = d })
			before := e.timeSelect("meeting.facilitators.before", preparations(), f.Preparation, func(d time.Duration) { m.Facilitators[i].Preparation = d })
			return rtl.VBox(e.p.Direction(), look.Grid, who, e.pair(length, before)), entry
		},
	})
}

// timeSelect asks for a length of time; what it is for stands in it while nothing is chosen.
func (e *Entry) timeSelect(label string, minutes []int, now time.Duration, set func(time.Duration)) fyne.CanvasObject {
	p := e.p
	if n := int(now / time.Minute); n > 0 && !slices.Contains(minutes, n) {
		minutes = append(slices.Clone(minutes), n)
	}
	choices := []form.Choice{{Value: "0", Text: p.T("meeting.time.none")}}
	for _, n := range minutes {
		choices = append(choices, form.Choice{Value: strconv.Itoa(n), Text: lengthWords(p, time.Duration(n)*time.Minute)})
	}
	s := form.NewSelect(p, choices, form.SelectOptions{Empty: p.T("meeting.time.none"), Wide: true}, func(value string) {
		n, err := strconv.Atoi(value)
		if err == nil {
			set(time.Duration(n) * time.Minute)
			e.Touch()
		}
	})
	if now > 0 {
		s.SetValue(strconv.Itoa(int(now / time.Minute)))
	}
	return form.NewField(p, form.FieldOptions{Label: p.T(label)}, s)
}

// questions asks what people asked, and who answered it.
func (e *Entry) questions() fyne.CanvasObject {
	m, p, d := e.state.m, e.p, e.p.Direction()
	return e.rows(rowsOf{
		name: "questions", label: p.T("meeting.questions.label"), more: p.T("meeting.questions.add"),
		count: func() int { return len(m.Questions) },
		add:   func() { m.Questions = append(m.Questions, record.Question{}) },
		drop:  func(i int) { m.Questions = without(m.Questions, i) },
		draw: func(i int) (fyne.CanvasObject, fyne.Focusable) {
			q := m.Questions[i]
			text, entry := e.line("meeting.questions.text", record.LimitShort, q.Text, func(t record.Private) { m.Questions[i].Text = t })
			answer, _ := e.line("meeting.questions.answer", record.LimitShort, q.Answer, func(t record.Private) { m.Questions[i].Answer = t })
			by, _ := e.line("meeting.questions.by", record.LimitName, q.By, func(t record.Private) { m.Questions[i].By = t })
			told := e.pair(answer, by)
			done := form.NewCheck(p, p.T("meeting.questions.done"), "", func(on bool) {
				if m.Questions[i].AnsweredOn = (record.Date{}); on {
					m.Questions[i].AnsweredOn = latest(m.On, e.state.today)
				}
				show(told, on)
				e.Touch()
				e.Refresh()
			})
			done.SetOn(q.Answered())
			show(told, q.Answered())
			return rtl.VBox(d, look.HalfGrid, text, done, told), entry
		},
	})
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
		return
	}
	o.Hide()
}

// latest is the day on which something that is ticked now happened: not before the gathering.
func latest(on, today record.Date) record.Date {
	if on.After(today) {
		return on
	}
	return today
}

// agreements asks who does what and when; it stands on Vandaag from that day.
func (e *Entry) agreements() fyne.CanvasObject {
	m, p, d := e.state.m, e.p, e.p.Direction()
	return e.rows(rowsOf{
		name: "agreements", label: p.T("meeting.agreements.label"), more: p.T("meeting.agreements.add"), term: p.T("meeting.agreements.term"),
		count: func() int { return len(m.Agreements) },
		add:   func() { m.Agreements = append(m.Agreements, record.Agreement{}) },
		drop:  func(i int) { m.Agreements = without(m.Agreements, i) },
		draw: func(i int) (fyne.CanvasObject, fyne.Focusable) {
			a := m.Agreements[i]
			text, entry := e.line("meeting.agreements.text", record.LimitShort, a.Text, func(t record.Private) { m.Agreements[i].Text = t })
			who, _ := e.line("meeting.agreements.who", record.LimitName, a.Who, func(t record.Private) { m.Agreements[i].Who = t })
			name := "agreements." + strconv.Itoa(i) + ".by"
			by := e.Day(name, form.DateOptions{Coming: true, Plain: true}, a.By, func(on record.Date) { m.Agreements[i].By = on })
			e.Under[name] = true
			done := form.NewCheck(p, p.T("meeting.agreements.done"), "", func(on bool) {
				if m.Agreements[i].Done = (record.Date{}); on {
					m.Agreements[i].Done = latest(m.On, e.state.today)
				}
				e.Touch()
			})
			done.SetOn(!a.Done.Zero())
			return rtl.VBox(d, look.HalfGrid, text, e.pair(who, by), done), entry
		},
	})
}

// initiatives asks what parents began: what, never who.
func (e *Entry) initiatives() fyne.CanvasObject {
	m := e.state.m
	return e.rows(rowsOf{
		name: "initiatives", label: e.p.T("meeting.initiatives.label"), more: e.p.T("meeting.initiatives.add"), term: e.p.T("meeting.initiatives.term"),
		count: func() int { return len(m.Initiatives) },
		add:   func() { m.Initiatives = append(m.Initiatives, record.Private{}) },
		drop: func(i int) {
			m.Initiatives = without(m.Initiatives, i)
			m.Started = max(0, m.Started-1)
		},
		draw: func(i int) (fyne.CanvasObject, fyne.Focusable) {
			text, entry := e.line("meeting.initiatives.text", record.LimitShort, m.Initiatives[i], func(t record.Private) { m.Initiatives[i] = t })
			return text, entry
		},
	})
}

// costs asks what it cost, in euros, and what the money went to.
func (e *Entry) costs() fyne.CanvasObject {
	m, p := e.state.m, e.p
	choices := form.Choices(p, "cost.type", form.Words(record.MeetingCostTypes())...)
	return e.rows(rowsOf{
		name: "costs", label: p.T("meeting.costs.label"), more: p.T("meeting.costs.add"), term: p.T("meeting.costs.term"),
		count: func() int { return len(m.Costs) },
		add:   func() { m.Costs = append(m.Costs, record.Cost{What: record.CostFood}) },
		drop:  func(i int) { m.Costs = without(m.Costs, i) },
		draw: func(i int) (fyne.CanvasObject, fyne.Focusable) {
			name := "costs." + strconv.Itoa(i)
			eo := rtl.EntryOptions{Limit: 12, Base: rtl.FromPage, Placeholder: p.T("meeting.cents.term")}
			o := form.FieldOptions{Validate: func() string { return e.problems()["costs"] }}
			sum := e.Number(name, o, eo, draft.Numbers{Read: cents, Write: money(p)}, &m.Costs[i].Cents)
			first, _ := sum.Control().(*rtl.Entry)
			what := form.NewSelect(p, choices, form.SelectOptions{Wide: true}, func(value string) {
				m.Costs[i].What = record.CostType(value)
				e.Touch()
			})
			what.SetValue(string(m.Costs[i].What))
			return e.pair(sum, what), first
		},
	})
}
