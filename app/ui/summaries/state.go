// Package summaries is Overzicht: what the work of a period was, as it will be printed, gezin and gemeenschap side by side.
package summaries

import (
	"schakel/app/ui/listing"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Below which a count of people is small: among those who work together, and for others (PRODUCT, Counts).
const (
	thresholdInside  = 5
	thresholdOutside = 10
)

// How small counts are kept from others; they are the values of the chips.
const (
	smallHide  = "hide"
	smallRound = "round"
)

// span is a choice of period.
type span string

// The choices.
const (
	spanMonth   span = "month"
	spanQuarter span = "quarter"
	spanYear    span = "year"
	spanFree    span = "free"
)

// state is what the page shows.
type state struct {
	p      *i18n.Printer
	today  record.Date
	span   span
	period summary.Period
	whole  summary.Report // for the worker's own eyes
	public summary.Report // as it will be printed
	ready  bool
	own    bool // the worker looks at all numbers, not at the page as it will be printed

	small   string             // smallHide or smallRound
	outside bool               // it also goes to people outside the organisations that work together
	made    []*record.Overview // what was handed over before, the newest first
}

// threshold is below which a count is small.
func (s *state) threshold() int {
	if s.outside {
		return thresholdOutside
	}
	return thresholdInside
}

// madeLine is one overview that was handed over.
func (s *state) madeLine(o *record.Overview) string {
	period := s.p.T("summary.period", "From", s.p.Date(o.From), "To", s.p.Date(o.To))
	return s.p.T("summaries.made.on", "Period", period, "Date", s.p.Date(record.DateOf(o.Made)))
}

// choose sets the period of a choice; a free period stays as it was.
func (s *state) choose(c span) {
	s.span = c
	y, m := s.today.Year, s.today.Month
	switch c {
	case spanMonth:
		s.period = summary.Period{From: record.Day(y, m, 1), To: lastDay(y, int(m))}
	case spanQuarter:
		// The quarter that is over, or this one in its last month: what is asked for is nearly always the whole one.
		first := (int(m)-1)/3*3 + 1
		if int(m)%3 != 0 {
			first -= 3
		}
		if first < 1 {
			y, first = y-1, 10
		}
		s.period = summary.Period{From: day(y, first), To: lastDay(y, first+2)}
	case spanYear:
		s.period = summary.Period{From: day(y, 1), To: lastDay(y, 12)}
	}
}

// label is the word on the chip of a choice.
func (s *state) label(c span) string {
	switch c {
	case spanMonth:
		return s.p.T("summaries.span.month")
	case spanYear:
		return s.p.T("summaries.span.year")
	case spanFree:
		return s.p.T("summaries.span.free")
	}
	q := state{p: s.p, today: s.today}
	q.choose(spanQuarter)
	return s.p.T("summaries.span.quarter", "From", monthName(s.p, q.period.From), "To", monthName(s.p, q.period.To))
}

func monthName(p *i18n.Printer, d record.Date) string {
	return p.MonthShort(d)
}

// shown is the report that the page draws.
func (s *state) shown() summary.Report {
	if s.own {
		return s.whole
	}
	return s.public
}

// bars are the rows of a measure for a chart; the total is a number above it.
func (s *state) bars(id string) []listing.Bar {
	t, ok := s.shown().Table(id)
	if !ok {
		return nil
	}
	var all []listing.Bar
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			continue
		}
		cell := t.Counts.Cells[i][len(t.Counts.Cells[i])-1]
		value := cell.Count
		if t.Unit == summary.Minutes {
			value = (value + 30) / 60
		}
		all = append(all, listing.Bar{Label: s.name(label), Value: value, Hidden: cell.Hidden})
	}
	return all
}

// name is a label in words.
func (s *state) name(l summary.Label) string {
	switch {
	case l.Name != "":
		return l.Name
	case !l.On.Zero():
		return s.p.DayMonth(l.On)
	case l.Enum == "language":
		return s.p.Tongue(l.Value)
	}
	return s.p.Value(l.Enum, l.Value)
}

// number is a total in words: its digits, or the mark of what is hidden.
func (s *state) number(id string) string { return s.cell(s.shown().Total(id)) }

func (s *state) cell(c sdc.Cell) string {
	if c.Hidden {
		return s.p.T("summary.hidden.mark")
	}
	return s.p.Number(c.Count)
}

// points are the meetings of each week, with the month's name where a month begins.
func (s *state) points() []listing.Point {
	t, ok := s.shown().Table("meetings.week")
	if !ok {
		return nil
	}
	var all []listing.Point
	month := ""
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			continue
		}
		pt := listing.Point{Value: t.Counts.Cells[i][0].Count}
		if name := s.p.MonthShort(label.On); name != month {
			month, pt.Label = name, name
		}
		all = append(all, pt)
	}
	return all
}

// line is what stands beside the chart of weeks.
func (s *state) line() string {
	r := s.shown()
	return s.p.List([]string{
		s.p.N("summaries.meetings", r.Total("meetings.type").Count),
		s.p.N("summaries.visits", r.Total("meetings.heads").Count),
		s.p.N("summaries.hours", (r.Total("hours").Count+30)/60),
	})
}

// fileName holds the period and nothing personal.
func fileName(p summary.Period) string {
	return "schakel-overzicht-" + p.From.String() + "-" + p.To.String()
}

// charted are the measures of a section that are drawn as bars, without empty ones.
func (s *state) charted(section string, most int) []string {
	var ids []string
	for _, sec := range s.shown().Sections {
		if sec.ID != section {
			continue
		}
		for _, t := range sec.Tables {
			if t.Form == summary.Bars && len(s.bars(t.ID)) > 0 && len(ids) < most {
				ids = append(ids, t.ID)
			}
		}
	}
	return ids
}

func day(year, month int) record.Date { return mustDay(year, month, 1) }

func lastDay(year, month int) record.Date {
	if month == 12 {
		return mustDay(year, 12, 31)
	}
	return mustDay(year, month+1, 1).Add(-1)
}

func mustDay(year, month, d int) record.Date {
	return record.DateFromNumber(year*10000 + month*100 + d)
}
