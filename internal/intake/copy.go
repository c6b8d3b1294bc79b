package intake

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"strconv"
	"time"

	"schakel/internal/fault"
)

// The form of a copy, the same for every store, so that what one wrote another can read:
//
//	one line of JSON, copyHead, ended by \n
//	entries:  0x01, bucket, key, value      each as its length (big-endian uint32) and its bytes
//	counters: 0x02, bucket, number          the number as a value of eight bytes, big-endian
//	the end:  0x03, SHA-256 of all before it
//
// A copy is sealed with age before it stands anywhere.
const (
	copyFormat       = "schakel-cjgd-copy"
	copyVersion      = 1
	copyEntry   byte = 1
	copyCounter byte = 2
	copyEnd     byte = 3
	copyMost         = 64 << 20 // of one field: larger is damage
)

// What can be wrong with a copy.
var (
	ErrCopy     = fault.New(fault.Corrupt, "intake.copy", "the copy is damaged, or is none")
	ErrNewCopy  = fault.New(fault.Newer, "intake.new_copy", "the copy was made by a newer version")
	ErrNotEmpty = fault.New(fault.Conflict, "intake.not_empty", "there is something in this store already; a copy goes into an empty one only")
)

type copyHead struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Made    time.Time `json:"made"`
}

// WriteCopy writes all that a store has, at one moment, and gives the number of entries.
func WriteCopy(store Store, out io.Writer, now time.Time) (entries int, err error) {
	sum := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(out, sum), 1<<16)
	err = store.View(func(tx Tx) error {
		head, err := json.Marshal(copyHead{Format: copyFormat, Version: copyVersion, Made: now.UTC()})
		if err != nil {
			return err
		}
		if _, err := w.Write(append(head, '\n')); err != nil {
			return err
		}
		for _, b := range Buckets() {
			if err := tx.Scan(b, nil, func(key, value []byte) (bool, error) {
				entries++
				return true, writeFields(w, copyEntry, []byte(b), key, value)
			}); err != nil {
				return err
			}
			n, err := tx.Last(b)
			if err != nil {
				return err
			}
			if err := writeFields(w, copyCounter, []byte(b), counter(n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if err := errors.Join(w.WriteByte(copyEnd), w.Flush()); err != nil {
		return 0, err
	}
	_, err = out.Write(sum.Sum(nil))
	return entries, err
}

func writeFields(w *bufio.Writer, kind byte, fields ...[]byte) error {
	err := w.WriteByte(kind)
	for _, f := range fields {
		if err == nil {
			_, err = w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(f))))
		}
		if err == nil {
			_, err = w.Write(f)
		}
	}
	return err
}

// ReadCopy puts a copy into an empty store, whole or not at all. The copy is read twice, first to see that it is whole; open gives it from
// its start each time. Devices hear that it was put back. ErrNewCopy: it has a bucket that this version does not know; ErrOtherKeys: it is of
// an endpoint with other keys.
func ReadCopy(store Store, keys FrontKeys, now time.Time, random io.Reader, open func() (io.Reader, error)) (entries int, err error) {
	made, _, err := eachOfCopy(open, func(byte, Bucket, []byte, []byte) error { return nil })
	if err != nil {
		return 0, err
	}
	err = store.Update(func(tx Tx) error {
		if err := empty(tx); err != nil {
			return err
		}
		_, entries, err = eachOfCopy(open, func(kind byte, b Bucket, key, value []byte) error {
			if kind == copyCounter {
				return tx.Raise(b, binary.BigEndian.Uint64(key))
			}
			return tx.Put(b, key, value)
		})
		if err != nil {
			return err
		}
		if err := skipCursors(tx); err != nil {
			return err
		}
		if err := putBack(tx, made, now, random); err != nil {
			return err
		}
		return claimIn(tx, keys)
	})
	return entries, err
}

// lostCursors is more than an endpoint gives out between two copies.
const lostCursors = 1 << 32

// skipCursors lets what is said from now on come after every cursor that laptops got since the copy was made: below them it would never be
// fetched.
func skipCursors(tx Tx) error {
	last, err := tx.Last(bucketChanges)
	if err != nil {
		return err
	}
	return tx.Raise(bucketChanges, last+lostCursors)
}

func empty(tx Tx) error {
	for _, b := range Buckets() {
		if err := tx.Scan(b, nil, func(_, _ []byte) (bool, error) { return false, ErrNotEmpty }); err != nil {
			return err
		}
	}
	return nil
}

// eachOfCopy visits every entry and counter of a copy and holds its end against the sum. Made is when the copy was made.
func eachOfCopy(open func() (io.Reader, error), visit func(kind byte, b Bucket, key, value []byte) error) (made time.Time, entries int, err error) {
	in, err := open()
	if err != nil {
		return time.Time{}, 0, err
	}
	r := copyReader{in: bufio.NewReaderSize(in, 1<<16), sum: sha256.New()}
	if made, err = r.head(); err != nil {
		return made, 0, err
	}
	known := map[Bucket]bool{}
	for _, b := range Buckets() {
		known[b] = true
	}
	for {
		kind := r.exactly(1)
		if r.failed || kind[0] < copyEntry || kind[0] > copyEnd {
			return made, entries, ErrCopy
		}
		if kind[0] == copyEnd {
			return made, entries, r.end()
		}
		b, key := Bucket(r.field()), r.field()
		var value []byte
		if kind[0] == copyEntry {
			value = r.field()
			entries++
		}
		switch {
		case r.failed, kind[0] == copyCounter && len(key) != 8:
			return made, entries, ErrCopy
		case !known[b]:
			return made, entries, ErrNewCopy
		}
		if err := visit(kind[0], b, key, value); err != nil {
			return made, entries, err
		}
	}
}

// copyReader reads fields and sums them.
type copyReader struct {
	in     *bufio.Reader
	sum    hash.Hash
	failed bool
}

func (r *copyReader) head() (made time.Time, err error) {
	line, err := r.in.ReadSlice('\n')
	if err != nil {
		return made, ErrCopy
	}
	_, _ = r.sum.Write(line) // never fails
	var h copyHead
	switch {
	case json.Unmarshal(line, &h) != nil || h.Format != copyFormat:
		return made, ErrCopy
	case h.Version > copyVersion:
		return made, ErrNewCopy
	}
	return h.Made, nil
}

func (r *copyReader) exactly(n int) []byte {
	out := make([]byte, n)
	if _, err := io.ReadFull(r.in, out); err != nil || r.failed {
		r.failed = true
		return out
	}
	_, _ = r.sum.Write(out) // never fails
	return out
}

func (r *copyReader) field() []byte {
	n := binary.BigEndian.Uint32(r.exactly(4))
	if r.failed || n > copyMost {
		r.failed = true
		return nil
	}
	return r.exactly(int(n))
}

// end reads the sum, and then nothing may follow.
func (r *copyReader) end() error {
	want := r.sum.Sum(nil)
	if got := r.exactly(len(want)); r.failed || !bytes.Equal(got, want) {
		return ErrCopy
	}
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		return ErrCopy
	}
	return nil
}

// counterText is a counter for a person.
func counterText(n uint64) string { return strconv.FormatUint(n, 10) }
