package outbox_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// crash is the end of the process, wherever it happens.
type crash struct{}

// round runs one round and reports whether the process survived it.
func round(t *rapid.T, l *outbox.Loop, force bool) (next time.Time, alive bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(crash); !ok {
				panic(r)
			}
		}
	}()
	next = l.Round(t.Context(), force)
	return next, true
}

// TestNothingIsLostDoubledOrSentWithoutAReceipt lets random faults loose on the network, the store and the process, then lets the world
// become well again: every entry has then either its own receipt or a reason, and the endpoint has each message once.
func TestNothingIsLostDoubledOrSentWithoutAReceipt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		ill := true
		faults := []error{
			nil, nil, nil, errOffline, errOffline.Later(20 * time.Minute), errDenied, errClock, errRefused, errReceipt, errPlain,
			fault.New(fault.Locked, "store.locked", ""), fault.New(fault.Full, "cjg.too_large", ""),
		}
		w.send = func(outbox.Item) (error, bool) {
			if !ill {
				return nil, true
			}
			return rapid.SampledFrom(faults).Draw(t, "fault"), rapid.Bool().Draw(t, "arrives")
		}
		w.store = func(op string) error {
			if !ill {
				return nil
			}
			switch rapid.IntRange(0, 20).Draw(t, op) {
			case 0:
				return errStore
			case 1:
				panic(crash{})
			}
			return nil
		}
		w.pull = func(record.ID, string) error {
			if !ill {
				return nil
			}
			return rapid.SampledFrom([]error{nil, nil, errOffline, errDenied, errClock, errReceipt, errPlain}).Draw(t, "pull")
		}
		w.single = rapid.Bool().Draw(t, "one by one")
		w.batch = func(int) (error, bool) {
			if !ill {
				return nil, true
			}
			return rapid.SampledFrom(append(faults, nil, nil, nil)).Draw(t, "fault of all"), rapid.Bool().Draw(t, "all arrive")
		}
		w.limit = rapid.SampledFrom([]int{1, 2, 3, 64}).Draw(t, "limit")
		all := map[record.ID]*record.Outgoing{}
		for range rapid.IntRange(1, 12).Draw(t, "entries") {
			e := w.add(rapid.Byte().Draw(t, "family")%6, rapid.Byte().Draw(t, "endpoint")%3)
			all[e.ID] = e
			w.answers[e.Endpoint] = append(w.answers[e.Endpoint], outbox.Answer{About: fmt.Sprint(len(w.entries))})
		}
		l := w.loop()
		for range rapid.IntRange(1, 25).Draw(t, "rounds") {
			next, alive := round(t, l, rapid.Bool().Draw(t, "kick"))
			if !alive {
				l = w.loop()
				continue
			}
			if !next.After(w.now) {
				t.Fatalf("the next round is %v after this one", next.Sub(w.now))
			}
			w.now = w.now.Add(rapid.SampledFrom([]time.Duration{time.Second, next.Sub(w.now), time.Hour}).Draw(t, "later"))
		}
		ill = false
		for range 3 { // somebody presses "nu versturen"; waits that were asked for have passed
			w.now = w.now.Add(25 * time.Hour)
			l.Round(t.Context(), true)
		}
		check(t, w, all)
	})
}

func check(t *rapid.T, w *world, all map[record.ID]*record.Outgoing) {
	if len(w.wrong) > 0 {
		t.Fatal(w.wrong)
	}
	for id, e := range all {
		queued, done := slices.Contains(w.entries, e), len(w.done[id]) > 0
		switch {
		case queued == done:
			t.Fatalf("%d: in the queue %v, done %v", e.Seq, queued, done)
		case queued && e.Held == "":
			t.Fatalf("%d waits in a world that is well", e.Seq)
		case done && w.arrived[string(e.Sealed)] == 0:
			t.Fatalf("%d is sent and did not arrive", e.Seq)
		}
		if got := len(w.by[e.Delivery]); got > 1 {
			t.Fatalf("%d arrived as %d different messages", e.Seq, got)
		}
	}
	for box, answers := range w.answers {
		if len(w.kept[box]) != len(answers) {
			t.Fatalf("kept %d answers of %d", len(w.kept[box]), len(answers))
		}
	}
}
