package inbox

import (
	"net/http"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// messageBody is the page of one message.
type messageBody struct {
	row
	Sections  []section
	Consents  []section
	Fixed     string // the legal sentence
	Answers   []said
	May       bool // an answer can be given
	Ask       bool // only a question can be asked: it cannot be read
	Recalled  bool
	Expired   bool
	Parts     string // of a recall in part
	Arrived   string
	Due       string
	Reasons   []choice
	Grounds   []choice
	Sentences []choice // one sentence each about how it goes
	Self      string
	Family    bool // a family waits behind it: a line of thanks can name it
	NoName    bool
	Taken     bool
	Waits     bool   // an answer is due
	About     string // of a reply: the message that it is about
	Talk      bool   // an invitation from here: only words can follow
	Replies   []said // what the worker wrote back
	Withdraw  bool   // an invitation that can be taken back
	Whom      string // of an invitation: the laptop that it went to
	Urgent    bool   // it cannot wait, says the family
	Typed     typed
	Today     string // for who prints it
}

// said is one answer that was given.
type said struct{ Word, Text, By, On string }

func (s *Site) message(w http.ResponseWriter, r *http.Request) {
	g := page{}
	switch done := notice(r.URL.Query().Get("gedaan")); done {
	case noticeSent, noticeErased, noticeWithdrawn:
		g.Notice = done
	}
	s.showMessage(w, r, http.StatusOK, g, typed{})
}

func (s *Site) showMessage(w http.ResponseWriter, r *http.Request, code int, g page, was typed) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	item, err := s.config.Inbox.Read(id, userOf(r.Context()).Name)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if g.Notice != "" {
		if g.Next, err = s.next(r, id); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	body := s.messageBody(r, item)
	body.Typed = was
	if was.Form != "" {
		g.Wrong = was.wrong()
	}
	g.Here, g.Body = "list", body
	s.show(w, r, code, "message.html", g)
}

func (s *Site) messageBody(r *http.Request, item intake.Item) messageBody {
	l := s.lister(r)
	p := l.p
	body := messageBody{
		row: l.row(item), Arrived: p.LongDate(record.DateOf(item.Arrived.In(l.now.Location()))), Due: p.LongDate(l.due(item.Case)),
		Recalled: item.State == intake.StateRecalled, Ask: item.State == intake.StateUnreadable, Expired: item.State == intake.StateExpired,
		Self: s.selfRefer(item.Document), Family: item.Kind == envelope.Referral,
		NoName: userOf(r.Context()).Display == "", Taken: item.State == intake.StateAccepted, Waits: waits(item.Case),
	}
	body.Urgent = body.Waits && urgent(item.Document) && !body.Recalled
	body.Today = p.LongDate(record.DateOf(l.now))
	body.May = item.Document != nil && !body.Recalled && item.State != intake.StateKept && item.State != intake.StateErased
	body.Talk, body.Withdraw, body.Whom = item.Kind == envelope.Invite, item.Withdrawable(), s.deviceName(p, item.Device)
	if item.About != (envelope.UUID{}) {
		body.About, body.May = item.About.String(), false
	}
	for _, reply := range item.Replies {
		body.Replies = append(body.Replies, body.said(p, reply.Answer))
	}
	if item.Document != nil && !body.Recalled {
		body.Sections, body.Consents, body.Fixed = sections(p, item.Document)
	}
	var parts []string
	for _, part := range item.Groups {
		parts = append(parts, p.Value("document.group", part))
	}
	if len(parts) > 0 {
		body.Parts = p.List(parts)
	}
	body.offer(p)
	for _, a := range item.Answers {
		body.Answers = append(body.Answers, body.said(p, a))
	}
	return body
}

// offer fills what can be chosen in the forms.
func (b *messageBody) offer(p *i18n.Printer) {
	for _, reason := range []string{"past_niet", "al_bekend", "geen_plek", "te_weinig_informatie", "ouder_wil_niet", "anders"} {
		b.Reasons = append(b.Reasons, choice{reason, p.Value("document.reason", reason)})
	}
	for _, ground := range grounds() {
		b.Grounds = append(b.Grounds, choice{ground, p.Value("inbox.ground", ground)})
	}
	keys := statusKeys()
	if !b.Family {
		keys = keys[:1]
	}
	for _, key := range keys {
		b.Sentences = append(b.Sentences, choice{key, p.Value("inbox.sentence", key)})
	}
}

// selfRefer is where a parent can always go by herself: the address of the gemeente that the message names, else of the only one, else
// the organisation itself.
func (s *Site) selfRefer(d cjg.Document) string {
	a := s.settings().Agreement
	named := ""
	switch d := d.(type) {
	case *cjg.Signal:
		named = d.Municipality
	case *cjg.Referral:
		for _, person := range d.People {
			for _, place := range a.Places {
				if person.Place == place.Municipality {
					named = place.Municipality
				}
			}
		}
	}
	for _, place := range a.Places {
		if (place.Municipality == named || len(a.Places) == 1) && place.Address != "" {
			return cut(a.Organisation+" ("+place.Address+")", 200)
		}
	}
	return a.Organisation
}

// said is an answer as the page shows it. Of what was taken back no words are shown, also not those about it.
func (b messageBody) said(p *i18n.Printer, a *cjg.Answer) said {
	out := saidOf(p, a)
	if b.Recalled {
		out.Text = ""
	}
	return out
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
