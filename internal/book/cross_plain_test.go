package book_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"schakel/internal/record"
)

// plain is who must agree, read from PRODUCT.md and written out again over every record of a store, without any package of the program:
// it knows nothing of pages, of a family's other homes or of what a screen chose.
type plain struct {
	people   map[record.ID]*record.Person
	homes    []*record.Household
	consents []*record.Consent
	hands    []*record.Handover
	concerns map[record.ID]*record.Concern
	today    record.Date
}

func (w *attack) plain() plain {
	o := plain{people: map[record.ID]*record.Person{}, concerns: map[record.ID]*record.Concern{}, today: w.b.Today()}
	for _, kind := range []record.Kind{record.KindPerson, record.KindHousehold, record.KindConsent, record.KindHandover, record.KindConcern} {
		for _, row := range w.b.Rows(kind) {
			r, err := w.b.Record(w.test.Context(), kind, row.ID)
			w.must(err)
			switch v := r.(type) {
			case *record.Person:
				o.people[v.ID] = v
			case *record.Household:
				o.homes = append(o.homes, v)
			case *record.Consent:
				o.consents = append(o.consents, v)
			case *record.Handover:
				o.hands = append(o.hands, v)
			case *record.Concern:
				o.concerns[v.ID] = v
			}
		}
	}
	return o
}

// unsafe is everybody of whom any home says so.
func (o plain) unsafe() map[record.ID]bool {
	all := map[record.ID]bool{}
	for _, h := range o.homes {
		for _, id := range h.Unsafe {
			all[id] = true
		}
	}
	return all
}

// years is the age in whole years by the calendar: the birthday counts from 00:00.
func years(birth, on record.Date) int {
	n := on.Year - birth.Year
	if on.Month < birth.Month || on.Month == birth.Month && on.Day < birth.Day {
		n--
	}
	return n
}

// rules are the days on which somebody decides about a child in one home: of those that began the last, and of one day the last written.
func (o plain) gezag(child record.ID) (who []record.ID, as record.Capacity, why string) {
	var first *record.Custody
	seen := false
	for _, h := range o.homes {
		var now *record.Custody
		for i, c := range h.Custody {
			if c.Child == child && !c.From.After(o.today) && (now == nil || !now.From.After(c.From)) {
				now = &h.Custody[i]
			}
		}
		switch {
		case now == nil:
			continue
		case first == nil:
			first = now
		case first.Custody != now.Custody || len(between(first.Holders, now.Holders)) > 0:
			return nil, "", "two homes say something else about gezag"
		}
		holders := between(now.Holders, nil)
		paper := (now.Proof == record.ProofPaper || now.Proof == record.ProofExtract) && !now.Seen.Zero() && !now.Seen.After(o.today)
		switch now.Custody {
		case record.CustodyJoint:
			seen = seen || len(holders) > 1
		case record.CustodySole:
			seen = seen || len(holders) == 1 && paper
		case record.CustodyGuardian:
			seen = seen || len(holders) == 1
		}
	}
	switch {
	case first == nil, first.Custody == record.CustodyUnknown:
		return nil, "", "nobody knows who decides"
	case !seen:
		return nil, "", "who decides is not proven"
	case first.Custody == record.CustodyGuardian:
		return first.Holders, record.CapacityGuardian, ""
	}
	return first.Holders, record.CapacityCustody, ""
}

// between is what is in one list only, each once.
func between(a, b []record.ID) []record.ID {
	var all []record.ID
	for _, pair := range [][2][]record.ID{{a, b}, {b, a}} {
		for _, id := range pair[0] {
			if !slices.Contains(pair[1], id) && !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

type giver struct {
	id record.ID
	as record.Capacity
}

// needs is everybody who must agree before anything about somebody goes.
func (o plain) needs(id record.ID) ([]giver, string) {
	p := o.people[id]
	switch {
	case p == nil:
		return nil, "it is about nobody"
	case p.As != record.PersonChild && p.Birth.Zero():
		return []giver{{id, record.CapacitySelf}}, ""
	case p.Birth.Zero() && p.Expected.Zero():
		return nil, "nobody knows how old the child is"
	}
	var all []giver
	if p.Birth.Zero() {
		for _, h := range o.homes {
			in := slices.ContainsFunc(h.Members, func(m record.Member) bool { return m.Person == id })
			for _, m := range h.Members {
				if in && m.Relation == record.RelationMother && !m.From.After(o.today) && (m.To.Zero() || m.To.After(o.today)) {
					all = append(all, giver{m.Person, record.CapacityMother})
				}
			}
		}
		if len(all) == 0 {
			return nil, "nobody is the mother"
		}
	}
	old := years(p.Birth, o.today)
	if born := !p.Birth.Zero(); born && old < 16 || !born && !o.today.Before(p.Expected) {
		who, as, why := o.gezag(id)
		if why != "" {
			return nil, why
		}
		for _, holder := range who {
			all = append(all, giver{holder, as})
		}
	}
	if !p.Birth.Zero() && old >= 12 {
		all = append(all, giver{id, record.CapacitySelf})
	}
	return all, ""
}

// forbids is why a document about a road may not go now, "" when it may.
func (o plain) forbids(r *record.Referral, document string) string {
	if c := o.concerns[r.Concern]; c != nil && c.Level != record.LevelWorried {
		return "it comes from a doubt or a danger"
	}
	about := slices.Clone(r.Children)
	if !r.Parent.Zero() {
		about = append(about, r.Parent)
	}
	if len(about) == 0 || len(r.Groups) == 0 || document == "" {
		return "it is about nobody or nothing"
	}
	sum := sha256.Sum256([]byte(document))
	for _, id := range about {
		all, why := o.needs(id)
		switch {
		case why != "":
			return why
		case o.unsafe()[id]:
			return "it is about somebody who is not safe to ask"
		}
		for _, g := range all {
			if o.unsafe()[g.id] {
				return "somebody who is needed is not safe to ask"
			}
			for _, group := range r.Groups {
				if o.holds(group, id, about) && !o.agreed(r, g, id, group, hex.EncodeToString(sum[:])) {
					return "somebody did not agree to " + string(group)
				}
			}
		}
	}
	return ""
}

// holds reports whether a group says something about one of those it is about.
func (o plain) holds(group record.FieldGroup, id record.ID, about []record.ID) bool {
	mine := func(id record.ID) bool {
		child := o.people[id] != nil && o.people[id].As == record.PersonChild
		switch group {
		case record.GroupName, record.GroupPhone, record.GroupLanguage:
			return !child
		case record.GroupChild:
			return child
		}
		return true
	}
	return mine(id) || !slices.ContainsFunc(about, mine)
}

// agreed reports whether somebody's last word about a group is a yes to exactly this document.
func (o plain) agreed(r *record.Referral, g giver, subject record.ID, group record.FieldGroup, hash string) bool {
	var yes, back []*record.Consent
	for _, c := range o.consents {
		if c.Referral != r.ID || c.Giver != g.id || c.Recipient != r.Partner || c.Purpose != r.Purpose || !slices.Contains(c.Subjects, subject) {
			continue
		}
		capable := subject == g.id || c.Capacity == g.as
		some := slices.ContainsFunc(c.Taken, func(t record.Taken) bool { return slices.Contains(t.Groups, group) })
		switch {
		case c.Answer == record.AnswerNo && c.Withdrawn.Zero() && (len(c.Groups) == 0 || slices.Contains(c.Groups, group)):
			return false
		case !capable:
		case !c.Withdrawn.Zero() || some:
			back = append(back, c)
		case c.Answer == record.AnswerYes && c.Hash == hash && slices.Contains(c.Groups, group) && !c.On.After(o.today) &&
			(c.Until.Zero() || !c.Until.Before(o.today)) && (!c.Imported || !c.Reviewed.Zero()):
			yes = append(yes, c)
		}
	}
	return slices.ContainsFunc(yes, func(y *record.Consent) bool {
		return !slices.ContainsFunc(back, func(c *record.Consent) bool {
			day := c.Withdrawn
			for _, t := range c.Taken {
				if slices.Contains(t.Groups, group) {
					day = t.On
				}
			}
			return y.On.Before(day) || y.On == day && !y.Created.After(c.Changed)
		})
	})
}

// forbidsHanding is why a record may not go to another worker with a family, "" when it may.
func (o plain) forbidsHanding(home record.ID, r record.Record) string {
	switch v := r.(type) {
	case *record.Person:
		return o.stays(home, v.ID)
	case *record.Concern:
		return "a worry goes along"
	case *record.Referral:
		for _, id := range append(slices.Clone(v.Children), v.Parent) {
			if why := o.stays(home, id); !id.Zero() && why != "" {
				return why
			}
		}
	case *record.Consent:
		for _, id := range append(slices.Clone(v.Subjects), v.Giver) {
			if why := o.stays(home, id); why != "" {
				return why
			}
		}
	case *record.Household:
		for _, m := range v.Members {
			if why := o.stays(home, m.Person); why != "" {
				return why
			}
		}
		if len(v.Unsafe) > 0 {
			return "who is not safe to ask goes along"
		}
	}
	return ""
}

// stays is why somebody does not go to another worker: everybody who must agree has said yes, and nobody no.
func (o plain) stays(home, id record.ID) string {
	all, why := o.needs(id)
	if why != "" {
		return why
	}
	for _, g := range all {
		if o.unsafe()[g.id] {
			return "somebody who is needed is not safe to ask"
		}
		var said record.HandoverAnswer
		for _, h := range o.hands {
			for _, s := range h.Said {
				if h.Household == home && h.Way == record.WayOut && s.Person == g.id {
					said = s.Answer
				}
			}
		}
		if said != record.HandoverYes {
			return "somebody did not say yes to another worker"
		}
	}
	return ""
}
