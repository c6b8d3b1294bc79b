package practice

import (
	"math/rand/v2"
	"slices"
	"time"

	"schakel/internal/record"
)

// moreMeetings makes what the series and the single ones leave out: one gathering of every other type, series still to come in every rhythm,
// and gatherings that did not take place. It draws from a chance of its own, so that the rest of the year stays as it was.
func (w *world) moreMeetings() {
	before := w.random
	w.random = rand.New(rand.NewPCG(w.seed, 0x6d656574))
	defer func() { w.random = before }()
	known := append([]record.MeetingType{record.MeetingCoffee, record.MeetingTheme, record.MeetingFathers}, single()...)
	n := 0
	for _, kind := range record.MeetingTypes() {
		if slices.Contains(known, kind) {
			continue
		}
		n++
		ago := 10 + 8*n
		w.gather(series{kind, 0, ago, "14:00", of(w, []string{"De Brug", "het stadhuis", "de school"}), []string{themeOf(kind)}, n%3 > 0, 2, 5, 8}, ago, record.ID{}, n)
	}
	w.comingSeries()
	w.notHeld()
}

// parts fills the lists of a gathering, by turns so that every value stands somewhere.
func (w *world) parts(m *record.Meeting, n int) {
	m.Topics = []record.MeetingTopic{record.MeetingTopics()[n%len(record.MeetingTopics())]}
	if n%3 == 1 {
		m.Facilitators = []record.Facilitator{
			{Who: record.Text([]string{"Nadia", "Joanna", "Selam", "Hassan"}[n%4]), Length: 2 * time.Hour, Preparation: time.Hour},
			{Length: 90 * time.Minute},
		}
	}
	if m.Cents > 0 || n%6 == 4 {
		kinds := record.MeetingCostTypes()
		first := max(m.Cents, 900)
		m.Costs = []record.Cost{{What: kinds[n%len(kinds)], Cents: first - 350}, {What: kinds[(n+3)%len(kinds)], Cents: 350}}
		m.Cents = first
	}
	if m.Started > 0 {
		m.Initiatives = []record.Private{record.Text("een speelochtend met elkaar")}
	}
	if n%5 == 3 {
		m.Questions = []record.Question{
			{Text: record.Text("Hoe vraag je een gesprek aan op school?"), Answer: record.Text("Bel de juf na schooltijd."), By: record.Text("Marieke, school"), AnsweredOn: m.On},
			{Text: record.Text(open()[n%len(open())])},
		}
	}
	if n%4 == 2 {
		m.Agreements = []record.Agreement{
			{Text: record.Text("De grote zaal vragen voor de speelochtend"), By: m.On.Add(10), Done: doneBy(m.On.Add(9), w.today)},
			{Text: record.Text("Zes mensen uitnodigen"), Who: record.Text("Nadia"), By: m.On.Add(12), Done: doneBy(m.On.Add(12), w.today)},
		}
	}
}

// open are questions that nobody answered yet.
func open() []string {
	return []string{
		"Wie kan een brief van het CJG voorlezen?", "Is er zwemles voor moeders?", "Waar leer je snel Nederlands?", "Mag een kind van tien alleen naar school?",
		"Wie betaalt een schoolreis?", "Hoe lang wacht je op een logopedist?",
	}
}

// doneBy is the day on which something was done, none while it lies ahead.
func doneBy(on, today record.Date) record.Date {
	if on.After(today) {
		return record.Date{}
	}
	return on
}

// comingSeries are three that are planned ahead: each week, each three weeks, each month on the same weekday. They begin next week.
func (w *world) comingSeries() {
	next := w.today.Monday().Add(7)
	for i, s := range []struct {
		kind  record.MeetingType
		every record.Rhythm
		day   int
		at    string
		theme string
		times int
	}{
		{record.MeetingActivity, record.EveryWeek, 2, "14:30", "spelen en praten", 6},
		{record.MeetingThemeDay, record.EveryThreeWeeks, 1, "10:00", "elkaar kennen", 4},
		{record.MeetingRainbow, record.EveryMonth, 3, "13:00", "wat leeft er in de wijk", 3},
	} {
		var first record.ID
		for n, on := range s.every.Days(next.Add(s.day), s.times, record.Date{}) {
			m := &record.Meeting{
				Head: w.head("meeting", record.ID{}, 5), Type: s.kind, On: on, At: s.at, Place: record.Text("De Vuurvlinder"), Theme: record.Text(s.theme),
				Series: first, Every: s.every, Planned: true,
			}
			if n == 0 {
				first = m.ID
				m.Series = first
			}
			if i == 0 && n == 1 {
				m.Moved, m.On = on, on.Add(1)
			}
			w.meetings = append(w.meetings, m)
			w.add(m)
		}
	}
}

// notHeld are those that did not take place, one for every reason.
func (w *world) notHeld() {
	for i, reason := range record.OffReasons() {
		m := &record.Meeting{
			Head: w.head("meeting", record.ID{}, 20+40*i), Type: record.MeetingTalk, On: w.today.Add(-17 - 40*i), At: "11:00", Place: record.Text("De Brug"),
			Theme: record.Text("hoe gaat het thuis"), Off: reason,
		}
		if reason == record.OffOther {
			m.OffNote = record.Text("De sleutel was zoek.")
		}
		w.meetings = append(w.meetings, m)
		w.add(m)
	}
}
