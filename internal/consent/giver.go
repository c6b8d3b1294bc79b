package consent

import (
	"slices"

	"schakel/internal/record"
)

// ages is what can be said about somebody's age on a day, in whole years; both are 0 for an unborn child.
type ages struct {
	low, high int
	unborn    bool // certainly or possibly not born yet
	born      bool // certainly or possibly born
	known     bool // there is a birth date, birth year or expected date
}

// agesOf gives the possible ages. From a birth year alone two ages are possible until the year's last day. An expected date that has
// come makes both born and unborn possible, until the birth is noted.
func agesOf(p *record.Person, on record.Date) ages {
	switch {
	case p.Birth.After(on):
		return ages{unborn: true, known: true}
	case !p.Birth.Zero():
		years, _, _ := p.Age(on)
		return ages{low: years, high: years, born: true, known: true}
	case p.BirthYear != 0:
		high := max(on.Year-p.BirthYear, 0)
		low := max(high-1, 0)
		if on.Month == 12 && on.Day == 31 {
			low = high
		}
		return ages{low: low, high: high, born: true, known: true}
	case !p.Expected.Zero():
		return ages{unborn: true, born: !on.Before(p.Expected), known: true}
	case p.As != record.PersonChild:
		return ages{low: 18, high: 18, born: true, known: true} // a grown-up whose age nobody asked
	}
	return ages{low: 0, high: 17, born: true}
}

// rule is the rule for the ages, RuleUnsure when they do not all have the same one.
func (a ages) rule() Rule {
	switch {
	case a.unborn && a.born || !a.known:
		return RuleUnsure
	case a.unborn:
		return RuleUnborn
	case ruleAt(a.low) != ruleAt(a.high):
		return RuleUnsure
	}
	return ruleAt(a.low)
}

func ruleAt(years int) Rule {
	switch {
	case years < 12:
		return RuleUnder12
	case years < 16:
		return RuleYouth
	case years < 18:
		return RuleSelf
	}
	return RuleAdult
}

func (a ages) needsMother() bool  { return a.unborn }
func (a ages) needsCustody() bool { return a.born && a.low < 16 }
func (a ages) needsSelf() bool    { return a.born && a.high >= 12 }

// giversOf is everybody whom any possible age of the subject needs.
func giversOf(in Input, id record.ID) (Rule, []Giver) {
	p := person(in, id)
	if p == nil {
		return RuleUnsure, nil
	}
	a := agesOf(p, in.On)
	var all []Giver
	add := func(who record.ID, capacity record.Capacity, why Why) {
		if !who.Zero() && !slices.ContainsFunc(all, func(g Giver) bool { return g.Person == who && g.Capacity == capacity }) {
			all = append(all, Giver{Person: who, Capacity: capacity, Why: why})
		}
	}
	if a.needsSelf() {
		why := WhySelf
		if a.low < 16 {
			why = WhyYouth
		}
		add(id, record.CapacitySelf, why)
	}
	if a.needsMother() {
		for _, mother := range mothers(in, id) {
			add(mother, record.CapacityMother, WhyMother)
		}
	}
	if a.needsCustody() {
		for _, c := range custodies(in, id) {
			for _, holder := range c.Holders {
				if holder == id {
					continue
				}
				if c.Custody == record.CustodyGuardian {
					add(holder, record.CapacityGuardian, WhyGuardian)
				} else {
					add(holder, record.CapacityCustody, WhyCustody)
				}
			}
		}
	}
	return a.rule(), all
}

// hurdlesOf is what keeps a subject's data here whatever anybody says.
func hurdlesOf(in Input, id record.ID) []Problem {
	p := person(in, id)
	if p == nil {
		return []Problem{{Code: PersonUnknown, Subject: id}}
	}
	var all []Problem
	a := agesOf(p, in.On)
	if !a.known {
		all = append(all, Problem{Code: AgeUnknown, Subject: id})
	}
	if a.needsMother() && len(mothers(in, id)) == 0 {
		all = append(all, Problem{Code: MotherUnknown, Subject: id})
	}
	if a.needsCustody() {
		if code := custodyProblem(custodies(in, id), in.On); code != "" {
			all = append(all, Problem{Code: code, Subject: id})
		}
	}
	_, givers := giversOf(in, id)
	for _, g := range givers {
		if unsafe(in, g.Person) {
			all = append(all, Problem{Code: AskUnsafe, Subject: id, Giver: g.Person})
		}
	}
	if asked := slices.ContainsFunc(givers, func(g Giver) bool { return g.Person == id }); !asked && unsafe(in, id) {
		all = append(all, Problem{Code: AskUnsafe, Subject: id, Giver: id}) // others decide, but a name that is marked goes nowhere
	}
	return all
}

// custodies is what every household says about a child on the day.
func custodies(in Input, child record.ID) []record.Custody {
	var all []record.Custody
	for _, h := range in.Households {
		if c, ok := h.CustodyOf(child, in.On); ok {
			all = append(all, c)
		}
	}
	return all
}

// custodyProblem is what is wrong with what the households say, "" when it is settled. They must say the same; the paper seen in one of
// them is enough, when it was seen by then.
func custodyProblem(all []record.Custody, on record.Date) Code {
	settled := false
	for _, c := range all {
		if c.Custody == record.CustodyUnknown || c.Custody == "" {
			return CustodyUnknown
		}
		if c.Custody != all[0].Custody || !sameHolders(c.Holders, all[0].Holders) {
			return CustodyDiffers
		}
		settled = settled || c.Settled() && !c.Seen.After(on)
	}
	switch {
	case len(all) == 0:
		return CustodyUnknown
	case !settled:
		return CustodyUnproven
	}
	return ""
}

func sameHolders(a, b []record.ID) bool {
	in := func(list []record.ID) func(record.ID) bool {
		return func(id record.ID) bool { return !slices.Contains(list, id) }
	}
	return !slices.ContainsFunc(a, in(b)) && !slices.ContainsFunc(b, in(a))
}

// mothers is everybody noted as mother in a household that the child belongs to.
func mothers(in Input, child record.ID) []record.ID {
	var all []record.ID
	for _, h := range in.Households {
		if !slices.ContainsFunc(h.Members, func(m record.Member) bool { return m.Person == child }) {
			continue
		}
		for _, m := range h.Living(in.On) {
			if m.Relation == record.RelationMother && m.Person != child && !slices.Contains(all, m.Person) {
				all = append(all, m.Person)
			}
		}
	}
	return all
}

func unsafe(in Input, giver record.ID) bool {
	return slices.ContainsFunc(in.Households, func(h *record.Household) bool { return slices.Contains(h.Unsafe, giver) })
}

func person(in Input, id record.ID) *record.Person {
	for _, p := range in.People {
		if p != nil && p.ID == id {
			return p
		}
	}
	return nil
}

// nextChange is the first day after On on which another rule counts for the person: the expected birth, a birthday, or a change of
// gezag that is already noted.
func nextChange(in Input, id record.ID) record.Date {
	p := person(in, id)
	if p == nil {
		return record.Date{}
	}
	var days []record.Date
	switch {
	case !p.Birth.Zero():
		days = append(days, p.Birth)
		for _, years := range []int{12, 16, 18} {
			days = append(days, p.Birth.Years(years))
		}
	case p.BirthYear != 0:
		for _, years := range []int{12, 16, 18} {
			days = append(days, record.Day(p.BirthYear+years, 1, 1), record.Day(p.BirthYear+years, 12, 31))
		}
	case !p.Expected.Zero():
		days = append(days, p.Expected)
	}
	if agesOf(p, in.On).low < 16 {
		for _, h := range in.Households {
			for _, c := range h.Custody {
				if c.Child == id {
					days = append(days, c.From)
				}
			}
		}
	}
	var first record.Date
	for _, d := range days {
		if d.After(in.On) {
			first = earliest(first, d)
		}
	}
	return first
}
