package record

import "strconv"

// ProfileCard is what a worker's own card holds beside name, title, telephone, organisation, languages and reachable: for what, when and
// where somebody may ask (003 L377, L695). In the worker's own words and by the worker's own choice.
type ProfileCard struct {
	Roles  []Role    `json:"roles,omitzero"`  // of the seventeen of 003 (fig. 4)
	For    Private   `json:"for,omitzero"`    // "waarvoor kun je mij vragen", in own words (003 L695)
	Times  []Slot    `json:"times,omitzero"`  // reachable when
	Areas  []Private `json:"areas,omitzero"`  // wijken
	Photo  []byte    `json:"photo,omitzero"`  // a small JPEG, by choice
	Serial uint64    `json:"serial,omitzero"` // of the card that was handed over last; a newer card has a higher one
}

func (c *ProfileCard) check(ps *Problems) {
	enums(ps, "roles", c.Roles, Roles())
	ps.short("for", c.For, LimitShort)
	ps.slots("times", c.Times)
	ps.photo("photo", c.Photo)
	ps.most("areas", len(c.Areas), LimitAreas)
	for i, area := range c.Areas {
		ps.short("areas."+strconv.Itoa(i), area, LimitName)
	}
}

// Colleague is the card of another worker, as that worker handed it over: who, languages, for what, when. A coordinator keeps it to
// answer "wie spreekt Tigrinya en kan donderdag mee?" (003 L695). The record's id is the card's; nothing in it ranks a worker.
type Colleague struct {
	Head
	Name         Private  `json:"name"`
	Title        Private  `json:"title,omitzero"`
	Phone        Private  `json:"phone,omitzero"`
	Organisation Private  `json:"organisation,omitzero"`
	Languages    []string `json:"languages,omitzero"`
	Reachable    Private  `json:"reachable,omitzero"`
	ProfileCard
	Made     Date    `json:"made,omitzero"`     // when the card was handed over
	Received Date    `json:"received,omitzero"` // when it was read here
	Key      []byte  `json:"key,omitzero"`      // Ed25519, of the first card: a later one must be signed with it
	Note     Private `json:"note,omitzero"`     // the reader's own
}

// Kind is KindColleague.
func (c *Colleague) Kind() Kind { return KindColleague }

// Validate checks lengths and lists.
func (c *Colleague) Validate(today Date) Problems {
	var ps Problems
	ps.required("name", c.Name.Empty())
	ps.short("name", c.Name, LimitName)
	ps.short("title", c.Title, LimitName)
	ps.short("phone", c.Phone, LimitName)
	ps.short("organisation", c.Organisation, LimitName)
	ps.short("reachable", c.Reachable, LimitShort)
	ps.tongues("languages", c.Languages)
	ps.long("note", c.Note)
	ps.past("received", c.Received, today)
	if n := len(c.Key); n != 0 && n != 32 {
		ps.add("key", "unknown")
	}
	c.check(&ps)
	return ps
}

// Row is the card as a list shows it.
func (c *Colleague) Row() Row {
	return Row{ID: c.ID, Kind: KindColleague, Title: Cut(c.Name), Detail: Cut(c.Title), On: c.Made}
}
