package meetings

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// dayWords is a day of the month with everything that falls on it, in whole words: a cell of the calendar has no room for them.
type dayWords struct {
	on     record.Date
	rows   []record.Row
	feasts []string
}

// listed are the days of the month on which something falls. A feast of many days is named on the first of them.
func (c *month) listed() []dayWords {
	var all []dayWords
	for _, one := range c.weeks() {
		if !one.inside {
			continue
		}
		day := dayWords{on: one.on, rows: one.rows}
		for _, f := range one.feasts {
			if f.On == one.on || f.To == f.On || one.on == c.first {
				day.feasts = append(day.feasts, feastWord(c.p, f))
			}
		}
		if len(day.rows)+len(day.feasts) > 0 {
			all = append(all, day)
		}
	}
	return all
}

// dayName is a day in short: its weekday and its date.
func dayName(p *i18n.Printer, on record.Date) string {
	return p.WeekdayShort(on) + " " + p.DayMonth(on)
}

// mostOfADay is how many gatherings of one day are listed under the month.
const mostOfADay = 6

// list is what falls in the month, under it: the whole words of every cell, and the way to each gathering.
func (v *Calendar) list() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	inside := rtl.VBox(d, look.HalfGrid, rtl.NewText(d, p.T("meeting.calendar.list"), rtl.Style{Bold: true, Wrap: true}))
	days := v.state.listed()
	if len(days) == 0 {
		inside.Add(rtl.NewText(d, p.T("meeting.calendar.list.empty"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	for _, day := range days {
		words := rtl.VBox(d, 0)
		for i, r := range day.rows {
			if i == mostOfADay { // the card of the day has all of them
				rest := form.NewQuiet(p, p.N("people.list.more", len(day.rows)-i), func() { v.moved(day.on) })
				words.Add(rtl.HBox(d, 0, rest))
				break
			}
			open := form.NewButton(p, p.Value("meeting.type", r.State), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconCoffee, Snug: true}, func() {
				v.nav.Open(record.KindMeeting, r.ID)
			})
			words.Add(rtl.HBox(d, 0, open))
		}
		for _, feast := range day.feasts {
			words.Add(rtl.Pad(d, rtl.Sides(look.HalfGrid, look.Grid), rtl.NewText(d, feast, rtl.Style{Wrap: true})))
		}
		name := rtl.NewText(d, dayName(p, day.on), rtl.Style{Color: look.ColorMuted, Wrap: true, Base: rtl.FromPage})
		head := rtl.Pad(d, rtl.Sides(look.HalfGrid, 0), name)
		if look.Scaled(1) > largeLetters {
			inside.Add(rtl.VBox(d, 0, head, words))
			continue
		}
		inside.Add(rtl.Split(d, 0.34, look.Grid, head, words))
	}
	return inside
}
