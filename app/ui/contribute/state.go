package contribute

import (
	"strings"

	"schakel/app/ui/counts"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// state is the page without widgets.
type state struct {
	p          *i18n.Printer
	programmes []*record.Programme
	given      []*record.Contribution
	chosen     record.ID
	span       counts.Span
	days       summary.Period
	shown      *book.Prepared // what would go
	wrong      error          // why nothing can go
	work       []book.Aimable // of the period, to give aims to
	rows       int            // how many of them are shown

	desks map[record.ID]book.Desk // through which a programme's contributions can go
}

func (s *state) load(programmes []*record.Programme, given []*record.Contribution, desks map[record.ID]book.Desk) {
	s.programmes, s.given, s.desks = programmes, given, desks
	if _, ok := s.programme(); !ok && len(programmes) > 0 {
		s.chosen = programmes[0].ID
	}
}

// programme is the one that is chosen.
func (s *state) programme() (*record.Programme, bool) {
	for _, p := range s.programmes {
		if p.ID == s.chosen {
			return p, true
		}
	}
	return nil, false
}

// who is the coordinator, by the name on the card.
func (s *state) who(c parcel.Card) string {
	if c.Name.Empty() {
		return s.p.T("contribute.coordinator")
	}
	return c.Name.Reveal()
}

// notes say what is special about this contribution.
func (s *state) notes() []string {
	var lines []string
	c := s.shown.Content
	if c.Until.Before(c.To) {
		lines = append(lines, s.p.T("contribute.until", "Date", s.p.Date(c.Until)))
	}
	if b := s.shown.Before; b != nil && !b.Withdrawn {
		lines = append(lines, s.p.T("contribute.again", "Date", s.p.Date(record.DateOf(b.Made.Local()))))
	}
	if a := c.Also; !a.None() {
		lines = append(lines, s.p.T("contribute.also", "Contacts", s.p.Number(a.Contacts), "Meetings", s.p.Number(a.Meetings), "Minutes", s.p.Number(a.Minutes)))
	}
	return lines
}

// line is one contribution that went.
func (s *state) line(c *record.Contribution) string {
	id := "contribute.given.line"
	if c.Withdrawn {
		id = "contribute.given.back"
	}
	period := s.p.T("summary.period", "From", s.p.Date(c.From), "To", s.p.Date(c.To))
	line := s.p.T(id, "Period", period, "Date", s.p.Date(record.DateOf(c.Made.Local())))
	if c.Post != "" {
		line += " · " + s.p.Value("contribute.post", string(c.Post))
	}
	if c.Post == record.PostHeld {
		text, hint := s.p.Fault(fault.New(fault.Refused, c.Reason, c.Reason))
		line += ". " + strings.TrimSpace(text+" "+hint)
	}
	return line
}

// fileName has the period and nothing personal.
func (s *state) fileName(period summary.Period) string {
	return s.p.T("contribute.file", "From", period.From.String(), "To", period.To.String())
}
