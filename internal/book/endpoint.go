package book

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"slices"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/municipality"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ErrNoEndpoint is returned when something is to be sent to a partner that no endpoint belongs to.
var ErrNoEndpoint = fault.New(fault.NotFound, "book.no_endpoint", "no endpoint belongs to this partner")

// Carrier is one connection to an endpoint, as *cjg.Client is. The network comes in from outside.
type Carrier interface {
	Put(ctx context.Context, sealed []byte) (cjg.Delivery, error)
	Withdraw(ctx context.Context, target envelope.UUID, sealed []byte) (cjg.Delivery, error)
	Changes(ctx context.Context, cursor string) (cjg.Changes, error)
	Renew(ctx context.Context, keys cjg.DeviceKeys) (cjg.Enrolment, error)
}

// Joined is an enrolment with what the device itself brought to it.
type Joined struct {
	Address   string // https URL of the endpoint's device listener
	Keys      cjg.DeviceKeys
	Enrolment cjg.Enrolment
	Partner   record.ID // the partner that the endpoint is; zero makes a new partner with the endpoint's local name
	Again     record.ID // the endpoint that was joined before with these keys; zero for another one
}

// Join keeps an endpoint after the device was enrolled, and ties it to its partner. The reply norm that the endpoint's beheerder
// entered becomes the partner's.
func (b *Book) Join(ctx context.Context, j Joined) (*record.Endpoint, error) {
	e := &record.Endpoint{Address: j.Address, Keys: keptKeys(j.Keys), Enrolled: b.Today()}
	adopt(e, j.Enrolment)
	e.Asked = b.now().UTC()
	e.Reached = e.Asked // it answered just now
	err := b.update(ctx, func(tx *store.Tx) error {
		if !j.Again.Zero() {
			return b.joinAgain(tx, e, j)
		}
		if err := b.drawAhead(e); err != nil {
			return err
		}
		if err := b.put(tx, e); err != nil {
			return err
		}
		return b.tie(tx, e, j.Partner)
	})
	return e, err
}

// joinAgain takes over what an endpoint says to a device that it knew before: what waits for it can go now.
func (b *Book) joinAgain(tx *store.Tx, e *record.Endpoint, j Joined) error {
	old, err := store.Get[*record.Endpoint](tx, j.Again)
	if err != nil {
		return err
	}
	if err := b.newTerms(tx, old, j.Enrolment.Agreement); err != nil {
		return err
	}
	adopt(old, j.Enrolment)
	old.Address, old.Parked, old.Asked, old.Reached = j.Address, "", e.Asked, e.Reached
	*e = *old
	if err := b.put(tx, e); err != nil || j.Partner.Zero() {
		return err
	}
	return b.tie(tx, e, j.Partner)
}

// Joined finds the endpoint of a code that this device was enrolled with before, by the issuer that the code pins; nil for none. Enrolled again
// with the same keys, the device is the same one there: what it sent stays its own.
func (b *Book) Joined(ctx context.Context, code string) (*record.Endpoint, error) {
	parsed, err := cjg.ParseCode(code)
	if err != nil {
		return nil, err
	}
	all, err := b.Endpoints(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		block, _ := pem.Decode(e.Roots)
		if block == nil || e.Address == "" {
			continue
		}
		if issuer, err := x509.ParseCertificate(block.Bytes); err == nil && parsed.Matches(issuer) {
			return e, nil
		}
	}
	return nil, nil
}

// keptKeys is this device's keys for an endpoint as they are kept.
func keptKeys(k cjg.DeviceKeys) record.Private {
	return record.Text(base64.StdEncoding.EncodeToString(k.Bytes()))
}

// adopt takes over what an endpoint says of itself: its keys, this device's certificate, and what its beheerder agreed.
func adopt(e *record.Endpoint, got cjg.Enrolment) {
	e.Roots, e.Certificate = got.Issuer, got.Certificate
	adoptKeys(e, cjg.EndpointKeys{Front: got.Front, Inbox: got.Inbox, Opening: got.Opening, Earlier: got.Earlier})
	adoptTerms(e, got.Agreement)
}

// adoptTerms takes over what an endpoint's beheerder agreed.
func adoptTerms(e *record.Endpoint, a cjg.Agreement) {
	e.Name, e.Norm, e.Privacy = foreignLine(a.Organisation, record.LimitName), a.NormDays, foreignText(a.PrivacyNotice)
	e.Agreement = record.Text(strings.TrimSpace(string(a.Sort) + " " + a.Date))
	e.Responsible = record.Text(strings.TrimSpace(a.Responsible + " " + a.Contact))
	e.Towns = nil
	for _, p := range a.Places {
		town := municipality.Code(p.Municipality)
		if town == "" {
			town = strings.TrimSpace(p.Municipality)
		}
		if town != "" && !slices.Contains(e.Towns, town) {
			e.Towns = append(e.Towns, town)
		}
	}
}

// tie makes an endpoint its partner's.
func (b *Book) tie(tx *store.Tx, e *record.Endpoint, partner record.ID) error {
	p, err := partnerFor(tx, partner, e)
	if err != nil {
		return err
	}
	p.Endpoint = e.ID
	if e.Norm > 0 {
		p.Norm = e.Norm
	}
	if len(p.Serves) == 0 {
		p.Serves = e.Towns
	}
	return b.put(tx, p)
}

// routed is the partner whose endpoint a family's referral belongs to by its gemeente: the only one of several that receives for it. None
// when the worker has one endpoint or none, when nobody knows the gemeente, or when two receive for it: then the worker chooses.
func routed(tx *store.Tx, town string) (record.ID, error) {
	rows := tx.Rows(record.KindEndpoint)
	if town == "" || len(rows) < 2 {
		return record.ID{}, nil
	}
	var found []record.ID
	for _, row := range rows {
		e, err := store.Get[*record.Endpoint](tx, row.ID)
		if err != nil {
			return record.ID{}, err
		}
		if slices.Contains(e.Towns, town) {
			found = append(found, e.ID)
		}
	}
	if len(found) != 1 {
		return record.ID{}, nil
	}
	for _, row := range tx.Rows(record.KindPartner) {
		if row.Link == found[0] {
			return row.ID, nil
		}
	}
	return record.ID{}, nil
}

// partnerFor is the chosen partner, else one with the endpoint's name, else a new one.
func partnerFor(tx *store.Tx, id record.ID, e *record.Endpoint) (*record.Partner, error) {
	if !id.Zero() {
		return store.Get[*record.Partner](tx, id)
	}
	for _, row := range tx.Rows(record.KindPartner) {
		if row.Title.Equal(record.Cut(e.Name)) {
			return store.Get[*record.Partner](tx, row.ID)
		}
	}
	return &record.Partner{Type: record.PartnerCJG, Name: e.Name}, nil
}

// Endpoints lists the endpoints this device is enrolled with.
func (b *Book) Endpoints(ctx context.Context) ([]*record.Endpoint, error) {
	var all []*record.Endpoint
	err := b.view(ctx, func(tx *store.Tx) error {
		return collect(tx, record.KindEndpoint, &all, func(record.Row) bool { return true })
	})
	return all, err
}

// Keys are this device's own keys for an endpoint, with those of before a change.
func Keys(e *record.Endpoint) (cjg.DeviceKeys, error) {
	own, err := parseKeys(e.Keys)
	if err != nil {
		return cjg.DeviceKeys{}, err
	}
	own.Name = e.Device
	for _, f := range e.Former {
		old, err := parseKeys(f.Keys)
		if err != nil {
			return cjg.DeviceKeys{}, err
		}
		own.Former = append(own.Former, old)
	}
	return own, nil
}

func parseKeys(kept record.Private) (cjg.DeviceKeys, error) {
	data, err := base64.StdEncoding.DecodeString(kept.Reveal())
	if err != nil {
		return cjg.DeviceKeys{}, cjg.ErrConfig
	}
	return cjg.ParseDeviceKeys(data)
}

// park notes why an endpoint does not let us in; "" lets it try again.
func (b *Book) park(ctx context.Context, id record.ID, code string) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, id)
		if err != nil || e.Parked == code {
			return err
		}
		e.Parked = code
		return b.put(tx, e)
	})
}

// Unpark lets an endpoint be tried again, after a person saw why it was parked.
func (b *Book) Unpark(ctx context.Context, id record.ID) error { return b.park(ctx, id, "") }

// cjgID is a delivery's id as the message's uuid.
func cjgID(id record.ID) envelope.UUID { return envelope.UUID(id) }
