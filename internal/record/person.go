package record

import (
	"strconv"
	"strings"
)

// PersonKind says as what the worker knows somebody.
type PersonKind string

// The kinds of person.
const (
	PersonParent PersonKind = "parent"
	PersonChild  PersonKind = "child"
	PersonCircle PersonKind = "circle" // eigen kring: family, neighbour, friend
	PersonOther  PersonKind = "other"
)

// PersonKinds lists them in the order of the screen.
func PersonKinds() []PersonKind {
	return []PersonKind{PersonParent, PersonChild, PersonCircle, PersonOther}
}

// Gender is only kept to write "moeder" or "vader" right; it may stay empty.
type Gender string

// The words a parent uses.
const (
	GenderFemale Gender = "female"
	GenderMale   Gender = "male"
)

// Genders lists them.
func Genders() []Gender { return []Gender{GenderFemale, GenderMale} }

// ChannelKind is a way to reach somebody (002 L518).
type ChannelKind string

// The ways.
const (
	ChannelPhone   ChannelKind = "phone"
	ChannelApp     ChannelKind = "app"
	ChannelMail    ChannelKind = "mail"
	ChannelVisit   ChannelKind = "visit"
	ChannelThrough ChannelKind = "through" // through somebody else
)

// ChannelKinds lists them.
func ChannelKinds() []ChannelKind {
	return []ChannelKind{ChannelPhone, ChannelApp, ChannelMail, ChannelVisit, ChannelThrough}
}

// Channel is one way to reach a person.
type Channel struct {
	Kind      ChannelKind `json:"kind"`
	Value     Private     `json:"value,omitzero"`
	Preferred bool        `json:"preferred,omitzero"`
	When      Private     `json:"when,omitzero"` // "liefst na 14.00 uur"
}

// Person is somebody the worker knows; maybe only by an alias, maybe not born yet. There is no field for a BSN, ethnicity,
// nationality or religion, and there never will be (PRODUCT law 9).
type Person struct {
	Head
	As          PersonKind `json:"as"`
	Gender      Gender     `json:"gender,omitzero"`
	Alias       Private    `json:"alias,omitzero"` // "moeder van de bakker"
	First       Private    `json:"first,omitzero"`
	Infix       Private    `json:"infix,omitzero"` // tussenvoegsel, apart for sorting
	Last        Private    `json:"last,omitzero"`
	Birth       Date       `json:"birth,omitzero"`
	BirthYear   int        `json:"birthYear,omitzero"`
	Expected    Date       `json:"expected,omitzero"`  // an unborn child is a person, never a negative age
	Homes       []ID       `json:"homes,omitzero"`     // every household that names this person: a child may live in two
	Languages   []string   `json:"languages,omitzero"` // ISO 639-3
	Interpreter bool       `json:"interpreter,omitzero"`
	Channels    []Channel  `json:"channels,omitzero"`
	Approach    Private    `json:"approach,omitzero"` // zo benader je (002 L528)
	Secret      bool       `json:"secret,omitzero"`   // then no place leaves in anything about a child
	Review      Date       `json:"review,omitzero"`   // nog nodig?
	Kept        []Keep     `json:"kept,omitzero"`     // every time it was kept longer
	Note        Private    `json:"note,omitzero"`
	NotSame     []ID       `json:"notSame,omitzero"` // people who look alike and are somebody else: never asked again
	Was         []Former   `json:"was,omitzero"`     // who was merged into this one
}

// Kind is KindPerson.
func (p *Person) Kind() Kind { return KindPerson }

// Validate checks names, dates and channels. One name of any sort is enough.
func (p *Person) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "as", p.As, PersonKinds(), true)
	enum(&ps, "gender", p.Gender, Genders(), false)
	ps.required("first", p.Alias.Empty() && p.First.Empty() && p.Last.Empty() && p.Expected.Zero())
	ps.short("alias", p.Alias, LimitName)
	ps.short("first", p.First, LimitName)
	ps.short("infix", p.Infix, LimitName)
	ps.short("last", p.Last, LimitName)
	p.born(&ps, today)
	for i, c := range p.Channels {
		field := "channels." + strconv.Itoa(i)
		enum(&ps, field+".kind", c.Kind, ChannelKinds(), true)
		ps.required(field+".value", c.Value.Empty())
		ps.short(field+".value", c.Value, LimitName)
		ps.short(field+".when", c.When, LimitShort)
	}
	ps.spoken("languages", p.Languages)
	ps.long("approach", p.Approach)
	ps.long("note", p.Note)
	ps.kept(p.Kept, today)
	ps.former(p.NotSame, p.Was, p.ID)
	return ps
}

// born checks the birth date, the birth year and the expected date: at most one way to know an age, and never two that differ.
func (p *Person) born(ps *Problems, today Date) {
	ps.past("birth", p.Birth, today)
	if !p.Birth.Zero() && p.Birth.Year < today.Year-120 {
		ps.add("birth", "date.range")
	}
	if p.BirthYear != 0 && (p.BirthYear < today.Year-120 || p.BirthYear > today.Year) {
		ps.add("birthYear", "date.range")
	}
	if !p.Birth.Zero() && p.BirthYear != 0 && p.Birth.Year != p.BirthYear {
		ps.add("birthYear", "year.differs")
	}
	if !p.Expected.Zero() && (!p.Birth.Zero() || p.BirthYear != 0) {
		ps.add("expected", "expected.born")
	}
	if !p.Expected.Zero() && p.Expected.Since(today) > 300 {
		ps.add("expected", "date.range")
	}
}

// Name is how a screen names the person: first name, tussenvoegsel and surname, else the alias.
func (p *Person) Name() Private {
	parts := make([]string, 0, 3)
	for _, part := range []Private{p.First, p.Infix, p.Last} {
		if !part.Empty() {
			parts = append(parts, part.Reveal())
		}
	}
	if len(parts) == 0 {
		return p.Alias
	}
	return Text(strings.Join(parts, " "))
}

// Called is the first name, else the alias, else the surname: for sentences such as "Bel Fatima".
func (p *Person) Called() Private {
	switch {
	case !p.First.Empty():
		return p.First
	case !p.Alias.Empty():
		return p.Alias
	}
	return p.Name()
}

// Phone is the number to call first, empty when there is none.
func (p *Person) Phone() Channel {
	var first Channel
	for _, c := range p.Channels {
		if c.Kind != ChannelPhone && c.Kind != ChannelApp {
			continue
		}
		if c.Preferred {
			return c
		}
		if first.Value.Empty() {
			first = c
		}
	}
	return first
}

// Age is the person's age in whole years on a day. It is exact only when known is true; from a birth year alone it is the lowest
// possible age and known is false. An unborn child has age 0 and unborn set.
func (p *Person) Age(on Date) (years int, known, unborn bool) {
	switch {
	case !p.Birth.Zero():
		years = on.Year - p.Birth.Year
		if on.Before(p.Birth.Years(years)) {
			years--
		}
		return max(years, 0), true, false
	case p.BirthYear != 0:
		return max(on.Year-p.BirthYear-1, 0), false, false
	case !p.Expected.Zero():
		return 0, true, true
	}
	return 0, false, false
}

// Row is the person as a list shows it: the name, and the state is the kind.
func (p *Person) Row() Row {
	r := Row{ID: p.ID, Kind: KindPerson, Owner: p.Owner, Title: Cut(p.Name()), State: string(p.As), On: p.Birth, Due: p.Review, Link: p.Owner}
	if !p.First.Empty() && !p.Alias.Empty() {
		r.Detail = Cut(p.Alias)
	}
	if p.On().Zero() {
		r.On = Date{Year: p.BirthYear}
	}
	if p.As == PersonChild {
		r.Flags |= RowChild
	}
	if !p.Expected.Zero() {
		r.Flags |= RowUnborn
		r.On = p.Expected
	}
	if p.Secret {
		r.Flags |= RowSecret
	}
	return r
}

// On is the birth date, or the expected date of an unborn child.
func (p *Person) On() Date {
	if p.Birth.Zero() {
		return p.Expected
	}
	return p.Birth
}
