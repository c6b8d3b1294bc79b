package intake

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

const (
	issuerLife      = 20 * 365 * 24 * time.Hour
	serverLife      = 90 * 24 * time.Hour
	clientLife      = 90 * 24 * time.Hour
	renewAfter      = 365 * 24 * time.Hour // an expired device may renew this long
	backdate        = time.Hour            // so that a slightly slow clock does not refuse a fresh certificate
	defaultCodeLife = 14 * 24 * time.Hour
)

// ErrKeys is a keys file that cannot be read.
var ErrKeys = fault.New(fault.Corrupt, "intake.keys", "the keys of the endpoint cannot be read")

// Keys are all private keys of an endpoint: those of the front, and those that belong to the inbox only.
type Keys struct {
	FrontKeys
	Inbox   envelope.SigningKey // signs "leesbaar" and answers
	Opening envelope.OpeningKey // documents are sealed to it
	Rest    [32]byte            // wraps the keys of the cases

	former map[envelope.KeyID]envelope.OpeningKey // that were replaced and still open what was sealed before
}

// keysFile is the form of Keys in a file.
type keysFile struct {
	Front, Inbox, Opening, Rest, IssuerKey, Issuer []byte

	turned
}

// NewKeys draws every key and makes the endpoint's own issuer.
func NewKeys(random io.Reader, name string, now time.Time) (Keys, error) {
	var k Keys
	var err error
	if k.Front, err = envelope.NewSigningKey(random); err != nil {
		return Keys{}, err
	}
	if k.Inbox, err = envelope.NewSigningKey(random); err != nil {
		return Keys{}, err
	}
	if k.Opening, err = envelope.NewOpeningKey(random); err != nil {
		return Keys{}, err
	}
	k.inbox, k.opening = k.Inbox.Public(), k.Opening.Public()
	if _, err := io.ReadFull(random, k.Rest[:]); err != nil {
		return Keys{}, fmt.Errorf("drawing a key: %w", err)
	}
	if k.issuerKey, err = ecdsa.GenerateKey(elliptic.P256(), random); err != nil {
		return Keys{}, fmt.Errorf("drawing the issuer's key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Schakel " + name},
		NotBefore: now.Add(-backdate), NotAfter: now.Add(issuerLife),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(random, template, template, k.issuerKey.Public(), k.issuerKey)
	if err != nil {
		return Keys{}, fmt.Errorf("making the issuer: %w", err)
	}
	if k.issuer, err = x509.ParseCertificate(der); err != nil {
		return Keys{}, fmt.Errorf("reading the issuer: %w", err)
	}
	return k, nil
}

// Marshal writes all keys, in clear: the file must be readable by the endpoint's own user only.
func (k Keys) Marshal() ([]byte, error) {
	issuerKey, err := x509.MarshalPKCS8PrivateKey(k.issuerKey)
	if err != nil {
		return nil, fmt.Errorf("writing the issuer's key: %w", err)
	}
	return json.Marshal(keysFile{
		Front: k.Front.Bytes(), Inbox: k.Inbox.Bytes(), Opening: k.Opening.Bytes(), Rest: k.Rest[:], IssuerKey: issuerKey, Issuer: k.issuer.Raw,
		turned: k.turned,
	})
}

// ParseKeys reads Keys.Marshal.
func ParseKeys(data []byte) (Keys, error) {
	var f keysFile
	if json.Unmarshal(data, &f) != nil || len(f.Rest) != 32 {
		return Keys{}, ErrKeys
	}
	k := Keys{Rest: [32]byte(f.Rest)}
	var err error
	if k.Front, err = envelope.ParseSigningKey(f.Front); err != nil {
		return Keys{}, ErrKeys
	}
	if k.Inbox, err = envelope.ParseSigningKey(f.Inbox); err != nil {
		return Keys{}, ErrKeys
	}
	if k.Opening, err = envelope.ParseOpeningKey(f.Opening); err != nil {
		return Keys{}, ErrKeys
	}
	k.inbox, k.opening, k.turned = k.Inbox.Public(), k.Opening.Public(), f.turned
	if k.former, err = f.openingKeys(); err != nil {
		return Keys{}, err
	}
	return k, k.parseIssuer(f.IssuerKey, f.Issuer)
}

// ServerCertificate issues a certificate for the endpoint's listeners; hosts are names and addresses for clients that check them.
func (k FrontKeys) ServerCertificate(random io.Reader, hosts []string, now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("drawing a server key: %w", err)
	}
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: cjg.ServerName}, DNSNames: []string{cjg.ServerName, "localhost"},
		NotBefore: now.Add(-backdate), NotAfter: now.Add(serverLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else if host != "" {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	der, err := k.issue(random, template, key.Public())
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("reading a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der, k.issuer.Raw}, PrivateKey: key, Leaf: leaf}, nil
}

// clientCertificate issues a device's certificate; only the public key is taken from its request.
func (k FrontKeys) clientCertificate(random io.Reader, device string, csr *x509.CertificateRequest, now time.Time) ([]byte, error) {
	return k.issue(random, &x509.Certificate{
		Subject: pkix.Name{CommonName: device}, NotBefore: now.Add(-backdate), NotAfter: now.Add(clientLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}, csr.PublicKey)
}

func (k FrontKeys) issue(random io.Reader, template *x509.Certificate, public any) ([]byte, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(random, serial); err != nil {
		return nil, fmt.Errorf("drawing a serial: %w", err)
	}
	serial[0] &= 0x7f
	template.SerialNumber = new(big.Int).SetBytes(serial)
	der, err := x509.CreateCertificate(random, template, k.issuer, public, k.issuerKey)
	if err != nil {
		return nil, fmt.Errorf("issuing a certificate: %w", err)
	}
	return der, nil
}
