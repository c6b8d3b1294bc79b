package book

import (
	"crypto/sha256"
	"io"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/record"
	"schakel/internal/store"
)

// sealedTooOld reports whether an envelope is sealed to a key that its endpoint does not take any more, or signed with a key of before a
// change here. Until then the first envelope goes again, so that a repeat is the same bytes.
func (b *Book) sealedTooOld(e *record.Endpoint, sealed []byte) bool {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return false
	}
	if signedBefore(e, h) {
		return true
	}
	return enrolmentOf(e).Ended(h.Recipient, b.now())
}

// sealAnew makes the envelope of an entry and keeps it. A message keeps its delivery's id through every version; a recall is a message of its
// own. Sealed to another key it is the same message: id, version and commit stay, so that the endpoint knows it when the first envelope did
// arrive, by network or by stick, and it becomes two of nothing. Only when the document is not the same any more it is a new version.
func (b *Book) sealAnew(tx *store.Tx, e *record.Endpoint, o *record.Outgoing, d *record.Delivery, doc cjg.Document) error {
	keys, err := Keys(e)
	if err != nil {
		return err
	}
	to, err := envelope.ParseSealingKey(e.SealTo)
	if err != nil {
		return err
	}
	data, err := cjg.Marshal(doc)
	if err != nil {
		return err
	}
	fields := envelope.Fields{ID: envelope.UUID(d.ID), Version: uint32(d.Version), Kind: doc.Kind(), Created: b.now()}
	if o.Task == record.OutgoingRecall {
		fields.ID, fields.Version = envelope.UUID(o.ID), 1
	}
	if old, err := envelope.ParseHeader(o.Sealed); err == nil {
		if fields.Version = old.Version; !sameCommit(old, o.Salt, data) {
			fields.Version, o.Salt = old.Version+1, nil
		}
		if fields.Created.Unix() <= old.Created.Unix() {
			fields.Created = old.Created.Add(time.Second) // also when the clock was put back: the endpoint keeps the newest of the two
		}
	}
	if len(o.Salt) == 0 {
		o.Salt = make([]byte, len(fields.Salt))
		if _, err := io.ReadFull(b.chance(), o.Salt); err != nil {
			return err
		}
	}
	copy(fields.Salt[:], o.Salt)
	if o.Sealed, _, err = envelope.Seal(b.chance(), fields, data, keys.Signing, to); err != nil {
		return err
	}
	if o.Task != record.OutgoingRecall && d.Version != int(fields.Version) {
		d.Version = int(fields.Version)
		if err := b.put(tx, d); err != nil {
			return err
		}
	}
	return b.put(tx, o)
}

// sameCommit reports whether a header commits to this document under this salt.
func sameCommit(h envelope.Header, salt, document []byte) bool {
	return len(salt) == 32 && sha256.Sum256(append(append([]byte(nil), salt...), document...)) == h.Commit
}
