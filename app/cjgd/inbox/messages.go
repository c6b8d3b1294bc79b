package inbox

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/record"
)

func withUser(ctx context.Context, u user) context.Context {
	return context.WithValue(ctx, userKey{}, u)
}

const perPage = 50

// status is a state in word, sign and colour.
type status struct{ Icon, Word, Class string }

// row is one message in the list.
type row struct {
	ID, Number, Kind, From, Subject, Age string
	State                                intake.CaseState
	Status                               status
}

// listBody is the list of messages.
type listBody struct {
	View     string // open, klaar or alles
	Rows     []row
	Todo     int
	Page     int
	Previous int
	Next     int
}

func (s *Site) list(w http.ResponseWriter, r *http.Request) {
	cases, err := s.config.Inbox.Cases()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body := listBody{View: r.URL.Query().Get("toon"), Page: 1}
	waits := func(c intake.Case) bool { return c.Waiting() || c.State == intake.StateUnreadable }
	for _, c := range cases {
		if waits(c) {
			body.Todo++
		}
	}
	switch body.View {
	case "alles":
	case "klaar":
		cases = slices.DeleteFunc(cases, waits)
	default:
		body.View = "open"
		cases = slices.DeleteFunc(cases, func(c intake.Case) bool { return !waits(c) })
		slices.Reverse(cases) // what waits longest is first
		slices.SortStableFunc(cases, func(a, b intake.Case) int {
			return cmp.Compare(recalledFirst(a), recalledFirst(b))
		})
	}
	cases = body.cut(r, cases)
	p, now := s.printer(r), s.config.Now()
	for _, c := range cases {
		item, err := s.config.Inbox.Peek(c.ID)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		body.Rows = append(body.Rows, s.row(p, item, now))
	}
	s.show(w, r, http.StatusOK, "list.html", page{Here: "list", Body: body})
}

func recalledFirst(c intake.Case) int {
	if c.State == intake.StateRecalled {
		return 0
	}
	return 1
}

// cut takes one page out of the list and notes its neighbours.
func (b *listBody) cut(r *http.Request, cases []intake.Case) []intake.Case {
	if n, err := strconv.Atoi(r.URL.Query().Get("blad")); err == nil && n > 1 {
		b.Page = n
	}
	from := min((b.Page-1)*perPage, len(cases))
	until := min(from+perPage, len(cases))
	if b.Page > 1 {
		b.Previous = b.Page - 1
	}
	if until < len(cases) {
		b.Next = b.Page + 1
	}
	return cases[from:until]
}

func (s *Site) row(p *i18n.Printer, item intake.Item, now time.Time) row {
	out := row{
		ID: item.ID.String(), Kind: p.Value("inbox.kind", string(item.Kind)), State: item.State,
		Age: p.Relative(record.DateOf(item.Arrived.In(now.Location())), record.DateOf(now)), Status: s.status(p, item.Case, now),
	}
	out.Number, out.From, out.Subject = headline(item.Document)
	return out
}

// headline is what a list says of a document: number, sender, subject.
func headline(d cjg.Document) (number, from, subject string) {
	switch d := d.(type) {
	case *cjg.Referral:
		return d.Number, d.From.Name, cmp.Or(d.Purpose, d.Question)
	case *cjg.Signal:
		return d.Number, d.From.Name, d.Subject
	case *cjg.Request:
		return d.Number, d.From.Name, d.Question
	}
	return "", "", ""
}

// status is word, sign and colour together. A message that is late says so in the same place.
func (s *Site) status(p *i18n.Printer, c intake.Case, now time.Time) status {
	out := status{Icon: "circle", Class: "wait", Word: p.Value("inbox.state", string(c.State))}
	switch c.State {
	case intake.StateAccepted, intake.StateAnswered:
		out.Icon, out.Class = "check-circle-fill", "ok"
	case intake.StateDeclined, intake.StateErased, intake.StateKept:
		out.Icon, out.Class = "check-circle", "m"
	case intake.StateRecalled:
		out.Icon, out.Class = "arrow-counter-clockwise", "late"
	case intake.StateUnreadable:
		out.Icon, out.Class = "warning-circle", "late"
	case intake.StateNew:
		out.Icon = "envelope-simple"
	}
	if intake.Late(c, s.config.Agreement.NormDays, now) {
		out.Icon, out.Class = "clock", "late"
		out.Word = p.T("inbox.late", "State", out.Word, "Age", p.N("inbox.days", intake.AgeDays(c.Since(), now)), "Norm", p.Number(s.config.Agreement.NormDays))
	}
	return out
}

// messageBody is the page of one message.
type messageBody struct {
	row
	Sections []section
	Consents []section
	Fixed    string // the legal sentence
	Answers  []said
	May      bool // an answer can be given
	Ask      bool // only a question can be asked: it cannot be read
	Recalled bool
	Parts    string // of a recall in part
	Arrived  string
	Due      string
	Reasons  []choice
	Self     string
	NoName   bool
	Taken    bool
}

type choice struct{ Value, Label string }

// said is one answer that was given.
type said struct{ Word, Text, By, On string }

func (s *Site) message(w http.ResponseWriter, r *http.Request) {
	s.showMessage(w, r, http.StatusOK, page{})
}

func (s *Site) showMessage(w http.ResponseWriter, r *http.Request, code int, g page) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.fail(w, r, cjg.ErrUnknown)
		return
	}
	item, err := s.config.Inbox.Read(id, userOf(r.Context()).Name)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	g.Here, g.Body = "list", s.messageBody(r, item)
	s.show(w, r, code, "message.html", g)
}

func (s *Site) messageBody(r *http.Request, item intake.Item) messageBody {
	p, now := s.printer(r), s.config.Now()
	arrived := record.DateOf(item.Arrived.In(now.Location()))
	body := messageBody{
		row: s.row(p, item, now), Arrived: p.LongDate(arrived), Due: p.LongDate(arrived.Add(s.config.Agreement.NormDays)),
		Recalled: item.State == intake.StateRecalled, Ask: item.State == intake.StateUnreadable, Self: s.config.Agreement.Organisation,
		NoName: userOf(r.Context()).Display == "", Taken: item.State == intake.StateAccepted,
	}
	body.May = item.Document != nil && !body.Recalled && item.State != intake.StateKept && item.State != intake.StateErased
	if item.Document != nil {
		body.Sections, body.Consents, body.Fixed = sections(p, item.Document)
	}
	for _, part := range item.Groups {
		body.Parts = p.Commas([]string{body.Parts, p.Value("document.group", part)})
	}
	for _, reason := range []string{"past_niet", "al_bekend", "geen_plek", "te_weinig_informatie", "ouder_wil_niet", "anders"} {
		body.Reasons = append(body.Reasons, choice{reason, p.Value("document.reason", reason)})
	}
	for _, a := range item.Answers {
		body.Answers = append(body.Answers, saidOf(p, a))
	}
	return body
}

func saidOf(p *i18n.Printer, a *cjg.Answer) said {
	out := said{Word: p.Value("document.state", a.State), Text: a.Text, By: a.Name, On: dayText(p, a.Date)}
	if a.State == cjg.StateReceived && a.CallWithin > 0 {
		out.Word = p.N("inbox.called", a.CallWithin)
	}
	if a.Reason != "" {
		out.Word += " " + p.Value("document.reason", a.Reason)
	}
	return out
}
