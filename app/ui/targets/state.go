// Package targets is where a worker keeps what an overview can be compared with: a Startfoto, and what is aimed for. Both may stay empty.
package targets

import (
	"strconv"
	"strings"

	"schakel/app/ui/form"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// span is a choice of period, from the day it is.
type span string

// The choices.
const (
	spanMonth       span = "month"
	spanQuarter     span = "quarter"
	spanLastQuarter span = "lastquarter"
	spanYear        span = "year"
	spanLastYear    span = "lastyear"
	spanSchoolYear  span = "schoolyear"
)

func spans() []span {
	return []span{spanYear, spanLastYear, spanSchoolYear, spanQuarter, spanLastQuarter, spanMonth}
}

// state is what the page shows. It knows no widgets.
type state struct {
	p       *i18n.Printer
	today   record.Date
	photos  []*record.Snapshot
	targets []*record.Target
	yearDay string

	photo   record.Snapshot // the name that is typed, and the id when one gets another name
	photoOf span
	aim     record.Target // what is being written; its number is in typed as long as it cannot be read
	aimOf   span
	typed   string
	dayOpen bool // a day of one's own is being typed
}

// period is the days of a choice.
func (s *state) period(of span) summary.Period {
	switch of {
	case spanMonth:
		return summary.Month(s.today)
	case spanQuarter:
		return summary.Quarter(s.today)
	case spanLastQuarter:
		return summary.Quarter(s.today).Before()
	case spanLastYear:
		return summary.Year(s.today).Before()
	case spanSchoolYear:
		return summary.SchoolYear(s.today)
	}
	return summary.Year(s.today)
}

// days says a period in words.
func (s *state) days(p summary.Period) string {
	return s.p.T("summary.period", "From", s.p.Date(p.From), "To", s.p.Date(p.To))
}

// choices are the periods, each with its word.
func (s *state) choices() []form.Choice {
	var all []form.Choice
	for _, of := range spans() {
		all = append(all, form.Choice{Value: string(of), Text: s.p.Value("targets.span", string(of))})
	}
	return all
}

// spanOf is the choice of a period that was kept in a draft; this year when it is none of them.
func (s *state) spanOf(p summary.Period) span {
	for _, of := range spans() {
		if s.period(of) == p {
			return of
		}
	}
	return spanYear
}

// measures are what can be aimed for.
func (s *state) measures() []form.Choice {
	var all []form.Choice
	for _, a := range record.Goals() {
		all = append(all, form.Choice{Value: string(a), Text: s.p.T("target.aim." + string(a))})
	}
	return all
}

// targetLine is what is aimed for, in a line: "Bijeenkomsten: 40".
func (s *state) targetLine(t *record.Target) (text, note string) {
	return s.p.T("target.aim."+string(t.Measure)) + ": " + s.p.Number(t.Count), s.days(summary.Period{From: t.From, To: t.To})
}

// photoLine is a Startfoto in a line: its name, and below it when and of which period.
func (s *state) photoLine(one *record.Snapshot) (text, note string) {
	return one.Name.Reveal(), s.p.T("targets.photo.line", "Date", s.p.Date(one.On), "Period", s.days(summary.Period{From: one.From, To: one.To}))
}

// setCount takes over what was typed as a number; what cannot be read is 0, and said beside the field.
func (s *state) setCount(text string) {
	s.typed = text
	s.aim.Count, _ = strconv.Atoi(strings.TrimSpace(text))
}

// countWrong is the sentence beside the number, or "".
func (s *state) countWrong() string {
	if n, err := strconv.Atoi(strings.TrimSpace(s.typed)); strings.TrimSpace(s.typed) != "" && (err != nil || n < 1) {
		return s.p.T("targets.count.wrong")
	}
	return ""
}

// target is a copy of what is being written.
func (s *state) target() *record.Target {
	t := s.aim
	p := s.period(s.aimOf)
	t.From, t.To = p.From, p.To
	return &t
}

// taken is a copy of the name that is being typed, with the period.
func (s *state) taken() *record.Snapshot {
	one := s.photo
	p := s.period(s.photoOf)
	one.From, one.To = p.From, p.To
	return &one
}

// The choices of the day on which Vandaag speaks of the year.
const (
	dayUsual = "usual"
	dayOwn   = "own"
)

// dayChoice is which of them counts now.
func (s *state) dayChoice() string {
	switch {
	case s.dayOpen:
		return dayOwn
	case s.yearDay == "":
		return dayUsual
	case s.yearDay == record.YearNever:
		return record.YearNever
	}
	return dayOwn
}

// dayWords is the day of the year in words; "" for none.
func (s *state) dayWords() string {
	month, day, ok := record.YearDay(s.yearDay)
	if !ok {
		return ""
	}
	return s.p.DayMonth(record.Day(2024, month, day)) // a leap year has every day
}

// dayKept is how a day is kept: 01-15.
func dayKept(d record.Date) string { return d.String()[5:] }
