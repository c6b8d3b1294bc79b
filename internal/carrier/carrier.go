// Package carrier connects a book with the endpoints it is enrolled with, over the network.
package carrier

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// Dialer makes connections to endpoints. Time comes in from outside.
type Dialer struct {
	Now     func() time.Time
	Timeout time.Duration // of one whole request; 0 for a minute
}

// Dial makes a client for an endpoint with this device's certificate. It makes no connection yet.
func (d Dialer) Dial(e *record.Endpoint) (book.Carrier, error) {
	keys, err := book.Keys(e)
	if err != nil {
		return nil, err
	}
	by, err := book.Signers(e)
	if err != nil {
		return nil, err
	}
	cert, err := cjg.ClientCertificate(e.Certificate, keys)
	if err != nil {
		return nil, err
	}
	client, err := cjg.NewClient(cjg.ClientConfig{
		BaseURL: e.Address, Roots: e.Roots, Cert: cert, Front: by.Front[0], Inbox: by.Inbox[0], Earlier: by, Now: d.Now, Timeout: d.Timeout,
	})
	if err != nil {
		return nil, err
	}
	return client, nil
}

// Enrol makes this device known to an endpoint with a one-time code, and keeps the endpoint in the book. The label is how the
// endpoint's people recognise the device: the worker's own name, which they know.
func (d Dialer) Enrol(ctx context.Context, b *book.Book, address, code, label string, partner record.ID) (*record.Endpoint, error) {
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	if err != nil {
		return nil, err
	}
	client, err := cjg.NewClient(cjg.ClientConfig{BaseURL: address, Cert: tls.Certificate{}, Now: d.Now, Timeout: d.Timeout})
	if err != nil {
		return nil, err
	}
	defer client.Close()
	before, err := b.Joined(ctx, code)
	if err != nil {
		return nil, err
	}
	if before != nil {
		known, err := book.Keys(before)
		if err != nil {
			return nil, err
		}
		got, err := client.Enrol(ctx, code, known, label)
		if err == nil {
			return b.Join(ctx, book.Joined{Address: address, Keys: known, Enrolment: got, Partner: partner, Again: before.ID})
		}
		if !anotherDevice(err) {
			return nil, err
		}
	}
	got, err := client.Enrol(ctx, code, keys, label)
	if err != nil {
		return nil, err
	}
	return b.Join(ctx, book.Joined{Address: address, Keys: keys, Enrolment: got, Partner: partner})
}

// anotherDevice reports whether an endpoint no longer lets the device in that this laptop was: it was shut out, or its keys were changed
// elsewhere. The code still counts, for a new device.
func anotherDevice(err error) bool {
	var refused *cjg.Refusal
	return errors.As(err, &refused) && (refused.Code == cjg.ErrRevoked.Code || refused.Code == cjg.ErrReplaced.Code)
}
