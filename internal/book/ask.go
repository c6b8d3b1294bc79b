package book

import (
	"context"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// asked is a wijksignaal or a verzoek: both are asked of a partner without anything personal, so without a consent, and get an answer.
type asked interface {
	record.Record
	NextState(a record.RoadAction) (record.RequestState, error)
	Apply(a record.RoadAction, on record.Date, now time.Time) error
	Take(r record.Returned, now time.Time) error
}

// getAsked reads one of the two.
func getAsked(tx *store.Tx, kind record.Kind, id record.ID) (asked, error) {
	if kind == record.KindSignal {
		return store.Get[*record.Signal](tx, id)
	}
	return store.Get[*record.Request](tx, id)
}

// isAsked reports whether a delivery is of one of the two.
func isAsked(kind record.Kind) bool { return kind == record.KindRequest || kind == record.KindSignal }

// whom gives the partner, and where the delivery is noted.
func whom(r asked) (partner record.ID, delivery *record.ID) {
	switch r := r.(type) {
	case *record.Signal:
		return r.Partner, &r.Delivery
	case *record.Request:
		return r.Partner, &r.Delivery
	}
	return record.ID{}, new(record.ID)
}

// SendRequest queues the worker's own question for its partner's endpoint. It carries no personal data, so no consent. ErrUnderWay when it
// was given already, ErrNoEndpoint when the partner has none.
func (b *Book) SendRequest(ctx context.Context, id record.ID) error {
	return b.ask(ctx, record.KindRequest, id)
}

// SendSignal queues a wijksignaal for its partner's endpoint, as SendRequest does.
func (b *Book) SendSignal(ctx context.Context, id record.ID) error {
	return b.ask(ctx, record.KindSignal, id)
}

func (b *Book) ask(ctx context.Context, kind record.Kind, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := getAsked(tx, kind, id)
		if err != nil {
			return err
		}
		to, delivery := whom(r)
		if to.Zero() {
			return ErrNoEndpoint
		}
		if _, err := r.NextState(record.RoadAsk); err != nil || !delivery.Zero() {
			return ErrUnderWay
		}
		p, err := store.Get[*record.Partner](tx, to)
		if err != nil {
			return err
		}
		if p.Endpoint.Zero() {
			return ErrNoEndpoint
		}
		preview, _, err := askDocument(tx, r, p)
		if err != nil {
			return err
		}
		d := &record.Delivery{
			Of: id, What: kind, Endpoint: p.Endpoint, Partner: p.ID, Way: record.MethodEndpoint, Version: 1,
			Schema: preview.Schema, Document: record.Text(string(preview.Bytes)), Hash: preview.Hash,
			State: record.DeliveryQueued, QueuedAt: b.now().UTC(),
		}
		if err := b.enqueue(tx, d, record.OutgoingSend); err != nil {
			return err
		}
		*delivery = d.ID
		return b.put(tx, r)
	})
}

// askDocument makes the document of either.
func askDocument(tx *store.Tx, r asked, p *record.Partner) (disclose.Preview, cjg.Document, error) {
	me, err := profile(tx)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	var doc cjg.Document
	switch r := r.(type) {
	case *record.Signal:
		doc, err = disclose.Signal(disclose.SignalInput{Signal: r, Words: i18n.Parts(r.Words.Reveal()), Partner: p, Profile: me})
	case *record.Request:
		in := disclose.RequestInput{Request: r, Partner: p, Receiver: r.Receiver, Profile: me}
		if !r.Meeting.Zero() {
			if in.Meeting, err = store.Get[*record.Meeting](tx, r.Meeting); err != nil && !missing(err) {
				return disclose.Preview{}, nil, err
			}
		}
		doc, err = disclose.Request(in)
	}
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	preview, err := disclose.Of(doc)
	return preview, doc, err
}

// askAgain rebuilds the document at send time; it must equal what was queued.
func (b *Book) askAgain(tx *store.Tx, d *record.Delivery) (cjg.Document, error) {
	preview, doc, err := previewAsked(tx, d)
	if err != nil {
		return nil, err
	}
	if preview.Hash != d.Hash {
		return nil, ErrChanged
	}
	return doc, nil
}

// previewAsked makes the document of either as it is now.
func previewAsked(tx *store.Tx, d *record.Delivery) (disclose.Preview, cjg.Document, error) {
	r, err := getAsked(tx, d.What, d.Of)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	to, _ := whom(r)
	p, err := store.Get[*record.Partner](tx, to)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	return askDocument(tx, r, p)
}

// markAsked notes that it was given, when the receipt is here.
func (b *Book) markAsked(tx *store.Tx, d *record.Delivery) error {
	r, err := getAsked(tx, d.What, d.Of)
	if err != nil {
		return err
	}
	if err := r.Apply(record.RoadAsk, record.Date{}, b.now()); err != nil {
		return err
	}
	return b.put(tx, r)
}

// askedAnswered takes the answer over, and says why it did not.
func (b *Book) askedAnswered(tx *store.Tx, d *record.Delivery, f *record.Feedback) (record.Aside, error) {
	r, err := getAsked(tx, d.What, d.Of)
	if err != nil {
		if missing(err) {
			err = nil
		}
		return "", err
	}
	if _, now := whom(r); *now != d.ID && !d.Reply() {
		return record.AsideElsewhere, nil
	}
	if _, err := r.NextState(record.RoadAnswer); err != nil {
		return record.AsideEnded, nil // closed meanwhile, or its receipt is still to come: the answer itself is kept
	}
	if err := r.Take(record.Returned{Reply: replyOf(f.Stand), Why: whyOf(f.Stand), Text: f.Text}, b.now()); err != nil {
		return "", err
	}
	return "", b.put(tx, r)
}
