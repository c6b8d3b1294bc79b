// Package practice makes the invented families that practice mode starts with: a believable year of an informal worker's work, the
// same for the same day and seed.
//
// Nothing in it pretends to be signed: no delivery, no receipt and no yes to sharing. Those come into being in the window, with
// the local endpoint, as with real families.
package practice

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"schakel/internal/record"
)

// Records makes the practice data as seen on a day: at least 60 households, 500 contacts and 40 bijeenkomsten, with everything that
// Vandaag can show. The order is one in which they can be stored: what is referred to comes first. The same day and seed give the
// same records, ids included.
func Records(today record.Date, seed uint64) []record.Record {
	w := newWorld(today, seed)
	w.addPartners()
	w.addFamilies()
	w.addCircle()
	w.addConcerns()
	w.addReferrals()
	w.addContacts()
	w.addMeetings()
	w.addRequests()
	w.addSignals()
	w.addAnswers()
	w.addTasks()
	w.addConsentCases()
	w.addHandovers()
	w.number()
	return w.inOrder()
}

// world is the practice data while it is being made.
type world struct {
	today    record.Date
	seed     uint64
	random   *rand.Rand
	made     map[string]int // how many ids of each sort were given out
	all      []record.Record
	partners []*record.Partner
	families []*family
	known    []*human // people outside the families
	referred []*record.Referral
	hopeful  *record.Referral // on which an answer came yesterday
	meetings []*record.Meeting
	requests []*record.Request
	signals  []*record.Signal
}

func newWorld(today record.Date, seed uint64) *world {
	return &world{today: today, seed: seed, random: rand.New(rand.NewPCG(seed, 0x5c4a4e1)), made: map[string]int{}}
}

// id gives the next id of a sort: a hash, so that adding a record of one sort leaves the ids of the others alone.
func (w *world) id(sort string) record.ID {
	n := w.made[sort]
	w.made[sort] = n + 1
	h := sha256.New()
	h.Write([]byte("schakel practice " + sort))
	h.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, w.seed), uint64(n)))
	var id record.ID
	copy(id[:], h.Sum(nil))
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

// head is the head of a new record, made some days ago at a believable hour.
func (w *world) head(sort string, owner record.ID, daysAgo int) record.Head {
	at := w.moment(daysAgo)
	return record.Head{ID: w.id(sort), Owner: owner, Created: at, Changed: at}
}

// moment is a time of day some days ago. Today's are early, so that they are past whenever practice mode starts.
func (w *world) moment(daysAgo int) time.Time {
	start := w.today.Add(-daysAgo).Midnight()
	if daysAgo <= 0 {
		return start.Add(time.Duration(5+w.random.IntN(55)) * time.Minute)
	}
	return start.Add(time.Duration(8*60+w.random.IntN(12*60)) * time.Minute)
}

func (w *world) add(r record.Record) { w.all = append(w.all, r) }

// inOrder sorts by kind, in the order in which an import can read them.
func (w *world) inOrder() []record.Record {
	place := map[record.Kind]int{}
	for i, k := range record.Kinds() {
		place[k] = i
	}
	slices.SortStableFunc(w.all, func(a, b record.Record) int { return place[a.Kind()] - place[b.Kind()] })
	return w.all
}

// Worker is the one who practises, to be kept in the profile of a new practice store: Records holds no profile, because a store has
// one already as soon as its recovery code is given.
func Worker() record.Profile {
	return record.Profile{
		Name: record.Text("Samira"), Title: record.Text("intermediair"), Phone: phone(1), Organisation: record.Text("Stichting Vrouwen van de Haven"),
		Languages: []string{"nld", "ary", "tur"}, Reachable: record.Text("’s avonds na 19.00 uur"),
		ProfileCard: record.ProfileCard{
			Roles: []record.Role{record.Roles()[0], record.Roles()[2]}, For: record.Text("meegaan naar het CJG, tolken in het Turks"),
			Times: []record.Slot{{Day: record.Monday, Part: record.Evening}, {Day: record.Thursday, Part: record.Evening}, {Day: record.Saturday, Part: record.Morning}},
			Areas: []record.Private{record.Text("Zuiderwijk"), record.Text("Havenkwartier")},
		},
		Responsible: record.Text("Stichting Vrouwen van de Haven"), Complaints: record.Text("info@vrouwenvandehaven.example"),
	}
}

// addPartners makes the organisations and their contact persons.
func (w *world) addPartners() {
	for i, o := range organisations() {
		p := &record.Partner{
			Head: w.head("partner", record.ID{}, 390-i), Type: o.kind, Name: record.Text(o.name), Local: record.Text(o.local),
			Inside: record.Text(o.inside), Offer: record.Text(o.offer), Criteria: record.Text(o.criteria), Hours: record.Text(o.hours),
			AgeFrom: o.ageFrom, AgeTo: o.ageTo, Ring: o.ring, Norm: o.norm, Municipality: town, Phone: phone(900 + i), Note: record.Text(o.note),
		}
		for j, h := range o.people {
			officer := record.Officer{
				ID: w.id("officer"), First: record.Text(h.first), Last: record.Text(h.last), Job: record.Text(h.job), Roles: h.roles,
				Phone: phone(700 + 10*i + j), From: w.today.Add(-700), Spoke: w.today.Add(-(3*i + j + 4)),
			}
			if h.left {
				officer.To, officer.Spoke = w.today.Add(-200), w.today.Add(-210)
			}
			p.Officers = append(p.Officers, officer)
		}
		w.partners = append(w.partners, p)
		w.add(p)
	}
	w.enlarge()
	w.rest()
	w.addColleagues()
}

// phone is an invented number.
func phone(n int) record.Private {
	d := func(div int) string { return string(rune('0' + n/div%10)) }
	return record.Text("06 1234 " + d(1000) + d(100) + d(10) + d(1))
}

// of picks one of a list.
func of[T any](w *world, list []T) T { return list[w.random.IntN(len(list))] }

// dice is true once in n times.
func (w *world) dice(n int) bool { return w.random.IntN(n) == 0 }
