package record

import "time"

// Restored is an older copy of an endpoint's store that was put back: what it took after the copy, it does not know any more.
type Restored struct {
	Mark string    `json:"mark"` // of this putting back, random
	At   time.Time `json:"at"`   // when it was put back, by the endpoint's clock
	Copy time.Time `json:"copy"` // from when on something may be missing
}

// Gone is a message of which the recall was confirmed, and of which nothing stands here any more since somebody was erased.
type Gone struct {
	ID      ID   `json:"id"` // the uuid that the endpoint knows it by
	Partner ID   `json:"partner"`
	On      Date `json:"on"`
}

// EarlierProof is the Sort of a receipt over what an endpoint did not keep: it proves that it was there once, and nothing about now.
const EarlierProof = "earlier"

// miss takes back what no longer holds. What was answered to a recall was said by a store that is gone.
func (d *Delivery) miss(now time.Time) {
	d.MissedAt, d.RecalledAt, d.Recall, d.Ground = now.UTC(), time.Time{}, "", Private{}
	if d.State == DeliveryQueued {
		d.SentAt, d.ReadableAt = time.Time{}, time.Time{}
	}
	for i := range d.Receipts {
		d.Receipts[i].Sort = EarlierProof
	}
}

// WasThere reports whether what is shown as waiting, or as set aside, may lie at the endpoint all the same: an attempt without a receipt was made,
// or the endpoint lost it, and a stick or another copy may bring it back.
func (d *Delivery) WasThere() bool { return d.Left || !d.MissedAt.IsZero() }

// Missed reports whether the endpoint lost it since it was sent, and it does not go again by itself.
func (d *Delivery) Missed() bool {
	return (d.State == DeliverySent || d.State == DeliveryReadable) && d.MissedAt.After(d.SentAt)
}
