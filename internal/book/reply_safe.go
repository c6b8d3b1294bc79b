package book

import (
	"bytes"
	"slices"

	"schakel/internal/consent"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ErrReplyUnsafe is a text about a family that names somebody who is not safe to ask. It is refused as a whole: half of it would say
// something else.
var ErrReplyUnsafe = fault.New(fault.Denied, "book.reply_unsafe", "the text names somebody who is not safe to ask")

// mayStillSay reports whether words about a family's referral may go to a partner today. The rule of the referral itself decides, as it is
// now: who has to agree changes with birthdays, with gezag, and when somebody is not safe to ask any more. That the document was changed
// since does not count, because the document does not go again.
func (b *Book) mayStillSay(tx *store.Tx, d *record.Delivery) (bool, error) {
	if ok, err := b.stand(tx, d.Consents); err != nil || !ok || d.What != record.KindReferral || len(d.Consents) == 0 {
		return ok, err
	}
	page, err := b.referralPage(tx, d.Of)
	if missing(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	in := page.asked(b.Today())
	in.Recipient = d.Partner // a road may lie with the next partner by now
	return !slices.ContainsFunc(consent.Decide(in).Problems, func(p consent.Problem) bool {
		return p.Code != consent.PreviewChanged && p.Code != consent.ConsentGroup
	}), nil
}

// namesUnsafe refuses a text about a family that names somebody of it who is not safe to ask.
func namesUnsafe(tx *store.Tx, owner record.ID, text record.Private) error {
	if owner.Zero() || text.Empty() {
		return nil
	}
	called, err := calledUnsafe(tx, unsafeAround(tx, owner))
	if err != nil {
		return err
	}
	if called.in(text.Reveal()) {
		return ErrReplyUnsafe
	}
	return nil
}

// speaksFor reports whether an endpoint is the one that a delivery went to: the same record, or the same endpoint enrolled with anew.
func speaksFor(tx *store.Tx, e *record.Endpoint, d *record.Delivery) (bool, error) {
	if d.Endpoint == e.ID {
		return true, nil
	}
	first, err := store.Get[*record.Endpoint](tx, d.Endpoint)
	if missing(err) {
		return false, nil
	}
	return err == nil && len(e.Roots) > 0 && bytes.Equal(first.Roots, e.Roots), err
}
