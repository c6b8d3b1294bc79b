package summary

import "schakel/internal/record"

// trip is a road to help as it stood at the end, to be counted by partner when the partners are known.
type trip struct {
	at      mention // the record, and the day on which it began
	partner record.ID
	in      bool // a question of the partner, not a road to help

	state    record.ReferralState
	reason   string      // why it stands there, of a no
	no       string      // why the last no was said
	sent     record.Date // the last time it went out
	answered record.Date
	arrived  record.Date
	helped   record.Date
	went     bool // it went out, once at least
	came     bool // the family arrived, on a day that may not be known
	help     bool // help began
	done     bool // help was completed
	expects  bool // the other side owes an answer: it went by the endpoint or on a stick
	counts   bool // it began in the period
	waiting  bool // at the end no answer had come
	agreed   bool // the one who was asked said yes, last
	refused  bool // or no
}

// referral counts a family led to help, or the question of a partner.
func (c *Counter) referral(r *record.Referral) {
	t := c.trip(r)
	if t.at.on.After(c.until) {
		return
	}
	c.at = t.at
	t.counts = c.period.Has(t.at.on)
	c.seen = c.seen || t.counts
	if r.Way == record.WayIn {
		c.received(r, t)
		return
	}
	c.stillOpen(r, &t)
	if t.counts || t.waiting {
		c.trips = append(c.trips, t)
	}
	if !t.counts {
		return
	}
	if !r.Household.Zero() {
		c.begun[r.Household]++
	}
	c.add(referralsFunnel, c.step(t), 1)
	c.add(referralsForm, string(r.Form), 1)
	c.lasted(r, t)
}

// stillOpen counts what waits at the end: in preparation, for an answer (counted when the norm is known), and for help.
func (c *Counter) stillOpen(r *record.Referral, t *trip) {
	switch t.state {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		c.add(openFamily, "preparing", 1)
	}
	t.waiting = t.expects && t.answered.Zero() && t.state == record.ReferralSent
	if from := c.by(r.WaitingFrom); !from.Zero() && !t.help && !ended(t.state) {
		c.add(openFamily, c.under("help", classOf(between(from, c.until))), 1)
	}
}

// ended reports whether nothing more is expected.
func ended(s record.ReferralState) bool {
	r := record.Referral{State: s}
	return r.Ended()
}

// lasted counts how long it took: to the arrival from the day it went, to the first help from the day the family began to wait or else from
// the day it went (002 L1628), as Referral.DaysToHelp does for today.
func (c *Counter) lasted(r *record.Referral, t trip) {
	if t.came {
		c.took(referralsArrival, "arrived", between(t.sent, t.arrived))
	} else {
		c.add(referralsArrival, "missing", 1)
	}
	if t.help {
		from := r.WaitingFrom
		if from.Zero() {
			from = t.sent
		}
		c.took(referralsHelp, "helped", between(from, t.helped))
	} else {
		c.add(referralsHelp, "nohelp", 1)
	}
	switch t.reply() {
	case columnAnswered:
		c.took(referralsAnswer, "answered", between(t.sent, t.answered))
	case columnNone:
		c.add(referralsAnswer, "none", 1)
	default:
		c.add(referralsAnswer, "unowed", 1)
	}
}

// The columns of roads to help by partner.
const (
	columnAnswered = iota
	columnNone
	columnUnowed
	referralColumns = iota + 1
)

// reply is whether an answer came, is owed, or is not: nobody owes one to a family that was brought along, or that has not gone yet.
func (t trip) reply() int {
	switch {
	case !t.answered.Zero():
		return columnAnswered
	case t.expects:
		return columnNone
	}
	return columnUnowed
}

// step is the row of the funnel: how far it came, and where it stands there.
func (c *Counter) step(t trip) string {
	over := ended(t.state)
	switch {
	case t.done:
		return "completed"
	case t.help && over:
		return "help/ended"
	case t.help:
		return "help/running"
	case t.came && over:
		return "arrived/ended"
	case t.came:
		return "arrived/waiting"
	case !t.went && over:
		return "begun.stopped"
	case !t.went:
		return "begun.preparing"
	case t.state == record.ReferralDeclined:
		return c.under(c.under("sent", string(t.state)), t.reason)
	case t.state == record.ReferralReady || t.state == record.ReferralDraft:
		return c.under("sent", string(record.ReferralPreparing)) // once more, maybe elsewhere
	}
	return c.under("sent", string(t.state))
}

// trip is where a referral stood at the end of the period. Without history (an imported one) it is told by its own days, and so is what
// happened before a history begins.
func (c *Counter) trip(r *record.Referral) trip {
	t := trip{at: mention{r.ID, beganOn(r)}, partner: r.Partner, state: r.State, reason: string(r.Declined)}
	if len(r.History) == 0 {
		t.answered = c.by(r.AnsweredOn)
		t.reached(r.State)
		t.before(r, c.until)
	} else {
		t.state, t.reason = record.ReferralDraft, ""
		if r.Way == record.WayOut && !hasBegun(r.History) && !c.by(r.SentOn).Zero() {
			t.reached(record.ReferralSent)
		}
		for _, s := range r.History {
			if !s.On.After(c.until) { // a day that was written down afterwards may stand before the one it follows
				t.walk(s)
			}
		}
	}
	c.dated(r, &t)
	return t
}

// dated takes from the record's own days what no step told.
func (c *Counter) dated(r *record.Referral, t *trip) {
	if t.sent.Zero() && (t.went || len(r.History) == 0) {
		t.sent = c.by(r.SentOn)
		t.went = t.went || !t.sent.Zero()
		t.expects = !t.sent.Zero() && (r.Method == record.MethodEndpoint || r.Method == record.MethodUSB)
	}
	if t.state == record.ReferralSent { // only with a receipt, so that an answer is owed until it came
		t.expects = true
		if !t.answered.Zero() {
			t.state = record.ReferralAccepted
		}
	}
	if t.came && t.arrived.Zero() {
		t.arrived = c.by(r.ArrivedOn)
	}
	if t.help && t.helped.Zero() {
		t.helped = c.by(r.HelpOn)
	}
}

// beganOn is the day on which a referral was begun: when it was first written down, or earlier when it had gone or was asked by then.
func beganOn(r *record.Referral) record.Date {
	first := record.DateOf(r.Created)
	earlier := func(d record.Date) {
		if !d.Zero() && (first.Zero() || d.Before(first)) {
			first = d
		}
	}
	earlier(r.SentOn)
	earlier(r.AskedOn)
	for _, s := range r.History {
		earlier(s.On)
	}
	return first
}

// hasBegun reports whether a history tells when the referral went out.
func hasBegun(history []record.Step) bool {
	for _, s := range history {
		switch record.ReferralAction(s.Action) {
		case record.ReferralReceipt, record.ReferralHandOver, record.ReferralRegister:
			return true
		}
	}
	return false
}

// reached notes how far a state has come: each step holds those before it.
func (t *trip) reached(s record.ReferralState) {
	switch s {
	case record.ReferralCompleted, record.ReferralAftercare:
		t.done, t.help, t.came, t.went = true, true, true, true
	case record.ReferralInHelp:
		t.help, t.came, t.went = true, true, true
	case record.ReferralArrived:
		t.came, t.went = true, true
	case record.ReferralSent, record.ReferralHandedOver, record.ReferralSelf, record.ReferralAccepted, record.ReferralDeclined,
		record.ReferralNotArrived, record.ReferralUnknown:
		t.went = true
	}
}

// before takes back what a referral without history came to after the end, as far as its days tell. In preparation nothing has come yet, whatever
// days stand beside it.
func (t *trip) before(r *record.Referral, until record.Date) {
	switch r.State {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		return
	}
	if r.HelpOn.After(until) {
		t.came, t.went, t.help, t.done, t.state = true, true, false, false, record.ReferralArrived
	}
	if r.ArrivedOn.After(until) || t.answered.Zero() && !r.AnsweredOn.Zero() && !t.came {
		t.went, t.came, t.help, t.done, t.state = true, false, false, false, record.ReferralSent
		switch {
		case !t.answered.Zero():
			t.state = record.ReferralAccepted
		case r.Method == record.MethodSelf:
			t.state = record.ReferralSelf
		case r.Method.ByHand():
			t.state = record.ReferralHandedOver
		}
	}
	if r.SentOn.After(until) {
		t.went, t.came, t.help, t.done, t.state = false, false, false, false, record.ReferralReady
	}
}

// walk takes one step.
func (t *trip) walk(s record.Step) {
	t.state, t.reason = record.ReferralState(s.To), s.Reason
	t.reached(t.state)
	switch record.ReferralAction(s.Action) {
	case record.ReferralReceipt:
		t.sent, t.answered, t.expects = s.On, record.Date{}, true
	case record.ReferralHandOver, record.ReferralRegister:
		t.sent, t.answered, t.expects = s.On, record.Date{}, false
	case record.ReferralAccept:
		t.answered, t.agreed, t.refused = s.On, true, false
	case record.ReferralDecline:
		t.answered, t.agreed, t.refused, t.no = s.On, false, true, s.Reason
	case record.ReferralArrive:
		t.arrived = s.On
	case record.ReferralStartHelp:
		t.helped = s.On
	}
}

// received counts the question of a partner: the other way of the same road (003 L752).
func (c *Counter) received(r *record.Referral, t trip) {
	if t.state == record.ReferralDraft || t.state == record.ReferralPreparing {
		c.add(openFamily, "asked", 1)
	}
	if !t.counts {
		return
	}
	c.add(receivedAnswer, c.said(r, t), 1)
	t.in = true
	c.trips = append(c.trips, t)
}

// said is the row of what the worker said to a partner's question, also when it ended since.
func (c *Counter) said(r *record.Referral, t trip) string {
	switch t.state {
	case record.ReferralDraft, record.ReferralPreparing:
		return "open"
	case record.ReferralDeclined:
		return c.under("no", t.reason)
	case record.ReferralClosed, record.ReferralWithdrawn:
	default:
		return "yes"
	}
	switch {
	case t.agreed:
		return "yes"
	case t.refused:
		return c.under("no", t.no)
	case len(r.History) == 0 && r.Declined != "":
		return c.under("no", string(r.Declined))
	}
	return rowUnknown
}

// settleTrips counts what needs the partners: called once, when all records were seen.
func (c *Counter) settleTrips() (intime, late int) {
	for _, t := range c.trips {
		c.at = t.at
		with := c.partners[t.partner]
		if t.in {
			c.add(receivedPartner, name(with.name), 1)
			continue
		}
		if t.waiting {
			row := "waiting/intime"
			if record.Late(t.sent, with.norm, c.until) {
				row = "waiting/late"
			}
			c.add(openFamily, row, 1)
		}
		if !t.counts {
			continue
		}
		c.grid(referralsPartner, name(with.name), t.reply(), referralColumns)
		switch answerRow(t.sent, t.answered, with.norm) {
		case "intime":
			intime++
		case "late":
			late++
		}
	}
	return intime, late
}
