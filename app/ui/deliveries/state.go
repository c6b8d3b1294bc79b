// Package deliveries is Postvak: what waits, was sent, was refused and why, what was taken back, and the answers.
package deliveries

import (
	"slices"

	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// row is one delivery in words.
type row struct {
	title, line string
	status      listing.Status
	urgent      bool   // a person has to look
	why, action string // for an urgent one
	from        book.Sending
}

// state is what the page shows.
type state struct {
	p     *i18n.Printer
	today record.Date
	rows  []row
	wait  int
	ends  []end // that files can be made for
	known bool  // some endpoint is known, so that a file of it can be read
}

// end is an endpoint for which something waits.
type end struct {
	id   record.ID
	name string
}

// stick lists the endpoints for which something waits here: it can go by hand as well as over the network.
func (s *state) stick(all []book.Sending, ends []*record.Endpoint) {
	s.ends, s.known = nil, len(ends) > 0
	for _, e := range ends {
		if slices.ContainsFunc(all, func(b book.Sending) bool {
			return b.Outgoing != nil && b.Outgoing.Endpoint == e.ID && b.Outgoing.Held == ""
		}) {
			s.ends = append(s.ends, end{e.ID, e.Name.Reveal()})
		}
	}
}

func (s *state) load(all []book.Sending, today record.Date) {
	s.today, s.rows, s.wait = today, nil, 0
	for _, one := range all {
		r := s.row(one)
		switch one.Delivery.State {
		case record.DeliveryQueued, record.DeliveryRecalling:
			s.wait++
		}
		s.rows = append(s.rows, r)
	}
}

// urgent are the rows that a person has to look at.
func (s *state) urgent() []row {
	var some []row
	for _, r := range s.rows {
		if r.urgent {
			some = append(some, r)
		}
	}
	return some
}

func (s *state) row(b book.Sending) row {
	d, p := b.Delivery, s.p
	who := b.Partner.Reveal()
	if name := d.Receiver.Reveal(); name != "" {
		who = p.T("deliveries.row.person", "Name", name, "Where", who)
	}
	r := row{from: b, title: p.T("deliveries.row.title", "Code", b.Code, "Who", who)}
	if d.Orphan() {
		r.title = p.T("deliveries.orphan", "Who", who)
	}
	switch d.State {
	case record.DeliveryQueued:
		s.queued(&r)
	case record.DeliveryQuarantined:
		r.urgent = true
		r.why, _ = p.Fault(fault.New(fault.Refused, d.Reason, d.Reason))
		r.line, r.action = r.why, p.T("deliveries.held.show")
		r.status = listing.Status{Kind: listing.StatusYourTurn}
	case record.DeliverySent, record.DeliveryReadable:
		s.sent(&r)
	case record.DeliveryRecalling:
		r.line = p.T("deliveries.recalling", "On", p.DayMonth(d.WithdrawnOn))
		r.status = listing.Status{Kind: listing.StatusWaiting, Text: p.Value("delivery.state", string(d.State))}
	default:
		s.over(&r)
	}
	return r
}

// queued says since when it waits, and what came of the last attempt.
func (s *state) queued(r *row) {
	d, p := r.from.Delivery, s.p
	r.status = listing.Status{Kind: listing.StatusWaiting, Text: p.Value("delivery.state", string(d.State))}
	age := s.today.Since(record.DateOf(d.QueuedAt.Local()))
	r.line = p.N("deliveries.queued", age, "When", p.Relative(record.DateOf(d.QueuedAt.Local()), s.today))
	switch o := r.from.Outgoing; {
	case o == nil:
	case !o.OnStick.IsZero():
		r.line = p.T("deliveries.stick.row", "When", p.Relative(record.DateOf(o.OnStick.Local()), s.today))
	case o.Last != "":
		why, _ := p.Fault(fault.New(fault.Offline, o.Last, o.Last))
		r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", why)
	}
}

// sent says which receipts are here, and how old the missing one is.
func (s *state) sent(r *row) {
	d, p := r.from.Delivery, s.p
	on := p.DayMonth(record.DateOf(d.SentAt.Local()))
	if d.State == record.DeliveryReadable {
		r.line = p.T("deliveries.readable", "On", on)
	} else {
		days := s.today.Since(record.DateOf(d.SentAt.Local()))
		r.line = p.N("deliveries.unread", days, "On", on)
	}
	r.status = listing.Status{Kind: listing.StatusWaiting}
	if len(r.from.Answers) > 0 {
		r.status = listing.Status{Kind: listing.StatusAnswered}
	}
}

// over is a delivery that nothing more happens to.
func (s *state) over(r *row) {
	d, p := r.from.Delivery, s.p
	if d.State == record.DeliveryCancelled {
		r.line = p.T("deliveries.cancelled", "On", p.DayMonth(d.WithdrawnOn))
	} else {
		on := p.DayMonth(record.DateOf(d.RecalledAt.Local()))
		r.line = p.Value("deliveries.recalled", d.Recall)
		r.line = p.T("deliveries.over", "Line", r.line, "On", on)
	}
	r.status = listing.Status{Kind: listing.StatusAnswered, Text: p.Value("delivery.state", string(d.State))}
}

// answer is one answer in words.
type answer struct {
	title, from, text, when, note string
	of                            record.ID
	kind                          record.Kind
}

func (s *state) answer(f *record.Feedback) answer {
	p := s.p
	a := answer{title: p.WithTerm("stand", string(f.Stand)), from: f.From.Reveal(), text: f.Text.Reveal(), of: f.Of, kind: record.KindReferral}
	a.when = p.T("deliveries.answer.when", "Day", p.LongDate(record.DateOf(f.CameAt.Local())), "Clock", p.Clock(f.CameAt.Local()))
	switch {
	case f.Days > 0:
		a.note = p.N("deliveries.answer.calls", f.Days)
	case f.Reason != "":
		a.note = p.Value("decline.reason", string(f.Reason))
	}
	return a
}
