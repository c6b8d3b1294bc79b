package deliveries

import (
	"strings"
	"testing"

	"schakel/app/ui/listing"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

// A row with answers says the newest one that was not read, and that it is new; once all were read, the newest.
func TestARowSaysWhatCameBack(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: today}
	asks := &record.Feedback{Stand: record.StandQuestion, CameAt: at(24), Text: record.Text("Is er een tolk nodig?")}
	received := &record.Feedback{Stand: record.StandReceived, CameAt: at(23), ReadOn: today}
	one := book.Sending{Delivery: &record.Delivery{State: record.DeliveryReadable, SentAt: at(21)}, Code: "H-0042", Answers: []*record.Feedback{received, asks}}
	if r := s.row(one); r.line != "een vraag · vandaag · Is er een tolk nodig?" || r.status.Text != "nieuw antwoord" || r.status.Kind != listing.StatusAnswered {
		t.Errorf("%q, %+v", r.line, r.status)
	}
	asks.ReadOn = today
	one.Answers = []*record.Feedback{asks, received}
	if r := s.row(one); !strings.HasPrefix(r.line, "een vraag · vandaag") || r.status.Text != "" {
		t.Errorf("%q, %+v", r.line, r.status)
	}
}

// What was late, and what was late and not opened, reads as two sentences; a recall that went waits for nothing here.
func TestWhatWaitsIsWhatStillHasToGo(t *testing.T) {
	s := state{p: uitest.Dutch(t)}
	gone := book.Sending{Delivery: &record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today}}
	waits := book.Sending{Delivery: gone.Delivery, Outgoing: &record.Outgoing{}}
	if s.load([]book.Sending{gone, waits}, today); s.wait != 1 {
		t.Errorf("%d wait", s.wait)
	}
	late := s.row(book.Sending{Delivery: &record.Delivery{State: record.DeliverySent, SentAt: at(4)}, Norm: 7})
	if !strings.Contains(late.line, "niet geopend · Al 20 dagen") || late.status.Text != "" || late.status.Kind != listing.StatusLate {
		t.Errorf("%q, %+v", late.line, late.status)
	}
}

// The button that sends says that it did something, also when nothing waits and nothing came.
func TestSendingNowSaysSo(t *testing.T) {
	v, n := withGifts(t, "nl", given(3, record.PostWaits))
	uitest.Press(t, v.Content(), uitest.Dutch(t).T("deliveries.now"))
	if n.kicks != 1 || len(n.said) != 1 {
		t.Errorf("%d, %q", n.kicks, n.said)
	}
}
