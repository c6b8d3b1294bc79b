package inbox

import (
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"schakel/internal/intake"
)

const minPassword = 12

func (s *Site) loginPage(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "login.html", page{})
}

func (s *Site) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	name, password := strings.TrimSpace(r.PostFormValue("naam")), r.PostFormValue("wachtwoord")
	err := s.signIn(r.Context(), name, password)
	if err == nil {
		err = s.begin(w, name)
	}
	if err == nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.config.Log.Warn("signing in failed")
	if !errors.Is(err, errSignIn) && !errors.Is(err, errTooSoon) {
		s.fail(w, r, err)
		return
	}
	text, hint := s.printer(r).Fault(err)
	s.show(w, r, http.StatusForbidden, "login.html", page{Problem: text, Hint: hint})
}

func (s *Site) logout(w http.ResponseWriter, r *http.Request) {
	if err := s.end(w, userOf(r.Context())); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/binnen", http.StatusSeeOther)
}

func (s *Site) me(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "me.html", page{Here: "me"})
}

// change alters the signed-in account in one transaction.
func (s *Site) change(r *http.Request, alter func(*account) error) error {
	name := []byte(userOf(r.Context()).Name)
	return s.config.Inbox.Update(func(tx intake.Tx) error {
		a, found, err := intake.Load[account](tx, intake.BucketAccounts, name)
		if err != nil || !found {
			return errors.Join(err, errSignIn)
		}
		if err := alter(&a); err != nil {
			return err
		}
		return intake.Save(tx, intake.BucketAccounts, name, a)
	})
}

func (s *Site) rename(w http.ResponseWriter, r *http.Request) {
	display := strings.TrimSpace(r.PostFormValue("naam"))
	if utf8.RuneCountInString(display) > 100 {
		display = string([]rune(display)[:100])
	}
	if err := s.change(r, func(a *account) error { a.Display = display; return nil }); err != nil {
		s.fail(w, r, err)
		return
	}
	u := userOf(r.Context())
	u.Display = display
	s.show(w, r.WithContext(withUser(r.Context(), u)), http.StatusOK, "me.html", page{Here: "me", Notice: noticeSaved})
}

func (s *Site) password(w http.ResponseWriter, r *http.Request) {
	fresh := r.PostFormValue("nieuw")
	p := s.printer(r)
	switch {
	case utf8.RuneCountInString(fresh) < minPassword:
		s.show(w, r, http.StatusBadRequest, "me.html", page{Here: "me", Problem: p.N("inbox.me.short", minPassword)})
		return
	case fresh != r.PostFormValue("nogmaals"):
		s.show(w, r, http.StatusBadRequest, "me.html", page{Here: "me", Problem: p.T("inbox.me.differ")})
		return
	}
	err := s.signIn(r.Context(), userOf(r.Context()).Name, r.PostFormValue("oud"))
	if err == nil {
		err = s.change(r, func(a *account) error { return a.setPassword(s.config.Random, fresh, s.cost) })
	}
	if errors.Is(err, errSignIn) || errors.Is(err, errTooSoon) {
		text, hint := p.Fault(err)
		s.show(w, r, http.StatusForbidden, "me.html", page{Here: "me", Problem: text, Hint: hint})
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "me.html", page{Here: "me", Notice: noticeSaved})
}

// devicesBody is the page of devices. Code is shown once, right after it was made.
type devicesBody struct {
	Devices []intake.DeviceInfo
	Code    string
}

func (s *Site) devices(w http.ResponseWriter, r *http.Request) { s.showDevices(w, r, "", "") }

func (s *Site) showDevices(w http.ResponseWriter, r *http.Request, code string, said notice) {
	list, err := s.config.Front.Devices()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "devices.html", page{Here: "devices", Notice: said, Body: devicesBody{Devices: list, Code: code}})
}

func (s *Site) newCode(w http.ResponseWriter, r *http.Request) {
	code, err := s.config.Front.NewCode("")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.showDevices(w, r, code.String(), "")
}

func (s *Site) revoke(w http.ResponseWriter, r *http.Request) {
	if err := s.config.Front.Revoke(r.PathValue("id"), userOf(r.Context()).Name); err != nil {
		s.fail(w, r, err)
		return
	}
	s.showDevices(w, r, "", noticeRevoked)
}
