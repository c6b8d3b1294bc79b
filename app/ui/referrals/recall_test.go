package referrals

import (
	"strings"
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The page of a road says what its recall waits for, in six languages, and what waits for a stick says that somebody has to carry it.
func TestTheRoadSaysWhatItsRecallWaitsFor(t *testing.T) {
	today := record.Day(2026, 11, 24)
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	for _, l := range i18n.Languages() {
		p := uitest.Printer(t, l.Tag)
		on := p.DayMonth(today)
		for name, c := range map[string]struct {
			state  record.DeliveryState
			o      *record.Outgoing
			byFile bool
			want   string
		}{
			"there":         {record.DeliveryRecalling, nil, false, p.T("referrals.recall.waits.detail")},
			"held":          {record.DeliveryRecalling, &record.Outgoing{Task: record.OutgoingRecall, Held: "cjg.config"}, false, p.T("fault.cjg.config")},
			"offline":       {record.DeliveryRecalling, &record.Outgoing{Task: record.OutgoingRecall, Last: "cjg.offline"}, false, p.T("fault.cjg.offline")},
			"by hand":       {record.DeliveryRecalling, &record.Outgoing{Task: record.OutgoingRecall}, true, p.T("deliveries.recall.stick", "On", on)},
			"on a stick":    {record.DeliveryRecalling, &record.Outgoing{Task: record.OutgoingRecall, OnStick: noon}, true, p.T("deliveries.recall.onstick", "On", on, "When", p.Relative(today.Add(-1), today))},
			"goes by hand":  {record.DeliveryQueued, &record.Outgoing{Task: record.OutgoingSend}, true, p.T("referrals.now.stick.detail")},
			"carried there": {record.DeliveryQueued, &record.Outgoing{Task: record.OutgoingSend, OnStick: noon}, true, p.T("deliveries.stick.row", "When", p.Relative(today.Add(-1), today))},
		} {
			d := &record.Delivery{State: c.state, WithdrawnOn: today, QueuedAt: noon}
			s := road{p: p, loaded: loaded{
				page: book.ReferralPage{Referral: &record.Referral{State: record.ReferralReady, Way: record.WayOut}, Delivery: d}, outgoing: c.o, byFile: c.byFile, today: today,
			}}
			line, detail := s.headline()
			if !strings.Contains(line+" "+detail, c.want) || strings.Contains(line+detail, "⟦") {
				t.Errorf("%s, %s: %q %q, want %q", l.Tag, name, line, detail, c.want)
			}
		}
	}
}

// A question that its partner took back says so; when the family is known already, the worker's own road goes on.
func TestAQuestionThatWasTakenBack(t *testing.T) {
	p := uitest.Dutch(t)
	back := []*record.Feedback{{Stand: record.StandWithdrawn}}
	for name, c := range map[string]struct {
		r    record.Referral
		want string
	}{
		"nobody named": {record.Referral{Way: record.WayIn, State: record.ReferralWithdrawn}, p.T("referrals.invite.back.detail")},
		"on the road":  {record.Referral{Way: record.WayIn, State: record.ReferralArrived, Household: record.ID{3}}, p.T("referrals.invite.back.family")},
	} {
		s := road{p: p, loaded: loaded{page: book.ReferralPage{Referral: &c.r, Answers: back}}}
		line, detail := s.inHeadline()
		if detail != c.want || !strings.Contains(line, "ingetrokken") || !s.tookBack() {
			t.Errorf("%s: %q, %q", name, line, detail)
		}
	}
	s := road{p: p, loaded: loaded{page: book.ReferralPage{Referral: &record.Referral{Way: record.WayIn, State: record.ReferralDraft, AskedOn: record.Day(2026, 11, 1)}}}}
	if line, _ := s.inHeadline(); s.tookBack() || strings.Contains(line, "ingetrokken") {
		t.Errorf("it was not taken back: %q", line)
	}
}

// After a copy was put back there the page says what follows from it, before everything else, and only while it is so.
func TestTheRoadSaysWhatWasLostThere(t *testing.T) {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	late := noon.AddDate(0, 0, 1)
	for _, l := range i18n.Languages() {
		p := uitest.Printer(t, l.Tag)
		for name, c := range map[string]struct {
			d    record.Delivery
			o    *record.Outgoing
			want string
		}{
			"again":      {record.Delivery{State: record.DeliveryQueued, QueuedAt: late, MissedAt: late}, &record.Outgoing{}, "again"},
			"recall":     {record.Delivery{State: record.DeliveryRecalling, MissedAt: late}, &record.Outgoing{Task: record.OutgoingRecall}, "recall"},
			"decided":    {record.Delivery{State: record.DeliveryReadable, SentAt: noon, ReadableAt: noon, MissedAt: late}, nil, "stays"},
			"went again": {record.Delivery{State: record.DeliverySent, SentAt: late, MissedAt: noon}, nil, ""},
			"asked":      {record.Delivery{State: record.DeliveryRecalling, MissedAt: late}, nil, ""},
		} {
			s := road{p: p, loaded: loaded{page: book.ReferralPage{
				Referral: &record.Referral{State: record.ReferralAccepted, Way: record.WayOut}, Delivery: &c.d, Partner: &record.Partner{Name: record.Text("CJG Zuiderwijk")},
			}, outgoing: c.o, today: record.DateOf(late)}}
			_, detail := s.headline()
			for _, id := range []string{"again", "recall", "stays"} {
				if got := strings.HasPrefix(detail, p.T("referrals.missed."+id, "Who", "CJG Zuiderwijk")); got != (id == c.want) {
					t.Errorf("%s, %s: %q begins with %s: %v", l.Tag, name, detail, id, got)
				}
			}
			if _, other := s.timeline(); strings.Contains(other.Title, "⟦") || (s.receivedStep().Note == p.T("referrals.road.received.missed")) != (c.want == "stays") {
				t.Errorf("%s, %s: %q", l.Tag, name, s.receivedStep().Note)
			}
		}
	}
}

// In what happened, a message that was lost there is no receipt.
func TestWhatHappenedSaysThatItWasLostThere(t *testing.T) {
	p := uitest.Dutch(t)
	on := record.Day(2026, 11, 24)
	v := &Page{p: p, road: road{p: p, loaded: loaded{page: book.ReferralPage{Referral: &record.Referral{History: []record.Step{
		{Action: "receipt", To: string(record.ReferralSent), Source: string(record.TellerEndpoint), On: on},
		{Action: "unsent", To: string(record.ReferralReady), Source: string(record.TellerEndpoint), On: on},
	}}}}}}
	said := uitest.Said(v.historyCard())
	if !strings.Contains(said, p.T("road.action.unsent")) || strings.Count(said, p.Value("teller", string(record.TellerEndpoint))) != 1 {
		t.Errorf("%s", said)
	}
}
