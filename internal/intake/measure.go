package intake

import (
	"encoding/json"
	"time"

	"schakel/internal/envelope"
)

// Measured is how an endpoint stands, in numbers only.
type Measured struct {
	Pending       int
	OldestPending time.Duration // 0 when nothing is pending
	Devices       int           // enrolled and not revoked
	Waiting       int           // for a first answer
	Late          int           // of these, beyond the norm
	Unreadable    int
	Contributions int // sealed files in mailboxes
}

// Measure counts. The norm, in calendar days, is that of the command line; what the beheerder entered goes before it.
func Measure(store Store, now time.Time, norm int) (out Measured, err error) {
	err = store.View(func(tx Tx) error {
		out = Measured{}
		if s, found, err := load[Settings](tx, bucketSettings, settingsKey()); err != nil {
			return err
		} else if found {
			norm = s.Agreement.NormDays
		}
		if err := measurePending(tx, now, &out); err != nil {
			return err
		}
		if err := measureMailboxes(tx, &out); err != nil {
			return err
		}
		err := tx.Scan(bucketDevices, nil, func(_, value []byte) (bool, error) {
			var d device
			if json.Unmarshal(value, &d) == nil && d.Revoked.IsZero() {
				out.Devices++
			}
			return true, nil
		})
		if err != nil {
			return err
		}
		return tx.Scan(bucketCases, nil, func(_, value []byte) (bool, error) {
			var c Case
			if json.Unmarshal(value, &c) != nil {
				return true, nil // a check tells which
			}
			if c.Waiting() {
				out.Waiting++
			}
			if Late(c, norm, now) {
				out.Late++
			}
			if c.State == StateUnreadable {
				out.Unreadable++
			}
			return true, nil
		})
	})
	return out, err
}

func measurePending(tx Tx, now time.Time, out *Measured) error {
	var first envelope.UUID
	err := tx.Scan(bucketPending, nil, func(_, value []byte) (bool, error) {
		if out.Pending++; out.Pending == 1 {
			copy(first[:], value)
		}
		return true, nil
	})
	if err != nil || out.Pending == 0 {
		return err
	}
	m, found, err := load[message](tx, bucketMessages, first[:])
	if err != nil || !found || len(m.Versions) == 0 {
		return err
	}
	out.OldestPending = max(now.Sub(m.Versions[len(m.Versions)-1].Arrived), 0)
	return nil
}
