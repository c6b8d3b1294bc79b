// Package retention is "nog nodig?": the people about whom nothing was written for a long time, to keep longer or to erase.
package retention

import (
	"strconv"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// state is the page without widgets.
type state struct {
	p      *i18n.Printer
	today  record.Date
	all    []book.Retained
	chosen int // the row that is decided about, -1 for the list
	months int
	reason string
}

// spans are the extensions that can be chosen.
func spans() []int { return []int{3, 6, 12} }

func (s *state) load(all []book.Retained, today record.Date) {
	var id record.ID
	if one, ok := s.one(); ok {
		id = one.ID
	}
	s.all, s.today, s.chosen = all, today, -1
	for i, one := range all {
		if one.ID == id {
			s.chosen = i
		}
	}
}

// one is who is decided about.
func (s *state) one() (book.Retained, bool) {
	if s.chosen < 0 || s.chosen >= len(s.all) {
		return book.Retained{}, false
	}
	return s.all[s.chosen], true
}

func (s *state) choose(i int) {
	s.chosen, s.months, s.reason = i, usual, ""
}

// usual is the extension that is chosen first, in months.
const usual = 12

func (s *state) name(r book.Retained) string {
	if r.Name.Empty() {
		return s.p.T("people.unborn.name")
	}
	return r.Name.Reveal()
}

// last says what happened last, and when.
func (s *state) last(r book.Retained) string {
	if r.Last.Zero() {
		return s.p.T("retention.never")
	}
	return s.p.T("retention.last", "What", s.p.Value("retention.activity", string(r.What)), "Date", s.p.Date(r.Last))
}

// there says what is kept about somebody.
func (s *state) there(r book.Retained) string {
	var parts []string
	for _, one := range []struct {
		id string
		n  int
	}{{s.p.N("retention.contacts", r.Contacts), r.Contacts}, {s.p.N("retention.concerns", r.Concerns), r.Concerns}, {s.p.N("retention.referrals", r.Referrals), r.Referrals}} {
		if one.n > 0 {
			parts = append(parts, one.id)
		}
	}
	if len(parts) == 0 {
		return s.p.T("retention.only")
	}
	return s.p.Commas(parts)
}

// since says since when it is asked, and who chose the day.
func (s *state) since(r book.Retained) string {
	if r.Chosen {
		return s.p.T("retention.since.chosen", "Date", s.p.Date(r.Due))
	}
	return s.p.T("retention.since", "Date", s.p.Date(r.Due))
}

func (s *state) line(r book.Retained) string {
	return s.last(r) + " · " + s.p.T("retention.asked", "Date", s.p.Date(r.Due)) + " · " + s.there(r)
}

func monthsOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return usual
	}
	return n
}
