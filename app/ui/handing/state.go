// Package handing is "overdragen": families that another worker takes over, each after its own yes, and families taken over from one.
package handing

import (
	"slices"
	"strings"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// state is the page without widgets.
type state struct {
	p      *i18n.Printer
	all    []book.HandFamily
	open   record.ID // the family that is asked about; zero for none
	list   bool      // the list of families is shown
	own    parcel.Card
	to     parcel.Card // to whom it goes; empty until a card was opened
	chosen map[record.ID]bool
	note   string // what is being typed for the next worker

	file    []byte // of another worker, while it is looked at
	arrived book.Parcel
	taken   *book.Taken // what taking over did, until the page is left
}

func (s *state) load(all []book.HandFamily) {
	before := map[record.ID]bool{}
	for _, f := range s.all {
		before[f.Household] = f.Standing == book.StandingYes
	}
	s.all = all
	if s.chosen == nil {
		s.chosen = map[record.ID]bool{}
	}
	for _, f := range all { // whoever says yes is chosen; taking it off stays
		if f.Standing != book.StandingYes {
			delete(s.chosen, f.Household)
		} else if !before[f.Household] {
			s.chosen[f.Household] = true
		}
	}
}

// family is the one that is asked about.
func (s *state) family() (book.HandFamily, bool) {
	i := slices.IndexFunc(s.all, func(f book.HandFamily) bool { return f.Household == s.open })
	if i < 0 {
		return book.HandFamily{}, false
	}
	return s.all[i], true
}

// willing lists the families that said yes and have not gone.
func (s *state) willing() []book.HandFamily {
	return s.with(book.StandingYes)
}

// gone lists the families that went, whose own copy is open or closed.
func (s *state) gone() []book.HandFamily {
	return s.with(book.StandingGiven, book.StandingClosed)
}

func (s *state) with(some ...book.Standing) (list []book.HandFamily) {
	for _, f := range s.all {
		if slices.Contains(some, f.Standing) {
			list = append(list, f)
		}
	}
	return list
}

// going lists the chosen families.
func (s *state) going() (ids []record.ID) {
	for _, f := range s.willing() {
		if s.chosen[f.Household] {
			ids = append(ids, f.Household)
		}
	}
	return ids
}

// row is a family in the list.
func (s *state) row(i int) listing.Row {
	if i < 0 || i >= len(s.all) {
		return listing.Row{}
	}
	f := s.all[i]
	return listing.Row{Icon: look.IconUsersThree, Title: f.Name.Reveal(), Line: s.line(f), Status: s.status(f)}
}

func (s *state) status(f book.HandFamily) listing.Status {
	kind := map[book.Standing]listing.StatusKind{
		book.StandingAsk: listing.StatusYourTurn, book.StandingUnreached: listing.StatusYourCall, book.StandingYes: listing.StatusAnswered,
	}[f.Standing]
	if kind == listing.StatusNone {
		kind = listing.StatusWaiting
	}
	return listing.Status{Kind: kind, Text: s.p.Value("handing.standing", string(f.Standing))}
}

// line says who goes along, and what.
func (s *state) line(f book.HandFamily) string {
	if f.Standing == book.StandingGiven || f.Standing == book.StandingClosed {
		return s.p.T("handing.given.line", "Who", f.With.Reveal(), "On", s.p.Date(f.GivenOn))
	}
	n := 0
	for _, p := range f.People {
		if p.Goes {
			n++
		}
	}
	return s.p.N("handing.people", n, "All", s.p.Number(len(f.People)))
}

// along lists what goes with a family besides its people.
func (s *state) along(f book.HandFamily) []string {
	return []string{
		s.p.N("handing.promises", f.Promises), s.p.N("handing.referrals", f.Referrals), s.p.N("handing.consents", f.Consents),
	}
}

// name is how somebody is called; an unborn child has no name yet.
func (s *state) name(n record.Private) string {
	if n.Empty() {
		return s.p.T("people.unborn.name")
	}
	return n.Reveal()
}

// about says for which children somebody answers too.
func (s *state) about(a book.HandAsk) string {
	if len(a.About) == 0 {
		return ""
	}
	var names []string
	for _, n := range a.About {
		names = append(names, s.name(n))
	}
	return s.p.T("handing.ask.also", "Who", s.p.List(names))
}

// person says whether somebody goes along, and why not.
func (s *state) person(one book.HandPerson) string {
	if one.Goes {
		return s.p.T("handing.goes")
	}
	if text := "handing.stays." + strings.ReplaceAll(string(one.Why), ".", "_"); s.p.Has(text) {
		return s.p.T(text)
	}
	return s.p.T("handing.stays")
}

// counts says how the families stand, each standing that there is with its number.
func (s *state) counts() []string {
	var lines []string
	for _, standing := range book.Standings() {
		if n := len(s.with(standing)); n > 0 {
			lines = append(lines, s.p.T("handing.count", "What", s.p.Value("handing.standing", string(standing)), "Number", s.p.Number(n)))
		}
	}
	return lines
}
