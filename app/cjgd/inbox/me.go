package inbox

import (
	"bytes"
	"errors"
	"net/http"
	"net/mail"
	"strings"
	"unicode/utf8"

	"schakel/internal/intake"
)

// meBody is the page of the own account.
type meBody struct{ Others int } // in how many other browsers the account is signed in

func (s *Site) me(w http.ResponseWriter, r *http.Request) { s.showMe(w, r, http.StatusOK, page{}) }

func (s *Site) showMe(w http.ResponseWriter, r *http.Request, code int, g page) {
	others, err := s.others(userOf(r.Context()))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	g.Here, g.Body = "me", meBody{Others: others}
	s.show(w, r, code, "me.html", g)
}

// others counts the other browsers in which an account is signed in wholly.
func (s *Site) others(u user) (n int, err error) {
	now := s.config.Now().UTC()
	err = s.config.Inbox.View(func(tx intake.Tx) error {
		n = 0
		return tx.Scan(intake.BucketSessions, nil, func(key, _ []byte) (bool, error) {
			one, _, err := intake.Load[session](tx, intake.BucketSessions, key)
			if one.Account == u.Name && one.Stage == stageWhole && !one.over(now) && !bytes.Equal(key, u.key) {
				n++
			}
			return true, err
		})
	})
	return n, err
}

// elsewhere signs the account out in every other browser.
func (s *Site) elsewhere(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	err := s.config.Inbox.Update(func(tx intake.Tx) error {
		if err := dropSessions(tx, func(one session) bool { return one.Account == u.Name && one.CSRF != u.CSRF }); err != nil {
			return err
		}
		return s.config.Inbox.NoteIn(tx, u.Name, "signed_out_others")
	})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.showMe(w, r, http.StatusOK, page{Notice: noticeElsewhere})
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
	s.showMe(w, r.WithContext(withUser(r.Context(), u)), http.StatusOK, page{Notice: noticeSaved})
}

// mailbox keeps where "er wacht een bericht" goes.
func (s *Site) mailbox(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	u.Mail, u.MailOn = short(r.PostFormValue("adres")), r.PostFormValue("aan") != ""
	if !plainAddress(u.Mail) && (u.Mail != "" || u.MailOn) {
		s.showMe(w, r.WithContext(withUser(r.Context(), u)), http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.me.mail.wrong"), Wrong: "adres"})
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
	if field, problem := s.weak(r); problem != "" {
		s.showMe(w, r, http.StatusBadRequest, page{Problem: problem, Wrong: field})
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
		s.config.Log.Warn("a password was wrong")
		g := page{Wrong: "oud"}
		g.Problem, g.Hint = s.printer(r).Fault(err)
		s.showMe(w, r, http.StatusForbidden, g)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.saved(w, r, u)
}
