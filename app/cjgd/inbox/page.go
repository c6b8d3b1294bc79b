package inbox

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"unicode"

	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// notice is one of the fixed sentences above a page.
type notice string

// The notices; each is the last part of a text id.
const (
	noticeSignInAgain notice = "sign_in_again"
	noticeForm        notice = "form"
	noticeManager     notice = "manager"
	noticeSent        notice = "sent"
	noticeErased      notice = "erased"
	noticeSaved       notice = "saved"
	noticeRevoked     notice = "revoked"
	noticeOnward      notice = "onward"
	noticeWithdrawn   notice = "withdrawn"
	noticeKeys        notice = "keys"
	noticeElsewhere   notice = "elsewhere"
)

// page is what every page knows. Body is its own.
type page struct {
	User     user
	Language string
	Practice bool
	Here     string // which destination is selected
	Path     string // of this page, to come back to after another language is chosen
	Place    string // the organisation's own name
	Notice   notice
	Problem  string // a sentence about what went wrong
	Hint     string
	Wrong    string // the id of the field that the problem is about, "" when it is about none
	Next     string // the message that waits longest, to go on with after an answer
	Body     any

	p *i18n.Printer
}

// T is the text of a message in the page's language.
func (g page) T(id string, args ...any) string { return g.p.T(id, args...) }

// N is the text of a message in the plural form for n.
func (g page) N(id string, n int) string { return g.p.N(id, n) }

// Said is the sentence of the notice.
func (g page) Said() string { return g.p.Value("inbox.notice", string(g.Notice)) }

// At is what stands beside one field when the problem is about it.
func (g page) At(id string) beside {
	return beside{ID: id, Text: strings.TrimSpace(g.Problem + " " + g.Hint), Here: g.Problem != "" && g.Wrong == id}
}

// beside is a problem at a field.
type beside struct {
	ID, Text string
	Here     bool
}

// Title is the page's name, the same for every message and every person.
func (g page) Title() string {
	if g.Here == "" {
		return g.p.T("inbox.title")
	}
	return g.p.Value("inbox.rail", g.Here) + " · " + g.p.T("inbox.title")
}

// Manager reports whether the reader is a beheerder.
func (g page) Manager() bool { return g.User.Role == Manager && g.Whole() }

// Whole reports whether the reader has signed in wholly.
func (g page) Whole() bool { return g.User.Name != "" && g.User.Stage == stageWhole }

const languageCookie = "schakel_taal"

func (s *Site) printer(r *http.Request) *i18n.Printer {
	if p := s.printers[userOf(r.Context()).Language]; p != nil {
		return p
	}
	if cookie, err := r.Cookie(languageCookie); err == nil && s.printers[cookie.Value] != nil {
		return s.printers[cookie.Value]
	}
	return s.printers[s.config.Language]
}

// settings are what the beheerder entered. Where the store cannot be read the page itself says so; a heading does not.
func (s *Site) settings() intake.Settings {
	settings, err := s.config.Inbox.Settings()
	if err != nil {
		s.config.Log.Error("reading the settings", "code", fault.CodeOf(err))
		return intake.Settings{Agreement: s.config.Agreement}
	}
	return settings
}

// show renders a page. It renders into memory first, so that a failure never sends half a page.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, name string, g page) {
	g.p = s.printer(r)
	g.User, g.Language, g.Path = userOf(r.Context()), g.p.Tag(), "/"
	if r.Method == http.MethodGet && status == http.StatusOK {
		g.Path = r.URL.Path
	}
	g.Practice, g.Place = s.config.Agreement.Practice, s.settings().Agreement.Organisation
	var out bytes.Buffer
	if err := s.pages.ExecuteTemplate(&out, name, g); err != nil {
		s.config.Log.Error("a page cannot be shown", "page", name)
		http.Error(w, g.T("inbox.problem.title"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", g.Language)
	w.WriteHeader(status)
	_, _ = out.WriteTo(w) // the browser may be gone
}

// fail shows what went wrong in a sentence; the log gets the code only.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, cjg.ErrUnknown) { // its words are for the laptops
		s.nowhere(w, r)
		return
	}
	text, hint := s.printer(r).Fault(err)
	status := statusOf(err)
	s.config.Log.Warn("a page failed", "status", status, "code", fault.CodeOf(err))
	s.show(w, r, status, "problem.html", page{Problem: text, Hint: hint})
}

func statusOf(err error) int {
	switch fault.Of(err) {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Secret, fault.Denied:
		return http.StatusForbidden
	case fault.Invalid, fault.Refused, fault.Corrupt, fault.Newer:
		return http.StatusBadRequest
	case fault.Full:
		return http.StatusRequestEntityTooLarge
	case fault.Offline:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// language chooses the language: of the account when somebody is signed in, else of this browser.
func (s *Site) language(w http.ResponseWriter, r *http.Request) {
	tag := r.PostFormValue("taal")
	if s.printers[tag] != nil {
		if userOf(r.Context()).Name != "" {
			if err := s.change(r, func(a *account) error { a.Language = tag; return nil }); err != nil {
				s.fail(w, r, err)
				return
			}
		}
		http.SetCookie(w, &http.Cookie{
			Name: languageCookie, Value: tag, Path: "/", HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteLaxMode, MaxAge: 365 * 86400,
		})
	}
	http.Redirect(w, r, local(r.PostFormValue("naar")), http.StatusSeeOther)
}

// local is a path of this site, or its first page: a form must not lead elsewhere.
func local(path string) string {
	// Browsers read over tabs and line ends, and take a backslash for a slash.
	odd := func(r rune) bool { return r == '\\' || unicode.IsControl(r) || unicode.IsSpace(r) }
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsFunc(path, odd) {
		return "/"
	}
	return path
}
