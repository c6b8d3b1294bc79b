// Package caseworker drives the web inbox over HTTP as a person with a browser would, for rehearsals and tests.
package caseworker

import (
	"context"
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
	base string
	http *http.Client
}

// Entry is one line of the list.
type Entry struct{ UUID, Number, State string }

// New makes a browser for the address of a web inbox. Signing in comes first.
func New(base string) (*Caseworker, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &Caseworker{base: strings.TrimSuffix(base, "/"), http: &http.Client{Jar: jar, Timeout: 30 * time.Second}}, nil
}

// SignIn opens a session.
func (c *Caseworker) SignIn(ctx context.Context, account, password string) error {
	_, err := c.send(ctx, "/binnen", url.Values{"naam": {account}, "wachtwoord": {password}})
	return err
}

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
	return c.form(ctx, uuid, "intrekking", url.Values{"besluit": {"bewaard"}, "grond": {ground}})
}

func (c *Caseworker) answer(ctx context.Context, uuid string, form url.Values) error {
	return c.form(ctx, uuid, "antwoord", form)
}

var tokenForm = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// form opens the page of a message for its token and sends one of its forms.
func (c *Caseworker) form(ctx context.Context, uuid, action string, form url.Values) error {
	page, err := c.Read(ctx, uuid)
	if err != nil {
		return err
	}
	m := tokenForm.FindStringSubmatch(page)
	if m == nil {
		return fmt.Errorf("%w: not signed in", ErrPage)
	}
	form.Set("csrf", m[1])
	_, err = c.send(ctx, "/bericht/"+url.PathEscape(uuid)+"/"+action, form)
	return err
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
