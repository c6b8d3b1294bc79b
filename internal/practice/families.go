package practice

import (
	"strings"
	"time"

	"schakel/internal/record"
)

// The places of the families that other records tell about, in the list of told.
const (
	yildiz = iota
	amrani
	bouzidi
	mansouri
	kowalska
	windt
	filmon
	berg
	vanDenBergVader
	geheim
	bakker
	idrissi
	tesfay
	jessica
	rana
)

// addFamilies makes the families with a story, and then ordinary ones until there are 64.
func (w *world) addFamilies() {
	for _, s := range w.told() {
		w.settle(s)
	}
	w.twoHomes()
	sets := circles()
	for i := len(w.families); i < 64; i++ {
		w.settle(w.ordinary(sets[i%len(sets)], i, i/len(sets)))
	}
}

// friday is the coming Friday.
func (w *world) friday() record.Date {
	d := w.today.Add(1)
	for d.Weekday() != time.Friday {
		d = d.Add(1)
	}
	return d
}

func adult(r record.Relation, g record.Gender, first, infix, last string, years int) member {
	return member{relation: r, as: record.PersonParent, gender: g, first: first, infix: infix, last: last, days: years * year, yearOnly: true}
}

func child(first, infix, last string, g record.Gender, days int) member {
	return member{relation: record.RelationChild, as: record.PersonChild, gender: g, first: first, infix: infix, last: last, days: days}
}

// twoHomes lets Tim live with both his parents, and gives Nour's custody a change that has already begun.
func (w *world) twoHomes() {
	one, two := w.families[berg], w.families[vanDenBergVader]
	tim, father := one.children[0], two.adults[0]
	one.Custody[0].Holders = []record.ID{one.adults[0].ID, father.ID}
	two.Members = append(two.Members, record.Member{Person: tim.ID, Relation: record.RelationChild, From: w.today.Add(-2 * year)})
	two.Custody = append(two.Custody, record.Custody{
		Child: tim.ID, Custody: record.CustodyJoint, Holders: one.Custody[0].Holders, Proof: record.ProofOther,
	})
	two.children = append(two.children, tim)
	f := w.families[amrani]
	before := f.Custody[1]
	before.Custody, before.Holders, before.Proof, before.Seen = record.CustodyUnknown, nil, record.ProofSaid, record.Date{}
	f.Custody[1].From = w.today.Add(-100)
	f.Custody = append(f.Custody, before)
	left := w.families[kowalska].Household
	left.Members[1].From = w.today.Add(-5 * year)
}

// ordinary draws a family from a set of names.
func (w *world) ordinary(c circle, n, name int) sketch {
	infix, last := c.surname(name, false)
	hisInfix, his := c.surname(name, true)
	s := sketch{
		name: strings.TrimSpace(infix + " " + last), languages: c.languages, interpreter: c.interpreter && !w.dice(3), quarter: n,
		met: 20 + w.random.IntN(460), urgency: of(w, record.Urgencies()), reached: of(w, record.ReachedWays()), knew: of(w, []string{"", "yes", "no", "no"}),
		goesWell: of(w, goesWell()), wish: of(w, wishes()),
	}
	if !w.dice(4) {
		s.told = of(w, []string{"thuis aan tafel", "op het schoolplein", "na de koffieochtend", "aan de telefoon", "met de tolk erbij"})
	}
	if w.dice(3) {
		s.tried = of(w, tried())
	}
	age := 24 + w.random.IntN(22)
	s.members = []member{adult(record.RelationMother, record.GenderFemale, of(w, c.women), infix, last, age)}
	both := !w.dice(3)
	if both {
		s.members = append(s.members, adult(record.RelationFather, record.GenderMale, of(w, c.men), hisInfix, his, 26+w.random.IntN(22)))
	}
	for i := range 1 + w.random.IntN(3) {
		s.members = append(s.members, w.young(c, name, i, age-19))
	}
	s.custody, s.proof = w.decides(both)
	return s
}

// young draws a child, born when its mother was grown up.
func (w *world) young(c circle, name, place, oldest int) member {
	days := 30 + w.random.IntN(min(oldest, 17)*year)
	man := w.dice(2)
	infix, last := c.surname(name, man)
	m := child(of(w, c.girls), infix, last, record.GenderFemale, days)
	if man {
		m.first, m.gender = of(w, c.boys), record.GenderMale
	}
	if place > 0 && w.dice(7) {
		m.yearOnly = true
	}
	return m
}

// decides draws who decides about the children and how that is known.
func (w *world) decides(both bool) (record.CustodyKind, record.CustodyProof) {
	if both {
		return record.CustodyJoint, of(w, []record.CustodyProof{record.ProofSaid, record.ProofOther, record.ProofOther, record.ProofPaper})
	}
	if w.dice(4) {
		return record.CustodyUnknown, record.ProofSaid
	}
	return record.CustodySole, of(w, []record.CustodyProof{record.ProofExtract, record.ProofExtract, record.ProofPaper, record.ProofSaid})
}

// wordsFor fills a text's names with one of the children.
func (f *family) wordsFor(text string, which int) string {
	parent, kid := "moeder", "het kind"
	he, him, his := "hij", "hem", "zijn"
	if p := f.talksTo(); p != nil {
		parent = p.called
	}
	if len(f.children) > 0 {
		c := f.children[which%len(f.children)]
		kid = c.called
		if c.Gender == record.GenderFemale {
			he, him, his = "zij", "haar", "haar"
		}
	}
	return strings.NewReplacer("{ouder}", parent, "{kind}", kid, "{hij}", he, "{hem}", him, "{zijn}", his).Replace(text)
}

// addCircle makes people outside the families: the worker's own circle and others.
func (w *world) addCircle() {
	list := []member{
		{as: record.PersonCircle, gender: record.GenderFemale, first: "Hawa", last: "Diriye", alias: "trekt de naaigroep"},
		{as: record.PersonCircle, gender: record.GenderMale, first: "Younes", last: "Tahiri"},
		{as: record.PersonCircle, gender: record.GenderFemale, first: "Wil", infix: "van der", last: "Meer", alias: "vrijwilliger in De Brug"},
		{as: record.PersonCircle, gender: record.GenderFemale, alias: "buurvrouw van nummer 12"},
		{as: record.PersonCircle, gender: record.GenderFemale, first: "Songül", last: "Aydın", alias: "tolkt op de koffieochtend"},
		{as: record.PersonOther, gender: record.GenderMale, alias: "conciërge van De Vuurvlinder"},
		{as: record.PersonOther, gender: record.GenderFemale, first: "Beata", last: "Nowak", alias: "voorleesmoeder"},
		{as: record.PersonOther, gender: record.GenderMale, first: "Habtom", last: "Weldu", alias: "koorleider"},
		{as: record.PersonOther, gender: record.GenderFemale, alias: "jonge vrouw bij de bushalte"},
		{as: record.PersonCircle, gender: record.GenderMale, first: "حميد", alias: "winkelier op de hoek"},
	}
	for i, m := range list {
		p := w.person(m, sketch{languages: []string{"nld"}, met: 300 - 20*i}, record.ID{}, i)
		p.Owner = p.ID
		w.known = append(w.known, p)
	}
}
