package book

import (
	"context"
	"crypto/rand"
	"io"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/fault"
	"schakel/internal/municipality"
	"schakel/internal/record"
	"schakel/internal/store"
)

// document rebuilds exactly what would go now. What is missing is noted on the page: the worker's own name, a partner, a subject.
func (b *Book) document(tx *store.Tx, p *ReferralPage) error {
	for _, g := range record.FieldGroups() {
		if !contains(p.Referral.Groups, g) {
			p.Stays = append(p.Stays, g)
		}
	}
	me, err := profile(tx)
	if err != nil {
		return err
	}
	p.input = disclose.Input{
		Referral: p.Referral, Household: p.Family.Household, People: p.Family.all(), Partner: p.Partner, Profile: me,
		Concern: p.Concern, Groups: p.Referral.Groups, Municipality: municipality.Name(p.Family.Household.Municipality),
		Words: b.dutch, On: b.Today(),
	}
	doc, err := disclose.Build(p.input)
	if err != nil {
		return p.hindered(err)
	}
	preview, err := disclose.Of(doc)
	if err != nil {
		return p.hindered(err)
	}
	p.Document, p.Lines = doc, doc.Lines()
	p.Schema, p.Preview, p.Hash = preview.Schema, string(preview.Bytes), preview.Hash
	return nil
}

// hindered keeps an error that a person can do something about, for the page to show.
func (p *ReferralPage) hindered(err error) error {
	switch fault.Of(err) {
	case fault.Invalid, fault.Denied, fault.Full:
		p.Hindrance = err
		return nil
	}
	return err
}

// withConsents is the document as it is sent: the previewed one with the list of who agreed.
func (p *ReferralPage) withConsents(record.Date) (cjg.Document, error) {
	previewed := disclose.Preview{Schema: p.Schema, Bytes: []byte(p.Preview), Hash: p.Hash}
	doc, _, err := disclose.Final(p.input, previewed, p.Consents)
	return doc, err
}

func (f Family) all() []*record.Person {
	people := make([]*record.Person, 0, len(f.People))
	for _, m := range f.Household.Members {
		if p := f.People[m.Person]; p != nil {
			people = append(people, p)
		}
	}
	for id, p := range f.People {
		if f.Relation(id) == record.RelationOther && !f.member(id) {
			people = append(people, p)
		}
	}
	return people
}

func (f Family) member(id record.ID) bool {
	for _, m := range f.Household.Members {
		if m.Person == id {
			return true
		}
	}
	return false
}

// dutch gives the Dutch word for a value: a document is read by a Dutch organisation, whatever language the screen has.
func (b *Book) dutch(enum, value string) string { return b.words.Value(enum, value) }

func (b *Book) chance() io.Reader {
	if b.random != nil {
		return b.random
	}
	return rand.Reader
}

func contains[T comparable](all []T, one T) bool {
	for _, v := range all {
		if v == one {
			return true
		}
	}
	return false
}

// SendRequest queues the worker's own question for its partner's endpoint. It carries no personal data, so no consent.
func (b *Book) SendRequest(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		q, err := store.Get[*record.Request](tx, id)
		if err != nil {
			return err
		}
		if q.State != record.RequestOpen && q.State != record.RequestReady || !q.Delivery.Zero() {
			return ErrUnderWay
		}
		p, err := store.Get[*record.Partner](tx, q.Partner)
		if err != nil {
			return err
		}
		if p.Endpoint.Zero() {
			return ErrNoEndpoint
		}
		preview, _, err := requestDocument(tx, q, p)
		if err != nil {
			return err
		}
		d := &record.Delivery{
			Of: q.ID, What: record.KindRequest, Endpoint: p.Endpoint, Partner: p.ID, Way: record.MethodEndpoint, Version: 1,
			Schema: preview.Schema, Document: record.Text(string(preview.Bytes)), Hash: preview.Hash,
			State: record.DeliveryQueued, QueuedAt: b.now().UTC(),
		}
		if err := b.enqueue(tx, d, record.OutgoingSend); err != nil {
			return err
		}
		q.Delivery = d.ID
		return b.put(tx, q)
	})
}

func requestDocument(tx *store.Tx, q *record.Request, p *record.Partner) (disclose.Preview, *cjg.Request, error) {
	me, err := profile(tx)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	in := disclose.RequestInput{Request: q, Partner: p, Receiver: q.Receiver, Profile: me}
	if !q.Meeting.Zero() {
		if in.Meeting, err = store.Get[*record.Meeting](tx, q.Meeting); err != nil && !missing(err) {
			return disclose.Preview{}, nil, err
		}
	}
	doc, err := disclose.Request(in)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	preview, err := disclose.Of(doc)
	return preview, doc, err
}

// requestAgain rebuilds a request at send time; it must equal what was queued.
func (b *Book) requestAgain(tx *store.Tx, d *record.Delivery) (cjg.Document, error) {
	q, err := store.Get[*record.Request](tx, d.Of)
	if err != nil {
		return nil, err
	}
	p, err := store.Get[*record.Partner](tx, q.Partner)
	if err != nil {
		return nil, err
	}
	preview, doc, err := requestDocument(tx, q, p)
	if err != nil {
		return nil, err
	}
	if preview.Hash != d.Hash {
		return nil, ErrChanged
	}
	return doc, nil
}
