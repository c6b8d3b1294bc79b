package people

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Texts of days that are kept as typed.
const (
	textFrom  = "custody/from/"  // since when a rule about a child counts
	textSince = "members/since/" // since when somebody lives here
)

// since reads the day from which the rule about a child counts. A day that cannot be, or that lies before the rule that counted until
// then, changes nothing: the text stays, and is said to be wrong.
func (s *familyState) since(p *i18n.Printer, child record.ID, text string) {
	day, err := s.texts.Day(textFrom+child.String(), text, func(text string) (record.Date, error) { return p.ParseDate(text, s.today) })
	c := s.custody(child)
	if err != nil {
		return
	}
	delete(s.texts, textFrom+child.String())
	if day == c.From {
		return
	}
	first := c.From.Zero() && day.Zero()
	taken := !first && slices.ContainsFunc(s.h.Custody, func(x record.Custody) bool { return x.Child == child && x.From != c.From && !x.From.Before(day) })
	if taken || day.After(s.today) {
		s.texts[textFrom+child.String()] = text
		return
	}
	s.h.Custody = slices.DeleteFunc(s.h.Custody, func(x record.Custody) bool { return x.Child == child && x.From == c.From })
	c.From = day
	s.decide(c)
}

// fromField asks since when it counts: a change of who decides is often written down later than it was.
func (v *memberView) fromField(c record.Custody) fyne.CanvasObject {
	p, s, child := v.e.p, v.e.state, v.m.person.ID
	return v.e.day(v.key("from"), form.DateOptions{Label: p.T("people.custody.from"), Help: p.T("people.custody.from.help")}, c.From, s.texts[textFrom+child.String()],
		func(text string) { s.since(p, child, text) })
}

// lives reads the day since when somebody lives in the family.
func (s *familyState) lives(p *i18n.Printer, id record.ID, text string) {
	day, err := s.texts.Day(textSince+id.String(), text, func(text string) (record.Date, error) { return p.ParseDate(text, s.today) })
	if err != nil {
		day = record.Date{}
	} else {
		delete(s.texts, textSince+id.String())
	}
	if i := s.living(id); i >= 0 {
		s.h.Members[i].From = day
	}
}

func (s *familyState) living(id record.ID) int {
	return slices.IndexFunc(s.h.Members, func(m record.Member) bool { return m.Person == id && m.To.Zero() })
}

// sinceField asks since when a child lives here; one that lives in two families has a day in each.
func (v *memberView) sinceField() fyne.CanvasObject {
	p, s, id := v.e.p, v.e.state, v.m.person.ID
	value := record.Date{}
	if i := s.living(id); i >= 0 {
		value = s.h.Members[i].From
	}
	return v.e.day(v.key("since"), form.DateOptions{Label: p.T("people.member.from")}, value, s.texts[textSince+id.String()],
		func(text string) { s.lives(p, id, text) })
}

// swap puts somebody who is known already in the place of a new person who turned out to be the same: a child may live in two families.
func (s *familyState) swap(id record.ID, known *record.Person) {
	m := s.find(id)
	if m == nil || s.find(known.ID) != nil {
		return
	}
	m.person, m.touched = copyPerson(known), true
	s.dropped = append(s.dropped, id)
	for i := range s.h.Members {
		if s.h.Members[i].Person == id {
			s.h.Members[i].Person = known.ID
		}
	}
	for i := range s.h.Custody {
		if s.h.Custody[i].Child == id {
			s.h.Custody[i].Child = known.ID
		}
		for k, holder := range s.h.Custody[i].Holders {
			if holder == id {
				s.h.Custody[i].Holders[k] = known.ID
			}
		}
	}
	s.h.Unsafe = slices.DeleteFunc(s.h.Unsafe, func(x record.ID) bool { return x == id })
}
