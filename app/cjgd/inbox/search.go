package inbox

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// indexed is what the search knows of one case. It lives in memory only, in the process that holds the opening key.
type indexed struct {
	stamp string // changes with the case
	text  string // folded
	now   bool   // it cannot wait, says the family
}

const maxQuery = 100

// search keeps the words with the session, sealed, so that they stand in no address, no history and no log, and shows what they find.
func (s *Site) search(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	sealed, err := s.config.Inbox.SealOwn(placeOfQuery, []byte(cut(strings.TrimSpace(r.PostFormValue("zoek")), maxQuery)))
	if err == nil {
		err = s.alterSession(u, func(o *session) { o.Query = sealed })
	}
	if err == nil {
		err = s.config.Inbox.Note(u.Name, "searched", envelope.UUID{})
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/zoek", http.StatusSeeOther)
}

const placeOfQuery = "query"

// found lists what the last search of this session finds, newest first.
func (s *Site) found(w http.ResponseWriter, r *http.Request) {
	body := listBody{Page: pageOf(r), Searched: true}
	if sealed := userOf(r.Context()).session.Query; sealed != nil {
		plain, err := s.config.Inbox.OpenOwn(placeOfQuery, sealed)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		body.Query = string(plain)
	}
	l := s.lister(r)
	cases, err := s.matching(l.p, body.Query)
	if err == nil {
		err = s.fill(l, &body, cases)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body.Todo = len(cases)
	s.show(w, r, http.StatusOK, "found.html", page{Here: "list", Body: body})
}

// matching gives the cases that hold every word of the query. Only what is new or changed is opened again.
func (s *Site) matching(p *i18n.Printer, query string) ([]intake.Case, error) {
	words := strings.Fields(i18n.Fold(query))
	if len(words) == 0 {
		return nil, nil
	}
	cases, err := s.config.Inbox.Cases()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []intake.Case
	seen := make(map[[16]byte]bool, len(cases))
	for _, c := range cases {
		seen[c.ID] = true
		one, err := s.textOf(p, c)
		if err != nil {
			return nil, err
		}
		if all(one, words) {
			out = append(out, c)
		}
	}
	for id := range s.index {
		if !seen[id] {
			delete(s.index, id)
		}
	}
	return out, nil
}

func all(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// textOf is what a case says, folded; "" for one that may not be read any more, whose words leave memory with it.
func (s *Site) textOf(p *i18n.Printer, c intake.Case) (string, error) {
	switch c.State {
	case intake.StateRecalled, intake.StateErased, intake.StateExpired, intake.StateUnreadable:
		delete(s.index, c.ID)
		return "", nil
	}
	stamp := string(c.State) + c.Answered.Format(time.RFC3339Nano) + strconv.Itoa(int(c.Version))
	if have, ok := s.index[c.ID]; ok && have.stamp == stamp {
		return have.text, nil
	}
	item, err := s.config.Inbox.Peek(c.ID)
	if err != nil || item.Document == nil {
		return "", err
	}
	var text strings.Builder
	for _, line := range item.Document.Lines() {
		if line.Key != "verklaring" && line.Key != "schema" {
			text.WriteString(line.Value + "\n" + valueText(p, line) + "\n")
		}
	}
	for _, a := range item.Answers {
		text.WriteString(a.Text + "\n" + a.Name + "\n")
	}
	folded := i18n.Fold(text.String())
	s.index[c.ID] = indexed{stamp: stamp, text: folded, now: urgent(item.Document)}
	return folded, nil
}

// forget takes a case out of the search at once.
func (s *Site) forget(id envelope.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.index, id)
}
