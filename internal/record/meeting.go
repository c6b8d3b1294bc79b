package record

import (
	"strconv"
	"time"
)

// MeetingType is a type of bijeenkomst named in the sources (003 L387, L656, L689, L831, L845, L847; 004 L216).
type MeetingType string

// The types.
const (
	MeetingCoffee   MeetingType = "coffee"   // koffieochtend, kopje koffie 003 L831
	MeetingTheme    MeetingType = "theme"    // thema-avond 003 L845
	MeetingFathers  MeetingType = "fathers"  // vaderavond 003 L502
	MeetingMothers  MeetingType = "mothers"  // moeders en dochters 003 L500
	MeetingInfo     MeetingType = "info"     // voorlichting 003 L656
	MeetingPrepare  MeetingType = "prepare"  // voorbereidende bijeenkomst 003 L689
	MeetingCourse   MeetingType = "course"   // cursus 003 L417
	MeetingAcademy  MeetingType = "academy"  // Wijkacademie Opvoeden 003 L847
	MeetingTalk     MeetingType = "talk"     // gesprek tussen ouders 003 L845
	MeetingCase     MeetingType = "case"     // casuïstiekbespreking 003 L387
	MeetingCore     MeetingType = "core"     // kerngroepoverleg 003 L806
	MeetingRainbow  MeetingType = "rainbow"  // regenboogoverleg 003 L915
	MeetingTraining MeetingType = "training" // training 003 L452
	MeetingOther    MeetingType = "other"
)

// MeetingTypes lists them, the three most used first.
func MeetingTypes() []MeetingType {
	return []MeetingType{
		MeetingCoffee, MeetingTheme, MeetingFathers, MeetingMothers, MeetingInfo, MeetingPrepare, MeetingCourse,
		MeetingAcademy, MeetingTalk, MeetingCase, MeetingCore, MeetingRainbow, MeetingTraining, MeetingOther,
	}
}

// FormalRole is one of the ten roles of the formal worker (003 figure 3, L586-L595).
type FormalRole string

// The roles.
const (
	FormalCoordinator FormalRole = "coordinator" // L586
	FormalFixer       FormalRole = "fixer"       // L587
	FormalLinkingPin  FormalRole = "linkingpin"  // L588
	FormalNetworker   FormalRole = "networker"   // L589
	FormalOrganiser   FormalRole = "organiser"   // L590
	FormalCatalyst    FormalRole = "catalyst"    // L591
	FormalRecognition FormalRole = "recognition" // L592
	FormalSparring    FormalRole = "sparring"    // L593
	FormalExpert      FormalRole = "expert"      // L594
	FormalGuardian    FormalRole = "guardian"    // L595
)

// FormalRoles lists them.
func FormalRoles() []FormalRole {
	return []FormalRole{
		FormalCoordinator, FormalFixer, FormalLinkingPin, FormalNetworker, FormalOrganiser, FormalCatalyst,
		FormalRecognition, FormalSparring, FormalExpert, FormalGuardian,
	}
}

// FormalGuest is a formal worker who was there; formal workers are not heads.
type FormalGuest struct {
	Who   Private      `json:"who"`
	Roles []FormalRole `json:"roles,omitzero"`
}

// Meeting is a gathering (bijeenkomst). One number is enough. Heads are visits, not people.
type Meeting struct {
	Head
	Number      uint32        `json:"number,omitzero"`
	Type        MeetingType   `json:"type"`
	On          Date          `json:"on"`
	At          string        `json:"at,omitzero"`
	Place       Private       `json:"place,omitzero"`
	Theme       Private       `json:"theme,omitzero"`
	Languages   []string      `json:"languages,omitzero"`
	Heads       int           `json:"heads"`
	About       bool          `json:"about,omitzero"` // ongeveer
	New         int           `json:"new,omitzero"`
	Returning   int           `json:"returning,omitzero"`
	Adults      int           `json:"adults,omitzero"`
	Youth       int           `json:"youth,omitzero"`
	Community   Private       `json:"community,omitzero"` // a community or names, never both
	Names       []ID          `json:"names,omitzero"`
	Formal      []FormalGuest `json:"formal,omitzero"`
	Roles       []Role        `json:"roles,omitzero"`   // wat deed jij?
	Came        Private       `json:"came,omitzero"`    // wat kwam er naar boven? three words, without names
	Asked       Private       `json:"asked,omitzero"`   // a question for a partner
	Agreed      Private       `json:"agreed,omitzero"`  // agreements
	Started     int           `json:"started,omitzero"` // initiatives of parents
	Length      time.Duration `json:"length,omitzero"`
	Preparation time.Duration `json:"preparation,omitzero"`
	Cents       int           `json:"cents,omitzero"`
	Series      ID            `json:"series,omitzero"`
	Planned     bool          `json:"planned,omitzero"` // still to come
	Note        Private       `json:"note,omitzero"`
}

// Kind is KindMeeting.
func (m *Meeting) Kind() Kind { return KindMeeting }

// Validate checks the number, sums, and that there is a community or names, never both.
func (m *Meeting) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "type", m.Type, MeetingTypes(), true)
	ps.required("on", m.On.Zero())
	if !m.Planned {
		ps.past("on", m.On, today)
		ps.required("heads", m.Heads < 1)
	}
	m.counts(&ps)
	ps.clock("at", m.At)
	ps.amount("cents", m.Cents)
	if !m.Community.Empty() && len(m.Names) > 0 {
		ps.add("community", "community.or.names")
	}
	enums(&ps, "roles", m.Roles, Roles())
	for i, g := range m.Formal {
		ps.short("formal."+strconv.Itoa(i)+".who", g.Who, LimitName)
		enums(&ps, "formal."+strconv.Itoa(i)+".roles", g.Roles, FormalRoles())
	}
	ps.short("place", m.Place, LimitName)
	ps.short("theme", m.Theme, LimitShort)
	ps.short("community", m.Community, LimitName)
	ps.short("came", m.Came, LimitShort)
	ps.short("asked", m.Asked, LimitShort)
	ps.long("agreed", m.Agreed)
	ps.long("note", m.Note)
	if m.Length < 0 || m.Length > 24*time.Hour || m.Preparation < 0 || m.Preparation > 100*time.Hour {
		ps.add("length", "length.range")
	}
	return ps
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
	if (m.New > 0 || m.Returning > 0) && m.New+m.Returning != m.Heads {
		ps.add("returning", "count.sum", "Heads", strconv.Itoa(m.Heads))
	}
	if (m.Adults > 0 || m.Youth > 0) && m.Adults+m.Youth != m.Heads {
		ps.add("youth", "count.sum", "Heads", strconv.Itoa(m.Heads))
	}
}

// Row is the meeting as a list shows it.
func (m *Meeting) Row() Row {
	r := Row{
		ID: m.ID, Kind: KindMeeting, Title: Cut(m.Theme), Number: m.Number, State: string(m.Type), On: m.On,
		Detail: Text(strconv.Itoa(m.Heads)), Link: m.Series, Flags: RowCommon,
	}
	if m.Planned {
		r.Flags |= RowOpen
	}
	return r
}
