package carrier_test

import "testing"

// TestTheLastDecisionOnARecallStands: some of it is taken back and the office keeps it on a ground; meanwhile everything is taken back, and
// that is erased. The parent hears that it is erased.
func TestTheLastDecisionOnARecallStands(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.close)
	m := w.begins(zero, 2)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.withdraw(m, 2)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 5) // keeps it; the laptop has not heard
	w.withdraw(m, 0)
	w.under()
	if d := w.sending(m).Delivery; d.Recall != "kept" {
		t.Fatalf("the first decision did not come: %s %q", d.State, d.Recall)
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 4) // erases it
	w.under()
	if d := w.sending(m).Delivery; d.Recall != "deleted" || !d.Ground.Empty() {
		t.Errorf("it is erased there, and here stands %s %q %q", d.State, d.Recall, d.Ground.Reveal())
	}
}
