// Package access gathers what the store holds about a person as passages of a document (inzage), says which of them the worker must look
// at first, and makes the document of what was decided; a secret address is never in it.
package access

import (
	"slices"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// What can go wrong.
var (
	// ErrUndecided is returned when a marked passage was not decided about yet, or changed since.
	ErrUndecided = fault.New(fault.Invalid, "access.undecided", "a marked passage has not been decided about")
	// ErrAsker is returned when the person who asks is not in the family, and when nobody was named for a family.
	ErrAsker = fault.New(fault.Invalid, "access.asker", "who asks is not known")
)

// Section is a part of the document.
type Section string

// The sections, in the order of the document.
const (
	SectionPerson    Section = "person"
	SectionFamily    Section = "family"
	SectionContacts  Section = "contacts"
	SectionConcerns  Section = "concerns"
	SectionReferrals Section = "referrals"
	SectionConsents  Section = "consents"
	SectionShared    Section = "shared"
	SectionAnswers   Section = "answers"
	SectionMeetings  Section = "meetings"
	SectionTasks     Section = "tasks"
	SectionStories   Section = "stories"
)

// Sections lists them in the order of the document.
func Sections() []Section {
	return []Section{
		SectionPerson, SectionFamily, SectionContacts, SectionConcerns, SectionReferrals, SectionConsents, SectionShared,
		SectionAnswers, SectionMeetings, SectionStories, SectionTasks,
	}
}

// Reason is why a passage is looked at first.
type Reason string

// The reasons, the most pressing first.
const (
	ReasonUnsafe  Reason = "unsafe"  // about, or asked by, somebody who cannot safely be asked; local, never printed
	ReasonSafety  Reason = "safety"  // danger, and whom the worker called
	ReasonSecret  Reason = "secret"  // free text while an address is secret: a place that no program recognises may stand in it
	ReasonYouth   Reason = "youth"   // about somebody of 16 or older, asked by another
	ReasonChild   Reason = "child"   // a child told it, and a parent asks
	ReasonParent  Reason = "parent"  // a parent told it, and a youth asks
	ReasonHeard   Reason = "heard"   // somebody else told it
	ReasonTalk    Reason = "talk"    // a talk with somebody else
	ReasonAnswer  Reason = "answer"  // written by somebody at another organisation
	ReasonThought Reason = "thought" // what the worker thinks
	ReasonMember  Reason = "member"  // the data of another member of the family
	ReasonOther   Reason = "other"   // names, or may name, another person
	ReasonFound   Reason = "found"   // found by the name only: it may be about a namesake
)

// Reasons lists them, the most pressing first.
func Reasons() []Reason {
	return []Reason{
		ReasonUnsafe, ReasonSafety, ReasonSecret, ReasonYouth, ReasonChild, ReasonParent, ReasonHeard, ReasonTalk, ReasonAnswer,
		ReasonThought, ReasonMember, ReasonOther, ReasonFound,
	}
}

// others are the reasons that rest in other people: only for these the document may say that what is missing is about others.
func others() []Reason {
	return []Reason{ReasonChild, ReasonParent, ReasonHeard, ReasonTalk, ReasonMember, ReasonOther, ReasonYouth}
}

// Mark is one reason to look first, with the person it is about where there is one.
type Mark struct {
	Reason Reason
	Person record.ID
	Who    record.Private // how that person is called
}

// Fact is one line of a passage: a label in the language of the document, and its value.
type Fact struct {
	Label string
	Value record.Private
	typed part // what people wrote: it is looked through for names and places, which our own words are not, as these differ by language
}

// part is a part of a fact.
type part uint8

const (
	partLabel part = 1 << iota
	partValue
)

// Passage is one piece of the document, as the store holds it.
type Passage struct {
	Key     string // names the passage, the same in every language; never personal
	Version uint64 // of the record it comes from: a decision about another version does not count
	Section Section
	Title   string
	On      record.Date
	Source  string // where it comes from, in the language of the document
	Facts   []Fact
	Text    record.Private // as it was written
	Marks   []Mark
}

// Marked reports whether the worker must decide before the passage may go in.
func (p Passage) Marked() bool { return len(p.Marks) > 0 }

// Sent is one hand-over with its document taken apart, line by line.
type Sent struct {
	Delivery *record.Delivery
	Lines    []Line
}

// Line is one line of a document that was sent, in the language of the paper.
type Line struct {
	Label string
	Value record.Private
	Typed bool // people wrote it, so that it is the same in every language
	Place bool // says where somebody lives or where an organisation is
}

// Input is everything that the store holds that may be about the subject. Only records that exist are in it.
type Input struct {
	On         record.Date
	Subject    record.ID // a person; zero for the whole family
	Household  record.ID // the family as a whole; zero for a person
	AskedBy    record.ID // who asks; zero for the subject itself
	Households []*record.Household
	People     map[record.ID]*record.Person // the subject, and everybody in its families
	Contacts   []*record.Contact
	Programmes map[record.ID]*record.Programme // whose local aims were given to a contact
	Concerns   []*record.Concern
	Referrals  []*record.Referral
	Consents   []*record.Consent
	Sent       []Sent
	Answers    []*record.Feedback
	Handovers  []*record.Handover
	Meetings   []*record.Meeting
	Tasks      []*record.Task
	Stories    []*record.Story
	Merges     []*record.Merge               // of the subjects with others
	Partners   map[record.ID]*record.Partner // all of the social map: their names say where somebody lives
	Everybody  []*record.Person              // every person known in the store, to find their names
	Worker     *record.Profile
}

// asker is who asks: the subject itself when nobody else was named.
func (in *Input) asker() record.ID {
	if in.AskedBy.Zero() {
		return in.Subject
	}
	return in.AskedBy
}

// subjects are the people the document is about: the person, or everybody who is or was in the family.
func (in *Input) subjects() []record.ID {
	if !in.Subject.Zero() {
		return []record.ID{in.Subject}
	}
	var all []record.ID
	for _, h := range in.Households {
		for _, m := range h.Members {
			if in.People[m.Person] != nil && !slices.Contains(all, m.Person) {
				all = append(all, m.Person)
			}
		}
	}
	return all
}

// mine are the people whose data the asker has a right to without a further look: the asker's own, and in a paper for a child or a
// family those of the children under 16.
func (in *Input) mine() []record.ID {
	mine := []record.ID{in.asker()}
	for _, id := range in.subjects() {
		p := in.People[id]
		if id != in.asker() && p != nil && p.As == record.PersonChild && !grown(p, in.On) {
			mine = append(mine, id)
		}
	}
	return mine
}

// grown reports whether somebody is, or may be, 16 or older. A child of unknown age may be.
func grown(p *record.Person, on record.Date) bool {
	years, known, unborn := p.Age(on)
	switch {
	case unborn:
		return false
	case known:
		return years >= 16
	case p.BirthYear != 0:
		return on.Year-p.BirthYear >= 16
	}
	return true
}

// secret reports whether the address of the subject or of anybody in its families is secret.
func (in *Input) secret() bool {
	for _, p := range in.People {
		if p.Secret {
			return true
		}
	}
	return false
}

// Askers lists who may ask for this paper: for a child its living parents and guardians, for a family its grown members, for anybody
// else the person. The first is the likeliest; nobody who cannot safely be asked comes first.
func Askers(in Input) []record.ID {
	subject := in.People[in.Subject]
	if subject != nil && (subject.As != record.PersonChild || grown(subject, in.On)) {
		return []record.ID{in.Subject}
	}
	var first, last []record.ID
	for _, h := range in.Households {
		for _, m := range h.Living(in.On) {
			p := in.People[m.Person]
			if p == nil || m.Person == in.Subject || p.As == record.PersonChild && (subject != nil || !grown(p, in.On)) {
				continue
			}
			if slices.Contains(first, m.Person) || slices.Contains(last, m.Person) {
				continue
			}
			if slices.Contains(h.Unsafe, m.Person) {
				last = append(last, m.Person)
			} else {
				first = append(first, m.Person)
			}
		}
	}
	all := append(first, last...)
	if subject != nil {
		all = append(all, in.Subject)
	}
	return all
}
