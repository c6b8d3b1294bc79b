package inbox

import (
	"time"

	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// restoredShown is how long the beheerder is told that a copy was put back.
const restoredShown = 60 * 24 * time.Hour

// restored says what the beheerder looks at after a copy was put back: who was shut out after it is in again. "" when none was of late.
func (s *Site) restored(p *i18n.Printer) (string, error) {
	var last intake.Restored
	var found bool
	err := s.config.Inbox.View(func(tx intake.Tx) (err error) {
		last, found, err = intake.RestoredIn(tx)
		return err
	})
	if err != nil || !found || s.config.Now().Sub(last.At) > restoredShown {
		return "", err
	}
	return p.T("inbox.restored", "On", s.day(p, last.At), "Copy", s.day(p, last.From)), nil
}
