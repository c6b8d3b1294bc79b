package partners

import (
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// asking is the question to a partner that is being written.
type asking struct {
	p        *i18n.Printer
	today    record.Date
	q        *record.Request
	partners []record.Row
	because  string // the gathering it came up at, in words
}

// begin is a new question; the partner or the gathering it is about may be known.
func (a *asking) begin(partner record.ID, meeting *record.Meeting) {
	a.q = &record.Request{State: record.RequestOpen, Partner: partner}
	if meeting != nil {
		a.q.Meeting, a.q.Text = meeting.ID, meeting.Asked
	}
	if partner.Zero() && len(a.partners) == 1 {
		a.q.Partner = a.partners[0].ID
	}
}

// from says at which gathering it came up.
func (a *asking) from(m *record.Meeting) {
	a.because = a.p.T("request.because", "Type", a.p.Value("meeting.type", string(m.Type)), "Day", a.p.Relative(m.On, a.today))
}

func (a *asking) copy() *record.Request {
	q := *a.q
	return &q
}

// choices are the partners that can be asked.
func (a *asking) choices() []form.Choice {
	var out []form.Choice
	for _, r := range a.partners {
		out = append(out, form.Choice{Value: r.ID.String(), Text: r.Title.Reveal()})
	}
	return out
}

// problems are what is wrong, by field, as sentences.
func (a *asking) problems() map[string]string {
	wrong := map[string]string{}
	for _, p := range a.q.Validate(a.today) {
		if wrong[p.Field] == "" {
			wrong[p.Field] = a.p.Problem(p)
		}
	}
	return wrong
}

// halves are the two sides of a question: what the worker did, and what came back.
func halves(p *i18n.Printer, q *record.Request, partner string, today record.Date) (own, other listing.Half) {
	step := func(done bool, text, note string) listing.Step {
		s := listing.Step{Text: text, Note: note}
		if done {
			s.State = listing.StepDone
		}
		return s
	}
	day := func(d record.Date) string {
		if d.Zero() {
			return ""
		}
		return p.DayMonth(d)
	}
	asked, answered := !q.AskedOn.Zero(), q.State == record.RequestAnswered
	written := record.DateOf(q.Created)
	if asked && q.AskedOn.Before(written) {
		written = q.AskedOn // written down afterwards
	}
	queued := ""
	if !q.Delivery.Zero() && !asked {
		queued = p.T("request.queued")
	}
	own = listing.Half{Title: p.T("request.own"), Steps: []listing.Step{
		step(true, p.T("request.step.written"), day(written)),
		step(asked, p.T("request.step.asked"), first(day(q.AskedOn), queued)),
	}}
	wait := listing.Step{Text: p.T("request.step.waiting")}
	if asked && !answered {
		s := aged(p, q.AskedOn, q.Norm, today)
		wait.Note = s.Text
		if s.Kind == listing.StatusLate {
			wait.State = listing.StepLate
		}
	}
	if answered {
		wait.State = listing.StepDone
		wait.Note = p.N("request.took", q.AnsweredOn.Since(q.AskedOn))
	}
	other = listing.Half{Title: partner, Steps: []listing.Step{wait, step(answered, p.T("request.step.answer"), day(q.AnsweredOn))}}
	own.Turn, other.Turn = !asked || answered, asked
	return own, other
}

// can is what can be done with a question now.
type can struct{ edit, ask, send, kick, answer bool }

func possible(q *record.Request, partner *record.Partner) can {
	waits := !q.Delivery.Zero() && q.State == record.RequestOpen
	open := q.State == record.RequestOpen && !waits
	return can{edit: open, ask: open, send: open && !partner.Endpoint.Zero(), kick: waits, answer: q.State == record.RequestAsked}
}
