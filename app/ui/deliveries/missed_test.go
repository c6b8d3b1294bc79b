package deliveries

import (
	"strings"
	"testing"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// A row is cut at its end: what follows from a copy that was put back there stands first in it, in every language, and only while it is so.
func TestWhatWasLostThereStandsFirstInItsRow(t *testing.T) {
	waits := &record.Outgoing{}
	for _, l := range i18n.Languages() {
		s := state{p: uitest.Printer(t, l.Tag), today: today}
		for name, c := range map[string]struct {
			d    record.Delivery
			out  *record.Outgoing
			want string // id of the text; "" for none
		}{
			"again":            {record.Delivery{State: record.DeliveryQueued, QueuedAt: at(24), MissedAt: at(24)}, waits, "again"},
			"held":             {record.Delivery{State: record.DeliveryQuarantined, Reason: "cjg.unprocessable", MissedAt: at(24)}, nil, "held"},
			"recall":           {record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today, MissedAt: at(24)}, waits, "recall"},
			"recall that went": {record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today, MissedAt: at(24)}, nil, ""},
			"decided":          {record.Delivery{State: record.DeliveryReadable, SentAt: at(21), MissedAt: at(24)}, nil, "stays"},
			"went again":       {record.Delivery{State: record.DeliverySent, SentAt: at(24), MissedAt: at(23)}, nil, ""},
			"never lost":       {record.Delivery{State: record.DeliverySent, SentAt: at(21)}, nil, ""},
			"deleted after":    {record.Delivery{State: record.DeliveryRecalled, Recall: "deleted", RecalledAt: at(24), MissedAt: at(23)}, nil, ""},
		} {
			r := s.row(book.Sending{Delivery: &c.d, Outgoing: c.out, Code: "H-0042", Partner: record.Text("CJG Zuiderwijk")})
			for _, id := range []string{"again", "held", "recall", "stays"} {
				if got := strings.HasPrefix(r.line, s.p.T("deliveries.missed."+id)+" · "); got != (id == c.want) {
					t.Errorf("%s, %s: %q begins with %s: %v", l.Tag, name, r.line, id, got)
				}
			}
			if strings.Contains(r.line+r.why, "⟦") || c.want == "held" && !strings.Contains(r.why, s.p.Capital(s.p.T("deliveries.missed.held"))) {
				t.Errorf("%s, %s: %q %q", l.Tag, name, r.line, r.why)
			}
		}
	}
}
