package referrals

import (
	"time"

	"schakel/app/ui/listing"
	"schakel/internal/record"
)

// timeline is "Heen en terug": what you and the family did, and what the other did, with the days.
func (s *road) timeline() (own, other listing.Half) {
	p, r := s.p, s.ref()
	if s.byHand() {
		return s.handTimeline()
	}
	own = listing.Half{Title: p.T("referrals.road.own"), Steps: []listing.Step{s.agreedStep(), s.sentStep(), s.receivedStep()}}
	other = listing.Half{Title: p.T("referrals.road.other", "Who", s.receiver()), Steps: []listing.Step{s.readableStep(), s.takenStep(), s.answerStep()}}
	round := !r.AnsweredOn.Zero() || len(s.page.Answers) > 0
	own.Turn = round || !s.othersTurn()
	other.Turn = round || s.othersTurn()
	return own, other
}

// handTimeline is the same for a family that was handed over without a document: what the worker did, and what came of it there.
func (s *road) handTimeline() (own, other listing.Half) {
	p, r := s.p, s.ref()
	step := func(word string, on record.Date, open string) listing.Step {
		if on.Zero() {
			return listing.Step{Text: word, Note: open}
		}
		return listing.Step{State: listing.StepDone, Text: word, Note: p.DayMonth(on)}
	}
	own = listing.Half{Title: p.T("referrals.road.own"), Steps: []listing.Step{
		step(p.T("referrals.road.prepared"), day(r.Created), ""), s.sentStep(),
		step(p.T("referrals.road.care"), s.stepOn(record.ReferralAftercare), p.T("referrals.road.care.open")),
	}}
	other = listing.Half{Title: p.T("referrals.road.other", "Who", s.receiver()), Steps: []listing.Step{
		step(p.T("referrals.road.arrived"), r.ArrivedOn, p.T("referrals.road.arrived.open")),
		step(p.T("referrals.road.help"), s.stepOn(record.ReferralInHelp), p.T("referrals.road.help.open")),
		step(p.T("referrals.road.completed"), s.stepOn(record.ReferralCompleted), p.T("referrals.road.completed.open")),
	}}
	own.Turn, other.Turn = true, !r.ArrivedOn.Zero()
	return own, other
}

// othersTurn reports whether the other side owes the next word.
func (s *road) othersTurn() bool {
	return s.ref().Waiting() || s.page.Delivery != nil && s.page.Delivery.State == record.DeliveryRecalling
}

func day(t time.Time) record.Date { return record.DateOf(t.Local()) }

func (s *road) agreedStep() listing.Step {
	p := s.p
	step := listing.Step{Text: p.T("referrals.road.agreed"), Note: p.T("referrals.road.agreed.open")}
	var last record.Date
	for _, c := range s.page.Consents {
		if c.Answer == record.AnswerYes && c.Withdrawn.Zero() && !c.On.Before(last) {
			last = c.On
		}
	}
	sent := !s.ref().SentOn.Zero() || s.waiting()
	if !last.Zero() && (s.page.Decision.Allowed || sent) {
		step.State, step.Note = listing.StepDone, p.DayMonth(last)
	}
	if s.ref().State == record.ReferralWithdrawn {
		step.State, step.Note = listing.StepOpen, p.T("referrals.road.withdrawn")
	}
	return step
}

func (s *road) sentStep() listing.Step {
	p, r, d := s.p, s.ref(), s.page.Delivery
	switch {
	case s.byHand():
		word := p.T("referrals.road.handed")
		if m := r.Method; m.ByHand() {
			word = p.Value("method", string(m))
		}
		if s.handState() == record.ReferralSelf {
			word = p.T("referrals.road.self")
		}
		return listing.Step{State: listing.StepDone, Text: word, Note: p.DayMonth(r.SentOn)}
	case d != nil && !d.SentAt.IsZero():
		return listing.Step{State: listing.StepDone, Text: p.T("referrals.road.sent"), Note: p.DayMonth(day(d.SentAt))}
	case s.waiting():
		return listing.Step{Text: p.T("referrals.road.sent"), Note: p.T("referrals.road.sent.waits")}
	case !r.SentOn.Zero():
		return listing.Step{State: listing.StepDone, Text: p.T("referrals.road.sent"), Note: p.DayMonth(r.SentOn)}
	}
	return listing.Step{Text: p.T("referrals.road.sent"), Note: p.T("referrals.road.sent.open")}
}

// byHand reports whether the family was handed over without a document.
func (s *road) byHand() bool { return s.handState() != "" }

func (s *road) handState() record.ReferralState {
	found := record.ReferralState("")
	for _, step := range s.ref().History {
		switch to := record.ReferralState(step.To); to {
		case record.ReferralHandedOver, record.ReferralSelf:
			found = to
		case record.ReferralPreparing:
			found = ""
		}
	}
	return found
}

func (s *road) receivedStep() listing.Step {
	p, d := s.p, s.page.Delivery
	step := listing.Step{Text: p.T("referrals.road.received"), Note: p.T("referrals.road.received.open")}
	if d != nil && !d.SentAt.IsZero() {
		step.State, step.Note = listing.StepDone, p.T("referrals.road.received.proof")
	}
	if d != nil && d.Missed() {
		step.Note = p.T("referrals.road.received.missed")
	}
	return step
}

func (s *road) readableStep() listing.Step {
	p, d := s.p, s.page.Delivery
	step := listing.Step{Text: p.T("referrals.road.readable"), Note: p.T("referrals.road.readable.open")}
	if d != nil && !d.ReadableAt.IsZero() {
		step.State, step.Note = listing.StepDone, p.DayMonth(day(d.ReadableAt))
	}
	return step
}

// stepOn is the day on which the referral last came into a state, zero when it never did.
func (s *road) stepOn(state record.ReferralState) record.Date {
	var on record.Date
	for _, step := range s.ref().History {
		if step.To == string(state) {
			on = step.On
		}
	}
	return on
}

func (s *road) takenStep() listing.Step {
	p := s.p
	step := listing.Step{Text: p.T("referrals.road.taken"), Note: p.T("referrals.road.taken.open")}
	if on := s.stepOn(record.ReferralAccepted); !on.Zero() {
		step.State, step.Note = listing.StepDone, p.DayMonth(on)
	}
	if s.ref().State == record.ReferralDeclined {
		step.Text, step.Note = p.Value("referral.state", string(record.ReferralDeclined)), p.DayMonth(s.ref().AnsweredOn)
	}
	return step
}

func (s *road) answerStep() listing.Step {
	p, r := s.p, s.ref()
	step := listing.Step{Text: p.T("referrals.road.answer"), Note: p.T("referrals.road.answer.open")}
	switch {
	case len(s.page.Answers) > 0:
		step.State, step.Note = listing.StepDone, p.DayMonth(day(s.page.Answers[len(s.page.Answers)-1].CameAt))
	case !r.AnsweredOn.Zero():
		step.State, step.Note = listing.StepDone, p.DayMonth(r.AnsweredOn)
	case r.Waiting() && s.page.Norm > 0:
		by := r.SentOn.Add(s.page.Norm)
		step.Note = p.T("referrals.road.answer.by", "On", p.DayMonth(by.Add(1)))
		if s.today.After(by) {
			step.State = listing.StepLate
		}
	case s.preparing() && s.page.Norm > 0:
		step.Note = p.N("referrals.road.answer.within", s.page.Norm)
	}
	return step
}

// headline is one sentence that says how it stands now, and a second one under it.
func (s *road) headline() (line, detail string) {
	line, detail = s.now()
	if lost := s.lost(); lost != "" {
		return line, joined(lost, s.p.Capital(detail))
	}
	return line, detail
}

// lost says what follows from an older copy that the other side put back; "" when nothing does.
func (s *road) lost() string {
	d := s.page.Delivery
	if d == nil || d.MissedAt.IsZero() {
		return ""
	}
	say := func(id string) string { return s.p.T(id, "Who", s.organisation()) }
	switch {
	case s.waiting():
		return say("referrals.missed.again")
	case d.State == record.DeliveryRecalling && s.outgoing != nil:
		return say("referrals.missed.recall")
	case d.Missed():
		return say("referrals.missed.stays")
	}
	return ""
}

// now is where it stands, and what that means.
func (s *road) now() (line, detail string) {
	p, r, d := s.p, s.ref(), s.page.Delivery
	switch {
	case d != nil && (d.State == record.DeliveryRecalling || d.State == record.DeliveryRecalled || d.State == record.DeliveryCancelled):
		return s.recall()
	case s.waiting():
		return s.waits()
	case r.Waiting():
		line = p.T("referrals.now.sent", "When", p.Relative(r.SentOn, s.today), "Who", s.receiver())
		if s.page.Norm == 0 {
			return line, p.T("referrals.now.sent.detail")
		}
		return line, p.N("referrals.now.norm", s.page.Norm)
	case r.State == record.ReferralDeclined:
		why := p.Value("decline.reason", string(r.Declined))
		if said := r.DeclineNote.Reveal(); said != "" {
			why = p.T("referrals.joined", "One", why, "Two", said)
		}
		return p.T("referrals.now.declined", "Who", s.receiver()), why
	case r.State == record.ReferralArrived:
		return p.T("referrals.now.arrived", "On", p.DayMonth(r.ArrivedOn)), s.source()
	case r.State == record.ReferralNotArrived:
		return p.T("referrals.now.missed"), s.source()
	}
	return p.WithTerm("referral.state", string(r.State)), s.since()
}

func (s *road) source() string {
	if s.ref().Arrival == "" {
		return ""
	}
	return s.p.T("referrals.now.source", "Who", s.p.Value("arrival.source", string(s.ref().Arrival)))
}

func (s *road) since() string {
	if on := s.stepOn(s.ref().State); !on.Zero() {
		return s.p.T("referrals.now.since", "On", s.p.DayMonth(on))
	}
	return ""
}

// recall is how taking back stands, until it is acknowledged.
func (s *road) recall() (line, detail string) {
	p, d := s.p, s.page.Delivery
	on := p.DayMonth(d.WithdrawnOn)
	switch d.State {
	case record.DeliveryCancelled:
		return p.T("referrals.recall.cancelled", "On", on), p.T("referrals.recall.cancelled.detail")
	case record.DeliveryRecalling:
		if len(d.Parts) > 0 {
			return p.T("referrals.recall.part", "On", on, "What", s.parts()), s.recallWaits()
		}
		return p.T("referrals.recall.waits", "On", on, "Who", s.full()), s.recallWaits()
	}
	ack := p.DayMonth(day(d.RecalledAt))
	switch d.Recall {
	case "kept":
		return p.T("referrals.recall.kept", "On", ack, "Who", s.full()), d.Ground.Reveal()
	case "never":
		return p.T("referrals.recall.never", "On", ack), ""
	}
	return p.T("referrals.recall.deleted", "On", ack, "Who", s.full()), ""
}

// parts are the groups that are taken back, in words.
func (s *road) parts() string {
	var names []string
	for _, g := range s.page.Delivery.Parts {
		names = append(names, s.p.Value("field.group", string(g)))
	}
	return s.p.List(names)
}

// can reports whether an action is legal now; what is not is not offered.
func (s *road) can(a record.ReferralAction) bool {
	if s.waiting() && a != record.ReferralWithdrawal {
		return false
	}
	_, err := s.ref().Next(a)
	return err == nil
}

// reply is one answer that came back, in words.
type reply struct {
	id                record.ID
	title, text, note string
	self              string // the parent can always go by herself
	unread            bool
}

func (s *road) replies() []reply {
	p := s.p
	var all []reply
	for _, f := range s.page.Answers {
		a := reply{id: f.ID, title: p.WithTerm("stand", string(f.Stand)), text: f.Text.Reveal(), unread: f.ReadOn.Zero()}
		if from := f.From.Reveal(); from != "" {
			a.title = p.T("referrals.reply.from", "Who", from, "What", a.title)
		}
		a.note = p.T("referrals.reply.when", "Day", p.DayMonth(day(f.CameAt)), "Clock", p.Clock(f.CameAt.Local()))
		switch {
		case f.Days > 0:
			a.note = p.T("referrals.joined", "One", p.N("deliveries.answer.calls", f.Days), "Two", a.note)
		case f.Reason != "":
			a.note = p.T("referrals.joined", "One", p.Value("decline.reason", string(f.Reason)), "Two", a.note)
		}
		for _, more := range []struct{ key, value string }{{p.T("deliveries.answer.whodoes"), f.WhoDoes.Reveal()}, {p.T("deliveries.answer.wait"), f.Wait.Reveal()}} {
			if more.value != "" {
				a.text = joined(a.text, more.key+": "+more.value)
			}
		}
		a.self = p.SelfRefer(f.Stand, f.SelfAt.Reveal())
		all = append(all, a)
	}
	return all
}

// facts are what the referral was about, for a page without a document.
func (s *road) facts() []listing.KeyValue {
	p, r := s.p, s.ref()
	var all []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			all = append(all, listing.KeyValue{Key: key, Value: value})
		}
	}
	add(capital(p, p.T("referrals.paper.about")), s.children())
	add(capital(p, p.T("referrals.paper.purpose")), r.Reason.Reveal())
	add(capital(p, p.Value("document.line", "vraag")), r.Question.Reveal())
	add(p.T("referrals.to.wants"), r.Wants.Reveal())
	if r.Form != "" {
		add(p.T("referrals.to.form"), p.WithTerm("form", string(r.Form)))
	}
	if r.Method != "" {
		add(p.T("referrals.to.method"), p.Value("method", string(r.Method)))
	}
	return all
}
