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

// saidLine is what one person said, as it stands: the newest answer, and what was taken back of it.
type saidLine struct {
	title, note string
	yes         bool // it is a yes that stands, at least in part
}

// answers are what everybody said on this road, each person once.
func (s *road) answers() []saidLine {
	var order []record.ID
	newest := map[record.ID]*record.Consent{}
	for _, c := range s.page.Consents {
		have := newest[c.Giver]
		if have == nil {
			order = append(order, c.Giver)
		}
		if have == nil || !c.Created.Before(have.Created) {
			newest[c.Giver] = c
		}
	}
	var all []saidLine
	for _, id := range order {
		all = append(all, s.answer(newest[id]))
	}
	return all
}

func (s *road) answer(c *record.Consent) saidLine {
	p := s.p
	one := saidLine{title: s.named(c.Giver), yes: c.Answer == record.AnswerYes && c.Withdrawn.Zero()}
	one.note = p.T("referrals.giver.said", "Way", p.Value("consent.way", string(c.Way)), "On", p.DayMonth(c.On))
	switch {
	case !c.Withdrawn.Zero():
		one.note = p.T("referrals.giver.withdrawn", "On", p.DayMonth(c.Withdrawn))
	case c.Answer == record.AnswerNo:
		one.note = p.T("referrals.stand.no")
	}
	for _, t := range c.Taken {
		var names []string
		for _, g := range t.Groups {
			names = append(names, p.Value("field.group", string(g)))
		}
		one.note = p.T("referrals.said.taken", "Note", one.note, "On", p.DayMonth(t.On), "What", p.List(names))
	}
	return one
}
