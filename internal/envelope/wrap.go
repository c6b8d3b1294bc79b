package envelope

import (
	"crypto/sha256"
	"time"
)

// MaxWrapped is the largest wrapped file in bytes, with its header.
const MaxWrapped = 1<<20 + 128<<10

// Wrap puts a header before a file that is sealed to somebody already, and signs the two. Here the recipient is a mailbox, not a key, and the commit
// is the SHA-256 of the file. The same fields and file give the same bytes. Errors: ErrFields, ErrSize, ErrKey.
func Wrap(f Fields, file []byte, sender SigningKey, mailbox UUID) ([]byte, Header, error) {
	if f.ID == (UUID{}) || mailbox == (UUID{}) || f.Version == 0 || !f.Kind.Valid() || f.Created.Unix() < 0 || len(file) == 0 {
		return nil, Header{}, ErrFields
	}
	if len(sender.private) == 0 {
		return nil, Header{}, ErrKey
	}
	h := Header{
		ID: f.ID, Version: f.Version, Kind: f.Kind, Sender: sender.Public().ID(), Recipient: KeyID(mailbox),
		Created: time.Unix(f.Created.Unix(), 0).UTC(), Commit: sha256.Sum256(file),
	}
	head := h.Bytes()
	out := join(head, sender.Sign(purpose, signed(head, file)), file)
	if len(out) > MaxWrapped {
		return nil, Header{}, ErrSize
	}
	return out, h, nil
}

// WrappedHeader reads the header of a wrapped file without checking the signature.
func WrappedHeader(wrapped []byte) (Header, error) {
	p, err := splitAt(wrapped, MaxWrapped)
	return p.header, err
}

// Unwrap checks that the sender signed the header together with exactly this file, and that the header is about it. Errors: ErrSize, ErrFormat,
// ErrNewer, ErrSignature, ErrCommit.
func Unwrap(wrapped []byte, sender VerifyKey) (Header, []byte, error) {
	p, err := splitAt(wrapped, MaxWrapped)
	if err != nil {
		return Header{}, nil, err
	}
	if err := p.verify(sender); err != nil {
		return Header{}, nil, err
	}
	if p.header.Commit != sha256.Sum256(p.body) {
		return Header{}, nil, ErrCommit
	}
	return p.header, p.body, nil
}
