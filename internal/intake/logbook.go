package intake

import (
	"encoding/binary"
	"encoding/json"
	"slices"
	"time"

	"schakel/internal/envelope"
)

// Audited is one line of the audit, as the beheerder sees it: never content, never the name of anybody outside the office.
type Audited struct {
	At    time.Time
	Who   string // an account, "device ID", or "" for the program itself
	What  string // a word, sometimes with a second one behind a space: "answered opgepakt", "revoked ID"
	About envelope.UUID
}

// Note writes one line about an action of the web inbox itself.
func (i *Inbox) Note(who, what string, about envelope.UUID) error {
	return i.store.Update(func(tx Tx) error { return audit(tx, i.config.Now(), who, what, about) })
}

// NoteIn is Note inside a transaction that changes what the line is about.
func (i *Inbox) NoteIn(tx Tx, who, what string) error {
	return audit(tx, i.config.Now(), who, what, envelope.UUID{})
}

// auditBy writes a line only when a person asked.
func auditBy(tx Tx, at time.Time, who, what string) error {
	if who == "" {
		return nil
	}
	return audit(tx, at, who, what, envelope.UUID{})
}

// Logbook gives one page of the audit, newest first, and whether older lines follow. Pages begin at 1.
func (i *Inbox) Logbook(page, size int) (lines []Audited, more bool, err error) {
	err = i.store.View(func(tx Tx) error {
		last, err := lastKey(tx, bucketAudit)
		if err != nil || last == 0 {
			return err
		}
		until := int64(last) - int64(page-1)*int64(size) // of this page, included
		if until < 1 {
			return nil
		}
		from := max(until-int64(size)+1, 1)
		more = from > 1
		return tx.Scan(bucketAudit, counter(uint64(from)), func(key, value []byte) (bool, error) {
			if binary.BigEndian.Uint64(key) > uint64(until) {
				return false, nil
			}
			var a audited
			if json.Unmarshal(value, &a) != nil {
				return false, ErrStore
			}
			lines = append(lines, Audited{At: a.At, Who: a.Who, What: a.What, About: a.About})
			return true, nil
		})
	})
	slices.Reverse(lines)
	return lines, more, err
}

// lastKey finds the highest counter of a bucket by halving, because a Scan goes up only. 0: the bucket is empty.
func lastKey(tx Tx, b Bucket) (uint64, error) {
	beyond := func(n uint64) (found bool, err error) {
		err = tx.Scan(b, counter(n), func([]byte, []byte) (bool, error) {
			found = true
			return false, nil
		})
		return found, err
	}
	low, high := uint64(0), uint64(1)<<40
	for low < high {
		middle := low + (high-low+1)/2
		found, err := beyond(middle)
		if err != nil {
			return 0, err
		}
		if found {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low, nil
}
