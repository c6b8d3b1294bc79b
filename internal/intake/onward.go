package intake

import (
	"bytes"
	"encoding/json"
	"time"

	"schakel/internal/envelope"
)

// Onward is how far a case came in the organisation's own system. It holds no content: Trace is the ids that the other system gave.
type Onward struct {
	Revision uint64          `json:"revision"` // one higher with every change of the case
	Done     uint64          `json:"done"`     // the revision that stands there
	Trace    json.RawMessage `json:"trace,omitempty"`
	Attempts int             `json:"attempts,omitempty"` // failed ones since the last that succeeded
	Next     time.Time       `json:"next,omitzero"`      // not before; also while a process is at it
	Stuck    string          `json:"stuck,omitempty"`    // the fault's code when only a person can help, until the case changes
}

// Matter is a case on its way to the organisation's own system.
type Matter struct {
	Item
	Revision uint64
	Attempts int
	Trace    json.RawMessage
}

// saveCase writes a case and, in the same transaction, that it must go on.
func (i *Inbox) saveCase(tx Tx, c Case) error {
	if err := save(tx, bucketCases, c.ID[:], c); err != nil || !i.config.Onward || talk(c.Kind) {
		return err
	}
	o, _, err := load[Onward](tx, bucketOnward, c.ID[:])
	if err != nil {
		return err
	}
	o.Revision++
	o.Stuck, o.Attempts = "", 0
	if !o.held(i.config.Now()) {
		o.Next = time.Time{}
	}
	return saveOnward(tx, c.ID, o)
}

// saveOnward writes how far a case came, and whether it waits.
func saveOnward(tx Tx, id envelope.UUID, o Onward) error {
	err := save(tx, bucketOnward, id[:], o)
	switch {
	case err != nil:
		return err
	case o.Done != o.Revision && o.Stuck == "":
		return tx.Put(bucketDue, id[:], []byte{1})
	}
	return tx.Delete(bucketDue, id[:])
}

// lease is how long a process that took a case is left alone with it. A failure makes it longer or shorter, success ends it.
const lease = 2 * time.Minute

// longestOnward is the longest wait of a case that did not go on, also when the other system asked for it.
const longestOnward = 24 * time.Hour

// held reports whether a process may be at it now. A wait after a failure looks the same and does no harm.
func (o Onward) held(now time.Time) bool { return now.Before(o.Next) && o.Next.Sub(now) <= lease }

// ClaimOnward takes the first case that must go on and is due, for two minutes; found is false when there is none.
func (i *Inbox) ClaimOnward() (m Matter, found bool, err error) {
	now := i.config.Now().UTC()
	err = i.store.Update(func(tx Tx) error {
		m, found = Matter{}, false
		id, o, err := firstDue(tx, now)
		if err != nil || o == nil {
			return err
		}
		o.Next = now.Add(lease)
		if err := saveOnward(tx, id, *o); err != nil {
			return err
		}
		c, known, err := load[Case](tx, bucketCases, id[:])
		if err != nil || !known {
			return err
		}
		m.Revision, m.Attempts, m.Trace = o.Revision, o.Attempts, o.Trace
		m.Item, err = i.read(tx, c)
		found = err == nil
		return err
	})
	return m, found, err
}

func firstDue(tx Tx, now time.Time) (id envelope.UUID, due *Onward, err error) {
	err = tx.Scan(bucketDue, nil, func(key, _ []byte) (bool, error) {
		o, found, err := load[Onward](tx, bucketOnward, key)
		if err != nil || !found || now.Before(o.Next) && !further(o.Next, now, longestOnward) {
			return err == nil, err
		}
		copy(id[:], key)
		due = &o
		return false, nil
	})
	return id, due, err
}

// NoteOnward writes down, before an attempt, what it may leave in the other system.
func (i *Inbox) NoteOnward(m Matter, trace json.RawMessage) error {
	return i.store.Update(func(tx Tx) error {
		o, found, err := load[Onward](tx, bucketOnward, m.ID[:])
		if err != nil || !found {
			return err
		}
		o.Trace = bytes.Clone(trace)
		return saveOnward(tx, m.ID, o)
	})
}

// SettleOnward writes down how an attempt went: trace is what is known of the other system now, also after a failure. With stuck the case
// rests until it changes; else next is when it is tried again. When it succeeded both are zero.
func (i *Inbox) SettleOnward(m Matter, trace json.RawMessage, next time.Time, stuck string) error {
	return i.store.Update(func(tx Tx) error {
		o, found, err := load[Onward](tx, bucketOnward, m.ID[:])
		if err != nil || !found {
			return err
		}
		o.Trace, o.Next = bytes.Clone(trace), next.UTC()
		switch {
		case stuck != "" && o.Revision == m.Revision:
			o.Stuck = stuck
		case !next.IsZero():
			o.Attempts++
		default:
			o.Done, o.Attempts, o.Next = m.Revision, 0, time.Time{}
		}
		return saveOnward(tx, m.ID, o)
	})
}

// OnwardCounts are how many cases wait to go on, and how many rest until a person looks.
type OnwardCounts struct{ Waiting, Stuck int }

// CountOnward counts them.
func (i *Inbox) CountOnward() (OnwardCounts, error) { return CountOnward(i.store) }

// CountOnward counts them in a store.
func CountOnward(store Store) (OnwardCounts, error) {
	var n OnwardCounts
	err := store.View(func(tx Tx) error {
		return tx.Scan(bucketOnward, nil, func(_, value []byte) (bool, error) {
			var o Onward
			if json.Unmarshal(value, &o) != nil {
				return false, ErrStore
			}
			switch {
			case o.Stuck != "":
				n.Stuck++
			case o.Done != o.Revision:
				n.Waiting++
			}
			return true, nil
		})
	})
	return n, err
}

// OnwardOf is how far one case came; found is false when it never had to go on.
func (i *Inbox) OnwardOf(id envelope.UUID) (o Onward, found bool, err error) {
	err = i.store.View(func(tx Tx) error {
		o, found, err = load[Onward](tx, bucketOnward, id[:])
		return err
	})
	return o, found, err
}

// RetryOnward lets a case that rests be tried again now.
func (i *Inbox) RetryOnward(id envelope.UUID, who string) error {
	return i.store.Update(func(tx Tx) error {
		o, found, err := load[Onward](tx, bucketOnward, id[:])
		if err != nil || !found {
			return err
		}
		o.Stuck, o.Attempts, o.Next = "", 0, time.Time{}
		if err := saveOnward(tx, id, o); err != nil {
			return err
		}
		return audit(tx, i.config.Now().UTC(), who, "onward_again", id)
	})
}
