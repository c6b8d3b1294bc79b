package book

import (
	"slices"

	"schakel/internal/envelope"
	"schakel/internal/record"
	"schakel/internal/store"
)

// neverInvited remembers an invitation that was taken back before it came, so that it does not come afterwards: two roads, or a file that
// brings everything from the beginning, may give it later.
func (b *Book) neverInvited(e *record.Endpoint, id record.ID) {
	if wire := envelope.UUID(id).String(); !slices.Contains(e.Invited, wire) {
		e.Invited = append(e.Invited, wire)
	}
}

// inviteWithdrawn is for an invitation that the other side took back. What waits here about it goes no more; what went stays there, and
// what may have arrived is recalled. The question itself ends as long as nobody was named: from then on it is the family's road, which
// nobody ends from outside, and a person looks.
func (b *Book) inviteWithdrawn(tx *store.Tx, r *record.Referral) (record.Aside, error) {
	all, err := deliveriesOf(tx, r.ID)
	if err != nil {
		return "", err
	}
	for _, d := range all {
		if d.Reply() && (d.State == record.DeliveryQueued || d.State == record.DeliveryQuarantined) {
			if err := b.takeBack(tx, d); err != nil {
				return "", err
			}
		}
	}
	switch {
	case r.Ended() || r.State == record.ReferralDeclined:
		return "", nil // nothing was expected here any more
	case !r.Household.Zero():
		return record.AsideFurther, nil
	}
	if err := r.Apply(record.ReferralWithdrawal, record.ArrivalPartner, "", b.now()); err != nil {
		return "", err
	}
	return "", b.put(tx, r)
}

// takenBack reports whether the other side took a question of its own back.
func takenBack(tx *store.Tx, invitation record.ID) bool {
	return slices.ContainsFunc(tx.Rows(record.KindFeedback), func(row record.Row) bool {
		return row.Link == invitation && row.State == string(record.StandWithdrawn)
	})
}

// news finds what was said about an invitation last and was not read, and whether it was taken back.
func (in *Invitation) news(tx *store.Tx) error {
	var unread []*record.Feedback
	err := answers(tx, &unread, func(row record.Row) bool { return row.Link == in.Referral && row.Flags&record.RowOpen != 0 })
	if len(unread) > 0 {
		in.News = unread[0]
	}
	in.Back = takenBack(tx, in.Referral)
	return err
}
