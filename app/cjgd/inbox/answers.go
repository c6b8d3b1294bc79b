package inbox

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// statusKeys are the sentences about how it goes, each sent with one click. All but the first are about a family.
func statusKeys() []string { return []string{"busy", "called", "waiting", "started", "done"} }

// grounds are the reasons on which something may be kept after a recall. With "anders" the reason itself is written.
func grounds() []string { return []string{"wet", "bewaarplicht", "vordering", "veiligheid", "anders"} }

// answer gives one of the answers of the page. What it lacks is said on the same page, with the form still there.
func (s *Site) answer(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	a, ok := s.answerOf(r, id)
	if !ok {
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.incomplete")}, typedIn(r))
		return
	}
	err = s.config.Inbox.Answer(id, a, userOf(r.Context()).Name)
	switch {
	case errors.Is(err, cjg.ErrBSN):
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.bsn")}, typedIn(r))
	case fault.Of(err) == fault.Invalid && err != nil:
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.incomplete")}, typedIn(r))
	case err != nil:
		s.fail(w, r, err)
	default:
		http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeSent), http.StatusSeeOther)
	}
}

// answerOf reads the form. Every "past niet" says where a parent can go by herself.
func (s *Site) answerOf(r *http.Request, id envelope.UUID) (cjg.Answer, bool) {
	u := userOf(r.Context())
	a := cjg.Answer{
		State: r.PostFormValue("stand"), Text: formText(r, "tekst"), Name: u.Display, Phone: formText(r, "telefoon"),
	}
	if a.Name == "" {
		a.Name = s.settings().Agreement.Organisation
	}
	if key := r.PostFormValue("zin"); key != "" {
		return s.sentence(a, key)
	}
	switch a.State {
	case cjg.StateReceived:
		days, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("dagen")))
		if err != nil || days < 1 || days > 365 {
			return cjg.Answer{}, false
		}
		a.CallWithin = days
	case cjg.StateDeclined:
		a.Reason, a.WhoDoes, a.Waiting = r.PostFormValue("reden"), formText(r, "wieWel"), formText(r, "wachttijd")
		a.SelfRefer = formText(r, "zelf")
		if a.SelfRefer == "" {
			item, err := s.config.Inbox.Peek(id)
			if err != nil {
				return cjg.Answer{}, false
			}
			a.SelfRefer = s.selfRefer(item.Document)
		}
	case cjg.StateQuestion, cjg.StateAnswered:
		return a, a.Text != ""
	case cjg.StateAccepted, cjg.StateThanks:
	default:
		return cjg.Answer{}, false
	}
	return a, true
}

// sentence is an answer that stands ready. The words are Dutch, as everything is that leaves here.
func (s *Site) sentence(a cjg.Answer, key string) (cjg.Answer, bool) {
	dutch := s.printers["nl"]
	switch {
	case key == "thanks_family", key == "thanks":
		a.State = cjg.StateThanks
	case key == "think", key == "resend":
		a.State = cjg.StateQuestion
	case slices.Contains(statusKeys(), key):
		a.State = cjg.StateAnswered
	default:
		return cjg.Answer{}, false
	}
	a.Text = dutch.Value("inbox.sentence", key)
	return a, true
}

// formText is a typed text with the line ends that documents have.
func formText(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostFormValue(name), "\r\n", "\n"))
}

func cut(text string, limit int) string {
	if letters := []rune(text); len(letters) > limit {
		return string(letters[:limit])
	}
	return text
}

// recall acknowledges a recall: erased, or kept on a ground of the list, with words where the list has none.
func (s *Site) recall(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	who := userOf(r.Context()).Name
	switch r.PostFormValue("besluit") {
	case "verwijderd":
		err = s.config.Inbox.AcknowledgeErased(id, who)
	case "bewaard":
		ground, ok := s.ground(r)
		if !ok {
			s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.recall.ground.missing")}, typedIn(r))
			return
		}
		err = s.config.Inbox.AcknowledgeKept(id, ground, who)
	default:
		err = cjg.ErrBody
	}
	if errors.Is(err, cjg.ErrBSN) {
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.bsn")}, typedIn(r))
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.forget(id)
	http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeErased), http.StatusSeeOther)
}

// ground is the ground in words, as the sender and the family get to read it: Dutch.
func (s *Site) ground(r *http.Request) (string, bool) {
	key, more := r.PostFormValue("reden"), formText(r, "grond")
	switch {
	case key == "anders":
		return cut(more, 200), more != ""
	case !slices.Contains(grounds(), key):
		return "", false
	}
	text := s.printers["nl"].Value("inbox.ground", key)
	if more != "" {
		text += ": " + more
	}
	return cut(text, 200), true
}
