package people

import (
	"slices"
	"strconv"

	"schakel/internal/book"
	"schakel/internal/dial"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// mergeRow is one field in which two say something else, in words.
type mergeRow struct {
	field, label, keep, other string
	both                      bool // both texts can be kept
}

// mergeState is the choice, field by field, when two are one.
type mergeState struct {
	p       *i18n.Printer
	plan    book.Merging
	keep    book.Family // of two families; empty for people
	other   book.Family
	today   record.Date
	choices map[string]book.MergeChoice
}

// rows are the fields to choose, in the order of the record.
func (s *mergeState) rows() []mergeRow {
	var all []mergeRow
	for _, field := range s.plan.Choose {
		all = append(all, mergeRow{
			field: field, label: fieldLabel(s.p, field), keep: fieldWords(s.p, s.plan.Keep, field), other: fieldWords(s.p, s.plan.Other, field),
			both: book.MergeText(field),
		})
	}
	return all
}

// open tells whether there is something left to choose.
func (s *mergeState) open() bool {
	return slices.ContainsFunc(s.plan.Choose, func(field string) bool { return s.choices[field] == "" })
}

// sides are both beside each other.
func (s *mergeState) sides() []beside {
	if s.keep.Household != nil {
		return familySides(s.p, s.keep, s.other, s.today)
	}
	keep, is := s.plan.Keep.(*record.Person)
	other, too := s.plan.Other.(*record.Person)
	if !is || !too {
		return nil
	}
	return personSides(s.p, keep, other, "", s.today)
}

// fieldLabel is the name of a field on the screen.
func fieldLabel(p *i18n.Printer, field string) string {
	ids := map[string]string{
		"as": "people.person.kind", "gender": "people.merge.gender", "alias": "people.alias", "first": "people.first", "infix": "people.infix", "last": "people.last",
		"birth": "people.birth", "approach": "people.approach", "review": "people.review", "note": "people.page.note", "name": "people.family.name",
		"postcode4": "people.family.postcode", "district": "people.family.district", "municipality": "people.family.town", "goesWell": "people.page.well",
		"wish": "people.page.wish", "urgency": "people.page.urgency", "reached": "people.page.reached", "knewWay": "people.knew", "told": "people.page.told",
		"tried": "people.page.tried", "custody": "people.page.custody", "channels": "people.merge.channels", "languages": "people.languages",
		"members": "people.page.who", "involved": "people.help", "unsafe": "people.family.safety", "secret": "people.secret", "interpreter": "people.interpreter",
	}
	if id := ids[field]; id != "" {
		return p.T(id)
	}
	return p.T("people.merge.other")
}

// fieldWords is what stands in a field of a person or a family, in words.
func fieldWords(p *i18n.Printer, r record.Record, field string) string {
	switch v := r.(type) {
	case *record.Person:
		return personWords(p, v, field)
	case *record.Household:
		return familyWords(p, v, field)
	}
	return ""
}

func personWords(p *i18n.Printer, v *record.Person, field string) string {
	texts := map[string]record.Private{"alias": v.Alias, "first": v.First, "infix": v.Infix, "last": v.Last, "approach": v.Approach, "note": v.Note}
	if text, is := texts[field]; is {
		return text.Reveal()
	}
	switch field {
	case "as":
		return p.Value("person.kind", string(v.As))
	case "gender":
		return p.Value("gender", string(v.Gender))
	case "birth":
		switch {
		case !v.Birth.Zero():
			return p.Date(v.Birth)
		case v.BirthYear != 0:
			return strconv.Itoa(v.BirthYear)
		case !v.Expected.Zero():
			return p.T("people.unborn", "Date", p.Date(v.Expected))
		}
	case "review":
		return p.Date(v.Review)
	case "languages":
		return languagesOf(p, v)
	case "secret":
		return yesNo(p, v.Secret)
	case "interpreter":
		return yesNo(p, v.Interpreter)
	case "channels":
		var all []string
		for _, c := range v.Channels {
			all = append(all, dial.Show(c.Value.Reveal()))
		}
		return p.Commas(all)
	}
	return ""
}

func yesNo(p *i18n.Printer, on bool) string {
	if on {
		return p.T("fyne.yes")
	}
	return p.T("fyne.no")
}

func familyWords(p *i18n.Printer, v *record.Household, field string) string {
	texts := map[string]record.Private{
		"name": v.Name, "district": v.District, "goesWell": v.GoesWell, "wish": v.Wish, "tried": v.Tried, "note": v.Note,
	}
	if text, is := texts[field]; is {
		return text.Reveal()
	}
	switch field {
	case "postcode4":
		return v.Postcode4
	case "municipality":
		return municipality.Name(v.Municipality)
	case "urgency":
		return p.Value("urgency", string(v.Urgency))
	case "reached":
		return p.Value("reached", string(v.Reached))
	case "knewWay":
		return yesNo(p, v.KnewWay == "yes")
	case "told":
		return joined(p.Date(v.Told.On), v.Told.How.Reveal())
	case "members":
		return p.N("people.list.persons", len(v.Members))
	case "custody":
		var all []string
		for _, c := range v.Custody {
			all = append(all, joined(p.Value("custody.kind", string(c.Custody)), p.Date(c.From)))
		}
		return p.Commas(all)
	case "involved":
		var all []string
		for _, o := range v.Involved {
			all = append(all, o.Who.Reveal())
		}
		return p.Commas(all)
	}
	return ""
}

// mergedLine is one merge on the page of whom it was about.
type mergedLine struct {
	id   record.ID
	text string
}

func mergedOf(p *i18n.Printer, all []*record.Merge) []mergedLine {
	var lines []mergedLine
	for _, m := range all {
		name := m.Name.Reveal()
		if name == "" {
			name = p.T("people.unborn.name")
		}
		lines = append(lines, mergedLine{id: m.ID, text: p.T("people.merged", "Name", name, "Date", p.Date(m.On))})
	}
	return lines
}
