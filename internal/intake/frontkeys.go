package intake

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// FrontKeys are what the exposed front needs: its own signing key and the issuer, and of the inbox's keys the public halves. Nothing opens
// with them.
type FrontKeys struct {
	Front     envelope.SigningKey // signs "ontvangen"
	inbox     envelope.VerifyKey
	opening   envelope.SealingKey
	issuerKey *ecdsa.PrivateKey
	issuer    *x509.Certificate

	turned
}

// frontFile is the form of FrontKeys in a file. Inbox and Opening are public.
type frontFile struct {
	Front, Inbox, Opening, IssuerKey, Issuer []byte

	turned
}

// MarshalFront writes the keys of the front, in clear: the file must be readable by the front's own user only.
func (k FrontKeys) MarshalFront() ([]byte, error) {
	issuerKey, err := x509.MarshalPKCS8PrivateKey(k.issuerKey)
	if err != nil {
		return nil, fmt.Errorf("writing the issuer's key: %w", err)
	}
	return json.Marshal(frontFile{
		Front: k.Front.Bytes(), Inbox: k.inbox.Bytes(), Opening: k.opening.Bytes(), IssuerKey: issuerKey, Issuer: k.issuer.Raw,
		turned: k.public(),
	})
}

// ParseFrontKeys reads FrontKeys.MarshalFront. A file with more in it, such as an opening key, is refused: it does not belong on a front.
func ParseFrontKeys(data []byte) (FrontKeys, error) {
	if _, err := ParseKeys(data); err == nil {
		return FrontKeys{}, ErrOpeningKey
	}
	var f frontFile
	if json.Unmarshal(data, &f) != nil || f.check() != nil {
		return FrontKeys{}, ErrKeys
	}
	if f.opens() {
		return FrontKeys{}, ErrOpeningKey
	}
	k := FrontKeys{turned: f.turned}
	var err error
	if k.Front, err = envelope.ParseSigningKey(f.Front); err != nil {
		return FrontKeys{}, ErrKeys
	}
	if k.inbox, err = envelope.ParseVerifyKey(f.Inbox); err != nil {
		return FrontKeys{}, ErrKeys
	}
	if k.opening, err = envelope.ParseSealingKey(f.Opening); err != nil {
		return FrontKeys{}, ErrKeys
	}
	return k, k.parseIssuer(f.IssuerKey, f.Issuer)
}

func (k *FrontKeys) parseIssuer(key, certificate []byte) error {
	parsed, err := x509.ParsePKCS8PrivateKey(key)
	if err != nil {
		return ErrKeys
	}
	var ok bool
	if k.issuerKey, ok = parsed.(*ecdsa.PrivateKey); !ok {
		return ErrKeys
	}
	if k.issuer, err = x509.ParseCertificate(certificate); err != nil || !k.issuerKey.PublicKey.Equal(k.issuer.PublicKey) {
		return ErrKeys
	}
	return nil
}

// ErrOpeningKey is a front that would hold the key that opens messages.
var ErrOpeningKey = fault.New(fault.Denied, "intake.opening_key", "this is the file with the opening key; a front must not have it (cjgd keys front)")

// ReadFrontKeys reads the file of a front.
func ReadFrontKeys(path string) (FrontKeys, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return FrontKeys{}, err
	}
	return ParseFrontKeys(data)
}

// Issuer is the endpoint's own issuer, the root that devices pin.
func (k FrontKeys) Issuer() *x509.Certificate { return k.issuer }

// IssuerFingerprint is the issuer in six words, to compare by phone.
func (k FrontKeys) IssuerFingerprint() string {
	return envelope.Fingerprint(k.issuer.RawSubjectPublicKeyInfo)
}

// ErrOtherKeys is a store that belongs to other keys than these.
var ErrOtherKeys = fault.New(fault.Conflict, "intake.other_keys", "this store belongs to an endpoint with other keys")

// Tell writes the public keys of this process where every other process of the endpoint finds them, unless newer ones stand there.
func Tell(store Store, keys FrontKeys, now time.Time) error {
	return store.Update(func(tx Tx) error { return tellIn(tx, keys, now.UTC()) })
}

// claimed says whose store this is.
type claimed struct {
	Issuer []byte `json:"issuer"` // SHA-256 of the issuer's public key
}

// Claim writes at first use whose store this is. ErrOtherKeys: it is another endpoint's, so that two processes that each made keys of their
// own never write into one store.
func Claim(store Store, keys FrontKeys) error {
	return store.Update(func(tx Tx) error { return claimIn(tx, keys) })
}

func claimIn(tx Tx, keys FrontKeys) error {
	sum := sha256.Sum256(keys.issuer.RawSubjectPublicKeyInfo)
	there, found, err := load[claimed](tx, bucketEndpoint, []byte("keys"))
	switch {
	case err != nil:
		return err
	case !found:
		return save(tx, bucketEndpoint, []byte("keys"), claimed{Issuer: sum[:]})
	case !bytes.Equal(there.Issuer, sum[:]):
		return ErrOtherKeys
	}
	return nil
}
