package inbox

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"schakel/internal/intake"
)

const (
	sessionCookie = "schakel_sessie"
	formCookie    = "schakel_formulier" // the token of forms before anybody signed in
	sessionLife   = 12 * time.Hour
	sessionIdle   = 30 * time.Minute
	halfLife      = 10 * time.Minute // between the password and the second step
	touchEvery    = time.Minute      // how often the last use is written
)

// stage is how far somebody is with signing in.
type stage string

const (
	stageWhole stage = ""      // signed in
	stageCode  stage = "code"  // the password was right; the code of the telephone is asked
	stageBegin stage = "begin" // the password was right; the second step is still to be set up
)

// session is one signed-in browser; the store has the hash of its cookie only.
type session struct {
	Account string    `json:"account"`
	CSRF    string    `json:"csrf"`
	Stage   stage     `json:"stage,omitempty"`
	Began   time.Time `json:"began"`
	Used    time.Time `json:"used"`
	Fresh   []byte    `json:"fresh,omitempty"` // sealed: a second factor that is being set up
	Query   []byte    `json:"query,omitempty"` // sealed: what was searched for last, so that it stands in no address
	Sure    time.Time `json:"sure,omitzero"`   // when its owner last proved to be there: at signing in, or before an act that cannot be undone
	Doubt   int       `json:"doubt,omitempty"` // wrong proofs since then
}

// user is who asks, with what a page needs to know of the account.
type user struct {
	Name     string
	Display  string
	Role     Role
	Stage    stage
	Language string
	Mail     string
	MailOn   bool
	CSRF     string
	second   bool // there is a second step
	key      []byte
	session  session
}

type userKey struct{}

func userOf(ctx context.Context) user {
	u, _ := ctx.Value(userKey{}).(user)
	return u
}

func withUser(ctx context.Context, u user) context.Context {
	return context.WithValue(ctx, userKey{}, u)
}

func token(random io.Reader) (string, error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

func sessionID(cookie string) []byte {
	sum := sha256.Sum256([]byte(cookie))
	return sum[:]
}

// begin starts a session in a stage and sets its cookie; an earlier one of this browser ends, so that no cookie outlives a step.
func (s *Site) begin(w http.ResponseWriter, r *http.Request, name string, at stage) error {
	cookie, err := token(s.config.Random)
	if err != nil {
		return err
	}
	csrf, err := token(s.config.Random)
	if err != nil {
		return err
	}
	now := s.config.Now().UTC()
	err = s.config.Inbox.Update(func(tx intake.Tx) error {
		if err := dropSessions(tx, func(one session) bool { return one.over(now) }); err != nil {
			return err
		}
		if old, err := r.Cookie(s.cookieName(r, sessionCookie)); err == nil {
			if err := tx.Delete(intake.BucketSessions, sessionID(old.Value)); err != nil {
				return err
			}
		}
		return intake.Save(tx, intake.BucketSessions, sessionID(cookie), session{Account: name, CSRF: csrf, Stage: at, Began: now, Used: now, Sure: now})
	})
	if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(r, sessionCookie, cookie, 0)) // gone with the browser
	return nil
}

// secure reports whether the browser came over TLS: to here, or to a proxy on this machine that says so. Who says it wrongly gets cookies that
// come back over TLS only.
func (s *Site) secure(r *http.Request) bool {
	return s.config.Secure || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// cookieName has the prefix with which browsers take a cookie over TLS of this very host only: no neighbour in the same domain can plant one.
func (s *Site) cookieName(r *http.Request, name string) string {
	if s.secure(r) {
		return "__Host-" + name
	}
	return name
}

func (s *Site) cookie(r *http.Request, name, value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: s.cookieName(r, name), Value: value, Path: "/", HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteStrictMode, MaxAge: age,
	}
}

// dropSessions removes the sessions that are chosen.
func dropSessions(tx intake.Tx, which func(session) bool) error {
	var over [][]byte
	err := tx.Scan(intake.BucketSessions, nil, func(key, _ []byte) (bool, error) {
		one, _, err := intake.Load[session](tx, intake.BucketSessions, key)
		if err == nil && which(one) {
			over = append(over, key)
		}
		return true, err
	})
	for _, key := range over {
		if err == nil {
			err = tx.Delete(intake.BucketSessions, key)
		}
	}
	return err
}

func (o session) over(now time.Time) bool {
	if o.Began.Sub(now) > halfLife || o.Used.Sub(now) > halfLife {
		return true // the clock was put back since, and it would live as long as that
	}
	if o.Stage != stageWhole && now.Sub(o.Began) > halfLife {
		return true
	}
	return now.Sub(o.Began) > sessionLife || now.Sub(o.Used) > sessionIdle
}

// who gives the user of a request, whole or halfway; ok is false when there is none. A disabled account has no session.
func (s *Site) who(r *http.Request) (u user, ok bool, err error) {
	cookie, err := r.Cookie(s.cookieName(r, sessionCookie))
	if err != nil {
		return user{}, false, nil
	}
	key, now := sessionID(cookie.Value), s.config.Now().UTC()
	var one session
	err = s.config.Inbox.View(func(tx intake.Tx) error {
		ok = false // the store may run this again
		found := false
		var err error
		if one, found, err = intake.Load[session](tx, intake.BucketSessions, key); err != nil || !found || one.over(now) {
			return err
		}
		a, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(one.Account))
		if err != nil || !found || a.Disabled {
			return err
		}
		u = user{
			Name: one.Account, Display: a.Display, Role: a.Role, Stage: one.Stage, Language: a.Language, Mail: a.Mail, MailOn: a.MailOn,
			CSRF: one.CSRF, second: a.TOTP != nil, key: key, session: one,
		}
		ok = true
		return nil
	})
	if err != nil || !ok {
		return user{}, false, err
	}
	if now.Sub(one.Used) > touchEvery {
		err = s.alterSession(u, func(o *session) { o.Used = now })
	}
	return u, true, err
}

// alterSession changes what the store holds of a session that is still there.
func (s *Site) alterSession(u user, alter func(*session)) error {
	return s.config.Inbox.Update(func(tx intake.Tx) error {
		one, found, err := intake.Load[session](tx, intake.BucketSessions, u.key)
		if err != nil || !found {
			return err
		}
		alter(&one)
		return intake.Save(tx, intake.BucketSessions, u.key, one)
	})
}

// end closes the session of the request.
func (s *Site) end(w http.ResponseWriter, r *http.Request, u user) error {
	http.SetCookie(w, s.cookie(r, sessionCookie, "", -1))
	w.Header().Set("Clear-Site-Data", `"cache"`) // "back" shows nothing that stood on the screen
	return s.config.Inbox.Update(func(tx intake.Tx) error { return tx.Delete(intake.BucketSessions, u.key) })
}

// open lets anybody through; a form still needs its token, which before a session stands in a cookie of its own.
func (s *Site) open(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok, err := s.who(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if !ok {
			if u.CSRF, err = s.formToken(w, r); err != nil {
				s.fail(w, r, err)
				return
			}
		}
		r = r.WithContext(withUser(r.Context(), u))
		if !s.tokenFits(w, r, u) {
			s.misfit(w, r, "login.html")
			return
		}
		next(w, r)
	}
}

// formToken is the token of forms without a session; a fresh one is set when the browser has none.
func (s *Site) formToken(w http.ResponseWriter, r *http.Request) (string, error) {
	if cookie, err := r.Cookie(s.cookieName(r, formCookie)); err == nil && len(cookie.Value) == 43 {
		return cookie.Value, nil
	}
	fresh, err := token(s.config.Random)
	if err == nil {
		http.SetCookie(w, s.cookie(r, formCookie, fresh, 0))
	}
	return fresh, err
}

// tokenFits checks the token of a form; what only reads needs none.
func (s *Site) tokenFits(w http.ResponseWriter, r *http.Request, u user) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	limit := int64(maxForm)
	if r.URL.Path == "/usb" {
		limit = intake.MaxFile + maxForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	return subtle.ConstantTimeCompare([]byte(r.PostFormValue("csrf")), []byte(u.CSRF)) == 1
}

// misfit says that a form was too large, or that its token is not this session's.
func (s *Site) misfit(w http.ResponseWriter, r *http.Request, name string) {
	var large *http.MaxBytesError
	if errors.As(r.ParseForm(), &large) || errors.As(r.ParseMultipartForm(maxForm), &large) {
		s.show(w, r, http.StatusRequestEntityTooLarge, name, page{Problem: s.printer(r).Value("inbox.usb.refused", "large")})
		return
	}
	s.show(w, r, http.StatusForbidden, name, page{Notice: noticeForm, Body: wrote(r)})
}

// wrote is the text of a form that could not be taken, to be copied: nil when nobody wrote one. It goes back to whoever sent it and nowhere else.
func wrote(r *http.Request) any {
	for _, name := range []string{"tekst", "vraag", "grond"} {
		if text := formText(r, name); text != "" {
			return text
		}
	}
	return nil
}

// signed lets only those through who may use the route, and a form only with its session's token.
func (s *Site) signed(need access, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok, err := s.who(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if !ok || need >= member && u.Stage != stageWhole {
			s.again(w, r, u)
			return
		}
		r = r.WithContext(withUser(r.Context(), u))
		switch {
		case !s.tokenFits(w, r, u):
			s.misfit(w, r, "problem.html")
		case need >= manager && u.Role != Manager:
			s.show(w, r, http.StatusForbidden, "problem.html", page{Notice: noticeManager})
		case need == grave:
			if r, ok = s.sure(w, r); ok {
				next(w, r)
			}
		default:
			next(w, r)
		}
	}
}

// again leads to the step of signing in that is missing.
func (s *Site) again(w http.ResponseWriter, r *http.Request, u user) {
	to := "/binnen"
	if u.Stage != stageWhole {
		to = "/" + string(u.Stage)
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	if u.Name == "" {
		fresh, err := s.formToken(w, r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		u.CSRF = fresh
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	s.show(w, r.WithContext(withUser(r.Context(), u)), http.StatusForbidden, "problem.html", page{Notice: noticeSignInAgain, Body: wrote(r)})
}
