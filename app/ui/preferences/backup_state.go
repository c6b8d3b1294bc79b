package preferences

import (
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// copyFacts says when the last backups were made.
func (s *state) copyFacts() [][2]string {
	var own time.Time
	if i, ok := s.copies.Newest(); ok {
		own = i.Made
	}
	return [][2]string{
		{s.p.T("preferences.copy.own"), s.moment(own)},
		{s.p.T("preferences.copy.away"), s.moment(s.copies.Away)},
	}
}

// moment is a day as people say it, with the time.
func (s *state) moment(at time.Time) string {
	if at.IsZero() {
		return s.p.T("preferences.copy.never")
	}
	return s.p.T("preferences.copy.when", "Day", s.p.Relative(record.DateOf(at), s.today), "Time", s.p.Clock(at))
}

// copyFault is why the copy of the day was not made, "" when nothing went wrong.
func (s *state) copyFault() (text, hint string) {
	if s.copies.Fault == nil {
		return "", ""
	}
	return s.p.Fault(s.copies.Fault)
}

// copyCounts is how many backups on this laptop look whole, and how many do not.
func (s *state) copyCounts() (whole, broken int) {
	for _, i := range s.copies.Own {
		if i.Fault == nil {
			whole++
		} else {
			broken++
		}
	}
	return whole, broken
}

// copyPath is the newest whole backup on this laptop, "" when there is none.
func (s *state) copyPath() string {
	i, _ := s.copies.Newest()
	return i.Path
}

// copyOpens says what a backup held that opened.
func (s *state) copyOpens(r book.BackupReport) string {
	return s.p.N("preferences.copy.opens", r.Records, "Day", s.p.Date(record.DateOf(r.Made)))
}
