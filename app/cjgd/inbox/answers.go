package inbox

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// answer gives one of the answers of the page. What it lacks is said on the same page, with the form still there.
func (s *Site) answer(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.fail(w, r, cjg.ErrUnknown)
		return
	}
	a, ok := s.answerOf(r)
	if !ok {
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.incomplete")})
		return
	}
	err = s.config.Inbox.Answer(id, a, userOf(r.Context()).Name)
	switch {
	case errors.Is(err, cjg.ErrBSN):
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.bsn")})
	case fault.Of(err) == fault.Invalid && err != nil:
		s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.answer.incomplete")})
	case err != nil:
		s.fail(w, r, err)
	default:
		http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeSent), http.StatusSeeOther)
	}
}

// answerOf reads the form. Every "past niet" says where a parent can go by herself.
func (s *Site) answerOf(r *http.Request) (cjg.Answer, bool) {
	u := userOf(r.Context())
	a := cjg.Answer{
		State: r.PostFormValue("stand"), Text: formText(r, "tekst"), Name: u.Display, Phone: formText(r, "telefoon"),
	}
	if a.Name == "" {
		a.Name = s.config.Agreement.Organisation
	}
	switch a.State {
	case cjg.StateReceived:
		days, err := strconv.Atoi(r.PostFormValue("dagen"))
		if err != nil || days < 1 || days > 365 {
			return cjg.Answer{}, false
		}
		a.CallWithin = days
	case cjg.StateDeclined:
		a.Reason = r.PostFormValue("reden")
		a.SelfRefer = formText(r, "zelf")
		if a.SelfRefer == "" {
			a.SelfRefer = s.config.Agreement.Organisation
		}
	case cjg.StateQuestion, cjg.StateAnswered:
		return a, a.Text != ""
	case cjg.StateAccepted, cjg.StateThanks:
	default:
		return cjg.Answer{}, false
	}
	return a, true
}

// formText is a typed text with the line ends that documents have.
func formText(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostFormValue(name), "\r\n", "\n"))
}

// recall acknowledges a recall: erased, or kept on a ground.
func (s *Site) recall(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.fail(w, r, cjg.ErrUnknown)
		return
	}
	who := userOf(r.Context()).Name
	switch r.PostFormValue("besluit") {
	case "verwijderd":
		err = s.config.Inbox.AcknowledgeErased(id, who)
	case "bewaard":
		ground := formText(r, "grond")
		if ground == "" {
			s.showMessage(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.recall.ground.missing")})
			return
		}
		err = s.config.Inbox.AcknowledgeKept(id, ground, who)
	default:
		err = cjg.ErrBody
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeErased), http.StatusSeeOther)
}
