// Package hours is the worker's own sheet of a month: hours, what may be received for them, and real costs. Nobody else sees it.
package hours

import (
	"time"

	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// state is what the page shows. It knows no widgets.
type state struct {
	p      *i18n.Printer
	today  record.Date
	month  record.Date // the first day of the month that is shown
	sheet  hours.Sheet
	mine   *record.Allowance
	tongue string            // of the papers, chosen by the worker; "" for that of the screen
	typed  map[string]string // amounts as they are typed
}

// The amounts that can be filled in, as they are kept.
const (
	fieldElsewhere = "elsewhere"
	fieldHour      = "hour"
	fieldMonth     = "month"
	fieldTop       = "top"
)

// corrections are the amounts that the file knows and the worker can correct.
func corrections() []string { return []string{fieldHour, fieldMonth, fieldTop} }

// begin shows the month of today.
func (s *state) begin(today record.Date) {
	s.today = today
	if s.month.Zero() {
		s.month = record.Day(today.Year, today.Month, 1)
	}
}

// paper is the language of the papers.
func (s *state) paper() string {
	if s.tongue != "" {
		return s.tongue
	}
	return s.p.Tag()
}

// move goes some months on or back, never past the month of today.
func (s *state) move(months int) {
	to := record.DateOf(s.month.Midnight().AddDate(0, months, 0))
	if !to.After(s.today) && to.Year >= 2000 {
		s.month = to
	}
}

// last reports whether the month is that of today.
func (s *state) last() bool { return s.month.Year == s.today.Year && s.month.Month == s.today.Month }

// take shows what was read.
func (s *state) take(sheet hours.Sheet, mine *record.Allowance) {
	s.sheet, s.mine, s.typed = sheet, mine, map[string]string{}
	for _, name := range append(corrections(), fieldElsewhere) {
		if n := *s.amount(name); n > 0 {
			s.typed[name] = s.p.Fixed(float64(n)/100, 2)
		}
	}
}

// amount is where an amount is kept.
func (s *state) amount(name string) *int {
	switch name {
	case fieldHour:
		return &s.mine.Hour
	case fieldMonth:
		return &s.mine.Month
	case fieldTop:
		return &s.mine.Top
	}
	return &s.mine.Elsewhere
}

// known is the amount that counts while nothing is filled in, in words.
func (s *state) known(name string) string {
	r, _ := hours.Known(s.sheet.Year)
	switch name {
	case fieldHour:
		if s.mine.Young {
			return s.p.Euro(r.Young)
		}
		return s.p.Euro(r.Hour)
	case fieldMonth:
		return s.p.Euro(r.Month)
	}
	return s.p.Euro(r.Top)
}

// set takes over what was typed; what cannot be read yet is kept beside it.
func (s *state) set(name, text string) {
	s.typed[name] = text
	*s.amount(name), _ = i18n.ParseEuro(text)
}

// wrong is the sentence beside an amount that cannot be read, or "".
func (s *state) wrong(name string) string {
	if _, ok := i18n.ParseEuro(s.typed[name]); !ok {
		return s.p.T("hours.amount.wrong")
	}
	return ""
}

// problems are the amounts that cannot be read, by field.
func (s *state) problems() map[string]string {
	out := map[string]string{}
	for _, name := range append(corrections(), fieldElsewhere) {
		if text := s.wrong(name); text != "" {
			out[name] = text
		}
	}
	return out
}

// copied is what is filled in now, apart from what is typed later.
func (s *state) copied() *record.Allowance {
	a := *s.mine
	return &a
}

// time of the month, for the book.
func (s *state) of() (int, time.Month) { return s.month.Year, s.month.Month }
