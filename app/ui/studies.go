package ui

import (
	"io"

	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/studies"
)

// WriteStudy makes a file of published figures of a study, in a language. Nothing of it comes from the store, so nothing of it is noted.
func (s *Shell) WriteStudy(format, language string, t studies.Table) {
	p, err := i18n.New(language)
	if err != nil {
		s.Fail(err)
		return
	}
	s.SaveAs(s.p.T("studies.file", "ID", t.ID())+"."+format, func(w io.Writer) error {
		if format == "csv" {
			return export.StudyCSV(w, t, p, export.Semicolon)
		}
		return export.PDF(w, export.Study(t, p), faces())
	})
}
