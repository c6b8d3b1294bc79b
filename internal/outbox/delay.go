package outbox

import (
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	first     = 10 * time.Second // after the first attempt that failed, on average
	most      = 15 * time.Minute // between two attempts, before jitter: a laptop that gets its network back should not wait long
	maxAfter  = 24 * time.Hour   // the longest wait that an endpoint may ask for
	farthest  = maxAfter + 2*most
	clockTry  = 15 * time.Minute // between two tries while the clock is wrong
	putBackBy = time.Minute      // less than this is how clocks are kept right
	shortest  = time.Second      // between two rounds, so that no fault makes the loop spin
	longest   = 5 * time.Minute
	maxPages  = 50 // pulled from one endpoint in a round
)

// Delay is how long to wait after so many failed attempts (at least 1): doubling from ten seconds to fifteen minutes, times 0.5 to 1.5 by
// the random number in [0,1), so that devices that lost the same endpoint do not come back at the same moment. The count is kept in the
// store, so that a restart does not begin again.
func Delay(attempts int, random float64) time.Duration {
	return time.Duration((0.5 + random) * float64(base(attempts)))
}

// base is the wait without jitter. The library's own chance cannot be injected, so it gets no factor.
func base(attempts int) time.Duration {
	b := backoff.ExponentialBackOff{InitialInterval: first, Multiplier: 2, MaxInterval: most}
	d := b.NextBackOff()
	for range min(max(attempts, 1)-1, 16) {
		d = b.NextBackOff()
	}
	return d
}
