// Package deliveries is Postvak: what waits, was sent, was refused and why, what was taken back, and the answers.
package deliveries

import (
	"slices"
	"strings"

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
	asked       record.ID // of an invitation; zero for a delivery
	news        record.ID // what was said about an invitation and was not read
	retry       bool      // it can be tried once more from here
	gift        bool      // a contribution: it has a page of its own
}

// state is what the page shows.
type state struct {
	p       *i18n.Printer
	today   record.Date
	rows    []row
	wait    int
	ends    []end // that files can be made for
	known   bool  // some endpoint is known, so that a file of it can be read
	invites []book.Invitation
	parked  []*record.Endpoint
	front   record.ID // a held delivery that the worker opened: its card comes first
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
	for _, in := range s.invites {
		s.rows = append(s.rows, s.invited(in))
	}
	for _, one := range all {
		r := s.row(one)
		switch one.Delivery.State {
		case record.DeliveryQueued, record.DeliveryRecalling:
			if one.Outgoing != nil { // a recall that went waits for nothing here
				s.wait++
			}
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
	slices.SortStableFunc(some, func(a, b row) int { return a.rank(s.front) - b.rank(s.front) })
	return some
}

func (s *state) row(b book.Sending) row {
	d, p := b.Delivery, s.p
	who := b.Partner.Reveal()
	if name := d.Receiver.Reveal(); name != "" {
		who = p.T("deliveries.row.person", "Name", name, "Where", who)
	}
	r := row{from: b, title: p.T("deliveries.row.title", "Code", b.Code, "Who", who)}
	if d.Reply() {
		r.title = p.T("deliveries.row.reply", "Code", b.Code, "Who", who)
	}
	if d.Orphan() {
		r.title = p.T("deliveries.orphan", "Who", who)
	}
	switch d.State {
	case record.DeliveryQueued:
		s.queued(&r)
	case record.DeliveryQuarantined:
		r.urgent = true
		r.why = joined(p.Fault(fault.New(fault.Refused, d.Reason, d.Reason)))
		r.line, r.action = r.why, p.T("deliveries.held.show")
		r.status = listing.Status{Kind: listing.StatusYourTurn}
		if d.Reply() || d.What != record.KindReferral { // a referral is shown again on its own page
			r.retry, r.action = true, p.T("deliveries.again")
		}
	case record.DeliverySent, record.DeliveryReadable:
		s.sent(&r)
	case record.DeliveryRecalling:
		s.recalling(&r)
	default:
		s.over(&r)
	}
	s.missed(&r)
	if !d.Late.Zero() {
		r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", p.T("deliveries.orphan.late", "On", p.DayMonth(d.Late)))
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
	case o.OnStick.IsZero() && r.from.ByFile:
		r.line = p.T("deliveries.queued.stick", "When", p.Relative(record.DateOf(d.QueuedAt.Local()), s.today))
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
		if days == 0 {
			r.line = p.T("deliveries.unread.today")
		}
	}
	r.status = listing.Status{Kind: listing.StatusWaiting}
	switch days := s.today.Since(record.DateOf(d.SentAt.Local())); {
	case len(r.from.Answers) > 0:
		s.answered(r)
	case d.Reply() || r.from.Norm == 0:
	case days > r.from.Norm:
		r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", p.N("deliveries.late", days, "Norm", p.Number(r.from.Norm)))
		r.status = listing.Status{Kind: listing.StatusLate}
	}
}

// answered says the newest answer that nobody read yet, else the newest, and whether it is new.
func (s *state) answered(r *row) {
	p, f := s.p, r.from.Answers[0]
	r.status = listing.Status{Kind: listing.StatusAnswered}
	for _, a := range r.from.Answers {
		if a.ReadOn.Zero() {
			f, r.status.Text = a, p.T("deliveries.answer.new")
			break
		}
	}
	r.line = p.T("deliveries.queued.why", "Line", p.Value("stand", string(f.Stand)), "Why", p.Relative(record.DateOf(f.CameAt.Local()), s.today))
	if text := f.Text.Reveal(); text != "" {
		r.line = p.T("deliveries.queued.why", "Line", r.line, "Why", text)
	}
}

// invited is a question of the other side that waits for a word.
func (s *state) invited(in book.Invitation) row {
	p := s.p
	r := row{
		asked: in.Referral, title: p.T("deliveries.row.invite", "Who", in.Partner.Reveal()), line: in.What.Reveal(), urgent: true,
		status: listing.Status{Kind: listing.StatusYourTurn},
	}
	r.action = p.T("deliveries.reply.write")
	if !in.Before.Zero() { // first: a long question is cut
		r.line = joined(p.T("deliveries.row.before", "On", p.DayMonth(in.Before)), r.line)
	}
	r.why = r.line
	if in.News != nil {
		s.news(&r, in)
	}
	return r
}

// whomToCall says of every endpoint that does not let this device in why, and whom to call.
func (s *state) whomToCall() []fact {
	var all []fact
	for _, e := range s.parked {
		why, what := s.p.Fault(fault.New(fault.Denied, e.Parked, e.Parked))
		if who := e.Responsible.Reveal(); who != "" && !strings.HasSuffix(e.Parked, ".clock") { // nobody there can put this clock right
			what = joined(what, s.p.T("deliveries.parked.call", "Who", who))
		}
		all = append(all, fact{s.p.T("deliveries.parked", "Name", e.Name.Reveal(), "Why", why), what})
	}
	return all
}

// fact is a sentence with what to do under it.
type fact struct{ text, note string }

// over is a delivery that nothing more happens to.
func (s *state) over(r *row) {
	d, p := r.from.Delivery, s.p
	if d.State == record.DeliveryCancelled {
		r.line = p.T("deliveries.cancelled", "On", p.DayMonth(d.WithdrawnOn))
	} else {
		on := p.DayMonth(record.DateOf(d.RecalledAt.Local()))
		r.line = p.Value("deliveries.recalled", d.Recall)
		if ground := d.Ground.Reveal(); ground != "" {
			r.line = p.T("deliveries.over", "Line", r.line, "On", ground)
		}
		r.line = p.T("deliveries.over", "Line", r.line, "On", on)
	}
	r.status = listing.Status{Kind: listing.StatusAnswered, Text: p.Value("delivery.state", string(d.State))}
	if d.State == record.DeliveryRecalled && d.Recall == string(record.StandKept) { // the yes was taken back, and it still lies there
		r.status.Text = p.T("deliveries.recalled.still")
	}
}

// answer is one answer in words.
type answer struct {
	title, from, text, when, note string
	facts                         []listing.KeyValue // who does help, how long the wait is, the telephone
	self                          string             // the parent can always go by herself
	aside                         string             // why it changed nothing here
	ask                           bool               // something can be written back
	of                            record.ID
	kind                          record.Kind
}

func (s *state) answer(f *record.Feedback) answer {
	p := s.p
	a := answer{title: p.WithTerm("stand", string(f.Stand)), from: f.From.Reveal(), text: f.Text.Reveal(), of: f.Of, kind: record.KindReferral}
	a.when = p.T("deliveries.answer.when", "Day", p.LongDate(record.DateOf(f.CameAt.Local())), "Clock", p.Clock(f.CameAt.Local()))
	if f.Days > 0 {
		a.note = p.Capital(p.N("deliveries.answer.calls", f.Days))
	}
	if f.Reason != "" {
		a.facts = append(a.facts, listing.KeyValue{Key: p.T("deliveries.answer.reason"), Value: p.Value("decline.reason", string(f.Reason))})
	}
	for _, kv := range []listing.KeyValue{
		{Key: p.T("deliveries.answer.ground"), Value: f.Ground.Reveal()},
		{Key: p.T("deliveries.answer.whodoes"), Value: f.WhoDoes.Reveal()}, {Key: p.T("deliveries.answer.wait"), Value: f.Wait.Reveal()},
		{Key: p.T("deliveries.answer.phone"), Value: f.Phone.Reveal()},
	} {
		if kv.Value != "" {
			a.facts = append(a.facts, kv)
		}
	}
	if f.Stand == record.StandWithdrawn {
		a.note = p.T("deliveries.answer.withdrawn")
	}
	a.self = p.SelfRefer(f.Stand, f.SelfAt.Reveal())
	if f.Aside != "" {
		a.aside = p.Value("deliveries.aside", string(f.Aside))
	}
	a.ask = !slices.Contains([]record.Stand{record.StandDeleted, record.StandKept, record.StandThanks, record.StandWithdrawn}, f.Stand)
	return a
}
