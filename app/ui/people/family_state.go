package people

import (
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/draft"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// member is one person in the entry of a family.
type member struct {
	person   *record.Person
	relation record.Relation
	touched  bool // written here, so it is to be saved
}

// familyState is the entry of a family and the people in it. New people have an id from the start, so that who decides about a
// child can name somebody who is new too. It knows no widgets.
type familyState struct {
	h       *record.Household
	members []*member
	texts   draft.Texts
	dropped []record.ID // people that were added here and taken away again
	today   record.Date
}

// The fields of a family whose text is kept as typed: by the name of the field in the record, and those of a person with its id at the end.
const (
	textTold   = "told"
	textTown   = "municipality"
	textBirth  = "birth/"
	textUnborn = "birth/unborn/"
	textSeen   = "custody/seen/"
)

func newFamily(today record.Date) (*familyState, error) {
	id, err := record.NewID(nil)
	if err != nil {
		return nil, err
	}
	h := &record.Household{}
	h.ID, h.Owner = id, id
	s := &familyState{h: h, texts: draft.Texts{}, today: today}
	_, err = s.add(record.RelationMother)
	return s, err
}

// familyOf is the entry of a household with the people that are known of it.
func familyOf(h *record.Household, people map[record.ID]*record.Person, today record.Date) *familyState {
	s := &familyState{h: h, texts: draft.Texts{}, today: today}
	for _, m := range h.Members {
		if p := people[m.Person]; p != nil && m.To.Zero() {
			s.members = append(s.members, &member{person: p, relation: m.Relation})
		}
	}
	return s
}

// add puts a new person in the family.
func (s *familyState) add(relation record.Relation) (*member, error) {
	id, err := record.NewID(nil)
	if err != nil {
		return nil, err
	}
	p := &record.Person{As: record.PersonParent}
	p.ID, p.Owner = id, s.h.Owner
	s.members = append(s.members, &member{person: p, touched: true})
	s.h.Members = append(s.h.Members, record.Member{Person: id})
	s.relate(id, relation)
	return s.find(id), nil
}

func (s *familyState) find(id record.ID) *member {
	for _, m := range s.members {
		if m.person.ID == id {
			return m
		}
	}
	return nil
}

// relate says what somebody is in the family; that also says whether it is a child, and for a new person man or woman.
func (s *familyState) relate(id record.ID, relation record.Relation) {
	m := s.find(id)
	if m == nil {
		return
	}
	m.relation, m.touched = relation, true
	for i := range s.h.Members {
		if s.h.Members[i].Person == id && s.h.Members[i].To.Zero() {
			s.h.Members[i].Relation = relation
		}
	}
	switch relation {
	case record.RelationMother:
		m.person.As, m.person.Gender = record.PersonParent, record.GenderFemale
	case record.RelationFather:
		m.person.As, m.person.Gender = record.PersonParent, record.GenderMale
	case record.RelationChild:
		m.person.As = record.PersonChild
	case record.RelationParent, record.RelationStepparent:
		m.person.As = record.PersonParent
	default:
		m.person.As = record.PersonCircle
	}
}

// remove takes somebody out of the family. Who was known before stays a person; the family keeps until when.
func (s *familyState) remove(id record.ID) {
	m := s.find(id)
	if m == nil {
		return
	}
	s.members = slices.DeleteFunc(s.members, func(x *member) bool { return x == m })
	if m.person.Revision == 0 {
		s.dropped = append(s.dropped, id)
		s.h.Members = slices.DeleteFunc(s.h.Members, func(x record.Member) bool { return x.Person == id })
		s.h.Custody = slices.DeleteFunc(s.h.Custody, func(c record.Custody) bool { return c.Child == id })
		for i := range s.h.Custody {
			s.h.Custody[i].Holders = slices.DeleteFunc(s.h.Custody[i].Holders, func(x record.ID) bool { return x == id })
		}
		return
	}
	for i := range s.h.Members {
		if s.h.Members[i].Person == id && s.h.Members[i].To.Zero() {
			s.h.Members[i].To = s.today
		}
	}
}

func (s *familyState) adults() []*member {
	return slices.DeleteFunc(slices.Clone(s.members), func(m *member) bool { return m.relation == record.RelationChild })
}

// blank tells whether nothing was written about a new person.
func (s *familyState) blank(m *member) bool {
	p := m.person
	return p.Revision == 0 && p.Name().Empty() && p.Phone().Value.Empty() && p.Birth.Zero() && p.BirthYear == 0 && p.Expected.Zero() &&
		s.texts[textBirth+p.ID.String()] == ""
}

// setPhone keeps one number to call first, and leaves other ways alone.
func setPhone(p *record.Person, number string) {
	number = strings.TrimSpace(i18n.Digits(number))
	at := slices.IndexFunc(p.Channels, func(c record.Channel) bool { return c.Kind == record.ChannelPhone })
	switch {
	case number == "" && at >= 0:
		p.Channels = slices.Delete(p.Channels, at, at+1)
	case number == "":
	case at >= 0:
		p.Channels[at].Value = record.Text(number)
	default:
		p.Channels = append([]record.Channel{{Kind: record.ChannelPhone, Value: record.Text(number)}}, p.Channels...)
	}
}

func phoneNumber(p *record.Person) string {
	for _, c := range p.Channels {
		if c.Kind == record.ChannelPhone {
			return c.Value.Reveal()
		}
	}
	return ""
}

// custody is what is written about who decides about a child; the kind is empty when nothing is.
func (s *familyState) custody(child record.ID) record.Custody {
	c, ok := s.h.CustodyOf(child, s.today)
	if !ok {
		return record.Custody{Child: child}
	}
	return c
}

// decide writes who decides about a child, in the place of what was written for the same day on.
func (s *familyState) decide(c record.Custody) {
	at := slices.IndexFunc(s.h.Custody, func(x record.Custody) bool { return x.Child == c.Child && x.From == c.From })
	switch {
	case c.Custody == "" && at >= 0:
		s.h.Custody = slices.Delete(s.h.Custody, at, at+1)
	case c.Custody == "":
	case at >= 0:
		s.h.Custody[at] = c
	default:
		s.h.Custody = append(s.h.Custody, c)
	}
}

// choose takes another kind of custody, and proposes who when there is only one possibility. In a family that was kept before, the
// new rule counts from today, and how it is known is asked again.
func (s *familyState) choose(child record.ID, kind record.CustodyKind) {
	c := s.custody(child)
	if s.h.Revision > 0 && kind != "" && known(c.Custody) && c.Custody != kind && c.From != s.today {
		c.From = s.today // the rule that counted until now stays written down
	}
	c.Custody = kind
	c.Holders = s.proposed(kind)
	if kind != record.CustodyGuardian {
		c.Guardian = record.Private{}
	}
	if !known(kind) || c.From == s.today {
		c.Proof, c.Seen = "", record.Date{}
		delete(s.texts, textSeen+child.String())
	}
	s.decide(c)
}

// proposed are the people who must be meant by a kind of custody, none when there is more than one possibility.
func (s *familyState) proposed(kind record.CustodyKind) []record.ID {
	var parents, guardians []record.ID
	for _, m := range s.adults() {
		switch m.relation {
		case record.RelationMother, record.RelationFather, record.RelationParent:
			parents = append(parents, m.person.ID)
		case record.RelationGuardian:
			guardians = append(guardians, m.person.ID)
		}
	}
	switch {
	case kind == record.CustodyJoint && len(parents) == 2, kind == record.CustodySole && len(parents) == 1:
		return parents
	case kind == record.CustodyGuardian && len(guardians) == 1:
		return guardians
	}
	return nil
}

// known tells whether it was written who decides.
func known(kind record.CustodyKind) bool { return kind != "" && kind != record.CustodyUnknown }

// seen reads the day on which a paper was seen.
func (s *familyState) seen(p *i18n.Printer, child record.ID, text string) {
	c := s.custody(child)
	day, err := s.texts.Day(textSeen+child.String(), text, func(text string) (record.Date, error) { return p.ParseDate(text, s.today) })
	c.Seen = day
	if err != nil {
		c.Seen = record.Date{}
	}
	s.decide(c)
}

// told reads the day on which the family was told.
func (s *familyState) told(p *i18n.Printer, text string) {
	day, err := s.texts.Day(textTold, text, func(text string) (record.Date, error) { return p.ParseDate(text, s.today) })
	s.h.Told.On = day
	if err != nil {
		s.h.Told.On = record.Date{}
	}
}

// town reads the name of a gemeente.
func (s *familyState) town(text string) {
	text = strings.TrimSpace(text)
	s.texts[textTown] = text
	s.h.Municipality = ""
	for _, m := range municipality.Find(text, 5) {
		if strings.EqualFold(m.Name, text) || strings.EqualFold(m.Place, text) {
			s.h.Municipality = m.Code
			delete(s.texts, textTown)
		}
	}
	if text == "" {
		delete(s.texts, textTown)
	}
}

func (s *familyState) townText() string {
	if s.texts[textTown] != "" {
		return s.texts[textTown]
	}
	return municipality.Name(s.h.Municipality)
}

// fresh are the new people about whom something was written.
func (s *familyState) fresh() []*record.Person {
	var all []*record.Person
	for _, m := range s.members {
		if m.person.Revision == 0 && !s.blank(m) {
			all = append(all, m.person)
		}
	}
	return all
}

// unsafe says whether somebody can be asked; nothing ever suggests asking who cannot.
func (s *familyState) unsafe(id record.ID, on bool) {
	s.h.Unsafe = slices.DeleteFunc(s.h.Unsafe, func(x record.ID) bool { return x == id })
	if on {
		s.h.Unsafe = append(s.h.Unsafe, id)
	}
}

// arrivals are the people to be saved with the family: those who were written about here. A new person about whom nothing was
// written is left out.
func (s *familyState) arrivals() []book.Arrival {
	for _, m := range slices.Clone(s.members) {
		if s.blank(m) {
			s.remove(m.person.ID)
		}
	}
	var all []book.Arrival
	for _, m := range s.members {
		if m.touched {
			all = append(all, book.Arrival{Person: copyPerson(m.person), Relation: m.relation})
		}
	}
	return all
}

// name proposes a name for the family when none was given: "gezin" and the surname, else the first name, of the first adult.
func (s *familyState) name(p *i18n.Printer) {
	if !s.h.Name.Empty() {
		return
	}
	for _, m := range s.adults() {
		who := m.person.Last.Reveal()
		if who == "" {
			who = m.person.Called().Reveal()
		} else if !m.person.Infix.Empty() {
			who = m.person.Infix.Reveal() + " " + who
		}
		if who != "" {
			s.h.Name = record.Text(p.T("people.family.of", "Name", who))
			return
		}
	}
}

// problems are what must be put right before the family can be kept, by field.
func (s *familyState) problems(p *i18n.Printer) map[string]string {
	s.helpers()
	out := map[string]string{}
	for _, one := range s.h.Validate(s.today) {
		out[s.fieldOf(one.Field)] = p.Problem(one)
	}
	if s.h.Told.On.Zero() && s.texts[textTold] != "" {
		out["told.on"] = unread(p)
	}
	if s.h.Municipality == "" && s.texts[textTown] != "" {
		out["municipality"] = p.T("people.family.town.unknown")
	}
	for _, m := range s.members {
		key := m.person.ID.String() + "/"
		if s.texts[textSeen+m.person.ID.String()] != "" && s.custody(m.person.ID).Seen.Zero() {
			out[key+"seen"] = unread(p)
		}
		if s.texts[textFrom+m.person.ID.String()] != "" {
			out[key+"from"] = p.T("people.custody.from.wrong")
		}
		if s.texts[textSince+m.person.ID.String()] != "" {
			out[key+"since"] = unread(p)
		}
		if s.blank(m) {
			continue
		}
		for _, one := range m.person.Validate(s.today) {
			out[key+personField(one.Field)] = p.Problem(one)
		}
		if text := birthProblem(p, s.texts, m.person, s.today); text != "" {
			out[key+"birth"] = text
		}
	}
	return out
}

// fieldOf is the name of the field on the page for a field of the record.
func (s *familyState) fieldOf(field string) string {
	parts := strings.Split(field, ".")
	if len(parts) == 3 && parts[0] == "custody" {
		if i, err := strconv.Atoi(parts[1]); err == nil && i < len(s.h.Custody) {
			return s.h.Custody[i].Child.String() + "/" + parts[2]
		}
	}
	return field
}

// personField is the same for a field of a person.
func personField(field string) string {
	switch {
	case field == "birthYear" || field == "expected":
		return "birth"
	case strings.HasPrefix(field, "channels."):
		return "phone"
	}
	return field
}
