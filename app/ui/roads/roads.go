// Package roads shows what a wijksignaal and a verzoek have in common: the way there and back, the answer, and the sheet of paper.
package roads

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Road is a wijksignaal or a verzoek as far as its road goes.
type Road struct {
	Kind     record.Kind
	Number   uint32
	Receiver record.ID // who is asked there
	State    record.RequestState
	Written  record.Date
	Asked    record.Date
	Answered record.Date
	Norm     int // calendar days, 0 for none
	Answer   record.Returned
	Before   []record.Returned
	Steps    []record.Step
	Queued   bool   // waits to be sent
	Partner  string // how the partner is called
}

// OfSignal is the road of a wijksignaal; partner is how the partner is called.
func OfSignal(s *record.Signal, partner string) Road {
	return Road{
		Kind: record.KindSignal, Number: s.Number, Receiver: s.Receiver, State: s.State, Written: record.DateOf(s.Created), Asked: s.AskedOn, Answered: s.AnsweredOn, Norm: s.Norm,
		Answer: s.Answer, Before: s.Before, Steps: s.Steps, Queued: s.Queued(), Partner: partner,
	}
}

// OfRequest is the road of a verzoek; partner is how the partner is called.
func OfRequest(q *record.Request, partner string) Road {
	return Road{
		Kind: record.KindRequest, Number: q.Number, Receiver: q.Receiver, State: q.State, Written: record.DateOf(q.Created), Asked: q.AskedOn, Answered: q.AnsweredOn, Norm: q.Norm,
		Answer: record.Returned{Reply: q.Reply, Why: q.Why, By: q.By, Text: q.Answer, On: q.AnsweredOn}, Before: q.Before, Steps: q.Steps, Queued: q.Queued(), Partner: partner,
	}
}

// of is the road of either.
func of(r record.Record, partner string) Road {
	switch r := r.(type) {
	case *record.Signal:
		return OfSignal(r, partner)
	case *record.Request:
		return OfRequest(r, partner)
	}
	return Road{}
}

// Halves are the two sides of the road: what the worker did, and what came back.
func Halves(p *i18n.Printer, r Road, today record.Date) (own, other listing.Half) {
	step := func(done bool, text, note string) listing.Step {
		s := listing.Step{Text: text, Note: note}
		if done {
			s.State = listing.StepDone
		}
		return s
	}
	asked, answered := !r.Asked.Zero(), !r.Answered.Zero()
	written := r.Written
	if asked && r.Asked.Before(written) {
		written = r.Asked // written down afterwards
	}
	note := p.DayMonth(r.Asked)
	if !asked && r.Queued {
		note = p.T("request.queued")
	}
	own = listing.Half{Title: p.T("request.own"), Steps: []listing.Step{
		step(true, p.T("request.step.written"), p.DayMonth(written)), step(asked, r.given(p), note),
	}}
	wait := listing.Step{Text: p.T("request.step.waiting")}
	switch {
	case answered:
		wait.State, wait.Note = listing.StepDone, p.N("request.took", r.Answered.Since(r.Asked))
	case asked && r.State == record.RequestAsked:
		s := aged(p, r.Asked, r.Norm, today)
		wait.Note = s.Text
		if s.Kind == listing.StatusLate {
			wait.State = listing.StepLate
		}
	}
	partner := r.Partner
	if partner == "" {
		partner = p.T("road.nobody")
	}
	other = listing.Half{Title: partner, Steps: []listing.Step{wait, step(answered, p.T("request.step.answer"), p.DayMonth(r.Answered))}}
	own.Turn, other.Turn = !asked || answered, asked
	if r.mine() {
		other.Turn = false
	}
	return own, other
}

func (r Road) given(p *i18n.Printer) string {
	if r.Kind == record.KindSignal {
		return p.T("signal.step.given")
	}
	return p.T("request.step.asked")
}

// mine reports whether a question came back: then the worker has the next word.
func (r Road) mine() bool {
	return r.State == record.RequestAnswered && r.Answer.Reply == record.ReplyQuestion
}

// Standing is where it stands: its age in calendar days, and late only when the age is greater than the norm (PRODUCT law 2).
func Standing(p *i18n.Printer, r Road, today record.Date) listing.Status {
	switch {
	case r.mine():
		return listing.Status{Kind: listing.StatusYourTurn, Text: p.Value("reply", string(record.ReplyQuestion))}
	case r.State == record.RequestAnswered && r.Answer.Reply != "":
		return listing.Status{Kind: listing.StatusAnswered, Text: p.Value("reply", string(r.Answer.Reply))}
	case r.State == record.RequestAnswered, r.State == record.RequestClosed:
		return listing.Status{Kind: listing.StatusAnswered, Text: p.Value("request.state", string(r.State))}
	case r.State == record.RequestAsked:
		return aged(p, r.Asked, r.Norm, today)
	case r.Queued:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.queued")}
	}
	return listing.Status{Kind: listing.StatusYourTurn, Text: p.Value("request.state", string(r.State))}
}

// RowStatus is the same of a row, which knows the last day of the norm and not what was answered.
func RowStatus(p *i18n.Printer, row record.Row, today record.Date) listing.Status {
	r := Road{State: record.RequestState(row.State), Asked: row.On}
	if !row.Due.Zero() {
		r.Norm = row.Due.Since(row.On)
	}
	if row.Flags&record.RowWarm != 0 {
		r.Answer.Reply = record.ReplyQuestion
	}
	return Standing(p, r, today)
}

func aged(p *i18n.Printer, from record.Date, norm int, today record.Date) listing.Status {
	age := today.Since(from)
	switch {
	case record.Late(from, norm, today):
		return listing.Status{Kind: listing.StatusLate, Text: p.N("request.age.late", age, "Norm", p.Number(norm))}
	case age == 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.today")}
	case norm > 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.norm", "Day", p.Number(age), "Norm", p.Number(norm))}
	}
	return listing.Status{Kind: listing.StatusWaiting, Text: p.N("request.age.free", age)}
}

// Answers are what came back, the last first, each with its day.
func Answers(p *i18n.Printer, r Road) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if r.State == record.RequestAnswered || r.State == record.RequestClosed && !r.Answered.Zero() {
		last := r.Answer
		last.On = r.Answered
		out = append(out, answer(p, p.T("request.answer.label"), last))
	}
	for i := len(r.Before) - 1; i >= 0; i-- {
		out = append(out, answer(p, p.T("road.answer.before"), r.Before[i]))
	}
	return out
}

func answer(p *i18n.Printer, title string, a record.Returned) fyne.CanvasObject {
	d := p.Direction()
	inside := rtl.VBox(d, 8)
	if word := Said(p, a); word != "" {
		inside.Add(rtl.NewText(d, word, rtl.Style{Bold: true, Wrap: true}))
	}
	if !a.Text.Empty() {
		inside.Add(rtl.NewText(d, a.Text.Reveal(), rtl.Style{Wrap: true, Base: rtl.FromText}))
	}
	if !a.On.Zero() {
		inside.Add(rtl.NewText(d, p.Date(a.On), rtl.Style{Size: rtl.Small, Color: look.ColorMuted}))
	}
	return listing.NewCard(p, title, inside)
}

// Said is an answer in one line: "wordt opgepakt door opbouwwerk", "niets mee gedaan: geen tijd of geld".
func Said(p *i18n.Printer, a record.Returned) string {
	word := p.Value("reply", string(a.Reply))
	switch {
	case a.Reply == "":
		return ""
	case a.Reply == record.ReplyTaken && !a.By.Empty():
		return p.T("road.taken.by", "Who", a.By.Reveal())
	case a.Reply == record.ReplyNothing && a.Why != "":
		return p.T("road.nothing.why", "What", word, "Why", p.Value("nothing.why", string(a.Why)))
	}
	return word
}

// Steps is what happened, with the day and by whom: everything in this store is the worker's own doing. say gives the words of an action.
func Steps(p *i18n.Printer, steps []record.Step, say func(record.Step) string) fyne.CanvasObject {
	var pairs []listing.KeyValue
	for _, s := range steps {
		pairs = append(pairs, listing.KeyValue{Key: p.T("road.step.when", "Day", p.Date(s.On)), Value: say(s)})
	}
	if len(pairs) == 0 {
		return rtl.Stack(p.Direction())
	}
	return listing.NewCard(p, p.T("road.steps"), listing.NewKeyValues(p, pairs, ""))
}

// Action says a step of a road.
func Action(p *i18n.Printer, s record.Step) string {
	text := p.Value("road.action", s.Action)
	if s.Action == string(record.RoadAnswer) && s.Reason != "" {
		return p.T("concern.row.joined", "One", text, "Two", p.Value("reply", s.Reason))
	}
	return text
}

// Officers are the contact persons of a partner who work there on a day, to choose from.
func Officers(p *record.Partner, today record.Date) []form.Choice {
	var out []form.Choice
	for _, o := range p.Officers {
		if !o.First.Empty() && (o.To.Zero() || o.To.After(today)) {
			out = append(out, form.Choice{Value: o.ID.String(), Text: o.First.Reveal(), Term: o.Job.Reveal()})
		}
	}
	return out
}
