package ui

import (
	"context"
	"io"
	"strings"

	"schakel/internal/export"
	sheet "schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// WriteHours makes a file of the worker's own sheet, in a language. That it leaves is noted before a byte of it is written.
func (s *Shell) WriteHours(format, language string, of sheet.Sheet) {
	b := s.book
	p, err := i18n.New(language)
	if err != nil {
		s.Fail(err)
		return
	}
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

// PrintSlip makes the pocket slip to be filled in by hand, in a language. It holds nothing.
func (s *Shell) PrintSlip(language string) {
	p, err := i18n.New(language)
	if err != nil {
		s.Fail(err)
		return
	}
	s.print(place{}, s.p.T("slip.file"), export.PocketSlip(p))
}
