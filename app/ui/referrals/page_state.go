package referrals

import (
	"slices"
	"strconv"
	"strings"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/consent"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// step is one part of preparing; each can be reached at any time.
type step string

// The steps, in their usual order.
const (
	stepTo    step = "to"
	stepWhat  step = "what"
	stepWho   step = "who"
	stepExact step = "exact"
)

func steps() []step { return []step{stepTo, stepWhat, stepWho, stepExact} }

// after is the step that comes next, the last one after itself.
func (s step) after() step {
	all := steps()
	return all[min(slices.Index(all, s)+1, len(all)-1)]
}

// loaded is what the page reads at once.
type loaded struct {
	page     book.ReferralPage
	outgoing *record.Outgoing // what waits in the outbox, nil when nothing does
	byFile   bool             // the endpoint is reached by files only
	nameless bool             // the worker's own name is not filled in yet
	me       *record.Profile
	left     *record.Referral // what was typed and could not be kept because it was changed elsewhere; nil when nothing
	here     string           // who is responsible for the data on this side, and how to reach them
	partners []record.Row
	gone     []cjg.Line // what went, read from the delivery itself
	today    record.Date
	beside   []book.Hint // what in the texts may lead to somebody whom it is not about
}

// road says in words how a referral stands.
type road struct {
	p *i18n.Printer
	loaded
}

func (s *road) ref() *record.Referral { return s.page.Referral }

func (s *road) code() string { return record.Code(record.KindReferral, s.ref().Number) }

// receiver is who will read it: the person's first name, else the organisation, else a general word.
func (s *road) receiver() string {
	if name := s.page.Officer.First.Reveal(); name != "" {
		return name
	}
	if name := s.organisation(); name != "" {
		return name
	}
	return s.p.T("referrals.receiver.none")
}

func (s *road) organisation() string {
	if s.page.Partner == nil {
		return ""
	}
	return s.page.Partner.Called().Reveal()
}

// full is the receiver with the organisation.
func (s *road) full() string {
	person, where := s.page.Officer.First.Reveal(), s.organisation()
	if person != "" && where != "" {
		return s.p.T("referrals.receiver.full", "Name", person, "Where", where)
	}
	return s.receiver()
}

// preparing reports whether everything can still be changed: nothing is on its way or over.
func (s *road) preparing() bool {
	if s.ref().Way != record.WayOut {
		return false
	}
	switch s.ref().State {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		return !s.waiting()
	}
	return false
}

// waiting reports whether it is in the outbox.
func (s *road) waiting() bool {
	return s.page.Delivery != nil && s.page.Delivery.State == record.DeliveryQueued
}

// held is why the last message could not go, or nil.
func (s *road) held() error {
	d := s.page.Delivery
	if d == nil || d.State != record.DeliveryQuarantined {
		return nil
	}
	return fault.New(fault.Refused, d.Reason, d.Reason)
}

// firstStep is where the page opens: the first step that is not done.
func (s *road) firstStep() step {
	switch {
	case s.page.Partner == nil:
		return stepTo
	case len(s.ref().Groups) == 0:
		return stepWhat
	case !s.page.Decision.Allowed:
		return stepWho
	}
	return stepExact
}

// name is a person's name in a sentence.
func (s *road) name(id record.ID) string {
	if p := s.page.Family.Person(id); p != nil {
		return p.Called().Reveal()
	}
	if s.page.Erased[id] {
		return s.p.T("people.erased")
	}
	return s.p.T("referrals.person.none")
}

// named is a name with what the person is in the family, "Elif, moeder". Whoever decides about the child and is not in this family
// has the name alone.
func (s *road) named(id record.ID) string {
	relation := s.page.Family.Relation(id)
	if relation == record.RelationOther {
		return s.name(id)
	}
	word := s.p.Value("relation", string(relation))
	return s.p.T("referrals.person.named", "Name", s.name(id), "Relation", word)
}

// family is the name of the household.
func (s *road) family() string { return s.page.Family.Household.Name.Reveal() }

// children are the names of those it is about.
func (s *road) children() string {
	names := make([]string, 0, len(s.ref().Children))
	for _, id := range s.ref().Children {
		names = append(names, s.name(id))
	}
	return s.p.List(names)
}

// giver is one person who must agree, whatever it is about.
type giver struct {
	id    record.ID
	title string
	why   string
	stand consent.Stand
	note  string // when and how was said what stands
	taken bool   // what was said was taken back
}

// givers joins what is asked of one person.
func (s *road) givers() []giver {
	var all []giver
	for _, subject := range s.page.Decision.Subjects {
		for _, g := range subject.Givers {
			i := slices.IndexFunc(all, func(have giver) bool { return have.id == g.Person })
			if i < 0 {
				all = append(all, giver{id: g.Person, title: s.named(g.Person), stand: consent.StandNone})
				i = len(all) - 1
			}
			s.join(&all[i], subject, g)
		}
	}
	for i := range all {
		all[i].note, all[i].taken = s.said(all[i].id)
	}
	return all
}

func (s *road) join(to *giver, subject consent.Subject, g consent.Giver) {
	p := s.p
	why := p.Value("consent.why", string(g.Why))
	if subject.ID != g.Person {
		why = p.T("referrals.giver.about", "Name", s.name(subject.ID), "Why", why)
	}
	if to.why != "" {
		why = p.T("referrals.joined", "One", to.why, "Two", why)
	}
	to.why = why
	if heavier(g.Stand) > heavier(to.stand) {
		to.stand = g.Stand
	}
}

// heavier orders the stands: of what one person said about several people the most telling one is shown.
func heavier(s consent.Stand) int {
	return slices.Index([]consent.Stand{consent.StandNone, consent.StandAgreed, consent.StandAsk, consent.StandUnsafe, consent.StandNo}, s)
}

// said is how and when a person last answered, and whether that was taken back.
func (s *road) said(id record.ID) (note string, taken bool) {
	var newest *record.Consent
	for _, c := range s.page.Consents {
		if c.Giver != id {
			continue
		}
		if newest == nil || !c.Created.Before(newest.Created) {
			newest = c
		}
	}
	if newest == nil {
		return "", false
	}
	if !newest.Withdrawn.Zero() {
		return s.p.T("referrals.giver.withdrawn", "On", s.p.DayMonth(newest.Withdrawn)), true
	}
	return s.p.T("referrals.giver.said", "Way", s.p.Value("consent.way", string(newest.Way)), "On", s.p.DayMonth(newest.On)), false
}

// standWord says where a person stands.
func (s *road) standWord(g giver) string {
	p := s.p
	if g.stand == consent.StandAsk && g.note != "" {
		if g.taken {
			return g.note
		}
		return p.T("referrals.stand.before", "Note", g.note) // what was said before, and no longer counts
	}
	words := map[consent.Stand]string{
		consent.StandAsk: p.T("referrals.stand.ask"), consent.StandAgreed: p.T("referrals.stand.agreed"),
		consent.StandNo: p.T("referrals.stand.no"), consent.StandUnsafe: p.T("referrals.stand.unsafe"),
		consent.StandNone: p.T("referrals.stand.none"),
	}
	return words[g.stand]
}

// hurdle is something in the way with the one thing that can be done about it.
type hurdle struct {
	text, action string
	to           step      // leads to a step of this page, or
	family       bool      // to the household, or
	settings     bool      // to the preferences, or
	unsafe       bool      // shows the safe roads
	review       record.ID // whose imported yes is to be looked at
}

// hurdles are the things in the way besides people who are still to be asked, each once.
func (s *road) hurdles() []hurdle {
	p := s.p
	var all []hurdle
	add := func(h hurdle) {
		if !slices.ContainsFunc(all, func(have hurdle) bool { return have.text == h.text }) {
			all = append(all, h)
		}
	}
	if s.nameless {
		add(hurdle{text: p.T("referrals.hurdle.name"), action: p.T("referrals.hurdle.name.do"), settings: true})
	}
	if s.page.Partner == nil {
		add(hurdle{text: p.T("referrals.hurdle.partner"), action: p.T("referrals.hurdle.partner.do"), to: stepTo})
	}
	for _, problem := range s.page.Decision.Problems {
		if h, ok := s.hurdle(problem); ok {
			add(h)
		}
	}
	if len(all) == 0 && s.page.Hindrance != nil {
		why, hint := p.Fault(s.page.Hindrance)
		add(hurdle{text: joined(why, hint), action: p.T("referrals.hurdle.to"), to: stepTo})
	}
	return all
}

func (s *road) hurdle(problem consent.Problem) (hurdle, bool) {
	p := s.p
	h := hurdle{text: p.Problem(record.Problem{Code: string(problem.Code)})}
	if who := problem.Giver; !who.Zero() {
		h.text = p.T("referrals.hurdle.who", "Who", s.name(who), "What", h.text)
	} else if who := problem.Subject; !who.Zero() {
		h.text = p.T("referrals.hurdle.who", "Who", s.name(who), "What", h.text)
	}
	switch problem.Code {
	case consent.ConsentMissing, consent.PreviewNone:
		return hurdle{}, false // a person who is still to be asked stands in the list; a missing document says why itself
	case consent.SubjectsNone, consent.PersonUnknown, consent.AgeUnknown, consent.MotherUnknown, consent.CustodyUnknown,
		consent.CustodyUnproven, consent.CustodyDiffers:
		h.action, h.family = p.T("referrals.hurdle.family"), true
	case consent.GroupsNone:
		h.action, h.to = p.T("referrals.hurdle.groups"), stepWhat
	case consent.ConsentImported:
		h.action, h.review = p.T("referrals.hurdle.review"), problem.Giver
	case consent.AskUnsafe:
		h.text, h.unsafe = p.Problem(record.Problem{Code: string(problem.Code)}), true
	}
	return h, true
}

// reason is why it cannot be sent now, one sentence.
func (s *road) reason() string {
	p := s.p
	if all := s.hurdles(); len(all) > 0 {
		return all[0].text
	}
	var asked []string
	for _, g := range s.givers() {
		if g.stand == consent.StandAsk {
			asked = append(asked, s.name(g.id))
		}
	}
	if len(asked) > 0 {
		return p.T("referrals.reason.ask", "Names", p.List(asked))
	}
	return p.T("referrals.reason.other")
}

// askable reports whether a yes or no can be asked now: there is a document to be shown.
func (s *road) askable() bool { return s.page.Hash != "" && s.preparing() }

// days is a number of days as a plain figure.
func days(n int) string { return strconv.Itoa(n) }

func joined(one, two string) string { return strings.TrimSpace(one + " " + two) }

// words are the stable words of an enumeration.
func words[T ~string](all []T) []string {
	out := make([]string, 0, len(all))
	for _, one := range all {
		out = append(out, string(one))
	}
	return out
}

// only is the one chosen value, or "".
func only(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// with is the groups with one of them on or off, in the order of the document.
func with(have []record.FieldGroup, g record.FieldGroup, on bool) []record.FieldGroup {
	var out []record.FieldGroup
	for _, one := range record.FieldGroups() {
		if one == g && on || one != g && slices.Contains(have, one) {
			out = append(out, one)
		}
	}
	return out
}

// cut keeps a note to one line.
func cut(s string) string {
	const most = 90
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// wrong is what is the matter with a text, or "".
func wrong(p *i18n.Printer, text string, limit int) string {
	switch {
	case len([]rune(text)) > limit:
		return p.T("problem.too_long", "Limit", p.Number(limit))
	case record.HasBSN(text):
		return p.T("problem.bsn")
	}
	return ""
}
