package inbox

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// settingsBody is the page on which the beheerder enters what travels with every enrolment, and what counts here.
type settingsBody struct {
	intake.Settings
	Places      string // one gemeente a line, with its address behind a colon
	HasPassword bool
	MailFails   string // since when no e-mail got through
}

func (s *Site) settingsPage(w http.ResponseWriter, r *http.Request) {
	settings, err := s.config.Inbox.Settings()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.showSettings(w, r, http.StatusOK, page{}, settings)
}

func (s *Site) showSettings(w http.ResponseWriter, r *http.Request, status int, g page, settings intake.Settings) {
	since, err := s.config.Inbox.MailFailing()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	g.Here, g.Body = "settings", settingsBody{
		Settings: settings, Places: placesText(settings.Agreement.Places), HasPassword: settings.Mail.Password != nil,
		MailFails: s.day(s.printer(r), since),
	}
	s.show(w, r, status, "settings.html", g)
}

func placesText(places []cjg.AgreementPlace) string {
	var out strings.Builder
	for _, place := range places {
		out.WriteString(place.Municipality)
		if place.Address != "" {
			out.WriteString(": " + place.Address)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func placesOf(text string) []cjg.AgreementPlace {
	var out []cjg.AgreementPlace
	for line := range strings.Lines(text) {
		name, address, _ := strings.Cut(strings.TrimSpace(line), ":")
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, cjg.AgreementPlace{Municipality: name, Address: strings.TrimSpace(address)})
		}
	}
	return out
}

// agree keeps the agreement and the terms.
func (s *Site) agree(w http.ResponseWriter, r *http.Request) {
	settings, err := s.config.Inbox.Settings()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	number := func(name string) int {
		n, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue(name)))
		if err != nil {
			return -1
		}
		return n
	}
	settings.Agreement = cjg.Agreement{
		Organisation: formText(r, "organisatie"), Sort: cjg.AgreementSoort(r.PostFormValue("soort")), Date: formText(r, "datum"),
		NormDays: number("norm"), Responsible: formText(r, "verantwoordelijke"), Contact: formText(r, "contact"),
		PrivacyNotice: formText(r, "privacy"), Places: placesOf(formText(r, "gemeenten")), Practice: s.config.Agreement.Practice,
	}
	settings.RecallDays, settings.KeepMonths = number("intrekken"), number("bewaren")
	settings.Address = formText(r, "adres")
	s.keepSettings(w, r, settings)
}

// mailServer keeps through which server e-mail goes; an empty password leaves the one that is there.
func (s *Site) mailServer(w http.ResponseWriter, r *http.Request) {
	settings, err := s.config.Inbox.Settings()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	settings.Mail.Host, settings.Mail.From, settings.Mail.User = formText(r, "server"), formText(r, "van"), formText(r, "naam")
	if password := r.PostFormValue("wachtwoord"); password != "" {
		if settings.Mail.Password, err = s.config.Inbox.SealOwn(placeOfMail, []byte(password)); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	if settings.Mail.User == "" {
		settings.Mail.Password = nil
	}
	host, _, err := net.SplitHostPort(settings.Mail.Host)
	odd := func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }
	wrong := settings.Mail.Host != "" && (err != nil || host == "" || !plainAddress(settings.Mail.From))
	if wrong || strings.ContainsFunc(settings.Mail.Host, odd) || strings.ContainsFunc(settings.Mail.User, unicode.IsControl) {
		s.showSettings(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.settings.mail.wrong")}, settings)
		return
	}
	s.keepSettings(w, r, settings)
}

func (s *Site) keepSettings(w http.ResponseWriter, r *http.Request, settings intake.Settings) {
	err := s.config.Inbox.SetSettings(settings, userOf(r.Context()).Name)
	if errors.Is(err, intake.ErrSettings) {
		text, hint := s.printer(r).Fault(err)
		s.showSettings(w, r, http.StatusBadRequest, page{Problem: text, Hint: hint}, settings)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.showSettings(w, r, http.StatusOK, page{Notice: noticeSaved}, settings)
}
