package inbox

import (
	"net/http"
	"strconv"
	"strings"

	"schakel/internal/envelope"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// logRow is one line of the audit: when, who, what, and a link to what it was about.
type logRow struct{ On, At, Who, What, About string }

type logBody struct {
	Rows                 []logRow
	Page, Previous, Next int
}

// logbook shows who did what. It holds no content of messages: a line leads to the message, which says more only to who may read it.
func (s *Site) logbook(w http.ResponseWriter, r *http.Request) {
	body := logBody{Page: pageOf(r)}
	lines, more, err := s.config.Inbox.Logbook(body.Page, perPage)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body.Previous = body.Page - 1
	if more {
		body.Next = body.Page + 1
	}
	p := s.printer(r)
	for _, line := range lines {
		body.Rows = append(body.Rows, s.logRow(p, line))
	}
	s.show(w, r, http.StatusOK, "logbook.html", page{Here: "logbook", Body: body})
}

func (s *Site) logRow(p *i18n.Printer, line intake.Audited) logRow {
	at := line.At.In(s.config.Now().Location())
	out := logRow{On: p.ShortDate(record.DateOf(at)), At: p.Clock(at), Who: line.Who}
	word, more, _ := strings.Cut(line.What, " ")
	out.What = p.Value("inbox.audit", word)
	switch {
	case word == "answered":
		out.What += ": " + p.Value("document.state", more)
	case len(more) == 32:
		out.What += " " + more[:8] // a device
	case more != "":
		out.What += " " + more // an account
	}
	if device, ok := strings.CutPrefix(line.Who, "device "); ok {
		out.Who = p.T("inbox.logbook.device", "ID", device[:min(8, len(device))])
	}
	if line.Who == "" {
		out.Who = p.T("inbox.logbook.program")
	}
	if line.About != (envelope.UUID{}) {
		out.About = line.About.String()
	}
	return out
}

// pageOf is the page number of an address; 1 when it is none.
func pageOf(r *http.Request) int {
	if n, err := strconv.Atoi(r.URL.Query().Get("blad")); err == nil && n > 1 && n < 1_000_000 {
		return n
	}
	return 1
}
