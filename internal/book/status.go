package book

import "schakel/internal/record"

// Status is what the line at the foot of the window says.
type Status struct {
	Waiting     int         // wait to go: what was queued, recalls that did not go yet, contributions
	Held        int         // refused, with a reason
	LastAnswer  record.Date // zero when none ever came
	Parked      []string    // fault codes of endpoints that do not let us in
	WithoutNet  bool        // the last attempt found no connection
	OldestOn    record.Date // since when the oldest waits
	Unread      int         // answers not read
	HasEndpoint bool
}

// Status reads it from the compact rows alone.
func (b *Book) Status() Status {
	var s Status
	goes := map[record.ID]bool{} // what stands in the outbox
	for _, r := range b.store.Rows(record.KindOutgoing) {
		goes[r.Link] = true
		if r.State == string(record.OutgoingGive) { // a contribution, which has no delivery
			s.Waiting++
		}
	}
	for _, r := range b.store.Rows(record.KindDelivery) {
		switch record.DeliveryState(r.State) {
		case record.DeliveryQueued, record.DeliveryRecalling:
			if !goes[r.ID] { // a recall that went: the other side has the next word
				continue
			}
			s.Waiting++
			if s.OldestOn.Zero() || r.On.Before(s.OldestOn) {
				s.OldestOn = r.On
			}
		case record.DeliveryQuarantined:
			s.Held++
		}
	}
	for _, r := range b.store.Rows(record.KindFeedback) {
		if s.LastAnswer.Before(r.On) {
			s.LastAnswer = r.On
		}
		if r.Flags&record.RowWarm != 0 {
			s.Unread++
		}
	}
	for _, r := range b.store.Rows(record.KindEndpoint) {
		s.HasEndpoint = true
		if r.State != "" {
			s.Parked = append(s.Parked, r.State)
		}
	}
	return s
}

// Count is the number of records of each kind, by the kind's name.
func (b *Book) Count() map[string]int {
	n := map[string]int{}
	for _, kind := range record.Kinds() {
		n[kind.String()] = len(b.store.Rows(kind))
	}
	return n
}
