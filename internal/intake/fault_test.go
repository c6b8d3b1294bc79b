package intake_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// full is a store whose disk is full: it can be read, not written.
type full struct {
	intake.Store
	on atomic.Bool
}

func (f *full) Update(write func(intake.Tx) error) error {
	if f.on.Load() {
		return intake.ErrStore
	}
	return f.Store.Update(write)
}

func TestFullDiskIsNotSent(t *testing.T) {
	w := newWorld(t)
	store := &full{Store: w.store}
	front := intake.NewFront(store, w.keys.FrontKeys, w.config, func() { t.Error("the inbox is woken for nothing") })
	store.on.Store(true)
	one, _ := w.seal(w.device, referral(), uuid(t), 1)
	two, _ := w.seal(w.device, referral(), uuid(t), 1)
	for i, got := range front.Put(context.Background(), w.enrolled.Device, [][]byte{one, two}) {
		if !errors.Is(got.Err, intake.ErrStore) || got.Delivery.Received != "" {
			t.Errorf("message %d: %+v", i, got)
		}
	}
	p := cjg.ProblemOf(intake.ErrStore)
	if p.Status != http.StatusServiceUnavailable || p.Retry != cjg.Later {
		t.Errorf("a full disk there must mean later here: %+v", p)
	}
}

// TestAnswerLostAfterCommit: the endpoint stored it, the line broke before the receipt; sending again gives the receipt and no second case.
func TestAnswerLostAfterCommit(t *testing.T) {
	w := newWorld(t)
	var cut atomic.Bool
	w.contract.next = breaking(w.contract.next, &cut)
	sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
	cut.Store(true)
	if _, err := w.client.Put(context.Background(), sealed); !errors.Is(err, cjg.ErrOffline) {
		t.Fatalf("the line broke: %v", err)
	}
	cut.Store(false)
	if _, err := w.client.Put(context.Background(), sealed); err != nil {
		t.Fatal(err)
	}
	must(t, w.endpoint.Inbox.OpenPending())
	if cases, err := w.endpoint.Inbox.Cases(); err != nil || len(cases) != 1 {
		t.Errorf("%d cases, %v", len(cases), err)
	}
}

// breaking lets the endpoint do its work and then drops the connection.
func breaking(next http.Handler, cut *atomic.Bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !cut.Load() {
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	})
}
