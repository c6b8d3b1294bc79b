package envelope

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// SigningKey is the private half with which a device or an endpoint signs.
type SigningKey struct{ private ed25519.PrivateKey }

// VerifyKey is the public half of a SigningKey.
type VerifyKey struct{ public ed25519.PublicKey }

// OpeningKey is the private half to which documents are sealed (MLKEM768X25519).
type OpeningKey struct{ private hpke.PrivateKey }

// SealingKey is the public half of an OpeningKey.
type SealingKey struct{ public hpke.PublicKey }

// KeyID names a public key in a header: the first 16 bytes of the SHA-256 of its bytes.
type KeyID [16]byte

// SealingKeySize is the length of SealingKey.Bytes; VerifyKey.Bytes has ed25519.PublicKeySize.
const SealingKeySize = 1216

const seedSize = 32

// NewSigningKey draws a key from random.
func NewSigningKey(random io.Reader) (SigningKey, error) {
	seed := make([]byte, seedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return SigningKey{}, fmt.Errorf("drawing a signing key: %w", err)
	}
	return SigningKey{ed25519.NewKeyFromSeed(seed)}, nil
}

// ParseSigningKey reads the bytes of SigningKey.Bytes.
func ParseSigningKey(seed []byte) (SigningKey, error) {
	if len(seed) != seedSize {
		return SigningKey{}, ErrKey
	}
	return SigningKey{ed25519.NewKeyFromSeed(seed)}, nil
}

// Bytes is the secret seed of 32 bytes; whoever has it can sign.
func (k SigningKey) Bytes() []byte { return k.private.Seed() }

// Public is the half to hand out.
func (k SigningKey) Public() VerifyKey {
	return VerifyKey{k.private.Public().(ed25519.PublicKey)}
}

// Ed25519 is the key in the form that crypto/x509 wants for a signing request.
func (k SigningKey) Ed25519() ed25519.PrivateKey { return k.private }

// Sign signs a message of another protocol of ours (an enrolment, a renewal). The purpose keeps signatures of different uses apart.
func (k SigningKey) Sign(purpose string, message []byte) []byte {
	return ed25519.Sign(k.private, apart(purpose, message))
}

// Verify checks a signature of SigningKey.Sign under the same purpose.
func (k VerifyKey) Verify(purpose string, message, signature []byte) bool {
	return len(k.public) == ed25519.PublicKeySize && ed25519.Verify(k.public, apart(purpose, message), signature)
}

// apart puts the purpose before the message so that a signature for one use is worthless for another; no purpose holds a zero byte.
func apart(purpose string, message []byte) []byte {
	return append([]byte(purpose+"\x00"), message...)
}

// ParseVerifyKey reads the 32 bytes of VerifyKey.Bytes.
func ParseVerifyKey(data []byte) (VerifyKey, error) {
	if len(data) != ed25519.PublicKeySize {
		return VerifyKey{}, ErrKey
	}
	return VerifyKey{bytes.Clone(data)}, nil
}

// Bytes is the public key, 32 bytes.
func (k VerifyKey) Bytes() []byte { return bytes.Clone(k.public) }

// IsZero reports whether there is no key.
func (k VerifyKey) IsZero() bool { return len(k.public) == 0 }

// ID names the key in headers and receipts.
func (k VerifyKey) ID() KeyID { return idOf(k.public) }

// Fingerprint is the key in six words to compare by phone.
func (k VerifyKey) Fingerprint() string { return Fingerprint(k.public) }

// NewOpeningKey draws a key from random.
func NewOpeningKey(random io.Reader) (OpeningKey, error) {
	seed := make([]byte, seedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return OpeningKey{}, fmt.Errorf("drawing an opening key: %w", err)
	}
	return ParseOpeningKey(seed)
}

// ParseOpeningKey reads the bytes of OpeningKey.Bytes.
func ParseOpeningKey(seed []byte) (OpeningKey, error) {
	private, err := hpke.MLKEM768X25519().NewPrivateKey(seed)
	if err != nil {
		return OpeningKey{}, ErrKey
	}
	return OpeningKey{private}, nil
}

// Bytes is the secret seed of 32 bytes; whoever has it can read everything sealed to this key.
func (k OpeningKey) Bytes() []byte {
	seed, err := k.private.Bytes()
	if err != nil {
		return nil // not reached: a key made from a seed always gives its seed
	}
	return seed
}

// Public is the half to hand out.
func (k OpeningKey) Public() SealingKey { return SealingKey{k.private.PublicKey()} }

// ParseSealingKey reads the bytes of SealingKey.Bytes.
func ParseSealingKey(data []byte) (SealingKey, error) {
	public, err := hpke.MLKEM768X25519().NewPublicKey(data)
	if err != nil {
		return SealingKey{}, ErrKey
	}
	return SealingKey{public}, nil
}

// Bytes is the public key, SealingKeySize bytes.
func (k SealingKey) Bytes() []byte {
	if k.public == nil {
		return nil
	}
	return k.public.Bytes()
}

// IsZero reports whether there is no key.
func (k SealingKey) IsZero() bool { return k.public == nil }

// ID names the key in headers.
func (k SealingKey) ID() KeyID { return idOf(k.Bytes()) }

// Fingerprint is the key in six words to compare by phone.
func (k SealingKey) Fingerprint() string { return Fingerprint(k.Bytes()) }

func idOf(public []byte) KeyID {
	sum := sha256.Sum256(public)
	return KeyID(sum[:16])
}

// String is the id in 32 lower-case hexadecimal digits.
func (id KeyID) String() string { return hex.EncodeToString(id[:]) }

// ParseKeyID reads KeyID.String.
func ParseKeyID(s string) (KeyID, error) {
	var id KeyID
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != len(id) || hex.EncodeToString(raw) != s {
		return KeyID{}, ErrKey
	}
	return KeyID(raw), nil
}

// Fingerprint turns public bytes (a key, a certificate) into six made-up words that sound the same in every language, 96 bits of their
// SHA-256, so that two people can compare them by phone. The words are proquints (arXiv 0901.4016).
func Fingerprint(public []byte) string {
	const consonants, vowels = "bdfghjklmnprstvz", "aiou"
	sum := sha256.Sum256(apart("schakel fingerprint", public))
	words := make([]string, 6)
	for i := range words {
		n := uint16(sum[2*i])<<8 | uint16(sum[2*i+1])
		words[i] = string([]byte{
			consonants[n>>12], vowels[n>>10&3], consonants[n>>6&15], vowels[n>>4&3], consonants[n&15],
		})
	}
	return strings.Join(words, " ")
}

// SealLarge seals bytes of any size to the key, bound to a purpose and a head that stands in clear beside them. It signs nothing and pads
// to a 256th of the size, at least a block. For files that are handed over; what goes to an endpoint is an envelope.
func (k SealingKey) SealLarge(purpose string, head, plain []byte) ([]byte, error) {
	if k.IsZero() {
		return nil, ErrKey
	}
	step := max(block, len(plain)/256)
	full := make([]byte, 8, (8+len(plain)+step)/step*step)
	binary.BigEndian.PutUint64(full, uint64(len(plain)))
	full = append(full, plain...)
	full = full[:cap(full)]
	defer clear(full)
	return hpke.Seal(k.public, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), apart(purpose, head), full)
}

// OpenLarge opens what SealLarge sealed to the public half of the key, under the same purpose and head. It fails with ErrSealed.
func (k OpeningKey) OpenLarge(purpose string, head, sealed []byte) ([]byte, error) {
	if k.private == nil {
		return nil, ErrKey
	}
	full, err := hpke.Open(k.private, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), apart(purpose, head), sealed)
	if err != nil || len(full) < 8 {
		return nil, ErrSealed
	}
	n := binary.BigEndian.Uint64(full)
	if n > uint64(len(full)-8) {
		return nil, ErrSealed
	}
	return full[8 : 8+n], nil
}
