package intake

import "time"

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
