package record

import "time"

// ReferralState is where a referral stands; on the wire the names of FHIR R4 Task are used.
type ReferralState string

// The states.
const (
	ReferralDraft      ReferralState = "draft"
	ReferralPreparing  ReferralState = "preparing"
	ReferralReady      ReferralState = "ready"
	ReferralSent       ReferralState = "sent"            // only with a receipt
	ReferralHandedOver ReferralState = "handed_over"     // phone, going along, in person; no document
	ReferralSelf       ReferralState = "self_registered" // never sent
	ReferralAccepted   ReferralState = "accepted"
	ReferralDeclined   ReferralState = "declined"
	ReferralArrived    ReferralState = "arrived"
	ReferralNotArrived ReferralState = "not_arrived"
	ReferralUnknown    ReferralState = "unknown"
	ReferralInHelp     ReferralState = "in_help"
	ReferralCompleted  ReferralState = "completed"
	ReferralAftercare  ReferralState = "aftercare"
	ReferralClosed     ReferralState = "closed"
	ReferralWithdrawn  ReferralState = "withdrawn"
)

// ReferralStates lists them.
func ReferralStates() []ReferralState {
	return []ReferralState{
		ReferralDraft, ReferralPreparing, ReferralReady, ReferralSent, ReferralHandedOver, ReferralSelf, ReferralAccepted,
		ReferralDeclined, ReferralArrived, ReferralNotArrived, ReferralUnknown, ReferralInHelp, ReferralCompleted,
		ReferralAftercare, ReferralClosed, ReferralWithdrawn,
	}
}

// ReferralAction is something that happens to a referral.
type ReferralAction string

// The actions.
const (
	ReferralPrepare    ReferralAction = "prepare"
	ReferralReadyNow   ReferralAction = "ready"
	ReferralReceipt    ReferralAction = "receipt" // the signed receipt came in
	ReferralUnsent     ReferralAction = "unsent"  // the endpoint lost it before anybody decided: it is to go again
	ReferralHandOver   ReferralAction = "handover"
	ReferralRegister   ReferralAction = "register"
	ReferralAccept     ReferralAction = "accept"
	ReferralDecline    ReferralAction = "decline"
	ReferralArrive     ReferralAction = "arrive"
	ReferralMiss       ReferralAction = "miss"      // did not arrive
	ReferralLose       ReferralAction = "lose"      // nobody knows
	ReferralStartHelp  ReferralAction = "starthelp" // help has begun
	ReferralComplete   ReferralAction = "complete"
	ReferralCare       ReferralAction = "care" // aftercare
	ReferralClose      ReferralAction = "close"
	ReferralWithdrawal ReferralAction = "withdraw"
)

// ReferralActions lists them.
func ReferralActions() []ReferralAction {
	return []ReferralAction{
		ReferralPrepare, ReferralReadyNow, ReferralReceipt, ReferralUnsent, ReferralHandOver, ReferralRegister, ReferralAccept,
		ReferralDecline, ReferralArrive, ReferralMiss, ReferralLose, ReferralStartHelp, ReferralComplete, ReferralCare,
		ReferralClose, ReferralWithdrawal,
	}
}

// referralMoves is the state machine of a referral going out (PRODUCT, Referral states). Withdrawal is not in the table: it is
// allowed from any state before completed.
func referralMoves() map[ReferralState]map[ReferralAction]ReferralState {
	arrival := func(more map[ReferralAction]ReferralState) map[ReferralAction]ReferralState {
		m := map[ReferralAction]ReferralState{
			ReferralArrive: ReferralArrived, ReferralMiss: ReferralNotArrived, ReferralLose: ReferralUnknown,
		}
		for a, s := range more {
			m[a] = s
		}
		return m
	}
	again := map[ReferralAction]ReferralState{ReferralPrepare: ReferralPreparing, ReferralClose: ReferralClosed}
	return map[ReferralState]map[ReferralAction]ReferralState{
		ReferralDraft:     {ReferralPrepare: ReferralPreparing, ReferralReadyNow: ReferralReady},
		ReferralPreparing: {ReferralReadyNow: ReferralReady},
		ReferralReady: {
			ReferralReceipt: ReferralSent, ReferralHandOver: ReferralHandedOver, ReferralRegister: ReferralSelf,
			ReferralPrepare: ReferralPreparing,
		},
		ReferralSent: arrival(map[ReferralAction]ReferralState{
			ReferralAccept: ReferralAccepted, ReferralDecline: ReferralDeclined, ReferralUnsent: ReferralReady,
		}),
		ReferralHandedOver: arrival(nil),
		ReferralSelf:       arrival(nil),
		ReferralAccepted:   arrival(nil),
		ReferralUnknown:    {ReferralArrive: ReferralArrived, ReferralMiss: ReferralNotArrived},
		ReferralDeclined:   again,
		ReferralNotArrived: again,
		ReferralArrived:    {ReferralStartHelp: ReferralInHelp},
		ReferralInHelp:     {ReferralComplete: ReferralCompleted},
		ReferralCompleted:  {ReferralCare: ReferralAftercare},
	}
}

// referralMovesIn is the state machine of a referral coming in: a partner asks the worker along. Nothing is sent or handed over; the
// worker says yes or no, and from a yes on the road is the family's, as it is on the way out.
func referralMovesIn() map[ReferralState]map[ReferralAction]ReferralState {
	out := referralMoves()
	answer := map[ReferralAction]ReferralState{ReferralAccept: ReferralAccepted, ReferralDecline: ReferralDeclined}
	return map[ReferralState]map[ReferralAction]ReferralState{
		ReferralDraft:      {ReferralPrepare: ReferralPreparing, ReferralAccept: ReferralAccepted, ReferralDecline: ReferralDeclined},
		ReferralPreparing:  answer,
		ReferralAccepted:   out[ReferralAccepted],
		ReferralUnknown:    out[ReferralUnknown],
		ReferralDeclined:   out[ReferralDeclined],
		ReferralNotArrived: out[ReferralNotArrived],
		ReferralArrived:    out[ReferralArrived],
		ReferralInHelp:     out[ReferralInHelp],
		ReferralCompleted:  out[ReferralCompleted],
	}
}

// Ended reports whether nothing more is expected of the referral.
func (r *Referral) Ended() bool {
	switch r.State {
	case ReferralCompleted, ReferralAftercare, ReferralClosed, ReferralWithdrawn:
		return true
	}
	return false
}

// Waiting reports whether the other side owes the next word: sent, and neither taken up nor declined.
func (r *Referral) Waiting() bool { return r.State == ReferralSent && r.AnsweredOn.Zero() }

// Next is the state after an action, or ErrTransition.
func (r *Referral) Next(a ReferralAction) (ReferralState, error) {
	if a == ReferralWithdrawal {
		if r.Ended() {
			return "", ErrTransition
		}
		return ReferralWithdrawn, nil
	}
	moves := referralMoves
	if r.Way == WayIn {
		moves = referralMovesIn
	}
	to, ok := moves()[r.State][a]
	if !ok {
		return "", ErrTransition
	}
	return to, nil
}

// Move is one action on a referral with everything that is kept of it.
type Move struct {
	Do     ReferralAction
	By     ArrivalSource // who says so; empty for whoever usually does
	Reason string        // of a no or an end
	Note   Private       // with a no: who does fit, how long the wait is
	Method Method        // how it was handed over
	On     Date          // the day it happened; zero for today
}

// Apply changes the state and writes the step with who says so and why, or returns ErrTransition and changes nothing.
func (r *Referral) Apply(a ReferralAction, source ArrivalSource, reason string, now time.Time) error {
	return r.Make(Move{Do: a, By: source, Reason: reason}, now)
}

// Make does a move: the state changes, and the step is written with who says so, why and when. ErrTransition when the road has no such
// step now; Problems when a day is ahead, or before what it follows. Then nothing changed.
func (r *Referral) Make(m Move, now time.Time) error {
	to, err := r.Next(m.Do)
	if err != nil {
		return err
	}
	on := m.On
	if on.Zero() {
		on = DateOf(now)
	}
	if err := r.mayBe(m.Do, on, DateOf(now)); err != nil {
		return err
	}
	source := Teller(m.By)
	if source == "" {
		source = r.tellerOf(m.Do)
	}
	r.State = to
	r.take(m, on)
	r.History = append(r.History, Step{
		Action: string(m.Do), To: string(to), On: on, At: now.UTC(), Source: string(source), Reason: m.Reason,
	})
	return nil
}

// mayBe checks the day of an action against today and against what it follows.
func (r *Referral) mayBe(a ReferralAction, on, today Date) error {
	var ps Problems
	ps.past("on", on, today)
	after := map[ReferralAction]Date{
		ReferralAccept: r.begun(), ReferralDecline: r.begun(), ReferralArrive: r.begun(), ReferralMiss: r.begun(), ReferralLose: r.begun(),
		ReferralStartHelp: r.ArrivedOn, ReferralComplete: r.HelpOn,
	}[a]
	if on.Before(after) && !after.After(today) { // a day to come was written while the clock ran ahead: nothing waits for it
		ps.add("on", "date.before")
	}
	return ps.Err()
}

// take keeps what a move says besides the state.
func (r *Referral) take(m Move, on Date) {
	switch m.Do {
	case ReferralReceipt:
		r.SentOn = on
		if !r.AnsweredOn.Zero() && r.AnsweredOn.Before(on) {
			r.SentOn = r.AnsweredOn // what was answered had gone by then, though its receipt came on a later day
		}
	case ReferralUnsent:
		r.SentOn, r.AnsweredOn = Date{}, Date{}
	case ReferralHandOver:
		r.SentOn = on
		if m.Method != "" {
			r.Method = m.Method
		}
	case ReferralRegister:
		r.SentOn, r.Method = on, MethodSelf
	case ReferralAccept:
		r.AnsweredOn = on
	case ReferralDecline:
		r.AnsweredOn, r.Declined, r.DeclineNote = on, DeclineReason(m.Reason), m.Note
	case ReferralArrive:
		r.Arrival, r.ArrivedOn = m.By, on
	case ReferralMiss, ReferralLose:
		r.Arrival = m.By
	case ReferralStartHelp:
		r.HelpOn = on
	case ReferralClose:
		r.Closed = m.Reason
	case ReferralPrepare:
		r.again()
	}
}

// again clears what the last way brought: it begins anew, maybe elsewhere. What was prepared stays, and the history keeps the rest.
func (r *Referral) again() {
	r.Declined, r.DeclineNote, r.Delivery, r.Arrival = "", Private{}, ID{}, ""
	r.AnsweredOn, r.SentOn, r.ArrivedOn = Date{}, Date{}, Date{}
}
