package cjg

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"schakel/internal/envelope"
)

// The purposes under which a device signs.
const (
	enrolPurpose = "schakel enrolment 1"
	renewPurpose = "schakel renewal 1"
)

// DeviceKeys are the three private keys of one device at one endpoint. They never leave the device.
type DeviceKeys struct {
	Signing envelope.SigningKey // signs envelopes and proofs
	Opening envelope.OpeningKey // opens answers
	TLS     ed25519.PrivateKey  // of the client certificate

	Name   string       // the device's name at the endpoint, once its keys were changed; "": the id of Signing
	Former []DeviceKeys // of before a change: what was sealed to them still opens
}

// NewDeviceKeys draws three keys.
func NewDeviceKeys(random io.Reader) (DeviceKeys, error) {
	var k DeviceKeys
	var err error
	if k.Signing, err = envelope.NewSigningKey(random); err != nil {
		return DeviceKeys{}, err
	}
	if k.Opening, err = envelope.NewOpeningKey(random); err != nil {
		return DeviceKeys{}, err
	}
	connection, err := envelope.NewSigningKey(random)
	if err != nil {
		return DeviceKeys{}, err
	}
	k.TLS = connection.Ed25519()
	return k, nil
}

// Bytes is the three seeds in a row, 96 secret bytes; not the name, and not the former keys.
func (k DeviceKeys) Bytes() []byte {
	out := append([]byte(nil), k.Signing.Bytes()...)
	out = append(out, k.Opening.Bytes()...)
	return append(out, k.TLS.Seed()...)
}

// ParseDeviceKeys reads DeviceKeys.Bytes.
func ParseDeviceKeys(data []byte) (DeviceKeys, error) {
	if len(data) != 96 {
		return DeviceKeys{}, envelope.ErrKey
	}
	var k DeviceKeys
	var err error
	if k.Signing, err = envelope.ParseSigningKey(data[:32]); err != nil {
		return DeviceKeys{}, err
	}
	if k.Opening, err = envelope.ParseOpeningKey(data[32:64]); err != nil {
		return DeviceKeys{}, err
	}
	k.TLS = ed25519.NewKeyFromSeed(data[64:])
	return k, nil
}

// Device is the device's name at the endpoint: the id of the signing key that it enrolled with.
func (k DeviceKeys) Device() string {
	if k.Name != "" {
		return k.Name
	}
	return k.Signing.Public().ID().String()
}

// request makes the signing request for the connection key. It names nobody.
func (k DeviceKeys) request(random io.Reader) ([]byte, error) {
	csr, err := x509.CreateCertificateRequest(random, &x509.CertificateRequest{Subject: pkix.Name{CommonName: k.Device()}}, k.TLS)
	if err != nil {
		return nil, fmt.Errorf("making a signing request: %w", err)
	}
	return csr, nil
}

// EnrolmentRequest makes the request for a code; the label is what the endpoint shows for this device.
func (k DeviceKeys) EnrolmentRequest(random io.Reader, code Code, label string) (EnrolmentRequest, error) {
	csr, err := k.request(random)
	if err != nil {
		return EnrolmentRequest{}, err
	}
	r := EnrolmentRequest{
		Secret: code.Secret[:], CSR: csr, Signing: k.Signing.Public().Bytes(), Opening: k.Opening.Public().Bytes(), Label: OneLine(label, maxLabel),
	}
	r.Proof = k.Signing.Sign(enrolPurpose, r.proven())
	return r, nil
}

const maxLabel = 100 // runes of naam in openapi.yaml

// OneLine is text of somebody else as it can stand in a list: at most so many runes on one line, without signs that are not seen or that turn the
// direction of what stands beside it.
func OneLine(text string, most int) string {
	joins := func(r rune) bool { return r == '\u200c' || r == '\u200d' } // they shape letters, as in Arabic script
	var out []rune
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if len(out) < most && (unicode.IsPrint(r) || joins(r)) {
			out = append(out, r)
		}
	}
	return strings.TrimSpace(string(out))
}

func (r EnrolmentRequest) proven() []byte { return digest(r.Secret, r.CSR, r.Signing, r.Opening) }

// Check verifies the proof and the signing request, and gives the keys.
func (r EnrolmentRequest) Check() (envelope.VerifyKey, envelope.SealingKey, *x509.CertificateRequest, error) {
	signing, err := envelope.ParseVerifyKey(r.Signing)
	if err != nil {
		return envelope.VerifyKey{}, envelope.SealingKey{}, nil, ErrBody
	}
	opening, err := envelope.ParseSealingKey(r.Opening)
	if err != nil {
		return envelope.VerifyKey{}, envelope.SealingKey{}, nil, ErrBody
	}
	csr, err := parseRequest(r.CSR)
	if err != nil || utf8.RuneCountInString(r.Label) > maxLabel || !signing.Verify(enrolPurpose, r.proven(), r.Proof) {
		return envelope.VerifyKey{}, envelope.SealingKey{}, nil, ErrBody
	}
	return signing, opening, csr, nil
}

// RenewalRequest asks for a new certificate for the same keys.
func (k DeviceKeys) RenewalRequest(random io.Reader) (RenewalRequest, error) {
	csr, err := k.request(random)
	if err != nil {
		return RenewalRequest{}, err
	}
	r := RenewalRequest{Device: k.Device(), CSR: csr}
	r.Proof = k.Signing.Sign(renewPurpose, r.proven())
	return r, nil
}

func (r RenewalRequest) proven() []byte { return digest([]byte(r.Device), r.CSR) }

// Check verifies the proof with the key that the device enrolled with, and gives the signing request.
func (r RenewalRequest) Check(signing envelope.VerifyKey) (*x509.CertificateRequest, error) {
	csr, err := parseRequest(r.CSR)
	if err != nil || !signing.Verify(renewPurpose, r.proven(), r.Proof) {
		return nil, ErrBody
	}
	return csr, nil
}

func parseRequest(der []byte) (*x509.CertificateRequest, error) {
	csr, err := x509.ParseCertificateRequest(der)
	if err != nil || csr.CheckSignature() != nil {
		return nil, ErrBody
	}
	return csr, nil
}

// digest hashes parts with their lengths before them, so that no two lists of parts give one digest.
func digest(parts ...[]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		_ = binary.Write(h, binary.BigEndian, uint32(len(p))) // a hash never fails
		_, _ = h.Write(p)
	}
	return h.Sum(nil)
}

// Enrolment is what a device keeps of an endpoint, besides its own keys and the address. All of it is public but the agreement.
type Enrolment struct {
	Device      string
	Certificate []byte        // PEM of the device's client certificate
	Issuer      []byte        // PEM of the endpoint's own issuer: the only root to trust for this endpoint
	Front       []byte        // verifies the receipt "ontvangen"
	Inbox       []byte        // verifies the receipt "leesbaar" and signs answers
	Opening     []byte        // documents are sealed to this key
	Earlier     []EarlierKeys // of before a change of keys
	Agreement   Agreement
}

// enrolment checks what came over the wire.
func (b EnrolmentBody) enrolment(k DeviceKeys) (Enrolment, error) {
	if err := b.Keys.Check(); err != nil {
		return Enrolment{}, err
	}
	cert, err := x509.ParseCertificate(b.Certificate)
	if err != nil || b.Device != k.Device() {
		return Enrolment{}, ErrResponse
	}
	if own, ok := cert.PublicKey.(ed25519.PublicKey); !ok || !own.Equal(k.TLS.Public()) {
		return Enrolment{}, ErrResponse
	}
	return Enrolment{
		Device: b.Device, Certificate: certPEM(b.Certificate), Issuer: certPEM(b.Issuer),
		Front: b.Keys.Front, Inbox: b.Keys.Inbox, Opening: b.Keys.Opening, Earlier: b.Keys.Earlier, Agreement: b.Agreement,
	}, nil
}

func certPEM(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// ClientCertificate joins the PEM of an enrolment with the device's own key.
func ClientCertificate(certificate []byte, k DeviceKeys) (tls.Certificate, error) {
	block, _ := pem.Decode(certificate)
	if block == nil {
		return tls.Certificate{}, ErrConfig
	}
	leaf, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return tls.Certificate{}, ErrConfig
	}
	return tls.Certificate{Certificate: [][]byte{block.Bytes}, PrivateKey: k.TLS, Leaf: leaf}, nil
}

// RenewalDue reports whether two thirds of the certificate's time are over.
func RenewalDue(certificate []byte, now time.Time) bool {
	leaf := leafOf(certificate)
	return leaf != nil && now.After(leaf.NotBefore.Add(leaf.NotAfter.Sub(leaf.NotBefore)/3*2))
}

// NotYet reports whether a certificate counts from a moment to come: it was issued while a clock ran ahead, and nothing is let in with it until
// then. A renewal gives another one.
func NotYet(certificate []byte, now time.Time) bool {
	leaf := leafOf(certificate)
	return leaf != nil && now.Before(leaf.NotBefore)
}

// Outside reports whether a certificate does not count now.
func Outside(certificate []byte, now time.Time) bool {
	leaf := leafOf(certificate)
	return leaf != nil && (now.Before(leaf.NotBefore) || now.After(leaf.NotAfter))
}

func leafOf(certificate []byte) *x509.Certificate {
	block, _ := pem.Decode(certificate)
	if block == nil {
		return nil
	}
	leaf, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil
	}
	return leaf
}

// OpenDocument opens an envelope, reads its document and checks that both say the same kind.
func OpenDocument(sealed []byte, recipient envelope.OpeningKey, sender envelope.VerifyKey) (envelope.Header, Document, error) {
	h, data, err := envelope.Open(sealed, recipient, sender)
	if err != nil {
		return envelope.Header{}, nil, err
	}
	d, err := Unmarshal(data)
	if err != nil {
		return h, nil, err
	}
	if d.Kind() != h.Kind {
		return h, nil, fmt.Errorf("%w: the header says another kind", ErrDocument)
	}
	return h, d, nil
}

// ClientConfig is the configuration for talking to this endpoint as this device.
func (e Enrolment) ClientConfig(baseURL string, k DeviceKeys, now func() time.Time) (ClientConfig, error) {
	by, err := e.Signers()
	if err != nil {
		return ClientConfig{}, err
	}
	cert, err := ClientCertificate(e.Certificate, k)
	if err != nil {
		return ClientConfig{}, err
	}
	return ClientConfig{BaseURL: baseURL, Roots: e.Issuer, Cert: cert, Front: by.Front[0], Inbox: by.Inbox[0], Earlier: by, Now: now}, nil
}
