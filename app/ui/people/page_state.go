package people

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"schakel/internal/book"
	"schakel/internal/dial"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// memberLine is one person on the page of a family.
type memberLine struct {
	id     record.ID // zero for somebody who was erased
	name   string
	what   string // relation, age, languages
	phone  string // with what to know before calling
	secret bool
	unsafe bool
	child  bool
}

// custodyLine says who decides about one child, and how that is known.
type custodyLine struct {
	child, who, term, proof string
	settled                 bool
	warning                 string // what is missing before anything about the child can be shared
}

// moment is one thing that happened with a family.
type moment struct {
	kind          record.Kind
	id            record.ID
	on            record.Date
	at            time.Time // to order what happened on one day
	title, detail string
	turn          turn
	status        string
	rings         bool
	promise       string // an open promise, or ""
}

// familyView is the page of a family, in words.
type familyView struct {
	name, place string
	reads       []string // the languages of the grown-ups who may be given a paper
	members     []memberLine
	custody     []custodyLine
	moments     []moment
	facts       []fact
	help        []helpLine
	leaderless  bool
	merged      []mergedLine
	alike       []alikeLine
}

// fact is a part of a family's page: a heading and what is written under it.
type fact struct{ title, text string }

func viewFamily(p *i18n.Printer, f book.Family, s book.Story, partners map[record.ID]record.Row, today record.Date) familyView {
	h := f.Household
	v := familyView{
		name:  h.Name.Reveal(),
		place: joined(h.District.Reveal(), h.Postcode4, municipality.Name(h.Municipality)),
	}
	for _, m := range h.Living(today) {
		person := f.Person(m.Person)
		if person == nil {
			v.members = append(v.members, memberLine{name: p.T("people.erased"), what: p.Value("relation", string(m.Relation))})
			continue
		}
		line := memberOf(p, person, m.Relation, slices.Contains(h.Unsafe, person.ID), today)
		if !m.From.Zero() {
			line.what = joined(line.what, p.T("people.member.since", "Date", p.Date(m.From)))
		}
		if person.As != record.PersonChild && !line.unsafe {
			v.reads = append(v.reads, person.Languages...)
		}
		if len(person.Homes) > 1 {
			line.what = joined(line.what, p.N("people.member.homes", len(person.Homes)))
		}
		v.members = append(v.members, line)
		if person.As == record.PersonChild {
			v.custody = append(v.custody, custodyOf(p, f, person, today))
		}
	}
	v.moments = momentsOf(p, s, partners, today)
	v.facts = factsOf(p, h)
	v.help, v.leaderless = helpOf(h), h.Leaderless()
	return v
}

func memberOf(p *i18n.Printer, person *record.Person, relation record.Relation, unsafe bool, today record.Date) memberLine {
	m := memberLine{
		id: person.ID, name: nameOf(p, person), secret: person.Secret, unsafe: unsafe, child: person.As == record.PersonChild,
		phone: phoneOf(p, person),
	}
	m.what = joined(p.Value("relation", string(relation)), ageOf(p, person, today), languagesOf(p, person))
	return m
}

// nameOf is a person's name; a child that has none yet is "baby".
func nameOf(p *i18n.Printer, person *record.Person) string {
	if name := person.Name(); !name.Empty() {
		return name.Reveal()
	}
	return p.T("people.unborn.name")
}

// calledOf is the name in a sentence.
func calledOf(p *i18n.Printer, person *record.Person) string {
	if name := person.Called(); !name.Empty() {
		return name.Reveal()
	}
	return p.T("people.unborn.name")
}

// ageOf is somebody's age in words, "" when nothing is known about it.
func ageOf(p *i18n.Printer, person *record.Person, today record.Date) string {
	years, known, unborn := person.Age(today)
	switch {
	case unborn:
		return p.T("people.unborn", "Date", p.Date(person.Expected))
	case known:
		return p.N("people.age", years)
	case person.BirthYear != 0:
		return p.N("people.age.either", today.Year-person.BirthYear, "Low", p.Number(years))
	}
	return ""
}

func languagesOf(p *i18n.Printer, person *record.Person) string {
	names := make([]string, 0, len(person.Languages))
	for _, iso := range person.Languages {
		names = append(names, languageName(p, iso))
	}
	text := p.Commas(names)
	if person.Interpreter {
		text = joined(text, p.T("people.interpreter"))
	}
	return text
}

func phoneOf(p *i18n.Printer, person *record.Person) string {
	c := person.Phone()
	if c.Value.Empty() {
		return ""
	}
	text := dial.Show(c.Value.Reveal())
	if c.Preferred && c.Kind != record.ChannelPhone {
		text += " (" + p.Value("channel.kind", string(c.Kind)) + ")"
	}
	return p.Commas([]string{text, c.When.Reveal()})
}

func custodyOf(p *i18n.Printer, f book.Family, child *record.Person, today record.Date) custodyLine {
	c, ok := f.Household.CustodyOf(child.ID, today)
	line := custodyLine{child: calledOf(p, child)}
	if !ok || c.Custody == record.CustodyUnknown {
		line.who = p.T("people.custody.unknown")
		line.warning = p.T("people.custody.warning", "Child", line.child)
		return line
	}
	line.who, line.term = custodyWords(p, f, c), p.Term("custody.kind", string(c.Custody))
	line.proof, line.settled = proofWords(p, c), c.Settled()
	if !c.From.Zero() {
		line.proof += " " + p.T("people.custody.since", "Date", p.Date(c.From))
	}
	if !line.settled {
		line.warning = p.T("people.custody.warning", "Child", line.child)
	}
	return line
}

func custodyWords(p *i18n.Printer, f book.Family, c record.Custody) string {
	var names []string
	for _, id := range c.Holders {
		if holder := f.Person(id); holder != nil {
			names = append(names, calledOf(p, holder))
		} else {
			names = append(names, p.T("people.erased"))
		}
	}
	who := p.List(names)
	switch {
	case c.Custody == record.CustodyGuardian && !c.Guardian.Empty():
		return p.T("people.custody.guardian", "Names", joined(who, c.Guardian.Reveal()))
	case who == "":
		return p.Value("custody.kind", string(c.Custody))
	case c.Custody == record.CustodyGuardian:
		return p.T("people.custody.guardian", "Names", who)
	case c.Custody == record.CustodySole:
		return p.T("people.custody.sole", "Names", who)
	}
	return p.T("people.custody.joint", "Names", who)
}

func proofWords(p *i18n.Printer, c record.Custody) string {
	switch c.Proof {
	case record.ProofSaid:
		return p.T("people.proof.said")
	case record.ProofOther:
		return p.T("people.proof.other")
	case record.ProofPaper:
		return p.T("people.proof.paper", "Date", p.Date(c.Seen))
	case record.ProofExtract:
		return p.T("people.proof.extract", "Date", p.Date(c.Seen))
	}
	return p.T("people.proof.none")
}

func factsOf(p *i18n.Printer, h *record.Household) []fact {
	var all []fact
	add := func(title, text string) {
		if text != "" {
			all = append(all, fact{title, text})
		}
	}
	add(p.T("people.page.well"), h.GoesWell.Reveal())
	add(p.T("people.page.wish"), h.Wish.Reveal())
	if h.Urgency != "" {
		add(p.T("people.page.urgency"), p.Value("urgency", string(h.Urgency)))
	}
	if h.Reached != "" {
		add(p.T("people.page.reached"), p.Value("reached", string(h.Reached)))
	}
	switch h.KnewWay {
	case "yes":
		add(p.T("people.knew"), p.T("fyne.yes"))
	case "no":
		add(p.T("people.knew"), p.T("fyne.no"))
	}
	add(p.T("people.page.tried"), h.Tried.Reveal())
	add(p.T("people.page.note"), h.Note.Reveal())
	told := p.T("people.page.told.no")
	if !h.Told.On.Zero() {
		told = joined(p.Date(h.Told.On), h.Told.How.Reveal())
	}
	add(p.T("people.page.told"), told)
	return all
}

// momentsOf is everything that happened, newest first.
func momentsOf(p *i18n.Printer, s book.Story, partners map[record.ID]record.Row, today record.Date) []moment {
	var all []moment
	for _, c := range s.Contacts {
		all = append(all, contactMoment(p, c, today))
	}
	for _, c := range s.Concerns {
		all = append(all, concernMoment(p, c))
	}
	answered := map[record.ID]bool{}
	for _, a := range s.Answers {
		answered[a.Of] = true
		all = append(all, answerMoment(p, a))
	}
	for _, r := range s.Referrals {
		all = append(all, referralMoment(p, r, partners[r.Partner], answered[r.ID], today))
	}
	slices.SortStableFunc(all, func(a, b moment) int {
		if c := b.on.Number() - a.on.Number(); c != 0 {
			return c
		}
		return b.at.Compare(a.at)
	})
	return all
}

func contactMoment(p *i18n.Printer, c *record.Contact, today record.Date) moment {
	m := moment{kind: record.KindContact, id: c.ID, on: c.On, at: c.Created, title: cut(c.Note.Reveal())}
	var roles []string
	for _, r := range c.Roles {
		roles = append(roles, p.Value("role", string(r)))
	}
	where := ""
	if c.Place != "" {
		where = p.Value("place", string(c.Place))
	}
	m.detail = joined(p.Commas(roles), where, lengthWords(p, c.Length))
	switch {
	case m.title == "" && c.Failed:
		m.title = p.T("people.contact.failed")
	case m.title == "":
		m.title = p.T("people.contact")
	case c.Failed:
		m.detail = joined(p.T("people.contact.failed"), m.detail)
	}
	if !c.Promise.Empty() && c.PromKept.Zero() {
		m.turn, m.promise = turnYours, c.Promise.Reveal()
		m.status = p.T("people.promise", "Text", m.promise)
		if !c.PromDue.Zero() {
			m.status = p.T("people.promise.due", "Text", m.promise, "When", p.Relative(c.PromDue, today))
		}
	}
	return m
}

func concernMoment(p *i18n.Printer, c *record.Concern) moment {
	m := moment{kind: record.KindConcern, id: c.ID, on: c.SeenOn, at: c.Created, title: cut(c.Seen.Reveal())}
	if m.title == "" {
		m.title = cut(c.Think.Reveal())
	}
	if m.on.Zero() {
		m.on = record.DateOf(c.Created)
	}
	m.detail = joined(p.T("people.concern"), record.Code(record.KindConcern, c.Number), p.Value("concern.level", string(c.Level)))
	m.status = p.Value("concern.state", string(c.State))
	switch c.State {
	case record.ConcernOpen:
		m.turn = turnYours
	case record.ConcernHelped, record.ConcernClosed:
		m.turn = turnAnswered
	default:
		m.turn = turnWaiting
	}
	return m
}

func referralMoment(p *i18n.Printer, r *record.Referral, partner record.Row, answered bool, today record.Date) moment {
	m := moment{kind: record.KindReferral, id: r.ID, on: r.SentOn, at: r.Created, rings: true}
	if m.on.Zero() {
		m.on = record.DateOf(r.Created)
	}
	m.title = p.T("people.referral", "Partner", partner.Title.Reveal())
	if partner.Title.Empty() {
		m.title = p.T("people.referral.nobody")
	}
	m.detail = joined(record.Code(record.KindReferral, r.Number), cut(r.Reason.Reveal()))
	m.turn = turnOf(r.State, r.SentOn, int(partner.Number), today)
	if m.turn == turnNone || answered && m.turn != turnYours {
		m.turn = turnAnswered
	}
	m.status = p.Value("referral.state", string(r.State))
	if m.turn == turnLate {
		m.status = p.T("people.referral.late", "State", m.status, "Days", p.N("people.days", today.Since(r.SentOn)))
	}
	return m
}

func answerMoment(p *i18n.Printer, a *record.Feedback) moment {
	m := moment{
		kind: record.KindFeedback, id: a.ID, on: record.DateOf(a.CameAt), at: a.CameAt, title: cut(a.Text.Reveal()), rings: true,
		turn: turnAnswered, status: p.Value("stand", string(a.Stand)), detail: joined(p.T("people.answer"), a.From.Reveal()),
	}
	if m.title == "" {
		m.title, m.status = m.status, p.T("people.turn.answered")
	}
	return m
}

// cut shortens a text for one line.
func cut(text string) string {
	const most = 90
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	r := []rune(text)
	return strings.TrimSpace(string(r[:most-1])) + "…"
}

// lengthWords is how long something took: "20 minuten", "1,5 uur", "1 uur en 10 minuten".
func lengthWords(p *i18n.Printer, d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < time.Hour:
		return p.N("people.minutes", int(d/time.Minute))
	case d%(30*time.Minute) != 0:
		minutes := int(d / time.Minute)
		return p.T("people.hours.minutes", "Hours", p.N("people.hours", minutes/60), "Minutes", p.N("people.minutes", minutes%60))
	}
	return p.NDecimal("people.hours", d.Hours(), 1)
}
