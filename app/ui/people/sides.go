package people

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/dial"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// beside is one thing that is known of one of two, or of both.
type beside struct{ mine, known string }

// mark is how the two differ, in a word for each of them: nothing when they are the same, and "alleen hier" where the other says nothing.
func (b beside) mark(p *i18n.Printer) (mine, known string) {
	switch {
	case b.mine == b.known:
		return "", ""
	case b.known == "":
		return p.T("people.alike.only"), ""
	case b.mine == "":
		return "", p.T("people.alike.only")
	}
	return p.T("people.alike.differs"), p.T("people.alike.differs")
}

// sides lays two side by side, each thing on a line of its own, with a word behind what differs.
func sides(p *i18n.Printer, mine, known string, all []beside) fyne.CanvasObject {
	left, right := []fyne.CanvasObject{muted(p, mine)}, []fyne.CanvasObject{muted(p, known)}
	for i, one := range all {
		a, b := one.mark(p)
		left, right = appendSide(p, left, one.mine, a, i == 0), appendSide(p, right, one.known, b, i == 0)
	}
	return form.NewColumnsFrom(p, 16, look.Scaled(220), column(p, 2, left...), column(p, 2, right...))
}

func appendSide(p *i18n.Printer, to []fyne.CanvasObject, text, mark string, bold bool) []fyne.CanvasObject {
	if text == "" {
		return to
	}
	spans := []rtl.Span{{Text: text, Bold: bold}}
	if mark != "" {
		spans = append(spans, rtl.Span{Text: "  " + mark, Size: rtl.Small, Color: look.ColorLate})
	}
	return append(to, rtl.NewRich(p.Direction(), spans, rtl.Style{Wrap: true}))
}

// personTraits are the things by which two people are compared, each in its own place.
func personTraits(p *i18n.Printer, person *record.Person, family string, today record.Date) []string {
	alias := ""
	if !person.First.Empty() {
		alias = person.Alias.Reveal()
	}
	return []string{
		nameOf(p, person), alias, joined(p.Value("person.kind", string(person.As)), bornOf(p, person), ageOf(p, person, today)), family, dial.Show(phoneNumber(person)),
	}
}

// personSides are two people beside each other.
func personSides(p *i18n.Printer, mine, known *record.Person, family string, today record.Date) []beside {
	a, b := personTraits(p, mine, "", today), personTraits(p, known, family, today)
	all := make([]beside, len(a))
	for i := range a {
		all[i] = beside{a[i], b[i]}
	}
	return all
}

// familySides are two families beside each other: what they are called, where they live, and who is in them, each beside who may be the same.
func familySides(p *i18n.Printer, mine, known book.Family, today record.Date) []beside {
	all := []beside{{mine.Household.Name.Reveal(), known.Household.Name.Reveal()}, {placeOf(mine.Household), placeOf(known.Household)}}
	for _, two := range book.Twins(livingIn(mine, today), livingIn(known, today)) {
		all = append(all, beside{memberSide(p, mine, two.Mine, today), memberSide(p, known, two.Known, today)})
	}
	return all
}

func placeOf(h *record.Household) string {
	return joined(h.District.Reveal(), h.Postcode4, municipality.Name(h.Municipality))
}

// livingIn are the people of a family now.
func livingIn(f book.Family, today record.Date) []*record.Person {
	var all []*record.Person
	for _, m := range f.Household.Living(today) {
		if person := f.Person(m.Person); person != nil {
			all = append(all, person)
		}
	}
	return all
}

func memberSide(p *i18n.Printer, f book.Family, person *record.Person, today record.Date) string {
	if person == nil {
		return ""
	}
	return joined(nameOf(p, person), p.Value("relation", string(f.Relation(person.ID))), bornOf(p, person), ageOf(p, person, today), dial.Show(phoneNumber(person)))
}
