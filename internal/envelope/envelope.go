// Package envelope seals a document to one recipient and signs it, in bytes that are the same over HTTPS and by USB.
package envelope

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"schakel/internal/fault"
)

const (
	// MaxDocument is the largest document in bytes.
	MaxDocument = 64 << 10
	// MaxSealed is the largest sealed envelope in bytes, padding and keys included.
	MaxSealed = 68 << 10

	magic    = "schakel1"
	purpose  = "schakel envelope 1"
	format   = 1
	saltSize = 32
	block    = 512 // the plaintext is padded to a multiple, so that the length says little
)

// What can be wrong with an envelope, a receipt or a key.
var (
	ErrFormat    = fault.New(fault.Corrupt, "envelope.format", "the bytes are not an envelope")
	ErrNewer     = fault.New(fault.Newer, "envelope.newer", "the envelope has a newer format")
	ErrSignature = fault.New(fault.Denied, "envelope.signature", "the signature is not the sender's")
	ErrRecipient = fault.New(fault.Denied, "envelope.recipient", "the envelope is sealed to another key")
	ErrSealed    = fault.New(fault.Corrupt, "envelope.sealed", "the sealed content does not open")
	ErrCommit    = fault.New(fault.Corrupt, "envelope.commit", "the content is not the one that the header commits to")
	ErrSize      = fault.New(fault.Full, "envelope.size", "the document is over the size limit")
	ErrFields    = fault.New(fault.Invalid, "envelope.fields", "the header fields are incomplete")
	ErrKey       = fault.New(fault.Invalid, "envelope.key", "the bytes are not a key")
	ErrReceipt   = fault.New(fault.Denied, "envelope.receipt", "the receipt is not for this header or not of this signer")
)

// Fields are what the sender chooses for a header.
type Fields struct {
	ID      UUID
	Version uint32 // from 1; a changed document under the same ID needs a higher one
	Kind    Kind
	Created time.Time // kept in whole seconds; for people, never for order
	Salt    [32]byte  // zero: drawn. Set it to seal the same document again under the same commit, as after a change of the recipient's key
}

// Header stands in clear before the sealed content and is what both sides mean by "this message".
type Header struct {
	ID        UUID
	Version   uint32
	Kind      Kind
	Sender    KeyID // of the sender's VerifyKey
	Recipient KeyID // of the recipient's SealingKey
	Created   time.Time
	Commit    [32]byte // SHA-256(salt ‖ document)
}

// Bytes is the only encoding of the header: format, id, version, length and letters of the kind, sender, recipient, created in Unix
// seconds, commit; numbers big-endian.
func (h Header) Bytes() []byte {
	b := make([]byte, 0, 128)
	b = append(b, format)
	b = append(b, h.ID[:]...)
	b = binary.BigEndian.AppendUint32(b, h.Version)
	b = append(b, byte(len(h.Kind)))
	b = append(b, h.Kind...)
	b = append(b, h.Sender[:]...)
	b = append(b, h.Recipient[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(h.Created.Unix()))
	return append(b, h.Commit[:]...)
}

// Hash is the SHA-256 of Bytes: what a receipt is signed over.
func (h Header) Hash() [32]byte { return sha256.Sum256(h.Bytes()) }

// Same reports whether two headers are the same message in the same version: id, version and commit agree.
func (h Header) Same(o Header) bool {
	return h.ID == o.ID && h.Version == o.Version && h.Kind == o.Kind && h.Commit == o.Commit
}

// Seal seals a document to the recipient and signs it. The bytes differ on every call (fresh salt and encapsulation): keep the bytes, or
// the salt, to send the same message again. Errors: ErrFields, ErrSize, ErrKey.
func Seal(random io.Reader, f Fields, document []byte, sender SigningKey, recipient SealingKey) ([]byte, Header, error) {
	if f.ID == (UUID{}) || f.Version == 0 || !f.Kind.Valid() || f.Created.Unix() < 0 {
		return nil, Header{}, ErrFields
	}
	if len(document) > MaxDocument {
		return nil, Header{}, ErrSize
	}
	if recipient.IsZero() || len(sender.private) == 0 {
		return nil, Header{}, ErrKey
	}
	if f.Salt == ([saltSize]byte{}) {
		if _, err := io.ReadFull(random, f.Salt[:]); err != nil {
			return nil, Header{}, fmt.Errorf("drawing a salt: %w", err)
		}
	}
	h := Header{
		ID: f.ID, Version: f.Version, Kind: f.Kind, Sender: sender.Public().ID(), Recipient: recipient.ID(),
		Created: time.Unix(f.Created.Unix(), 0).UTC(), Commit: commit(f.Salt, document),
	}
	head := h.Bytes()
	body, err := hpke.Seal(recipient.public, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), apart(purpose, head), pad(f.Salt, document))
	if err != nil {
		return nil, Header{}, fmt.Errorf("sealing: %w", err)
	}
	signature := sender.Sign(purpose, signed(head, body))
	return join(head, signature, body), h, nil
}

// Open verifies everything (form, sender, recipient, content, commit) and gives the document. Nothing is returned beside an error.
func Open(sealed []byte, recipient OpeningKey, sender VerifyKey) (Header, []byte, error) {
	p, err := split(sealed)
	if err != nil {
		return Header{}, nil, err
	}
	if err := p.verify(sender); err != nil {
		return Header{}, nil, err
	}
	if recipient.private == nil || recipient.Public().ID() != p.header.Recipient {
		return Header{}, nil, ErrRecipient
	}
	plain, err := hpke.Open(recipient.private, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), apart(purpose, p.head), p.body)
	if err != nil {
		return Header{}, nil, ErrSealed
	}
	salt, document, err := unpad(plain)
	if err != nil {
		return Header{}, nil, err
	}
	sum := commit(salt, document)
	if subtle.ConstantTimeCompare(sum[:], p.header.Commit[:]) != 1 {
		return Header{}, nil, ErrCommit
	}
	return p.header, document, nil
}

// ParseHeader reads the header without checking the signature: enough to find the sender's key, never enough to act on.
func ParseHeader(sealed []byte) (Header, error) {
	p, err := split(sealed)
	return p.header, err
}

// VerifyHeader reads the header and checks that this sender signed it together with exactly this sealed content.
func VerifyHeader(sealed []byte, sender VerifyKey) (Header, error) {
	p, err := split(sealed)
	if err != nil {
		return Header{}, err
	}
	if err := p.verify(sender); err != nil {
		return Header{}, err
	}
	return p.header, nil
}

type parts struct {
	header                Header
	head, signature, body []byte
}

func (p parts) verify(sender VerifyKey) error {
	if sender.IsZero() || sender.ID() != p.header.Sender || !sender.Verify(purpose, signed(p.head, p.body), p.signature) {
		return ErrSignature
	}
	return nil
}

// signed binds the header to the sealed bytes, so that the front, which cannot open them, never vouches for altered ones.
func signed(head, body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(bytes.Clone(head), sum[:]...)
}

func commit(salt [saltSize]byte, document []byte) [32]byte {
	return sha256.Sum256(append(salt[:], document...))
}

// join lays out: magic, length of the header (2 bytes), header, signature (64), length of the body (4 bytes), body.
func join(head, signature, body []byte) []byte {
	b := make([]byte, 0, len(magic)+2+len(head)+len(signature)+4+len(body))
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(head)))
	b = append(b, head...)
	b = append(b, signature...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	return append(b, body...)
}

func split(sealed []byte) (parts, error) { return splitAt(sealed, MaxSealed) }

// splitAt takes an envelope of at most so many bytes apart.
func splitAt(sealed []byte, most int) (parts, error) {
	if len(sealed) > most {
		return parts{}, ErrSize
	}
	r := reader{rest: sealed}
	if string(r.take(len(magic))) != magic {
		return parts{}, ErrFormat
	}
	var p parts
	p.head = r.take(int(r.number(2)))
	p.signature = r.take(ed25519.SignatureSize)
	p.body = r.take(int(r.number(4)))
	if r.short || len(r.rest) != 0 || len(p.body) == 0 {
		return parts{}, ErrFormat
	}
	var err error
	p.header, err = parseHeader(p.head)
	return p, err
}

// ParseHeaderBytes reads Header.Bytes, as kept by somebody who verified it before.
func ParseHeaderBytes(head []byte) (Header, error) { return parseHeader(head) }

func parseHeader(head []byte) (Header, error) {
	r := reader{rest: head}
	if f := r.number(1); f > format {
		return Header{}, ErrNewer
	} else if f != format {
		return Header{}, ErrFormat
	}
	var h Header
	copy(h.ID[:], r.take(16))
	h.Version = uint32(r.number(4))
	h.Kind = Kind(r.take(int(r.number(1))))
	copy(h.Sender[:], r.take(16))
	copy(h.Recipient[:], r.take(16))
	seconds := int64(r.number(8))
	copy(h.Commit[:], r.take(32))
	if r.short || len(r.rest) != 0 || h.ID == (UUID{}) || h.Version == 0 || !h.Kind.Valid() || seconds < 0 {
		return Header{}, ErrFormat
	}
	h.Created = time.Unix(seconds, 0).UTC()
	return h, nil
}

// pad lays out: salt, length of the document (4 bytes), document, zeros up to a multiple of the block.
func pad(salt [saltSize]byte, document []byte) []byte {
	size := saltSize + 4 + len(document)
	b := make([]byte, 0, (size+block-1)/block*block)
	b = append(b, salt[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(document)))
	b = append(b, document...)
	return b[:cap(b)]
}

func unpad(plain []byte) (salt [saltSize]byte, document []byte, err error) {
	r := reader{rest: plain}
	copy(salt[:], r.take(saltSize))
	document = r.take(int(r.number(4)))
	if r.short || len(plain)%block != 0 || len(r.rest) >= block || len(document) > MaxDocument {
		return salt, nil, ErrSealed
	}
	if len(bytes.Trim(r.rest, "\x00")) != 0 {
		return salt, nil, ErrSealed
	}
	return salt, document, nil
}

// reader takes bytes from the front and remembers when there were too few.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.short, r.rest = true, nil
		return nil
	}
	out := r.rest[:n:n]
	r.rest = r.rest[n:]
	return out
}

// number reads n bytes big-endian.
func (r *reader) number(n int) uint64 {
	var v uint64
	for _, b := range r.take(n) {
		v = v<<8 | uint64(b)
	}
	return v
}
