package record

import (
	"strconv"
	"time"
)

// HandoverState is where the handing over of one family to another worker stands.
type HandoverState string

// The states.
const (
	HandoverAsking  HandoverState = "asking"  // the family is being asked
	HandoverGiven   HandoverState = "given"   // it went in a sealed file
	HandoverClosed  HandoverState = "closed"  // it went, and the own copy is closed
	HandoverStopped HandoverState = "stopped" // it stays with this worker
	HandoverTaken   HandoverState = "taken"   // it came from another worker
)

// HandoverStates lists them.
func HandoverStates() []HandoverState {
	return []HandoverState{HandoverAsking, HandoverGiven, HandoverClosed, HandoverStopped, HandoverTaken}
}

// HandoverAction is something a worker does with the handing over of a family.
type HandoverAction string

// The actions.
const (
	HandoverGive  HandoverAction = "give"  // it goes in a sealed file; again when the first file got lost
	HandoverClose HandoverAction = "close" // the own copy is closed
	HandoverStop  HandoverAction = "stop"  // it does not go
	HandoverAgain HandoverAction = "again" // it is asked after all, or the own copy is opened again
)

// HandoverActions lists them.
func HandoverActions() []HandoverAction {
	return []HandoverAction{HandoverGive, HandoverClose, HandoverStop, HandoverAgain}
}

// HandoverAnswer is what somebody said to another worker taking over.
type HandoverAnswer string

// The answers. Nobody counts as a yes who was not reached.
const (
	HandoverYes       HandoverAnswer = "yes"
	HandoverNo        HandoverAnswer = "no" // final: nothing asks again
	HandoverUnreached HandoverAnswer = "unreached"
)

// HandoverAnswers lists them.
func HandoverAnswers() []HandoverAnswer {
	return []HandoverAnswer{HandoverYes, HandoverNo, HandoverUnreached}
}

// HandoverSaid is the answer of one person.
type HandoverSaid struct {
	Person ID             `json:"person"`
	Answer HandoverAnswer `json:"answer"`
	On     Date           `json:"on"`
}

// Handover is the passing of one family from one worker to another (overdragen). Passing a family on is sharing: the family says yes
// first (PRODUCT, Counts). It belongs to the family and goes with it.
type Handover struct {
	Head
	Way       Way            `json:"way"` // out: given; in: taken over
	Household ID             `json:"household"`
	With      Private        `json:"with,omitzero"`  // the other worker, as on the key card
	Words     string         `json:"words,omitzero"` // the six words of that card
	Said      []HandoverSaid `json:"said,omitzero"`  // who was asked, and what they said last
	Note      Private        `json:"note,omitzero"`  // for the worker who takes over
	State     HandoverState  `json:"state"`
	GivenOn   Date           `json:"givenOn,omitzero"` // the day it went, or came
	Parcel    string         `json:"parcel,omitzero"`  // the file it went or came in, as ID.String; the same file counts once
	Steps     []Step         `json:"steps,omitzero"`   // every change of state
}

// Kind is KindHandover.
func (h *Handover) Kind() Kind { return KindHandover }

// Validate checks who said what, and that what went has a day and a file.
func (h *Handover) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "way", h.Way, Ways(), true)
	enum(&ps, "state", h.State, HandoverStates(), true)
	ps.word("parcel", h.Parcel)
	ps.walked("steps", h.Steps)
	ps.required("household", h.Household.Zero())
	ps.short("with", h.With, LimitName)
	ps.long("note", h.Note)
	seen := map[ID]bool{}
	for i, s := range h.Said {
		field := "said." + strconv.Itoa(i)
		ps.required(field+".person", s.Person.Zero())
		enum(&ps, field+".answer", s.Answer, HandoverAnswers(), true)
		ps.required(field+".on", s.On.Zero())
		ps.past(field+".on", s.On, today)
		if seen[s.Person] {
			ps.add(field+".person", "twice")
		}
		seen[s.Person] = true
	}
	if h.State == HandoverGiven || h.State == HandoverClosed || h.State == HandoverTaken {
		ps.required("givenOn", h.GivenOn.Zero())
		ps.required("parcel", h.Parcel == "")
	}
	ps.past("givenOn", h.GivenOn, today)
	if (h.State == HandoverTaken) != (h.Way == WayIn) {
		ps.add("way", "unknown")
	}
	return ps
}

// Answer is what a person said; "" when they were not asked.
func (h *Handover) Answer(person ID) HandoverAnswer {
	for _, s := range h.Said {
		if s.Person == person {
			return s.Answer
		}
	}
	return ""
}

// Next is the state after an action, or ErrTransition. What was taken over stays so.
func (h *Handover) Next(a HandoverAction) (HandoverState, error) {
	moves := map[HandoverState]map[HandoverAction]HandoverState{
		HandoverAsking:  {HandoverGive: HandoverGiven, HandoverStop: HandoverStopped},
		HandoverGiven:   {HandoverGive: HandoverGiven, HandoverClose: HandoverClosed, HandoverAgain: HandoverAsking},
		HandoverClosed:  {HandoverAgain: HandoverAsking},
		HandoverStopped: {HandoverAgain: HandoverAsking},
	}
	if to, ok := moves[h.State][a]; ok {
		return to, nil
	}
	return "", ErrTransition
}

// Apply changes the state and writes the step, or returns ErrTransition and changes nothing.
func (h *Handover) Apply(a HandoverAction, now time.Time) error {
	to, err := h.Next(a)
	if err != nil {
		return err
	}
	h.State = to
	if a == HandoverGive {
		h.GivenOn = DateOf(now)
	}
	h.Steps = append(h.Steps, Step{Action: string(a), To: string(to), On: DateOf(now), At: now.UTC()})
	return nil
}

// Row is the handing over as a list shows it.
func (h *Handover) Row() Row {
	r := Row{ID: h.ID, Kind: KindHandover, Owner: h.Owner, Title: Cut(h.With), State: string(h.State), On: h.GivenOn, Link: h.Household}
	if h.State == HandoverAsking {
		r.Flags |= RowOpen
	}
	return r
}
