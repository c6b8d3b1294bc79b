package deliveries

import "schakel/internal/record"

// missed says that the other side put back an older copy of what it keeps, and does not have this any more, or not that it was taken back. A
// row is cut at its end, so what happens comes first; the page of the road has the whole sentence.
func (s *state) missed(r *row) {
	d, p := r.from.Delivery, s.p
	if d.MissedAt.IsZero() {
		return
	}
	say := func(id string) { r.line = p.T("deliveries.queued.why", "Line", p.T(id), "Why", r.line) }
	switch {
	case d.State == record.DeliveryQueued:
		say("deliveries.missed.again")
	case d.State == record.DeliveryQuarantined:
		say("deliveries.missed.held")
		r.why = joined(p.Capital(p.T("deliveries.missed.held"))+".", r.why)
	case d.State == record.DeliveryRecalling && r.from.Outgoing != nil:
		say("deliveries.missed.recall")
	case d.Missed():
		say("deliveries.missed.stays")
	}
}
