package summaries

import (
	"strconv"

	"schakel/internal/record"
	"schakel/internal/summary"
)

// span is a choice of period.
type span string

// The choices. A school year runs from 1 August to 31 July.
const (
	spanMonth   span = "month"
	spanQuarter span = "quarter"
	spanYear    span = "year"
	spanSchool  span = "school"
	spanFree    span = "free"
)

// schoolMonth is the month in which a school year begins.
const schoolMonth = 8

// spans are the choices, in order.
func spans() []span { return []span{spanMonth, spanQuarter, spanYear, spanSchool, spanFree} }

// length is how many months a choice has, 0 for a free period.
func (c span) length() int {
	switch c {
	case spanMonth:
		return 1
	case spanQuarter:
		return 3
	case spanYear, spanSchool:
		return 12
	}
	return 0
}

// choose sets the period of a choice; a free period stays as it was.
func (s *state) choose(c span) {
	s.span = c
	y, m := s.today.Year, int(s.today.Month)
	switch c {
	case spanMonth:
		s.months(y, m, c)
	case spanQuarter:
		// The quarter that is over, or this one in its last month: what is asked for is nearly always the whole one.
		first := (m-1)/3*3 + 1
		if m%3 != 0 {
			first -= 3
		}
		s.months(y, first, c)
	case spanYear:
		s.months(y, 1, c)
	case spanSchool:
		if m < schoolMonth {
			y--
		}
		s.months(y, schoolMonth, c)
	}
}

// months sets the period of a choice that begins in a month, which may lie before January or after December of the year.
func (s *state) months(year, first int, c span) {
	s.period = summary.Period{From: monthDay(year, first), To: monthDay(year, first+c.length()).Add(-1)}
}

// monthDay is the first day of a month that is counted on from a year.
func monthDay(year, month int) record.Date {
	for ; month < 1; month += 12 {
		year--
	}
	for ; month > 12; month -= 12 {
		year++
	}
	return record.DateFromNumber(year*10000 + month*100 + 1)
}

// turn goes to the period before or after: of the same length, and for a free one of as many days.
func (s *state) turn(way int) {
	if n := s.span.length(); n > 0 {
		s.months(s.period.From.Year, int(s.period.From.Month)+way*n, s.span)
		return
	}
	days := way * (s.period.To.Since(s.period.From) + 1)
	s.period = summary.Period{From: s.period.From.Add(days), To: s.period.To.Add(days)}
}

// turns reports whether there is a period in that direction: none begins after today, and none lies before the year 2000.
func (s *state) turns(way int) bool {
	if s.period.Check() != nil {
		return false
	}
	memory := *s.Memory
	next := state{Memory: &memory, p: s.p, today: s.today}
	next.turn(way)
	return !next.period.From.After(s.today) && next.period.From.Year >= 2000
}

// name is a period in words: its month, quarter or year.
func (s *state) name() string {
	p, from, to := s.p, s.period.From, s.period.To
	switch s.span {
	case spanMonth:
		return p.Month(from)
	case spanQuarter:
		return p.T("summaries.period.quarter", "From", p.Value("date.month.alone", strconv.Itoa(int(from.Month))), "To", p.Month(to))
	case spanYear:
		return strconv.Itoa(from.Year)
	case spanSchool:
		return p.T("summaries.period.school", "From", strconv.Itoa(from.Year), "To", strconv.Itoa(to.Year))
	}
	return p.T("summaries.period.free")
}

// days is the first and the last day of the period in words, and until when it is counted while it is not over.
func (s *state) days() string {
	text := s.p.T("summary.period", "From", s.p.Date(s.period.From), "To", s.p.Date(s.period.To))
	if s.today.Before(s.period.To) && !s.today.Before(s.period.From) {
		return s.p.T("summaries.period.until", "Period", text, "Today", s.p.Date(s.today))
	}
	return text
}
