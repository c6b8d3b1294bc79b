package intake

import (
	"encoding/json"
	"time"

	"schakel/internal/envelope"
)

// last is when something last happened with a case.
func (c Case) last() time.Time {
	last := c.Arrived
	for _, t := range []time.Time{c.Opened, c.Answered, c.Recalled, c.Closed} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// ends reports whether a case may end by itself: what still waits for a person never does, and what was kept on a ground neither.
func (c Case) ends() bool {
	switch c.State {
	case StateAccepted, StateDeclined, StateAnswered, StateUnreadable, StateAsked, StateWithdrawn:
		return true
	}
	return false
}

// Expire destroys the keys of cases whose term is over, and gives how many. Doing it twice, or in two processes at once, changes nothing more.
func (i *Inbox) Expire() (int, error) {
	settings, err := i.Settings()
	if err != nil || settings.KeepMonths == 0 {
		return 0, err
	}
	before := i.config.Now().AddDate(0, -settings.KeepMonths, 0)
	over, err := i.over(before)
	if err != nil || len(over) == 0 {
		return 0, err
	}
	ended := 0
	for _, id := range over {
		now := false
		err := i.store.Update(func(tx Tx) error {
			now = false
			c, found, err := load[Case](tx, bucketCases, id[:])
			if err != nil || !found || !c.ends() || !c.last().Before(before) {
				return err
			}
			if err := destroy(tx, id); err != nil {
				return err
			}
			c.State, c.Closed = StateExpired, i.config.Now().UTC()
			if err := i.saveCase(tx, c); err != nil {
				return err
			}
			now = true
			return audit(tx, i.config.Now(), "", "expired", id)
		})
		if err != nil {
			return ended, err
		}
		if now {
			ended++
		}
	}
	return ended, tidy(i.store)
}

func (i *Inbox) over(before time.Time) ([]envelope.UUID, error) {
	var out []envelope.UUID
	err := i.store.View(func(tx Tx) error {
		return tx.Scan(bucketCases, nil, func(_, value []byte) (bool, error) {
			var c Case
			if json.Unmarshal(value, &c) != nil {
				return false, ErrStore
			}
			if c.ends() && c.last().Before(before) {
				out = append(out, c.ID)
			}
			return true, nil
		})
	})
	return out, err
}
