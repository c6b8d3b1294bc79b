package inbox

import (
	"errors"
	"html/template"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"schakel/internal/envelope"
	"schakel/internal/intake"
)

const minPassword = 12

func (s *Site) loginPage(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "login.html", page{})
}

// login checks name and password; what comes next depends on the account.
func (s *Site) login(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(r.PostFormValue("naam"))
	a, err := s.signIn(r.Context(), name, r.PostFormValue("wachtwoord"))
	if errors.Is(err, errTooSoon) {
		err = errSignIn // only a name that exists has to wait, so that is not said here
	}
	if err != nil {
		s.refused(w, r, err, "login.html", page{})
		return
	}
	at := stageCode
	switch {
	case s.config.Agreement.Practice:
		at = stageWhole
	case a.TOTP == nil || a.Lent:
		at = stageBegin
	}
	if err := s.enter(w, r, name, at); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/"+string(at), http.StatusSeeOther)
}

// enter begins a session; one that is whole ends the failures and is written down.
func (s *Site) enter(w http.ResponseWriter, r *http.Request, name string, at stage) error {
	if at == stageWhole {
		now := s.config.Now().UTC()
		err := s.alterAccountNamed(name, func(tx intake.Tx, a *account) error {
			a.Failures, a.After, a.LastSeen = 0, time.Time{}, now
			return s.config.Inbox.NoteIn(tx, name, "signed_in")
		})
		if err != nil {
			return err
		}
	}
	return s.begin(w, r, name, at)
}

// refused says on the same page why somebody does not come in; anything else is a failure.
func (s *Site) refused(w http.ResponseWriter, r *http.Request, err error, name string, g page) {
	if !errors.Is(err, errSignIn) && !errors.Is(err, errTooSoon) && !errors.Is(err, errCode) {
		s.fail(w, r, err)
		return
	}
	s.config.Log.Warn("signing in failed")
	g.Problem, g.Hint = s.printer(r).Fault(err)
	s.show(w, r, http.StatusForbidden, name, g)
}

func (s *Site) codePage(w http.ResponseWriter, r *http.Request) {
	if at := userOf(r.Context()).Stage; at != stageCode {
		http.Redirect(w, r, "/"+string(at), http.StatusSeeOther)
		return
	}
	s.show(w, r, http.StatusOK, "code.html", page{})
}

// code is the second step of every sign-in.
func (s *Site) code(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	if u.Stage != stageCode {
		http.Redirect(w, r, "/"+string(u.Stage), http.StatusSeeOther)
		return
	}
	if err := s.checkCode(u.Name, r.PostFormValue("code")); err != nil {
		s.refused(w, r, err, "code.html", page{Wrong: "code"})
		return
	}
	if err := s.enter(w, r, u.Name, stageWhole); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// beginBody is the page on which the second step is set up, and the own password chosen where somebody else knows the first one.
type beginBody struct {
	Picture template.HTML
	Secret  string // in groups of four, for who cannot read the picture
	Lent    bool
	Has     bool // the second step exists already; only the password is lent
}

func (s *Site) beginPage(w http.ResponseWriter, r *http.Request) {
	if at := userOf(r.Context()).Stage; at != stageBegin {
		http.Redirect(w, r, "/"+string(at), http.StatusSeeOther)
		return
	}
	s.showBegin(w, r, http.StatusOK, page{})
}

func (s *Site) showBegin(w http.ResponseWriter, r *http.Request, status int, g page) {
	u := userOf(r.Context())
	a, secret, err := s.secretOf(u)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body := beginBody{Lent: a.Lent, Has: a.TOTP != nil}
	if !body.Has {
		if body.Picture, err = picture(keyAddress(u.Name, secret), s.printer(r).T("inbox.begin.picture")); err != nil {
			s.fail(w, r, err)
			return
		}
		for i, letter := range secretText(secret) {
			if i > 0 && i%4 == 0 {
				body.Secret += " "
			}
			body.Secret += string(letter)
		}
	}
	g.Body = body
	s.show(w, r, status, "begin.html", g)
}

// secretOf gives the account, and the second factor that counts or is being set up in this session.
func (s *Site) secretOf(u user) (account, []byte, error) {
	var a account
	err := s.config.Inbox.View(func(tx intake.Tx) (err error) {
		a, _, err = intake.Load[account](tx, intake.BucketAccounts, []byte(u.Name))
		return err
	})
	if err != nil {
		return a, nil, err
	}
	for _, sealed := range [][]byte{a.TOTP, u.session.Fresh} {
		if sealed != nil {
			secret, err := s.config.Inbox.OpenOwn(placeOfSecret(u.Name), sealed)
			return a, secret, err
		}
	}
	secret, err := newSecret(s.config.Random)
	if err != nil {
		return a, nil, err
	}
	sealed, err := s.config.Inbox.SealOwn(placeOfSecret(u.Name), secret)
	if err != nil {
		return a, nil, err
	}
	return a, secret, s.alterSession(u, func(o *session) { o.Fresh = sealed })
}

// beginning takes the first code, and the new password where one is due. Nothing changes unless both are right.
func (s *Site) beginning(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	if u.Stage != stageBegin {
		http.Redirect(w, r, "/"+string(u.Stage), http.StatusSeeOther)
		return
	}
	held, secret, err := s.secretOf(u)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if held.Lent {
		if field, problem := s.weak(r); problem != "" {
			s.showBegin(w, r, http.StatusBadRequest, page{Problem: problem, Wrong: field})
			return
		}
	}
	err = s.settle(u, held, secret, r.PostFormValue("code"), r.PostFormValue("nieuw"))
	if errors.Is(err, errCode) || errors.Is(err, errTooSoon) {
		text, hint := s.printer(r).Fault(err)
		s.showBegin(w, r, http.StatusForbidden, page{Problem: text, Hint: hint, Wrong: "code"})
		return
	}
	if err == nil {
		err = s.enter(w, r, u.Name, stageWhole)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// settle keeps the second step and the own password, after a right code.
func (s *Site) settle(u user, held account, secret []byte, code, password string) error {
	fresh := held
	if held.Lent {
		if err := fresh.setPassword(s.config.Random, password, s.cost); err != nil {
			return err
		}
	}
	sealed, err := s.config.Inbox.SealOwn(placeOfSecret(u.Name), secret)
	if err != nil {
		return err
	}
	now, right := s.config.Now().UTC(), false
	err = s.alterAccountNamed(u.Name, func(tx intake.Tx, a *account) error {
		right = false // the store may run this again
		if err := a.charge(now); err != nil {
			return err
		}
		step, ok := stepOf(secret, code, a.Step, now)
		if !ok {
			return nil
		}
		right = true
		a.Salt, a.Hash, a.Cost, a.Lent = fresh.Salt, fresh.Hash, fresh.Cost, false
		a.TOTP, a.Step = sealed, step
		return s.config.Inbox.NoteIn(tx, u.Name, "second_step")
	})
	if err == nil && !right {
		return errCode
	}
	return err
}

// weak says in a sentence why the two new passwords do not do, and at which field; "" when they do.
func (s *Site) weak(r *http.Request) (field, problem string) {
	fresh := r.PostFormValue("nieuw")
	switch p := s.printer(r); {
	case utf8.RuneCountInString(fresh) < minPassword:
		return "nieuw", p.N("inbox.me.short", minPassword)
	case fresh != r.PostFormValue("nogmaals"):
		return "nogmaals", p.T("inbox.me.differ")
	}
	return "", ""
}

func (s *Site) logout(w http.ResponseWriter, r *http.Request) {
	u := userOf(r.Context())
	err := s.config.Inbox.Note(u.Name, "signed_out", envelope.UUID{})
	if err = errors.Join(err, s.end(w, r, u)); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/binnen", http.StatusSeeOther)
}
