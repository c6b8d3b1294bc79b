package book

import "schakel/internal/record"

// prepare makes an imported record safe: a consent waits for a review here, and what was under way elsewhere is not under way
// here, because this device has no envelope for it.
func prepare(r record.Record) {
	head := r.Base()
	head.Imported, head.Revision = true, 0
	switch v := r.(type) {
	case *record.Consent:
		v.Reviewed = record.Date{}
	case *record.Delivery:
		if v.State == record.DeliveryQueued {
			v.State, v.Reason = record.DeliveryQuarantined, "import.delivery"
		}
	case *record.Contribution:
		if v.Post == record.PostWaits || v.Post == record.PostLeft {
			v.Post, v.Reason = record.PostHeld, "import.delivery"
		}
	case *record.Programme:
		if v.Own { // they are another device's at the endpoint
			v.Mailboxes = nil
		}
	}
}
