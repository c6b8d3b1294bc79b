package inbox

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"time"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

const (
	sureLife   = 5 * time.Minute // how long a proof counts: long enough for a few acts in a row, short for who finds an open screen
	maxDoubt   = 5               // wrong proofs, then the session ends
	proofField = "bewijs"        // of the form that asks for it
)

// errDoubt is a session that ended because its user could not prove to be there.
var errDoubt = errors.New("too many wrong proofs; the session is over")

// sureBody is the page that asks for a proof before an act, and carries the form on.
type sureBody struct {
	To, Back string
	What     string // the act in words
	Code     bool   // a code of the telephone; else the password
	Fields   []choice
}

// sure reports whether who asks proved a moment ago to be the account's owner; a session alone, which somebody may have stolen, is not
// enough. Otherwise it takes the proof that came with the form, or answers with the page that asks for it. The request that it gives is the
// one to go on with: after a proof the session has another cookie.
func (s *Site) sure(w http.ResponseWriter, r *http.Request) (*http.Request, bool) {
	u := userOf(r.Context())
	now := s.config.Now().UTC()
	if since := now.Sub(u.session.Sure); since >= 0 && since < sureLife {
		return r, true
	}
	proof := r.PostFormValue(proofField)
	if proof == "" {
		s.askProof(w, r, http.StatusForbidden, page{})
		return r, false
	}
	cookie, err := s.prove(r, u, proof)
	if err != nil {
		s.unproved(w, r, err)
		return r, false
	}
	http.SetCookie(w, s.cookie(r, sessionCookie, cookie, 0))
	u.key, u.session.Sure, u.session.Doubt = sessionID(cookie), now, 0
	return r.WithContext(withUser(r.Context(), u)), true
}

// unproved says on the same page what was wrong with a proof; after too many the browser has to sign in again.
func (s *Site) unproved(w http.ResponseWriter, r *http.Request, wrong error) {
	if !errors.Is(wrong, errCode) && !errors.Is(wrong, errSignIn) && !errors.Is(wrong, errTooSoon) {
		s.fail(w, r, wrong)
		return
	}
	s.config.Log.Warn("a proof was wrong", "code", fault.CodeOf(wrong))
	var err error
	if !errors.Is(wrong, errTooSoon) { // who has to wait was not judged
		err = s.doubt(userOf(r.Context()))
	}
	switch {
	case err == nil:
		g := page{Wrong: proofField}
		g.Problem, g.Hint = s.printer(r).Fault(wrong)
		s.askProof(w, r, http.StatusForbidden, g)
	case errors.Is(err, errDoubt):
		http.SetCookie(w, s.cookie(r, sessionCookie, "", -1))
		s.again(w, r.WithContext(withUser(r.Context(), user{})), user{})
	default:
		s.fail(w, r, err)
	}
}

// prove checks the proof that fits the account: a code of the second step, which counts once, or the password where there is none. It gives the
// session another cookie, so that one that was stolen before is nobody's.
func (s *Site) prove(r *http.Request, u user, proof string) (cookie string, err error) {
	if cookie, err = token(s.config.Random); err != nil {
		return "", err
	}
	if !u.second {
		if _, err := s.signIn(r.Context(), u.Name, proof); err != nil {
			return "", err
		}
		return cookie, s.alterAccountNamed(u.Name, func(tx intake.Tx, a *account) error {
			a.Failures = 0
			return s.proved(tx, u, cookie)
		})
	}
	now, right := s.config.Now().UTC(), false
	err = s.alterAccountNamed(u.Name, func(tx intake.Tx, a *account) error {
		right = false // the store may run this again
		if err := a.charge(now); err != nil {
			return err
		}
		secret, err := s.config.Inbox.OpenOwn(placeOfSecret(u.Name), a.TOTP)
		if err != nil {
			return err
		}
		step, ok := stepOf(secret, proof, a.Step, now)
		if !ok {
			return nil
		}
		right, a.Step, a.Failures, a.After = true, step, 0, time.Time{}
		return s.proved(tx, u, cookie)
	})
	if err == nil && !right {
		return "", errCode
	}
	return cookie, err
}

// proved moves the session to another cookie and writes it down. A session that ended meanwhile proves nothing.
func (s *Site) proved(tx intake.Tx, u user, cookie string) error {
	one, found, err := intake.Load[session](tx, intake.BucketSessions, u.key)
	if err == nil && !found {
		err = errSignIn
	}
	if err == nil {
		err = tx.Delete(intake.BucketSessions, u.key)
	}
	if err != nil {
		return err
	}
	one.Sure, one.Doubt = s.config.Now().UTC(), 0
	if err := intake.Save(tx, intake.BucketSessions, sessionID(cookie), one); err != nil {
		return err
	}
	return s.config.Inbox.NoteIn(tx, u.Name, "sure")
}

// doubt counts a wrong proof with the session and writes it down; after too many the session is over.
func (s *Site) doubt(u user) error {
	over := false
	err := s.config.Inbox.Update(func(tx intake.Tx) error {
		over = false // the store may run this again
		one, found, err := intake.Load[session](tx, intake.BucketSessions, u.key)
		if err != nil || !found {
			return err
		}
		if err := s.config.Inbox.NoteIn(tx, u.Name, "unsure"); err != nil {
			return err
		}
		one.Doubt++
		if over = one.Doubt >= maxDoubt; over {
			return tx.Delete(intake.BucketSessions, u.key)
		}
		return intake.Save(tx, intake.BucketSessions, u.key, one)
	})
	if err == nil && over {
		return errDoubt
	}
	return err
}

// askProof shows the page that asks for a proof. Everything that was chosen goes along, so that one code is enough.
func (s *Site) askProof(w http.ResponseWriter, r *http.Request, code int, g page) {
	p, u := s.printer(r), userOf(r.Context())
	act, back := actOf(r)
	body := sureBody{To: r.URL.Path, Back: back, What: p.Value("inbox.sure", act), Code: u.second}
	for name, values := range r.PostForm {
		if name == "csrf" || name == proofField {
			continue
		}
		for _, value := range values {
			body.Fields = append(body.Fields, choice{name, value})
		}
	}
	slices.SortStableFunc(body.Fields, func(a, b choice) int { return cmp.Compare(a.Value, b.Value) })
	g.Body = body
	s.show(w, r, code, "sure.html", g)
}

// actOf is the last part of the text id of an act, and the page that it began on.
func actOf(r *http.Request) (act, back string) {
	switch r.Pattern {
	case "POST /sleutels/vervangen":
		return "keys", "/sleutels"
	case "POST /apparaten/code":
		return "code_act", "/apparaten"
	case "POST /apparaten/{id}/uit":
		return "revoke", "/apparaten"
	case "POST /accounts":
		return "account", "/accounts"
	case "POST /afspraken":
		return "settings", "/afspraken"
	}
	switch r.PostFormValue("wat") {
	case "aan":
		return "enable", "/accounts"
	case "uit":
		return "disable", "/accounts"
	case "wachtwoord":
		return "password", "/accounts"
	case "code":
		return "second", "/accounts"
	}
	return "role", "/accounts"
}
