package summary

import (
	"slices"

	"schakel/internal/record"
)

// referral counts a family led to help. Only the way out is counted here; what others ask of the worker is another measure.
func (c *Counter) referral(r *record.Referral) {
	if r.Way == record.WayIn {
		return
	}
	state, reason := referralAt(r, c.until)
	switch state {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		if !record.DateOf(r.Created).After(c.until) {
			c.add("open.family", "preparing", 1)
		}
	}
	s := sendingOf(r, c.until)
	if s.on.Zero() {
		return
	}
	s.counts = c.period.Has(s.on)
	s.waiting = s.expects && s.answered.Zero() && state == record.ReferralSent
	if !s.counts && !s.waiting {
		return
	}
	c.sent = append(c.sent, s)
	if !s.counts {
		return
	}
	c.seen = true
	row := string(state)
	if state == record.ReferralDeclined {
		row = under(row, reason)
	}
	c.add("referrals.state", row, 1)
}

// referralAt is where a referral stood at the end of a day, and why it was declined.
func referralAt(r *record.Referral, on record.Date) (record.ReferralState, string) {
	if len(r.History) == 0 {
		return r.State, string(r.Declined)
	}
	state, reason := record.ReferralDraft, ""
	for _, s := range r.History {
		if s.On.After(on) {
			continue // a day that was written down afterwards may stand before the one it follows
		}
		state, reason = record.ReferralState(s.To), s.Reason
	}
	return state, reason
}

// sendingOf is the last time a referral went out, until a day, and the answer to it. A referral without history (an imported one) tells
// it by its own dates.
func sendingOf(r *record.Referral, until record.Date) sending {
	s := sending{partner: r.Partner}
	byWire := r.Method == record.MethodEndpoint || r.Method == record.MethodUSB
	if len(r.History) == 0 {
		s.on, s.answered, s.expects = r.SentOn, r.AnsweredOn, byWire
		if s.answered.After(until) {
			s.answered = record.Date{}
		}
		if s.on.After(until) {
			s.on = record.Date{}
		}
		return s
	}
	for _, h := range r.History {
		if h.On.After(until) {
			continue
		}
		switch record.ReferralAction(h.Action) {
		case record.ReferralReceipt:
			s.on, s.answered, s.expects = h.On, record.Date{}, true
		case record.ReferralHandOver, record.ReferralRegister:
			s.on, s.answered, s.expects = h.On, record.Date{}, false
		case record.ReferralAccept, record.ReferralDecline:
			s.answered = h.On
		}
	}
	return s
}

// settle counts what needs the partners and the households: called once, when all records were seen.
func (c *Counter) settle() []int {
	var days []int
	for _, s := range c.sent {
		norm := c.partners[s.partner].norm
		if s.waiting {
			if norm > 0 && c.until.Since(s.on) > norm {
				c.add("open.family", "waiting/late", 1)
			} else {
				c.add("open.family", "waiting/intime", 1)
			}
		}
		if !s.counts {
			continue
		}
		c.named("referrals.partner", c.partners[s.partner].name)
		if !s.expects {
			continue
		}
		c.add("referrals.answer", answerRow(s.on, s.answered, norm), 1)
		if !s.answered.Zero() {
			days = append(days, s.answered.Since(s.on))
		}
	}
	for who, r := range c.reached {
		if !r.inPeriod {
			continue
		}
		measure, row := "people.reached", "continuing"
		if c.households[who] {
			measure = "families.reached"
		}
		if !r.first.Before(c.period.From) {
			row = "new"
		}
		c.add(measure, row, 1)
	}
	slices.Sort(days)
	return days
}

// answerFigures are the median of the days until an answer, and the share of answers within the norm among those that had one.
func answerFigures(days []int, rows map[string]int) []Figure {
	figures := []Figure{{ID: "median", Base: len(days), Spread: Spread(days)}}
	if n := len(days); n > 0 {
		figures[0].Value = float64(days[(n-1)/2]+days[n/2]) / 2
	}
	share := Figure{ID: "intime", Share: true, Base: rows["intime"] + rows["late"]}
	if share.Base > 0 {
		share.Value = float64(rows["intime"]) / float64(share.Base)
	}
	return append(figures, share)
}
