package inbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// office is a web inbox over a real store, with a clock that tests move and devices that deliver without a network.
type office struct {
	t        testing.TB
	dir      string
	store    *bolt.Store
	keys     intake.Keys
	config   intake.Config
	endpoint *intake.Endpoint
	site     *Site
	server   *httptest.Server
	log      *safeBuffer
	mu       sync.Mutex
	at       time.Time
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (o *office) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.at
}

func (o *office) move(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at = o.at.Add(d)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newOffice(t testing.TB) *office {
	t.Helper()
	place, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	o := &office{t: t, log: &safeBuffer{}, at: time.Date(2026, 11, 22, 10, 0, 0, 0, place)}
	o.dir = t.TempDir()
	o.store, err = bolt.Open(filepath.Join(o.dir, "inbox.db"))
	must(t, err)
	t.Cleanup(func() { must(t, o.store.Close()) })
	o.config = intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}, Now: o.now, Random: rand.Reader,
		Log: slog.New(slog.NewTextHandler(o.log, nil)),
	}
	o.keys, err = intake.NewKeys(rand.Reader, "CJG Zuiderwijk", o.now())
	must(t, err)
	o.endpoint = intake.NewEndpoint(o.store, o.keys, o.config)
	o.site = o.process(nil)
	o.server = httptest.NewServer(o.site.Handler())
	t.Cleanup(o.server.Close)
	return o
}

// process is one more web inbox over the same store, as another process behind a load balancer is.
func (o *office) process(post Post) *Site {
	o.t.Helper()
	site, err := New(Config{
		Front: o.endpoint.Front, Inbox: o.endpoint.Inbox, Endpoint: o.endpoint, Agreement: o.config.Agreement, Device: "https://cjg.example:8443",
		Language: "nl", Cost: 64, Now: o.now, Random: rand.Reader, Log: o.config.Log, Post: post,
	})
	must(o.t, err)
	return site
}

const password = "een lang wachtwoord"

// account puts an account with a second step into the store and gives the secret of its telephone.
func (o *office) account(name string, role Role) string {
	o.t.Helper()
	secret, err := newSecret(rand.Reader)
	must(o.t, err)
	a := account{Role: role, Display: "Marieke"}
	must(o.t, a.setPassword(rand.Reader, password, o.site.cost))
	a.TOTP, err = o.endpoint.Inbox.SealOwn(placeOfSecret(name), secret)
	must(o.t, err)
	must(o.t, o.store.Update(func(tx intake.Tx) error { return intake.Save(tx, intake.BucketAccounts, []byte(name), a) }))
	return secretText(secret)
}

func codeAt(t testing.TB, secret string, at time.Time) string {
	t.Helper()
	code, err := hotp.GenerateCodeCustom(secret, uint64(at.Unix()/stepSeconds), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	must(t, err)
	return code
}

// visitor is a browser.
type visitor struct {
	o    *office
	base string
	http *http.Client
}

func (o *office) visitor() *visitor { return o.visitorAt(o.server.URL) }

func (o *office) visitorAt(base string) *visitor {
	jar, err := cookiejar.New(nil)
	must(o.t, err)
	return &visitor{o: o, base: base, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) send(method, path string, kind string, body io.Reader) answer {
	v.o.t.Helper()
	r, err := http.NewRequest(method, v.base+path, body)
	must(v.o.t, err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	resp, err := v.http.Do(r)
	must(v.o.t, err)
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	must(v.o.t, err)
	return answer{resp.StatusCode, resp.Header, string(data)}
}

func (v *visitor) get(path string) answer {
	v.o.t.Helper()
	return v.send(http.MethodGet, path, "", nil)
}

var tokenIn = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// token is that of this browser's forms.
func (v *visitor) token() string {
	v.o.t.Helper()
	for _, path := range []string{"/", "/begin", "/code", "/binnen"} {
		if m := tokenIn.FindStringSubmatch(v.get(path).body); m != nil {
			return m[1]
		}
	}
	v.o.t.Fatal("no form")
	return ""
}

func (v *visitor) post(path string, form url.Values) answer {
	v.o.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	form.Set("csrf", v.token())
	return v.raw(path, form)
}

func (v *visitor) raw(path string, form url.Values) answer {
	v.o.t.Helper()
	return v.send(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// enter signs in wholly, or fails the test.
func (v *visitor) enter(name, secret string) *visitor {
	v.o.t.Helper()
	if got := v.post("/binnen", url.Values{"naam": {name}, "wachtwoord": {password}}); got.status != http.StatusSeeOther {
		v.o.t.Fatalf("password of %s: %d", name, got.status)
	}
	if got := v.post("/code", url.Values{"code": {codeAt(v.o.t, secret, v.o.now())}}); got.status != http.StatusSeeOther {
		v.o.t.Fatalf("code of %s: %d", name, got.status)
	}
	return v
}

// as is a browser in which somebody of a role signed in.
func (o *office) as(name string, role Role) *visitor {
	o.t.Helper()
	return o.visitor().enter(name, o.account(name, role))
}

// laptop is a device that knows the endpoint.
type laptop struct {
	o    *office
	keys cjg.DeviceKeys
	id   string
}

func (o *office) laptop() *laptop {
	o.t.Helper()
	code, err := o.endpoint.Front.NewCode("Samira")
	must(o.t, err)
	l := &laptop{o: o}
	l.keys, err = cjg.NewDeviceKeys(rand.Reader)
	must(o.t, err)
	r, err := l.keys.EnrolmentRequest(rand.Reader, code, "")
	must(o.t, err)
	body, err := o.endpoint.Front.Enrol(context.Background(), r)
	must(o.t, err)
	l.id = body.Device
	return l
}

func (l *laptop) seal(id envelope.UUID, d cjg.Document) []byte {
	l.o.t.Helper()
	data, err := cjg.Marshal(d)
	must(l.o.t, err)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: d.Kind(), Created: l.o.now()}, data, l.keys.Signing, l.o.keys.Opening.Public())
	must(l.o.t, err)
	return sealed
}

func freshID(t testing.TB) envelope.UUID {
	t.Helper()
	id, err := envelope.NewUUID(rand.Reader)
	must(t, err)
	return id
}

// deliver brings a document as if over the network.
func (l *laptop) deliver(d cjg.Document) envelope.UUID {
	l.o.t.Helper()
	id := freshID(l.o.t)
	must(l.o.t, l.o.endpoint.Front.Put(context.Background(), l.id, [][]byte{l.seal(id, d)})[0].Err)
	must(l.o.t, l.o.endpoint.Inbox.OpenPending())
	return id
}

func (l *laptop) recall(id envelope.UUID, groups ...string) []byte {
	return l.seal(freshID(l.o.t), &cjg.Recall{About: id.String(), Number: "H-0042", Whole: len(groups) == 0, Groups: groups, Date: "2026-11-24"})
}

func (l *laptop) takeBack(id envelope.UUID) {
	l.o.t.Helper()
	must(l.o.t, l.o.endpoint.Front.Recall(context.Background(), l.id, id, l.recall(id)).Err)
	must(l.o.t, l.o.endpoint.Inbox.OpenPending())
}

// answers opens every answer that waits for the device.
func (l *laptop) answers() []*cjg.Answer {
	l.o.t.Helper()
	page, err := l.o.endpoint.Front.Changes(context.Background(), l.id, "")
	must(l.o.t, err)
	var out []*cjg.Answer
	for _, item := range page.Items {
		if item.Sealed != nil {
			_, d, err := cjg.OpenDocument(item.Sealed, l.keys.Opening, l.o.keys.Inbox.Public())
			must(l.o.t, err)
			out = append(out, d.(*cjg.Answer))
		}
	}
	return out
}

// The words that stand in a message and may stand nowhere but on the pages of who may read it.
const (
	markName   = "Xanthippe"
	markText   = "kwijtgeraaktesleutelbos"
	markNumber = "H-0917"
	markPhone  = "06 5550 0917"
)

func family() *cjg.Referral {
	return &cjg.Referral{
		Number: markNumber, To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice"},
		People:  []cjg.Person{{Role: "moeder", Name: markName + " Yıldız", Phone: markPhone}},
		Purpose: "meedenken", Question: "Over een " + markText + ".",
		Consents: []cjg.Agreed{{By: markName, Capacity: "zelf", Way: "voorgelezen", Date: "2026-11-22", Groups: []string{"naam", "telefoon", "vraag"}}},
	}
}
