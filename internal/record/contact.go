package record

import "time"

// Role is one of the 17 roles of the informal worker (003 figure 4, L606-L622). A role is not an assignment (003 L630).
type Role string

// The roles; the comment is the term of the source.
const (
	RoleListen      Role = "listen"      // Vertrouwenspersoon L606
	RoleFirst       Role = "first"       // laagdrempelig aanspreekpunt L607
	RoleExample     Role = "example"     // Rolmodel L608
	RoleExplain     Role = "explain"     // Voorlichter L609
	RoleEncourage   Role = "encourage"   // Aanjager L610
	RoleMove        Role = "move"        // Katalysator van de positieve beweging L611
	RoleSafe        Role = "safe"        // Schepper van de veilige ruimte L612
	RoleNotice      Role = "notice"      // Signaal verstrekker L613
	RoleRefer       Role = "refer"       // Doorverwijzer L614
	RoleAdvise      Role = "advise"      // Adviseur van de formele werker L615
	RoleClarify     Role = "clarify"     // Verhelderaar L616
	RoleThink       Role = "think"       // Meedenker L617
	RoleAccompany   Role = "accompany"   // Begeleider van cliënten L618
	RoleInterpret   Role = "interpret"   // Tolk (letterlijk en figuurlijk) L619
	RoleAftercare   Role = "aftercare"   // Nazorg verstrekker L620
	RolePrepare     Role = "prepare"     // Voortraject verstrekker L621
	RoleOpenNetwork Role = "opennetwork" // Netwerk ontsluiter L622
)

// Roles lists them with the four most used first.
func Roles() []Role {
	return []Role{
		RoleListen, RoleExplain, RolePrepare, RoleInterpret, RoleFirst, RoleExample, RoleEncourage, RoleMove, RoleSafe,
		RoleNotice, RoleRefer, RoleAdvise, RoleClarify, RoleThink, RoleAccompany, RoleAftercare, RoleOpenNetwork,
	}
}

// Place is where or how contact was made (003 L656, L689, L756, L804).
type Place string

// The places.
const (
	PlaceHome    Place = "home"
	PlacePhone   Place = "phone"
	PlaceStreet  Place = "street"
	PlaceSchool  Place = "school"
	PlaceCentre  Place = "centre"
	PlaceApp     Place = "app"
	PlacePartner Place = "partner"
	PlaceMeeting Place = "meeting"
	PlaceOwn     Place = "own" // in the own association (zelforganisatie) L656, L689
	PlaceOther   Place = "other"
)

// Places lists them.
func Places() []Place {
	return []Place{
		PlaceHome, PlacePhone, PlaceStreet, PlaceSchool, PlaceCentre, PlaceApp, PlacePartner, PlaceMeeting, PlaceOwn,
		PlaceOther,
	}
}

// AboutKind says whom a contact was with.
type AboutKind string

// Whom a contact can be about.
const (
	AboutHousehold AboutKind = "household"
	AboutPerson    AboutKind = "person"
	AboutNumber    AboutKind = "number" // a number of people without names
	AboutPartner   AboutKind = "partner"
	AboutNobody    AboutKind = "nobody"
)

// AboutKinds lists them.
func AboutKinds() []AboutKind {
	return []AboutKind{AboutHousehold, AboutPerson, AboutNumber, AboutPartner, AboutNobody}
}

// Contact is one moment of contact (contactmoment). Back-dating is normal.
type Contact struct {
	Head
	About    AboutKind     `json:"about"`
	Subject  ID            `json:"subject,omitzero"` // the household, person or partner
	Heads    int           `json:"heads,omitzero"`   // for a number of people without names
	On       Date          `json:"on"`
	At       string        `json:"at,omitzero"`     // "14:30", empty when not noted
	Length   time.Duration `json:"length,omitzero"` // how long
	Place    Place         `json:"place,omitzero"`
	Roles    []Role        `json:"roles,omitzero"`
	Function Function      `json:"function,omitzero"` // for whoever must count by function
	Note     Private       `json:"note,omitzero"`
	Promise  Private       `json:"promise,omitzero"` // becomes a task
	PromDue  Date          `json:"promiseDue,omitzero"`
	PromKept Date          `json:"promiseKept,omitzero"`
	Failed   bool          `json:"failed,omitzero"`   // nobody was reached
	Cents    int           `json:"cents,omitzero"`    // own expenses, in euro cents
	CostType CostType      `json:"costType,omitzero"` // what they were for
	Officer  ID            `json:"officer,omitzero"`  // the contact person of the partner it was with
	Advice   Private       `json:"advice,omitzero"`   // what was advised to a professional, without names
	Room     AdviceRoom    `json:"room,omitzero"`     // whether there was room for change, as was said beforehand
	Use      AdviceUse     `json:"use,omitzero"`      // what was done with the advice
	UseOn    Date          `json:"useOn,omitzero"`    // when that was heard
	UseWhy   Private       `json:"useWhy,omitzero"`   // what they said about it
	Aims     []Aim         `json:"aims,omitzero"`     // the local aims of a programme that it was for
}

// Kind is KindContact.
func (c *Contact) Kind() Kind { return KindContact }

// Validate checks whom it is about, the day and the length.
func (c *Contact) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "about", c.About, AboutKinds(), true)
	needs := c.About == AboutHousehold || c.About == AboutPerson || c.About == AboutPartner
	ps.required("subject", needs && c.Subject.Zero())
	if c.About == AboutNumber && (c.Heads < 1 || c.Heads > 1000) {
		ps.add("heads", "count.range")
	}
	ps.required("on", c.On.Zero())
	ps.past("on", c.On, today)
	if c.Length < 0 || c.Length > 24*time.Hour {
		ps.add("length", "length.range")
	}
	ps.clock("at", c.At)
	c.after(&ps, today)
	enum(&ps, "place", c.Place, Places(), false)
	enums(&ps, "roles", c.Roles, Roles())
	ps.aims(c.Aims)
	ps.long("note", c.Note)
	ps.short("promise", c.Promise, LimitShort)
	ps.amount("cents", c.Cents)
	enum(&ps, "costType", c.CostType, OwnCostTypes(), false)
	enum(&ps, "function", c.Function, Functions(), false)
	c.advised(&ps, today)
	return ps
}

// after checks the days that cannot come before the contact.
func (c *Contact) after(ps *Problems, today Date) {
	ps.order("promiseDue", c.On, c.PromDue)
	ps.order("promiseKept", c.On, c.PromKept)
	ps.past("promiseKept", c.PromKept, today)
}

// Row is the contact as a list shows it; the promise is what is due.
func (c *Contact) Row() Row {
	r := Row{ID: c.ID, Kind: KindContact, Owner: c.Owner, Title: CutSentence(c.Note), State: string(c.About), On: c.On, Link: c.Subject}
	if !c.Promise.Empty() && c.PromKept.Zero() {
		r.Title, r.Detail, r.Due = Cut(c.Note), Cut(c.Promise), c.PromDue
		r.Flags |= RowOpen
	}
	if !c.Advice.Empty() && c.Use == "" {
		r.Flags |= RowWarm
	}
	if !c.Failed && c.Promise.Empty() && c.Advice.Empty() {
		r.Flags |= RowSpoken
	}
	return r
}
