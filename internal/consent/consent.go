// Package consent decides, as a pure function, whether data about people may be shared with one recipient for one purpose now.
//
// The rules (PRODUCT.md, "Who must agree"): under 12 the people with gezag, both when it is samen; 12 to 15 the youth and those
// people; from 16 the youth; before birth the mother; data about a grown-up need that grown-up. A field group counts only when every
// person whose consent is needed agreed to that group, recipient, purpose and preview. The new rule counts from 00:00 of a birthday.
// Whatever is unknown counts as the strictest case. There is no override: nothing in Input can make an answer more generous than
// the people in it gave.
package consent

import (
	"slices"

	"schakel/internal/record"
)

// Input is everything a decision rests on.
type Input struct {
	Subjects   []record.ID         // about whom: the parent and the children of a referral
	People     []*record.Person    // the subjects; other people may be among them
	Households []*record.Household // for gezag, for the mother of an unborn child, and for who is not safe to ask; a child may be in two
	Consents   []*record.Consent   // what was said about this referral, in any order
	Recipient  record.ID           // the partner organisation; the named person is part of the preview
	Purpose    record.Purpose
	Groups     []record.FieldGroup // what is wanted to go along
	Hash       string              // SHA-256 of the preview, hex; empty when nothing was shown yet
	On         record.Date         // the civil day in the Netherlands
}

// Decision is what may go, and what is in the way.
type Decision struct {
	Allowed    bool                // everything that was wanted may go; true exactly when there are no problems
	Groups     []record.FieldGroup // the groups of Input.Groups that everybody needed agreed to, in that order
	Subjects   []Subject           // one for each subject, in the order of the input
	Asks       []Ask               // who is still to be asked what, one question for each person and capacity
	Problems   []Problem           // everything in the way
	NextChange record.Date         // the first day after On on which another rule counts (birth, 12, 16, 18, gezag); zero when none is known
}

// Subject is what one person's data need.
type Subject struct {
	ID     record.ID
	Rule   Rule
	Givers []Giver
	Change record.Date // the first day after On on which another rule counts for this person
}

// Giver is somebody whose consent is needed about one subject.
type Giver struct {
	Person   record.ID
	Capacity record.Capacity
	Why      Why
	Stand    Stand
}

// Ask is one question to one person.
type Ask struct {
	Person   record.ID
	Capacity record.Capacity // as what; "self" only when all subjects are the person
	Subjects []record.ID
}

// Rule is which rule counts for a subject.
type Rule string

// The rules.
const (
	RuleUnborn  Rule = "unborn"  // the mother
	RuleUnder12 Rule = "under12" // the people with gezag
	RuleYouth   Rule = "youth"   // 12 to 15: the youth and the people with gezag
	RuleSelf    Rule = "self"    // 16 and 17: the youth
	RuleAdult   Rule = "adult"   // the person
	RuleUnsure  Rule = "unsure"  // several ages are possible: everybody whom any of them needs
)

// Rules lists them.
func Rules() []Rule {
	return []Rule{RuleUnborn, RuleUnder12, RuleYouth, RuleSelf, RuleAdult, RuleUnsure}
}

// Why is the reason that somebody is asked.
type Why string

// The reasons.
const (
	WhySelf     Why = "self"     // it is about this grown-up, or about this youth from 16
	WhyYouth    Why = "youth"    // 12 to 15: the youth decides together with the people with gezag
	WhyCustody  Why = "custody"  // has gezag over the child
	WhyGuardian Why = "guardian" // is the voogd of the child
	WhyMother   Why = "mother"   // the child is not born yet
)

// Whys lists them.
func Whys() []Why { return []Why{WhySelf, WhyYouth, WhyCustody, WhyGuardian, WhyMother} }

// Stand is where one giver stands.
type Stand string

// The stands.
const (
	StandAsk    Stand = "ask"    // not asked yet, or asked about something else
	StandAgreed Stand = "agreed" // to every wanted group about the subject
	StandNo     Stand = "no"     // said no, which is final: nothing asks again
	StandUnsafe Stand = "unsafe" // niet veilig om te vragen: nothing ever suggests asking
	StandNone   Stand = "none"   // nothing that is wanted is about the subject, so nothing is asked
)

// Stands lists them.
func Stands() []Stand { return []Stand{StandAsk, StandAgreed, StandNo, StandUnsafe, StandNone} }

// Code is a stable word for what is in the way.
type Code string

// The codes. Those about an input come first, then those about a subject, then those about a giver.
const (
	SubjectsNone     Code = "subjects.none"
	GroupsNone       Code = "groups.none"
	PreviewNone      Code = "preview.none"
	PersonUnknown    Code = "person.unknown"    // the subject is not among the people
	AgeUnknown       Code = "age.unknown"       // no birth date, birth year or expected date
	MotherUnknown    Code = "mother.unknown"    // nobody is noted as mother of the unborn child
	CustodyUnknown   Code = "custody.unknown"   // nothing noted, or "niemand/weet ik niet"
	CustodyUnproven  Code = "custody.unproven"  // alleen without a paper or extract seen, or holders missing
	CustodyDiffers   Code = "custody.differs"   // two households say something else
	AskUnsafe        Code = "ask.unsafe"        // somebody who is needed is not safe to ask
	ConsentMissing   Code = "consent.missing"   // still to be asked
	ConsentNo        Code = "consent.no"        // final
	ConsentWithdrawn Code = "consent.withdrawn" // and not given again
	ConsentExpired   Code = "consent.expired"
	ConsentImported  Code = "consent.imported" // not yet reviewed here
	ConsentFuture    Code = "consent.future"   // dated after today: a wrong clock or a wrong date
	PreviewChanged   Code = "preview.changed"  // the yes was about another document: show it again
	ConsentGroup     Code = "consent.group"    // the yes leaves out a group that is wanted
)

// Codes lists them in that order.
func Codes() []Code {
	return []Code{
		SubjectsNone, GroupsNone, PreviewNone, PersonUnknown, AgeUnknown, MotherUnknown, CustodyUnknown, CustodyUnproven,
		CustodyDiffers, AskUnsafe, ConsentMissing, ConsentNo, ConsentWithdrawn, ConsentExpired, ConsentImported,
		ConsentFuture, PreviewChanged, ConsentGroup,
	}
}

// Problem is one thing in the way.
type Problem struct {
	Code    Code
	Subject record.ID // zero when it is not about one person
	Giver   record.ID // zero when it is not about a giver
}

// Decide says what may be shared now.
func Decide(in Input) Decision {
	d := Decision{Subjects: Required(in)}
	if len(d.Subjects) == 0 {
		d.Problems = append(d.Problems, Problem{Code: SubjectsNone})
	}
	if len(in.Groups) == 0 {
		d.Problems = append(d.Problems, Problem{Code: GroupsNone})
	}
	if in.Hash == "" {
		d.Problems = append(d.Problems, Problem{Code: PreviewNone})
	}
	blocked := map[record.ID]bool{}
	for i := range d.Subjects {
		s := &d.Subjects[i]
		hurdles := hurdlesOf(in, s.ID)
		blocked[s.ID] = len(hurdles) > 0
		d.Problems = append(d.Problems, hurdles...)
		d.NextChange = earliest(d.NextChange, s.Change)
		for j := range s.Givers {
			d.Problems = append(d.Problems, stand(in, s.ID, &s.Givers[j])...)
		}
	}
	for _, g := range in.Groups {
		if in.Hash != "" && len(d.Subjects) > 0 && !slices.Contains(d.Groups, g) && agreedTo(in, d.Subjects, blocked, g) {
			d.Groups = append(d.Groups, g)
		}
	}
	d.Asks = asks(d.Subjects)
	d.Allowed = len(d.Problems) == 0
	return d
}

// Required gives who must agree before anything was asked: one Subject for each different subject, every giver at StandAsk, or at
// StandUnsafe.
func Required(in Input) []Subject {
	var all []Subject
	for _, id := range in.Subjects {
		if id.Zero() || slices.ContainsFunc(all, func(s Subject) bool { return s.ID == id }) {
			continue
		}
		rule, givers := giversOf(in, id)
		for i := range givers {
			givers[i].Stand = StandAsk
			if unsafe(in, givers[i].Person) {
				givers[i].Stand = StandUnsafe
			}
		}
		all = append(all, Subject{ID: id, Rule: rule, Givers: givers, Change: nextChange(in, id)})
	}
	return all
}

// asks joins the open questions: somebody who is asked about her child and about herself is asked once, as what she is to the child.
func asks(subjects []Subject) []Ask {
	var all []Ask
	add := func(g Giver, subject record.ID, fits func(Ask) bool) {
		for i := range all {
			if all[i].Person == g.Person && fits(all[i]) {
				all[i].Subjects = append(all[i].Subjects, subject)
				return
			}
		}
		all = append(all, Ask{Person: g.Person, Capacity: g.Capacity, Subjects: []record.ID{subject}})
	}
	for _, self := range []bool{false, true} {
		for _, s := range subjects {
			for _, g := range s.Givers {
				if g.Stand != StandAsk || (g.Capacity == record.CapacitySelf) != self {
					continue
				}
				add(g, s.ID, func(a Ask) bool { return self || a.Capacity == g.Capacity })
			}
		}
	}
	return all
}

func earliest(a, b record.Date) record.Date {
	if a.Zero() || !b.Zero() && b.Before(a) {
		return b
	}
	return a
}
