package i18n

import (
	"fmt"
	"strconv"
	"time"

	"schakel/internal/record"
)

// x/text knows no dates, so every name and every order of a date is a message "date.*".

// farDays is the number of days from which Relative names the day itself: nobody counts further back than a month.
const farDays = 31

// Date is a day in full: "24 november 2026". The zero Date is "" here and in every method below.
func (p *Printer) Date(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.full", "Day", d.Day, "Month", p.monthIn(d), "Year", d.Year)
}

// LongDate is a day with its weekday: "dinsdag 24 november 2026".
func (p *Printer) LongDate(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.long", "Weekday", p.Weekday(d), "Day", d.Day, "Month", p.monthIn(d), "Year", d.Year)
}

// DayMonth is a day without its year: "24 november".
func (p *Printer) DayMonth(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.day_month", "Day", d.Day, "Month", p.monthIn(d))
}

// ShortDate is a day in figures, day first in every language because that is how Dutch letters have it: "24-11-2026".
// ParseDate reads it back.
func (p *Printer) ShortDate(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.short", "Day", fmt.Sprintf("%02d", d.Day), "Month", fmt.Sprintf("%02d", int(d.Month)), "Year", d.Year)
}

// Weekday is the day of the week: "dinsdag".
func (p *Printer) Weekday(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.weekday." + strconv.Itoa(isoWeekday(d)))
}

// WeekdayShort is the day of the week in a narrow column: "di".
func (p *Printer) WeekdayShort(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.weekday.short." + strconv.Itoa(isoWeekday(d)))
}

// Month is the month of a day: "november 2026".
func (p *Printer) Month(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.month_year", "Month", p.T("date.month.alone."+strconv.Itoa(int(d.Month))), "Year", d.Year)
}

// MonthShort is the month of a day in a narrow place, such as below a chart: "nov".
func (p *Printer) MonthShort(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return p.T("date.month.short." + strconv.Itoa(int(d.Month)))
}

// Clock is the time of day of a moment in the moment's own location: "16.05 uur".
func (p *Printer) Clock(t time.Time) string {
	return p.T("date.clock", "Hour", fmt.Sprintf("%02d", t.Hour()), "Minute", fmt.Sprintf("%02d", t.Minute()))
}

// Relative is a day as seen from today: "gisteren", "over 3 dagen", "12 dagen geleden". From 31 days on it is the day itself, with
// the year when that is another one. Days are calendar days.
func (p *Printer) Relative(d, today record.Date) string {
	if d.Zero() {
		return ""
	}
	days := d.Since(today)
	switch {
	case near[days] != "":
		return p.T(near[days])
	case days < 0 && days > -farDays:
		return p.N("date.ago", -days)
	case days > 0 && days < farDays:
		return p.N("date.ahead", days)
	case d.Year == today.Year:
		return p.DayMonth(d)
	}
	return p.Date(d)
}

// near names the days that have a word of their own, by their distance from today.
var near = map[int]string{
	-2: "date.day_before_yesterday",
	-1: "date.yesterday",
	0:  "date.today",
	1:  "date.tomorrow",
	2:  "date.day_after_tomorrow",
}

// monthIn is the name of a month inside a date. Some languages, Polish among them, have another form for the month by itself.
func (p *Printer) monthIn(d record.Date) string {
	return p.T("date.month." + strconv.Itoa(int(d.Month)))
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(d record.Date) int { return (int(d.Weekday())+6)%7 + 1 }
