package referrals

import (
	"slices"
	"strconv"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// change is one line of the document that is not what it was, in the listener's language with the Dutch.
type change struct{ key, dutch, was, now string }

// remembered marks the sentences that were read and agreed to before, word for word, and gathers what changed in the document since.
func (s *road) remembered(r *reading, id record.ID, own, dutch *i18n.Printer) {
	for i := range r.sentences {
		r.sentences[i].number = i + 1
	}
	before := s.page.Before(id, r.lang.Tag)
	if before == nil {
		return
	}
	all, readable := s.page.Differences(before.Preview)
	if !readable {
		return
	}
	r.before = before
	for i := range r.sentences {
		hash := record.Sentence(r.sentences[i].text)
		r.sentences[i].heard = slices.ContainsFunc(before.Heard, func(h record.Heard) bool { return h.Hash == hash })
	}
	theirs, ours := road{p: own, loaded: s.loaded}, road{p: dutch, loaded: s.loaded}
	for _, d := range all {
		r.changes = append(r.changes, theirs.change(&ours, d))
	}
}

// change puts a difference into words.
func (s *road) change(dutch *road, d book.Difference) change {
	at := d.Now
	if at.Key == "" {
		at = d.Was
	}
	value := func(l cjg.Line) string {
		if l.Key == "" {
			return s.p.T("referrals.again.nothing")
		}
		return s.line(l).Value
	}
	c := change{key: capital(s.p, s.line(at).Key), was: value(d.Was), now: value(d.Now)}
	if s.p.Tag() != dutch.p.Tag() {
		c.dutch = dutch.line(at).Key
	}
	return c
}

// fresh are the sentences that are read now; the rest was heard before.
func (r reading) fresh() (now, heard []spoken) {
	for _, one := range r.sentences {
		if one.heard {
			heard = append(heard, one)
		} else {
			now = append(now, one)
		}
	}
	return now, heard
}

// The lengths of time for which a yes can count, in days: a month, half a year, a year.
func spans() []int { return []int{30, book.ConsentDays, 365} }

// lastsFor is until when a yes counts unless the family says otherwise: as long as it was agreed before, else half a year.
func (s *road) lastsFor(giver record.ID, language string) record.Date {
	if before := s.page.Before(giver, language); before != nil && before.Until.After(s.today) {
		return before.Until
	}
	return s.today.Add(book.ConsentDays)
}

// spanChoices are the choices of how long a yes counts, with the day that stands now when it is none of them.
func (s *road) spanChoices(until record.Date) (choices []form.Choice, chosen string) {
	names := map[int]string{30: "month", book.ConsentDays: "half", 365: "year"}
	for _, days := range spans() {
		value := strconv.Itoa(days)
		choices = append(choices, form.Choice{Value: value, Text: s.p.T("referrals.until." + names[days])})
		if s.today.Add(days) == until {
			chosen = value
		}
	}
	if chosen == "" {
		chosen = "own"
		choices = append([]form.Choice{{Value: chosen, Text: s.p.T("referrals.until.day", "On", s.p.DayMonth(until))}}, choices...)
	}
	return choices, chosen
}

// contact is who is responsible for the data at the other side, and where to complain.
func (s *road) contact() string {
	if s.page.Endpoint == nil {
		return ""
	}
	return s.page.Endpoint.Responsible.Reveal()
}

// responsible are who is responsible for the data here and there, as the family reads it.
func (s *road) responsible() []listing.KeyValue {
	var all []listing.KeyValue
	if s.here != "" {
		all = append(all, listing.KeyValue{Key: capital(s.p, s.p.T("sheet.consent.here")), Value: s.here})
	}
	if there := s.contact(); there != "" {
		all = append(all, listing.KeyValue{Key: capital(s.p, s.p.T("referrals.paper.contact")), Value: there})
	}
	return all
}
