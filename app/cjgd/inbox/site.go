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
	"sync"
	"time"

	"schakel/assets"
	"schakel/internal/cjg"
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
	Endpoint  *intake.Endpoint // takes files from sticks
	Keys      Keyring          // changes the keys of the running process; nil: they cannot be changed from here
	Agreement cjg.Agreement    // of the command line; Practice counts, the rest until the beheerder enters an agreement
	Device    string           // https URL of the device listener, for the letter with a code
	Language  string           // of a browser that did not choose: "nl" or "en"
	Secure    bool             // cookies over TLS only
	Cost      uint32           // memory of argon2id in KiB; 0: 64 MiB
	Now       func() time.Time
	Random    io.Reader
	Log       *slog.Logger
	Post      Post // sends the e-mail without content; nil: over the network
}

// Site serves the pages.
type Site struct {
	config   Config
	cost     hashing
	pages    *template.Template
	printers map[string]*i18n.Printer
	hashes   chan struct{}

	mu    sync.Mutex
	index map[[16]byte]indexed // what the search looks through; every process makes its own out of the store
}

// New reads the pages and the texts.
func New(config Config) (*Site, error) {
	s := &Site{
		config: config, cost: usual(), hashes: make(chan struct{}, 2), printers: map[string]*i18n.Printer{}, index: map[[16]byte]indexed{},
	}
	if config.Cost != 0 {
		s.cost = hashing{Time: 1, Memory: config.Cost, Threads: 1}
	}
	if config.Post == nil {
		s.config.Post = Mailer{}
	}
	for _, tag := range tongues() {
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

// tongues are the languages of the web inbox.
func tongues() []string { return []string{"nl", "en"} }

// icon puts one of our own drawings inline, hidden from screen readers because a word always stands beside it.
func icon(name string) (template.HTML, error) {
	svg, err := assets.Icon(name)
	if err != nil {
		return "", err
	}
	return template.HTML(strings.Replace(string(svg), "<svg", `<svg aria-hidden="true" width="24" height="24"`, 1)), nil //nolint:gosec // embedded, not input
}

// access is who may use a route.
type access int

const (
	anyone  access = iota // also without a session
	halfway               // the password was right, the second step is still to come
	member                // a whole session of any role
	manager               // beheerder
	grave                 // beheerder who proved a moment ago to be there: it cannot be undone, or lets somebody in
	public                // files that are the same for everybody
)

// route is one address of the site.
type route struct {
	pattern string
	who     access
	handle  http.HandlerFunc
}

// routes lists every address with who may use it; the handler and the test of who may do what are both made from it.
func (s *Site) routes() []route {
	return []route{
		{"GET /binnen", anyone, s.loginPage},
		{"POST /binnen", anyone, s.login},
		{"POST /taal", anyone, s.language},
		{"GET /code", halfway, s.codePage},
		{"POST /code", halfway, s.code},
		{"GET /begin", halfway, s.beginPage},
		{"POST /begin", halfway, s.beginning},
		{"POST /uit", halfway, s.logout},
		{"GET /{$}", member, s.list},
		{"GET /zoek", member, s.found},
		{"POST /zoek", member, s.search},
		{"GET /bericht/{uuid}", member, s.message},
		{"POST /bericht/{uuid}/antwoord", member, s.answer},
		{"POST /bericht/{uuid}/intrekking", member, s.recall},
		{"GET /meedenken", member, s.invitePage},
		{"POST /meedenken", member, s.invite},
		{"GET /meedenken/{uuid}/terug", member, s.withdrawPage},
		{"POST /meedenken/{uuid}/terug", member, s.withdraw},
		{"GET /usb", member, s.usbPage},
		{"POST /usb", member, s.usb},
		{"POST /usb/terug", member, s.returnFile},
		{"GET /ik", member, s.me},
		{"POST /ik/naam", member, s.rename},
		{"POST /ik/post", member, s.mailbox},
		{"POST /ik/wachtwoord", member, s.password},
		{"POST /ik/uit", member, s.elsewhere},
		{"GET /apparaten", manager, s.devices},
		{"POST /apparaten/code", grave, s.newCode},
		{"POST /apparaten/{id}/uit", grave, s.revoke},
		{"GET /afspraken", manager, s.settingsPage},
		{"POST /afspraken", grave, s.agree},
		{"POST /afspraken/post", manager, s.mailServer},
		{"GET /accounts", manager, s.accounts},
		{"POST /accounts", grave, s.newAccount},
		{"POST /accounts/wijzig", grave, s.alterAccount},
		{"GET /sleutels", manager, s.keysPage},
		{"GET /sleutels/vervangen", manager, s.rotatePage},
		{"POST /sleutels/vervangen", grave, s.rotate},
		{"GET /logboek", manager, s.logbook},
		{"GET /doorsturen", manager, s.onward},
		{"POST /doorsturen/{uuid}/opnieuw", manager, s.onwardAgain},
		{"GET /style.css", public, static("text/css; charset=utf-8", stylesheet())},
		{"GET /regular.ttf", public, static("font/ttf", assets.FontRegular())},
		{"GET /bold.ttf", public, static("font/ttf", assets.FontBold())},
		{"GET /v1/openapi.json", public, static("application/json", cjg.SpecJSON())},
		{"GET /v1/openapi.yaml", public, static("application/yaml", cjg.Spec())},
		{"GET /docs", public, static("text/html; charset=utf-8", cjg.Docs())},
	}
}

// Handler serves everything, with headers that keep scripts, frames and other sites out.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		switch r.who {
		case public:
			mux.HandleFunc(r.pattern, r.handle)
		case anyone:
			mux.HandleFunc(r.pattern, s.open(r.handle))
		default:
			mux.HandleFunc(r.pattern, s.signed(r.who, r.handle))
		}
	}
	mux.HandleFunc("/", s.open(s.nowhere))
	guard := http.NewCrossOriginProtection()
	return s.headers(guard.Handler(mux))
}

func (s *Site) nowhere(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusNotFound, "problem.html", page{Problem: s.printer(r).T("inbox.problem.unknown")})
}

func stylesheet() []byte {
	data, err := files.ReadFile("pages/style.css")
	if err != nil {
		return nil // not reached: it is embedded
	}
	return data
}

func static(kind string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "private, max-age=3600")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}
}

func (s *Site) headers(next http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if s.secure(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}
