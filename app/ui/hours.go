package ui

import (
	"context"
	"io"
	"strings"

	"schakel/app/ui/hours"
	"schakel/app/ui/people"
	"schakel/app/ui/week"
	"schakel/internal/export"
	sheet "schakel/internal/hours"
	"schakel/internal/record"
)

// The worker's own sheet of hours is below the overview; the list of contacts and the grid of a week are below the people.
const (
	subHours    subpage = "hours"
	subWeek     subpage = "week"
	subContacts subpage = "contacts"
)

// WriteHours makes a file of the worker's own sheet. That it leaves is noted before a byte of it is written.
func (s *Shell) WriteHours(format string, of sheet.Sheet) {
	b, p := s.book, s.p
	s.SaveAs(export.HoursName(p, of)+"."+strings.ToLower(format), func(w io.Writer) error {
		if err := b.Printed(context.Background(), record.KindNone, record.ID{}); err != nil {
			return err
		}
		switch format {
		case "CSV":
			return export.HoursCSV(w, p, of, export.Semicolon)
		case "XLSX":
			return export.HoursXLSX(w, p, of)
		}
		return export.PDF(w, export.MonthSheet(p, of), faces())
	})
}

// PrintSlip makes the pocket slip to be filled in by hand, in the language of the screen. It holds nothing.
func (s *Shell) PrintSlip() {
	s.print(place{}, s.p.T("slip.file"), export.PocketSlip(s.p))
}

// workPage makes the page of a place below a destination that is about the work itself; nil for another.
func (s *Shell) workPage(at place) page {
	b, p, run := s.book, s.p, s.deps.Run
	switch at.sub {
	case subHours:
		return hours.New(b, s, p, run)
	case subWeek:
		return week.New(b, s, p, run)
	case subContacts:
		return people.NewContacts(b, s, p, run)
	}
	return nil
}
