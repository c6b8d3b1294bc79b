package record

// Mailbox is where sealed contributions for a programme may be delivered at an endpoint, under a random id. Who has the id can deliver and nothing else.
type Mailbox struct {
	ID       string       `json:"id"`                // a uuid, in lower case
	State    MailboxState `json:"state"`             // how far it is there
	Endpoint ID           `json:"endpoint,omitzero"` // at the coordinator's: through which connection
	Issuer   string       `json:"issuer,omitzero"`   // the fingerprint of the endpoint's issuer, by which a worker's program knows it
	Name     Private      `json:"name,omitzero"`     // what the endpoint is called
	Since    Date         `json:"since,omitzero"`    // the day it came to stand so
	Last     string       `json:"last,omitzero"`     // the fault code of the last attempt to open or close it
}

// MailboxState is how far a mailbox is.
type MailboxState string

// The states.
const (
	MailboxOpening MailboxState = "opening" // asked for here; the endpoint did not answer yet
	MailboxOpen    MailboxState = "open"
	MailboxClosing MailboxState = "closing" // ended here; the endpoint did not answer yet
	MailboxClosed  MailboxState = "closed"  // takes nothing more; what lies there is still fetched
)

// MailboxStates lists them.
func MailboxStates() []MailboxState {
	return []MailboxState{MailboxOpening, MailboxOpen, MailboxClosing, MailboxClosed}
}

const mostMailboxes = 20

// Mailbox is the one that is open or being opened; ok is false when there is none.
func (p *Programme) Mailbox() (m Mailbox, ok bool) {
	for _, m := range p.Mailboxes {
		if m.State == MailboxOpen || m.State == MailboxOpening {
			return m, true
		}
	}
	return Mailbox{}, false
}

func (p *Programme) checkMailboxes() Problems {
	var ps Problems
	if len(p.Mailboxes) > mostMailboxes {
		ps.add("mailboxes", "count.range")
		return ps
	}
	open := 0
	for i, m := range p.Mailboxes {
		field := at("mailboxes", i)
		ps.required(field+".id", m.ID == "")
		ps.word(field+".id", m.ID)
		ps.word(field+".issuer", m.Issuer)
		ps.word(field+".last", m.Last)
		ps.short(field+".name", m.Name, LimitName)
		enum(&ps, field+".state", m.State, MailboxStates(), true)
		if m.State == MailboxOpen || m.State == MailboxOpening {
			open++
		}
	}
	if open > 1 {
		ps.add("mailboxes", "twice")
	}
	return ps
}

// PostState is how far a contribution is on the road through an endpoint.
type PostState string

// The states. Until it was handed to the network, stopping is final; after that it may have arrived.
const (
	PostWaits   PostState = "waits"   // out: nothing of it went yet
	PostLeft    PostState = "left"    // out: it was handed to the network, and the endpoint did not answer yet
	PostHeld    PostState = "held"    // out: the endpoint refuses it
	PostArrived PostState = "arrived" // out: the endpoint signed for it
	PostFetched PostState = "fetched" // in: it came, and nobody looked at it yet
	PostTaken   PostState = "taken"   // in: it was looked at and taken
)

// PostStates lists them.
func PostStates() []PostState {
	return []PostState{PostWaits, PostLeft, PostHeld, PostArrived, PostFetched, PostTaken}
}
