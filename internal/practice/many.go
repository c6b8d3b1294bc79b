package practice

import (
	"time"

	"schakel/internal/record"
)

// Many makes a store of a stated size, for benchmarks and limits: so many people, and so many records linked to them (a household
// for every four people is one of those). The same arguments give the same records. It is fast and plain: the families have no
// story.
func Many(today record.Date, seed uint64, people, linked int) []record.Record {
	w := newWorld(today, seed)
	w.addPartners()
	w.all = w.all[:0:0]
	partner := w.partners[0]
	w.add(partner)
	for i := range people / peoplePerPartner {
		other := *w.partners[i%len(w.partners)]
		other.Head, other.Officers = w.head("partner", record.ID{}, 20+i%400), nil
		w.add(&other)
	}
	sets := circles()
	var houses []*record.Household
	var members []*record.Person
	for i := range people {
		if i%4 == 0 {
			h := &record.Household{Head: w.head("household", record.ID{}, 20+i%400), Name: record.Text("gezin " + of(w, sets[i/4%len(sets)].last)), Review: w.today.Add(200)}
			h.Owner = h.ID
			houses = append(houses, h)
			w.add(h)
		}
		p := w.somebody(sets[i/4%len(sets)], houses[len(houses)-1], i)
		members = append(members, p)
	}
	for i := len(houses); i < linked; i++ {
		h := houses[i%len(houses)]
		w.linked(h, members[4*(i%len(houses))], partner, i)
	}
	w.number()
	return w.inOrder()
}

// peoplePerPartner is for how many people Many makes one more partner.
const peoplePerPartner = 40

// somebody makes a person and puts them in the household; every household has two adults and two children.
func (w *world) somebody(c circle, h *record.Household, i int) *record.Person {
	infix, last := c.surname(i/36, i%2 == 1)
	p := &record.Person{
		Head: w.head("person", h.ID, 20+i%400), As: record.PersonParent, Gender: record.GenderFemale, First: record.Text(of(w, c.women)),
		Infix: record.Text(infix), Last: record.Text(last), Languages: c.languages, Channels: w.channels(0),
	}
	relation := record.RelationMother
	switch i % 4 {
	case 1:
		p.First, p.Gender, relation = record.Text(of(w, c.men)), record.GenderMale, record.RelationFather
	case 2, 3:
		p.As, p.First, relation, p.Channels = record.PersonChild, record.Text(of(w, c.girls)), record.RelationChild, nil
		p.Birth = w.today.Add(-(400 + i%5000))
	}
	h.Members = append(h.Members, record.Member{Person: p.ID, Relation: relation})
	w.add(p)
	return p
}

// linked makes one record about a household: mostly contacts, and now and then a concern, a referral or a task. Instead of one it is
// now and then a gathering, which is about no household.
func (w *world) linked(h *record.Household, parent *record.Person, partner *record.Partner, i int) {
	ago := 1 + i%700
	j := of(w, jottings())
	switch i % 20 {
	case 3, 11:
		w.add(&record.Concern{
			Head: w.head("concern", h.ID, ago), Scope: record.ScopeHousehold, Household: h.ID, About: []record.ID{parent.ID}, Level: record.LevelWorried,
			Areas: []record.LifeArea{record.LifeAreas()[i%5]}, Seen: record.Text(j.note), SeenOn: w.today.Add(-ago), State: record.ConcernOpen,
		})
	case 7:
		w.add(&record.Referral{
			Head: w.head("referral", h.ID, ago), Way: record.WayOut, Household: h.ID, Parent: parent.ID, Partner: partner.ID, Receiver: partner.Officers[0].ID,
			Reason: record.Text("kennismaken en meedenken"), State: record.ReferralPreparing,
		})
	case 15:
		w.add(&record.Task{Head: w.head("task", h.ID, ago), Text: record.Text("Volgende week bellen"), About: h.ID, Due: w.today.Add(i % 60)})
	case 19:
		w.add(&record.Meeting{
			Head: w.head("meeting", record.ID{}, ago), Type: single()[i/20%len(single())], On: w.today.Add(-ago), At: "10:00", Place: record.Text("De Brug"),
			Theme: record.Text(themeOf(single()[i/20%len(single())])), Heads: 4 + i%20, Roles: j.roles, Came: record.Text(came()[i/20%len(came())]),
			Length: time.Duration(j.long) * time.Minute,
		})
	default:
		w.add(&record.Contact{
			Head: w.head("contact", h.ID, ago), About: record.AboutHousehold, Subject: h.ID, On: w.today.Add(-ago), Length: time.Duration(j.long) * time.Minute,
			Place: j.place, Roles: j.roles, Note: record.Text(j.note),
		})
	}
}
