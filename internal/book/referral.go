package book

import (
	"context"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/consent"
	"schakel/internal/disclose"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The errors of the road to help.
var (
	ErrNotShareable = fault.New(fault.Denied, "book.not_shareable", "a doubt or a danger is never offered for sending")
	ErrConsent      = fault.New(fault.Denied, "book.consent", "not everybody who must agree has agreed to exactly this")
	ErrAsked        = fault.New(fault.Denied, "book.asked", "this person said no, and nothing asks again by itself")
	ErrNotAsked     = fault.New(fault.Invalid, "book.not_a_giver", "this person's consent is not needed here")
	ErrUnderWay     = fault.New(fault.Conflict, "book.under_way", "it is already on its way")
)

// ReferralPage is everything the page of a referral shows.
type ReferralPage struct {
	Referral *record.Referral
	Family   Family
	Partner  *record.Partner // nil until one is chosen
	Officer  record.Officer
	Concern  *record.Concern // nil when it started elsewhere, or was erased
	Consents []*record.Consent
	Delivery *record.Delivery // the newest one; nil when nothing was queued
	Answers  []*record.Feedback
	Decision consent.Decision // who must agree, who did, and what is in the way
	Document *cjg.Referral    // exactly what goes; nil until a partner is chosen and something is switched on
	Lines    []cjg.Line
	Schema   string
	Preview  string // the canonical bytes that were hashed
	Hash     string
	Stays    []record.FieldGroup // what stays with the worker
	Endpoint *record.Endpoint    // nil when the partner has none: by phone, in person or by the parent herself
	Norm     int                 // days in which an answer is agreed; 0 when nothing was agreed
	CanSend  bool
	// Erased is whom and what was erased from this store: somebody who still decides in another family by id may be among them.
	Erased map[record.ID]bool
	// Fit is what the worker may want to know about the partner before the family goes: advice, never in the way.
	Fit []FitNote
	// Hindrance is why there is no document yet: something is missing or may not leave; nil when there is one.
	Hindrance error

	input disclose.Input
	homes []*record.Household // every household that names one of these people: gezag noted in another one counts too
}

// StartReferral begins "naar hulp" for a household, from a concern when there is one. Nothing is switched on: the field groups are
// chosen with the family.
func (b *Book) StartReferral(ctx context.Context, household, from record.ID) (*record.Referral, error) {
	r := &record.Referral{Way: record.WayOut, Household: household, Concern: from, State: record.ReferralDraft, Purpose: record.PurposeMeet}
	err := b.update(ctx, func(tx *store.Tx) error {
		if !from.Zero() {
			if err := takeOver(tx, r); err != nil {
				return err
			}
		}
		f, err := family(tx, r.Household)
		if err != nil {
			return err
		}
		if err := fill(tx, r, f, b.Today()); err != nil {
			return err
		}
		if err := toldBefore(tx, r); err != nil {
			return err
		}
		if r.Partner, err = routed(tx, f.Household.Municipality); err != nil {
			return err
		}
		return b.put(tx, r)
	})
	return r, err
}

// takeOver copies what the concern says into the referral, where it can be changed; a doubt or a danger is refused.
func takeOver(tx *store.Tx, r *record.Referral) error {
	c, err := store.Get[*record.Concern](tx, r.Concern)
	if err != nil {
		return err
	}
	if !c.Shareable() {
		return ErrNotShareable
	}
	if r.Household.Zero() {
		r.Household = c.Household
	}
	r.Seen, r.Think, r.GoesWell, r.Question = c.Seen, c.Think, c.GoesWell, c.Wish
	r.Children = slices.Clone(c.About)
	return nil
}

// fill names the parent to speak with and the children it is about: those the concern names, else every child of the household.
func fill(tx *store.Tx, r *record.Referral, f Family, today record.Date) error {
	all, err := homes(tx, f)
	if err != nil {
		return err
	}
	avoid := unsafeIn(all)
	named := r.Children
	r.Children = nil
	for _, child := range f.Children(today) {
		if len(named) == 0 || slices.Contains(named, child.ID) {
			r.Children = append(r.Children, child.ID)
		}
	}
	for _, parent := range f.Parents(today) {
		if avoid[parent.ID] {
			continue // nothing ever suggests speaking with somebody who is not safe to ask
		}
		if r.Parent.Zero() || slices.Contains(named, parent.ID) {
			r.Parent = parent.ID
		}
	}
	if r.GoesWell.Empty() {
		r.GoesWell = f.Household.GoesWell
	}
	if r.Question.Empty() {
		r.Question = f.Household.Wish
	}
	if r.Done.Empty() {
		r.Done = f.Household.Tried
	}
	return nil
}

// SaveReferral keeps what was chosen with the family. What is already on its way is changed by a new version only.
func (b *Book) SaveReferral(ctx context.Context, r *record.Referral) error {
	return b.update(ctx, func(tx *store.Tx) error {
		old, err := store.Get[*record.Referral](tx, r.ID)
		if err != nil {
			return err
		}
		switch old.State {
		case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		default:
			return record.ErrTransition
		}
		if waiting(tx, old) {
			return ErrUnderWay
		}
		b.keepRoad(r, old)
		return b.put(tx, r)
	})
}

// keepRoad keeps of a referral that was typed in everything that only its own operations change. A first step of preparing begins the
// preparing, as soon as it is known for whom.
func (b *Book) keepRoad(r, old *record.Referral) {
	typed := *r
	*r = *old
	r.Head.Revision = typed.Revision
	r.Concern, r.Parent, r.Children, r.Partner, r.Receiver = typed.Concern, typed.Parent, typed.Children, typed.Partner, typed.Receiver
	r.Method, r.Form, r.Purpose, r.JGZ, r.Groups, r.Steps = typed.Method, typed.Form, typed.Purpose, typed.JGZ, typed.Groups, typed.Steps
	r.Reason, r.Question, r.Wants, r.Done = typed.Reason, typed.Question, typed.Wants, typed.Done
	r.GoesWell, r.Seen, r.Think = typed.GoesWell, typed.Seen, typed.Think
	r.WaitingFrom, r.Invite, r.AskedOn = typed.WaitingFrom, typed.Invite, typed.AskedOn
	if r.Way == record.WayOut && r.State == record.ReferralDraft && len(r.Steps) > 0 && !r.Partner.Zero() {
		_ = r.Apply(record.ReferralPrepare, "", "", b.now()) // always legal from a draft
	}
}

// waiting reports whether the referral's delivery is still in the outbox.
func waiting(tx *store.Tx, r *record.Referral) bool {
	if r.Delivery.Zero() {
		return false
	}
	d, err := store.Get[*record.Delivery](tx, r.Delivery)
	return err == nil && d.State == record.DeliveryQueued
}

// ReferralPage reads a referral with everything around it, and what may go now.
func (b *Book) ReferralPage(ctx context.Context, id record.ID) (ReferralPage, error) {
	var page ReferralPage
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		page, err = b.referralPage(tx, id)
		return err
	})
	return page, err
}

func (b *Book) referralPage(tx *store.Tx, id record.ID) (ReferralPage, error) {
	r, err := store.Get[*record.Referral](tx, id)
	if err != nil {
		return ReferralPage{}, err
	}
	page := ReferralPage{Referral: r, Family: Family{Household: &record.Household{}}}
	if !r.Household.Zero() {
		if page.Family, err = family(tx, r.Household); err != nil {
			return ReferralPage{}, err
		}
	}
	if err := page.around(tx); err != nil {
		return ReferralPage{}, err
	}
	if page.homes, err = homes(tx, page.Family); err != nil {
		return ReferralPage{}, err
	}
	if page.Erased, err = tx.Erased(); err != nil {
		return ReferralPage{}, err
	}
	if err := b.document(tx, &page); err != nil {
		return ReferralPage{}, err
	}
	page.Decision = consent.Decide(page.asked(b.Today()))
	page.Fit = page.fit(b.Today())
	page.CanSend = page.Decision.Allowed && page.Endpoint != nil && !waiting(tx, r) && sendable(r)
	return page, nil
}

// sendable are the states from which a document can still go.
func sendable(r *record.Referral) bool {
	switch r.State {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		return r.Way == record.WayOut
	}
	return false
}

// around reads what belongs to the referral. What was erased is left out.
func (p *ReferralPage) around(tx *store.Tx) error {
	r := p.Referral
	var err error
	if !r.Partner.Zero() {
		if p.Partner, err = store.Get[*record.Partner](tx, r.Partner); err != nil {
			return err
		}
		p.Officer, _ = p.Partner.Officer(r.Receiver)
		p.Norm = p.Partner.Norm
		if !p.Partner.Endpoint.Zero() {
			if p.Endpoint, err = store.Get[*record.Endpoint](tx, p.Partner.Endpoint); err != nil && !missing(err) {
				return err
			}
		}
	}
	if !r.Concern.Zero() {
		if p.Concern, err = store.Get[*record.Concern](tx, r.Concern); err != nil && !missing(err) {
			return err
		}
	}
	of := func(row record.Row) bool { return row.Link == r.ID }
	if err := collect(tx, record.KindConsent, &p.Consents, of); err != nil {
		return err
	}
	if err := answers(tx, &p.Answers, of); err != nil {
		return err
	}
	if r.Delivery.Zero() {
		return nil
	}
	p.Delivery, err = store.Get[*record.Delivery](tx, r.Delivery)
	if missing(err) {
		return nil
	}
	return err
}

// asked is the question that package consent answers.
func (p *ReferralPage) asked(on record.Date) consent.Input {
	return consent.Input{
		Subjects: p.Referral.Subjects(), People: p.Family.all(), Households: p.homes,
		Consents: p.Consents, Recipient: p.Referral.Partner, Purpose: p.Referral.Purpose, Groups: p.Referral.Groups,
		Hash: p.Hash, On: on,
	}
}
