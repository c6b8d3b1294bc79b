package intake

import (
	"encoding/json"
	"time"
)

// What an endpoint wrote while its clock ran ahead must not count for as long as that clock was ahead. Nothing here knows what the clock should
// have said; but a moment that lies further away than anything that is written today can be was written by a wrong clock.

// clockSlack is how far the clocks of the processes of one endpoint may be apart.
const clockSlack = 10 * time.Minute

// ended is the end of something that does not count any more from now on, whatever the clock says now or later.
func ended() time.Time { return time.Unix(0, 0).UTC() }

// putRight draws what a device's record says of days to come back to what it can be.
func (d *device) putRight(now time.Time) {
	d.Until = soonest(d.Until, now.Add(clientLife))
	d.Enrolled = soonest(d.Enrolled, now)
	for n := range d.Former {
		d.Former[n].Changed = soonest(d.Former[n].Changed, now)
		d.Former[n].Until = soonest(d.Former[n].Until, now.Add(SignerOverlap))
	}
}

func soonest(a, b time.Time) time.Time {
	if a.After(b) {
		return b
	}
	return a
}

// over reports whether a code counts no more: its time is over, or it was written so far in what is still to come that it would live longer
// than twice its life.
func (c code) over(now time.Time, life time.Duration) bool {
	return now.After(c.Expires) || c.Expires.Sub(now) > 2*life
}

// further reports whether a wait is longer than any that is written today: the clock was put back since.
func further(until, now time.Time, longest time.Duration) bool { return until.Sub(now) > longest }

const (
	clockGap  = 10 * 24 * time.Hour // an endpoint that is switched off for longer looks like a clock that jumped
	clockCalm = 7 * 24 * time.Hour  // so long nothing is ended by its age after that: every laptop says at once that the clock is wrong
)

// clockMark is how the clock of an endpoint went.
type clockMark struct {
	Last  time.Time `json:"last"`  // it was looked at
	Since time.Time `json:"since"` // it runs on without a jump
}

func clockKey() []byte { return []byte("clock") }

// Steady notes what the clock says, and reports whether it has run on for a week. Until then nothing is destroyed because it is old: with a
// clock that jumps ahead everything is, and no clock that is put right brings it back.
func Steady(store Store, now time.Time) (steady bool, err error) {
	err = store.Update(func(tx Tx) error {
		m, found, err := load[clockMark](tx, bucketSettings, clockKey())
		if err != nil {
			return err
		}
		if !found || now.Sub(m.Last) > clockGap || m.Last.Sub(now) > clockSlack {
			m.Since = now.UTC()
		}
		m.Last = now.UTC()
		steady = m.Last.Sub(m.Since) >= clockCalm
		return save(tx, bucketSettings, clockKey(), m)
	})
	return steady, err
}

// PutRight gives cases of a day to come the day of today, so that they age and end as others do, and gives how many. Only for a clock that is
// steady: one that was put back by mistake would make everything old.
func (i *Inbox) PutRight() (n int, err error) {
	now := i.config.Now().UTC()
	err = i.store.Update(func(tx Tx) error {
		n = 0
		var ahead []Case
		err := tx.Scan(bucketCases, nil, func(_, value []byte) (bool, error) {
			var c Case
			if json.Unmarshal(value, &c) != nil {
				return false, ErrStore
			}
			if c.last().Sub(now) > clockSlack {
				ahead = append(ahead, c)
			}
			return true, nil
		})
		if err != nil {
			return err
		}
		for _, c := range ahead {
			for _, at := range []*time.Time{&c.Arrived, &c.Opened, &c.Answered, &c.Recalled, &c.Closed} {
				*at = soonest(*at, now)
			}
			if err := save(tx, bucketCases, c.ID[:], c); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
