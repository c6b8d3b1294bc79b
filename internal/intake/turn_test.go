package intake_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// TestKeyFilesReachTheMachinesInAnyOrder: a front with the older file takes what is sealed to the newest key, because a process that has it told so
// in the store; an inbox with the older file leaves it for one that can open it; and a front that never heard of the key refuses it.
func TestKeyFilesReachTheMachinesInAnyOrder(t *testing.T) {
	w := newWorld(t)
	fresh, err := w.keys.Rotate(rand.Reader, w.clock.now(), 24*time.Hour)
	must(t, err)
	data, err := fresh.MarshalFront()
	must(t, err)
	if _, err := intake.ParseFrontKeys(data); err != nil {
		t.Fatalf("the file of a front after a change: %v", err)
	}
	old := w.enrolled.Opening
	w.enrolled.Opening = cjgOpening(fresh)
	id := uuid(t)
	sealed, h := w.seal(w.device, referral(), id, 1)
	if got := w.endpoint.Front.Put(t.Context(), w.device.Device(), [][]byte{sealed}); !errors.Is(got[0].Err, cjg.ErrForeign) {
		t.Fatalf("a key that nobody told: %v", got[0].Err)
	}
	must(t, intake.Tell(w.store, fresh.FrontKeys, w.clock.now()))
	must(t, intake.Tell(w.store, w.keys.FrontKeys, w.clock.now())) // an older process starts again: the newest stays
	if got := w.endpoint.Front.Put(t.Context(), w.device.Device(), [][]byte{sealed}); got[0].Err != nil {
		t.Fatalf("the front with the older file: %v", got[0].Err)
	}
	if err := w.endpoint.Inbox.OpenPending(); !errors.Is(err, intake.ErrNewerKey) {
		t.Fatalf("the inbox with the older file: %v", err)
	}
	newer := intake.NewInbox(w.store, fresh, w.config)
	must(t, newer.OpenPending())
	cases, err := newer.Cases()
	must(t, err)
	if len(cases) != 1 || cases[0].ID != h.ID || cases[0].State != intake.StateNew {
		t.Fatalf("%+v", cases)
	}
	// What was sealed to the old key is taken until its end, and not after.
	w.enrolled.Opening = old
	before, _ := w.seal(w.device, referral(), uuid(t), 1)
	if got := w.endpoint.Front.Put(t.Context(), w.device.Device(), [][]byte{before}); got[0].Err != nil {
		t.Errorf("before its end: %v", got[0].Err)
	}
	must(t, newer.OpenPending())
	w.clock.add(25 * time.Hour)
	front := intake.NewFront(w.store, fresh.FrontKeys, w.config, func() {})
	late, _ := w.seal(w.device, referral(), uuid(t), 1)
	if got := front.Put(t.Context(), w.device.Device(), [][]byte{late}); !errors.Is(got[0].Err, cjg.ErrEnded) {
		t.Errorf("after its end: %v", got[0].Err)
	}
	if got := front.Put(t.Context(), w.device.Device(), [][]byte{before}); got[0].Err != nil {
		t.Errorf("what is here already loses its receipt: %v", got[0].Err)
	}
}

func cjgOpening(k intake.Keys) []byte { return k.Opening.Public().Bytes() }

// TestARotatedFrontFileOpensNothing: no key that opens is in it, also not one of before.
func TestARotatedFrontFileOpensNothing(t *testing.T) {
	k, err := intake.NewKeys(rand.Reader, "CJG", time.Now())
	must(t, err)
	var seeds [][]byte
	for range 3 {
		seeds = append(seeds, k.Opening.Bytes())
		k, err = k.Rotate(rand.Reader, time.Now(), time.Hour)
		must(t, err)
	}
	data, err := k.MarshalFront()
	must(t, err)
	for _, seed := range seeds {
		if _, err := envelope.ParseOpeningKey(seed); err != nil || containsKey(data, seed) {
			t.Error("a front's file has a key that opens")
		}
	}
	whole, err := k.Marshal()
	must(t, err)
	if !containsKey(whole, seeds[0]) {
		t.Error("the old key is gone before its end")
	}
	if _, err := intake.ParseFrontKeys(whole); !errors.Is(err, intake.ErrOpeningKey) {
		t.Errorf("the whole file at a front: %v", err)
	}
}

// containsKey looks for bytes as JSON writes them.
func containsKey(data, key []byte) bool {
	return bytes.Contains(data, []byte(base64.StdEncoding.EncodeToString(key)))
}

// TestNoKeyIsForgottenWhileSomethingWaitsForIt: however often and however hard the keys are changed, what came and was not opened yet opens; what
// nothing waits for is destroyed a month after its end.
func TestNoKeyIsForgottenWhileSomethingWaitsForIt(t *testing.T) {
	w := newWorld(t)
	old := w.keys.Opening.Public().ID()
	sealed, h := w.seal(w.device, referral(), uuid(t), 1)
	if got := w.endpoint.Front.Put(t.Context(), w.device.Device(), [][]byte{sealed}); got[0].Err != nil {
		t.Fatal(got[0].Err)
	}
	change := func() {
		t.Helper()
		w.clock.add(61 * 24 * time.Hour)
		fresh, err := w.keys.Rotate(rand.Reader, w.clock.now(), 0)
		must(t, err)
		waits, err := intake.Waiting(w.store)
		must(t, err)
		fresh = fresh.Forget(w.clock.now(), waits)
		data, err := fresh.Marshal()
		must(t, err)
		w.keys, err = intake.ParseKeys(data) // as from its file
		must(t, err)
	}
	for range 40 { // more often than earlier keys are told
		change()
	}
	inbox := intake.NewInbox(w.store, w.keys, w.config)
	must(t, inbox.OpenPending())
	cases, err := inbox.Cases()
	must(t, err)
	if len(cases) != 1 || cases[0].ID != h.ID || cases[0].State != intake.StateNew {
		t.Fatalf("%+v", cases)
	}
	if n := w.keys.Openers(); n != 3 { // the one of now, the one that ended at this moment, and the one that something waited for
		t.Errorf("%d keys open", n)
	}
	if waits, err := intake.Waiting(w.store); err != nil || waits(old) {
		t.Errorf("something waits for the first key still: %v", err)
	}
	change()
	if n := w.keys.Openers(); n != 2 {
		t.Errorf("%d keys open when nothing waits", n)
	}
}

// TestChangingKeysAloneForgetsNone: whoever changes the file without seeing the store destroys nothing.
func TestChangingKeysAloneForgetsNone(t *testing.T) {
	k, err := intake.NewKeys(rand.Reader, "CJG", time.Now())
	must(t, err)
	for n := range 40 {
		k, err = k.Rotate(rand.Reader, time.Now().AddDate(n, 0, 0), 0)
		must(t, err)
	}
	data, err := k.Marshal()
	must(t, err)
	if k, err = intake.ParseKeys(data); err != nil || k.Openers() != 41 {
		t.Errorf("%d keys open: %v", k.Openers(), err)
	}
}
