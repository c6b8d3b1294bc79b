package practice

import (
	"schakel/internal/record"
)

// human is a person and the name that texts use.
type human struct {
	*record.Person
	called   string
	relation record.Relation
}

// family is a household, its people and the names that texts use.
type family struct {
	*record.Household
	adults   []*human
	children []*human
	first    int // how many days ago the worker first met them
}

// talksTo is the adult with whom the worker speaks most; nil when there is none.
func (f *family) talksTo() *human {
	if len(f.adults) == 0 {
		return nil
	}
	return f.adults[0]
}

// words fills a text's names with those of the first child.
func (f *family) words(text string) string { return f.wordsFor(text, 0) }

// member describes somebody in an invented family.
type member struct {
	relation           record.Relation
	as                 record.PersonKind
	gender             record.Gender
	first, infix, last string
	alias              string
	days               int // age in days; 0 means not known
	yearOnly           bool
	expected           int // due in so many days
	secret             bool
	turns              bool // the birthday is part of the story
}

// sketch describes an invented family.
type sketch struct {
	name                        string
	members                     []member
	languages                   []string
	interpreter                 bool
	custody                     record.CustodyKind
	proof                       record.CustodyProof
	guardian                    string // the guardian's organisation
	quarter                     int    // -1 when no place is kept
	goesWell, wish, tried, note string
	approach                    string
	urgency                     record.Urgency
	reached                     record.Reached
	knew                        string
	told                        string
	involved                    []record.Involved
	met                         int // days ago
}

const year = 365

// settle makes a household and its people from a sketch.
func (w *world) settle(s sketch) *family {
	h := &record.Household{
		Head: w.head("household", record.ID{}, s.met), Name: record.Text(s.name), GoesWell: record.Text(s.goesWell), Wish: record.Text(s.wish),
		Tried: record.Text(s.tried), Note: record.Text(s.note), Urgency: s.urgency, Reached: s.reached, KnewWay: s.knew,
		Involved: s.involved, Review: w.today.Add(60 + w.random.IntN(300)),
	}
	h.Owner = h.ID
	if s.quarter >= 0 {
		q := quarters()[s.quarter%len(quarters())]
		h.Postcode4, h.District, h.Municipality = q.postcode, record.Text(q.name), town
	}
	if s.told != "" {
		h.Told = record.Told{On: w.today.Add(-s.met + 7*min(1, s.met/7)), How: record.Text(s.told)}
	}
	f := &family{Household: h, first: s.met}
	for i, m := range s.members {
		p := w.person(m, s, h.ID, i)
		h.Members = append(h.Members, record.Member{Person: p.ID, Relation: m.relation})
		if m.as == record.PersonChild {
			f.children = append(f.children, p)
		} else {
			f.adults = append(f.adults, p)
		}
	}
	for _, c := range f.children {
		h.Custody = append(h.Custody, w.custody(f, c, s))
	}
	w.families = append(w.families, f)
	w.add(h)
	return f
}

// custody makes the entry for one child as the sketch says.
func (w *world) custody(f *family, child *human, s sketch) record.Custody {
	c := record.Custody{Child: child.ID, Custody: s.custody, Proof: s.proof, Guardian: record.Text(s.guardian)}
	want := map[record.CustodyKind]int{record.CustodyJoint: 2, record.CustodySole: 1, record.CustodyGuardian: 1}[s.custody]
	for _, a := range f.adults {
		parent := a.relation == record.RelationMother || a.relation == record.RelationFather || a.relation == record.RelationParent
		if s.custody == record.CustodyGuardian {
			parent = a.relation == record.RelationGuardian || a.relation == record.RelationGrandparent
		}
		if parent && len(c.Holders) < want {
			c.Holders = append(c.Holders, a.ID)
		}
	}
	if s.proof == record.ProofPaper || s.proof == record.ProofExtract {
		c.Seen = w.today.Add(-min(s.met, 90))
	}
	return c
}

// person makes one person of a household.
func (w *world) person(m member, s sketch, owner record.ID, place int) *human {
	p := &record.Person{
		Head: w.head("person", owner, s.met), As: m.as, Gender: m.gender, Alias: record.Text(m.alias), First: record.Text(m.first),
		Infix: record.Text(m.infix), Last: record.Text(m.last), Secret: m.secret, Languages: s.languages,
	}
	w.birth(p, m)
	if m.as != record.PersonChild {
		p.Interpreter = s.interpreter
		p.Channels = w.channels(place)
		p.Review = w.today.Add(120 + w.random.IntN(200))
		if place == 0 {
			p.Approach = record.Text(s.approach)
		}
	}
	called := m.first
	if called == "" {
		called = m.alias
	}
	if called == "" {
		called = "de baby"
	}
	w.add(p)
	return &human{Person: p, called: called, relation: m.relation}
}

// birth fills what is known of somebody's age. Birthdays that change who must agree (12, 16, 18) and births are kept out of the
// coming three weeks, so that Vandaag has only the one that the story needs.
func (w *world) birth(p *record.Person, m member) {
	switch {
	case m.expected > 0:
		p.Expected = w.today.Add(m.expected)
	case m.days > 0 && m.yearOnly:
		p.BirthYear = w.today.Year - m.days/year
	case m.days > 0:
		p.Birth = w.today.Add(-m.days)
		for _, age := range []int{12, 16, 18} {
			if in := p.Birth.Years(age).Since(w.today); in >= 0 && in <= 21 && m.as == record.PersonChild && !m.turns {
				p.Birth = p.Birth.Add(45)
			}
		}
	}
}

// channels are the ways to reach somebody.
func (w *world) channels(place int) []record.Channel {
	n := w.made["person"]
	calls := record.Channel{Kind: record.ChannelPhone, Value: phone(1000 + n), Preferred: true}
	switch {
	case n%7 == 0:
		calls.When = record.Text("liefst na 14.00 uur")
	case n%11 == 0:
		calls.When = record.Text("niet op vrijdagmiddag")
	}
	switch n % 9 {
	case 1, 2:
		return []record.Channel{{Kind: record.ChannelApp, Value: phone(1000 + n), Preferred: true, When: record.Text("stuur liever een spraakbericht")}}
	case 3:
		return []record.Channel{calls, {Kind: record.ChannelMail, Value: record.Text("ouder" + string(rune('a'+n%26)) + "@voorbeeld.example")}}
	case 4:
		return []record.Channel{{Kind: record.ChannelVisit, Value: record.Text("dinsdag in de ouderkamer"), Preferred: true}, calls}
	case 5:
		if place > 0 {
			return []record.Channel{{Kind: record.ChannelThrough, Value: record.Text("via een zus die ook naar de koffieochtend komt")}}
		}
	}
	return []record.Channel{calls}
}
