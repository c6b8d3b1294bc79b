package book

import (
	"context"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The reasons for which a message is held: a person looks at it before it goes.
var (
	ErrChanged  = fault.New(fault.Denied, "book.changed", "what would go now differs from what was shown")
	ErrNoLonger = fault.New(fault.Denied, "book.no_longer", "the consent no longer covers this")
)

// readableProof is the sort of the inbox's second receipt.
const readableProof = "readable"

// recallProof is the sort of the receipt over a recall.
const recallProof = "recall"

// Send queues a referral for its partner's endpoint. Consent is decided here and again at send time. It counts as sent only after
// the signed receipt.
func (b *Book) Send(ctx context.Context, referral record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		page, err := b.referralPage(tx, referral)
		if err != nil {
			return err
		}
		r := page.Referral
		switch {
		case waiting(tx, r):
			return ErrUnderWay
		case page.Endpoint == nil:
			return ErrNoEndpoint
		case !page.CanSend:
			return ErrConsent
		}
		d := &record.Delivery{
			Of: r.ID, What: record.KindReferral, Endpoint: page.Endpoint.ID, Partner: r.Partner, Receiver: page.Officer.First,
			Way: record.MethodEndpoint, Consents: page.given(b.Today()), Version: 1, Schema: page.Schema,
			Document: record.Text(page.Preview), Hash: page.Hash, State: record.DeliveryQueued, QueuedAt: b.now().UTC(),
		}
		d.Owner = r.Owner
		if err := b.enqueue(tx, d, record.OutgoingSend); err != nil {
			return err
		}
		r.Method, r.Delivery = record.MethodEndpoint, d.ID
		if r.State != record.ReferralReady {
			if err := r.Apply(record.ReferralReadyNow, "", "", b.now()); err != nil {
				return err
			}
		}
		if err := b.put(tx, r); err != nil {
			return err
		}
		return b.referConcern(tx, r.Concern)
	})
}

// referConcern notes on the concern that it goes to help.
func (b *Book) referConcern(tx *store.Tx, id record.ID) error {
	if id.Zero() {
		return nil
	}
	c, err := store.Get[*record.Concern](tx, id)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if c.Apply(record.ConcernRefer, "", b.now()) != nil {
		return nil // it already stands so, or was closed in between: the referral goes all the same
	}
	return b.put(tx, c)
}

// given lists the consents under which the document goes.
func (p *ReferralPage) given(on record.Date) []record.ID {
	var ids []record.ID
	for _, c := range p.Consents {
		if c.Gives(on) && c.Hash == p.Hash {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// enqueue keeps a delivery and puts it in the outbox, in the same transaction.
func (b *Book) enqueue(tx *store.Tx, d *record.Delivery, task record.OutgoingTask) error {
	if err := b.put(tx, d); err != nil {
		return err
	}
	n, err := tx.Number(record.KindOutgoing)
	if err != nil {
		return err
	}
	o := &record.Outgoing{Seq: uint64(n), Task: task, Delivery: d.ID, Endpoint: d.Endpoint}
	o.Owner = d.Owner
	return b.put(tx, o)
}

// pack makes an entry of the outbox ready to go: consent is checked again, the document is rebuilt and must equal the one that was
// shown, and the envelope of the first attempt is kept so that a repeat is the same message.
func (b *Book) pack(tx *store.Tx, id record.ID) ([]byte, error) {
	o, err := store.Get[*record.Outgoing](tx, id)
	if err != nil {
		return nil, err
	}
	if o.Task == record.OutgoingGive {
		return b.packGift(tx, o)
	}
	d, err := store.Get[*record.Delivery](tx, o.Delivery)
	if err != nil {
		return nil, err
	}
	e, err := store.Get[*record.Endpoint](tx, o.Endpoint)
	if err != nil {
		return nil, err
	}
	doc, err := b.contents(tx, o, d)
	if err != nil || o.Sealed != nil && !b.sealedTooOld(e, o.Sealed) {
		return o.Sealed, err
	}
	return o.Sealed, b.sealAnew(tx, e, o, d, doc)
}

// contents is what the envelope holds. For a send it decides consent again, at this moment.
func (b *Book) contents(tx *store.Tx, o *record.Outgoing, d *record.Delivery) (cjg.Document, error) {
	if o.Task == record.OutgoingRecall {
		return b.recallOf(tx, o, d)
	}
	if d.Reply() {
		return b.replyAgain(tx, d)
	}
	if isAsked(d.What) {
		return b.askAgain(tx, d)
	}
	page, err := b.referralPage(tx, d.Of)
	if err != nil {
		return nil, err
	}
	if page.Hash != d.Hash || page.Schema != d.Schema {
		return nil, ErrChanged
	}
	if !page.Decision.Allowed {
		return nil, ErrNoLonger
	}
	return page.withConsents(b.Today())
}

// nameless is the short number in the recall of something that was erased here: the number went with it. The other side knows the message
// by its uuid.
const nameless = "H-0000"

func (b *Book) recallOf(tx *store.Tx, o *record.Outgoing, d *record.Delivery) (cjg.Document, error) {
	day := b.Today()
	if h, err := envelope.ParseHeader(o.Sealed); err == nil { // sealed once more, it is the same recall
		day = record.DateOf(h.Created.In(b.now().Location()))
	}
	recall := &cjg.Recall{
		Schema: cjg.RecallSchema, About: envelope.UUID(d.ID).String(), Whole: true, Date: day.String(), Disclaimer: cjg.Disclaimer,
	}
	if d.Orphan() {
		recall.Number = nameless
	}
	for _, g := range d.Parts {
		recall.Whole, recall.Groups = false, append(recall.Groups, disclose.GroupWord(g))
	}
	for _, row := range tx.Rows(d.What) {
		if row.ID == d.Of {
			recall.Number = record.Code(d.What, row.Number)
		}
	}
	return recall, nil
}

// delivered takes over what the endpoint's verified receipts prove. Only this makes a referral sent.
func (b *Book) delivered(tx *store.Tx, outgoing, delivery record.ID, proofs []record.Proof) error {
	d, err := store.Get[*record.Delivery](tx, delivery)
	if err != nil {
		return err
	}
	o, err := store.Get[*record.Outgoing](tx, outgoing)
	if missing(err) {
		return b.lateReceipt(tx, d, proofs)
	}
	if err != nil {
		return err
	}
	if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
		return err
	}
	if err := b.reached(tx, o.Endpoint); err != nil {
		return err
	}
	if o.Task == record.OutgoingRecall {
		if d.Orphan() {
			return nil // it stands as it is until the answer comes
		}
		for _, p := range proofs {
			d.Receipts = append(d.Receipts, record.Proof{Sort: recallProof, Bytes: p.Bytes, At: p.At})
		}
		if err := tx.Audit(actionRecalled, d.What, d.Of); err != nil {
			return err
		}
		return b.put(tx, d)
	}
	return b.sent(tx, d, proofs)
}

// lateReceipt keeps the proof of a message that was withdrawn while it was under way; its recall is in the outbox.
func (b *Book) lateReceipt(tx *store.Tx, d *record.Delivery, proofs []record.Proof) error {
	if d.State != record.DeliveryRecalling || d.Orphan() {
		return nil
	}
	d.Receipts = append(d.Receipts, proofs...)
	return b.put(tx, d)
}

func (b *Book) sent(tx *store.Tx, d *record.Delivery, proofs []record.Proof) error {
	if err := d.Apply(record.DeliveryReceipt, b.now()); err != nil {
		return err
	}
	for _, p := range proofs {
		if p.Sort == outbox.ReceivedProof {
			d.Receipts = append(d.Receipts, p)
		}
	}
	for _, p := range proofs {
		r, err := envelope.ParseReceipt(p.Bytes)
		if p.Sort != readableProof || err != nil {
			continue
		}
		if err := b.readable(d, r); err != nil {
			return err
		}
	}
	if err := b.put(tx, d); err != nil {
		return err
	}
	if err := tx.Audit(actionSent, d.What, d.Of); err != nil {
		return err
	}
	if err := b.markSent(tx, d); err != nil {
		return err
	}
	return b.catchUp(tx, d)
}

func (b *Book) markSent(tx *store.Tx, d *record.Delivery) error {
	if d.Reply() {
		return nil // it answers; what it is about stands where it stood
	}
	if isAsked(d.What) {
		return b.markAsked(tx, d)
	}
	r, err := store.Get[*record.Referral](tx, d.Of)
	if err != nil {
		return err
	}
	if err := r.Apply(record.ReferralReceipt, "", "", b.now()); err != nil {
		return err
	}
	return b.put(tx, r)
}

// readable takes over the inbox's second receipt, which must be over the same header as the first.
func (b *Book) readable(d *record.Delivery, r envelope.Receipt) error {
	for _, have := range d.Receipts {
		first, err := envelope.ParseReceipt(have.Bytes)
		if have.Sort == outbox.ReceivedProof && err == nil && first.Header == r.Header {
			if err := d.Apply(record.DeliveryOpen, b.now()); err != nil {
				return err
			}
			d.Receipts = append(d.Receipts, record.Proof{Sort: readableProof, Bytes: r.Bytes(), At: r.Time})
			return nil
		}
	}
	return cjg.ErrReceipt
}

// reached notes that the endpoint answered.
func (b *Book) reached(tx *store.Tx, id record.ID) error {
	e, err := store.Get[*record.Endpoint](tx, id)
	if err != nil {
		return err
	}
	e.Reached, e.Parked = b.now().UTC(), ""
	if err := b.drawAhead(e); err != nil {
		return err
	}
	return b.put(tx, e)
}

// hold puts a message aside with the reason, so that the queue goes on.
func (b *Book) hold(tx *store.Tx, id record.ID, code string) error {
	o, err := store.Get[*record.Outgoing](tx, id)
	if err != nil {
		return err
	}
	if o.Task == record.OutgoingGive {
		return b.holdGift(tx, o, code)
	}
	d, err := store.Get[*record.Delivery](tx, o.Delivery)
	if err != nil {
		return err
	}
	if o.Task == record.OutgoingRecall {
		o.Held = code
		return b.put(tx, o)
	}
	if err := tx.Delete(record.KindOutgoing, o.ID); err != nil {
		return err
	}
	if d.State != record.DeliveryQueued {
		return nil
	}
	if (o.Sealed != nil || d.Left) && (code == ErrChanged.Code || code == ErrNoLonger.Code || code == ErrReplyUnsafe.Code) {
		return b.doubt(tx, d, code)
	}
	if err := d.Apply(record.DeliveryQuarantine, b.now()); err != nil {
		return err
	}
	d.Reason, d.Left = code, d.Left || o.Sealed != nil
	return b.put(tx, d)
}

// doubt recalls a message that may not go any more but may have arrived in an attempt without a receipt.
func (b *Book) doubt(tx *store.Tx, d *record.Delivery, code string) error {
	if err := d.Apply(record.DeliveryDoubt, b.now()); err != nil {
		return err
	}
	d.Reason = code
	return b.enqueue(tx, d, record.OutgoingRecall)
}
