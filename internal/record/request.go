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

// RequestState is where a request stands.
type RequestState string

// The states.
const (
	RequestOpen     RequestState = "open"
	RequestAsked    RequestState = "asked"
	RequestAnswered RequestState = "answered"
	RequestClosed   RequestState = "closed"
)

// RequestStates lists them.
func RequestStates() []RequestState {
	return []RequestState{RequestOpen, RequestAsked, RequestAnswered, RequestClosed}
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
	AnsweredOn Date         `json:"answeredOn,omitzero"`
	Delivery   ID           `json:"delivery,omitzero"`
}

// Kind is KindRequest.
func (r *Request) Kind() Kind { return KindRequest }

// Validate checks what is asked, of whom, and the dates.
func (r *Request) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "what", r.What, RequestKinds(), true)
	enum(&ps, "state", r.State, RequestStates(), true)
	ps.required("partner", r.Partner.Zero())
	ps.required("text", r.Text.Empty())
	ps.short("text", r.Text, LimitShort)
	ps.past("askedOn", r.AskedOn, today)
	ps.past("answeredOn", r.AnsweredOn, today)
	ps.order("answeredOn", r.AskedOn, r.AnsweredOn)
	ps.long("answer", r.Answer)
	return ps
}

// Row is the request as a list shows it; due is the last day of the norm.
func (r *Request) Row() Row {
	row := Row{ID: r.ID, Kind: KindRequest, Title: CutSentence(r.Text), Number: r.Number, State: string(r.State), On: r.AskedOn, Link: r.Partner}
	if r.State == RequestAsked {
		row.Flags |= RowOpen
		if r.Norm > 0 {
			row.Due = r.AskedOn.Add(r.Norm)
		}
	}
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
	Responsible  Private   `json:"responsible,omitzero"` // who is responsible for the data on this side; empty: the organisation, else the worker
	Complaints   Private   `json:"complaints,omitzero"`  // how that one is reached with a question or a complaint; empty: the worker's phone
	Recovery     time.Time `json:"recovery,omitzero"`    // when the recovery code was given; zero when not yet
}

// Kind is KindProfile.
func (p *Profile) Kind() Kind { return KindProfile }

// Validate checks lengths.
func (p *Profile) Validate(Date) Problems {
	var ps Problems
	ps.short("name", p.Name, LimitName)
	ps.short("title", p.Title, LimitName)
	ps.short("phone", p.Phone, LimitName)
	ps.short("organisation", p.Organisation, LimitName)
	ps.short("reachable", p.Reachable, LimitShort)
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
