package book

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

const (
	askEvery = 24 * time.Hour // an endpoint is asked for its keys and its agreement once a day
	askRetry = time.Hour      // and not sooner after it could not say
)

// ErrKeysChanged is an endpoint that changed its keys since they were last asked for: they are known now, and the next attempt goes with them.
var ErrKeysChanged = fault.New(fault.Locked, "book.keys_changed", "the endpoint changed its keys; the next attempt uses the new ones")

// asking is a connection that can say what an endpoint can, as *cjg.Client does. What it says is the endpoint's own: the connection trusts
// nobody but the issuer of the enrolment.
type asking interface {
	Capabilities(ctx context.Context) (cjg.Capabilities, error)
}

// enrolmentOf is what is kept of an endpoint in the contract's own words.
func enrolmentOf(e *record.Endpoint) cjg.Enrolment {
	out := cjg.Enrolment{Certificate: e.Certificate, Issuer: e.Roots, Front: e.FrontKey, Inbox: e.InboxKey, Opening: e.SealTo}
	for _, k := range e.Earlier {
		out.Earlier = append(out.Earlier, cjg.EarlierKeys{Front: k.Front, Inbox: k.Inbox, Opening: k.Opening, Until: k.Until})
	}
	return out
}

// Signers are the keys by which receipts and answers of an endpoint count, those of before a change too.
func Signers(e *record.Endpoint) (cjg.Signers, error) { return enrolmentOf(e).Signers() }

// Words is the endpoint's issuer in six words, to compare by phone with the letter; "" while no answer came to an enrolment by file.
func Words(e *record.Endpoint) string {
	block, _ := pem.Decode(e.Roots)
	if block == nil {
		return ""
	}
	issuer, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return ""
	}
	return envelope.Fingerprint(issuer.RawSubjectPublicKeyInfo)
}

// adoptKeys takes over the endpoint's keys. Keys of before stay known also when the endpoint no longer tells them: what they signed counts.
func adoptKeys(e *record.Endpoint, keys cjg.EndpointKeys) {
	known := e.Earlier
	if len(e.SealTo) > 0 && (!bytes.Equal(e.FrontKey, keys.Front) || !bytes.Equal(e.InboxKey, keys.Inbox) || !bytes.Equal(e.SealTo, keys.Opening)) {
		old := record.EndpointKeys{Front: e.FrontKey, Inbox: e.InboxKey}
		if to, err := envelope.ParseSealingKey(e.SealTo); err == nil {
			old.Opening = to.ID().String()
		}
		known = append([]record.EndpointKeys{old}, known...)
	}
	e.FrontKey, e.InboxKey, e.SealTo, e.Earlier = keys.Front, keys.Inbox, keys.Opening, nil
	for _, k := range keys.Earlier {
		e.Earlier = append(e.Earlier, record.EndpointKeys{Front: k.Front, Inbox: k.Inbox, Opening: k.Opening, Until: k.Until})
	}
	for _, k := range known {
		if !slices.ContainsFunc(e.Earlier, func(have record.EndpointKeys) bool {
			return bytes.Equal(have.Front, k.Front) && bytes.Equal(have.Inbox, k.Inbox)
		}) {
			k.Until = time.Time{} // only what it signed counts
			e.Earlier = append(e.Earlier, k)
		}
	}
	e.Earlier = e.Earlier[:min(len(e.Earlier), 32)]
}

// newTerms compares what was agreed with what the endpoint says now. A change is remembered until the worker saw it, and a new norm becomes the
// partner's where the worker did not set another.
func (b *Book) newTerms(tx *store.Tx, e *record.Endpoint, a cjg.Agreement) error {
	old := *e
	adoptTerms(e, a)
	if sameTerms(&old, e) {
		return nil
	}
	e.ChangedOn = b.Today()
	if old.Norm == e.Norm {
		return nil
	}
	for _, row := range tx.Rows(record.KindPartner) {
		if row.Link != e.ID {
			continue
		}
		p, err := store.Get[*record.Partner](tx, row.ID)
		if err != nil {
			return err
		}
		if p.Norm == old.Norm || p.Norm == 0 {
			p.Norm = e.Norm
			if err := b.put(tx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

func sameTerms(a, b *record.Endpoint) bool {
	return a.Name.Equal(b.Name) && a.Norm == b.Norm && a.Agreement.Equal(b.Agreement) && a.Responsible.Equal(b.Responsible) &&
		a.Privacy.Equal(b.Privacy) && slices.Equal(a.Towns, b.Towns)
}

// SeenTerms notes that the worker saw that the agreement changed.
func (b *Book) SeenTerms(ctx context.Context, id record.ID) error {
	return b.change(ctx, record.KindEndpoint, id, func(rec record.Record) error {
		rec.(*record.Endpoint).ChangedOn = record.Date{}
		return nil
	})
}

// learned keeps what an endpoint said of itself over its own connection.
func (b *Book) learned(ctx context.Context, id record.ID, keys cjg.EndpointKeys, a cjg.Agreement, certificate []byte) error {
	if err := keys.Check(); err != nil {
		return err
	}
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, id)
		if err != nil {
			return err
		}
		adoptKeys(e, keys)
		if a.Organisation != "" {
			if err := b.newTerms(tx, e, a); err != nil {
				return err
			}
		}
		if certificate != nil {
			e.Certificate = certificate
		}
		e.Asked = b.now().UTC()
		return b.put(tx, e)
	})
}

// renewed keeps a new certificate, and what the endpoint said with it.
func (b *Book) renewed(ctx context.Context, id record.ID, r cjg.Enrolment) error {
	keys := cjg.EndpointKeys{Front: r.Front, Inbox: r.Inbox, Opening: r.Opening, Earlier: r.Earlier}
	return b.learned(ctx, id, keys, r.Agreement, r.Certificate)
}

// askDue reports whether a day is over since an endpoint was asked. A clock that was put back does not stop it.
func (p *Post) askDue(e *record.Endpoint) bool {
	now := p.book.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	return between(e.Asked, now) >= askEvery && between(p.tried[e.ID], now) >= askRetry
}

func between(then, now time.Time) time.Duration {
	if then.After(now) {
		return askEvery
	}
	return now.Sub(then)
}

// aheadOf reports whether a moment was written by a clock that was put back since.
func aheadOf(at, now time.Time) bool { return at.Sub(now) > cjg.MostSkew }

// ask asks an endpoint for its keys and its agreement, and keeps them. An error: it did not say, or it could not be kept.
func (p *Post) ask(ctx context.Context, e *record.Endpoint, c Carrier) error {
	p.mu.Lock()
	p.tried[e.ID] = p.book.now()
	p.mu.Unlock()
	endpoint, ok := c.(asking)
	if !ok {
		return nil // there is nothing to hear
	}
	got, err := endpoint.Capabilities(ctx)
	if err != nil {
		return err
	}
	return p.book.learned(context.WithoutCancel(ctx), e.ID, got.Keys, got.Agreement, nil)
}

// askAgain asks at once, because something is signed or refused in a way that a change of keys explains. It reports whether they changed. An error
// leaves that open: what came is not judged then, and comes again.
func (p *Post) askAgain(ctx context.Context, id record.ID) (changed bool, err error) {
	e, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil {
		return false, err
	}
	c, err := p.line(e)
	if err != nil {
		return false, err
	}
	if err := p.ask(ctx, e, c); err != nil {
		return false, err
	}
	now, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil {
		return false, err
	}
	return !bytes.Equal(e.FrontKey, now.FrontKey) || !bytes.Equal(e.InboxKey, now.InboxKey) || !bytes.Equal(e.SealTo, now.SealTo) ||
		len(e.Earlier) != len(now.Earlier), nil
}

// unknownSigner reports whether a page is signed by a key that is not known here.
func unknownSigner(got cjg.Changes, err error) bool {
	return errors.Is(err, cjg.ErrReceipt) || err == nil && slices.ContainsFunc(got.Items, func(c cjg.Change) bool { return c.Stranger })
}

// keysChanged looks whether a failure comes of a change of keys. If so the entry is made ready for the new ones and waits its turn.
func (p *Post) keysChanged(ctx context.Context, item outbox.Item, err error) error {
	var refused *cjg.Refusal
	if errors.As(err, &refused) && unknownKeys(refused.Code) && p.tellAgain(ctx, item.Endpoint) {
		return ErrKeysChanged
	}
	ended := errors.As(err, &refused) && (refused.Code == cjg.ErrEnded.Code || refused.Code == cjg.ErrForeign.Code || refused.Code == cjg.ErrSignerEnded.Code)
	if err == nil || !ended && !errors.Is(err, cjg.ErrReceipt) {
		return shutOut(err)
	}
	changed, unasked := p.askAgain(ctx, item.Endpoint)
	var failed error
	if ended {
		changed, failed = p.sealedAgain(ctx, item.ID)
	}
	switch kind := fault.Of(failed); {
	case kind == fault.Locked, kind == fault.Full:
		return failed
	case failed != nil, changed: // what is wrong with it now, the next attempt says
		return ErrKeysChanged
	case unasked != nil && fault.Of(unasked) == fault.Offline:
		return unasked // nothing is set aside because nobody could ask
	}
	return shutOut(err)
}

// sealedAgain seals an entry that the endpoint does not take because of its key, also when the clock here finds that too early. False: it is
// sealed to the newest key already, so something else is wrong with it.
func (p *Post) sealedAgain(ctx context.Context, id record.ID) (again bool, err error) {
	err = p.book.update(ctx, func(tx *store.Tx) error {
		again = false
		o, err := store.Get[*record.Outgoing](tx, id)
		if err != nil {
			return err
		}
		d, err := store.Get[*record.Delivery](tx, o.Delivery)
		if err != nil {
			return err
		}
		e, err := store.Get[*record.Endpoint](tx, o.Endpoint)
		if err != nil {
			return err
		}
		h, err := envelope.ParseHeader(o.Sealed)
		if err != nil {
			return err
		}
		if to, err := envelope.ParseSealingKey(e.SealTo); err != nil || to.ID() == h.Recipient && !signedBefore(e, h) {
			return err
		}
		doc, err := p.book.contents(tx, o, d)
		if err != nil {
			return err
		}
		again = true
		return p.book.sealAnew(tx, e, o, d, doc)
	})
	return again, err
}

// renewRefused is why a certificate is never renewed: the device was away for more than a year, was shut out, or changed its keys elsewhere.
// Nil for anything that may pass.
func renewRefused(err error) error {
	var refused *cjg.Refusal
	if !errors.As(err, &refused) {
		return nil
	}
	for _, known := range []*fault.Error{cjg.ErrExpired, cjg.ErrRevoked, cjg.ErrReplaced} {
		if refused.Code == known.Code {
			return known
		}
	}
	return nil
}
