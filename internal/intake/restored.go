package intake

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Restored is the last older copy of the store that was put back. What came in after the copy is gone here, while devices hold a receipt of it;
// they hear of it with every page of changes, and offer again what is not here.
type Restored struct {
	Mark string    `json:"mark"` // random, 32 hexadecimal digits: of this putting back
	At   time.Time `json:"at"`
	From time.Time `json:"from"` // when that copy was made
	Copy time.Time `json:"copy"` // when the oldest copy was made that was ever put back: a device may have missed an earlier time
}

func restoredKey() []byte { return []byte("restored") }

// RestoredIn is the last copy that was put back; found is false when none ever was.
func RestoredIn(tx Tx) (last Restored, found bool, err error) {
	return load[Restored](tx, bucketEndpoint, restoredKey())
}

// putBack notes that a copy was put back, and ends what must not live again with it: codes for an enrolment, which may have been used since,
// and sessions of people, who may have left since.
func putBack(tx Tx, made, now time.Time, random io.Reader) error {
	var mark [16]byte
	if _, err := io.ReadFull(random, mark[:]); err != nil {
		return err
	}
	before, found, err := RestoredIn(tx)
	if err != nil {
		return err
	}
	made = made.UTC().Truncate(time.Second)
	one := Restored{Mark: hex.EncodeToString(mark[:]), At: now.UTC().Truncate(time.Second), From: made, Copy: made}
	if found && before.Copy.Before(one.Copy) {
		one.Copy = before.Copy
	}
	if err := save(tx, bucketEndpoint, restoredKey(), one); err != nil {
		return err
	}
	if err := endCodes(tx); err != nil {
		return err
	}
	if err := eachKey(tx, BucketSessions, func(key, _ []byte) error { return tx.Delete(BucketSessions, key) }); err != nil {
		return err
	}
	return audit(tx, now, "cjgd", "restored "+localDay(made.In(now.Location())), envelope.UUID{})
}

// endCodes ends the codes that were not used yet at the moment of the copy.
func endCodes(tx Tx) error {
	return eachKey(tx, bucketCodes, func(key, value []byte) error {
		var c code
		if json.Unmarshal(value, &c) != nil {
			return ErrStore
		}
		if c.Device != "" {
			return nil
		}
		return tx.Delete(bucketCodes, key)
	})
}

// eachKey visits what a bucket holds now; visit may delete.
func eachKey(tx Tx, b Bucket, visit func(key, value []byte) error) error {
	var keys, values [][]byte
	err := tx.Scan(b, nil, func(key, value []byte) (bool, error) {
		keys, values = append(keys, append([]byte(nil), key...)), append(values, append([]byte(nil), value...))
		return true, nil
	})
	for i := range keys {
		if err == nil {
			err = visit(keys[i], values[i])
		}
	}
	return err
}

// restoredBody is what a page of changes says about it; nil when no copy was ever put back.
func restoredBody(tx Tx) (*cjg.RestoredBody, error) {
	last, found, err := RestoredIn(tx)
	if err != nil || !found {
		return nil, err
	}
	return &cjg.RestoredBody{Mark: last.Mark, At: last.At, Copy: last.Copy}, nil
}
