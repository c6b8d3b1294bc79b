package record

import (
	"slices"
	"strconv"
	"time"
)

// RequestState is where a wijksignaal or a verzoek stands: the road there and back (PRODUCT law 2; 003 L636, L717).
type RequestState string

// The states. Nothing moves by itself: a late one stays asked until a person does something.
const (
	RequestOpen     RequestState = "open"  // being written
	RequestReady    RequestState = "ready" // written, not yet given
	RequestAsked    RequestState = "asked" // given or asked: the norm runs
	RequestAnswered RequestState = "answered"
	RequestClosed   RequestState = "closed"
)

// RequestStates lists them.
func RequestStates() []RequestState {
	return []RequestState{RequestOpen, RequestReady, RequestAsked, RequestAnswered, RequestClosed}
}

// RoadAction is something a worker does with a wijksignaal or a verzoek.
type RoadAction string

// The actions.
const (
	RoadReady  RoadAction = "ready"  // it is written
	RoadChange RoadAction = "change" // write on
	RoadAsk    RoadAction = "ask"    // given or asked, by mouth, on paper or by mail
	RoadAnswer RoadAction = "answer" // an answer came
	RoadAgain  RoadAction = "again"  // after a question back it is asked again; after "niets mee gedaan" it is for somebody else
	RoadClose  RoadAction = "close"
	RoadReopen RoadAction = "reopen"
	RoadUnsent RoadAction = "unsent" // the endpoint lost it before anybody answered: it is to go again
)

// RoadActions lists them.
func RoadActions() []RoadAction {
	return []RoadAction{RoadReady, RoadChange, RoadAsk, RoadAnswer, RoadAgain, RoadClose, RoadReopen, RoadUnsent}
}

// Reply is what came of a wijksignaal or a verzoek, in one word (003 L636, L699, L717, L806, L915).
type Reply string

// The replies.
const (
	ReplyTaken    Reply = "taken"    // wordt opgepakt door ...
	ReplyPlan     Reply = "plan"     // komt in het wijkplan
	ReplyNothing  Reply = "nothing"  // niets mee gedaan, with the reason
	ReplyQuestion Reply = "question" // a question back: the worker has the next word
	ReplyOther    Reply = "other"
)

// Replies lists them.
func Replies() []Reply {
	return []Reply{ReplyTaken, ReplyPlan, ReplyNothing, ReplyQuestion, ReplyOther}
}

// NothingWhy is why nothing was done with it (003 L636, L693, L726).
type NothingWhy string

// The reasons.
const (
	NothingNotOurs NothingWhy = "notours" // niet van ons
	NothingAlready NothingWhy = "already" // er gebeurt al iets
	NothingNoRoom  NothingWhy = "noroom"  // geen tijd of geld
	NothingUnclear NothingWhy = "unclear" // te weinig om mee te beginnen
	NothingOther   NothingWhy = "other"
)

// NothingWhys lists them.
func NothingWhys() []NothingWhy {
	return []NothingWhy{NothingNotOurs, NothingAlready, NothingNoRoom, NothingUnclear, NothingOther}
}

// Returned is one answer to a wijksignaal or a verzoek.
type Returned struct {
	Reply Reply      `json:"reply"`         // in one word
	Why   NothingWhy `json:"why,omitzero"`  // with "niets mee gedaan"
	By    Private    `json:"by,omitzero"`   // by whom it is taken up: an organisation or somebody who works there
	Text  Private    `json:"text,omitzero"` // in their words
	On    Date       `json:"on"`
}

// road is what a wijksignaal and a verzoek have in common.
type road struct {
	state           *RequestState
	whom            ID
	asked, answered *Date
	now             *Returned // its On is not used: answered is
	before          *[]Returned
	steps           *[]Step
}

// roadTable is where each action leads from each state. After "again" it is asked, or open when nothing was done; closing is undone to
// where it stood.
func roadTable() map[RequestState]map[RoadAction]RequestState {
	return map[RequestState]map[RoadAction]RequestState{
		RequestOpen:     {RoadReady: RequestReady, RoadAsk: RequestAsked, RoadClose: RequestClosed},
		RequestReady:    {RoadChange: RequestOpen, RoadAsk: RequestAsked, RoadClose: RequestClosed},
		RequestAsked:    {RoadAnswer: RequestAnswered, RoadClose: RequestClosed, RoadUnsent: RequestReady},
		RequestAnswered: {RoadAnswer: RequestAnswered, RoadAgain: RequestAsked, RoadClose: RequestClosed},
		RequestClosed:   {RoadReopen: RequestOpen},
	}
}

func (w road) next(a RoadAction) (RequestState, error) {
	to, legal := roadTable()[*w.state][a]
	switch {
	case !legal, (a == RoadReady || a == RoadAsk) && w.whom.Zero():
		return "", ErrTransition
	case a == RoadReopen:
		return w.stood(), nil
	case a == RoadAgain && w.now.Reply == ReplyNothing:
		return RequestOpen, nil
	case a == RoadAgain && w.now.Reply != ReplyQuestion:
		return "", ErrTransition
	}
	return to, nil
}

// stood is where something stood before it was closed.
func (w road) stood() RequestState {
	switch {
	case !w.answered.Zero():
		return RequestAnswered
	case !w.asked.Zero():
		return RequestAsked
	}
	return RequestOpen
}

// apply makes the step; on is the day on which it was asked or answered.
func (w road) apply(a RoadAction, on Date, now time.Time) error {
	to, err := w.next(a)
	if err != nil {
		return err
	}
	if on.Zero() {
		on = DateOf(now)
	}
	step := Step{Action: string(a), To: string(to), On: on, At: now.UTC()}
	switch {
	case a == RoadAgain:
		w.keep()
		if *w.asked = (Date{}); to == RequestAsked {
			*w.asked = on
		}
	case a == RoadAsk:
		*w.asked = on
	case a == RoadUnsent:
		*w.asked = Date{}
	case a == RoadAnswer:
		*w.answered = on
		step.Reason = string(w.now.Reply)
	}
	*w.state = to
	*w.steps = append(*w.steps, step)
	return nil
}

// keep puts the answer of now with the earlier ones.
func (w road) keep() {
	last := *w.now
	last.On = *w.answered
	*w.before = append(slices.Clip(*w.before), last)
	*w.now, *w.answered = Returned{}, Date{}
}

// answer notes what came back. A later answer is put beside the earlier one, which stays.
func (w road) answer(r Returned, now time.Time) error {
	if _, err := w.next(RoadAnswer); err != nil {
		return err
	}
	if *w.state == RequestAnswered && w.now.Reply != "" {
		w.keep()
	}
	on := r.On
	r.On = Date{}
	*w.now = r
	return w.apply(RoadAnswer, on, now)
}

// check looks at the answers and the days of a wijksignaal (strict), or of a verzoek: that may have an answer of before without a word for
// it, and words that came over the network, in which a BSN is warned about and not refused. at stands before the fields of the last
// answer, words is the name of its text.
func (w road) check(ps *Problems, today Date, strict bool, at, words string) {
	enum(ps, "state", *w.state, RequestStates(), true)
	ps.required("partner", strict && w.whom.Zero() && *w.state != RequestOpen && *w.state != RequestClosed)
	ps.past("askedOn", *w.asked, today)
	ps.past("answeredOn", *w.answered, today)
	ps.order("answeredOn", *w.asked, *w.answered)
	ps.required("askedOn", strict && *w.state == RequestAsked && w.asked.Zero())
	w.now.check(ps, at, words, strict, strict && *w.state == RequestAnswered)
	for i := range *w.before {
		at := "before." + strconv.Itoa(i) + "."
		(*w.before)[i].check(ps, at, "text", strict, strict)
		ps.past(at+"on", (*w.before)[i].On, today)
	}
}

func (r *Returned) check(ps *Problems, at, words string, strict, must bool) {
	enum(ps, at+"reply", r.Reply, Replies(), must)
	enum(ps, at+"why", r.Why, NothingWhys(), r.Reply == ReplyNothing)
	ps.short(at+"by", r.By, LimitShort)
	if strict {
		ps.bare(at+words, r.Text)
	} else {
		ps.long(at+words, r.Text)
	}
}

// row fills in what a list shows of the road; due is the last day of the norm.
func (w road) row(r *Row, norm int) {
	r.State, r.On, r.Link = string(*w.state), *w.asked, w.whom
	switch {
	case *w.state == RequestAsked:
		r.Flags |= RowOpen
		if norm > 0 {
			r.Due = r.On.Add(norm)
		}
	case *w.state == RequestAnswered && w.now.Reply == ReplyQuestion:
		r.Flags |= RowWarm
	}
}

// Late reports whether an answer is late: its age in calendar days is greater than the norm (PRODUCT law 2). Without a norm nothing is.
func Late(asked Date, norm int, today Date) bool {
	return norm > 0 && !asked.Zero() && today.Since(asked) > norm
}

// normLimit is the longest norm that can be written down, in days.
const normLimit = 366

// bare checks a long text in which no BSN may stand, because it is made to be given to somebody.
func (ps *Problems) bare(field string, text Private) {
	ps.long(field, text)
	if HasBSN(text.Reveal()) {
		ps.add(field, "bsn")
	}
}

// amountOf checks a whole number that nobody needs to fill in.
func (ps *Problems) amountOf(field string, n, most int) {
	if n < 0 || n > most {
		ps.add(field, "count.range")
	}
}
