package deliveries

import "schakel/internal/record"

// missed says that the other side put back an older copy of what it keeps, and does not have this any more, or not that it was taken back.
func (s *state) missed(r *row, who string) {
	d, p := r.from.Delivery, s.p
	if d.MissedAt.IsZero() {
		return
	}
	say := func(id string) { r.line = joined(p.T(id, "Who", who), r.line) }
	switch {
	case d.State == record.DeliveryQueued:
		say("deliveries.missed.again")
	case d.State == record.DeliveryQuarantined:
		say("deliveries.missed.held")
	case d.State == record.DeliveryRecalling:
		say("deliveries.missed.recall")
	case d.State == record.DeliveryRecalled && d.Recall == string(record.StandKept) && d.MissedAt.After(d.RecalledAt):
		say("deliveries.missed.held")
	case d.Missed():
		say("deliveries.missed.stays")
	}
}
