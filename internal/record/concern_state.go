package record

import (
	"time"

	"schakel/internal/fault"
)

// ErrTransition is returned for a change of state that the state machine does not have. It is never silent.
var ErrTransition = fault.New(fault.Conflict, "record.transition", "illegal change of state")

// Step is one change of state: what, when and by whom.
type Step struct {
	Action string    `json:"action"`
	To     string    `json:"to"`
	On     Date      `json:"on"`
	At     time.Time `json:"at,omitzero"`
	Source string    `json:"source,omitzero"` // who says so, for an arrival
	Reason string    `json:"reason,omitzero"` // a stable word, never free text
}

// ConcernState is where a worry stands.
type ConcernState string

// The states of a concern.
const (
	ConcernOpen      ConcernState = "open"
	ConcernDiscussed ConcernState = "discussed" // discussed with the family
	ConcernHelped    ConcernState = "helped"    // helped together
	ConcernReferred  ConcernState = "referred"  // to help
	ConcernBundled   ConcernState = "bundled"   // into a wijksignaal
	ConcernParked    ConcernState = "parked"    // the family wants nothing now
	ConcernClosed    ConcernState = "closed"
)

// ConcernStates lists them.
func ConcernStates() []ConcernState {
	return []ConcernState{
		ConcernOpen, ConcernDiscussed, ConcernHelped, ConcernReferred, ConcernBundled, ConcernParked, ConcernClosed,
	}
}

// CloseReason is why a concern was closed.
type CloseReason string

// The reasons.
const (
	ClosedSolved    CloseReason = "solved"    // solved itself
	ClosedNoConcern CloseReason = "noconcern" // turned out no concern
	ClosedOutOfView CloseReason = "outofview" // out of sight
	ClosedOther     CloseReason = "other"
)

// CloseReasons lists them.
func CloseReasons() []CloseReason {
	return []CloseReason{ClosedSolved, ClosedNoConcern, ClosedOutOfView, ClosedOther}
}

// ConcernAction is something a worker does with a concern.
type ConcernAction string

// The actions.
const (
	ConcernDiscuss ConcernAction = "discuss"
	ConcernHelp    ConcernAction = "help"
	ConcernRefer   ConcernAction = "refer"
	ConcernBundle  ConcernAction = "bundle"
	ConcernPark    ConcernAction = "park"
	ConcernClose   ConcernAction = "close"
	ConcernReopen  ConcernAction = "reopen"
)

// ConcernActions lists them.
func ConcernActions() []ConcernAction {
	return []ConcernAction{
		ConcernDiscuss, ConcernHelp, ConcernRefer, ConcernBundle, ConcernPark, ConcernClose, ConcernReopen,
	}
}

// NextState is the state after an action, or ErrTransition. A doubt and a danger cannot be referred.
func (c *Concern) NextState(a ConcernAction) (ConcernState, error) {
	if c.State == ConcernClosed {
		if a == ConcernReopen {
			return ConcernOpen, nil
		}
		return "", ErrTransition
	}
	to := map[ConcernAction]ConcernState{
		ConcernDiscuss: ConcernDiscussed, ConcernHelp: ConcernHelped, ConcernRefer: ConcernReferred,
		ConcernBundle: ConcernBundled, ConcernPark: ConcernParked, ConcernClose: ConcernClosed,
	}[a]
	switch {
	case to == "" || to == c.State:
		return "", ErrTransition
	case a == ConcernRefer && !c.Shareable():
		return "", ErrTransition
	case a == ConcernBundle && c.Level == LevelDanger:
		return "", ErrTransition
	}
	return to, nil
}

// Apply changes the state and writes the step, or returns ErrTransition and changes nothing.
func (c *Concern) Apply(a ConcernAction, reason CloseReason, now time.Time) error {
	to, err := c.NextState(a)
	if err != nil {
		return err
	}
	c.State, c.Reason = to, ""
	if to == ConcernClosed {
		c.Reason = reason
	}
	c.Steps = append(c.Steps, Step{Action: string(a), To: string(to), On: DateOf(now), At: now.UTC(), Reason: string(c.Reason)})
	return nil
}
