package record

import "strconv"

// ConcernScope says whether a worry is about a family or about the community (003 L636).
type ConcernScope string

// The scopes.
const (
	ScopeHousehold ConcernScope = "household"
	ScopeCommunity ConcernScope = "community" // no person, household or place below wijk in it
)

// ConcernScopes lists them.
func ConcernScopes() []ConcernScope { return []ConcernScope{ScopeHousehold, ScopeCommunity} }

// ConcernLevel is how strong a worry is.
type ConcernLevel string

// The levels.
const (
	LevelDoubt   ConcernLevel = "doubt"   // ik twijfel nog: never offered for sending
	LevelWorried ConcernLevel = "worried" // ik maak me zorgen
	LevelDanger  ConcernLevel = "danger"  // nu gevaar: shows 112 and Veilig Thuis, never offered for sending
)

// ConcernLevels lists them.
func ConcernLevels() []ConcernLevel { return []ConcernLevel{LevelDoubt, LevelWorried, LevelDanger} }

// LifeArea is one of the five leefgebieden of the Handreiking Melden, the B1 word first.
type LifeArea string

// The areas; the comment is the domain term.
const (
	AreaMoney   LifeArea = "money"   // geld en wonen: materiële omstandigheden
	AreaHealth  LifeArea = "health"  // gezondheid
	AreaFamily  LifeArea = "family"  // opvoeden en gezin: opvoeding & gezinsrelaties
	AreaSchool  LifeArea = "school"  // school en werk: onderwijs & werk
	AreaFriends LifeArea = "friends" // buurt en vrienden: sociale omgeving
)

// LifeAreas lists them.
func LifeAreas() []LifeArea {
	return []LifeArea{AreaMoney, AreaHealth, AreaFamily, AreaSchool, AreaFriends}
}

// Source says where what was seen or heard comes from.
type Source string

// The sources.
const (
	SourceSelf    Source = "self"    // zelf gezien
	SourceMother  Source = "mother"  // van moeder gehoord
	SourceFather  Source = "father"  // van vader gehoord
	SourceChild   Source = "child"   // van het kind gehoord
	SourceSchool  Source = "school"  // van school gehoord
	SourceAnother Source = "another" // van iemand anders gehoord
)

// Sources lists them.
func Sources() []Source {
	return []Source{SourceSelf, SourceMother, SourceFather, SourceChild, SourceSchool, SourceAnother}
}

// Concern is a worry (zorg; signaal): what was seen apart from what is thought, and beside it what goes well and what the family
// itself wants (PRODUCT law 6; 000 L48-51).
type Concern struct {
	Head
	Number    uint32       `json:"number,omitzero"`
	Scope     ConcernScope `json:"scope"`
	Household ID           `json:"household,omitzero"`
	About     []ID         `json:"about,omitzero"` // the people it is about
	Level     ConcernLevel `json:"level"`
	Areas     []LifeArea   `json:"areas,omitzero"`
	Seen      Private      `json:"seen,omitzero"` // wat ik zag of hoorde
	SeenOn    Date         `json:"seenOn,omitzero"`
	Sources   []Source     `json:"sources,omitzero"`
	Think     Private      `json:"think,omitzero"` // wat ik denk
	GoesWell  Private      `json:"goesWell,omitzero"`
	Wish      Private      `json:"wish,omitzero"`      // wat wil het gezin zelf
	Discussed Private      `json:"discussed,omitzero"` // besproken met
	With      []Confidant  `json:"with,omitzero"`      // the same in a word
	TalkedOn  Date         `json:"talkedOn,omitzero"`  // when it was talked over
	Next      Private      `json:"next,omitzero"`
	NextOn    Date         `json:"nextOn,omitzero"`
	Called    []Call       `json:"called,omitzero"` // for danger: wie heb je gebeld, wanneer
	State     ConcernState `json:"state"`
	Reason    CloseReason  `json:"reason,omitzero"`  // why it was closed
	Steps     []Step       `json:"steps,omitzero"`   // every change of state
	Signal    ID           `json:"signal,omitzero"`  // the wijksignaal it was bundled in; the signal does not know the worry
	Aid       Aid          `json:"aid,omitzero"`     // along the steps of the meldcode
	Advised   []Advised    `json:"advised,omitzero"` // advices that were asked without a name, kept here because the family agreed
}

// Call is one phone call in danger.
type Call struct {
	Who string `json:"who"` // one of CalledWho
	On  Date   `json:"on"`
	At  string `json:"at,omitzero"`
}

// CalledWho lists who is called in danger: 112, Veilig Thuis, or somebody else.
func CalledWho() []string { return []string{"112", "veiligthuis", "other"} }

// Kind is KindConcern.
func (c *Concern) Kind() Kind { return KindConcern }

// Validate checks scope, level and texts; a concern about the community names nobody.
func (c *Concern) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "scope", c.Scope, ConcernScopes(), true)
	enum(&ps, "level", c.Level, ConcernLevels(), true)
	enum(&ps, "state", c.State, ConcernStates(), true)
	enum(&ps, "reason", c.Reason, CloseReasons(), c.State == ConcernClosed)
	enums(&ps, "areas", c.Areas, LifeAreas())
	ps.walked("steps", c.Steps)
	enums(&ps, "sources", c.Sources, Sources())
	ps.required("seen", c.Seen.Empty() && c.Think.Empty())
	if c.Scope == ScopeCommunity && (!c.Household.Zero() || len(c.About) > 0) {
		ps.add("about", "community.nobody")
	}
	ps.required("household", c.Scope == ScopeHousehold && c.Household.Zero() && len(c.About) == 0)
	ps.past("seenOn", c.SeenOn, today)
	ps.long("seen", c.Seen)
	ps.long("think", c.Think)
	ps.long("goesWell", c.GoesWell)
	ps.long("wish", c.Wish)
	ps.short("discussed", c.Discussed, LimitShort)
	ps.short("next", c.Next, LimitShort)
	enums(&ps, "with", c.With, Confidants())
	ps.past("talkedOn", c.TalkedOn, today)
	c.Aid.check(&ps, today)
	for i, call := range c.Called {
		field := "called." + strconv.Itoa(i)
		enum(&ps, field+".who", call.Who, CalledWho(), true)
		ps.required(field+".on", call.On.Zero())
		ps.past(field+".on", call.On, today)
		ps.clock(field+".at", call.At)
	}
	for i := range c.Advised {
		c.Advised[i].check(&ps, "advised."+strconv.Itoa(i), today)
	}
	return ps
}

func (a *Advised) check(ps *Problems, field string, today Date) {
	enum(ps, field+".from", a.From, Advisers(), true)
	ps.past(field+".month", a.Month, today)
	ps.required(field+".on", a.On.Zero())
	ps.past(field+".on", a.On, today)
	ps.short(field+".question", a.Question, LimitShort)
	ps.short(field+".answer", a.Answer, LimitShort)
	ps.short(field+".done", a.Done, LimitShort)
}

// Shareable reports whether the concern may be offered for sending: a doubt and a danger never are.
func (c *Concern) Shareable() bool {
	return c.Scope == ScopeHousehold && c.Level == LevelWorried && c.State != ConcernClosed
}

// Row is the concern as a list shows it.
func (c *Concern) Row() Row {
	r := Row{
		ID: c.ID, Kind: KindConcern, Owner: c.Owner, Title: CutSentence(c.Seen), Number: c.Number, State: string(c.State),
		On: c.SeenOn, Due: c.NextOn, Link: c.Household, Detail: Text(string(c.Level)),
	}
	if c.Seen.Empty() {
		r.Title = CutSentence(c.Think)
	}
	if c.Scope == ScopeCommunity {
		r.Flags |= RowCommon
	}
	if c.State != ConcernClosed {
		r.Flags |= RowOpen
	}
	if !c.Shareable() {
		r.Flags |= RowNoShare
	}
	return r
}
