package book

import (
	"slices"

	"schakel/internal/record"
)

// cleared is the family as it goes: without whoever stays, without notes, without who is not safe to ask. Every field that goes is named
// here; a field that nobody named stays.
func (g *going) cleared() []record.Record {
	var all []record.Record
	secret := false
	for _, p := range g.family.all() {
		if g.goes[p.ID] {
			secret = secret || p.Secret
		}
	}
	for _, p := range g.family.all() {
		if g.goes[p.ID] {
			all = append(all, g.clearedPerson(p))
		}
	}
	all = append(all, g.clearedHousehold(secret))
	for _, c := range g.load.promises {
		all = append(all, &record.Contact{
			Head: bare(&c.Head), About: c.About, Subject: c.Subject, On: c.On, Promise: c.Promise, PromDue: c.PromDue,
		})
	}
	for _, r := range g.load.referrals {
		all = append(all, g.clearedReferral(r, secret))
	}
	for _, c := range g.load.consents {
		all = append(all, clearedConsent(c))
	}
	return all
}

// bare is a head without what belongs to this store.
func bare(h *record.Head) record.Head { return record.Head{ID: h.ID, Owner: h.Owner} }

// plain leaves out a text that names somebody who is not safe to ask.
func (g *going) plain(text record.Private) record.Private {
	if g.unsafe.in(text.Reveal()) {
		return record.Private{}
	}
	return text
}

// alias is how the worker calls somebody. "Zoon van Hasan" would name a father who is not safe to ask: then it is left out, and where nothing
// else is known it is what the person is to the family.
func (g *going) alias(p *record.Person) record.Private {
	kept := g.plain(p.Alias)
	if kept.Empty() && p.First.Empty() && p.Last.Empty() && p.Expected.Zero() && g.words != nil {
		return record.Text(g.words.Value("person.kind", string(p.As)))
	}
	return kept
}

// clearedPerson: who looks like this person, and who was merged into them, are others in this store.
func (g *going) clearedPerson(p *record.Person) *record.Person {
	kept := &record.Person{
		Head: bare(&p.Head), As: p.As, Gender: p.Gender, Alias: g.alias(p), First: p.First, Infix: p.Infix, Last: p.Last, Birth: p.Birth,
		BirthYear: p.BirthYear, Expected: p.Expected, Homes: []record.ID{g.family.Household.ID}, Languages: p.Languages,
		Interpreter: p.Interpreter, Approach: g.plain(p.Approach), Secret: p.Secret,
	}
	for _, c := range p.Channels {
		if !g.unsafe.in(c.Value.Reveal()) {
			kept.Channels = append(kept.Channels, record.Channel{Kind: c.Kind, Value: c.Value, Preferred: c.Preferred, When: g.plain(c.When)})
		}
	}
	return kept
}

// clearedHousehold: what was written about the family as a whole goes only when all of it goes; no place goes beside a secret address.
func (g *going) clearedHousehold(secret bool) record.Record {
	h := g.family.Household
	kept := &record.Household{
		Head: bare(&h.Head), Name: h.Name, Urgency: h.Urgency, Reached: h.Reached, KnewWay: h.KnewWay, Told: record.Told{On: h.Told.On},
	}
	if !secret {
		kept.Postcode4, kept.District, kept.Municipality = h.Postcode4, h.District, h.Municipality
	}
	whole := g.whole() && !g.unsafe.in(h.Name.Reveal())
	if whole {
		kept.Told.How = g.plain(h.Told.How)
		kept.GoesWell, kept.Wish, kept.Tried = g.plain(h.GoesWell), g.plain(h.Wish), g.plain(h.Tried)
		kept.Involved = g.clearedInvolved(h.Involved)
	}
	for _, m := range h.Members {
		if g.goes[m.Person] {
			kept.Members = append(kept.Members, m)
			if !whole && len(kept.Members) == 1 {
				kept.Name = g.clearedPerson(g.family.People[m.Person]).Name()
			}
		}
	}
	for _, c := range h.Custody {
		if g.goes[c.Child] {
			c.Guardian = g.plain(c.Guardian)
			c.Holders = slices.DeleteFunc(slices.Clone(c.Holders), func(id record.ID) bool { return !g.goes[id] })
			kept.Custody = append(kept.Custody, c)
		}
	}
	return kept
}

func (g *going) clearedInvolved(all []record.Involved) []record.Involved {
	var kept []record.Involved
	for _, v := range all {
		if !g.unsafe.in(v.Who.Reveal()) {
			kept = append(kept, record.Involved{Who: v.Who, What: g.plain(v.What), Lead: v.Lead})
		}
	}
	return kept
}

// clearedReferral is a road as the family knows it: where it goes, for what, and which days were agreed. What was seen and thought stays
// here, and so do the history, the steps of preparing, thanks, what a partner said with a no, and what this worker agreed about
// secrecy and pay. Whether the four questions were answered goes along, so that nobody asks again.
func (g *going) clearedReferral(r *record.Referral, secret bool) record.Record {
	kept := &record.Referral{
		Head: bare(&r.Head), Way: r.Way, Household: r.Household, Parent: r.Parent, Children: r.Children, Partner: r.Partner, Receiver: r.Receiver,
		Method: r.Method, Form: r.Form, Purpose: r.Purpose, Reason: g.plain(r.Reason), Question: g.plain(r.Question), Wants: g.plain(r.Wants),
		Done: g.plain(r.Done), GoesWell: g.plain(r.GoesWell), JGZ: r.JGZ, Groups: r.Groups, WaitingFrom: r.WaitingFrom, State: r.State,
		Declined: r.Declined, Closed: r.Closed, AskedOn: r.AskedOn, SentOn: r.SentOn, AnsweredOn: r.AnsweredOn, Arrival: r.Arrival,
		ArrivedOn: r.ArrivedOn, HelpOn: r.HelpOn, CareNext: r.CareNext, Voiced: r.Voiced,
		Along:  record.AlongDay{On: r.Along.On, At: r.Along.At},
		Invite: record.Invite{Kind: r.Invite.Kind, What: g.plain(r.Invite.What), Lead: g.plain(r.Invite.Lead)},
	}
	if !secret {
		kept.Along.Where = g.plain(r.Along.Where)
	}
	return kept
}

// clearedConsent is a yes as it was given, with what was taken back of it since. Who answers for the data on this side, and which
// sentences were read here, are not the new worker's.
func clearedConsent(c *record.Consent) record.Record {
	return &record.Consent{
		Head: bare(&c.Head), Referral: c.Referral, Subjects: c.Subjects, Giver: c.Giver, Capacity: c.Capacity, Recipient: c.Recipient,
		Receiver: c.Receiver, Responsible: c.Responsible, Purpose: c.Purpose, Groups: c.Groups, Answer: c.Answer, Way: c.Way,
		Language: c.Language, HearBack: c.HearBack, On: c.On, Until: c.Until, Schema: c.Schema, Preview: c.Preview, Hash: c.Hash, Taken: c.Taken,
	}
}

// clearedPartner is an organisation as it is called and reached, without this worker's note, and without the photos of its contact persons
// and when this worker spoke with them.
func clearedPartner(p *record.Partner) record.Record {
	kept := *p
	kept.Head, kept.Endpoint, kept.Note, kept.Officers = record.Head{ID: p.ID}, record.ID{}, record.Private{}, nil
	for _, o := range p.Officers {
		o.Photo, o.Spoke, o.Remind = nil, record.Date{}, 0
		kept.Officers = append(kept.Officers, o)
	}
	return &kept
}
