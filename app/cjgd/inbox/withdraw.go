package inbox

import (
	"errors"
	"net/http"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// withdrawBody is the page that asks once more before an invitation is taken back.
type withdrawBody struct {
	row
	Question, Arrived, Whom string
	Said                    bool // the worker said yes: somebody should call
}

// withdrawPage says what happens, and to which question, before anything does.
func (s *Site) withdrawPage(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	item, err := s.config.Inbox.Peek(id)
	if err == nil && !item.Withdrawable() {
		err = intake.ErrState
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := s.lister(r)
	body := withdrawBody{
		row: l.row(item), Arrived: l.p.LongDate(record.DateOf(item.Arrived.In(l.now.Location()))), Said: item.State == intake.StateAccepted,
		Whom: s.deviceName(l.p, item.Device),
	}
	if ask, ok := item.Document.(*cjg.Invite); ok {
		body.Question = ask.Question
	}
	s.show(w, r, http.StatusOK, "withdraw.html", page{Here: "invite", Body: body})
}

// withdraw takes the invitation back and leads to its page. Twice is once.
func (s *Site) withdraw(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	u := userOf(r.Context())
	name := u.Display
	if name == "" {
		name = s.settings().Agreement.Organisation
	}
	err = s.config.Inbox.Withdraw(id, name, u.Name)
	if errors.Is(err, cjg.ErrBSN) { // a name with such a number in it: the organisation says it instead
		err = s.config.Inbox.Withdraw(id, "", u.Name)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeWithdrawn), http.StatusSeeOther)
}
