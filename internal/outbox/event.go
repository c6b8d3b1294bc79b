package outbox

import (
	"time"

	"schakel/internal/record"
)

// Phase is what just happened in the loop.
type Phase string

// The phases.
const (
	Sending   Phase = "sending"   // an entry is on its way
	Sent      Phase = "sent"      // its receipt is kept
	Waiting   Phase = "waiting"   // it did not arrive; it is tried again at Next
	SetAside  Phase = "setaside"  // it cannot go; Code says why
	Parked    Phase = "parked"    // the endpoint does not want this device, or the clock is wrong
	Withdrawn Phase = "withdrawn" // it was taken back before it went
	Pulling   Phase = "pulling"   // an endpoint is asked what is new
	Pulled    Phase = "pulled"    // New answers are kept
	Unheard   Phase = "unheard"   // an endpoint could not be asked; it is asked again at Next
	Failed    Phase = "failed"    // the own store did not work; nothing was lost
	Idle      Phase = "idle"      // nothing to do until Next
	Stopped   Phase = "stopped"
)

// Phases lists them.
func Phases() []Phase {
	return []Phase{Sending, Sent, Waiting, SetAside, Parked, Withdrawn, Pulling, Pulled, Unheard, Failed, Idle, Stopped}
}

// Counts is how the queue stands.
type Counts struct {
	Waiting int // entries that are to go
	Held    int // entries set aside
	Parked  int // of the waiting ones, those whose endpoint is parked
}

// Event tells the screen what happened. It names records and codes, never people.
type Event struct {
	Phase    Phase
	Counts   Counts
	Delivery record.ID
	Endpoint record.ID
	Code     string // a fault code
	New      int    // answers kept
	Next     time.Time
}
