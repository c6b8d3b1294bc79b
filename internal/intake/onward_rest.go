package intake

import (
	"encoding/json"

	"schakel/internal/envelope"
)

// Resting is a case that the organisation's own system does not take until a person looks.
type Resting struct {
	ID   envelope.UUID
	Code string // of the fault
}

// Resting lists at most so many cases that rest.
func (i *Inbox) Resting(most int) ([]Resting, error) {
	var out []Resting
	err := i.store.View(func(tx Tx) error {
		return tx.Scan(bucketOnward, nil, func(key, value []byte) (bool, error) {
			var o Onward
			if json.Unmarshal(value, &o) != nil || len(key) != 16 {
				return false, ErrStore
			}
			if o.Stuck != "" {
				out = append(out, Resting{ID: envelope.UUID(key), Code: o.Stuck})
			}
			return len(out) < most, nil
		})
	})
	return out, err
}

// Onward reports whether cases go on to the organisation's own system.
func (i *Inbox) Onward() bool { return i.config.Onward }
