package people

import (
	"slices"
	"strings"
	"time"

	"schakel/app/ui/draft"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// contactState is the entry of a moment of contact. It knows no widgets.
type contactState struct {
	c       *record.Contact
	texts   draft.Texts
	subject string // whom it is about, in words
	today   record.Date
}

// The fields of a contact whose text is kept as typed.
const (
	textOn      = "on"
	textAt      = "at"
	textPromise = "promiseDue"
	textCents   = "cents"
)

func newContact(today record.Date, about record.AboutKind, subject record.ID) *contactState {
	s := &contactState{c: &record.Contact{On: today}, texts: draft.Texts{}, today: today}
	s.c.About, s.c.Subject = about, subject
	return s
}

// setAbout says whom the contact was with.
func (s *contactState) setAbout(kind record.AboutKind, subject record.ID, words string) {
	s.c.About, s.c.Subject, s.subject = kind, subject, words
	if kind != record.AboutNumber {
		s.c.Heads = 0
	}
}

func (s *contactState) setOn(p *i18n.Printer, text string) {
	day, err := s.texts.Day(textOn, text, func(text string) (record.Date, error) { return p.ParseDate(text, s.today) })
	s.c.On = day
	if err != nil {
		s.c.On = record.Date{}
	}
}

func (s *contactState) setDue(p *i18n.Printer, text string) {
	day, err := s.texts.Day(textPromise, text, func(text string) (record.Date, error) { return p.ParseComingDate(text, s.today) })
	s.c.PromDue = day
	if err != nil {
		s.c.PromDue = record.Date{}
	}
}

// setAt reads a time of day as people write it: 9, 9.30, 14:05, 1405.
func (s *contactState) setAt(text string) {
	s.texts[textAt] = text
	s.c.At = clock(text)
}

func clock(text string) string {
	text = strings.TrimSpace(strings.NewReplacer(".", ":", "u", ":", " ", "").Replace(strings.ToLower(i18n.Digits(text))))
	text = strings.TrimSuffix(strings.TrimSuffix(text, "ur"), ":")
	if len(text) == 4 && !strings.Contains(text, ":") {
		text = text[:2] + ":" + text[2:]
	}
	hours, minutes, found := strings.Cut(text, ":")
	if !found {
		minutes = "00"
	}
	t, err := time.Parse("15:4", hours+":"+minutes)
	if err != nil {
		return ""
	}
	return t.Format("15:04")
}

// setCents reads an amount of euros: 12, 3,50, € 4.25.
func (s *contactState) setCents(text string) {
	s.texts[textCents] = text
	s.c.Cents, _ = i18n.ParseEuro(text)
}

// problems are what must be put right before the contact can be kept, by field.
func (s *contactState) problems(p *i18n.Printer) map[string]string {
	out := map[string]string{}
	for _, problem := range s.c.Validate(s.today) {
		field, _, _ := strings.Cut(problem.Field, ".")
		out[field] = p.Problem(problem)
	}
	if s.c.On.Zero() && strings.TrimSpace(s.texts[textOn]) != "" {
		out["on"] = unread(p)
	}
	if s.c.PromDue.Zero() && strings.TrimSpace(s.texts[textPromise]) != "" {
		out["promiseDue"] = unread(p)
	}
	if s.c.At == "" && strings.TrimSpace(s.texts[textAt]) != "" {
		out["at"] = p.Problem(record.Problem{Code: "time"})
	}
	if _, ok := i18n.ParseEuro(s.texts[textCents]); !ok {
		out["cents"] = p.Problem(record.Problem{Code: "count.range"})
	}
	return out
}

// unread is what is said about a text that is no day.
func unread(p *i18n.Printer) string {
	text, hint := p.Fault(i18n.ErrUnreadableDate)
	if hint == "" {
		return text
	}
	return text + " " + hint
}

// copied is the contact as it is now, apart from what is typed later.
func (s *contactState) copied() *record.Contact {
	c := *s.c
	c.Roles = slices.Clone(s.c.Roles)
	return &c
}

// money is an amount as it is typed.
func money(p *i18n.Printer, cents int) string {
	if cents == 0 {
		return ""
	}
	return p.Fixed(float64(cents)/100, 2)
}

// lengths are how long a contact usually takes, in minutes.
func lengths() []int { return []int{5, 15, 30, 45, 60, 90, 120, 180} }
