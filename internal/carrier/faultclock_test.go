package carrier_test

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// one is a world with one verzoek that waits.
func oneWaits(t *testing.T) (*world, *message) {
	t.Helper()
	w := newWorld(t)
	t.Cleanup(w.close)
	return w, w.begin(func(int, string) int { return 0 })
}

// TestAClockThatIsAYearOffParksAndRecovers: nothing goes while either clock is wrong, the endpoint is parked with the reason in words, and
// when the clock is right again it goes by itself.
func TestAClockThatIsAYearOffParksAndRecovers(t *testing.T) {
	const year = 365 * 24 * 3600
	for name, off := range map[string][2]int64{"here ahead": {year, 0}, "here behind": {-year, 0}, "there ahead": {0, year}, "there behind": {0, -year}} {
		t.Run(name, func(t *testing.T) {
			w, m := oneWaits(t)
			w.mine.Store(off[0])
			w.theirs.Store(off[1])
			w.touched()
			w.round(0, 0, 0, true)
			if p := w.endpointRecord().Parked; p != cjg.ErrClock.Code {
				t.Errorf("parked: %q", p)
			}
			if d := w.sending(m).Delivery; d.State != record.DeliveryQueued {
				t.Errorf("%s", d.State)
			}
			w.healthy()
			w.now.Add(int64(time.Hour / time.Second))
			w.round(0, 0, 0, false) // by itself
			if d := w.sending(m).Delivery; d.State != record.DeliverySent || w.endpointRecord().Parked != "" {
				t.Errorf("after the clock was put right: %s, parked %q", d.State, w.endpointRecord().Parked)
			}
		})
	}
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	what, do := p.Fault(cjg.ErrClock)
	if !strings.Contains(what+do, "klok") {
		t.Errorf("in words: %q %q", what, do)
	}
}

// TestAnotherCertificateIsNobody: somebody else at the same address gets nothing, and the endpoint itself does when it is back.
func TestAnotherCertificateIsNobody(t *testing.T) {
	w, m := oneWaits(t)
	w.net.isWrong.Store(true)
	w.touched()
	w.round(0, 0, 0, true)
	s := w.sending(m)
	if s.Delivery.State != record.DeliveryQueued || s.Outgoing.Last != cjg.ErrCertificate.Code || len(w.net.arrived) > 0 {
		t.Errorf("%s, %q, %d arrived", s.Delivery.State, s.Outgoing.Last, len(w.net.arrived))
	}
	w.healthy()
	w.round(0, 0, 0, true)
	if d := w.sending(m).Delivery; d.State != record.DeliverySent {
		t.Errorf("%s", d.State)
	}
}

// TestADayToComeHoldsUpNothing: a laptop's clock ran ahead while a road was begun, and is put right. What was written then is of a day to
// come; it is received, answered and withdrawn all the same, and so is everything beside it.
func TestADayToComeHoldsUpNothing(t *testing.T) {
	for _, days := range []int64{2, 365} {
		w := newWorld(t)
		t.Cleanup(w.close)
		w.mine.Store(days * 24 * 3600)
		ahead := []*message{w.begins(zero, 0), w.begins(zero, 1), w.begins(zero, 2)}
		w.stick()
		w.healthy()
		beside := w.begins(zero, 0)
		w.under()
		w.must("open", w.endpoint.Inbox.OpenPending())
		for _, m := range append(ahead, beside) {
			w.office(m, 1)
		}
		w.under()
		for i, m := range append(ahead, beside) {
			if s := w.sending(m); m != ahead[2] && s.Delivery.State != record.DeliveryReadable || len(s.Answers) != 1 {
				t.Errorf("%d days, message %d: %s (%s), %d answers", days, i, s.Delivery.State, s.Delivery.Reason, len(s.Answers))
			}
		}
		w.withdraw(ahead[2], 0) // a yes of a day to come does not count yet, so it was recalled already; taking it back is never refused
		w.under()
		if s := w.sending(ahead[2]); !ahead[2].whole || s.Delivery.State != record.DeliveryRecalling && s.Delivery.State != record.DeliveryRecalled {
			t.Errorf("%d days: withdrawn %v, and %s", days, ahead[2].whole, s.Delivery.State)
		}
	}
}

// zero draws the first of everything.
func zero(int, string) int { return 0 }

// TestAnAnswerMovesWhatWasSentTomorrow: both clocks ran ahead while a referral was sent. Put right, it is answered before the day on which it
// went, and stands as answered.
func TestAnAnswerMovesWhatWasSentTomorrow(t *testing.T) {
	for state, want := range map[int]record.ReferralState{1: record.ReferralAccepted, 2: record.ReferralDeclined} {
		w := newWorld(t)
		t.Cleanup(w.close)
		w.mine.Store(2 * 24 * 3600)
		w.theirs.Store(2 * 24 * 3600)
		m := w.begins(zero, 2)
		w.touched()
		w.round(0, 0, 0, true)
		w.healthy()
		w.must("open", w.endpoint.Inbox.OpenPending())
		w.office(m, state)
		w.under()
		page, err := w.b.ReferralPage(t.Context(), m.of)
		if err != nil || page.Referral.State != want {
			t.Errorf("answered: %s, want %s: %v", page.Referral.State, want, err)
		}
	}
}
