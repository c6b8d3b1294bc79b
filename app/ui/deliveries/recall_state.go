package deliveries

import (
	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// recalling says what a recall waits for: a person, somebody who carries it, a connection, or the word of the other side.
func (s *state) recalling(r *row) {
	d, p, o := r.from.Delivery, s.p, r.from.Outgoing
	on := p.DayMonth(d.WithdrawnOn)
	r.status = listing.Status{Kind: listing.StatusWaiting, Text: p.Value("delivery.state", string(d.State))}
	switch {
	case o == nil:
		r.line = p.T("deliveries.recalling", "On", on)
	case o.Held != "":
		why, what := p.Fault(fault.New(fault.Refused, o.Held, o.Held))
		r.urgent, r.retry = true, true
		r.line = joined(p.T("deliveries.recall.held"), why)
		r.why, r.action = joined(r.line, what), p.T("deliveries.again")
		r.status = listing.Status{Kind: listing.StatusYourTurn}
	case !o.OnStick.IsZero():
		r.line = p.T("deliveries.recall.onstick", "On", on, "When", p.Relative(record.DateOf(o.OnStick.Local()), s.today))
	case r.from.ByFile:
		r.line = p.T("deliveries.recall.stick", "On", on)
	default:
		r.line = p.T("deliveries.recall.waits", "On", on)
		if o.Last != "" {
			why, _ := p.Fault(fault.New(fault.Offline, o.Last, o.Last))
			r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", why)
		}
	}
}

// rank puts what the worker opened first, then the recalls: what was taken back still lies with somebody.
func (r row) rank(front record.ID) int {
	d := r.from.Delivery
	switch {
	case d != nil && d.ID == front && !front.Zero():
		return 0
	case d != nil && d.State == record.DeliveryRecalling:
		return 1
	}
	return 2
}

// news is what the other side said about its own question, and that it took it back.
func (s *state) news(r *row, in book.Invitation) {
	p := s.p
	r.news = in.News.ID
	if in.Back {
		r.title, r.line = p.T("deliveries.row.back", "Who", in.Partner.Reveal()), in.What.Reveal()
		r.status, r.urgent = listing.Status{Kind: listing.StatusAnswered, Text: p.Value("document.state", cjg.StateWithdrawn)}, false
		return
	}
	if text := in.News.Text.Reveal(); text != "" {
		r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", text)
	}
}

// waiting says how much waits to go, nothing when nothing does.
func (s *state) waiting() string {
	if s.wait == 0 {
		return ""
	}
	return s.p.N("deliveries.waiting", s.wait)
}
