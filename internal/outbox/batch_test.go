package outbox_test

import (
	"slices"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/outbox"
)

// crowd adds entries of so many families for one endpoint.
func (w *world) crowd(families int) {
	for i := range families {
		w.add(byte(i+1), 1)
	}
}

func TestManyGoInFewRequests(t *testing.T) {
	w := newWorld()
	w.crowd(150)
	w.loop().Round(t.Context(), false)
	if len(w.done) != 150 || !slices.Equal(w.sizes, []int{64, 64, 22}) {
		t.Errorf("%d are done, in requests of %v", len(w.done), w.sizes)
	}
	if len(w.wrong) > 0 || !slices.IsSorted(w.order) {
		t.Error(w.wrong, w.order)
	}
}

func TestOneOfAFamilyAtATime(t *testing.T) {
	w := newWorld()
	for range 3 {
		w.crowd(5)
	}
	w.loop().Round(t.Context(), false)
	if len(w.done) != 15 || len(w.wrong) > 0 || !slices.Equal(w.sizes, []int{5, 5, 5}) {
		t.Errorf("%d done, %v, %v", len(w.done), w.wrong, w.sizes)
	}
}

func TestTooLargeTogetherIsHalved(t *testing.T) {
	w := newWorld()
	w.limit = 20
	w.crowd(100)
	l := w.loop()
	l.Round(t.Context(), false)
	if len(w.done) != 100 || !slices.Equal(w.sizes, []int{64, 32, 16, 16, 16, 16, 16, 16, 4}) {
		t.Errorf("%d done, in requests of %v", len(w.done), w.sizes)
	}
	for _, e := range w.entries {
		if e.Held != "" || e.Attempts > 0 {
			t.Errorf("%d counts as tried", e.Seq)
		}
	}
}

// One that makes the endpoint stumble is found by going on one by one, and the others go in ever larger requests after it.
func TestABatchThatFailsIsTriedOneByOne(t *testing.T) {
	w := newWorld()
	w.crowd(40)
	poison := w.entries[3]
	w.batch = func(n int) (error, bool) {
		if slices.Contains(w.entries, poison) && poison.Held == "" && poison.Attempts == 0 {
			return fault.New(fault.Other, "cjg.odd", ""), false
		}
		return nil, true
	}
	w.send = func(item outbox.Item) (error, bool) {
		if item.ID == poison.ID {
			return errRefused, false
		}
		return nil, true
	}
	w.loop().Round(t.Context(), false)
	if len(w.done) != 39 || poison.Held != "cjg.unprocessable" || len(w.wrong) > 0 {
		t.Errorf("%d done, the odd one is %q, %v; requests of %v", len(w.done), poison.Held, w.wrong, w.sizes)
	}
}

func TestABatchThatDoesNotArriveCountsOneAttempt(t *testing.T) {
	w := newWorld()
	w.crowd(10)
	w.batch = func(int) (error, bool) { return errOffline, true }
	next := w.loop().Round(t.Context(), false)
	attempts := 0
	for _, e := range w.entries {
		attempts += e.Attempts
	}
	if len(w.done) != 0 || attempts != 1 || len(w.entries) != 10 || !next.After(w.now) {
		t.Errorf("%d done, %d attempts, %d wait", len(w.done), attempts, len(w.entries))
	}
	w.batch = func(int) (error, bool) { return nil, true }
	w.now = w.now.Add(1e12)
	w.loop().Round(t.Context(), false)
	for _, ways := range w.by {
		if len(ways) != 1 {
			t.Errorf("one arrived as %d messages", len(ways))
		}
	}
	if len(w.done) != 10 {
		t.Errorf("%d done", len(w.done))
	}
}

func TestARecordThatDoesNotTakeItsReceiptHoldsNobodyElseOfTheBatch(t *testing.T) {
	w := newWorld()
	w.crowd(5)
	odd := w.entries[2]
	w.take = func(item outbox.Item) error {
		if item.ID == odd.ID {
			return fault.New(fault.Conflict, "record.transition", "")
		}
		return nil
	}
	w.loop().Round(t.Context(), false)
	if len(w.done) != 4 || odd.Held != "record.transition" {
		t.Errorf("%d done, the odd one is %q", len(w.done), odd.Held)
	}
}
