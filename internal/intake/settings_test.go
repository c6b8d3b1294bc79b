package intake_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

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
