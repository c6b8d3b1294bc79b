package intake

import (
	"crypto/ecdsa"
	"crypto/x509"
	"io"
	"sync/atomic"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// ring are the keys of a running process. The issuer and the key of the store never change; the rest can be changed while it runs, for the
// front and the inbox of the process at once.
type ring struct {
	issuerKey *ecdsa.PrivateKey
	issuer    *x509.Certificate
	Rest      [32]byte // zero at a front

	live atomic.Pointer[Keys] // at a front only FrontKeys is filled
}

func newRing(keys Keys) *ring {
	r := &ring{issuerKey: keys.issuerKey, issuer: keys.issuer, Rest: keys.Rest}
	r.live.Store(&keys)
	return r
}

func (r *ring) front() envelope.SigningKey { return r.live.Load().Front }

func (r *ring) inbox() envelope.SigningKey { return r.live.Load().Inbox }

func (r *ring) opener(id envelope.KeyID) (envelope.OpeningKey, bool) { return r.live.Load().opener(id) }

func (r *ring) knows(id envelope.KeyID) bool { return r.live.Load().knows(id) }

func (r *ring) newest(tx Tx) (cjg.EndpointKeys, error) { return r.live.Load().newest(tx) }

func (r *ring) takes(tx Tx, id envelope.KeyID, now time.Time) error {
	return r.live.Load().takes(tx, id, now)
}

// IssuerFingerprint is the issuer in six words, to compare by phone.
func (r *ring) IssuerFingerprint() string {
	return envelope.Fingerprint(r.issuer.RawSubjectPublicKeyInfo)
}

func (r *ring) clientCertificate(random io.Reader, device string, csr *x509.CertificateRequest, now time.Time) ([]byte, error) {
	return r.live.Load().clientCertificate(random, device, csr, now)
}

// Use goes on with other keys of the same endpoint, as after a change: what comes from now on is signed and opened with them. ErrOtherKeys:
// they are another endpoint's, or older than those in use.
func (e *Endpoint) Use(keys Keys) error {
	if e.Inbox == nil || !keys.issuer.Equal(e.ring.issuer) || keys.Rest != e.ring.Rest || keys.Turn < e.ring.live.Load().Turn {
		return ErrOtherKeys
	}
	e.ring.live.Store(&keys)
	e.arrived() // what waited for these keys can be opened
	return nil
}

// KeyState is what can be told of the keys of an endpoint: public words and days.
type KeyState struct {
	Turn                          uint64 // how many times they were changed
	Since                         time.Time
	Issuer, Front, Inbox, Opening string // fingerprints in words
	Earlier                       []EarlierState
}

// EarlierState are keys that were replaced.
type EarlierState struct {
	Words string    // of the key that signed answers
	Since time.Time // when they were drawn; zero: by a program that did not write that down
	Until time.Time // messages sealed to them are taken until then
	Opens bool      // the key that opens is still here
}

// KeyState tells which keys this process has.
func (e *Endpoint) KeyState() KeyState {
	k := e.ring.live.Load()
	out := KeyState{
		Turn: k.Turn, Since: k.Drawn, Issuer: e.ring.IssuerFingerprint(), Front: envelope.Fingerprint(k.Front.Public().Bytes()),
		Inbox: envelope.Fingerprint(k.inbox.Bytes()), Opening: envelope.Fingerprint(k.opening.Bytes()),
	}
	made := k.issuer.NotBefore.Add(backdate)
	if k.Turn == 0 {
		out.Since = made
	}
	for i, old := range k.Earlier {
		one := EarlierState{Words: envelope.Fingerprint(old.Inbox), Since: old.Drawn, Until: old.Until, Opens: len(old.Secret) > 0}
		if i == len(k.Earlier)-1 && uint64(len(k.Earlier)) == k.Turn {
			one.Since = made
		}
		out.Earlier = append(out.Earlier, one)
	}
	return out
}
