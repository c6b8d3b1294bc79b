package export

import (
	"fmt"
	"math/rand/v2"
	"time"

	"schakel/internal/record"
	"schakel/internal/summary"
)

// lot is a random world, the same again for the same seed: the records of a worker's year and a half, with every kind that is counted. What is
// not allowed in a walk is not done, as in the program itself.
type lot struct {
	*rand.Rand
	all   []record.Record
	today record.Date
	busy  int // about how many of everything
	homes []record.ID
	made  int
	whole bool // everything of a year
}

// newLot draws a world. Some are nearly empty, some are full; that of 0 has something of everything.
func newLot(seed uint64) *lot {
	l := &lot{Rand: rand.New(rand.NewPCG(seed, 0x5c4a4e1)), today: record.Day(2026, 11, 22)}
	if l.busy, l.whole = []int{2, 12, 40, 90}[l.IntN(4)], seed == 0; l.whole {
		l.busy = 90
	}
	var partners []record.ID
	for i := range 2 + l.IntN(7) {
		p := &record.Partner{Head: l.head(), Name: record.Text([]string{"CJG Zuid", "Buurtteam", "مركز الأسرة", "Ośrodek \"Dom\"", "Sentro Kòrsou", "School De Brug", "Moskee", "GGD"}[i]), Norm: l.IntN(20)}
		partners = append(partners, p.ID)
		l.all = append(l.all, p)
	}
	programme := &record.Programme{Head: l.head(), Name: record.Text("Samen"), Years: []record.ProgrammeYear{
		{Year: 2026, Aims: []record.Private{record.Text("taal"), record.Text("schulden")}}, {Year: 2025, Aims: []record.Private{record.Text("taal")}},
	}}
	l.all = append(l.all, programme)
	for range 1 + l.IntN(l.busy) {
		h := &record.Household{Head: l.head(), Name: record.Text("x"), Reached: pick(l, record.ReachedWays()), KnewWay: pick(l, []string{"yes", "no"}), Closed: l.maybe()}
		l.homes = append(l.homes, h.ID)
		l.all = append(l.all, h)
	}
	for range l.IntN(4 * l.busy) {
		l.all = append(l.all, l.contact(partners, programme.ID))
	}
	for range l.IntN(2 * l.busy) {
		l.all = append(l.all, l.concern(), l.referral(partners))
	}
	for range l.IntN(l.busy) {
		l.all = append(l.all, l.meeting(programme.ID), l.road(&record.Request{Head: l.head(), What: pick(l, record.RequestKinds()), Partner: pickID(l, partners), Norm: l.IntN(20), State: record.RequestOpen}),
			l.road(&record.Signal{Head: l.head(), Partner: pickID(l, partners), Norm: l.IntN(20), State: record.RequestOpen}))
	}
	for _, year := range []int{2025, 2026} {
		t := &record.Tally{Head: l.head(), Year: year}
		for _, q := range record.VoiceQuestions() {
			for _, a := range q.Answers() {
				if n := l.IntN(l.busy); n > 0 {
					t.Counts = append(t.Counts, record.VoiceCount{Question: q, Answer: a, Count: n})
				}
			}
		}
		l.all = append(l.all, t)
	}
	return l
}

func (l *lot) head() record.Head {
	l.made++
	return record.Head{ID: record.ID{0: 9, 14: byte(l.made >> 8), 15: byte(l.made)}, Created: l.on().Midnight()}
}

func (l *lot) on() record.Date { return l.today.Add(-l.IntN(540)) }

func (l *lot) maybe() record.Date {
	if l.IntN(2) == 0 {
		return record.Date{}
	}
	return l.on()
}

// pick draws a value of a list, and now and then none. Small ones come more often, so that some rows are large and others small.
func pick[V ~string](l *lot, list []V) V {
	if l.IntN(8) == 0 {
		return ""
	}
	return sure(l, list)
}

func sure[V ~string](l *lot, list []V) V {
	i := l.IntN(len(list))
	return list[l.IntN(i+1)]
}

func several[V ~string](l *lot, list []V) []V {
	var all []V
	for range l.IntN(4) {
		all = append(all, sure(l, list))
	}
	return all
}

func pickID(l *lot, list []record.ID) record.ID { return list[l.IntN(l.IntN(len(list))+1)] }

func (l *lot) minutes() time.Duration { return time.Duration(l.IntN(100)) * time.Minute }

func (l *lot) contact(partners []record.ID, programme record.ID) *record.Contact {
	c := &record.Contact{
		Head: l.head(), About: sure(l, record.AboutKinds()), On: l.on(), At: pick(l, []string{"09:30", "14:00", "19:05", "23:59"}), Place: pick(l, record.Places()),
		Roles: several(l, record.Roles()), Function: pick(l, record.Functions()), Length: l.minutes(), Heads: 1 + l.IntN(9), Failed: l.IntN(6) == 0,
		Promise: record.Text(pick(l, []string{"x"})), PromKept: l.maybe(),
	}
	switch c.About {
	case record.AboutHousehold:
		c.Subject = pickID(l, l.homes)
	case record.AboutPerson:
		c.Subject = record.ID{0: 8, 15: byte(l.IntN(40))}
	case record.AboutPartner:
		c.Subject, c.Advice, c.Use, c.UseOn = pickID(l, partners), record.Text(pick(l, []string{"x"})), pick(l, record.AdviceUses()), l.maybe()
	}
	if l.IntN(2) == 0 {
		c.Aims = []record.Aim{{Programme: programme, Number: 1 + l.IntN(2)}}
	}
	return c
}

func (l *lot) concern() *record.Concern {
	k := &record.Concern{
		Head: l.head(), Scope: sure(l, record.ConcernScopes()), Household: pickID(l, l.homes), Level: sure(l, record.ConcernLevels()), SeenOn: l.maybe(),
		Areas: several(l, record.LifeAreas()), State: record.ConcernOpen,
	}
	on := l.on()
	for range l.IntN(4) {
		on = on.Add(l.IntN(30))
		_ = k.Apply(sure(l, record.ConcernActions()), pick(l, record.CloseReasons()), on.Midnight())
	}
	return k
}

func (l *lot) referral(partners []record.ID) *record.Referral {
	r := &record.Referral{
		Head: l.head(), Way: sure(l, record.Ways()), Household: pickID(l, l.homes), Partner: pickID(l, partners), Form: pick(l, record.Forms()),
		Method: pick(l, record.Methods()), WaitingFrom: l.maybe(), State: record.ReferralDraft,
	}
	if r.Way == record.WayIn {
		r.AskedOn = l.on()
	}
	on := l.on()
	for range l.IntN(14) {
		_ = r.Make(record.Move{Do: record.ReferralActions()[l.IntN(len(record.ReferralActions()))], On: on, Reason: string(pick(l, r.Way.Reasons()))}, l.today.Midnight())
		on = on.Add(l.IntN(12))
	}
	return r
}

func (l *lot) meeting(programme record.ID) *record.Meeting {
	m := &record.Meeting{
		Head: l.head(), Type: sure(l, record.MeetingTypes()), On: l.on(), Heads: l.IntN(1300), Started: l.IntN(3), Community: record.Text(pick(l, []string{"Eritrees", "Syrisch", "جالية", "Pools", "Turks"})),
		Topics: several(l, record.MeetingTopics()), Languages: several(l, []string{"nld", "arb", "tir", "pol", "tur"}), Roles: several(l, record.Roles()), Planned: l.IntN(6) == 0,
		Length: l.minutes(), Preparation: l.minutes(), Questions: []record.Question{{AnsweredOn: l.maybe()}}, Agreements: []record.Agreement{{Done: l.maybe()}},
	}
	m.New = l.IntN(m.Heads + 1)
	m.Returning = l.IntN(m.Heads - m.New + 1)
	for range l.IntN(3) {
		m.Formal = append(m.Formal, record.FormalGuest{Roles: several(l, record.FormalRoles())})
		m.Facilitators = append(m.Facilitators, record.Facilitator{Length: l.minutes(), Preparation: l.minutes()})
	}
	if l.IntN(2) == 0 {
		m.Aims = []record.Aim{{Programme: programme, Number: 1}}
	}
	return m
}

// walked is what is asked of a partner and answered.
type walked interface {
	record.Record
	Apply(record.RoadAction, record.Date, time.Time) error
	Take(record.Returned, time.Time) error
}

func (l *lot) road(r walked) record.Record {
	on := l.on()
	for range l.IntN(7) {
		if do := record.RoadActions()[l.IntN(len(record.RoadActions()))]; do == record.RoadAnswer {
			_ = r.Take(record.Returned{Reply: pick(l, record.Replies()), Why: pick(l, record.NothingWhys()), On: on}, l.today.Midnight())
		} else {
			_ = r.Apply(do, on, l.today.Midnight())
		}
		on = on.Add(l.IntN(20))
	}
	return r
}

// period draws days: a month, a quarter, a year, a school year, or any.
func (l *lot) period() summary.Period {
	on := l.on()
	switch l.IntN(5) {
	case 0:
		return summary.Month(on)
	case 1:
		return summary.Quarter(on)
	case 2:
		return summary.Year(on)
	case 3:
		return summary.SchoolYear(on)
	}
	return summary.Period{From: on, To: on.Add(l.IntN(300))}
}

// targets are what somebody aims for in a period, sometimes.
func (l *lot) targets(p summary.Period) []*record.Target {
	var all []*record.Target
	for _, g := range record.Goals() {
		if l.IntN(3) == 0 {
			all = append(all, &record.Target{Measure: g, From: p.From, To: p.To, Count: 1 + l.IntN(2000)})
		}
	}
	return all
}

// stories are at most three.
func (l *lot) stories() []summary.Story {
	var all []summary.Story
	for i := range l.IntN(summary.MaxStories + 1) {
		all = append(all, summary.Story{Text: fmt.Sprintf("Verhaal %d: het ging beter, %s.", i, []string{"zei Fatma", "قالت أم", "powiedziała mama"}[l.IntN(3)])})
	}
	return all
}
