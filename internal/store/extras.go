package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"time"

	"schakel/internal/record"
)

// Number gives the next short number of a kind, from 1. It is taken when the transaction commits, and never given again.
func (tx *Tx) Number(kind record.Kind) (uint32, error) {
	n, err := tx.lastNumber(kind)
	if err != nil {
		return 0, err
	}
	return n + 1, tx.putNumber(kind, n+1)
}

// Reserve keeps Number from giving n or a smaller number of a kind: for records that come with a number of their own.
func (tx *Tx) Reserve(kind record.Kind, n uint32) error {
	last, err := tx.lastNumber(kind)
	if err != nil || n <= last {
		return err
	}
	return tx.putNumber(kind, n)
}

func (tx *Tx) lastNumber(kind record.Kind) (uint32, error) {
	old, err := tx.Value("number." + kind.String())
	if err != nil || len(old) != 4 {
		return 0, err
	}
	return binary.BigEndian.Uint32(old), nil
}

func (tx *Tx) putNumber(kind record.Kind, n uint32) error {
	return tx.PutValue("number."+kind.String(), binary.BigEndian.AppendUint32(nil, n))
}

// PutValue keeps a small setting under a name, sealed. It is not audited. Nil removes it.
func (tx *Tx) PutValue(name string, data []byte) error { return tx.putNamed(bucketExtras, name, data) }

// Value reads a setting; nil when there is none.
func (tx *Tx) Value(name string) ([]byte, error) { return tx.named(bucketExtras, name) }

func (tx *Tx) putNamed(bucket byte, name string, data []byte) error {
	if !tx.write {
		return ErrView
	}
	at := tx.store.head.nameKey(bucket, name)
	if data == nil {
		return tx.remove(bucket, at)
	}
	value, err := tx.keyOf(record.ID{}).Seal(nil, data, tx.store.head.place(bucket, at, record.ID{}, 0), tx.store.random)
	if err != nil {
		return err
	}
	return tx.put(bucket, at, value)
}

func (tx *Tx) named(bucket byte, name string) ([]byte, error) {
	at := tx.store.head.nameKey(bucket, name)
	value, err := tx.get(bucket, at)
	if value == nil || err != nil {
		return nil, err
	}
	plain, err := tx.keyOf(record.ID{}).Open(value, tx.store.head.place(bucket, at, record.ID{}, 0))
	return plain, damaged(err)
}

// DraftInfo names a kept draft.
type DraftInfo struct {
	Key     string
	Changed time.Time
	Size    int // bytes of the draft itself
}

// PutDraft keeps the draft of a screen under its key, in the place of the one before. It is durable and not audited.
func (tx *Tx) PutDraft(key string, data []byte) error {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 10+len(key)+len(data)), uint64(tx.now.UnixNano()))
	b = binary.BigEndian.AppendUint16(b, uint16(len(key)))
	b = append(append(b, key...), data...)
	defer clear(b)
	return tx.putNamed(bucketDrafts, key, b)
}

// Draft reads a draft; ErrNotFound when there is none.
func (tx *Tx) Draft(key string) ([]byte, error) {
	plain, err := tx.named(bucketDrafts, key)
	if err != nil {
		return nil, err
	}
	if plain == nil {
		return nil, ErrNotFound
	}
	_, data, ok := parseDraft(plain)
	if !ok {
		return nil, ErrDamaged
	}
	return data, nil
}

func parseDraft(b []byte) (info DraftInfo, data []byte, ok bool) {
	if len(b) < 10 {
		return info, nil, false
	}
	n := int(binary.BigEndian.Uint16(b[8:]))
	if len(b) < 10+n {
		return info, nil, false
	}
	info = DraftInfo{Key: string(b[10 : 10+n]), Changed: time.Unix(0, int64(binary.BigEndian.Uint64(b))).UTC(), Size: len(b) - 10 - n}
	return info, b[10+n:], true
}

// Drafts lists the kept drafts, newest first.
func (tx *Tx) Drafts() ([]DraftInfo, error) {
	var all []DraftInfo
	err := tx.eachSealed(bucketDrafts, func(plain []byte) bool {
		info, _, ok := parseDraft(plain)
		all = append(all, info)
		return ok
	})
	slices.SortFunc(all, func(a, b DraftInfo) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(a.Key, b.Key))
	})
	return all, err
}

// eachSealed opens every value of a bucket that the store's key seals.
func (tx *Tx) eachSealed(bucket byte, each func(plain []byte) bool) error {
	var pairs [][2][]byte
	err := guard(func() error {
		b := tx.bolt.Bucket([]byte{bucket})
		if b == nil {
			return ErrDamaged
		}
		return b.ForEach(func(k, v []byte) error {
			pairs = append(pairs, [2][]byte{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
	})
	if err != nil {
		return err
	}
	for _, p := range pairs {
		plain, err := tx.keyOf(record.ID{}).Open(p[1], tx.store.head.place(bucket, p[0], record.ID{}, 0))
		if err != nil || !each(plain) {
			return ErrDamaged
		}
	}
	return nil
}

// DeleteDraft removes a draft. It is no error when there is none.
func (tx *Tx) DeleteDraft(key string) error { return tx.putNamed(bucketDrafts, key, nil) }
