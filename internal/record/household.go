package record

import (
	"strconv"
	"strings"
)

// Relation is what somebody is in a household.
type Relation string

// The relations.
const (
	RelationMother      Relation = "mother"
	RelationFather      Relation = "father"
	RelationParent      Relation = "parent"
	RelationStepparent  Relation = "stepparent"
	RelationGrandparent Relation = "grandparent"
	RelationChild       Relation = "child"
	RelationGuardian    Relation = "guardian"
	RelationOther       Relation = "other"
)

// Relations lists them.
func Relations() []Relation {
	return []Relation{
		RelationMother, RelationFather, RelationParent, RelationStepparent, RelationGrandparent,
		RelationChild, RelationGuardian, RelationOther,
	}
}

// Member is one person in a household, with dates: a child may live in two.
type Member struct {
	Person   ID       `json:"person"`
	Relation Relation `json:"relation"`
	From     Date     `json:"from,omitzero"`
	To       Date     `json:"to,omitzero"`
}

// CustodyKind says who decides about a child (wie beslist over het kind; domain term: gezag).
type CustodyKind string

// The kinds of custody.
const (
	CustodyJoint    CustodyKind = "joint"    // samen
	CustodySole     CustodyKind = "sole"     // alleen
	CustodyGuardian CustodyKind = "guardian" // voogd, such as Nidos
	CustodyUnknown  CustodyKind = "unknown"  // niemand, or weet ik niet
)

// CustodyKinds lists them.
func CustodyKinds() []CustodyKind {
	return []CustodyKind{CustodyJoint, CustodySole, CustodyGuardian, CustodyUnknown}
}

// CustodyProof says how custody is known.
type CustodyProof string

// The proofs, weakest first.
const (
	ProofSaid    CustodyProof = "said"    // the parent says so
	ProofOther   CustodyProof = "other"   // the other parent confirms it
	ProofPaper   CustodyProof = "paper"   // a paper was seen
	ProofExtract CustodyProof = "extract" // an extract from the gezagsregister was seen
)

// CustodyProofs lists them.
func CustodyProofs() []CustodyProof {
	return []CustodyProof{ProofSaid, ProofOther, ProofPaper, ProofExtract}
}

// Custody is who decides about one child from a day on.
type Custody struct {
	Child    ID           `json:"child"`
	Custody  CustodyKind  `json:"custody"`
	Holders  []ID         `json:"holders,omitzero"`  // the people with custody
	Guardian Private      `json:"guardian,omitzero"` // the guardian's organisation
	Proof    CustodyProof `json:"proof,omitzero"`
	Seen     Date         `json:"seen,omitzero"` // when the paper or extract was seen
	From     Date         `json:"from,omitzero"` // the new rule counts from 00:00 of this day
}

// Settled reports whether custody is certain enough to share about the child: "alleen" needs a paper or extract seen, with its
// date; "samen" needs two different holders and a guardian one; unknown never is (PRODUCT, Who must agree).
func (c Custody) Settled() bool {
	different := map[ID]bool{}
	for _, holder := range c.Holders {
		if holder.Zero() || holder == c.Child {
			return false
		}
		different[holder] = true
	}
	switch c.Custody {
	case CustodyJoint:
		return len(different) >= 2
	case CustodySole:
		return len(different) == 1 && (c.Proof == ProofPaper || c.Proof == ProofExtract) && !c.Seen.Zero()
	case CustodyGuardian:
		return len(different) == 1
	}
	return false
}

// Urgency is how pressing it is as the family feels it, apart from what a professional would say (002 L544).
type Urgency string

// The urgencies.
const (
	UrgencyCalm Urgency = "calm"
	UrgencySoon Urgency = "soon"
	UrgencyNow  Urgency = "now"
)

// Urgencies lists them.
func Urgencies() []Urgency { return []Urgency{UrgencyCalm, UrgencySoon, UrgencyNow} }

// Reached is how a family was first reached (004 L322, L514).
type Reached string

// The ways in which a family is first reached.
const (
	ReachedMeeting   Reached = "meeting"
	ReachedVisit     Reached = "visit"
	ReachedSchool    Reached = "school"
	ReachedStreet    Reached = "street"
	ReachedCommunity Reached = "community"
	ReachedFriend    Reached = "friend"
	ReachedPartner   Reached = "partner"
	ReachedSelf      Reached = "self"
	ReachedOther     Reached = "other"
)

// ReachedWays lists them.
func ReachedWays() []Reached {
	return []Reached{
		ReachedMeeting, ReachedVisit, ReachedSchool, ReachedStreet, ReachedCommunity, ReachedFriend,
		ReachedPartner, ReachedSelf, ReachedOther,
	}
}

// Told says that the family knows the worker writes things down (PRODUCT law 7).
type Told struct {
	On  Date    `json:"on,omitzero"`
	How Private `json:"how,omitzero"`
}

// Involved is one organisation in "wie doet wat".
type Involved struct {
	Who  Private `json:"who"`
	What Private `json:"what,omitzero"`
	Lead bool    `json:"lead,omitzero"` // wie heeft de leiding (casusregie)
}

// Household is a family: the people in it, who decides about the children, and what the family itself wants.
type Household struct {
	Head
	Name         Private    `json:"name"`
	Members      []Member   `json:"members,omitzero"`
	Custody      []Custody  `json:"custody,omitzero"`
	Postcode4    string     `json:"postcode4,omitzero"`
	District     Private    `json:"district,omitzero"`
	Municipality string     `json:"municipality,omitzero"` // CBS code, "GM0599"
	GoesWell     Private    `json:"goesWell,omitzero"`
	Wish         Private    `json:"wish,omitzero"`
	Urgency      Urgency    `json:"urgency,omitzero"`
	Reached      Reached    `json:"reached,omitzero"`
	KnewWay      string     `json:"knewWay,omitzero"` // yes, no, or empty for not asked
	Told         Told       `json:"told,omitzero"`
	Tried        Private    `json:"tried,omitzero"` // already known at, already tried (002 L556, L665)
	Involved     []Involved `json:"involved,omitzero"`
	Unsafe       []ID       `json:"unsafe,omitzero"` // niet veilig om te vragen: nothing ever suggests asking them; local, never sent or printed
	Closed       Date       `json:"closed,omitzero"` // since when another worker has taken over; Vandaag says nothing about it
	Review       Date       `json:"review,omitzero"`
	Kept         []Keep     `json:"kept,omitzero"` // every time it was kept longer
	Note         Private    `json:"note,omitzero"`
	NotSame      []ID       `json:"notSame,omitzero"` // families that look alike and are another one: never asked again
	Was          []Former   `json:"was,omitzero"`     // which family was merged into this one
}

// Kind is KindHousehold.
func (h *Household) Kind() Kind { return KindHousehold }

// Validate checks the name, members, dates and custody.
func (h *Household) Validate(today Date) Problems {
	var ps Problems
	ps.required("name", h.Name.Empty())
	ps.short("name", h.Name, LimitName)
	for i, m := range h.Members {
		field := "members." + strconv.Itoa(i)
		ps.required(field+".person", m.Person.Zero())
		enum(&ps, field+".relation", m.Relation, Relations(), true)
		ps.order(field+".to", m.From, m.To)
	}
	for i, c := range h.Custody {
		h.custody(&ps, "custody."+strconv.Itoa(i), c, today)
	}
	if h.Postcode4 != "" && (!digits(h.Postcode4, 4) || h.Postcode4 < "1000") {
		ps.add("postcode4", "postcode")
	}
	if code, ok := strings.CutPrefix(h.Municipality, "GM"); h.Municipality != "" && (!ok || !digits(code, 4)) {
		ps.add("municipality", "unknown")
	}
	if h.KnewWay != "" && h.KnewWay != "yes" && h.KnewWay != "no" {
		ps.add("knewWay", "unknown")
	}
	ps.short("district", h.District, LimitName)
	ps.long("goesWell", h.GoesWell)
	ps.long("wish", h.Wish)
	ps.long("tried", h.Tried)
	ps.long("note", h.Note)
	ps.kept(h.Kept, today)
	enum(&ps, "urgency", h.Urgency, Urgencies(), false)
	enum(&ps, "reached", h.Reached, ReachedWays(), false)
	ps.past("told.on", h.Told.On, today)
	ps.short("told.how", h.Told.How, LimitShort)
	ps.former(h.NotSame, h.Was, h.ID)
	for i, v := range h.Involved {
		ps.required("involved."+strconv.Itoa(i)+".who", v.Who.Empty())
		ps.short("involved."+strconv.Itoa(i)+".who", v.Who, LimitName)
		ps.short("involved."+strconv.Itoa(i)+".what", v.What, LimitShort)
	}
	return ps
}

func (h *Household) custody(ps *Problems, field string, c Custody, today Date) {
	ps.required(field+".child", c.Child.Zero())
	enum(ps, field+".custody", c.Custody, CustodyKinds(), true)
	enum(ps, field+".proof", c.Proof, CustodyProofs(), false)
	ps.short(field+".guardian", c.Guardian, LimitName)
	ps.past(field+".seen", c.Seen, today)
	if (c.Proof == ProofPaper || c.Proof == ProofExtract) && c.Seen.Zero() {
		ps.add(field+".seen", "required")
	}
	if c.Custody == CustodySole && len(c.Holders) > 1 {
		ps.add(field+".holders", "custody.one")
	}
	for _, holder := range c.Holders {
		if holder == c.Child {
			ps.add(field+".holders", "custody.child")
		}
	}
}

// CustodyOf is who decides about a child on a day: the newest entry that has begun.
func (h *Household) CustodyOf(child ID, on Date) (Custody, bool) {
	var best Custody
	found := false
	for _, c := range h.Custody {
		if c.Child == child && !c.From.After(on) && (!found || !c.From.Before(best.From)) {
			best, found = c, true
		}
	}
	return best, found
}

// Living lists the members on a day.
func (h *Household) Living(on Date) []Member {
	var some []Member
	for _, m := range h.Members {
		if !m.From.After(on) && (m.To.Zero() || m.To.After(on)) {
			some = append(some, m)
		}
	}
	return some
}

// Row is the household as a list shows it. Its number holds two days; see HouseholdDays.
func (h *Household) Row() Row {
	r := Row{ID: h.ID, Kind: KindHousehold, Owner: h.Owner, Title: Cut(h.Name), Detail: Cut(h.District), On: DateOf(h.Changed), Due: h.Review}
	var custody Date
	for _, c := range h.Custody {
		if c.From.After(custody) {
			custody = c.From
		}
	}
	r.Number = rowDay(DateOf(h.Created))<<16 | rowDay(custody)
	if !h.Closed.Zero() {
		r.Flags |= RowClosed
	}
	if h.Told.On.Zero() && len(h.Unsafe) == 0 {
		r.Flags |= RowUntold
	}
	if len(h.Unsafe) > 0 {
		r.Flags |= RowUnsafe
	}
	return r
}

// HouseholdDays are the two days that the row of a household carries, so that Vandaag opens few households: when it was first written
// down, and the last day on which gezag changes. Each is zero when there is none.
func HouseholdDays(r Row) (written, custody Date) {
	day := func(n uint32) Date {
		if n == 0 {
			return Date{}
		}
		return rowEpoch().Add(int(n) - 1)
	}
	return day(r.Number >> 16), day(r.Number & 0xffff)
}

// rowEpoch is the day that counts as 1 in half a row's number: nothing of an earlier one is kept.
func rowEpoch() Date { return Day(2000, 1, 1) }

// rowDay is a day as half a row's number, 0 for none and for days that do not fit (before 2000, after 2179).
func rowDay(d Date) uint32 {
	if d.Zero() {
		return 0
	}
	n := d.Since(rowEpoch()) + 1
	if n < 1 || n > 0xffff {
		return 0
	}
	return uint32(n)
}

// Leaderless reports whether two or more organisations are involved and none has the lead (casusregie): then everybody may think that
// another one does it (000 L196, 002 L1010).
func (h *Household) Leaderless() bool {
	for _, v := range h.Involved {
		if v.Lead {
			return false
		}
	}
	return len(h.Involved) >= 2
}
