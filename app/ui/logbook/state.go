// Package logbook is the page of what happened: who looked at what, what changed, what left this laptop, and what was done with the keys.
package logbook

import (
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// row is one line of the list: a day, or something that happened on it.
type row struct {
	day   record.Date // of a heading; zero for an entry
	entry book.LogEntry
}

// state is what was read until now, newest first.
type state struct {
	p     *i18n.Printer
	today record.Date
	sort  book.LogSort
	rows  []row
	last  record.Date // the day of the newest heading
	next  uint64      // what to read next
	whole bool        // everything was read
}

// begin forgets what was read, for another filter.
func (s *state) begin(sort book.LogSort) {
	*s = state{p: s.p, today: s.today, sort: sort}
}

// add puts a page below what was read, with a heading over each day.
func (s *state) add(page book.LogPage) {
	for _, e := range page.Entries {
		if day := record.DateOf(e.At); len(s.rows) == 0 || day != s.last {
			s.rows = append(s.rows, row{day: day})
			s.last = day
		}
		s.rows = append(s.rows, row{entry: e})
	}
	s.next, s.whole = page.Next, page.Next == 0
}

// row is a line as the list shows it.
func (s *state) row(i int) listing.Row {
	r := s.rows[i]
	if !r.day.Zero() {
		return listing.Row{Title: s.day(r.day), Head: true}
	}
	return listing.Row{Icon: iconOf(r.entry), Title: r.entry.Line(s.p), Line: r.entry.About(s.p)}
}

// day is a day as people say it: today and yesterday by their word, with the date.
func (s *state) day(d record.Date) string {
	long := s.p.LongDate(d)
	if since := s.today.Since(d); since == 0 || since == 1 {
		return s.p.T("logbook.day", "When", s.p.Relative(d, s.today), "Day", long)
	}
	return long
}

// opens is the page of what an entry is about; ok is false when it has none, or was erased.
func (s *state) opens(i int) (kind record.Kind, id record.ID, ok bool) {
	if i < 0 || i >= len(s.rows) || !s.rows[i].entry.There {
		return record.KindNone, record.ID{}, false
	}
	e := s.rows[i].entry
	switch e.Kind {
	case record.KindPerson, record.KindHousehold, record.KindContact, record.KindConcern, record.KindReferral, record.KindMeeting,
		record.KindPartner, record.KindRequest, record.KindFeedback, record.KindColleague:
		return e.Kind, e.ID, true
	case record.KindConsent:
		return record.KindReferral, e.Row.Link, true
	}
	return record.KindNone, record.ID{}, false
}

// iconOf is the sign of what happened.
func iconOf(e book.LogEntry) look.IconName {
	switch e.Sort() {
	case book.LogViewed:
		return look.IconEye
	case book.LogChanged:
		return look.IconPencilSimple
	case book.LogShared:
		return look.IconPaperPlaneTilt
	}
	return look.IconKey
}
