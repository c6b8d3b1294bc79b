package inbox

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// TestAClockThatIsPutBack: what was written while the clock of the endpoint stood ahead neither lasts nor waits that long. A session of then is over,
// and whoever signed in then, rightly or wrongly, signs in now.
func TestAClockThatIsPutBack(t *testing.T) {
	for _, ahead := range []time.Duration{11 * time.Minute, 24 * time.Hour, 365 * 24 * time.Hour} {
		o := newOffice(t)
		secret := o.account("marieke", Caseworker)
		o.move(ahead)
		v := o.visitor().enter("marieke", secret)
		for range 8 {
			o.visitor().post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {"verkeerd wachtwoord"}})
			o.move(time.Second)
		}
		o.move(-ahead)
		if got := v.get("/"); got.status == http.StatusOK {
			t.Errorf("%v ahead: a session of then still counts", ahead)
		}
		o.visitor().enter("marieke", secret)
	}
}
