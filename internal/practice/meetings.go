package practice

import (
	"time"

	"schakel/internal/record"
)

// series is a gathering that comes back.
type series struct {
	kind          record.MeetingType
	every         int // days
	first         int // days ago
	at            string
	place         string
	themes        []string
	community     bool
	hours         int
	heads, spread int
}

// came is what people talked about, in three words.
func came() []string {
	return []string{
		"slapen, schermtijd, vaders", "zakgeld, regels, broers", "school, brieven, taal", "eten, snoep, oma", "heimwee, bellen, feest",
		"geld, huur, post", "grenzen, pubers, telefoon", "bus, fiets, zwemles", "dokter, tolk, moe", "spelen, buiten, veilig",
	}
}

// addMeetings makes the gatherings: three series, one of every other type, and those that are planned.
func (w *world) addMeetings() {
	w.series(series{
		record.MeetingCoffee, 14, 280, "10:00", "De Brug", []string{"slapen", "zakgeld", "brieven van school", "gewoon koffie"}, true, 2, 11, 6,
	})
	w.series(series{record.MeetingTheme, 42, 330, "19:30", "De Brug, grote zaal", []string{"grenzen stellen", "opgroeien met twee talen", "schermen"}, true, 2, 18, 9})
	w.series(series{record.MeetingFathers, 56, 300, "20:00", "De Vuurvlinder, ouderkamer", []string{"vader zijn hier", "samen sporten"}, false, 2, 8, 4})
	for i, kind := range single() {
		w.gather(series{kind, 0, 15 + 24*i, "13:30", of(w, []string{"De Brug", "de bieb", "CJG Zuiderwijk"}), []string{themeOf(kind)}, i%2 == 0, 2, 6, 7}, 15+24*i, record.ID{}, i)
	}
	w.planned()
	w.moreMeetings()
}

// single lists the types of which one gathering stands over the year, after those that come back.
func single() []record.MeetingType {
	return []record.MeetingType{
		record.MeetingMothers, record.MeetingInfo, record.MeetingPrepare, record.MeetingCourse, record.MeetingAcademy, record.MeetingTalk,
		record.MeetingCase, record.MeetingCore, record.MeetingRainbow, record.MeetingTraining, record.MeetingOther,
	}
}

// themeOf is what a single gathering was about.
func themeOf(kind record.MeetingType) string {
	switch kind {
	case record.MeetingMothers:
		return "moeders en dochters over opgroeien"
	case record.MeetingInfo:
		return "wat doet het CJG"
	case record.MeetingPrepare:
		return "voorbereiden op het gesprek met school"
	case record.MeetingCourse:
		return "cursus: positief opvoeden"
	case record.MeetingAcademy:
		return "ouders leren van elkaar"
	case record.MeetingCase:
		return "een vraag zonder namen"
	case record.MeetingTraining:
		return "luisteren en doorvragen"
	}
	return "hoe gaat het in de wijk"
}

// series makes the gatherings of a series up to yesterday.
func (w *world) series(s series) {
	var first record.ID
	for i, ago := 0, s.first; ago > 0; i, ago = i+1, ago-s.every {
		m := w.gather(s, ago, first, i)
		if i == 0 {
			first = m.ID
			m.Series = first
		}
	}
}

// gather makes one gathering that has been.
func (w *world) gather(s series, ago int, first record.ID, n int) *record.Meeting {
	heads := s.heads + w.random.IntN(s.spread)
	m := &record.Meeting{
		Head: w.head("meeting", record.ID{}, ago), Type: s.kind, On: w.today.Add(-ago), At: s.at, Place: record.Text(s.place),
		Theme: record.Text(s.themes[n%len(s.themes)]), Heads: heads, About: w.dice(4), Roles: []record.Role{record.RoleSafe, record.Roles()[n%len(record.Roles())]},
		Came: record.Text(came()[n%len(came())]), Length: time.Duration(s.hours) * time.Hour, Series: first, Every: rhythm(s.every), Preparation: time.Duration(w.random.IntN(4)) * 30 * time.Minute,
	}
	c := circles()[n%len(circles())]
	m.Languages = c.languages
	if s.community {
		m.Community = record.Text(c.group)
	} else {
		for _, f := range w.families[:min(4, heads)] {
			if p := f.talksTo(); p != nil {
				m.Names = append(m.Names, p.ID)
			}
		}
	}
	w.details(m, n)
	w.meetings = append(w.meetings, m)
	w.add(m)
	return m
}

// rhythm is how often a series comes back, where it is a rhythm that can be planned.
func rhythm(days int) record.Rhythm {
	if days == 14 {
		return record.EveryTwoWeeks
	}
	return ""
}

// details fills what some people write down and others leave out.
func (w *world) details(m *record.Meeting, n int) {
	if n%3 == 0 {
		m.New = 1 + w.random.IntN(3)
		m.Returning = m.Heads - m.New
	}
	if n%4 == 1 {
		m.Youth = min(2, m.Heads-1)
		m.Adults = m.Heads - m.Youth
	}
	if n%5 == 2 {
		m.Cents = 1200 + 50*w.random.IntN(30)
	}
	if n%4 == 2 {
		m.Agreed = record.Text("Twee ouders maken samen een speelochtend.")
		m.Started = 1 + w.random.IntN(2)
	}
	if n%5 == 3 {
		m.Asked = record.Text("Kan iemand van de JGZ een keer over slapen vertellen?")
	}
	if n%2 == 1 {
		p := organisations()[n%len(organisations())]
		roles := record.FormalRoles()
		m.Formal = []record.FormalGuest{{Who: record.Text(p.people[0].first + ", " + p.local), Roles: []record.FormalRole{roles[n/2%len(roles)]}}}
	}
	w.parts(m, n)
	if n%7 == 0 {
		m.Note = record.Text("Het was vol. Er werd veel gelachen en ook even gehuild. De volgende keer beginnen wij een kwartier later, dan kunnen de kinderen eerst naar school gebracht worden.")
	}
}

func every(kind record.MeetingType) record.Rhythm {
	if kind == record.MeetingCoffee {
		return record.EveryTwoWeeks
	}
	return ""
}

// planned are the gatherings still to come: koffie today, and a thema-avond this week where there is still a Thursday in it.
func (w *world) planned() {
	coffee, theme := w.meetings[0].Series, record.ID{}
	for _, m := range w.meetings {
		if m.Type == record.MeetingTheme {
			theme = m.Series
		}
	}
	thursday := w.today
	for thursday.Weekday() != time.Thursday {
		thursday = thursday.Add(1)
	}
	for _, p := range []struct {
		kind   record.MeetingType
		on     record.Date
		at     string
		theme  string
		series record.ID
	}{
		{record.MeetingCoffee, w.today, "10:00", "slapen", coffee},
		{record.MeetingTheme, thursday, "19:30", "slapen, met iemand van de JGZ", theme},
		{record.MeetingCoffee, w.today.Add(14), "10:00", "gewoon koffie", coffee},
		{record.MeetingFathers, w.today.Add(24), "20:00", "samen sporten", record.ID{}},
	} {
		m := &record.Meeting{
			Head: w.head("meeting", record.ID{}, 9), Type: p.kind, On: p.on, At: p.at, Place: record.Text("De Brug"),
			Theme: record.Text(p.theme), Series: p.series, Planned: true, Every: every(p.kind),
		}
		w.meetings = append(w.meetings, m)
		w.add(m)
	}
}
