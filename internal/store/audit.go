package store

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// Actions that the store itself writes in the audit chain. Others are the caller's words: viewed, sent, exported, erased.
const (
	ActionCreated    = "created"
	ActionChanged    = "changed"
	ActionDeleted    = "deleted"
	ActionKeys       = "keys" // a key of another kind than the two below was set
	ActionPassphrase = "keys_passphrase"
	ActionRecovery   = "keys_recovery"
	ActionShares     = "keys_shares"
)

// actionOf is the word for setting a slot of a kind.
func actionOf(kind keyfile.Kind) string {
	switch kind {
	case keyfile.KindPassphrase:
		return ActionPassphrase
	case keyfile.KindRecovery:
		return ActionRecovery
	case keyfile.KindShares:
		return ActionShares
	}
	return ActionKeys
}

// Entry is one line of the audit chain. It holds random ids and words of the program, never content.
type Entry struct {
	Seq      uint64 // from 1, without gaps
	At       time.Time
	Action   string
	Ref      Ref    // what it is about; KindNone when it is about the store
	Revision uint64 // after the action, 0 when it changed nothing
}

// tail is the end of the chain: the number of the last entry and its hash.
type tail struct {
	seq  uint64
	hash [sha256.Size]byte
}

const (
	entryVersion = 1
	entryFixed   = 1 + 8 + 8 + 1 + 16 + 8 + sha256.Size
)

// marshal writes an entry: version, number, moment, kind, id, revision, hash of the entry before it, action.
func (e *Entry) marshal(before [sha256.Size]byte) []byte {
	b := make([]byte, 0, entryFixed+len(e.Action))
	b = append(b, entryVersion)
	b = binary.BigEndian.AppendUint64(b, e.Seq)
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.UnixNano()))
	b = append(b, byte(e.Ref.Kind))
	b = append(b, e.Ref.ID[:]...)
	b = binary.BigEndian.AppendUint64(b, e.Revision)
	b = append(b, before[:]...)
	return append(b, e.Action...)
}

func parseEntry(b []byte) (e Entry, before [sha256.Size]byte, ok bool) {
	if len(b) < entryFixed || b[0] != entryVersion {
		return e, before, false
	}
	e.Seq = binary.BigEndian.Uint64(b[1:])
	e.At = time.Unix(0, int64(binary.BigEndian.Uint64(b[9:]))).UTC()
	e.Ref.Kind = record.Kind(b[17])
	copy(e.Ref.ID[:], b[18:34])
	e.Revision = binary.BigEndian.Uint64(b[34:])
	copy(before[:], b[42:])
	e.Action = string(b[entryFixed:])
	return e, before, true
}

// Audit adds an entry to the chain: viewed, sent, exported, erased, or another word of the program.
func (tx *Tx) Audit(action string, kind record.Kind, id record.ID) error {
	return tx.audit(action, Ref{kind, id}, 0)
}

// AuditAt adds an entry about something that happened before the transaction began. A moment after it, which only a clock that was
// set back gives, counts as the moment of the transaction.
func (tx *Tx) AuditAt(at time.Time, action string, kind record.Kind, id record.ID) error {
	if at = at.UTC().Round(0); at.After(tx.now) {
		at = tx.now
	}
	return tx.enter(Entry{At: at, Action: action, Ref: Ref{kind, id}})
}

func (tx *Tx) audit(action string, ref Ref, revision uint64) error {
	return tx.enter(Entry{At: tx.now, Action: action, Ref: ref, Revision: revision})
}

// enter gives an entry its number and writes it at the end of the chain.
func (tx *Tx) enter(e Entry) error {
	if !tx.write {
		return ErrView
	}
	e.Seq = tx.tail.seq + 1
	plain := e.marshal(tx.tail.hash)
	key := auditKey(e.Seq)
	value, err := tx.keyOf(record.ID{}).Seal(nil, plain, tx.store.head.place(bucketAudit, key, record.ID{}, 0), tx.store.random)
	if err != nil {
		return err
	}
	if err := tx.put(bucketAudit, key, value); err != nil {
		return err
	}
	tx.tail = tail{seq: e.Seq, hash: sha256.Sum256(plain)}
	tx.moved = true
	return nil
}

// flush writes what is kept until the end of a transaction.
func (tx *Tx) flush() error {
	if !tx.moved {
		return nil
	}
	return tx.flushTail()
}

// flushTail writes the end of the chain, so that entries cannot be cut off unnoticed.
func (tx *Tx) flushTail() error {
	plain := binary.BigEndian.AppendUint64(nil, tx.tail.seq)
	plain = append(plain, tx.tail.hash[:]...)
	at := []byte(keyTail)
	value, err := tx.keyOf(record.ID{}).Seal(nil, plain, tx.store.head.place(bucketHeader, at, record.ID{}, 0), tx.store.random)
	if err != nil {
		return err
	}
	return tx.put(bucketHeader, at, value)
}

// openTail reads the end of the chain.
func (tx *Tx) openTail() (t tail, err error) {
	at := []byte(keyTail)
	value, err := tx.get(bucketHeader, at)
	if err != nil {
		return t, err
	}
	key := tx.keyOf(record.ID{})
	if key == nil {
		return t, ErrDamaged
	}
	plain, err := key.Open(value, tx.store.head.place(bucketHeader, at, record.ID{}, 0))
	if err != nil || len(plain) != 8+sha256.Size {
		return t, ErrDamaged
	}
	t.seq = binary.BigEndian.Uint64(plain)
	copy(t.hash[:], plain[8:])
	return t, nil
}

// openEntry reads one entry with the hash of the one before it and its own.
func (tx *Tx) openEntry(seq uint64) (e Entry, before, hash [sha256.Size]byte, err error) {
	at := auditKey(seq)
	value, err := tx.get(bucketAudit, at)
	if err != nil {
		return e, before, hash, err
	}
	plain, err := tx.keyOf(record.ID{}).Open(value, tx.store.head.place(bucketAudit, at, record.ID{}, 0))
	if err != nil {
		return e, before, hash, ErrDamaged
	}
	e, before, ok := parseEntry(plain)
	if !ok || e.Seq != seq {
		return e, before, hash, ErrDamaged
	}
	return e, before, sha256.Sum256(plain), nil
}

// Entries reads the audit chain backwards from the newest entry, until the function returns false.
func (tx *Tx) Entries(each func(Entry) bool) error { return tx.EntriesBefore(0, each) }

// EntriesBefore reads the audit chain backwards from the entry before a number, 0 for the newest, until the function returns false.
// Each entry must be the one that the next newer one names by its hash; one that is not, or that does not open, is ErrDamaged. A number
// that the chain does not have is ErrNotFound.
func (tx *Tx) EntriesBefore(seq uint64, each func(Entry) bool) error {
	t, err := tx.openTail()
	if err != nil {
		return err
	}
	at, want := t.seq, t.hash
	if seq > 0 {
		if seq > t.seq {
			return ErrNotFound
		}
		if _, want, _, err = tx.openEntry(seq); err != nil {
			return err
		}
		at = seq - 1
	}
	for ; at > 0; at-- {
		e, before, hash, err := tx.openEntry(at)
		switch {
		case err != nil:
			return err
		case hash != want:
			return ErrDamaged
		case !each(e):
			return nil
		}
		want = before
	}
	return nil
}

// lastAudit is the number of the last entry that stands in the bucket.
func lastAudit(tx *bolt.Tx) uint64 {
	k, _ := tx.Bucket([]byte{bucketAudit}).Cursor().Last()
	if len(k) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k)
}
