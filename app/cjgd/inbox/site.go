// Package inbox is the caseworker's web inbox of an endpoint: what came in, who agreed, and an answer in two clicks.
package inbox

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"schakel/assets"
	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

//go:embed pages/*.html pages/style.css
var files embed.FS

const maxForm = 64 << 10

// Config is what the inbox is built on.
type Config struct {
	Front     *intake.Front
	Inbox     *intake.Inbox
	Agreement cjg.Agreement
	Language  string // of a browser that did not choose: "nl" or "en"
	Secure    bool   // cookies over TLS only
	Cost      uint32 // memory of argon2id in KiB; 0: 64 MiB
	Now       func() time.Time
	Random    io.Reader
	Log       *slog.Logger
}

// Site serves the pages.
type Site struct {
	config   Config
	cost     hashing
	pages    *template.Template
	printers map[string]*i18n.Printer
	hashes   chan struct{}
}

// New reads the pages and the texts.
func New(config Config) (*Site, error) {
	s := &Site{config: config, cost: usual(), hashes: make(chan struct{}, 2), printers: map[string]*i18n.Printer{}}
	if config.Cost != 0 {
		s.cost = hashing{Time: 1, Memory: config.Cost, Threads: 1}
	}
	for _, tag := range []string{"nl", "en"} {
		p, err := i18n.New(tag)
		if err != nil {
			return nil, err
		}
		s.printers[tag] = p
	}
	if s.printers[config.Language] == nil {
		s.config.Language = "nl"
	}
	var err error
	s.pages, err = template.New("").Funcs(template.FuncMap{"icon": icon}).ParseFS(files, "pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the pages: %w", err)
	}
	return s, nil
}

// icon puts one of our own drawings inline, hidden from screen readers because a word always stands beside it.
func icon(name string) (template.HTML, error) {
	svg, err := assets.Icon(name)
	if err != nil {
		return "", err
	}
	return template.HTML(strings.Replace(string(svg), "<svg", `<svg aria-hidden="true" width="24" height="24"`, 1)), nil //nolint:gosec // embedded, not input
}

// Handler serves everything, with headers that keep scripts, frames and other sites out.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /binnen", s.loginPage)
	mux.HandleFunc("POST /binnen", s.login)
	mux.HandleFunc("POST /uit", s.signed(s.logout))
	mux.HandleFunc("GET /taal/{tag}", s.language)
	mux.HandleFunc("GET /{$}", s.signed(s.list))
	mux.HandleFunc("GET /bericht/{uuid}", s.signed(s.message))
	mux.HandleFunc("POST /bericht/{uuid}/antwoord", s.signed(s.answer))
	mux.HandleFunc("POST /bericht/{uuid}/intrekking", s.signed(s.recall))
	mux.HandleFunc("GET /apparaten", s.managing(s.devices))
	mux.HandleFunc("POST /apparaten/code", s.managing(s.newCode))
	mux.HandleFunc("POST /apparaten/{id}/uit", s.managing(s.revoke))
	mux.HandleFunc("GET /ik", s.signed(s.me))
	mux.HandleFunc("POST /ik/naam", s.signed(s.rename))
	mux.HandleFunc("POST /ik/wachtwoord", s.signed(s.password))
	mux.Handle("GET /style.css", static("text/css; charset=utf-8", stylesheet()))
	mux.Handle("GET /regular.ttf", static("font/ttf", assets.FontRegular()))
	mux.Handle("GET /bold.ttf", static("font/ttf", assets.FontBold()))
	mux.Handle("GET /v1/openapi.yaml", static("application/yaml", cjg.Spec()))
	mux.Handle("GET /docs", static("text/html; charset=utf-8", cjg.Docs()))
	guard := http.NewCrossOriginProtection()
	return s.headers(guard.Handler(mux))
}

func stylesheet() []byte {
	data, err := files.ReadFile("pages/style.css")
	if err != nil {
		return nil // not reached: it is embedded
	}
	return data
}

func static(kind string, data []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "private, max-age=3600")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	})
}

func (s *Site) headers(next http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if s.config.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

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
)

// page is what every page knows. Body is its own.
type page struct {
	User     user
	Language string
	Practice bool
	Here     string // which destination is selected
	Place    string // the organisation's own name
	Notice   notice
	Problem  string // a sentence about what went wrong
	Hint     string
	Body     any

	p *i18n.Printer
}

// T is the text of a message in the page's language.
func (g page) T(id string, args ...any) string { return g.p.T(id, args...) }

// N is the text of a message in the plural form for n.
func (g page) N(id string, n int) string { return g.p.N(id, n) }

// Said is the sentence of the notice.
func (g page) Said() string { return g.p.Value("inbox.notice", string(g.Notice)) }

const languageCookie = "schakel_taal"

func (s *Site) printer(r *http.Request) *i18n.Printer {
	if cookie, err := r.Cookie(languageCookie); err == nil && s.printers[cookie.Value] != nil {
		return s.printers[cookie.Value]
	}
	return s.printers[s.config.Language]
}

// show renders a page. It renders into memory first, so that a failure never sends half a page.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, name string, g page) {
	g.p = s.printer(r)
	g.User, g.Language = userOf(r.Context()), g.p.Tag()
	g.Practice, g.Place = s.config.Agreement.Practice, s.config.Agreement.Organisation
	var out bytes.Buffer
	if err := s.pages.ExecuteTemplate(&out, name, g); err != nil {
		s.config.Log.Error("a page cannot be shown", "page", name)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", g.Language)
	w.WriteHeader(status)
	_, _ = out.WriteTo(w) // the browser may be gone
}

// fail shows what went wrong in a sentence; the log gets the code only.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	text, hint := s.printer(r).Fault(err)
	status := http.StatusInternalServerError
	switch fault.Of(err) {
	case fault.NotFound:
		status = http.StatusNotFound
	case fault.Conflict:
		status = http.StatusConflict
	case fault.Invalid, fault.Refused:
		status = http.StatusBadRequest
	case fault.Offline:
		status = http.StatusServiceUnavailable
	}
	s.config.Log.Warn("a page failed", "status", status, "code", fault.CodeOf(err))
	s.show(w, r, status, "problem.html", page{Problem: text, Hint: hint})
}

func (s *Site) language(w http.ResponseWriter, r *http.Request) {
	if tag := r.PathValue("tag"); s.printers[tag] != nil {
		http.SetCookie(w, &http.Cookie{
			Name: languageCookie, Value: tag, Path: "/", HttpOnly: true, Secure: s.config.Secure, SameSite: http.SameSiteLaxMode, MaxAge: 365 * 86400,
		})
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
