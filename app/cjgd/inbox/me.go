package inbox

import (
	"errors"
	"net/http"
	"net/mail"
	"strings"
	"unicode/utf8"

	"schakel/internal/intake"
)

func (s *Site) me(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "me.html", page{Here: "me"})
}

// change alters the signed-in account in one transaction.
func (s *Site) change(r *http.Request, alter func(*account) error) error {
	return s.alterAccountNamed(userOf(r.Context()).Name, func(_ intake.Tx, a *account) error { return alter(a) })
}

func short(text string) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > 100 {
		text = string([]rune(text)[:100])
	}
	return text
}

func (s *Site) rename(w http.ResponseWriter, r *http.Request) {
	display := short(r.PostFormValue("naam"))
	if err := s.change(r, func(a *account) error { a.Display = display; return nil }); err != nil {
		s.fail(w, r, err)
		return
	}
	u := userOf(r.Context())
	u.Display = display
	s.saved(w, r, u)
}

func (s *Site) saved(w http.ResponseWriter, r *http.Request, u user) {
	s.show(w, r.WithContext(withUser(r.Context(), u)), http.StatusOK, "me.html", page{Here: "me", Notice: noticeSaved})
}

// mailbox keeps where "er wacht een bericht" goes.
func (s *Site) mailbox(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	u.Mail, u.MailOn = short(r.PostFormValue("adres")), r.PostFormValue("aan") != ""
	if !plainAddress(u.Mail) && (u.Mail != "" || u.MailOn) {
		s.show(w, r.WithContext(withUser(r.Context(), u)), http.StatusBadRequest, "me.html", page{Here: "me", Problem: s.printer(r).T("inbox.me.mail.wrong")})
		return
	}
	if err := s.change(r, func(a *account) error { a.Mail, a.MailOn = u.Mail, u.MailOn; return nil }); err != nil {
		s.fail(w, r, err)
		return
	}
	s.saved(w, r, u)
}

// plainAddress reports whether a text is one e-mail address and nothing else.
func plainAddress(text string) bool {
	got, err := mail.ParseAddress(text)
	return err == nil && got.Address == text && got.Name == ""
}

// password changes the own password; every other browser of the account is signed out.
func (s *Site) password(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	if problem := s.weak(r); problem != "" {
		s.show(w, r, http.StatusBadRequest, "me.html", page{Here: "me", Problem: problem})
		return
	}
	_, err := s.signIn(r.Context(), u.Name, r.PostFormValue("oud"))
	if err == nil {
		var fresh account
		if err = fresh.setPassword(s.config.Random, r.PostFormValue("nieuw"), s.cost); err == nil {
			err = s.alterAccountNamed(u.Name, func(tx intake.Tx, a *account) error {
				a.Salt, a.Hash, a.Cost = fresh.Salt, fresh.Hash, fresh.Cost
				own := u.session.CSRF
				if err := dropSessions(tx, func(one session) bool { return one.Account == u.Name && one.CSRF != own }); err != nil {
					return err
				}
				return s.config.Inbox.NoteIn(tx, u.Name, "password")
			})
		}
	}
	if errors.Is(err, errSignIn) || errors.Is(err, errTooSoon) {
		s.refused(w, r, err, "me.html", page{Here: "me"})
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.saved(w, r, u)
}
