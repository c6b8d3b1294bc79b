package inbox

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"io"
	"net/http"
	"time"

	"schakel/internal/intake"
)

const (
	sessionCookie = "schakel_sessie"
	sessionLife   = 12 * time.Hour
	sessionIdle   = 30 * time.Minute
	touchEvery    = time.Minute // how often the last use is written
)

// session is one signed-in browser; the store has the hash of its cookie only.
type session struct {
	Account string    `json:"account"`
	CSRF    string    `json:"csrf"`
	Began   time.Time `json:"began"`
	Used    time.Time `json:"used"`
}

// user is who asks, with what a page needs to know of the account.
type user struct {
	Name    string
	Display string
	Role    Role
	CSRF    string
	key     []byte
}

type userKey struct{}

func userOf(ctx context.Context) user {
	u, _ := ctx.Value(userKey{}).(user)
	return u
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

// begin starts a session and sets its cookie.
func (s *Site) begin(w http.ResponseWriter, name string) error {
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
		if err := prune(tx, now); err != nil {
			return err
		}
		return intake.Save(tx, intake.BucketSessions, sessionID(cookie), session{Account: name, CSRF: csrf, Began: now, Used: now})
	})
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: cookie, Path: "/", HttpOnly: true, Secure: s.config.Secure, SameSite: http.SameSiteStrictMode,
		MaxAge: int(sessionLife.Seconds()),
	})
	return nil
}

// prune removes sessions that are over.
func prune(tx intake.Tx, now time.Time) error {
	var over [][]byte
	err := tx.Scan(intake.BucketSessions, nil, func(key, _ []byte) (bool, error) {
		one, _, err := intake.Load[session](tx, intake.BucketSessions, key)
		if err == nil && one.over(now) {
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
	return now.Sub(o.Began) > sessionLife || now.Sub(o.Used) > sessionIdle
}

// who gives the signed-in user of a request; ok is false when there is none.
func (s *Site) who(r *http.Request) (u user, ok bool, err error) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return user{}, false, nil
	}
	key, now := sessionID(cookie.Value), s.config.Now().UTC()
	var one session
	err = s.config.Inbox.View(func(tx intake.Tx) error {
		found := false
		var err error
		if one, found, err = intake.Load[session](tx, intake.BucketSessions, key); err != nil || !found || one.over(now) {
			return err
		}
		a, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(one.Account))
		if err != nil || !found {
			return err
		}
		u, ok = user{Name: one.Account, Display: a.Display, Role: a.Role, CSRF: one.CSRF, key: key}, true
		return nil
	})
	if err != nil || !ok {
		return user{}, false, err
	}
	if now.Sub(one.Used) > touchEvery {
		one.Used = now
		err = s.config.Inbox.Update(func(tx intake.Tx) error { return intake.Save(tx, intake.BucketSessions, key, one) })
	}
	return u, true, err
}

// end closes the session of the request.
func (s *Site) end(w http.ResponseWriter, u user) error {
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Path: "/", HttpOnly: true, Secure: s.config.Secure, SameSite: http.SameSiteStrictMode, MaxAge: -1,
	})
	return s.config.Inbox.Update(func(tx intake.Tx) error { return tx.Delete(intake.BucketSessions, u.key) })
}

// signed lets only signed-in users through, and a form only with its session's token.
func (s *Site) signed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok, err := s.who(r)
		switch {
		case err != nil:
			s.fail(w, r, err)
			return
		case !ok && r.Method == http.MethodGet:
			http.Redirect(w, r, "/binnen", http.StatusSeeOther)
			return
		case !ok:
			s.show(w, r, http.StatusForbidden, "login.html", page{Notice: noticeSignInAgain})
			return
		}
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			if subtle.ConstantTimeCompare([]byte(r.PostFormValue("csrf")), []byte(u.CSRF)) != 1 {
				s.show(w, r, http.StatusForbidden, "problem.html", page{Notice: noticeForm})
				return
			}
		}
		next(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	}
}

// managing lets only a beheerder through.
func (s *Site) managing(next http.HandlerFunc) http.HandlerFunc {
	return s.signed(func(w http.ResponseWriter, r *http.Request) {
		if userOf(r.Context()).Role != Manager {
			s.show(w, r, http.StatusForbidden, "problem.html", page{Notice: noticeManager})
			return
		}
		next(w, r)
	})
}
