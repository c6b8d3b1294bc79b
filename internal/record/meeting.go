package record

import (
	"strconv"
	"time"
)

// Meeting is a gathering (bijeenkomst). One number is enough. Heads are visits, not people. It is planned, held, or it did not take
// place (Off); see MeetingState.
type Meeting struct {
	Head
	Number       uint32         `json:"number,omitzero"`
	Type         MeetingType    `json:"type"`
	On           Date           `json:"on"`
	At           string         `json:"at,omitzero"`
	Place        Private        `json:"place,omitzero"`
	Topics       []MeetingTopic `json:"topics,omitzero"` // what it is about, from the list; Theme is the same in own words
	Theme        Private        `json:"theme,omitzero"`
	Languages    []string       `json:"languages,omitzero"`
	Heads        int            `json:"heads"`
	About        bool           `json:"about,omitzero"` // ongeveer
	New          int            `json:"new,omitzero"`
	Returning    int            `json:"returning,omitzero"`
	Adults       int            `json:"adults,omitzero"`
	Youth        int            `json:"youth,omitzero"`
	Community    Private        `json:"community,omitzero"` // a community or names, never both
	Names        []ID           `json:"names,omitzero"`
	Formal       []FormalGuest  `json:"formal,omitzero"`
	Facilitators []Facilitator  `json:"facilitators,omitzero"` // begeleiders besides the worker; not heads
	Aims         []Aim          `json:"aims,omitzero"`         // the local aims of a programme that it was for
	Roles        []Role         `json:"roles,omitzero"`        // wat deed jij?
	Came         Private        `json:"came,omitzero"`         // wat kwam er naar boven? three words, without names
	Asked        Private        `json:"asked,omitzero"`        // a question for a partner
	Questions    []Question     `json:"questions,omitzero"`    // what people asked, and when it was answered
	Agreed       Private        `json:"agreed,omitzero"`       // agreements as one text; Agreements are those that somebody does on a day
	Agreements   []Agreement    `json:"agreements,omitzero"`   // who does what, and when
	Started      int            `json:"started,omitzero"`      // initiatives of parents, at least as many as Initiatives
	Initiatives  []Private      `json:"initiatives,omitzero"`  // what parents began, not who
	Length       time.Duration  `json:"length,omitzero"`       // of the worker's own time
	Preparation  time.Duration  `json:"preparation,omitzero"`  // of the worker's own time
	Cents        int            `json:"cents,omitzero"`        // all costs together; when Costs are given they add up to it
	Costs        []Cost         `json:"costs,omitzero"`        // what the money went to
	Series       ID             `json:"series,omitzero"`       // the same in every gathering of a series; a name of its own, not a record
	Every        Rhythm         `json:"every,omitzero"`        // how often the series comes back
	Planned      bool           `json:"planned,omitzero"`      // still to come
	Moved        Date           `json:"moved,omitzero"`        // the day it was first planned on
	Off          OffReason      `json:"off,omitzero"`          // why it did not take place
	OffNote      Private        `json:"offNote,omitzero"`      // the same in own words
	Note         Private        `json:"note,omitzero"`
}

// Kind is KindMeeting.
func (m *Meeting) Kind() Kind { return KindMeeting }

// The bounds of the day of a gathering, in years from today: further ahead or longer ago is a slip of the pen.
const (
	meetingAhead = 5
	meetingAgo   = 60
)

// Validate checks the number, sums, and that there is a community or names, never both.
func (m *Meeting) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "type", m.Type, MeetingTypes(), true)
	enum(&ps, "every", m.Every, Rhythms(), false)
	enum(&ps, "off", m.Off, OffReasons(), false)
	enums(&ps, "topics", m.Topics, MeetingTopics())
	ps.spoken("languages", m.Languages)
	m.day(&ps, today)
	m.counts(&ps)
	ps.clock("at", m.At)
	if !m.Community.Empty() && len(m.Names) > 0 {
		ps.add("community", "community.or.names")
	}
	enums(&ps, "roles", m.Roles, Roles())
	ps.aims(m.Aims)
	ps.short("place", m.Place, LimitName)
	ps.short("theme", m.Theme, LimitShort)
	ps.short("community", m.Community, LimitName)
	ps.short("came", m.Came, LimitShort)
	ps.short("asked", m.Asked, LimitShort)
	ps.short("offNote", m.OffNote, LimitShort)
	ps.long("agreed", m.Agreed)
	ps.long("note", m.Note)
	ps.hours("length", m.Length, m.Preparation)
	m.parts(&ps)
	return ps
}

// day checks the day against the state: what was held is past and has a number, what did not take place has none.
func (m *Meeting) day(ps *Problems, today Date) {
	ps.required("on", m.On.Zero())
	if !m.On.Zero() && (m.On.Year > today.Year+meetingAhead || m.On.Year < today.Year-meetingAgo) {
		ps.add("on", "date.range")
	}
	switch {
	case m.Planned && m.Off != "":
		ps.add("off", "meeting.off.planned")
	case m.Off != "":
		if m.Heads != 0 {
			ps.add("heads", "meeting.off.heads")
		}
	case !m.Planned:
		ps.past("on", m.On, today)
		ps.required("heads", m.Heads < 1)
	}
}

// counts checks the numbers of people: one is enough, and parts that are given must add up to it.
func (m *Meeting) counts(ps *Problems) {
	for _, c := range []struct {
		field string
		n     int
	}{
		{"heads", m.Heads}, {"new", m.New}, {"returning", m.Returning}, {"adults", m.Adults}, {"youth", m.Youth}, {"started", m.Started},
	} {
		if c.n < 0 || c.n > 5000 {
			ps.add(c.field, "count.range")
		}
	}
	if (m.New != 0 || m.Returning != 0) && m.New+m.Returning != m.Heads {
		ps.add("returning", "count.sum", "Heads", strconv.Itoa(m.Heads))
	}
	if (m.Adults != 0 || m.Youth != 0) && m.Adults+m.Youth != m.Heads {
		ps.add("youth", "count.sum", "Heads", strconv.Itoa(m.Heads))
	}
	if m.State() == MeetingHeld && m.Heads > 0 && len(m.Names) > m.Heads {
		ps.add("heads", "meeting.names", "Names", strconv.Itoa(len(m.Names)))
	}
}

// parts checks what stands in lists: who helped, what was asked, agreed and begun, and what it cost.
func (m *Meeting) parts(ps *Problems) {
	for i, g := range m.Formal {
		at := "formal." + strconv.Itoa(i)
		ps.short(at+".who", g.Who, LimitName)
		enums(ps, at+".roles", g.Roles, FormalRoles())
	}
	for i, f := range m.Facilitators {
		at := "facilitators." + strconv.Itoa(i)
		ps.short(at+".who", f.Who, LimitName)
		ps.hours(at+".length", f.Length, f.Preparation)
	}
	for i, q := range m.Questions {
		q.validate(ps, "questions."+strconv.Itoa(i), m.On)
	}
	for i, a := range m.Agreements {
		a.validate(ps, "agreements."+strconv.Itoa(i), m.On)
	}
	for i, text := range m.Initiatives {
		at := "initiatives." + strconv.Itoa(i)
		ps.required(at, text.Empty())
		ps.short(at, text, LimitShort)
	}
	if m.Started >= 0 && m.Started < len(m.Initiatives) {
		ps.add("started", "meeting.started", "Least", strconv.Itoa(len(m.Initiatives)))
	}
	ps.amount("cents", m.Cents)
	sum := 0
	for i, c := range m.Costs {
		at := "costs." + strconv.Itoa(i)
		enum(ps, at+".what", c.What, MeetingCostTypes(), true)
		ps.amount(at+".cents", c.Cents)
		sum += c.Cents
	}
	if len(m.Costs) > 0 && sum != m.Cents {
		ps.add("cents", "meeting.costs")
	}
}

// hours checks how long something took and how long it was prepared.
func (ps *Problems) hours(field string, length, preparation time.Duration) {
	if length < 0 || length > 24*time.Hour || preparation < 0 || preparation > 100*time.Hour {
		ps.add(field, "length.range")
	}
}

// The flags of a gathering's row besides the common ones. They stand high, where the flags of all rows do not reach.
const (
	RowOff  RowFlag = 1 << 17 // it did not take place
	RowAsks RowFlag = 1 << 18 // somebody asked something that was not answered yet
)

// Row is the meeting as a list shows it; due is the first day of an agreement that is not done, its own day when none was named.
func (m *Meeting) Row() Row {
	r := Row{
		ID: m.ID, Kind: KindMeeting, Title: Cut(m.Theme), Number: m.Number, State: string(m.Type), On: m.On,
		Detail: Text(strconv.Itoa(m.Heads)), Link: m.Series, Flags: RowCommon, Due: m.due(),
	}
	switch m.State() {
	case MeetingPlanned:
		r.Flags |= RowOpen
	case MeetingOff:
		r.Flags |= RowOff
	}
	for _, q := range m.Questions {
		if !q.Answered() {
			r.Flags |= RowAsks
		}
	}
	return r
}

// due is the first day of an agreement that is still to be done.
func (m *Meeting) due() Date {
	var first Date
	for _, a := range m.Agreements {
		if day := a.Due(m.On); a.Done.Zero() && (first.Zero() || day.Before(first)) {
			first = day
		}
	}
	return first
}
