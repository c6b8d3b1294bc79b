package intake_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// onward is a world whose cases go on to another system.
func onward(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.config.Onward = true
	w.endpoint = intake.NewEndpoint(w.store, w.keys, w.config)
	return w
}

func TestACaseGoesOnAfterEveryChange(t *testing.T) {
	w := onward(t)
	inbox := w.endpoint.Inbox
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	_, err := w.client.Put(t.Context(), sealed)
	must(t, err)
	must(t, inbox.OpenPending())

	claim := func(want intake.CaseState) intake.Matter {
		t.Helper()
		m, found, err := inbox.ClaimOnward()
		must(t, err)
		if !found || m.ID != id || m.State != want {
			t.Fatalf("found %v: %s, want %s", found, m.State, want)
		}
		return m
	}
	none := func() {
		t.Helper()
		if m, found, err := inbox.ClaimOnward(); err != nil || found {
			t.Fatalf("%v %v %s", err, found, m.State)
		}
	}
	m := claim(intake.StateNew)
	if m.Document == nil {
		t.Fatal("the content does not go with it")
	}
	none() // it is taken
	w.clock.add(3 * time.Minute)
	m = claim(intake.StateNew) // who took it did not come back
	_, err = inbox.Read(id, "Marieke")
	must(t, err)
	none() // changed while somebody is at it: not before that one is done
	must(t, inbox.SettleOnward(m, json.RawMessage(`{"contact":"1"}`), time.Time{}, ""))
	m = claim(intake.StateOpened)
	if string(m.Trace) != `{"contact":"1"}` {
		t.Errorf("the trace is %s", m.Trace)
	}
	must(t, inbox.SettleOnward(m, m.Trace, w.clock.now().Add(time.Minute), ""))
	none()
	w.clock.add(2 * time.Minute)
	m = claim(intake.StateOpened)
	if m.Attempts != 1 {
		t.Errorf("%d attempts", m.Attempts)
	}
	must(t, inbox.SettleOnward(m, m.Trace, w.clock.now().Add(time.Minute), "push.content"))
	w.clock.add(time.Hour)
	none() // it rests until it changes
	n, err := inbox.CountOnward()
	must(t, err)
	if n != (intake.OnwardCounts{Stuck: 1}) {
		t.Errorf("counted %+v", n)
	}
	must(t, inbox.RetryOnward(id, "beheerder"))
	m = claim(intake.StateOpened)
	must(t, inbox.SettleOnward(m, m.Trace, w.clock.now(), "push.content"))
	must(t, inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted}, "Marieke"))
	m = claim(intake.StateAccepted)
	must(t, inbox.SettleOnward(m, m.Trace, time.Time{}, ""))
	none()
	back, _ := w.seal(w.device, recall(id), uuid(t), 1)
	_, err = w.client.Withdraw(t.Context(), id, back)
	must(t, err)
	must(t, inbox.OpenPending())
	m = claim(intake.StateRecalled)
	must(t, inbox.AcknowledgeErased(id, "Marieke"))
	must(t, inbox.SettleOnward(m, m.Trace, time.Time{}, ""))
	m = claim(intake.StateErased)
	if m.Document != nil || len(m.Answers) > 0 {
		t.Error("the content is destroyed here and still goes on")
	}
	must(t, inbox.SettleOnward(m, nil, time.Time{}, ""))
	none()
}

func TestWithoutAnotherSystemNothingIsMarked(t *testing.T) {
	w := newWorld(t)
	sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
	_, err := w.client.Put(t.Context(), sealed)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	if _, found, err := w.endpoint.Inbox.ClaimOnward(); err != nil || found {
		t.Errorf("%v %v", err, found)
	}
}

func TestWhatWaitsToGoOnOutlivesTheProcess(t *testing.T) {
	w := onward(t)
	sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
	_, err := w.client.Put(t.Context(), sealed)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	if _, found, err := w.endpoint.Inbox.ClaimOnward(); err != nil || !found {
		t.Fatal(err, found)
	}
	must(t, w.store.Close())
	again, err := bolt.Open(w.dir + "/inbox.db")
	must(t, err)
	defer func() { must(t, again.Close()) }()
	w.clock.add(3 * time.Minute)
	m, found, err := intake.NewInbox(again, w.keys, w.config).ClaimOnward()
	must(t, err)
	if !found || m.Document == nil {
		t.Error("it is forgotten")
	}
	if strings.Contains(w.log.String(), "Elif") {
		t.Error("a name stands in the log")
	}
}
