package outbox_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

func always(err error, arrives bool) func(outbox.Item) (error, bool) {
	return func(outbox.Item) (error, bool) { return err, arrives }
}

func TestOldestFirstAndEverythingGoes(t *testing.T) {
	w := newWorld()
	w.single = true
	for i := range byte(9) {
		w.add(i%3, i%2)
	}
	w.loop().Round(t.Context(), false)
	if want := []uint64{1, 2, 3, 4, 5, 6, 7, 8, 9}; !slices.Equal(w.order, want) || len(w.entries) != 0 || len(w.done) != 9 {
		t.Errorf("order %v, left %d, done %d", w.order, len(w.entries), len(w.done))
	}
}

// TestWhatEachFaultDoes is the table of fault kinds against what becomes of the entry, its endpoint and the next one.
func TestWhatEachFaultDoes(t *testing.T) {
	type fate struct {
		held, last, parked string
		done, nextDone     bool
	}
	cases := []struct {
		name string
		err  error
		want fate
	}{
		{"none", nil, fate{done: true, nextDone: true}},
		{"offline", errOffline, fate{last: "cjg.offline"}},
		{"denied", errDenied, fate{parked: "cjg.denied"}},
		{"secret", fault.New(fault.Secret, "cjg.code", ""), fate{parked: "cjg.code"}},
		{"clock", errClock, fate{parked: "cjg.clock"}},
		{"clock of another kind", fault.New(fault.Offline, "net.clock", ""), fate{parked: "net.clock"}},
		{"refused", errRefused, fate{held: "cjg.unprocessable", nextDone: true}},
		{"invalid", fault.New(fault.Invalid, "cjg.body", ""), fate{held: "cjg.body", nextDone: true}},
		{"conflict", fault.New(fault.Conflict, "cjg.conflict", ""), fate{held: "cjg.conflict", nextDone: true}},
		{"not found", errUnknown, fate{held: "cjg.unknown", nextDone: true}},
		{"newer", fault.New(fault.Newer, "cjg.schema", ""), fate{held: "cjg.schema", nextDone: true}},
		{"too large", fault.New(fault.Full, "cjg.too_large", ""), fate{held: "cjg.too_large", nextDone: true}},
		{"bad receipt", errReceipt, fate{last: "cjg.receipt", nextDone: true}},
		{"unexpected", errPlain, fate{last: "other", nextDone: true}},
		{"wrapped", fmt.Errorf("put: %w", errRefused), fate{held: "cjg.unprocessable", nextDone: true}},
	}
	for _, c := range cases {
		w := newWorld()
		w.single = true
		one, two := w.add(1, 1), w.add(2, 1)
		w.send = func(i outbox.Item) (error, bool) {
			if i.ID == one.ID {
				return c.err, c.err == nil
			}
			return nil, true
		}
		w.loop().Round(t.Context(), false)
		got := fate{held: one.Held, last: one.Last, parked: w.parked[one.Endpoint], done: w.done[one.ID] != nil, nextDone: w.done[two.ID] != nil}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestNoErrorAndNoReceiptIsNotSent(t *testing.T) {
	w := newWorld()
	e := w.add(1, 1)
	w.send = always(nil, false)
	w.loop().Round(t.Context(), false)
	if len(w.done) != 0 || e.Last != "outbox.receipt" || e.Attempts != 1 {
		t.Errorf("done %d, %+v", len(w.done), e)
	}
}

func TestABadEntryIsSetAsideBeforeItIsSent(t *testing.T) {
	w := newWorld()
	bad, good := w.add(1, 1), w.add(1, 1)
	w.prepare = func(i outbox.Item) error {
		if i.ID == bad.ID {
			return errBSN
		}
		return nil
	}
	w.loop().Round(t.Context(), false)
	if bad.Held != "disclose.bsn" || w.done[good.ID] == nil || w.parked[bad.Endpoint] != "" {
		t.Errorf("held %q; the same family's next went: %v", bad.Held, w.done[good.ID] != nil)
	}
	if got := w.codes(outbox.SetAside); !slices.Equal(got, []string{"disclose.bsn"}) {
		t.Errorf("events %v", got)
	}
}

func TestAWithdrawnEntryIsNotSent(t *testing.T) {
	w := newWorld()
	e := w.add(1, 1)
	w.prepare = func(outbox.Item) error { w.remove(e.ID); return outbox.ErrGone }
	w.loop().Round(t.Context(), false)
	if len(w.arrived) != 0 || len(w.codes(outbox.Withdrawn)) != 1 {
		t.Error("it went all the same")
	}
}

func TestAFamilyWaitsForItsOlderLetterAndOthersDoNot(t *testing.T) {
	w := newWorld()
	w.add(1, 1)
	w.add(1, 2)
	w.add(2, 2)
	w.send = func(i outbox.Item) (error, bool) {
		if i.Seq == 1 {
			return errPlain, false
		}
		return nil, true
	}
	w.loop().Round(t.Context(), false)
	if !slices.Equal(w.order, []uint64{1, 3}) {
		t.Errorf("order %v", w.order)
	}
	w.order = nil
	w.loop().Round(t.Context(), true)
	if !slices.Equal(w.order, []uint64{1}) {
		t.Errorf("a kick keeps the order of a family too: %v", w.order)
	}
}

func TestWhatBelongsToNoFamilyKeepsNobodyWaiting(t *testing.T) {
	w := newWorld()
	w.add(0, 1)
	w.add(0, 1)
	w.send = always(errPlain, false)
	w.loop().Round(t.Context(), false)
	if !slices.Equal(w.order, []uint64{1, 2}) {
		t.Errorf("order %v", w.order)
	}
}

func TestAParkedEndpointKeepsNobodyElseWaiting(t *testing.T) {
	w := newWorld()
	w.add(1, 1)
	w.add(1, 2)
	w.parked[record.ID{4, 1}] = "cjg.denied"
	l := w.loop()
	l.Round(t.Context(), false)
	if !slices.Equal(w.order, []uint64{2}) {
		t.Errorf("order %v", w.order)
	}
	l.Round(t.Context(), true)
	if w.parked[record.ID{4, 1}] != "" || len(w.entries) != 0 {
		t.Error("a kick tries a parked endpoint, and an answer lifts the mark")
	}
}

func TestARecallComesAfterItsMessage(t *testing.T) {
	w := newWorld()
	first, second := w.add(0, 1), w.add(0, 1)
	second.Task, second.Delivery = record.OutgoingRecall, first.Delivery
	w.send = always(errPlain, false)
	l := w.loop()
	l.Round(t.Context(), false)
	if !slices.Equal(w.order, []uint64{1}) {
		t.Errorf("order %v", w.order)
	}
	w.remove(first.ID) // withdrawn after an attempt: only the recall is left, and the message never came
	w.send = always(errUnknown, false)
	l.Round(t.Context(), true)
	if !w.absent[second.ID] || len(w.done) != 0 {
		t.Error("a recall of what never arrived is ready, without a receipt")
	}
}

func TestARetryAfterIsRespectedByAKickToo(t *testing.T) {
	w := newWorld()
	w.single = true
	e, other := w.add(1, 1), w.add(2, 1)
	w.send = always(errOffline.Later(40*time.Minute), false)
	l := w.loop()
	next := l.Round(t.Context(), false)
	if got := e.NotBefore.Sub(w.now); got < 40*time.Minute {
		t.Errorf("waits %v", got)
	}
	if next.Sub(w.now) > 15*time.Minute {
		t.Errorf("next round in %v", next.Sub(w.now))
	}
	w.send = always(nil, true)
	w.now = w.now.Add(39 * time.Minute)
	l.Round(t.Context(), true)
	if len(w.order) != 1 {
		t.Error("asked again before it may")
	}
	w.now = w.now.Add(time.Minute)
	l.Round(t.Context(), false)
	if w.done[other.ID] == nil || w.done[e.ID] != nil {
		t.Error("after the wait the other one goes before the one that stumbled")
	}
}

func TestAWaitThatIsTooLongIsCutShort(t *testing.T) {
	w := newWorld()
	e := w.add(1, 1)
	w.send = always(errOffline.Later(1000*time.Hour), false)
	w.loop().Round(t.Context(), false)
	if got := e.NotBefore.Sub(w.now); got > 25*time.Hour {
		t.Errorf("waits %v", got)
	}
}

func TestBackOffSurvivesARestartAndAWrongClock(t *testing.T) {
	w := newWorld()
	e := w.add(1, 1)
	w.send = always(errPlain, false)
	for range 5 {
		w.loop().Round(t.Context(), false)
		w.now = e.NotBefore
	}
	if e.Attempts != 5 {
		t.Fatalf("attempts %d", e.Attempts)
	}
	w.loop().Round(t.Context(), false)
	if got := e.NotBefore.Sub(w.now); got != outbox.Delay(6, 0.5) {
		t.Errorf("waits %v", got)
	}
	w.order = nil
	w.loop().Round(t.Context(), false)
	if len(w.order) != 0 {
		t.Error("a restart began again at once")
	}
	w.now = w.now.AddDate(-4, 0, 0) // the clock stood in the future and was put right
	w.loop().Round(t.Context(), false)
	if len(w.order) != 1 {
		t.Error("a moment written with a wrong clock must not keep an entry for years")
	}
}

func TestDelayGrowsAndStaysBounded(t *testing.T) {
	for _, random := range []float64{0, 0.5, 0.999} {
		last := time.Duration(0)
		for attempts := range 60 {
			d := outbox.Delay(attempts, random)
			if d < last || d < 5*time.Second || d > 23*time.Minute {
				t.Errorf("attempt %d with %v: %v after %v", attempts, random, d, last)
			}
			last = d
		}
	}
	if outbox.Delay(3, 0.5) != 40*time.Second {
		t.Errorf("third attempt %v", outbox.Delay(3, 0.5))
	}
}

func TestAWrongClockIsTriedAgain(t *testing.T) {
	w := newWorld()
	w.add(1, 1)
	w.send = always(errClock, false)
	l := w.loop()
	next := l.Round(t.Context(), false)
	if next.Sub(w.now) > 15*time.Minute {
		t.Errorf("next %v", next.Sub(w.now))
	}
	l.Round(t.Context(), false)
	if len(w.order) != 1 {
		t.Error("tried again at once")
	}
	w.send = always(nil, true)
	w.now = w.now.Add(15 * time.Minute)
	l.Round(t.Context(), false)
	if len(w.done) != 1 || w.parked[record.ID{4, 1}] != "" {
		t.Errorf("done %d, parked %q", len(w.done), w.parked[record.ID{4, 1}])
	}
}

// TestAClockThatIsPutRightIsNotWaitedFor: a wait that was written down by a clock that ran ahead ends when the clock is put back.
func TestAClockThatIsPutRightIsNotWaitedFor(t *testing.T) {
	for _, ahead := range []time.Duration{12 * time.Hour, 48 * time.Hour, 365 * 24 * time.Hour} {
		w := newWorld()
		e := w.add(1, 1)
		w.answers[e.Endpoint] = []outbox.Answer{{About: "1"}}
		right := w.now
		w.now = right.Add(ahead)
		w.send = always(errClock, false)
		l := w.loop()
		l.Round(t.Context(), false)
		w.now = right.Add(time.Minute)
		w.send = always(nil, true)
		next := l.Round(t.Context(), false)
		if len(w.done) != 1 || w.parked[e.Endpoint] != "" {
			t.Errorf("%v ahead: done %d, parked %q, next in %v", ahead, len(w.done), w.parked[e.Endpoint], next.Sub(w.now))
		}
	}
}

func TestOneThatMakesTheEndpointStumbleDoesNotBlockTheQueue(t *testing.T) {
	w := newWorld()
	poison := w.add(1, 1)
	for i := range byte(20) {
		w.add(i+2, 1)
	}
	w.send = func(i outbox.Item) (error, bool) {
		if i.ID == poison.ID {
			return errOffline.Later(10 * time.Minute), false
		}
		return nil, true
	}
	l := w.loop()
	for range 5 {
		w.now = l.Round(t.Context(), false)
	}
	if len(w.done) != 20 {
		t.Errorf("done %d of 20", len(w.done))
	}
}

func TestAStoreThatFailsLosesNothing(t *testing.T) {
	for _, op := range []string{"list", "prepare", "done", "after"} {
		w := newWorld()
		w.add(1, 1)
		w.store = func(o string) error {
			if o == op {
				return errStore
			}
			return nil
		}
		l := w.loop()
		next := l.Round(t.Context(), false)
		if got := w.codes(outbox.Failed); !slices.Equal(got, []string{"store.full"}) || !next.After(w.now) {
			t.Errorf("%s: events %v, next in %v", op, got, next.Sub(w.now))
		}
		w.store = func(string) error { return nil }
		w.now = next
		l.Round(t.Context(), false)
		if len(w.done) != 1 || len(w.wrong) != 0 || len(w.by[record.ID{3, 1}]) != 1 {
			t.Errorf("%s: done %d, wrong %v", op, len(w.done), w.wrong)
		}
	}
}

func TestARecordThatDoesNotTakeItsReceiptIsSetAside(t *testing.T) {
	w := newWorld()
	w.single = true
	stuck, other := w.add(1, 1), w.add(2, 1)
	w.store = func(op string) error {
		if op == "done" && len(w.order) == 1 {
			return record.ErrTransition
		}
		return nil
	}
	w.loop().Round(t.Context(), false)
	if stuck.Held != "record.transition" || w.done[other.ID] == nil {
		t.Errorf("held %q, the other is done: %v", stuck.Held, w.done[other.ID] != nil)
	}
}

func TestAnswersAreKeptBeforeTheCursorMoves(t *testing.T) {
	w := newWorld()
	box := record.ID{4, 1}
	for i := range 5 {
		w.answers[box] = append(w.answers[box], outbox.Answer{About: fmt.Sprint(i)})
	}
	fails := 0
	w.store = func(op string) error {
		if op == "keep" {
			if fails++; fails == 2 {
				return errStore
			}
		}
		return nil
	}
	l := w.loop()
	w.now = l.Round(t.Context(), false)
	if w.cursor[box] != "2" || len(w.kept[box]) != 2 {
		t.Errorf("cursor %q, kept %d", w.cursor[box], len(w.kept[box]))
	}
	l.Round(t.Context(), false)
	if w.cursor[box] != "5" || len(w.kept[box]) != 5 {
		t.Errorf("cursor %q, kept %d", w.cursor[box], len(w.kept[box]))
	}
	pulls := w.pulls
	l.Round(t.Context(), false)
	if w.pulls != pulls {
		t.Error("pulled again before it is due")
	}
	l.Round(t.Context(), true)
	if w.pulls != pulls+1 || len(w.kept[box]) != 5 {
		t.Error("a kick pulls, and nothing comes twice")
	}
}

func TestWhatAPullThatFailsDoes(t *testing.T) {
	cases := []struct {
		err    error
		parked string
		phase  outbox.Phase
		code   string
	}{
		{errOffline, "", outbox.Unheard, "cjg.offline"},
		{errDenied, "cjg.denied", outbox.Parked, "cjg.denied"},
		{errClock, "cjg.clock", outbox.Parked, "cjg.clock"},
		{errReceipt, "", outbox.Unheard, "cjg.receipt"},
	}
	for _, c := range cases {
		w := newWorld()
		box := record.ID{4, 1}
		w.answers[box] = []outbox.Answer{{About: "x"}}
		w.pull = func(record.ID, string) error { return c.err }
		l := w.loop()
		next := l.Round(t.Context(), false)
		if w.parked[box] != c.parked || !slices.Equal(w.codes(c.phase), []string{c.code}) || w.cursor[box] != "" {
			t.Errorf("%v: parked %q, events %v", c.err, w.parked[box], w.events)
		}
		l.Round(t.Context(), false)
		if w.pulls != 1 {
			t.Errorf("%v: asked again at once", c.err)
		}
		if c.parked != "cjg.denied" {
			w.pull = func(record.ID, string) error { return nil }
			w.now = latest(next, w.now.Add(15*time.Minute))
			l.Round(t.Context(), false)
			if len(w.kept[box]) != 1 || w.parked[box] != "" {
				t.Errorf("%v: not asked again later", c.err)
			}
		}
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// stuck offers more for ever.
type stuck struct{ calls int }

func (s *stuck) Pull(context.Context, record.ID, string) (outbox.Page, error) {
	s.calls++
	return outbox.Page{More: true}, nil
}

func TestACursorThatStandsStillEnds(t *testing.T) {
	w := newWorld()
	w.answers[record.ID{4, 1}] = nil
	s := &stuck{}
	l := outbox.New(outbox.Config{
		Queue: w, Sender: w, Inbox: w, Puller: s, Now: func() time.Time { return w.now }, Random: func() float64 { return 0 },
	})
	l.Round(t.Context(), false)
	if s.calls != 1 {
		t.Errorf("asked %d times", s.calls)
	}
}

func TestTheCountsSayHowTheQueueStands(t *testing.T) {
	w := newWorld()
	w.add(1, 1)
	w.add(2, 2)
	w.add(3, 1)
	w.entries[2].Held = "cjg.bsn"
	w.parked[record.ID{4, 2}] = "cjg.denied"
	w.send = always(errOffline, false)
	w.loop().Round(t.Context(), false)
	last := w.events[len(w.events)-1].Counts
	if last != (outbox.Counts{Waiting: 2, Held: 1, Parked: 1}) {
		t.Errorf("%+v", last)
	}
	if len(outbox.Phases()) != 12 {
		t.Error("a phase is not in the list")
	}
}
