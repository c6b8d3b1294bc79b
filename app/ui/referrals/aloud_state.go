package referrals

import (
	"slices"

	"schakel/internal/consent"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// spoken is one sentence that is read aloud, with the Dutch under it when the parent's language is another one.
type spoken struct {
	text, dutch string
	number      int  // which of the sentences it is, from 1; 0 for one that stands alone
	heard       bool // it was read and agreed to before, word for word
}

// reading is what is read aloud to one person.
type reading struct {
	lang                        i18n.Language
	to, toNote                  string
	sentences                   []spoken
	yes, yesNote, no, noNote    string
	hear, hearYes, hearNo       spoken
	organisation, receiver, who string
	before                      *record.Consent // the yes that a change overtook; nil when everything is to be read
	changes                     []change        // what changed in the document since
}

// shortTag is the two-letter tag of the languages there may be texts in; a language as people name it may be written otherwise.
func shortTag(code string) string {
	tags := map[string]string{
		"nld": "nl", "eng": "en", "tur": "tr", "pol": "pl", "ara": "ar", "pap": "pap", "tir": "ti", "bul": "bg", "ron": "ro", "som": "so",
		"fra": "fr", "ukr": "uk", "prs": "fa", "pes": "fa", "spa": "es",
	}
	if tag, ok := tags[code]; ok {
		return tag
	}
	return code
}

// languagesOf are the languages in which can be read to a person, or a paper be made: the person's own of which there are texts first, then
// Dutch, then the others.
func (s *road) languagesOf(id record.ID) []i18n.Language {
	var all []i18n.Language
	if person := s.page.Family.Person(id); person != nil {
		for _, code := range person.Languages {
			for _, l := range i18n.Languages() {
				if l.Tag == shortTag(code) && !slices.Contains(all, l) {
					all = append(all, l)
				}
			}
		}
	}
	for _, l := range i18n.Languages() {
		if l.Tag == i18n.Source && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	for _, l := range i18n.Languages() {
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

// reading makes the three sentences for a person in a language; own says them in that language, dutch in Dutch.
func (s *road) reading(id record.ID, l i18n.Language, until record.Date, own, dutch *i18n.Printer) reading {
	both := func(say func(*i18n.Printer) string) spoken {
		one := spoken{text: say(own)}
		if own.Tag() != dutch.Tag() {
			one.dutch = say(dutch)
		}
		return one
	}
	r := reading{lang: l, who: s.name(id), organisation: s.organisation(), receiver: s.receiver()}
	to := both(func(q *i18n.Printer) string { return s.toWhom(q) })
	r.to, r.toNote = to.text, to.dutch
	r.sentences = []spoken{
		both(func(q *i18n.Printer) string {
			return q.T("referrals.aloud.what", "What", q.List(s.things(q, id)), "Who", s.receiver())
		}),
		both(func(q *i18n.Printer) string { return s.why(q) }),
		both(func(q *i18n.Printer) string { return q.T("referrals.aloud.until", "On", q.Date(until)) }),
	}
	s.remembered(&r, id, own, dutch)
	yes := both(func(q *i18n.Printer) string { return q.T("referrals.aloud.yes") })
	no := both(func(q *i18n.Printer) string { return q.T("referrals.aloud.no") })
	r.yes, r.yesNote, r.no, r.noNote = yes.text, yes.dutch, no.text, no.dutch
	r.hear = both(func(q *i18n.Printer) string { return q.T("referrals.aloud.hear", "Who", s.receiver()) })
	r.hearYes = both(func(q *i18n.Printer) string { return q.T("referrals.aloud.hear.yes") })
	r.hearNo = both(func(q *i18n.Printer) string { return q.T("referrals.aloud.hear.no") })
	return r
}

func (s *road) toWhom(q *i18n.Printer) string {
	if s.page.Norm > 0 && s.receiver() != s.organisation() {
		return q.N("referrals.aloud.to.norm", s.page.Norm, "Who", s.fullIn(q))
	}
	return s.fullIn(q)
}

// fullIn is the receiver with the organisation in the language of a printer.
func (s *road) fullIn(q *i18n.Printer) string {
	person, where := s.page.Officer.First.Reveal(), s.organisation()
	if person != "" && where != "" {
		return q.T("referrals.aloud.person", "Name", person, "Where", where)
	}
	return s.receiver()
}

// why says what the receiver will do with it.
func (s *road) why(q *i18n.Printer) string {
	about := s.ref().Reason.Reveal()
	if about == "" || !slices.Contains(s.ref().Groups, record.GroupReason) {
		about = q.Value("purpose", string(s.ref().Purpose))
	}
	if slices.Contains(s.ref().Groups, record.GroupPhone) {
		return q.T("referrals.aloud.call", "Who", s.receiver(), "Why", about)
	}
	return q.T("referrals.aloud.talk", "Who", s.receiver(), "Why", about)
}

// things are the groups that go along in words for the family: "uw naam", "de naam en leeftijd van Emre".
func (s *road) things(q *i18n.Printer, listener record.ID) []string {
	own := listener == s.ref().Parent
	parent := s.name(s.ref().Parent)
	var all []string
	for _, g := range record.FieldGroups() {
		if !slices.Contains(s.ref().Groups, g) {
			continue
		}
		switch {
		case g == record.GroupChild:
			all = append(all, q.T("referrals.aloud.child", "Child", s.childrenIn(q)))
		case !own && g == record.GroupName:
			all = append(all, q.T("referrals.aloud.other.name", "Name", parent))
		case !own && g == record.GroupPhone:
			all = append(all, q.T("referrals.aloud.other.phone", "Name", parent))
		case !own && g == record.GroupLanguage:
			all = append(all, q.T("referrals.aloud.other.language", "Name", parent))
		default:
			all = append(all, q.Value("referrals.aloud.group", string(g)))
		}
	}
	return all
}

func (s *road) childrenIn(q *i18n.Printer) string {
	names := make([]string, 0, len(s.ref().Children))
	for _, id := range s.ref().Children {
		names = append(names, s.name(id))
	}
	return q.List(names)
}

// others says who else must say yes, below what is read aloud; "" when nobody.
func (s *road) others(id record.ID) string {
	var names []string
	for _, g := range s.givers() {
		if g.id != id && s.stillAsked(g) {
			names = append(names, g.title)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.p.N("referrals.aloud.others", len(names), "Names", s.p.List(names))
}

func (s *road) stillAsked(g giver) bool { return g.stand == consent.StandAsk }

// purpose is what it is for: the general purpose, and the worker's own line when that goes along.
func (s *road) purpose() string {
	word := s.p.Value("purpose", string(s.ref().Purpose))
	if about := s.ref().Reason.Reveal(); about != "" && slices.Contains(s.ref().Groups, record.GroupReason) {
		return s.p.T("referrals.joined", "One", word, "Two", about)
	}
	return word
}

// about is whom a person is asked about.
func (s *road) about(giver record.ID) string {
	var names []string
	for _, subject := range s.page.Decision.Subjects {
		for _, g := range subject.Givers {
			if g.Person == giver && !slices.Contains(names, s.name(subject.ID)) {
				names = append(names, s.name(subject.ID))
			}
		}
	}
	return s.p.List(names)
}

// going are the groups that go along, in words.
func (s *road) going() []string {
	var all []string
	for _, g := range record.FieldGroups() {
		if slices.Contains(s.ref().Groups, g) {
			all = append(all, s.p.Value("field.group", string(g)))
		}
	}
	return all
}
