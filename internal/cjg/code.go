package cjg

import (
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// Code is what stands on the enrolment letter: a one-time secret and the pin of the endpoint's own issuer, so that the first
// connection already knows whom it talks to.
type Code struct {
	Secret [9]byte
	Pin    [10]byte // first bytes of the SHA-256 of the issuer's public key
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewCode draws a secret for an issuer.
func NewCode(random io.Reader, issuer *x509.Certificate) (Code, error) {
	c := Code{Pin: PinOf(issuer)}
	if _, err := io.ReadFull(random, c.Secret[:]); err != nil {
		return Code{}, fmt.Errorf("drawing an enrolment code: %w", err)
	}
	return c, nil
}

// PinOf is the pin of an issuer's certificate.
func PinOf(issuer *x509.Certificate) [10]byte {
	sum := sha256.Sum256(issuer.RawSubjectPublicKeyInfo)
	return [10]byte(sum[:10])
}

// Matches reports whether the certificate is the pinned issuer.
func (c Code) Matches(issuer *x509.Certificate) bool {
	pin := PinOf(issuer)
	return subtle.ConstantTimeCompare(pin[:], c.Pin[:]) == 1
}

// Hash is what an endpoint keeps of the secret.
func (c Code) Hash() [32]byte { return HashSecret(c.Secret[:]) }

// HashSecret is Code.Hash for a secret as it came over the wire. The secret has 72 random bits, so a plain hash cannot be searched.
func HashSecret(secret []byte) [32]byte {
	return sha256.Sum256(append([]byte("schakel enrolment code\x00"), secret...))
}

// String is the code as it is printed: eight groups of four, without letters that look alike, the last two characters a checksum.
func (c Code) String() string {
	raw := append(append(make([]byte, 0, 20), c.Secret[:]...), c.Pin[:]...)
	sum := sha256.Sum256(raw)
	s := base32.NewEncoding(crockford).WithPadding(base32.NoPadding).EncodeToString(append(raw, sum[0]))
	groups := make([]string, 0, 8)
	for i := 0; i < len(s); i += 4 {
		groups = append(groups, s[i:i+4])
	}
	return strings.Join(groups, "-")
}

// ParseCode reads a typed code: any case, any spacing, O for 0 and I or L for 1. A typing error gives ErrCode at once, without a connection.
func ParseCode(s string) (Code, error) {
	fold := strings.NewReplacer(" ", "", "-", "", "\n", "", "\r", "", "\t", "", "O", "0", "I", "1", "L", "1")
	folded := fold.Replace(strings.ToUpper(s))
	raw, err := base32.NewEncoding(crockford).WithPadding(base32.NoPadding).DecodeString(folded)
	if err != nil || len(folded) != 32 || len(raw) != 20 {
		return Code{}, ErrCode
	}
	if sum := sha256.Sum256(raw[:19]); sum[0] != raw[19] {
		return Code{}, ErrCode
	}
	return Code{Secret: [9]byte(raw[:9]), Pin: [10]byte(raw[9:19])}, nil
}
