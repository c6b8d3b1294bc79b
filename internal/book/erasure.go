package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// LeavingWhy is why somebody stays although a family goes.
type LeavingWhy string

// The reasons.
const (
	WhyOtherHome LeavingWhy = "otherhome" // lives in another family too
	WhyDecides   LeavingWhy = "decides"   // decides about a child of another family
	WhyKnown     LeavingWhy = "known"     // the worker knows this person apart from the family
)

// LeavingWhys lists them.
func LeavingWhys() []LeavingWhy { return []LeavingWhy{WhyOtherHome, WhyDecides, WhyKnown} }

// Leaving is somebody who goes, or who stays of a family that goes.
type Leaving struct {
	ID    record.ID
	Name  record.Private
	Child bool
	Goes  bool
	Why   LeavingWhy     // for who stays
	With  record.Private // the family that keeps them, empty when none does
}

// HandedDo is what can be done about something that was handed over.
type HandedDo string

// What can be done.
const (
	HandedCancel   HandedDo = "cancel"   // it waits and never goes
	HandedRecall   HandedDo = "recall"   // it can be recalled from here
	HandedStick    HandedDo = "stick"    // so it can, with a file that goes by hand
	HandedUnderWay HandedDo = "underway" // it was recalled before, and the answer is not here
	HandedGone     HandedDo = "gone"     // it was recalled, and deleted there
	HandedKept     HandedDo = "kept"     // it was recalled, and kept there: call
	HandedCall     HandedDo = "call"     // it was told or given: call
)

// HandedDos lists them.
func HandedDos() []HandedDo {
	return []HandedDo{HandedCancel, HandedRecall, HandedStick, HandedUnderWay, HandedGone, HandedKept, HandedCall}
}

// Handed is one thing about somebody who goes that is, or may be, with somebody else.
type Handed struct {
	Code     string // H-0042
	Partner  record.Private
	Receiver record.Private
	Phone    record.Private // of the receiver, else of the partner
	PartID   record.ID      // the partner, to open its page
	Endpoint record.ID      // through which it went, or goes; zero when through none
	On       record.Date    // the day it went; zero while it waits
	Way      record.Method
	Groups   []record.FieldGroup
	Do       HandedDo
	Doubt    bool // it was tried without an answer: it may have arrived
	Mixed    bool // it was also about people who stay: a recall takes back all of it
	Carry    bool // its recall goes, or waits to go, as a file that somebody carries there
}

// Erasing is what an erasure takes, what it leaves and what it cannot reach, before it is done. It is a plan of this moment: Erase works
// it out again.
type Erasing struct {
	Kind    record.Kind // of what is erased: KindHousehold or KindPerson
	ID      record.ID
	Name    record.Private
	People  []Leaving
	Counts  map[record.Kind]int // records that go, people and the family itself too
	Changed int                 // records that stay without those who go
	Drafts  int
	Shared  []Handed // newest first
}

// CanRecall is how many of what was handed over can be recalled from here.
func (e Erasing) CanRecall() (n int) {
	for _, h := range e.Shared {
		if h.CanRecall() {
			n++
		}
	}
	return n
}

// Erasing works out what erasing a household or a person would do. Nothing is changed. Another kind is store.ErrNotFound.
func (b *Book) Erasing(ctx context.Context, kind record.Kind, id record.ID) (Erasing, error) {
	var out Erasing
	err := b.view(ctx, func(tx *store.Tx) error {
		e, err := b.plan(ctx, tx, store.Ref{Kind: kind, ID: id})
		if err != nil {
			return err
		}
		out = Erasing{
			Kind: kind, ID: id, Name: e.name, People: e.leaving, Counts: map[record.Kind]int{}, Changed: len(e.put), Drafts: len(e.drafts),
		}
		for _, r := range e.lost {
			out.Counts[r.Kind()]++
		}
		out.Shared, err = e.handed(tx)
		return err
	})
	return out, err
}

// handed lists what is, or may be, with somebody else, newest first.
func (e *ending) handed(tx *store.Tx) ([]Handed, error) {
	var all []Handed
	roads := map[record.ID]*record.Referral{}
	carried := map[record.ID]bool{}
	for _, r := range slices.Concat(e.lost, e.put) {
		if ref, ok := r.(*record.Referral); ok && (e.gone[ref.ID] || e.parting.mixed[ref.ID]) {
			roads[ref.ID] = ref
		}
	}
	for _, one := range e.deliveries() {
		h, ok, err := e.sentThrough(tx, one, roads[one.d.Of])
		if err != nil {
			return nil, err
		}
		carried[one.d.Of] = true
		if ok {
			all = append(all, h)
		}
	}
	for _, ref := range roads {
		if h, ok := e.givenByHand(tx, ref, carried[ref.ID]); ok {
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b Handed) int {
		return cmp.Or(b.On.Number()-a.On.Number(), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Way, b.Way))
	})
	return all, nil
}

// givenByHand is what was handed over in person or by phone, or on a stick without a delivery that says so, as an import may bring; ok is
// false when nothing was, or when a delivery says it.
func (e *ending) givenByHand(tx *store.Tx, ref *record.Referral, carried bool) (h Handed, ok bool) {
	if ref.SentOn.Zero() || ref.Way != record.WayOut || ref.Method == record.MethodSelf || carried && !ref.Method.ByHand() {
		return h, false
	}
	h = Handed{PartID: ref.Partner, On: ref.SentOn, Way: ref.Method, Do: HandedCall, Mixed: !e.gone[ref.ID]}
	h.to(tx, ref)
	return h, true
}

// carriage is a delivery that goes, or that stays without those who go.
type carriage struct {
	d     *record.Delivery
	stays bool
}

func (e *ending) deliveries() []carriage {
	var all []carriage
	for _, r := range e.lost {
		if d, ok := r.(*record.Delivery); ok {
			all = append(all, carriage{d, false})
		}
	}
	for _, d := range e.split {
		all = append(all, carriage{d, true})
	}
	return all
}

// sentThrough says of a delivery what can be done; ok is false when it never left.
func (e *ending) sentThrough(tx *store.Tx, one carriage, ref *record.Referral) (h Handed, ok bool, err error) {
	d := one.d
	h = Handed{PartID: d.Partner, Endpoint: d.Endpoint, Receiver: d.Receiver, On: record.DateOf(d.SentAt.Local()), Way: d.Way, Mixed: one.stays}
	h.to(tx, ref)
	if !d.Receiver.Empty() {
		h.Receiver = d.Receiver
	}
	switch d.State {
	case record.DeliveryCancelled:
		return h, false, nil
	case record.DeliveryQueued, record.DeliveryQuarantined:
		h.Do = HandedCancel
		if h.Doubt, err = attempted(tx, d); h.Doubt {
			h.Do = HandedRecall
		}
	case record.DeliverySent, record.DeliveryReadable:
		h.Do = HandedRecall
	case record.DeliveryRecalling:
		h.Do = HandedUnderWay
		if len(d.Parts) > 0 {
			h.Do = HandedRecall // some groups are taken back; now it would be everything
		}
	case record.DeliveryRecalled:
		h.Do = HandedGone
		if d.Recall == string(record.StandKept) {
			h.Do = HandedKept
		}
	}
	switch h.Do {
	case HandedRecall:
		h.Do = recalledBy(tx, d)
		h.Carry = h.Do == HandedStick
	case HandedUnderWay:
		h.Carry = recalledBy(tx, d) == HandedStick && recallWaits(tx, d)
	}
	return h, true, err
}

// to fills in to whom it went.
func (h *Handed) to(tx *store.Tx, ref *record.Referral) {
	if ref != nil {
		h.Code, h.Groups = record.Code(record.KindReferral, ref.Number), ref.Groups
	}
	p, err := store.Get[*record.Partner](tx, h.PartID)
	if err != nil {
		return // the partner was erased or never chosen: the line still says that something went
	}
	h.Partner, h.Phone = p.Called(), p.Phone
	if ref == nil {
		return
	}
	if o, ok := p.Officer(ref.Receiver); ok {
		h.Receiver = o.First
		if !o.Phone.Empty() {
			h.Phone = o.Phone
		}
	}
}

// attempted reports whether a delivery that waits was tried: then it may have arrived.
func attempted(tx *store.Tx, d *record.Delivery) (bool, error) {
	if d.WasThere() {
		return true, nil
	}
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link != d.ID || row.State != string(record.OutgoingSend) {
			continue
		}
		o, err := store.Get[*record.Outgoing](tx, row.ID)
		if err != nil {
			return false, err
		}
		if o.Sealed != nil {
			return true, nil
		}
	}
	return false, nil
}

// recalledBy is how a recall can go while this device is enrolled with the endpoint: over the network, also of what went on a stick, or
// with a file when the endpoint is reached by files only. Else the worker calls.
func recalledBy(tx *store.Tx, d *record.Delivery) HandedDo {
	e, err := store.Get[*record.Endpoint](tx, d.Endpoint)
	switch {
	case err != nil || d.Way != record.MethodEndpoint && d.Way != record.MethodUSB:
		return HandedCall
	case e.Address == "":
		return HandedStick
	}
	return HandedRecall
}

// recallable reports whether a recall can go from here.
func recallable(tx *store.Tx, d *record.Delivery) bool { return recalledBy(tx, d) != HandedCall }

// recallWaits reports whether the recall of a delivery is still in the outbox.
func recallWaits(tx *store.Tx, d *record.Delivery) bool {
	return slices.ContainsFunc(tx.Rows(record.KindOutgoing), func(row record.Row) bool {
		return row.Link == d.ID && row.State == string(record.OutgoingRecall)
	})
}

// CanRecall reports whether it can be recalled from here, over the network or by hand.
func (h Handed) CanRecall() bool { return h.Do == HandedRecall || h.Do == HandedStick }
