package practice

import (
	"time"

	"schakel/internal/record"
)

// addContacts makes the contacts: those of the story, and ordinary ones until there are 520.
func (w *world) addContacts() {
	w.storyContacts()
	w.addAllowances()
	done := w.made["contact"]
	for i := done; i < 520; i++ {
		switch i % 13 {
		case 3:
			w.contactWithMany(i)
		case 6:
			w.contactWithPartner(i)
		case 9:
			w.contactAlone(i)
		default:
			w.contactWithFamily(i)
		}
	}
}

// storyContacts are the contacts that Vandaag tells about.
func (w *world) storyContacts() {
	fatima := w.families[amrani]
	w.add(&record.Contact{
		Head: w.head("contact", fatima.ID, 7), About: record.AboutHousehold, Subject: fatima.ID, On: w.today.Add(-7), At: "10:30", Length: 90 * time.Minute,
		Place: record.PlacePartner, Roles: []record.Role{record.RoleAccompany, record.RoleInterpret},
		Note: record.Text("Samen met Fatima en Yusuf naar het CJG gelopen. Tot de deur meegegaan, daarna ging zij zelf naar binnen. Zij was zenuwachtig en trots."),
	})
	elif := w.families[yildiz]
	w.add(&record.Contact{
		Head: w.head("contact", elif.ID, 3), About: record.AboutHousehold, Subject: elif.ID, On: w.today.Add(-3), At: "15:00", Length: 60 * time.Minute,
		Place: record.PlaceHome, Roles: []record.Role{record.RoleListen, record.RolePrepare},
		Note:    record.Text("Bij Elif thuis. Gepraat over de nachten van Emre. Zij wil wel kennismaken met Marieke. Murat moet het ook goed vinden."),
		Promise: record.Text("Murat vragen wat hij ervan vindt"), PromDue: w.today.Add(4),
	})
	jessica := w.families[jessica]
	girl := jessica.children[0]
	w.add(&record.Contact{
		Head: w.head("contact", jessica.ID, 2), About: record.AboutPerson, Subject: girl.ID, On: w.today.Add(-2), At: "16:45", Length: 30 * time.Minute,
		Place: record.PlaceApp, Roles: []record.Role{record.RoleListen, record.RoleSafe},
		Note: record.Text("Jessica stuurde een bericht. Zij voelt de baby bewegen. Zij wil dat ik meega naar de verloskundige."),
	})
}

// daysAgo draws a day in the past year and a half, mostly the last half year.
func (w *world) daysAgo(first int) int {
	n := 1 + w.random.IntN(180)
	if w.dice(4) {
		n = 1 + w.random.IntN(500)
	}
	return min(n, max(first, 1))
}

// begin makes a contact from a note.
func (w *world) begin(owner record.ID, ago int, j jotting) *record.Contact {
	c := &record.Contact{
		Head: w.head("contact", owner, ago), On: w.today.Add(-ago), Place: j.place, Roles: j.roles, Note: record.Text(j.note),
		Length: time.Duration(j.long) * time.Minute,
	}
	if w.dice(2) {
		c.At = time.Date(0, 1, 1, 9+w.random.IntN(12), 15*w.random.IntN(4), 0, 0, time.UTC).Format("15:04")
	}
	return c
}

func (w *world) contactWithFamily(i int) {
	f := w.families[(i*7)%len(w.families)]
	ago := w.daysAgo(f.first)
	j := of(w, jottings())
	j.note = f.wordsFor(j.note, i)
	c := w.begin(f.ID, ago, j)
	c.About, c.Subject = record.AboutHousehold, f.ID
	if p := f.talksTo(); p != nil && i%5 == 0 {
		c.About, c.Subject = record.AboutPerson, p.ID
	}
	switch {
	case i%23 == 0:
		c.Failed, c.Roles, c.Note, c.Length = true, nil, record.Text(f.words(of(w, missed()))), 0
	case i%9 == 0 && ago > 21:
		c.Promise = record.Text(of(w, []string{"Volgende week bellen", "Folder in de eigen taal meenemen", "Navragen bij school", "Meegaan naar het loket"}))
		c.PromDue, c.PromKept = c.On.Add(7), c.On.Add(5+w.random.IntN(5))
	}
	if c.Place == record.PlacePartner && w.dice(2) {
		c.Cents = 250 + 10*w.random.IntN(60)
	}
	w.enrich(c, i)
	w.add(c)
}

func (w *world) contactWithMany(i int) {
	c := w.begin(record.ID{}, w.daysAgo(500), of(w, withMany()))
	c.About, c.Heads = record.AboutNumber, 2+i%9
	w.enrich(c, i)
	w.add(c)
}

func (w *world) contactWithPartner(i int) {
	c := w.begin(record.ID{}, w.daysAgo(380), of(w, withPartner()))
	c.About, c.Subject = record.AboutPartner, w.partners[i%len(w.partners)].ID
	w.enrich(c, i)
	w.add(c)
}

// contactAlone is a contact with somebody outside the families, or work about nobody in particular.
func (w *world) contactAlone(i int) {
	if i%2 == 0 {
		c := w.begin(record.ID{}, w.daysAgo(300), jotting{"Folders rondgebracht en opgehangen bij de winkels.", []record.Role{record.RoleMove}, record.PlaceStreet, 60})
		c.About = record.AboutNobody
		w.add(c)
		return
	}
	p := w.known[i%len(w.known)]
	c := w.begin(p.ID, w.daysAgo(100), jotting{"Even bijgepraat. Hij of zij kent veel mensen en denkt mee.", []record.Role{record.RoleOpenNetwork, record.RoleListen}, record.PlaceStreet, 15})
	c.About, c.Subject = record.AboutPerson, p.ID
	w.add(c)
}
