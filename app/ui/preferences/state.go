// Package preferences is the page of what a worker can set: the own card, language, letters, colour, lock, passphrase, recovery code,
// the backups, the connection with a CJG, reading in and keeping, and what Schakel is.
package preferences

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// state is what the page shows and what is wrong with what was typed.
type state struct {
	p       *i18n.Printer
	today   record.Date
	card    *record.Profile // nil until it was read
	typed   bool            // something of the card is not kept yet
	links   []link
	refused []line // of the last file that was read in
	copies  book.Backups

	recovery book.Recovery
	paper    *record.Letterhead // nil until it was read
	drawn    bool               // something of the letterhead is not kept yet
}

// unkept gives a copy of the card to save, or nil when nothing was typed.
func (s *state) unkept() *record.Profile {
	if s.card == nil || !s.typed {
		return nil
	}
	c := *s.card
	c.Languages, c.Roles, c.Times, c.Areas = slices.Clone(s.card.Languages), slices.Clone(s.card.Roles), slices.Clone(s.card.Times), slices.Clone(s.card.Areas)
	return &c
}

// wrong gives the sentence beside each field of the card that cannot be kept.
func (s *state) wrong() map[string]string {
	out := map[string]string{}
	for _, problem := range s.card.Validate(s.today) {
		out[problem.Field] = s.p.Problem(problem)
	}
	return out
}

// power is a passphrase's strength in words.
func power(p *i18n.Printer, text string) string {
	if text == "" {
		return p.T("unlock.strength.hint")
	}
	switch keyfile.Estimate([]byte(text)).Level {
	case 0:
		return p.T("unlock.strength.weak")
	case 1:
		return p.T("unlock.strength.enough")
	case 2:
		return p.T("unlock.strength.good")
	}
	return p.T("unlock.strength.best")
}

// wayBack says what opens the store when the passphrase is lost, and since when.
func (s *state) wayBack() string {
	day := s.p.Date(s.recovery.Given)
	switch s.recovery.Kind {
	case keyfile.KindRecovery:
		return s.p.T("preferences.recovery.code", "Day", day)
	case keyfile.KindShares:
		return s.p.T("preferences.recovery.parts", "Day", day)
	}
	return s.p.T("preferences.recovery.none")
}

// phrases is the old passphrase and the new one, twice.
type phrases struct{ old, first, second string }

// wrong gives the sentence beside the old one, the new one and the new one again.
func (f phrases) wrong(p *i18n.Printer) (out [3]string) {
	if f.old == "" {
		out[0] = p.T("preferences.phrase.old.empty")
	}
	switch {
	case f.first == "":
		out[1] = p.T("unlock.first.passphrase.empty")
	case !keyfile.Estimate([]byte(f.first)).Enough:
		out[1] = p.T("unlock.first.passphrase.weak")
	case f.second == "":
		out[2] = p.T("unlock.first.again.empty")
	case f.first != f.second:
		out[2] = p.T("unlock.first.again.differs")
	}
	return out
}

// link is one endpoint in words.
type link struct {
	id      record.ID
	name    string
	facts   [][2]string // what it is, and its value
	parked  string      // why it does not let this laptop in, "" when it does
	waits   string      // what must come before it can be used, "" when it can
	changed string      // since when the agreement is another one, "" when the worker saw it
	back    string      // that it put back an older copy of its store, "" when it did not of late
	keys    linkKeys
}

// connect makes the endpoints readable.
func (s *state) connect(all []*record.Endpoint) {
	s.links = nil
	for _, e := range all {
		s.links = append(s.links, s.link(e))
	}
}

func (s *state) link(e *record.Endpoint) link {
	p := s.p
	l := link{id: e.ID, name: e.Name.Reveal()}
	add := func(key, value string) {
		if value != "" {
			l.facts = append(l.facts, [2]string{key, value})
		}
	}
	add(p.T("preferences.link.agreement"), e.Agreement.Reveal())
	add(p.T("preferences.link.responsible"), e.Responsible.Reveal())
	if e.Norm > 0 {
		add(p.T("preferences.link.norm"), p.N("preferences.link.days", e.Norm))
	}
	address := e.Address
	if e.ByFile {
		address = p.T("preferences.link.byfile")
	}
	add(p.T("preferences.link.address"), address)
	if len(e.Certificate) == 0 && e.ByFile {
		l.waits = p.T("preferences.link.waits")
		return l
	}
	add(p.T("preferences.link.towns"), s.townNames(e.Towns))
	add(p.T("preferences.link.privacy"), e.Privacy.Reveal())
	add(p.T("preferences.link.words"), book.Words(e))
	l.keys = s.keysOf(e, add)
	if !e.ChangedOn.Zero() {
		l.changed = p.T("preferences.link.changed.when", "Day", p.Date(e.ChangedOn))
	}
	add(p.T("preferences.link.since"), p.Date(e.Enrolled))
	reached := p.T("preferences.link.never")
	if !e.Reached.IsZero() {
		at := e.Reached.Local()
		reached = p.T("preferences.link.at", "Day", p.Relative(record.DateOf(at), s.today), "Clock", p.Clock(at))
	}
	add(p.T("preferences.link.reached"), reached)
	l.back = s.putBack(e)
	if e.Parked != "" {
		text, hint := p.Fault(fault.New(fault.Denied, e.Parked, e.Parked))
		l.parked = joined(text, hint)
	}
	return l
}

// enrolment is what makes this laptop known to a CJG.
type enrolment struct{ address, code string }

// atHand is what makes this laptop known to a CJG without a network.
type atHand struct{ name, code string }

// wrong gives the sentence beside the name and the code.
func (e atHand) wrong(p *i18n.Printer, own string) (atName, atCode string) {
	if e.name == "" {
		atName = p.Problem(record.Problem{Field: "name", Code: "required"})
	}
	_, atCode = enrolment{address: "https://x", code: e.code}.wrong(p, own)
	return atName, atCode
}

// wrong gives the sentence beside the address and the code. The CJG knows the laptop by the worker's name, so that comes first.
func (e enrolment) wrong(p *i18n.Printer, name string) (atAddress, atCode string) {
	u, err := url.Parse(e.address)
	switch {
	case e.address == "":
		atAddress = p.T("preferences.enrol.address.empty")
	case err != nil || u.Scheme != "https" || u.Host == "":
		atAddress = p.T("preferences.enrol.address.wrong")
	}
	switch {
	case e.code == "":
		atCode = p.T("preferences.enrol.code.empty")
	case strings.TrimSpace(name) == "":
		atCode = p.T("preferences.enrol.name")
	}
	return atAddress, atCode
}

// likely are the partners of which the other side may be one: a CJG without a connection yet.
func likely(rows []record.Row) []record.Row {
	var some []record.Row
	for _, r := range rows {
		if r.State == string(record.PartnerCJG) && r.Link.Zero() {
			some = append(some, r)
		}
	}
	return some
}

// line is one thing that is wrong with a file that was read in.
type line struct{ text, field string }

// most is how many of them are shown.
const most = 20

// refuse makes the problems of a file readable; false when the error is of another sort.
func (s *state) refuse(err error) bool {
	s.refused = nil
	var all record.Problems
	if !errors.As(err, &all) {
		return false
	}
	for _, problem := range all {
		text := s.p.Problem(problem)
		if at := problem.Params["Line"]; at != "" {
			text = s.p.T("preferences.import.line", "Line", at, "Text", text)
		}
		one := line{text: text}
		if problem.Field != "" {
			one.field = s.p.T("preferences.import.field", "Field", problem.Field)
		}
		s.refused = append(s.refused, one)
	}
	return true
}

// minutes reads what the lock is set to; ok is false outside 1 to 60.
func minutes(value int, filled bool) (int, bool) {
	return value, filled && value >= ShortestIdle && value <= LongestIdle
}

// The bounds of the lock, in minutes.
const (
	ShortestIdle = 1
	LongestIdle  = 60
)

// steps are the five sizes of the letters as words that a choice can hold.
func steps() []string {
	var all []string
	for n := 1; n <= 5; n++ {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

func joined(text, hint string) string {
	if hint == "" {
		return text
	}
	return text + " " + hint
}
