package people

import (
	"strconv"
	"strings"

	"schakel/app/ui/draft"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// setBirth reads a day or a year of birth, or for a child that is not born yet the day it is expected.
func setBirth(p *i18n.Printer, t draft.Texts, person *record.Person, text string, unborn bool, today record.Date) {
	key := person.ID.String()
	t[textBirth+key] = text
	delete(t, textUnborn+key)
	if unborn {
		t[textUnborn+key] = "1"
	}
	person.Birth, person.BirthYear, person.Expected = record.Date{}, 0, record.Date{}
	text = strings.TrimSpace(i18n.Digits(text))
	switch year, err := strconv.Atoi(text); {
	case text == "":
		delete(t, textBirth+key)
	case unborn:
		person.Expected, _ = p.ParseComingDate(text, today)
	case err == nil && len(text) == 4:
		person.BirthYear = year
	default:
		person.Birth, _ = p.ParseDate(text, today)
	}
}

// birthText is what stands in the field of the birth, and whether the child is still to be born.
func birthText(p *i18n.Printer, t draft.Texts, person *record.Person) (text string, unborn bool) {
	key := person.ID.String()
	unborn = t[textUnborn+key] != "" || !person.Expected.Zero()
	switch {
	case t[textBirth+key] != "":
		return t[textBirth+key], unborn
	case !person.Birth.Zero():
		return p.ShortDate(person.Birth), false
	case person.BirthYear != 0:
		return strconv.Itoa(person.BirthYear), false
	}
	return p.ShortDate(person.Expected), unborn
}

// birthProblem is what is wrong with the text of a birth, or "".
func birthProblem(p *i18n.Printer, t draft.Texts, person *record.Person, today record.Date) string {
	if person.Birth.Zero() && person.BirthYear == 0 && person.Expected.Zero() && strings.TrimSpace(t[textBirth+person.ID.String()]) != "" {
		return unread(p)
	}
	for _, one := range person.Validate(today) {
		if one.Field == "birth" || one.Field == "birthYear" || one.Field == "expected" {
			return p.Problem(one)
		}
	}
	return ""
}
