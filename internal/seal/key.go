package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"log/slog"

	"golang.org/x/crypto/chacha20"

	"schakel/internal/fault"
)

// ErrWiped is returned by a key after Wipe.
var ErrWiped = fault.New(fault.Locked, "seal.wiped", "the key was wiped from memory")

// KeySize is the length of a key in bytes.
const KeySize = 32

// Key is a secret key of 32 bytes. It is always used by pointer, is never printed, and is zeroed by Wipe. Copies that the
// cipher makes while it works are left to the garbage collector: Go gives no way to clear them.
type Key struct {
	bytes [KeySize]byte
	wiped bool
}

// NewKey makes a random key.
func NewKey(random io.Reader) (*Key, error) {
	k := new(Key)
	if _, err := io.ReadFull(random, k.bytes[:]); err != nil {
		return nil, err
	}
	return k, nil
}

// KeyFrom takes over 32 bytes and zeroes the source. It is nil when the length is another.
func KeyFrom(b []byte) *Key {
	if len(b) != KeySize {
		return nil
	}
	k := new(Key)
	copy(k.bytes[:], b)
	clear(b)
	return k
}

// Bytes is a copy of the key, to be sealed under another one. The caller clears it.
func (k *Key) Bytes() []byte { return append([]byte(nil), k.bytes[:]...) }

// Derive makes the subkey of a label: HKDF-SHA256 with no salt and the label as info.
func (k *Key) Derive(label string) (*Key, error) {
	if k.wiped {
		return nil, ErrWiped
	}
	b, err := hkdf.Key(sha256.New, k.bytes[:], nil, label, KeySize)
	if err != nil {
		return nil, err
	}
	return KeyFrom(b), nil
}

// MAC is HMAC-SHA256 over the parts. Only the last part may vary in length; callers keep to that.
func (k *Key) MAC(parts ...[]byte) [sha256.Size]byte { return k.MACs().MAC(parts...) }

// MACs makes many MACs with one key in half the time. It is used by one goroutine, and holds what was made of the key: it is kept no longer
// than the work takes.
type MACs struct{ hash hash.Hash }

// MACs starts.
func (k *Key) MACs() MACs { return MACs{hmac.New(sha256.New, k.bytes[:])} }

// MAC is Key.MAC.
func (m MACs) MAC(parts ...[]byte) [sha256.Size]byte {
	m.hash.Reset()
	for _, p := range parts {
		m.hash.Write(p)
	}
	var sum [sha256.Size]byte
	m.hash.Sum(sum[:0])
	return sum
}

// Format hides what was made of the key.
func (MACs) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[key]") }

// Mask turns bytes into noise and back with the key stream of XChaCha20 for a nonce. It hides and does not protect: what it
// hides must be bound by the associated data of the value that has the nonce.
func (k *Key) Mask(b, nonce []byte) error {
	if k.wiped {
		return ErrWiped
	}
	c, err := chacha20.NewUnauthenticatedCipher(k.bytes[:], nonce)
	if err != nil {
		return ErrOpen
	}
	c.XORKeyStream(b, b)
	return nil
}

// Wipe zeroes the key. After it, everything fails with ErrWiped.
func (k *Key) Wipe() {
	if k != nil {
		clear(k.bytes[:])
		k.wiped = true
	}
}

// String hides the key.
func (*Key) String() string { return "[key]" }

// GoString hides the key.
func (*Key) GoString() string { return "[key]" }

// Format hides the key for every verb of fmt, also when it stands inside another struct.
func (Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[key]") }

// MarshalText hides the key.
func (Key) MarshalText() ([]byte, error) { return []byte("[key]"), nil }

// LogValue hides the key in structured logs.
func (Key) LogValue() slog.Value { return slog.StringValue("[key]") }
