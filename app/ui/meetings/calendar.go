package meetings

import (
	"strconv"

	"schakel/internal/almanac"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// month is what the calendar shows: the weeks of one month, from Monday to Sunday, and the day that is chosen.
type month struct {
	p      *i18n.Printer
	today  record.Date
	first  record.Date // of the month
	day    record.Date // the chosen one
	region almanac.Region
	held   map[record.Date][]record.Row
}

// cell is one day of the calendar.
type cell struct {
	on      record.Date
	inside  bool // of the month itself
	rows    []record.Row
	holiday bool
	feasts  []almanac.FeastDay
}

// load takes over the gatherings, and stays where it was.
func (c *month) load(rows []record.Row, today record.Date) {
	c.today = today
	if c.day.Zero() {
		c.choose(today)
	}
	c.held = map[record.Date][]record.Row{}
	for _, r := range rows {
		if r.Flags&record.RowOff == 0 {
			c.held[r.On] = append(c.held[r.On], r)
		}
	}
}

// choose puts the calendar on a day, and on its month.
func (c *month) choose(on record.Date) {
	if on.Zero() {
		return
	}
	c.day, c.first = on, record.Date{Year: on.Year, Month: on.Month, Day: 1}
}

// turn goes so many months on; the day of the month stays where there is such a day.
func (c *month) turn(months int) {
	first := record.DateOf(c.first.Midnight().AddDate(0, months, 0))
	next := record.DateOf(first.Midnight().AddDate(0, 1, -1)).Day
	c.choose(record.Date{Year: first.Year, Month: first.Month, Day: min(c.day.Day, next)})
}

// weeks are the days that are shown: whole weeks, the last of them the one with the month's last day.
func (c *month) weeks() []cell {
	start := c.first.Monday()
	last := record.DateOf(c.first.Midnight().AddDate(0, 1, -1))
	end := last.Monday().Add(6)
	feasts := almanac.Between(start, end)
	var all []cell
	for on := start; !on.After(end); on = on.Add(1) {
		one := cell{on: on, inside: on.Month == c.first.Month, rows: c.held[on], holiday: len(almanac.On(c.region, on)) > 0}
		for _, f := range feasts {
			if !f.On.After(on) && !f.To.Before(on) {
				one.feasts = append(one.feasts, f)
			}
		}
		all = append(all, one)
	}
	return all
}

// title is the month with its year.
func (c *month) title() string { return c.p.Month(c.first) }

// lines are the words in a cell: gatherings first, then feasts; what does not fit is a number.
func (c *month) lines(d cell, most int) []string {
	var texts []string
	for _, r := range d.rows {
		texts = append(texts, c.p.Value("meeting.type", r.State))
	}
	for _, f := range d.feasts {
		if f.To == f.On || f.On == d.on { // a long one is named on its first day
			texts = append(texts, feastWord(c.p, f))
		}
	}
	if len(texts) > most {
		texts = append(texts[:most-1:most-1], "+"+strconv.Itoa(len(texts)-most+1))
	}
	return texts
}

// unknown says which school years in the shown weeks are not known.
func (c *month) unknown() string {
	return unknown(c.p, c.first, record.DateOf(c.first.Midnight().AddDate(0, 1, -1)))
}
