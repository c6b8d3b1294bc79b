// Package seal encrypts one value and binds it to its place, so that it opens nowhere else.
package seal

import (
	"crypto/cipher"
	"encoding/binary"
	"io"
	"math/bits"

	"golang.org/x/crypto/chacha20poly1305"

	"schakel/internal/fault"
)

// ErrOpen is returned when a value does not open: it was damaged, moved, or sealed with another key. Which of these is not known.
var ErrOpen = fault.New(fault.Corrupt, "seal.open", "a sealed value does not open")

// Sizes in bytes.
const (
	NonceSize = chacha20poly1305.NonceSizeX
	TagSize   = chacha20poly1305.Overhead
	// Overhead is what sealing adds to the padded text: the form byte, the nonce and the tag.
	Overhead = 1 + NonceSize + TagSize
)

// form is the first byte of a sealed value: XChaCha20-Poly1305 with the padding of Padded.
const form = 1

// Place is where a value stands. All of it is authenticated and none of it is stored in the sealed value.
type Place struct {
	Store    [16]byte // the store's id
	Bucket   byte     // the bucket's letter
	Schema   uint16   // the version of the store's layout
	Owner    [16]byte // whose key seals it; zero for the store
	Revision uint64
	Key      []byte // the key in the bucket
}

// data appends the associated data: a fixed head, then the key, so that no two places give the same bytes.
func (p *Place) data(b []byte) []byte {
	b = append(b, "schakel value\x00"...)
	b = append(b, p.Store[:]...)
	b = append(b, p.Bucket)
	b = binary.BigEndian.AppendUint16(b, p.Schema)
	b = append(b, p.Owner[:]...)
	b = binary.BigEndian.AppendUint64(b, p.Revision)
	return append(b, p.Key...)
}

// Padded is the length to which a text of n bytes is filled up: the next multiple of a step above n, where the step is 32 up to
// 256 bytes and an eighth of the largest power of two not above n after that. It adds 32 bytes or an eighth at most.
func Padded(n int) int {
	step := 32
	if n >= 256 {
		step = 1 << (bits.Len(uint(n)) - 4)
	}
	return (n/step + 1) * step
}

// pad appends 0x80 and zeros up to Padded (ISO/IEC 7816-4).
func pad(dst, plain []byte) []byte {
	dst = append(dst, plain...)
	dst = append(dst, 0x80)
	for n := Padded(len(plain)) - len(plain) - 1; n > 0; n-- {
		dst = append(dst, 0)
	}
	return dst
}

func unpad(b []byte) ([]byte, bool) {
	for i := len(b) - 1; i >= 0; i-- {
		switch b[i] {
		case 0:
		case 0x80:
			return b[:i], Padded(i) == len(b)
		default:
			return nil, false
		}
	}
	return nil, false
}

// Seal encrypts a text for its place with a fresh nonce and appends form, nonce, ciphertext and tag to dst.
func (k *Key) Seal(dst, plain []byte, at Place, random io.Reader) ([]byte, error) {
	aead, err := k.aead()
	if err != nil {
		return nil, err
	}
	start := len(dst)
	need := start + Overhead + Padded(len(plain))
	if cap(dst) < need {
		dst = append(make([]byte, 0, need), dst...)
	}
	dst = append(dst, form)
	dst = dst[:start+1+NonceSize]
	nonce := dst[start+1:]
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, err
	}
	full := pad(dst, plain) // written after the nonce, then encrypted where it stands
	return aead.Seal(dst, nonce, full[len(dst):], at.data(make([]byte, 0, 96))), nil
}

// Open decrypts what Seal wrote for the same place. The result is new memory; the input is left as it is.
func (k *Key) Open(sealed []byte, at Place) ([]byte, error) { return new(Opener).Open(k, sealed, at) }

// Opener opens many values in the same memory. The zero Opener is ready. It is used by one goroutine, and wiped when it is done.
type Opener struct {
	plain []byte
	data  []byte
}

// Open is Key.Open. The result is valid until the next call and until Wipe.
func (o *Opener) Open(k *Key, sealed []byte, at Place) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != form {
		return nil, ErrOpen
	}
	aead, err := k.aead()
	if err != nil {
		return nil, err
	}
	if o.data == nil {
		o.data = make([]byte, 0, 96)
	}
	o.data = at.data(o.data[:0])
	if need := len(sealed) - Overhead; cap(o.plain) < need {
		o.Wipe()
		o.plain = make([]byte, 0, need)
	}
	full, err := aead.Open(o.plain[:0], sealed[1:1+NonceSize], sealed[1+NonceSize:], o.data)
	if err != nil {
		return nil, ErrOpen
	}
	o.plain = full
	plain, ok := unpad(full)
	if !ok {
		return nil, ErrOpen
	}
	return plain, nil
}

// Wipe zeroes the memory in which the values were opened.
func (o *Opener) Wipe() { clear(o.plain[:cap(o.plain)]) }

// Nonce is the nonce of a sealed value, nil when it is too short to have one.
func Nonce(sealed []byte) []byte {
	if len(sealed) < Overhead {
		return nil
	}
	return sealed[1 : 1+NonceSize]
}

func (k *Key) aead() (cipher.AEAD, error) {
	if k == nil || k.wiped {
		return nil, ErrWiped
	}
	return chacha20poly1305.NewX(k.bytes[:])
}
