package carrier_test

import (
	"testing"

	"schakel/internal/record"
)

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

// TestALateReceiptUndoesNothing: the office has what the worker wrote back and answers it, and answers the question itself after that; the
// receipt of what was written back comes last. The question stands as it was answered last.
func TestALateReceiptUndoesNothing(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.close)
	m := w.begins(zero, 0)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 3)
	w.under()
	r := w.reply(m, zero)
	w.under(after422, well)
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(r, 3)
	w.office(m, 1)
	w.under() // the answers come, and what was refused waits for a person
	w.look(r, w.sending(r))
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.under()
	if d := w.sending(r).Delivery; d.State != record.DeliveryReadable {
		t.Fatalf("what was written back is %s", d.State)
	}
	q, err := w.b.Request(t.Context(), m.of)
	if last := m.given[len(m.given)-1].text; err != nil || q.Answer.Reveal() != last {
		t.Errorf("the question is answered %q, and the last answer was %q: %v", q.Answer.Reveal(), last, err)
	}
}

// TestAnsweredADayBeforeItsReceipt: the endpoint kept a referral and the laptop heard that it was refused. It is asked something about, and a
// day later a person lets it go again: then it is sent, and not set aside for ever.
func TestAnsweredADayBeforeItsReceipt(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.close)
	m := w.begins(zero, 2)
	w.under(after422, well)
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 3)
	w.under()
	w.now.Add(26 * 3600)
	w.look(m, w.sending(m))
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.under()
	if d := w.sending(m).Delivery; d.State != record.DeliveryReadable {
		t.Errorf("%s (%s)", d.State, d.Reason)
	}
}

// TestAnsweredOnADayToComeAndAgain: an answer came while both clocks ran ahead; the next one comes when they are right, and holds up nothing.
func TestAnsweredOnADayToComeAndAgain(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.close)
	m := w.begins(zero, 0)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 3)
	w.mine.Store(2 * 86400)
	w.theirs.Store(2 * 86400)
	w.round(0, 0, 0, true)
	w.healthy()
	w.office(m, 1)
	w.under()
	w.checkAnswers(m, w.sending(m).Answers)
}

// TestAnAnswerUnderKeysThatNobodyCouldAskForIsNotLost: the office changes its keys and answers with the new ones; the laptop fetches the answer, and
// does not reach the endpoint a moment later to ask by whom it is signed. The answer is asked for again.
func TestAnAnswerUnderKeysThatNobodyCouldAskForIsNotLost(t *testing.T) {
	for _, meets := range []trouble{busy, broken, never, lost, guestPage, truncated, forbidden, elsewhere, well} {
		w := newWorld(t)
		t.Cleanup(w.close)
		m := w.begins(zero, 0)
		w.under()
		w.must("open", w.endpoint.Inbox.OpenPending())
		w.under()
		w.rotate()
		w.office(m, 3)
		w.net.will([]trouble{well, meets})
		w.round(0, 0, 0, true)
		w.healthy()
		w.now.Add(3600)
		w.round(0, 0, 0, true)
		if s := w.sending(m); len(s.Answers) != 1 {
			t.Errorf("%s: %d answers", meets, len(s.Answers))
		}
	}
}
