// Package caseworker drives the web inbox over HTTP as a person with a browser would, for rehearsals and tests.
package caseworker

import (
	"context"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238 as telephones have it
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"

	"schakel/internal/fault"
)

// ErrPage is a page that did not do what was asked.
var ErrPage = fault.New(fault.Refused, "caseworker.page", "the web inbox did not take the form")

// Caseworker is a browser with its cookies.
type Caseworker struct {
	base   string
	http   *http.Client
	secret string           // of the second step, once it was set up here
	now    func() time.Time // of the telephone
	step   int64            // of the last code
}

// Entry is one line of the list.
type Entry struct{ UUID, Number, State string }

// New makes a browser for the address of a web inbox. Signing in comes first.
func New(base string) (*Caseworker, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &Caseworker{base: strings.TrimSuffix(base, "/"), http: &http.Client{Jar: jar, Timeout: 30 * time.Second}, now: time.Now}, nil
}

// At gives the telephone another clock, for tests that move the endpoint's.
func (c *Caseworker) At(now func() time.Time) { c.now = now }

// SignIn opens a session: name and password, and the second step where the endpoint asks for it. The first time it is set up.
func (c *Caseworker) SignIn(ctx context.Context, account, password string) error {
	page, err := c.submit(ctx, "/binnen", "/binnen", url.Values{"naam": {account}, "wachtwoord": {password}})
	if err != nil {
		return err
	}
	if m := secretForm.FindStringSubmatch(page); m != nil {
		c.secret, c.step = strings.ReplaceAll(m[1], " ", ""), 0
		_, err = c.second(ctx, "/begin")
		return err
	}
	if strings.Contains(page, `data-step="code"`) {
		_, err = c.second(ctx, "/code")
	}
	return err
}

// SignOut ends the session.
func (c *Caseworker) SignOut(ctx context.Context) error {
	_, err := c.submit(ctx, "/", "/uit", url.Values{})
	return err
}

// Browser is the browser itself with its cookies, for what a test asks of an address.
func (c *Caseworker) Browser() *http.Client { return c.http }

// second sends the code of the telephone. A code counts once, so a second sign-in within half a minute takes the next one, which the endpoint
// takes because clocks differ.
func (c *Caseworker) second(ctx context.Context, path string) (string, error) {
	step := max(c.now().Unix()/30, c.step+1)
	code, err := codeOf(c.secret, step)
	if err != nil {
		return "", err
	}
	c.step = step
	return c.submit(ctx, path, path, url.Values{"code": {code}})
}

// codeOf is a code of six digits (RFC 4226 and 6238).
func codeOf(secret string, step int64) (string, error) {
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		return "", fmt.Errorf("%w: no second step is known here", ErrPage)
	}
	mac := hmac.New(sha1.New, key)
	_, _ = mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step))) // a hash never fails
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", (binary.BigEndian.Uint32(sum[at:])&0x7fffffff)%1_000_000), nil
}

var secretForm = regexp.MustCompile(`data-secret="([A-Z2-7 ]+)"`)

var entryForm = regexp.MustCompile(`data-uuid="([^"]*)" data-number="([^"]*)" data-state="([^"]*)"`)

// List reads every message, newest first.
func (c *Caseworker) List(ctx context.Context) ([]Entry, error) {
	page, err := c.Page(ctx, "/?toon=alles")
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, m := range entryForm.FindAllStringSubmatch(page, -1) {
		out = append(out, Entry{UUID: m[1], Number: html.UnescapeString(m[2]), State: m[3]})
	}
	return out, nil
}

// Find waits until a message with this number stands in the list, at most as long as the context lasts.
func (c *Caseworker) Find(ctx context.Context, number string) (Entry, error) {
	for {
		all, err := c.List(ctx)
		if err != nil {
			return Entry{}, err
		}
		for _, e := range all {
			if e.Number == number {
				return e, nil
			}
		}
		select {
		case <-ctx.Done():
			return Entry{}, fmt.Errorf("%w: no such message", ErrPage)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Read opens a message and gives the page.
func (c *Caseworker) Read(ctx context.Context, uuid string) (string, error) {
	return c.Page(ctx, "/bericht/"+url.PathEscape(uuid))
}

// CallWithin answers "ik bel binnen ... dagen".
func (c *Caseworker) CallWithin(ctx context.Context, uuid string, days int) error {
	return c.answer(ctx, uuid, url.Values{"stand": {"ontvangen"}, "dagen": {fmt.Sprint(days)}})
}

// Accept answers "wij pakken dit op".
func (c *Caseworker) Accept(ctx context.Context, uuid string) error {
	return c.answer(ctx, uuid, url.Values{"stand": {"opgepakt"}})
}

// Decline answers "past niet, want ..." with one of the reasons of the contract.
func (c *Caseworker) Decline(ctx context.Context, uuid, reason, text string) error {
	return c.answer(ctx, uuid, url.Values{"stand": {"past_niet"}, "reden": {reason}, "tekst": {text}})
}

// Write sends a free answer.
func (c *Caseworker) Write(ctx context.Context, uuid, text string) error {
	return c.answer(ctx, uuid, url.Values{"stand": {"antwoord"}, "tekst": {text}})
}

// Erase acknowledges a recall: "verwijderd".
func (c *Caseworker) Erase(ctx context.Context, uuid string) error {
	return c.form(ctx, uuid, "intrekking", url.Values{"besluit": {"verwijderd"}})
}

// Keep acknowledges a recall: "bewaard op grond van".
func (c *Caseworker) Keep(ctx context.Context, uuid, ground string) error {
	return c.form(ctx, uuid, "intrekking", url.Values{"besluit": {"bewaard"}, "reden": {"anders"}, "grond": {ground}})
}

func (c *Caseworker) answer(ctx context.Context, uuid string, form url.Values) error {
	return c.form(ctx, uuid, "antwoord", form)
}

var tokenForm = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// form sends one of the forms of a message's page.
func (c *Caseworker) form(ctx context.Context, uuid, action string, form url.Values) error {
	path := "/bericht/" + url.PathEscape(uuid)
	_, err := c.submit(ctx, path, path+"/"+action, form)
	return err
}

// Submit opens a page for its token and sends a form to an address; it gives the page that follows.
func (c *Caseworker) Submit(ctx context.Context, from, to string, form url.Values) (string, error) {
	return c.submit(ctx, from, to, form)
}

func (c *Caseworker) submit(ctx context.Context, from, to string, form url.Values) (string, error) {
	page, err := c.Page(ctx, from)
	if err != nil {
		return "", err
	}
	m := tokenForm.FindStringSubmatch(page)
	if m == nil {
		return "", fmt.Errorf("%w: not signed in", ErrPage)
	}
	form.Set("csrf", m[1])
	return c.send(ctx, to, form)
}

// Page gets any page of the web inbox.
func (c *Caseworker) Page(ctx context.Context, path string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return "", err
	}
	return c.do(r)
}

func (c *Caseworker) send(ctx context.Context, path string, form url.Values) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.do(r)
}

func (c *Caseworker) do(r *http.Request) (string, error) {
	resp, err := c.http.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<20))
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%w: status %d", ErrPage, resp.StatusCode)
	}
	return string(body), nil
}
