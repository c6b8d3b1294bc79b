package disclose

import (
	"fmt"

	"schakel/internal/cjg"
	"schakel/internal/record"
)

// ReplyInput is what the worker says back. It holds only what was typed now, for this; nothing is taken from any record of a family.
type ReplyInput struct {
	About   string       // uuid of the message or the invitation that it is about
	Stand   record.Stand // StandAccepted, StandDeclined or StandAnswer
	Text    record.Private
	Profile *record.Profile
	On      record.Date
}

// Reply makes the document. ErrIncomplete without a name of the worker, or when there is nothing to say.
func Reply(in ReplyInput) (*cjg.Answer, error) {
	state, ok := map[record.Stand]string{
		record.StandAccepted: cjg.StateAccepted, record.StandDeclined: cjg.StateDeclined, record.StandAnswer: cjg.StateAnswered,
	}[in.Stand]
	switch {
	case !ok, in.Stand == record.StandAnswer && in.Text.Empty():
		return nil, fmt.Errorf("%w: text", ErrIncomplete)
	case in.Profile == nil || in.Profile.Name.Empty():
		return nil, fmt.Errorf("%w: profile", ErrIncomplete)
	}
	me := sender(in.Profile)
	a := &cjg.Answer{
		Schema: cjg.AnswerSchema, About: in.About, State: state, Text: in.Text.Reveal(), Name: me.Name, Phone: me.Phone,
		Date: in.On.String(), Disclaimer: cjg.Disclaimer,
	}
	if state == cjg.StateDeclined {
		a.Reason = "anders"
	}
	return a, nil
}
