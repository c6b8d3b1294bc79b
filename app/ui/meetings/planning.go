package meetings

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/almanac"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// once is the chip of a gathering that does not come back.
const once = "once"

// The two ways to say how long a series goes on.
const (
	byTimes = "times"
	byDay   = "day"
)

// series asks how often a new gathering comes back, and shows every day of it before it is kept.
func (e *Entry) series() fyne.CanvasObject {
	p, d, s := e.p, e.p.Direction(), &e.state.plan
	e.days = rtl.VBox(d, 12)
	choices := []form.Choice{{Value: once, Text: p.T("meeting.every.once")}}
	for _, r := range record.Rhythms() {
		choices = append(choices, form.Choice{Value: string(r), Text: p.Value("rhythm", string(r))})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) == 0 {
			return
		}
		if s.every = record.Rhythm(values[0]); values[0] == once {
			s.every = ""
		}
		e.state.m.Every = s.every
		e.Touch()
		e.drawDays()
	})
	chips.SetValues(once)
	if s.every != "" {
		chips.SetValues(string(s.every))
	}
	f := form.NewField(p, form.FieldOptions{Label: p.T("meeting.every.label")}, chips)
	plan := form.NewField(p, form.FieldOptions{}, e.days)
	e.Fields["plan"] = plan
	e.drawDays()
	return rtl.VBox(d, 12, f, plan)
}

// drawDays draws what belongs to the chosen rhythm: how long, what is left out, and the days. For a single day it says what falls on it.
func (e *Entry) drawDays() {
	p, s, m := e.p, &e.state.plan, e.state.m
	e.days.Objects = nil
	if m.On.Zero() {
		e.Refresh()
		return
	}
	if s.every == "" {
		e.oneDay()
		return
	}
	ways := form.NewSegmented(p, form.Choices(p, "meeting.plan", byTimes, byDay), func(value string) {
		s.untilDay = value == byDay
		e.drawDays()
	})
	if s.untilDay {
		ways.SetValue(byDay)
	}
	e.days.Add(rtl.Max(p.Direction(), look.Scaled(360), rtl.Start, ways))
	if s.untilDay {
		until := form.NewDateField(p, form.DateOptions{Label: p.T("meeting.plan.until"), Coming: true, Plain: true}, m.On, func(on record.Date, filled bool) {
			if s.until = (record.Date{}); filled {
				s.until = on
			}
			e.drawDayList()
		})
		if !s.until.Zero() {
			until.SetValue(s.until)
		}
		e.days.Add(until)
	} else {
		times := form.NewStepper(p, record.SeriesMost, func(n int, _ bool) {
			s.times = n
			e.drawDayList()
		})
		times.SetValue(s.times)
		e.days.Add(times)
	}
	e.days.Add(e.skips())
	e.days.Add(rtl.VBox(p.Direction(), 0))
	e.drawDayList()
}

// oneDay says what falls on the day of a gathering that does not come back.
func (e *Entry) oneDay() {
	p, on := e.p, e.state.m.On
	texts := []string{holidayWords(p, e.state.plan.region, on), feastWords(p, on), unknown(p, on, on)}
	for _, text := range texts {
		if text != "" {
			e.days.Add(rtl.NewText(p.Direction(), text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
		}
	}
	e.Refresh()
}

// skips asks what is left out, and in which region the schools are.
func (e *Entry) skips() fyne.CanvasObject {
	p, s := e.p, &e.state.plan
	school := form.NewCheck(p, p.T("meeting.plan.school"), "", func(on bool) {
		s.skipSchool, s.turned = on, nil
		e.drawDayList()
	})
	school.SetOn(s.skipSchool)
	feasts := form.NewCheck(p, p.T("meeting.plan.feasts"), "", func(on bool) {
		s.skipFeasts, s.turned = on, nil
		e.drawDayList()
	})
	feasts.SetOn(s.skipFeasts)
	where := regionSelect(p, s.region, func(r almanac.Region) {
		s.region = r
		e.nav.SetSchoolRegion(string(r))
		e.drawDayList()
	})
	return rtl.VBox(p.Direction(), look.Grid, school, feasts, form.NewField(p, form.FieldOptions{Label: p.T("meeting.region.label")}, rtl.Max(p.Direction(), look.Scaled(320), rtl.Start, where)))
}

// drawDayList draws the days: each with a box, and beside it what falls on it.
func (e *Entry) drawDayList() {
	p, d, s := e.p, e.p.Direction(), &e.state.plan
	list, ok := e.days.Objects[len(e.days.Objects)-1].(*fyne.Container)
	if !ok {
		return
	}
	list.Objects = nil
	days := s.days(p, e.state.m.On)
	taken := 0
	for _, day := range days {
		note := joined(day.holiday, day.feast)
		if !day.take && note != "" {
			note = p.T("meeting.plan.skipped", "Why", note)
		}
		box := form.NewCheck(p, p.LongDate(day.on), note, func(bool) {
			s.turn(day.on)
			e.drawDayList()
		})
		box.SetOn(day.take)
		if list.Add(box); day.take {
			taken++
		}
	}
	head := rtl.NewText(d, p.N("meeting.plan.days", taken), rtl.Style{Bold: true})
	list.Objects = append([]fyne.CanvasObject{head}, list.Objects...)
	if len(days) > 0 {
		if text := unknown(p, days[0].on, days[len(days)-1].on); text != "" {
			list.Add(rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
		}
	}
	e.Refresh()
}

func joined(texts ...string) string {
	all := ""
	for _, t := range texts {
		if all != "" && t != "" {
			all += " · "
		}
		all += t
	}
	return all
}

// around is what can be done with a gathering that stands in the store: it did not take place, it comes again, the series stops.
func (e *Entry) around() fyne.CanvasObject {
	p, d, m := e.p, e.p.Direction(), e.state.m
	e.asking = rtl.VBox(d, 0)
	parts := []fyne.CanvasObject{}
	if m.State() == record.MeetingPlanned && e.state.following > 0 {
		parts = append(parts, e.scope())
	}
	var buttons []fyne.CanvasObject
	add := func(id string, pressed func()) {
		buttons = append(buttons, form.NewButton(p, p.T(id), form.ButtonOptions{Kind: form.Quiet, Snug: true}, pressed))
	}
	switch {
	case m.State() == record.MeetingOff:
		add("meeting.resume", func() { e.move(record.MeetingResume, record.MeetingChange{}) })
	case e.was() == record.MeetingPlanned:
		add("meeting.off.button", e.askOff)
	}
	add("meeting.again", func() { e.nav.New(record.KindMeeting, e.id) })
	if !m.Series.Zero() && e.state.following > 0 {
		add("meeting.stop.button", e.askStop)
	}
	return rtl.VBox(d, 12, append(parts, form.NewGroup(p, 12, buttons...), e.asking)...)
}

// was is the state in the store, as this page may ask already how it went.
func (e *Entry) was() record.MeetingState {
	for _, r := range e.src.Rows(record.KindMeeting) {
		if r.ID == e.id && planned(r) {
			return record.MeetingPlanned
		}
	}
	return e.state.m.State()
}

// The two answers to how far a change goes.
const (
	onlyThis = "this"
	allNext  = "following"
)

// scope asks whether a change is for this gathering or for all that follow too.
func (e *Entry) scope() fyne.CanvasObject {
	p := e.p
	far := form.NewSegmented(p, form.Choices(p, "meeting.scope", onlyThis, allNext), func(value string) { e.state.all = value == allNext })
	if e.state.all {
		far.SetValue(allNext)
	}
	label := p.N("meeting.scope.label", e.state.following)
	return form.NewField(p, form.FieldOptions{Label: label}, rtl.Max(p.Direction(), look.Scaled(440), rtl.Start, far))
}

// regionSelect asks in which region the schools are.
func regionSelect(p *i18n.Printer, now almanac.Region, changed func(almanac.Region)) *form.Select {
	var choices []form.Choice
	for _, r := range almanac.Regions() {
		choices = append(choices, form.Choice{Value: string(r), Text: p.Value("school.region", string(r))})
	}
	s := form.NewSelect(p, choices, form.SelectOptions{Wide: true}, func(value string) { changed(almanac.Region(value)) })
	s.SetValue(string(now))
	return s
}
