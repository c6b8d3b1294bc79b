package record

import "time"

// Signal is a wijksignaal: what several worries or gatherings have in common, for somebody who can do something about it in the
// neighbourhood (003 L514, L636, L699, L915). It holds counts and words, and by type no person, no household and no place below the
// wijk: what it was made of knows the signal, the signal does not know them. So it stays when they are erased.
type Signal struct {
	Head
	Number        uint32       `json:"number,omitzero"`
	Topic         Private      `json:"topic"`          // where it is about, in one sentence
	Words         Private      `json:"words,omitzero"` // what people said, in a few words with commas
	Think         Private      `json:"think,omitzero"` // what the worker thinks
	GoesWell      Private      `json:"goesWell,omitzero"`
	Question      Private      `json:"question,omitzero"` // what is asked of the partner
	Areas         []LifeArea   `json:"areas,omitzero"`
	Municipality  string       `json:"municipality,omitzero"`
	Neighbourhood Private      `json:"neighbourhood,omitzero"` // the wijk, nothing smaller
	From          Date         `json:"from,omitzero"`          // the period in which it came up
	To            Date         `json:"to,omitzero"`
	Concerns      int          `json:"concerns,omitzero"` // how many worries were bundled in it
	Meetings      int          `json:"meetings,omitzero"` // at how many gatherings it came up
	Partner       ID           `json:"partner,omitzero"`  // to whom
	Receiver      ID           `json:"receiver,omitzero"` // the contact person there
	AskedOn       Date         `json:"askedOn,omitzero"`
	Norm          int          `json:"norm,omitzero"` // calendar days
	State         RequestState `json:"state"`
	Answer        Returned     `json:"answer,omitzero"` // the last one
	AnsweredOn    Date         `json:"answeredOn,omitzero"`
	Before        []Returned   `json:"before,omitzero"` // earlier answers
	Steps         []Step       `json:"steps,omitzero"`  // every change of state
	Delivery      ID           `json:"delivery,omitzero"`
}

// signalCount is the most worries or gatherings that one signal counts.
const signalCount = 10_000

// Kind is KindSignal.
func (s *Signal) Kind() Kind { return KindSignal }

func (s *Signal) road() road {
	return road{state: &s.State, whom: s.Partner, asked: &s.AskedOn, answered: &s.AnsweredOn, now: &s.Answer, before: &s.Before, steps: &s.Steps}
}

// Validate checks the texts, in which no BSN may stand, the period, the counts and the road.
func (s *Signal) Validate(today Date) Problems {
	var ps Problems
	ps.walked("steps", s.Steps)
	ps.required("topic", s.Topic.Empty())
	ps.short("topic", s.Topic, LimitShort)
	ps.short("words", s.Words, LimitShort)
	ps.bare("think", s.Think)
	ps.bare("goesWell", s.GoesWell)
	ps.bare("question", s.Question)
	enums(&ps, "areas", s.Areas, LifeAreas())
	ps.short("municipality", Text(s.Municipality), LimitName)
	ps.short("neighbourhood", s.Neighbourhood, LimitName)
	ps.past("from", s.From, today)
	ps.past("to", s.To, today)
	ps.order("to", s.From, s.To)
	ps.amountOf("concerns", s.Concerns, signalCount)
	ps.amountOf("meetings", s.Meetings, signalCount)
	ps.amountOf("norm", s.Norm, normLimit)
	s.road().check(&ps, today, true, "answer.", "text")
	if !s.Owner.Zero() {
		ps.add("owner", "signal.owner") // sealed with a family's key it would go with the family
	}
	return ps
}

// NextState is the state after an action, or ErrTransition. What waits to be sent is sent or taken back first.
func (s *Signal) NextState(a RoadAction) (RequestState, error) {
	if s.Queued() && a != RoadAsk {
		return "", ErrTransition
	}
	return s.road().next(a)
}

// Queued reports whether the wijksignaal waits to be sent to an endpoint.
func (s *Signal) Queued() bool {
	return !s.Delivery.Zero() && (s.State == RequestOpen || s.State == RequestReady)
}

// Apply makes a step of the road, or returns ErrTransition and changes nothing. on is the day it was given on, today when zero.
func (s *Signal) Apply(a RoadAction, on Date, now time.Time) error {
	if a == RoadAnswer {
		return ErrTransition // an answer says what it is: Take
	}
	if _, err := s.NextState(a); err != nil {
		return err
	}
	if err := s.road().apply(a, on, now); err != nil {
		return err
	}
	if a == RoadAgain {
		s.Delivery = ID{}
	}
	return nil
}

// Take notes an answer. One that came before is kept beside it.
func (s *Signal) Take(r Returned, now time.Time) error { return s.road().answer(r, now) }

// Row is the signal as a list shows it.
func (s *Signal) Row() Row {
	r := Row{ID: s.ID, Kind: KindSignal, Title: CutSentence(s.Topic), Number: s.Number, Flags: RowCommon}
	s.road().row(&r, s.Norm)
	return r
}
