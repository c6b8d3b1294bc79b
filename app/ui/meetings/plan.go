package meetings

import (
	"strings"

	"schakel/internal/almanac"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// plan is a series that is being planned: how often, how many times or until when, and what is left out.
type plan struct {
	every      record.Rhythm
	untilDay   bool // until a day, not a number of times
	times      int
	until      record.Date
	skipSchool bool
	skipFeasts bool
	region     almanac.Region
	turned     map[record.Date]bool // days on which the worker chose otherwise
}

// usualTimes is how many gatherings are proposed.
const usualTimes = 6

func (s *plan) begin(m *record.Meeting) {
	s.every = m.Every
	if s.times == 0 {
		s.times = usualTimes
	}
	if s.region == "" {
		s.region = almanac.AllRegions
	}
}

// planDay is one day of a plan with what falls on it.
type planDay struct {
	on      record.Date
	holiday string // the school holidays, "" when there are none
	feast   string
	take    bool
}

// days lists the days of the plan. What is left out by a choice stays in the list, with the reason beside it.
func (s *plan) days(p *i18n.Printer, first record.Date) []planDay {
	times, until := s.times, record.Date{}
	if s.untilDay {
		times, until = 0, s.until
		if until.Zero() {
			times = 1
		}
	}
	var all []planDay
	for _, on := range s.every.Days(first, times, until) {
		d := planDay{on: on, holiday: holidayWords(p, s.region, on), feast: feastWords(p, on)}
		d.take = !(s.skipSchool && d.holiday != "" || s.skipFeasts && d.feast != "")
		if s.turned[on] {
			d.take = !d.take
		}
		all = append(all, d)
	}
	return all
}

// turn chooses a day otherwise than the rule does.
func (s *plan) turn(on record.Date) {
	if s.turned == nil {
		s.turned = map[record.Date]bool{}
	}
	s.turned[on] = !s.turned[on]
}

// chosen are the days that are planned.
func (s *plan) chosen(p *i18n.Printer, first record.Date) []record.Date {
	var days []record.Date
	for _, d := range s.days(p, first) {
		if d.take {
			days = append(days, d.on)
		}
	}
	return days
}

// wrong says what is wrong with the plan of a new gathering, "" when nothing is.
func (s *plan) wrong(p *i18n.Printer, m *record.Meeting) string {
	if !m.Planned || m.Revision > 0 || s.every == "" || m.On.Zero() {
		return ""
	}
	switch {
	case s.untilDay && s.until.Zero():
		return p.Problem(record.Problem{Field: "until", Code: "required"})
	case s.untilDay && s.until.Before(m.On):
		return p.Problem(record.Problem{Field: "until", Code: "date.order"})
	case !s.untilDay && (s.times < 1 || s.times > record.SeriesMost):
		return p.Problem(record.Problem{Field: "times", Code: "count.range"})
	case len(s.chosen(p, m.On)) == 0:
		return p.T("meeting.plan.none")
	}
	return ""
}

// unknown says of which school years between two days the holidays are not known, "" when all are.
func unknown(p *i18n.Printer, from, to record.Date) string {
	years := almanac.Unknown(from, to)
	if len(years) == 0 {
		return ""
	}
	return p.N("meeting.school.unknown", len(years), "Years", p.List(years), "On", p.Date(almanac.KnownOn()))
}

// holidayWords names the school holidays of a day; where regions differ, with the regions that have it.
func holidayWords(p *i18n.Printer, region almanac.Region, on record.Date) string {
	regions := map[almanac.HolidayName][]string{}
	var names []almanac.HolidayName
	for _, h := range almanac.On(region, on) {
		if regions[h.Name] == nil {
			names = append(names, h.Name)
		}
		regions[h.Name] = append(regions[h.Name], p.Value("school.region", string(h.Region)))
	}
	var texts []string
	for _, name := range names {
		text := p.Value("school.holiday", string(name))
		differs := name == almanac.Autumn || name == almanac.Spring || name == almanac.Summer
		if differs && region == almanac.AllRegions && len(regions[name]) < len(almanac.Regions())-1 {
			text = p.T("meeting.school.regions", "Holiday", text, "Regions", p.List(regions[name]))
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " · ")
}

// feastWords names the feasts of a day. Of a feast of the moon it says "ongeveer".
func feastWords(p *i18n.Printer, on record.Date) string {
	var texts []string
	for _, f := range almanac.Between(on, on) {
		texts = append(texts, feastWord(p, f))
	}
	return strings.Join(texts, " · ")
}

func feastWord(p *i18n.Printer, f almanac.FeastDay) string {
	text := p.Value("feast", string(f.Feast))
	if f.About {
		text = p.T("meeting.feast.about", "Feast", text)
	}
	return text
}

// planMark begins the id under which a new entry is opened: "plan for this day". It names no record; the shell only passes it on,
// and the draft of each day has a key of its own.
const planMark = "plan"

// planFor is the id of a new planned gathering on a day; the zero day leaves the day open.
func planFor(on record.Date) record.ID {
	var id record.ID
	copy(id[:], planMark)
	n := on.Number()
	for i := range 4 {
		id[4+i] = byte(n >> (8 * i))
	}
	return id
}

// plannedFor reads what planFor made.
func plannedFor(id record.ID) (on record.Date, ok bool) {
	if string(id[:4]) != planMark {
		return record.Date{}, false
	}
	for _, b := range id[8:] {
		if b != 0 {
			return record.Date{}, false
		}
	}
	n := 0
	for i := range 4 {
		n |= int(id[4+i]) << (8 * i)
	}
	if n == 0 {
		return record.Date{}, true
	}
	d := record.DateFromNumber(n)
	return record.Day(d.Year, d.Month, d.Day), true
}
