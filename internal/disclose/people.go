package disclose

import (
	"fmt"
	"regexp"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/record"
)

func sender(p *record.Profile) cjg.Sender {
	return cjg.Sender{Title: p.Title.Reveal(), Name: p.Name.Reveal(), Phone: p.Phone.Reveal(), Organisation: p.Organisation.Reveal()}
}

// recipient is the organisation as it is called here, and the first name that the family heard.
func recipient(p *record.Partner, receiver record.ID) (cjg.Recipient, error) {
	to := cjg.Recipient{Organisation: p.Called().Reveal()}
	if receiver.Zero() {
		return to, nil
	}
	officer, ok := p.Officer(receiver)
	if !ok {
		return to, fmt.Errorf("%w: receiver", ErrIncomplete)
	}
	to.Person = officer.First.Reveal()
	return to, nil
}

// persons lists whom it is about. The first is the one to speak with: the parent, or the youth when there is no parent. A child
// stands in it only under its group. A role ("moeder") is always there; it is what makes the document readable.
func (in Input) persons() []cjg.Person {
	subjects := in.Referral.Subjects()
	var all []cjg.Person
	for i, id := range subjects {
		p := in.person(id)
		child := i > 0 || in.Referral.Parent.Zero()
		if i > 0 && !in.on(record.GroupChild) {
			continue
		}
		out := cjg.Person{Role: in.role(p)}
		if child && in.on(record.GroupChild) {
			in.childData(&out, p)
		}
		if !child && in.on(record.GroupName) {
			out.Name = fullName(p)
		}
		if i == 0 {
			in.spokesman(&out, p)
		}
		all = append(all, out)
	}
	return all
}

// spokesman adds how to reach and understand the one to speak with, and where the family lives.
func (in Input) spokesman(out *cjg.Person, p *record.Person) {
	if in.on(record.GroupPhone) {
		channel := p.Phone()
		out.Phone, out.Reachable = channel.Value.Reveal(), channel.When.Reveal()
	}
	if in.on(record.GroupLanguage) {
		out.Languages, out.Interpreter = p.Languages, p.Interpreter
	}
	if in.on(record.GroupPlace) && !in.secret() {
		out.Place = in.place()
	}
}

// childData is the first name and the age; the birth year only when nothing better is known, the expected date before birth.
func (in Input) childData(out *cjg.Person, p *record.Person) {
	out.Name = p.First.Reveal()
	years, known, unborn := p.Age(in.On)
	switch {
	case unborn:
		out.Expected = p.Expected.String()
	case known:
		out.Age = &years
	default:
		out.BirthYear = p.BirthYear
	}
}

// fullName is the given and family name. An alias is the worker's own word for somebody and never leaves.
func fullName(p *record.Person) string {
	if p.First.Empty() && p.Last.Empty() {
		return ""
	}
	return p.Name().Reveal()
}

// place is wijk and gemeente, never a street or a postcode.
func (in Input) place() string {
	parts := []string{}
	for _, part := range []string{in.Household.District.Reveal(), in.Municipality} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// secret reports whether anybody in the household has a secret address: then no place leaves, about a child or about anybody.
func (in Input) secret() bool {
	for _, p := range in.People {
		if p.Secret {
			return true
		}
	}
	return false
}

var postcode = regexp.MustCompile(`\b[1-9][0-9]{3} ?[A-Z]{2}\b`)

// check refuses a document in which a text names the place of a family with a secret address.
func (in Input) check(d *cjg.Referral) error {
	if !in.secret() {
		return nil
	}
	names := []string{in.Household.District.Reveal(), in.Municipality, in.Household.Postcode4}
	for _, line := range d.Lines() {
		if strings.HasPrefix(line.Key, "aan.") || strings.HasPrefix(line.Key, "van.") || line.Type != cjg.Text || line.Key == "verklaring" {
			continue
		}
		named := postcode.MatchString(line.Value)
		for _, name := range names {
			named = named || name != "" && strings.Contains(strings.ToLower(line.Value), strings.ToLower(name))
		}
		if named {
			return fmt.Errorf("%w: %s", ErrPlace, line.Key)
		}
	}
	return nil
}

// role is what somebody is in the family, in the words of the document.
func (in Input) role(p *record.Person) string {
	if p.As == record.PersonChild {
		if years, _, _ := p.Age(in.On); years >= 12 {
			return "jongere"
		}
		return "kind"
	}
	for _, m := range in.Household.Members {
		if m.Person != p.ID {
			continue
		}
		switch m.Relation {
		case record.RelationMother:
			return "moeder"
		case record.RelationFather:
			return "vader"
		case record.RelationParent:
			return "ouder"
		case record.RelationStepparent:
			return "stiefouder"
		case record.RelationGrandparent:
			return "grootouder"
		case record.RelationGuardian:
			return "voogd"
		}
	}
	if p.As == record.PersonParent {
		switch p.Gender {
		case record.GenderFemale:
			return "moeder"
		case record.GenderMale:
			return "vader"
		}
		return "ouder"
	}
	return "ander"
}

func (in Input) person(id record.ID) *record.Person {
	for _, p := range in.People {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// agreed adds who agreed to exactly this preview. A name stands in it only where the same name already stands in the document.
func (in Input) agreed(d *cjg.Referral, hash string, consents []*record.Consent) {
	for _, c := range consents {
		if c.Hash != hash || !c.Gives(in.On) {
			continue
		}
		a := cjg.Agreed{
			By: in.giverRole(c), Capacity: capacityWord(c.Capacity), Way: wayWord(c.Way), Language: c.Language,
			Date: c.On.String(), ValidUntil: c.Until.String(),
		}
		if c.Way != record.WayReadAloud {
			a.Language = ""
		}
		if name := in.giverName(c.Giver); name != "" {
			a.By = name
		}
		for _, g := range in.Groups {
			if c.Covers(g) {
				a.Groups = append(a.Groups, GroupWord(g))
			}
		}
		if len(a.Groups) == 0 {
			continue
		}
		d.Consents = append(d.Consents, a)
		if c.HearBack == record.AnswerNo {
			d.WantsReply = false
		}
	}
}

func (in Input) giverName(id record.ID) string {
	p := in.person(id)
	switch {
	case p == nil:
		return ""
	case id == in.Referral.Parent && in.on(record.GroupName):
		return fullName(p)
	case id != in.Referral.Parent && in.on(record.GroupChild):
		for _, child := range in.Referral.Children {
			if child == id {
				return p.First.Reveal()
			}
		}
	}
	return ""
}

func (in Input) giverRole(c *record.Consent) string {
	switch c.Capacity {
	case record.CapacityMother:
		return "moeder"
	case record.CapacityGuardian:
		return "voogd"
	}
	p := in.person(c.Giver)
	switch {
	case p == nil:
		return "ander"
	case p.As == record.PersonChild:
		return "jongere"
	}
	return in.role(p)
}
