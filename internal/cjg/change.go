package cjg

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"io"
	"net/http"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// changePurpose is under which both the old and the new signing key of a device sign a change of its keys.
const changePurpose = "schakel renewal 2"

// What an endpoint says of keys that a device changed.
var (
	// ErrReplaced is a device that speaks with keys of before a change: those of a copy that was put back, or of whoever took the keys.
	ErrReplaced = fault.New(fault.Denied, "cjg.key_replaced", "this device's keys were changed, and these no longer count")
	// ErrSignerEnded is an envelope that was signed with a device's former key after the time in which that was still taken.
	ErrSignerEnded = fault.New(fault.Refused, "cjg.signer_ended", "the envelope is signed with a former key of this device; sign it anew")
)

// MostSkew is how far the clocks of a device and an endpoint may be apart.
const MostSkew = maxSkew

// EndpointID is the name of an endpoint in a proof: the SHA-256 of its issuer's public key, in hexadecimal digits.
func EndpointID(issuer *x509.Certificate) string {
	sum := sha256.Sum256(issuer.RawSubjectPublicKeyInfo)
	return hex.EncodeToString(sum[:])
}

// endpointOf is EndpointID of the issuer in PEM that a device keeps.
func endpointOf(issuer []byte) (string, error) {
	block, _ := pem.Decode(issuer)
	if block == nil {
		return "", ErrConfig
	}
	parsed, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return "", ErrConfig
	}
	return EndpointID(parsed), nil
}

// ChangeRequest asks the endpoint with this issuer (PEM) to know the device by fresh keys from now on. Both signing keys sign it, so that
// nobody can put a key in the place of a device's, and no device can take a key that it does not have. AtOnce: the old keys may be in other
// hands, and nothing signed with them is taken any more. Now is in whole seconds.
func (k DeviceKeys) ChangeRequest(random io.Reader, fresh DeviceKeys, issuer []byte, now time.Time, atOnce bool) (RenewalRequest, error) {
	endpoint, err := endpointOf(issuer)
	if err != nil {
		return RenewalRequest{}, err
	}
	fresh.Name = k.Device()
	csr, err := fresh.request(random)
	if err != nil {
		return RenewalRequest{}, err
	}
	r := RenewalRequest{Device: k.Device(), CSR: csr, Fresh: &NewKeys{
		Endpoint: endpoint, Made: now.UTC().Truncate(time.Second), Signing: fresh.Signing.Public().Bytes(), Opening: fresh.Opening.Public().Bytes(),
		AtOnce: atOnce,
	}}
	proven := r.changed(k.Signing.Public())
	r.Proof, r.Fresh.Proof = k.Signing.Sign(changePurpose, proven), fresh.Signing.Sign(changePurpose, proven)
	return r, nil
}

// changed is what both keys sign.
func (r RenewalRequest) changed(old envelope.VerifyKey) []byte {
	endpoint, _ := hex.DecodeString(r.Fresh.Endpoint) // another form gives another digest, so no proof
	atOnce := []byte{0}
	if r.Fresh.AtOnce {
		atOnce[0] = 1
	}
	made := binary.BigEndian.AppendUint64(nil, uint64(r.Fresh.Made.Unix()))
	return digest(endpoint, []byte(r.Device), old.Bytes(), r.CSR, r.Fresh.Signing, r.Fresh.Opening, made, atOnce)
}

// CheckChange verifies both proofs of a change from the given signing key, and the signing request. ErrBody: one of them does not hold.
func (r RenewalRequest) CheckChange(old envelope.VerifyKey) (*x509.CertificateRequest, error) {
	if r.Fresh == nil || len(r.Fresh.Endpoint) != 2*sha256.Size || r.Fresh.Made.Nanosecond() != 0 || r.Fresh.Made.Unix() < 0 {
		return nil, ErrBody
	}
	signing, err := envelope.ParseVerifyKey(r.Fresh.Signing)
	if err != nil {
		return nil, ErrBody
	}
	if _, err := envelope.ParseSealingKey(r.Fresh.Opening); err != nil {
		return nil, ErrBody
	}
	csr, err := parseRequest(r.CSR)
	proven := r.changed(old)
	if err != nil || !old.Verify(changePurpose, proven, r.Proof) || !signing.Verify(changePurpose, proven, r.Fresh.Proof) {
		return nil, ErrBody
	}
	return csr, nil
}

// Change presents fresh keys of this device and gives its new certificate. Repeating it with the same keys changes nothing, so that a lost
// answer is asked for again. ErrReplaced in a Refusal: the device goes by other keys already.
func (c *Client) Change(ctx context.Context, keys, fresh DeviceKeys, atOnce bool) (Enrolment, error) {
	body, err := keys.ChangeRequest(rand.Reader, fresh, c.config.Roots, c.config.Now(), atOnce)
	if err != nil {
		return Enrolment{}, err
	}
	var out EnrolmentBody
	if err := c.call(ctx, request{method: http.MethodPost, path: "/v1/vernieuwing", json: body, clock: true}, &out); err != nil {
		return Enrolment{}, err
	}
	fresh.Name = keys.Device()
	return out.enrolment(fresh)
}

// Opener is the key that an envelope for this device is sealed to: of now, or of before a change; the one of now when it is neither.
func (k DeviceKeys) Opener(sealed []byte) envelope.OpeningKey {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return k.Opening
	}
	for _, old := range k.Former {
		if old.Opening.Public().ID() == h.Recipient {
			return old.Opening
		}
	}
	return k.Opening
}

// certified is whose certificate this is: of these keys, of others that the device has, or of nobody here.
func (k DeviceKeys) certified(cert *x509.Certificate, others []DeviceKeys) (DeviceKeys, bool) {
	public, ok := cert.PublicKey.(ed25519.PublicKey)
	if !ok {
		return DeviceKeys{}, false
	}
	for _, one := range append(append([]DeviceKeys{k}, others...), k.Former...) {
		if public.Equal(one.TLS.Public()) {
			one.Name = k.Device()
			return one, true
		}
	}
	return DeviceKeys{}, false
}
