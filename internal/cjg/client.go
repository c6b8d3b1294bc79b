package cjg

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"schakel/internal/envelope"
)

const (
	// Version is the full version of the contract, as in openapi.yaml.
	Version = "1.4.0"
	// MaxBatch is the largest number of messages in one batch.
	MaxBatch = 64
	// ServerName is the name in every endpoint's certificate. The issuer is the endpoint's own, so the name need not be the address.
	ServerName = "schakel-eindpunt"

	maxResponse = 16 << 20 // bytes of any answer; a full page of changes is smaller
	maxSkew     = 10 * time.Minute
	dialTimeout = 10 * time.Second
)

// ClientConfig is everything a client needs; network and time come in here.
type ClientConfig struct {
	BaseURL string                                                               // https://host:port
	Roots   []byte                                                               // PEM of the endpoint's own issuer; may be empty for Enrol only, where the code pins it
	Cert    tls.Certificate                                                      // of the device; empty for Enrol, Capabilities, and Renew of an expired one
	Front   envelope.VerifyKey                                                   // verifies "ontvangen"
	Inbox   envelope.VerifyKey                                                   // verifies "leesbaar"
	Earlier Signers                                                              // keys of before a change, by which receipts and answers count too
	Now     func() time.Time                                                     // nil: time.Now
	Timeout time.Duration                                                        // of one whole request; 0: a minute
	Dial    func(ctx context.Context, network, address string) (net.Conn, error) // nil: the network
}

// Client talks to one endpoint. It may be used from several goroutines.
type Client struct {
	config ClientConfig
	base   string
	http   *http.Client
}

// Delivery is the endpoint's proof for one message.
type Delivery struct {
	ID       envelope.UUID
	Version  uint32
	Received envelope.Receipt
	Readable *envelope.Receipt // nil while the inbox has not opened it
}

// BatchResult is the outcome for one message of a batch: a Delivery, or an error with the same meaning as from Put.
type BatchResult struct {
	Delivery Delivery
	Err      error
}

// Change is something new for this device about one of its messages: a receipt, or a sealed answer.
type Change struct {
	About    envelope.UUID
	Readable *envelope.Receipt // signed by the inbox; the caller compares Readable.Header with Header.Hash of what it sent
	Sealed   []byte            // open with OpenDocument, the device's opening key and the inbox key
	Stranger bool              // Sealed is signed by a key that is not known here: the endpoint may have changed its keys
}

// Changes is one page. Keep Cursor only after everything in Items is stored.
type Changes struct {
	Items    []Change
	Cursor   string
	More     bool
	Restored *RestoredBody // nil when the endpoint never put back a copy
}

// NewClient checks the configuration. It makes no connection.
func NewClient(c ClientConfig) (*Client, error) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, ErrConfig
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Timeout == 0 {
		c.Timeout = time.Minute
	}
	if c.Dial == nil {
		c.Dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	}
	trust, err := rootsOnly(c.Roots)
	if err != nil {
		return nil, err
	}
	client := &Client{config: c, base: strings.TrimSuffix(u.String(), "/")}
	client.http = client.over(trust)
	return client, nil
}

// Close drops idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Capabilities asks what the endpoint can. A clock more than ten minutes off gives ErrClock.
func (c *Client) Capabilities(ctx context.Context) (Capabilities, error) {
	var out Capabilities
	err := c.call(ctx, request{method: http.MethodGet, path: "/v1/capabilities", clock: true}, &out)
	return out, err
}

// Enrol makes this device known with a one-time code. The issuer must be the one that the code pins.
func (c *Client) Enrol(ctx context.Context, code string, keys DeviceKeys, label string) (Enrolment, error) {
	parsed, err := ParseCode(code)
	if err != nil {
		return Enrolment{}, err
	}
	body, err := keys.EnrolmentRequest(rand.Reader, parsed, label)
	if err != nil {
		return Enrolment{}, err
	}
	pinned := *c
	pinned.http = c.over(pinnedBy(parsed))
	defer pinned.Close()
	if _, err := pinned.Capabilities(ctx); errors.Is(err, ErrClock) {
		return Enrolment{}, err // before the code is used up by an answer that cannot be kept
	}
	var out EnrolmentBody
	if err := pinned.call(ctx, request{method: http.MethodPost, path: "/v1/inschrijving", json: body, clock: true}, &out); err != nil {
		return Enrolment{}, asCode(err)
	}
	return out.enrolment(keys)
}

// Renew gives a new certificate for the same keys; it works with an expired one for a year.
func (c *Client) Renew(ctx context.Context, keys DeviceKeys) (Enrolment, error) {
	body, err := keys.RenewalRequest(rand.Reader)
	if err != nil {
		return Enrolment{}, err
	}
	var out EnrolmentBody
	if err := c.call(ctx, request{method: http.MethodPost, path: "/v1/vernieuwing", json: body, clock: true}, &out); err != nil {
		return Enrolment{}, err
	}
	return out.enrolment(keys)
}

// Put delivers one sealed message. No error means that the front's receipt over its header was verified; nothing else means "sent".
func (c *Client) Put(ctx context.Context, sealed []byte) (Delivery, error) {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return Delivery{}, err
	}
	var out DeliveryBody
	if err := c.call(ctx, request{method: http.MethodPut, path: "/v1/berichten/" + h.ID.String(), body: sealed}, &out); err != nil {
		return Delivery{}, err
	}
	return c.delivery(out, h)
}

// Batch delivers at most MaxBatch messages and gives an outcome for each, in order. An error beside them means that nothing is known of any.
func (c *Client) Batch(ctx context.Context, sealed [][]byte) ([]BatchResult, error) {
	if len(sealed) == 0 || len(sealed) > MaxBatch {
		return nil, ErrTooLarge
	}
	headers := make([]envelope.Header, len(sealed))
	for i, s := range sealed {
		h, err := envelope.ParseHeader(s)
		if err != nil {
			return nil, err
		}
		headers[i] = h
	}
	body := JoinSealed(sealed)
	var out BatchBody
	if err := c.call(ctx, request{method: http.MethodPost, path: "/v1/berichten:batch", body: body}, &out); err != nil {
		return nil, err
	}
	if len(out.Results) != len(sealed) {
		return nil, ErrResponse
	}
	results := make([]BatchResult, len(sealed))
	for i, item := range out.Results {
		results[i] = c.batchResult(item, headers[i])
	}
	return results, nil
}

func (c *Client) batchResult(item BatchItem, h envelope.Header) BatchResult {
	switch {
	case item.Delivery != nil:
		d, err := c.delivery(*item.Delivery, h)
		return BatchResult{Delivery: d, Err: err}
	case item.Problem != nil:
		return BatchResult{Err: faultOf(*item.Problem, item.Problem.Status, http.Header{}, c.config.Now())}
	}
	return BatchResult{Err: ErrResponse}
}

// Get asks for the receipts of a message that was delivered before.
func (c *Client) Get(ctx context.Context, h envelope.Header) (Delivery, error) {
	var out DeliveryBody
	if err := c.call(ctx, request{method: http.MethodGet, path: "/v1/berichten/" + h.ID.String()}, &out); err != nil {
		return Delivery{}, err
	}
	return c.delivery(out, h)
}

// Held asks whether a message is still there: version 0 for one that the endpoint does not know, else the newest version that it has and its
// receipt, which is over a header that the caller compares.
func (c *Client) Held(ctx context.Context, id envelope.UUID) (version uint32, received envelope.Receipt, err error) {
	var out DeliveryBody
	err = c.call(ctx, request{method: http.MethodGet, path: "/v1/berichten/" + id.String()}, &out)
	var refused *Refusal
	if errors.As(err, &refused) && refused.Code == ErrUnknown.Code {
		return 0, envelope.Receipt{}, nil
	}
	if err != nil {
		return 0, envelope.Receipt{}, err
	}
	return HeldIn(out, id, c.signers())
}

// HeldIn reads what the receipts of a message say: the newest version that the endpoint has, and its receipt. ErrReceipt for any other.
func HeldIn(b DeliveryBody, id envelope.UUID, by Signers) (version uint32, received envelope.Receipt, err error) {
	received, err = envelope.DecodeReceipt(b.Received)
	if err != nil || b.Uuid != id.String() || b.Version < 1 || received.VerifySigner(envelope.Received, byID(by.Front, received.Signer)) != nil {
		return 0, envelope.Receipt{}, ErrReceipt
	}
	return uint32(b.Version), received, nil
}

// Withdraw delivers a sealed Recall of the target message. No error means the front's receipt for the recall was verified; that it
// was carried out is an Answer that comes with Changes.
func (c *Client) Withdraw(ctx context.Context, target envelope.UUID, sealed []byte) (Delivery, error) {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return Delivery{}, err
	}
	path := "/v1/berichten/" + target.String() + "/intrekking"
	var out DeliveryBody
	if err := c.call(ctx, request{method: http.MethodPost, path: path, body: sealed}, &out); err != nil {
		return Delivery{}, err
	}
	return c.delivery(out, h)
}

// Changes asks for what is new after the cursor; "" starts at the beginning. Receipts in it are verified to be the inbox's.
func (c *Client) Changes(ctx context.Context, cursor string) (Changes, error) {
	var out ChangesBody
	path := "/v1/wijzigingen?na=" + url.QueryEscape(cursor)
	if err := c.call(ctx, request{method: http.MethodGet, path: path, clock: true}, &out); err != nil {
		return Changes{}, err
	}
	return pageOf(out, c.signers())
}

// changeOf checks one line of a page.
func changeOf(item ChangeBody, by Signers) (Change, error) {
	id, err := envelope.ParseUUID(item.About)
	if err != nil {
		return Change{}, ErrResponse
	}
	if item.Sort == Bericht {
		h, err := envelope.ParseHeader(item.Sealed)
		return Change{About: id, Sealed: item.Sealed, Stranger: err == nil && byID(by.Inbox, h.Sender).IsZero()}, nil
	}
	r, err := envelope.DecodeReceipt(item.Readable)
	if err != nil || r.VerifySigner(envelope.Readable, byID(by.Inbox, r.Signer)) != nil {
		return Change{}, ErrReceipt
	}
	return Change{About: id, Readable: &r}, nil
}

// delivery verifies every receipt in an answer against the header that was sent.
func (c *Client) delivery(b DeliveryBody, h envelope.Header) (Delivery, error) {
	return VerifyDelivery(b, h, c.signers())
}

// VerifyDelivery verifies the receipts of a message against its header: ErrReceipt for any other. Nothing else means "sent".
func VerifyDelivery(b DeliveryBody, h envelope.Header, by Signers) (Delivery, error) {
	if b.Uuid != h.ID.String() || b.Version != int64(h.Version) {
		return Delivery{}, ErrReceipt
	}
	d := Delivery{ID: h.ID, Version: h.Version}
	r, err := envelope.DecodeReceipt(b.Received)
	if err != nil || r.Verify(envelope.Received, h, byID(by.Front, r.Signer)) != nil {
		return Delivery{}, ErrReceipt
	}
	d.Received = r
	if b.Readable == "" {
		return d, nil
	}
	second, err := envelope.DecodeReceipt(b.Readable)
	if err != nil || second.Verify(envelope.Readable, h, byID(by.Inbox, second.Signer)) != nil {
		return Delivery{}, ErrReceipt
	}
	d.Readable = &second
	return d, nil
}

// request is one call; at most one of body and json is set.
type request struct {
	method, path string
	body         []byte
	json         any
	clock        bool // a far clock is an error, also when the answer is fine
	bytes        bool // the answer is bytes and out a *[]byte
	none         bool // the answer is 204 without a body
}

func (c *Client) call(ctx context.Context, r request, out any) error {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	hr, err := r.build(ctx, c.base)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(hr)
	if err != nil {
		return networkFault(ctx, err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxResponse+1))
	if err != nil {
		return networkFault(ctx, err)
	}
	return c.read(r, resp, data, out)
}

func (r request) build(ctx context.Context, base string) (*http.Request, error) {
	body, kind := r.body, "application/octet-stream"
	if r.json != nil {
		var err error
		if body, err = json.Marshal(r.json); err != nil {
			return nil, ErrConfig
		}
		kind = "application/json"
	}
	hr, err := http.NewRequestWithContext(ctx, r.method, base+r.path, bytes.NewReader(body))
	if err != nil {
		return nil, ErrConfig
	}
	if body != nil {
		hr.Header.Set("Content-Type", kind)
	}
	hr.Header.Set("Accept", "application/json, application/problem+json")
	hr.Header.Set("User-Agent", "schakel")
	return hr, nil
}
