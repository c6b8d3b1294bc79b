package disclose

import (
	"fmt"

	"schakel/internal/cjg"
	"schakel/internal/record"
)

// SignalInput is what a wijksignaal may take from. It has no person and no household by type.
type SignalInput struct {
	Concern       *record.Concern
	Partner       *record.Partner
	Receiver      record.ID // the contact person at the partner, zero when there is none
	Profile       *record.Profile
	Municipality  string
	Neighbourhood string
	Community     string   // a community as a whole
	Words         []string // that came up in gatherings
}

// Signal makes the document of a worry about the community. A worry about a family is refused, and so are a doubt and a danger.
func Signal(in SignalInput) (*cjg.Signal, error) {
	c := in.Concern
	if c == nil || c.Number == 0 {
		return nil, fmt.Errorf("%w: concern", ErrIncomplete)
	}
	if c.Scope != record.ScopeCommunity || !c.Household.Zero() || len(c.About) > 0 {
		return nil, ErrPersonal
	}
	if c.Level != record.LevelWorried {
		return nil, ErrLevel
	}
	to, from, err := ends(in.Partner, in.Receiver, in.Profile)
	if err != nil {
		return nil, err
	}
	d := &cjg.Signal{
		Schema: cjg.SignalSchema, Number: record.Code(record.KindConcern, c.Number), To: to, From: from,
		Municipality: in.Municipality, Neighbourhood: in.Neighbourhood, Community: in.Community, Areas: areaWords(c.Areas),
		PeriodFrom: c.SeenOn.String(), Subject: c.Seen.Reveal(), Words: in.Words, Thought: c.Think.Reveal(),
		GoesWell: c.GoesWell.Reveal(), Question: c.Wish.Reveal(), WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	if d.Subject == "" {
		d.Subject, d.Thought = d.Thought, ""
	}
	return d, nil
}

// RequestInput is what a verzoek may take from. It has no person and no household by type.
type RequestInput struct {
	Request  *record.Request
	Meeting  *record.Meeting // the gathering it is for, nil when there is none: only its day, hour and number of people are taken
	Partner  *record.Partner
	Receiver record.ID
	Profile  *record.Profile
	Purpose  string
}

// Request makes the document of the worker's own question to a partner.
func Request(in RequestInput) (*cjg.Request, error) {
	r := in.Request
	if r == nil || r.Number == 0 {
		return nil, fmt.Errorf("%w: request", ErrIncomplete)
	}
	to, from, err := ends(in.Partner, in.Receiver, in.Profile)
	if err != nil {
		return nil, err
	}
	d := &cjg.Request{
		Schema: cjg.RequestSchema, Number: record.Code(record.KindRequest, r.Number), To: to, From: from,
		Sort: sortWord(r.What), Question: r.Text.Reveal(), Purpose: in.Purpose, WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	if m := in.Meeting; m != nil {
		d.When, d.Heads = m.On.String(), m.Heads
		if m.At != "" {
			d.When += " " + m.At
		}
	}
	return d, nil
}

func ends(p *record.Partner, receiver record.ID, me *record.Profile) (cjg.Recipient, cjg.Sender, error) {
	if p == nil || p.Called().Empty() {
		return cjg.Recipient{}, cjg.Sender{}, fmt.Errorf("%w: partner", ErrIncomplete)
	}
	if me == nil || me.Name.Empty() {
		return cjg.Recipient{}, cjg.Sender{}, fmt.Errorf("%w: profile", ErrIncomplete)
	}
	to, err := recipient(p, receiver)
	return to, sender(me), err
}
