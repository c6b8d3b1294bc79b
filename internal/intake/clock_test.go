package intake_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

const year = 365 * 24 * time.Hour

// TestACodeOfAYearAheadIsNone: a code that was written while the clock stood a year ahead does not live a year. One of a day ahead does, and no
// code is lost because the clock ran ahead for a while.
func TestACodeOfAYearAheadIsNone(t *testing.T) {
	for ahead, want := range map[time.Duration]error{year: cjg.ErrCode, 24 * time.Hour: nil, 0: nil, -24 * time.Hour: nil, -year: cjg.ErrCode} {
		w := newWorld(t)
		w.clock.add(ahead)
		code, err := w.endpoint.Front.NewCode("laptop")
		must(t, err)
		w.clock.add(year - ahead)
		_, err = w.endpoint.Front.NewCode("another, which clears away what is old")
		must(t, err)
		w.clock.add(-year)
		r, err := newKeys(t).EnrolmentRequest(rand.Reader, code, "")
		must(t, err)
		if _, err := w.endpoint.Front.Enrol(t.Context(), r); !errors.Is(err, want) {
			t.Errorf("a code of %v ahead: %v, want %v", ahead, err, want)
		}
	}
}

// TestAKeyThatWasReplacedAtOnceNeverCountsAgain: the clock of the endpoint ran ahead while a device replaced keys that were in other hands. Put
// right, nothing that is signed with the old one comes in.
func TestAKeyThatWasReplacedAtOnceNeverCountsAgain(t *testing.T) {
	for _, ahead := range []time.Duration{year, 24 * time.Hour, 11 * time.Minute, 0} {
		w := newWorld(t)
		w.clock.add(ahead)
		_, err := w.endpoint.Front.Renew(t.Context(), w.changeOf(w.device, newKeys(t), true))
		must(t, err)
		w.clock.add(-ahead)
		sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
		if err := w.put(w.device, sealed); !errors.Is(err, cjg.ErrSignerEnded) {
			t.Errorf("%v ahead: an envelope under the old key: %v", ahead, err)
		}
	}
}

// TestAnEndpointThatBeganAheadIsSomebody: the endpoint was first started with a clock a year ahead, so its issuer counts from next year. Put right,
// it is the issuer that devices pin all the same.
func TestAnEndpointThatBeganAheadIsSomebody(t *testing.T) {
	w := newWorld(t)
	ahead, err := intake.NewKeys(rand.Reader, "CJG Elders", w.clock.now().Add(year))
	must(t, err)
	w.serveAs(ahead)
	code, err := w.endpoint.Front.NewCode("laptop")
	must(t, err)
	keys, got := w.newDevice(code.String())
	if _, err := w.clientFor(keys, got).Changes(t.Context(), ""); err != nil {
		t.Errorf("%v", err)
	}
}

// TestMailAndOnwardAfterAClockAhead: what was put off while the clock stood ahead does not wait until then.
func TestMailAndOnwardAfterAClockAhead(t *testing.T) {
	for _, ahead := range []time.Duration{year, 24 * time.Hour} {
		w := onward(t)
		sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
		must(t, w.put(w.device, sealed))
		must(t, w.endpoint.Inbox.OpenPending())
		w.clock.add(ahead)
		turn, ok, err := w.endpoint.Inbox.TakeMail()
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		must(t, w.endpoint.Inbox.MailDone(turn, false, false))
		m, found, err := w.endpoint.Inbox.ClaimOnward()
		if err != nil || !found {
			t.Fatal(found, err)
		}
		must(t, w.endpoint.Inbox.SettleOnward(m, nil, w.clock.now().Add(10*time.Minute), ""))
		w.clock.add(-ahead)
		if _, ok, err := w.endpoint.Inbox.TakeMail(); err != nil || !ok {
			t.Errorf("%v ahead: no e-mail goes: %v", ahead, err)
		}
		if _, found, err := w.endpoint.Inbox.ClaimOnward(); err != nil || !found {
			t.Errorf("%v ahead: the case goes no further: %v", ahead, err)
		}
	}
}

// TestNothingEndsByAClockThatJumped: only a clock that ran on for a week ends anything by its age; one that was set wrong, or put right, or an
// endpoint that was off for weeks, begins that week anew.
func TestNothingEndsByAClockThatJumped(t *testing.T) {
	w := newWorld(t)
	look := func(want bool, after time.Duration, when string) {
		t.Helper()
		w.clock.add(after)
		if got, err := intake.Steady(w.store, w.clock.now()); err != nil || got != want {
			t.Errorf("%s: %v %v", when, got, err)
		}
	}
	look(false, 0, "first")
	look(false, 3*24*time.Hour, "after a long weekend")
	look(true, 4*24*time.Hour, "after a week")
	look(true, time.Hour, "an hour later")
	look(true, -5*time.Minute, "another process, a little behind")
	look(false, year, "set a year ahead")
	look(false, 6*24*time.Hour, "six days of that")
	look(false, -year, "put right")
	look(false, 6*24*time.Hour, "six days later")
	look(true, 25*time.Hour, "a week later")
	look(false, -year, "set a year behind")
	look(false, year, "put right again")
	look(true, 7*24*time.Hour, "and a week later")
	look(false, 11*24*time.Hour, "off for a holiday")
}

// TestACaseOfADayToComeAges: a message came while the clock stood a year ahead. Put right, it grows old as every other.
func TestACaseOfADayToComeAges(t *testing.T) {
	w := newWorld(t)
	w.clock.add(year)
	sealed, h := w.seal(w.device, referral(), uuid(t), 1)
	must(t, w.put(w.device, sealed))
	must(t, w.endpoint.Inbox.OpenPending())
	w.clock.add(-year)
	item := w.opened(h.ID)
	if days := intake.AgeDays(item.Arrived, w.clock.now()); days < 0 {
		t.Errorf("it came %d days ago", days)
	}
	if n, err := w.endpoint.Inbox.PutRight(); err != nil || n != 1 {
		t.Errorf("%d put right: %v", n, err)
	}
	w.clock.add(8 * 24 * time.Hour)
	item = w.opened(h.ID)
	if !intake.Late(item.Case, 7, w.clock.now()) {
		t.Errorf("after eight days it is not late: it came %s", item.Arrived)
	}
	if n, err := w.endpoint.Inbox.PutRight(); err != nil || n != 0 {
		t.Errorf("%d more: %v", n, err)
	}
}

// serveAs goes on as an endpoint with other keys.
func (w *world) serveAs(keys intake.Keys) {
	w.t.Helper()
	store, err := bolt.Open(filepath.Join(w.t.TempDir(), "inbox.db"))
	must(w.t, err)
	w.t.Cleanup(func() { _ = store.Close() })
	w.endpoint = intake.NewEndpoint(store, keys, w.config)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(w.t, err)
	w.url = "https://" + l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.endpoint.Serve(ctx, l, w.endpoint.Handler()) }()
	w.t.Cleanup(func() { cancel(); must(w.t, <-done) })
}
