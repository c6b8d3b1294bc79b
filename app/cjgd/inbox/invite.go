package inbox

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// inviteBody is the page on which a caseworker asks a worker to think along. What was typed stands there again after a refusal.
type inviteBody struct {
	listBody                       // what was asked before
	Devices, Sorts                 []choice
	Device, Sort, Question, Before string
}

// inviteSorts are what can be asked, as the document has them.
func inviteSorts() []string {
	return []string{"meedenken", "meegaan", "taal", "spanning", "vertrouwen", "steun", "anders"}
}

func (s *Site) invitePage(w http.ResponseWriter, r *http.Request) {
	s.showInvite(w, r, http.StatusOK, page{}, inviteBody{Sort: inviteSorts()[0]})
}

func (s *Site) showInvite(w http.ResponseWriter, r *http.Request, code int, g page, body inviteBody) {
	list, err := s.config.Front.Devices()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := s.printer(r)
	for _, d := range s.deviceRows(p, list) {
		if d.Revoked {
			continue
		}
		label := d.Label
		if label == "" {
			label = p.T("inbox.devices.nameless") + " " + d.ID[:8]
		}
		body.Devices = append(body.Devices, choice{d.ID, label})
	}
	for _, sort := range inviteSorts() {
		body.Sorts = append(body.Sorts, choice{sort, p.Value("document.invite", sort)})
	}
	if err := s.askedBefore(r, &body.listBody); err != nil {
		s.fail(w, r, err)
		return
	}
	g.Here, g.Body = "invite", body
	s.show(w, r, code, "invite.html", g)
}

// deviceName is what a laptop is called here; one without a name goes by the beginning of its id.
func (s *Site) deviceName(p *i18n.Printer, id string) string {
	list, err := s.config.Front.Devices()
	if err != nil {
		list = nil // the page says the rest
	}
	for _, d := range list {
		if d.ID == id && d.Label != "" {
			return d.Label
		}
	}
	return p.T("inbox.devices.nameless") + " " + id[:min(8, len(id))]
}

// askedBefore lists the invitations, the newest first: the way to one that is to be taken back. What is on a further page stands in the list.
func (s *Site) askedBefore(r *http.Request, body *listBody) error {
	cases, err := s.config.Inbox.Cases()
	if err != nil {
		return err
	}
	body.View, body.Kind, body.Page = "alles", string(envelope.Invite), 1
	cases = slices.DeleteFunc(cases, func(c intake.Case) bool { return c.Kind != envelope.Invite })
	return s.fill(s.lister(r), body, cases)
}

// invite sends the question and leads to its page. What is wrong is said on the same page.
func (s *Site) invite(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	body := inviteBody{
		Device: r.PostFormValue("apparaat"), Sort: r.PostFormValue("soort"), Question: formText(r, "vraag"), Before: strings.TrimSpace(r.PostFormValue("voor")),
	}
	organisation := s.settings().Agreement.Organisation
	ask := cjg.Invite{From: cjg.Sender{Name: u.Display, Organisation: organisation}, Sort: body.Sort, Question: body.Question, Before: body.Before}
	if ask.From.Name == "" {
		ask.From.Name = organisation
	}
	id, err := s.config.Inbox.Invite(body.Device, ask, u.Name)
	p := s.printer(r)
	switch {
	case err == nil:
		http.Redirect(w, r, "/bericht/"+id.String()+"?gedaan="+string(noticeSent), http.StatusSeeOther)
	case errors.Is(err, cjg.ErrBSN):
		s.showInvite(w, r, http.StatusBadRequest, page{Problem: p.T("inbox.answer.bsn"), Wrong: "vraag"}, body)
	case errors.Is(err, cjg.ErrUnknown), errors.Is(err, cjg.ErrRevoked):
		s.showInvite(w, r, http.StatusBadRequest, page{Problem: p.T("inbox.invite.gone"), Wrong: "apparaat"}, body)
	case fault.Of(err) == fault.Invalid:
		s.showInvite(w, r, http.StatusBadRequest, page{Problem: p.T("inbox.invite.incomplete"), Wrong: "vraag"}, body)
	default:
		s.fail(w, r, err)
	}
}
