package inbox

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/record"
)

const perPage = 50

// status is a state in word, sign and colour.
type status struct{ Icon, Word, Class string }

// row is one message in the list.
type row struct {
	ID, Number, Kind, From, Subject, Age string
	State                                intake.CaseState
	Status                               status
	Heading                              string // of the part of the list that it stands in
}

// group is a part of the list under one heading; "" for none.
type group struct {
	Heading string
	Count   int // of all pages together
	Rows    []row
}

// listBody is the list of messages, or what a search found.
type listBody struct {
	View     string // open, klaar or alles
	Kind     string // a kind, or "" for all
	Kinds    []choice
	Rows     []row
	From     int // which ones of Total stand on this page
	Until    int
	Total    int
	Counts   map[string]int // heading -> how many stand under it
	Todo     int
	Late     int
	Page     int
	Previous string // address of the neighbouring page, "" when there is none
	Next     string
	Query    string
	Searched bool
}

// Groups are the rows under their headings.
func (b listBody) Groups() []group {
	var out []group
	for _, one := range b.Rows {
		if len(out) == 0 || out[len(out)-1].Heading != one.Heading {
			out = append(out, group{Heading: one.Heading, Count: b.Counts[one.Heading]})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, one)
	}
	return out
}

// lister has what every row needs: words, clock and terms.
type lister struct {
	p        *i18n.Printer
	now      time.Time
	settings intake.Settings
	self     string                 // the account of who reads
	urgent   map[envelope.UUID]bool // what cannot wait, says the family; of the list that shows what to do first
}

func (s *Site) lister(r *http.Request) lister {
	return lister{p: s.printer(r), now: s.config.Now(), settings: s.settings(), self: userOf(r.Context()).Name}
}

// norm is the number of calendar days that a case may wait: the agreed one, or the term for a recall.
func (l lister) norm(c intake.Case) int {
	if c.State == intake.StateRecalled {
		return l.settings.RecallDays
	}
	return l.settings.Agreement.NormDays
}

// due is the last day on which the case is not late.
func (l lister) due(c intake.Case) record.Date {
	return record.DateOf(c.Since().In(l.now.Location())).Add(l.norm(c))
}

func (l lister) last(c intake.Case) time.Time { return c.Since().AddDate(0, 0, l.norm(c)) }

func (l lister) late(c intake.Case) bool { return intake.Late(c, l.norm(c), l.now) }

func waits(c intake.Case) bool { return c.Due() }

func (s *Site) list(w http.ResponseWriter, r *http.Request) {
	cases, err := s.config.Inbox.Cases()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := s.lister(r)
	body := listBody{View: r.URL.Query().Get("toon"), Kind: r.URL.Query().Get("soort"), Page: pageOf(r)}
	body.Kinds = kinds(l.p)
	for _, c := range cases {
		if waits(c) {
			body.Todo++
		}
		if l.late(c) {
			body.Late++
		}
	}
	if !slices.ContainsFunc(body.Kinds, func(k choice) bool { return k.Value == body.Kind }) {
		body.Kind = ""
	}
	if cases = body.chosen(l, cases); body.View == "open" {
		if l.urgent, err = s.first(l, cases); err != nil {
			s.fail(w, r, err)
			return
		}
		body.Counts = map[string]int{}
		for _, c := range cases {
			body.Counts[l.heading(c)]++
		}
	}
	if err := s.fill(l, &body, cases); err != nil {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "list.html", page{Here: "list", Body: body})
}

func kinds(p *i18n.Printer) []choice {
	var out []choice
	for _, k := range []envelope.Kind{envelope.Referral, envelope.Signal, envelope.Request, envelope.Answer, envelope.Invite} {
		out = append(out, choice{string(k), p.Value("inbox.kind", string(k))})
	}
	return out
}

// chosen keeps what the filters ask for. What waits stands with the oldest due first; the rest with the newest first.
func (b *listBody) chosen(l lister, cases []intake.Case) []intake.Case {
	cases = slices.DeleteFunc(cases, func(c intake.Case) bool { return b.Kind != "" && string(c.Kind) != b.Kind })
	switch b.View {
	case "alles":
	case "klaar":
		cases = slices.DeleteFunc(cases, waits)
	default:
		b.View = "open"
		cases = slices.DeleteFunc(cases, func(c intake.Case) bool { return !waits(c) })
		slices.SortStableFunc(cases, func(x, y intake.Case) int {
			return cmp.Or(l.last(x).Compare(l.last(y)), x.Since().Compare(y.Since()))
		})
	}
	return cases
}

// fill opens the cases of one page for the list.
func (s *Site) fill(l lister, body *listBody, cases []intake.Case) error {
	from := min((body.Page-1)*perPage, len(cases))
	until := min(from+perPage, len(cases))
	body.From, body.Until, body.Total = min(from+1, until), until, len(cases)
	if body.Page > 1 {
		body.Previous = body.address(body.Page - 1)
	}
	if until < len(cases) {
		body.Next = body.address(body.Page + 1)
	}
	for _, c := range cases[from:until] {
		item, err := s.config.Inbox.Peek(c.ID)
		if err != nil {
			return err
		}
		one := l.row(item)
		if l.urgent != nil {
			one.Heading = l.heading(c)
		}
		body.Rows = append(body.Rows, one)
	}
	return nil
}

func (b *listBody) address(page int) string {
	if b.Searched {
		return "/zoek?blad=" + strconv.Itoa(page)
	}
	return "/?toon=" + b.View + "&soort=" + url.QueryEscape(b.Kind) + "&blad=" + strconv.Itoa(page)
}

// row shows nothing of the content of a message that was taken back: it is no longer there to be read.
func (l lister) row(item intake.Item) row {
	out := row{
		ID: item.ID.String(), Kind: l.p.Value("inbox.kind", string(item.Kind)), State: item.State, Status: l.status(item.Case),
		Age: l.p.Relative(record.DateOf(item.Arrived.In(l.now.Location())), record.DateOf(l.now)),
	}
	if waits(item.Case) {
		out.Age += " · " + l.p.T("inbox.message.due", "Date", l.p.DayMonth(l.due(item.Case)))
	}
	out.Number, out.From, out.Subject = headline(item.Document)
	if item.State == intake.StateRecalled {
		out.Subject = ""
	}
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
	case *cjg.Answer:
		return "", d.Name, d.Text
	case *cjg.Invite:
		return "", d.From.Name, d.Question
	}
	return "", "", ""
}

// status is word, sign and colour together. A message that is late says so in the same place.
func (l lister) status(c intake.Case) status {
	out := status{Icon: "circle", Class: "wait", Word: l.p.Value("inbox.state", string(c.State))}
	switch c.State {
	case intake.StateAccepted, intake.StateAnswered:
		out.Icon, out.Class = "check-circle-fill", "ok"
	case intake.StateDeclined, intake.StateErased, intake.StateKept, intake.StateExpired, intake.StateWithdrawn:
		out.Icon, out.Class = "check-circle", "m"
	case intake.StateRecalled:
		out.Icon, out.Class = "arrow-counter-clockwise", "late"
	case intake.StateUnreadable:
		out.Icon, out.Class = "warning-circle", "late"
	case intake.StateNew:
		out.Icon = "envelope-simple"
	case intake.StateOpened:
		if c.Opener != "" && c.Opener != l.self {
			out.Word = l.p.T("inbox.opened_by", "Name", c.Opener)
		}
	}
	if l.late(c) {
		out.Icon, out.Class = "clock", "late"
		out.Word = l.p.T("inbox.late", "State", out.Word, "Age", l.p.N("inbox.days", intake.AgeDays(c.Since(), l.now)), "Norm", l.p.Number(l.norm(c)))
	}
	return out
}

// choice is one value of a closed list with its words.
type choice struct{ Value, Label string }
