package store

import (
	"encoding/binary"
	"time"

	"schakel/internal/record"
	"schakel/internal/seal"
)

// schemaFirst is the oldest version of the layout; FORMAT.md describes it to the byte. Every migration adds one.
const schemaFirst = 1

// Bucket letters. They say nothing about what is inside.
const (
	bucketHeader byte = 'a' // header, end of the audit chain
	bucketOwners byte = 'b' // keys of owners
	bucketValues byte = 'c' // records
	bucketRows   byte = 'd' // compact rows
	bucketAudit  byte = 'e' // audit entries by number
	bucketDrafts byte = 'f' // drafts
	bucketExtras byte = 'g' // counters and small settings
)

const allBuckets = "abcdefg"

// Keys in the header bucket.
const (
	keyHeader = "h"
	keyTail   = "t"
)

// Labels of the subkeys of the master key.
const (
	labelHeader = "schakel header 1"
	labelOwners = "schakel owners 1"
)

const (
	keySize     = 16     // of a key in a bucket: the first half of an HMAC
	locatorSize = 16 + 8 // owner and revision, masked
	headerClear = 2 + 16 // schema and store id
)

// header is what must be known to find anything: made once, sealed under a subkey of the master key.
type header struct {
	schema  uint16 // of the file
	store   [16]byte
	names   *seal.Key // HMAC key that makes bucket keys
	locator *seal.Key // masks owner and revision in front of a value
	created time.Time
}

func (h *header) marshal() []byte {
	b := append(h.names.Bytes(), h.locator.Bytes()...)
	return binary.BigEndian.AppendUint64(b, uint64(h.created.Unix()))
}

// clear is what stands in front of the sealed header: schema and store id.
func (h *header) clear() []byte {
	return append(binary.BigEndian.AppendUint16(nil, h.schema), h.store[:]...)
}

func (h *header) unmarshal(b []byte) bool {
	if len(b) != 2*seal.KeySize+8 {
		return false
	}
	h.created = time.Unix(int64(binary.BigEndian.Uint64(b[2*seal.KeySize:])), 0).UTC()
	h.names, h.locator = seal.KeyFrom(b[:seal.KeySize]), seal.KeyFrom(b[seal.KeySize:2*seal.KeySize])
	return true
}

// place is where a value stands in this store.
func (h *header) place(bucket byte, key []byte, owner record.ID, revision uint64) seal.Place {
	return seal.Place{Store: h.store, Bucket: bucket, Schema: h.schema, Owner: owner, Revision: revision, Key: key}
}

// recordKey is the key of a record in the buckets of values and rows.
func (h *header) recordKey(kind record.Kind, id record.ID) []byte {
	return recordKeyBy(h.names.MACs(), kind, id)
}

// recordKeyBy is recordKey, for many with the key of the names.
func recordKeyBy(names seal.MACs, kind record.Kind, id record.ID) []byte {
	sum := names.MAC([]byte{bucketValues, byte(kind)}, id[:])
	return sum[:keySize]
}

// ownerKey is the key of an owner in the bucket of owners.
func (h *header) ownerKey(id record.ID) []byte {
	sum := h.names.MAC([]byte{bucketOwners}, id[:])
	return sum[:keySize]
}

// nameKey is the key of a draft or a setting.
func (h *header) nameKey(bucket byte, name string) []byte {
	sum := h.names.MAC([]byte{bucket}, []byte(name))
	return sum[:keySize]
}

// auditKey is the key of an audit entry: its number, so that entries stand in order.
func auditKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// locate hides owner and revision behind the nonce of the sealed value that follows: nobody without the key can see which
// values belong together, and the associated data of the value proves that they are right.
func (h *header) locate(owner record.ID, revision uint64, sealed []byte) error {
	loc := sealed[:locatorSize]
	copy(loc, owner[:])
	binary.BigEndian.PutUint64(loc[len(owner):], revision)
	return h.locator.Mask(loc, seal.Nonce(sealed[locatorSize:]))
}

// located reads them back. They are only true if the value opens with them.
func (h *header) located(value []byte) (owner record.ID, revision uint64, sealed []byte, err error) {
	if len(value) < locatorSize+seal.Overhead {
		return owner, 0, nil, ErrDamaged
	}
	var loc [locatorSize]byte
	copy(loc[:], value)
	sealed = value[locatorSize:]
	if err := h.locator.Mask(loc[:], seal.Nonce(sealed)); err != nil {
		return owner, 0, nil, err
	}
	copy(owner[:], loc[:])
	return owner, binary.BigEndian.Uint64(loc[len(owner):]), sealed, nil
}

// placing is where a value is sealed for.
type placing struct {
	head     *header
	bucket   byte
	key      []byte
	owner    record.ID
	revision uint64
}

// sealValue seals the bytes of a value or row with its locator in front.
func (s *Store) sealValue(key *seal.Key, at placing, plain []byte) ([]byte, error) {
	out := make([]byte, locatorSize, locatorSize+seal.Overhead+seal.Padded(len(plain)))
	out, err := key.Seal(out, plain, at.head.place(at.bucket, at.key, at.owner, at.revision), s.random)
	if err != nil {
		return nil, err
	}
	return out, at.head.locate(at.owner, at.revision, out)
}

// openValue opens what sealValue made.
func (s *Store) openValue(keys func(record.ID) *seal.Key, bucket byte, at, value []byte) (plain []byte, owner record.ID, revision uint64, err error) {
	return s.openWith(new(seal.Opener), keys, bucket, at, value)
}

// openWith is openValue in the memory of an opener.
func (s *Store) openWith(o *seal.Opener, keys func(record.ID) *seal.Key, bucket byte, at, value []byte) (plain []byte, owner record.ID, revision uint64, err error) {
	owner, revision, sealed, err := s.head.located(value)
	if err != nil {
		return nil, owner, 0, err
	}
	k := keys(owner)
	if k == nil {
		return nil, owner, 0, ErrDamaged
	}
	plain, err = o.Open(k, sealed, s.head.place(bucket, at, owner, revision))
	return plain, owner, revision, err
}
