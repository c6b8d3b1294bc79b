// Package erasing is the page that erases a family or a person: what goes, what others have, where a name may still stand, and what old
// copies still open. Only then a word to type.
package erasing

import (
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// fact is one line: what it is, and a small note below it.
type fact struct {
	text, note string
	stick      record.ID // of the endpoint for which a file is to be carried; zero for none
}

// mention is a text of somebody else that may still name who goes.
type mention struct {
	title, excerpt string
	kind           record.Kind // of the page that shows it, KindNone when none does
	id             record.ID
}

// state is the page in words. It knows no widgets.
type state struct {
	p         *i18n.Printer
	today     record.Date
	kind      record.Kind
	plan      book.Erasing
	elsewhere book.Elsewhere
	searched  bool // the texts were gone through
	copies    book.OldCopies
	recall    bool
	only      bool // the older copies go too
	done      book.Erased
}

// load takes over the plan. What can be recalled is, unless the worker says otherwise.
func (s *state) load(plan book.Erasing, copies book.OldCopies, today record.Date) {
	s.plan, s.copies, s.today, s.kind = plan, copies, today, plan.Kind
	s.recall = plan.CanRecall() > 0
}

// forget drops the name and everything that was written, and keeps what is still to be done.
func (s *state) forget() {
	s.plan = book.Erasing{Kind: s.plan.Kind, Shared: s.plan.Shared}
}

func (s *state) title() string { return s.p.T("erasing.title." + s.plan.Kind.String()) }

// goes says what goes: the people by name, then how much of what.
func (s *state) goes() (people []fact, counts string) {
	p := s.p
	for _, one := range s.plan.People {
		if one.Goes {
			people = append(people, fact{text: s.name(one)})
		}
	}
	var parts []string
	for _, kind := range counted() {
		if n := s.plan.Counts[kind]; n > 0 {
			parts = append(parts, p.N("erasing.count."+kind.String(), n))
		}
	}
	if s.plan.Drafts > 0 {
		parts = append(parts, p.N("erasing.count.draft", s.plan.Drafts))
	}
	return people, p.List(parts)
}

// counted lists the kinds that the page counts, in the order of a road.
func counted() []record.Kind {
	return []record.Kind{
		record.KindContact, record.KindConcern, record.KindReferral, record.KindConsent, record.KindDelivery, record.KindFeedback, record.KindTask, record.KindStory,
	}
}

func (s *state) name(one book.Leaving) string {
	if name := one.Name.Reveal(); name != "" {
		return name
	}
	return s.p.T("people.unborn.name")
}

// stays says who and what stays, and why.
func (s *state) stays() []fact {
	p := s.p
	var all []fact
	for _, one := range s.plan.People {
		if !one.Goes {
			all = append(all, fact{text: s.name(one), note: p.T("erasing.why."+string(one.Why), "With", one.With.Reveal())})
		}
	}
	if n := s.plan.Changed; n > 0 && s.plan.Kind == record.KindPerson {
		all = append(all, fact{text: p.N("erasing.changed", n), note: p.T("erasing.changed.note")})
	}
	if n := s.elsewhere.Named[record.KindMeeting]; n > 0 {
		all = append(all, fact{text: p.N("erasing.named.meeting", n), note: p.T("erasing.named.note")})
	}
	if n := s.elsewhere.Named[record.KindHousehold]; n > 0 {
		all = append(all, fact{text: p.N("erasing.named.household", n), note: p.T("erasing.named.household.note")})
	}
	return all
}

// shared says of each thing that was handed over to whom it went, and what can be done.
func (s *state) shared() []fact {
	all := make([]fact, 0, len(s.plan.Shared))
	for _, h := range s.plan.Shared {
		all = append(all, fact{text: s.sharedTo(h), note: s.sharedDo(h)})
	}
	return all
}

func (s *state) sharedTo(h book.Handed) string {
	p := s.p
	who := s.who(h)
	if h.On.Zero() {
		return p.T("erasing.shared.waiting", "Code", h.Code, "Who", who)
	}
	return p.T("erasing.shared.on", "Code", h.Code, "Who", who, "On", p.Date(h.On), "How", p.Value("erasing.way", string(h.Way)))
}

// who is the organisation, and the person there when one is known.
func (s *state) who(h book.Handed) string {
	where := s.where(h)
	if name := h.Receiver.Reveal(); name != "" {
		return s.p.T("erasing.shared.person", "Name", name, "Where", where)
	}
	return where
}

// where is the organisation.
func (s *state) where(h book.Handed) string {
	if where := h.Partner.Reveal(); where != "" {
		return where
	}
	return s.p.T("erasing.shared.somebody")
}

func (s *state) sharedDo(h book.Handed) string {
	p := s.p
	parts := []string{p.Value("erasing.do", string(h.Do))}
	if h.Doubt {
		parts = append([]string{p.T("erasing.shared.doubt")}, parts...)
	}
	if phone := h.Phone.Reveal(); phone != "" && calls(h) {
		parts = append(parts, p.T("erasing.shared.phone", "Number", phone))
	}
	if h.Mixed && h.CanRecall() {
		parts = append(parts, p.T("erasing.shared.mixed"))
	}
	return strings.Join(parts, " ")
}

// calls reports whether the worker has to call about it.
func calls(h book.Handed) bool { return h.Do == book.HandedCall || h.Do == book.HandedKept }

// texts are the texts of others that may still name who goes.
func (s *state) texts() []mention {
	p := s.p
	all := make([]mention, 0, len(s.elsewhere.Mentions))
	for _, m := range s.elsewhere.Mentions {
		one := mention{excerpt: m.Excerpt.Reveal(), kind: m.OpenKind, id: m.OpenID}
		parts := []string{p.T("erasing.in." + m.Kind.String())}
		if m.Draft {
			parts[0] = p.T("erasing.in.draft")
		}
		if m.Code != "" {
			parts = append(parts, m.Code)
		} else if m.Kind == record.KindPerson || m.Kind == record.KindHousehold || m.Kind == record.KindPartner {
			parts = append(parts, m.Title.Reveal())
		}
		if !m.On.Zero() && m.Kind != record.KindPerson {
			parts = append(parts, p.Date(m.On))
		}
		one.title = strings.Join(parts, " · ")
		all = append(all, one)
	}
	return all
}

// oldCopies says honestly what the copies that were made before still hold.
func (s *state) oldCopies() []string {
	p, c := s.p, s.copies
	var all []string
	if c.Here > 0 && !c.Until.Zero() {
		all = append(all, p.N("erasing.copies.here", c.Here, "Until", p.Date(c.Until)))
	}
	if !c.Away.IsZero() {
		all = append(all, p.T("erasing.copies.away", "On", p.Date(record.DateOf(c.Away))))
	}
	if c.Kept > 0 {
		all = append(all, p.N("erasing.copies.kept", c.Kept))
	}
	if len(all) == 0 {
		return []string{p.T("erasing.copies.none")}
	}
	return append(all, p.T("erasing.copies.whole"))
}

// confirmed reports whether the word stands in the field. Case and spaces around it do not matter.
func (s *state) confirmed(typed string) bool {
	return i18n.Fold(typed) == i18n.Fold(s.p.T("erasing.confirm.word"))
}

// left is what is still to be done after it, by the worker.
func (s *state) left() []fact {
	p := s.p
	var all []fact
	carried := s.carried()
	if n := s.done.Recalled - recalledByHand(carried); n > 0 {
		all = append(all, fact{text: p.N("erasing.left.recalled", n), note: p.T("erasing.left.recalled.note")})
	}
	for _, c := range carried {
		all = append(all, fact{text: p.N("erasing.left.bystick", c.n, "Who", c.who), note: p.T("erasing.left.bystick.note"), stick: c.endpoint})
	}
	for _, h := range s.plan.Shared {
		missed := h.CanRecall() && !s.recall
		if calls(h) || missed {
			call := fact{text: p.T("erasing.left.call", "Who", s.who(h)), note: s.phone(h)}
			if !slices.Contains(all, call) {
				all = append(all, call)
			}
		}
	}
	if n := s.done.Unreached; n > 0 || !s.copies.Away.IsZero() {
		all = append(all, fact{text: p.T("erasing.left.stick"), note: p.T("erasing.left.stick.note")})
	}
	if s.done.Fault != nil {
		why, _ := p.Fault(s.done.Fault)
		all = append(all, fact{text: p.T("erasing.left.copies"), note: why})
	}
	return all
}

func (s *state) phone(h book.Handed) string {
	if phone := h.Phone.Reveal(); phone != "" {
		return s.p.T("erasing.shared.phone", "Number", phone)
	}
	return ""
}
