package record

import "time"

// RequestKind is what a worker asks a partner for (003 L555, L557, L593, L599, L693, L752). No personal data by type.
type RequestKind string

// The kinds.
const (
	RequestRoom     RequestKind = "room"
	RequestExpert   RequestKind = "expert"
	RequestThink    RequestKind = "think"
	RequestAlong    RequestKind = "along"
	RequestExpenses RequestKind = "expenses"
	RequestDiscuss  RequestKind = "discuss" // a case without names
	RequestFindOut  RequestKind = "findout"
	RequestOther    RequestKind = "other"
)

// RequestKinds lists them.
func RequestKinds() []RequestKind {
	return []RequestKind{
		RequestRoom, RequestExpert, RequestThink, RequestAlong, RequestExpenses, RequestDiscuss, RequestFindOut, RequestOther,
	}
}

// Request is the worker's own question to a partner (vraag aan een partner; verzoek), with a norm and an answer like a referral.
type Request struct {
	Head
	Number     uint32       `json:"number,omitzero"`
	What       RequestKind  `json:"what"`
	Partner    ID           `json:"partner"`
	Meeting    ID           `json:"meeting,omitzero"`
	Text       Private      `json:"text"`
	AskedOn    Date         `json:"askedOn,omitzero"`
	Norm       int          `json:"norm,omitzero"` // calendar days
	State      RequestState `json:"state"`
	Answer     Private      `json:"answer,omitzero"`
	Reply      Reply        `json:"reply,omitzero"` // what came of it in one word; empty for answers of before
	Why        NothingWhy   `json:"why,omitzero"`   // with "niets mee gedaan"
	By         Private      `json:"by,omitzero"`    // by whom it is taken up
	AnsweredOn Date         `json:"answeredOn,omitzero"`
	Before     []Returned   `json:"before,omitzero"`   // earlier answers
	Receiver   ID           `json:"receiver,omitzero"` // the contact person who is asked
	Steps      []Step       `json:"steps,omitzero"`    // every change of state
	Delivery   ID           `json:"delivery,omitzero"`
}

// Kind is KindRequest.
func (r *Request) Kind() Kind { return KindRequest }

// road gives the verzoek's own fields to the road; done puts the answer back where it stands.
func (r *Request) road() (w road, done func()) {
	now := &Returned{Reply: r.Reply, Why: r.Why, By: r.By, Text: r.Answer}
	w = road{state: &r.State, whom: r.Partner, asked: &r.AskedOn, answered: &r.AnsweredOn, now: now, before: &r.Before, steps: &r.Steps}
	return w, func() { r.Reply, r.Why, r.By, r.Answer = now.Reply, now.Why, now.By, now.Text }
}

// Validate checks what is asked, of whom, and the dates.
func (r *Request) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "what", r.What, RequestKinds(), true)
	ps.walked("steps", r.Steps)
	ps.required("partner", r.Partner.Zero())
	ps.required("text", r.Text.Empty())
	ps.short("text", r.Text, LimitShort)
	ps.amountOf("norm", r.Norm, normLimit)
	w, _ := r.road()
	w.check(&ps, today, false, "", "answer")
	return ps
}

// NextState is the state after an action, or ErrTransition. What waits to be sent is sent or taken back first.
func (r *Request) NextState(a RoadAction) (RequestState, error) {
	if r.Queued() && a != RoadAsk {
		return "", ErrTransition
	}
	w, _ := r.road()
	return w.next(a)
}

// Queued reports whether the verzoek waits to be sent to an endpoint.
func (r *Request) Queued() bool {
	return !r.Delivery.Zero() && (r.State == RequestOpen || r.State == RequestReady)
}

// Apply makes a step of the road, or returns ErrTransition and changes nothing. on is the day it was asked on, today when zero.
func (r *Request) Apply(a RoadAction, on Date, now time.Time) error {
	if a == RoadAnswer {
		return ErrTransition // an answer says what it is: Take
	}
	if _, err := r.NextState(a); err != nil {
		return err
	}
	w, done := r.road()
	if err := w.apply(a, on, now); err != nil {
		return err
	}
	done()
	if a == RoadAgain {
		r.Delivery = ID{}
	}
	return nil
}

// Take notes an answer. One that came before is kept beside it.
func (r *Request) Take(a Returned, now time.Time) error {
	w, done := r.road()
	if err := w.answer(a, now); err != nil {
		return err
	}
	done()
	return nil
}

// Row is the request as a list shows it; due is the last day of the norm.
func (r *Request) Row() Row {
	row := Row{ID: r.ID, Kind: KindRequest, Title: CutSentence(r.Text), Number: r.Number}
	w, _ := r.road()
	w.row(&row, r.Norm)
	return row
}

// Task is a free task, or a mark "niet nu" on something that Vandaag derives.
type Task struct {
	Head
	Text  Private `json:"text,omitzero"`
	About ID      `json:"about,omitzero"`
	Due   Date    `json:"due,omitzero"`
	Done  Date    `json:"done,omitzero"`
	Later string  `json:"later,omitzero"` // the key of the sentence on Vandaag that is put off until Due; then there is no text
}

// Kind is KindTask.
func (t *Task) Kind() Kind { return KindTask }

// Validate checks that there is something to do.
func (t *Task) Validate(Date) Problems {
	var ps Problems
	ps.required("text", t.Text.Empty() && t.Later == "")
	ps.short("text", t.Text, LimitShort)
	return ps
}

// Row is the task as Vandaag shows it.
func (t *Task) Row() Row {
	r := Row{ID: t.ID, Kind: KindTask, Owner: t.Owner, Title: Cut(t.Text), On: DateOf(t.Created), Due: t.Due, Link: t.About, State: "free"}
	if t.Later != "" {
		r.State, r.Detail = "later", Text(t.Later)
	} else if t.Done.Zero() {
		r.Flags |= RowOpen
	}
	return r
}

// Profile is the worker: name, own title, how to reach, languages. There is one in a store.
type Profile struct {
	Head
	Name         Private   `json:"name,omitzero"`
	Title        Private   `json:"title,omitzero"` // own title: intermediair, sleutelpersoon, contactvrouw, ...
	Phone        Private   `json:"phone,omitzero"`
	Organisation Private   `json:"organisation,omitzero"`
	Languages    []string  `json:"languages,omitzero"`
	Reachable    Private   `json:"reachable,omitzero"`
	ProfileCard            // what is on the own card beside these
	Responsible  Private   `json:"responsible,omitzero"` // who is responsible for the data on this side; empty: the organisation, else the worker
	Complaints   Private   `json:"complaints,omitzero"`  // how that one is reached with a question or a complaint; empty: the worker's phone
	YearDay      string    `json:"yearDay,omitzero"`     // the day of the yearly overview as 01-15; "" for the usual one, YearNever for none
	Recovery     time.Time `json:"recovery,omitzero"`    // when the recovery code was given; zero when not yet
}

// Kind is KindProfile.
func (p *Profile) Kind() Kind { return KindProfile }

// Validate checks lengths.
func (p *Profile) Validate(Date) Problems {
	var ps Problems
	ps.short("name", p.Name, LimitName)
	if _, _, ok := YearDay(p.YearDay); !ok && p.YearDay != YearNever {
		ps.add("yearDay", "year.day")
	}
	ps.short("title", p.Title, LimitName)
	ps.short("phone", p.Phone, LimitName)
	ps.short("organisation", p.Organisation, LimitName)
	ps.short("reachable", p.Reachable, LimitShort)
	p.check(&ps)
	ps.short("responsible", p.Responsible, LimitName)
	ps.short("complaints", p.Complaints, LimitName)
	return ps
}

// Answerable is who is responsible for the data on this side, and how to reach them: what the worker filled in, else the organisation,
// else the worker. Empty while not even a name is known.
func (p *Profile) Answerable() Private {
	who, reach := p.Responsible, p.Complaints
	for _, next := range []Private{p.Organisation, p.Name} {
		if who.Empty() {
			who = next
		}
	}
	if reach.Empty() {
		reach = p.Phone
	}
	if who.Empty() || reach.Empty() {
		return who
	}
	return Text(who.Reveal() + ", " + reach.Reveal())
}

// Row is the profile's compact form.
func (p *Profile) Row() Row {
	return Row{ID: p.ID, Kind: KindProfile, Title: Cut(p.Name), Detail: Cut(p.Title)}
}
