package intake_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// TestWrongCodesCountOverProcesses: guesses at one front make another rest too, and a restart forgets nothing.
func TestWrongCodesCountOverProcesses(t *testing.T) {
	w := newWorld(t)
	keys, err := cjg.NewDeviceKeys(w.random())
	if err != nil {
		t.Fatal(err)
	}
	code, err := w.endpoint.Front.NewCode("laptop")
	if err != nil {
		t.Fatal(err)
	}
	wrong := code
	wrong.Secret[0] ^= 1
	request := func(c cjg.Code) cjg.EnrolmentRequest {
		r, err := keys.EnrolmentRequest(w.random(), c, "")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for range 10 {
		one := intake.NewEndpoint(w.store, w.keys, w.config) // each guess meets a process that just started
		if _, err := one.Front.Enrol(context.Background(), request(wrong)); !errors.Is(err, cjg.ErrCode) {
			t.Fatalf("a wrong code: %v", err)
		}
	}
	if _, err := w.endpoint.Front.Enrol(context.Background(), request(code)); !errors.Is(err, cjg.ErrRate) {
		t.Errorf("after ten wrong ones: %v", err)
	}
	w.clock.add(2 * time.Minute)
	if _, err := w.endpoint.Front.Enrol(context.Background(), request(code)); err != nil {
		t.Errorf("two minutes later: %v", err)
	}
}

// TestTheAgreementIsOneForAllProcesses: what was entered in one is told by another at once, and practice is nobody's choice.
func TestTheAgreementIsOneForAllProcesses(t *testing.T) {
	w := newWorld(t)
	settings, err := w.endpoint.Inbox.Settings()
	if err != nil {
		t.Fatal(err)
	}
	settings.Agreement.NormDays, settings.Agreement.Practice = 3, true
	if err := w.endpoint.Inbox.SetSettings(settings, "baas"); err != nil {
		t.Fatal(err)
	}
	other := intake.NewEndpoint(w.store, w.keys, w.config)
	got, err := other.Front.Capabilities(context.Background())
	if err != nil || got.Agreement.NormDays != 3 || got.Agreement.Practice {
		t.Errorf("%+v, %v", got.Agreement, err)
	}
	caps, err := w.client.Capabilities(context.Background())
	if err != nil || caps.Agreement.NormDays != 3 {
		t.Errorf("over the network: %+v, %v", caps.Agreement, err)
	}
}

// TestWhenADeviceWasSeen is written once a day, so that a poll stays a reading.
func TestWhenADeviceWasSeen(t *testing.T) {
	w := newWorld(t)
	seen := func() time.Time {
		all, err := w.endpoint.Front.Devices()
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		return all[0].Seen
	}
	first := seen()
	poll := func() {
		if _, err := w.client.Changes(context.Background(), ""); err != nil {
			t.Fatal(err)
		}
	}
	w.clock.add(5 * time.Minute)
	poll()
	if !seen().Equal(first) {
		t.Error("written at a poll of the same day")
	}
	w.clock.add(25 * time.Hour)
	if _, err := w.client.Changes(context.Background(), ""); err != nil && !errors.Is(err, cjg.ErrClock) {
		t.Fatal(err)
	}
	if !seen().After(first) {
		t.Error("not written a day later")
	}
}
