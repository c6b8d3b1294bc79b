package disclose

import (
	"fmt"

	"schakel/internal/cjg"
	"schakel/internal/record"
)

// SignalInput is what a wijksignaal may take from. It has no person and no household by type.
type SignalInput struct {
	Signal  *record.Signal
	Words   []string // its words, one by one
	Partner *record.Partner
	Profile *record.Profile
}

// Signal makes the document of a worry about the community. How many worries are behind it is not told: there may be few, and the wijk is
// small. How often it came up at gatherings is the worker's own activity (PRODUCT, Counts).
func Signal(in SignalInput) (*cjg.Signal, error) {
	s := in.Signal
	if s == nil || s.Number == 0 {
		return nil, fmt.Errorf("%w: signal", ErrIncomplete)
	}
	if !s.Owner.Zero() {
		return nil, ErrPersonal
	}
	to, from, err := ends(in.Partner, s.Receiver, in.Profile)
	if err != nil {
		return nil, err
	}
	d := &cjg.Signal{
		Schema: cjg.SignalSchema, Number: record.Code(record.KindSignal, s.Number), To: to, From: from,
		Municipality: s.Municipality, Neighbourhood: s.Neighbourhood.Reveal(), Areas: areaWords(s.Areas),
		PeriodFrom: day(s.From), PeriodUntil: day(s.To), Subject: s.Topic.Reveal(), Words: in.Words, Thought: s.Think.Reveal(),
		GoesWell: s.GoesWell.Reveal(), Question: s.Question.Reveal(), WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	switch {
	case s.Meetings == 1:
		d.Seen = []cjg.Fact{{Text: "Dit kwam naar voren op 1 bijeenkomst."}}
	case s.Meetings > 1:
		d.Seen = []cjg.Fact{{Text: fmt.Sprintf("Dit kwam naar voren op %d bijeenkomsten.", s.Meetings)}}
	}
	return d, nil
}

// day is a day as it stands in a document, "" for none.
func day(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return d.String()
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
