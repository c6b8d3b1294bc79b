// Package mine holds the two pages that are for the worker alone: "Mijn jaar", and what lies with the worker now.
package mine

import (
	"strings"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// figure is a number, and the id of what it counts.
type figure struct {
	n    int
	text string
}

// yearFigures are the numbers of a year, in the order of the page.
func yearFigures(y book.Year) []figure {
	return []figure{
		{y.Families, "mine.year.families"}, {y.Visits, "mine.year.visits"}, {(y.Minutes + 30) / 60, "mine.year.hours"},
		{y.Referrals, "mine.year.referrals"}, {y.Arrived, "mine.year.arrived"}, {y.Started, "mine.year.started"},
	}
}

// loadFigures are the numbers of what lies with the worker.
func loadFigures(l book.Load) []figure {
	return []figure{
		{l.Families, "mine.load.families"}, {l.Promises, "mine.load.promises"}, {l.Concerns, "mine.load.concerns"},
		{l.Referrals, "mine.load.referrals"}, {l.Waiting, "mine.load.waiting"}, {l.Meetings, "mine.load.meetings"},
	}
}

// languages are the languages of a year as people name them; a code without a name is shown as it is.
func languages(p *i18n.Printer, y book.Year) (names []string) {
	for _, code := range y.Languages {
		names = append(names, p.Tongue(code))
	}
	return names
}

// does says what somebody does for the worker, in the words of the screen.
func does(p *i18n.Printer, s book.Sharer) string {
	var words []string
	for _, r := range s.Roles[:min(len(s.Roles), 3)] {
		words = append(words, p.Value("formal.role", string(r)))
	}
	return strings.Join(words, " · ")
}

// thankedBy says who thanked: the person and the organisation, as far as they are known, else what sort of person.
func thankedBy(p *i18n.Printer, t book.Recognition) string {
	who := t.Who.Reveal()
	switch {
	case who == "" && (t.From == record.ThanksParent || t.Where.Empty()):
		return p.Value("thanks.from", string(t.From))
	case who == "":
		return t.Where.Reveal()
	case t.Where.Empty():
		return who
	}
	return p.T("mine.year.thanks.from", "Who", who, "Where", t.Where.Reveal())
}
