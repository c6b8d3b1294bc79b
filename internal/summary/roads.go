package summary

import (
	"slices"

	"schakel/internal/record"
)

// journey is a wijksignaal or a verzoek on its road, as it stood on a day.
type journey struct {
	asked    record.Date // the last time until that day; zero when it was not given yet
	answered record.Date
	reply    record.Reply
	why      record.NothingWhy
	closed   bool
}

// ask is a question to a partner, to be counted when the partners are known.
type ask struct {
	at       mention
	partner  record.ID
	answered bool
}

func (c *Counter) request(r *record.Request) {
	now := record.Returned{Reply: r.Reply, Why: r.Why, On: r.AnsweredOn}
	j := c.journey(r.Steps, r.AskedOn, now, r.Before, r.State)
	c.road(mention{r.ID, j.asked}, j, r.Partner, "request")
	if !c.period.Has(j.asked) {
		return
	}
	c.add(requestsKind, string(r.What), 1)
	c.replied(requestsAnswer, requestsReply, j, r.Norm)
}

func (c *Counter) signal(s *record.Signal) {
	now := s.Answer
	now.On = s.AnsweredOn
	j := c.journey(s.Steps, s.AskedOn, now, s.Before, s.State)
	c.road(mention{s.ID, j.asked}, j, s.Partner, "given")
	if !c.period.Has(j.asked) {
		return
	}
	c.replied(signalsAnswer, signalsReply, j, s.Norm)
}

// road counts what wijksignalen and verzoeken have in common, and keeps those of the period for when the partners are known.
func (c *Counter) road(at mention, j journey, partner record.ID, open string) {
	c.at = at
	if j.asked.Zero() {
		return
	}
	if j.answered.Zero() && !j.closed {
		c.add(openWork, open, 1)
	}
	if c.period.Has(j.asked) {
		c.seen = true
		c.asks = append(c.asks, ask{at: at, partner: partner, answered: !j.answered.Zero()})
	}
}

func (c *Counter) replied(answer, reply measured, j journey, norm int) {
	row := answerRow(j.asked, j.answered, norm)
	c.add(answer, row, 1)
	if !j.answered.Zero() {
		if days := between(j.asked, j.answered); days >= 0 {
			c.days[answer] = append(c.days[answer], days)
		}
	}
	switch {
	case j.answered.Zero() && j.closed:
		c.add(reply, "dropped", 1)
	case j.answered.Zero():
		c.add(reply, "none", 1)
	case j.reply == record.ReplyNothing:
		c.add(reply, c.under(string(j.reply), string(j.why)), 1)
	default:
		c.add(reply, string(j.reply), 1)
	}
}

// journey is where a road stood at the end. Without steps (an imported record) it is told by its own days.
func (c *Counter) journey(steps []record.Step, asked record.Date, now record.Returned, before []record.Returned, state record.RequestState) journey {
	j := journey{asked: c.by(asked), answered: c.by(now.On), closed: state == record.RequestClosed}
	if !j.answered.Zero() {
		j.reply = now.Reply
	}
	if slices.ContainsFunc(steps, func(s record.Step) bool { return s.Action == string(record.RoadAsk) }) {
		j = c.walk(steps)
	}
	for _, r := range append(slices.Clip(before), now) {
		if r.On == j.answered && r.Reply == j.reply {
			j.why = r.Why
		}
	}
	return j
}

// walk follows the steps up to the end.
func (c *Counter) walk(steps []record.Step) (j journey) {
	for _, s := range steps {
		if s.On.After(c.until) {
			continue // a day that was written down afterwards may stand before the one it follows
		}
		switch record.RoadAction(s.Action) {
		case record.RoadAsk:
			j = journey{asked: s.On}
		case record.RoadUnsent: // what was lost there was not asked
			j = journey{}
		case record.RoadAgain:
			j = journey{}
			if s.To == string(record.RequestAsked) {
				j.asked = s.On
			}
		case record.RoadAnswer:
			j.answered, j.reply = s.On, record.Reply(s.Reason)
		case record.RoadClose:
			j.closed = true
		case record.RoadReopen:
			j.closed = false
		}
	}
	return j
}

// answerRow says how an answer came: an answer is late when its age in calendar days is greater than the norm (PRODUCT law 2).
func answerRow(asked, answered record.Date, norm int) string {
	switch {
	case answered.Zero():
		return "none"
	case norm <= 0:
		return "nonorm"
	case record.Late(asked, norm, answered):
		return "late"
	}
	return "intime"
}

// settleAsks counts by partner what was asked.
func (c *Counter) settleAsks() {
	for _, a := range c.asks {
		c.at = a.at
		column := 1
		if a.answered {
			column = 0
		}
		c.grid(askedPartner, name(c.partners[a.partner].name), column, 3)
	}
}
