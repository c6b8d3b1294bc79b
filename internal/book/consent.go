package book

import (
	"context"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/consent"
	"schakel/internal/disclose"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ConsentDays is how long a yes counts unless the family says otherwise; ConsentMost is the longest that can be chosen.
const (
	ConsentDays = 180
	ConsentMost = 366
)

// dutchClock is the clock of the Netherlands. A birthday begins at 00:00 there, also for a laptop that is somewhere else.
func dutchClock() func() time.Time {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.Now // a computer without zones: its own clock is the best there is
	}
	return func() time.Time { return time.Now().In(place) }
}

// Agreement is what one person said when asked.
type Agreement struct {
	Giver    record.ID
	Answer   record.Answer
	Way      record.ConsentWay
	Language string        // in which it was read aloud, BCP 47
	HearBack record.Answer // may the worker hear how it went
	Until    record.Date   // the last day on which a yes counts; zero for the usual half year
	Shown    string        // the hash of the document that was shown; another one is refused. Empty where nothing else can have been shown
	Heard    []string      // the sentences as they stood, when they were read aloud
}

// Agree writes down what one person said about exactly what the page shows now. "Nee" is final for this document. Somebody whose yes is
// not asked by the rule cannot give one: ErrNotAsked. When the document changed after it was shown nothing is written down: ErrChanged.
func (b *Book) Agree(ctx context.Context, referral record.ID, a Agreement) error {
	return b.update(ctx, func(tx *store.Tx) error {
		page, err := b.referralPage(tx, referral)
		if err != nil {
			return err
		}
		if waiting(tx, page.Referral) || !sendable(page.Referral) {
			return ErrUnderWay
		}
		if a.Shown != "" && a.Shown != page.Hash {
			return ErrChanged
		}
		all, err := page.said(a, b.Today())
		if err != nil {
			return err
		}
		for _, c := range all {
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// said makes the records of an answer: one for each capacity in which the person is asked. What is about the person goes with the first.
func (p *ReferralPage) said(a Agreement, today record.Date) ([]*record.Consent, error) {
	if err := a.lasts(today); err != nil {
		return nil, err
	}
	var all []*record.Consent
	var own []record.ID
	of := func(as record.Capacity) *record.Consent {
		for _, c := range all {
			if c.Capacity == as {
				return c
			}
		}
		all = append(all, p.answer(a, as, today))
		return all[len(all)-1]
	}
	for _, s := range p.Decision.Subjects {
		for _, g := range s.Givers {
			switch {
			case g.Person != a.Giver:
			case g.Stand == consent.StandNo:
				return nil, ErrAsked
			case g.Capacity == record.CapacitySelf:
				own = append(own, s.ID)
			default:
				c := of(g.Capacity)
				c.Subjects = append(c.Subjects, s.ID)
			}
		}
	}
	if len(all) == 0 && len(own) > 0 {
		of(record.CapacitySelf)
	}
	if len(all) == 0 {
		return nil, ErrNotAsked
	}
	all[0].Subjects = append(all[0].Subjects, own...)
	return all, nil
}

// lasts checks until when a yes is to count.
func (a *Agreement) lasts(today record.Date) error {
	if a.Answer != record.AnswerYes {
		a.Until = record.Date{}
		return nil
	}
	if a.Until.Zero() {
		a.Until = today.Add(ConsentDays)
	}
	if a.Until.Before(today) || a.Until.Since(today) > ConsentMost {
		return record.Problems{{Field: "until", Code: "consent.until"}}.Err()
	}
	return nil
}

// answer is the record of an answer in one capacity, about nobody yet.
func (p *ReferralPage) answer(a Agreement, as record.Capacity, today record.Date) *record.Consent {
	c := &record.Consent{
		Referral: p.Referral.ID, Giver: a.Giver, Capacity: as, Recipient: p.Referral.Partner, Receiver: p.Officer.First,
		Purpose: p.Referral.Purpose, Groups: slices.Clone(p.Referral.Groups), Answer: a.Answer, Way: a.Way, Language: a.Language,
		HearBack: a.HearBack, On: today, Until: a.Until, Schema: p.Schema, Preview: record.Text(p.Preview), Hash: p.Hash,
	}
	if p.Endpoint != nil {
		c.Responsible = p.Endpoint.Responsible
	}
	if p.input.Profile != nil {
		c.Here = p.input.Profile.Answerable()
	}
	before := p.Before(a.Giver, a.Language)
	for _, text := range a.Heard {
		h := record.Heard{Hash: record.Sentence(text), On: today}
		if before != nil {
			if i := slices.IndexFunc(before.Heard, func(have record.Heard) bool { return have.Hash == h.Hash }); i >= 0 {
				h.On = before.Heard[i].On
			}
		}
		c.Heard = append(c.Heard, h)
	}
	return c
}

// Before is the yes that a person gave earlier on this road, in the same language, that a change of the text overtook: what it says about
// unchanged sentences still holds, so that only what changed is read again. Nil when everything is to be read: nothing was said, it was
// taken back or has run out, it was about somebody else, or it came in an import.
func (p *ReferralPage) Before(giver record.ID, language string) *record.Consent {
	var newest *record.Consent
	for _, c := range p.Consents {
		counts := c.Giver == giver && c.Gives(p.input.On) && c.Language == language && c.Way == record.WayReadAloud && len(c.Taken) == 0 &&
			c.Recipient == p.Referral.Partner && c.Purpose == p.Referral.Purpose
		if counts && (newest == nil || c.Created.After(newest.Created)) {
			newest = c
		}
	}
	return newest
}

// Difference is a line of the document that is not what it was: empty values where there was none, or is none any more.
type Difference struct{ Was, Now cjg.Line }

// Differences are the lines of the document that changed since a preview was shown. Second is false when that preview cannot be read any
// more; then everything is to be shown.
func (p *ReferralPage) Differences(shown record.Private) (all []Difference, readable bool) {
	old, err := disclose.Read([]byte(shown.Reveal()))
	if err != nil {
		return nil, false
	}
	type place struct {
		key  string
		item int
	}
	was := map[place][]cjg.Line{}
	for _, l := range old.Lines() {
		at := place{l.Key, l.Item}
		was[at] = append(was[at], l)
	}
	for _, l := range p.Lines {
		at := place{l.Key, l.Item}
		before := was[at]
		if i := slices.IndexFunc(before, func(b cjg.Line) bool { return b.Value == l.Value }); i >= 0 {
			was[at] = slices.Delete(before, i, i+1)
			continue
		}
		d := Difference{Now: l}
		if len(before) > 0 && l.Type != cjg.Choice {
			d.Was, was[at] = before[0], before[1:]
		}
		all = append(all, d)
	}
	for _, l := range old.Lines() {
		at := place{l.Key, l.Item}
		if slices.Contains(was[at], l) {
			all = append(all, Difference{Was: l})
			was[at] = slices.DeleteFunc(was[at], func(b cjg.Line) bool { return b == l })
		}
	}
	return all, true
}

// Previewed are the lines of the document that was shown for a yes; none when it cannot be read any more.
func Previewed(c *record.Consent) []cjg.Line {
	doc, err := disclose.Read([]byte(c.Preview.Reveal()))
	if err != nil {
		return nil
	}
	return doc.Lines()
}

// Review lets an imported consent count from today, after a person looked at it here. A yes of somebody whom the rule does not ask, or in
// another capacity, is refused: ErrNotAsked.
func (b *Book) Review(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		c, err := store.Get[*record.Consent](tx, id)
		if err != nil {
			return err
		}
		page, err := b.referralPage(tx, c.Referral)
		if err != nil {
			return err
		}
		for _, subject := range c.Subjects {
			if c.Answer == record.AnswerYes && !consent.AbleAs(page.Decision.Subjects, c.Giver, subject, c.Capacity) {
				return ErrNotAsked
			}
		}
		c.Reviewed = b.Today()
		return b.put(tx, c)
	})
}

// Discard takes away an imported yes that a person looked at here and that is not right. What was given here is never taken away: it is
// withdrawn. A no stays too.
func (b *Book) Discard(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		c, err := store.Get[*record.Consent](tx, id)
		if err != nil {
			return err
		}
		if !c.Imported || !c.Reviewed.Zero() || c.Answer != record.AnswerYes {
			return ErrUnderWay
		}
		return tx.Delete(record.KindConsent, id)
	})
}
