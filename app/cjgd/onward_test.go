package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake/push"
)

// ownSystem is a FHIR server of an organisation: it takes every transaction, or refuses them all as content.
type ownSystem struct {
	mu      sync.Mutex
	refuses bool
	access  []string
	there   map[string]int // what stands there, and how many times it was put
}

func (o *ownSystem) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var b push.Bundle
	err := json.NewDecoder(r.Body).Decode(&b)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.access = append(o.access, r.Header.Get("Authorization"))
	if o.refuses || err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	answer := push.Bundle{ResourceType: "Bundle", Type: "transaction-response"}
	for _, e := range b.Entry {
		o.there[e.Request.URL]++
		answer.Entry = append(answer.Entry, push.Entry{Response: &push.Outcome{Status: "200"}})
	}
	w.Header().Set("Content-Type", push.MediaFHIR)
	_ = json.NewEncoder(w).Encode(answer) // the other side may be gone
}

func (o *ownSystem) requests() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := 0
	for name := range o.there {
		if strings.HasPrefix(name, "Task/") {
			n++
		}
	}
	return n
}

// figures are the lines of /metrics.
func figures(t *testing.T, c *child) string {
	t.Helper()
	resp, err := http.Get(c.ready.Metrics + "/metrics")
	must(t, err)
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	must(t, err)
	return string(data)
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 400 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// TestCasesGoOnToTheOwnSystem: what a laptop delivers stands in the organisation's own system, through a real process; what is refused rests
// and shows in the figures, without an id or a name.
func TestCasesGoOnToTheOwnSystem(t *testing.T) {
	own := &ownSystem{there: map[string]int{}}
	server := httptest.NewServer(own)
	defer server.Close()
	dir := t.TempDir()
	token := filepath.Join(dir, "token")
	must(t, os.WriteFile(token, []byte("geheim\n"), 0o600))
	c := launch(t, "", dir, "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--onward", "fhir="+server.URL, "--onward-token-file", token)
	client, keys, e := enrolled(t, c)
	send := func(n int) {
		t.Helper()
		for _, sealed := range messages(t, keys, e, n) {
			_, err := client.Put(context.Background(), sealed)
			must(t, err)
		}
	}
	send(3)
	eventually(t, "three cases in the own system", func() bool { return own.requests() == 3 })
	for _, access := range own.access {
		if access != "Bearer geheim" {
			t.Errorf("let in with %q", access)
		}
	}
	own.mu.Lock()
	own.refuses = true
	own.mu.Unlock()
	send(1)
	eventually(t, "a refused case rests", func() bool { return strings.Contains(figures(t, c), "cjgd_onward_stuck 1\n") })
	text := figures(t, c)
	if !strings.Contains(text, "cjgd_onward_waiting 0\n") {
		t.Errorf("something waits:\n%s", text)
	}
	for _, word := range []string{"geheim", "V-0001", "Hatice", keys.Device(), server.URL} {
		if strings.Contains(text, word) || strings.Contains(c.errs.String(), word) {
			t.Errorf("%q stands in the figures or the log", word)
		}
	}
}

func TestOnwardIsRefusedAtTheStart(t *testing.T) {
	for _, args := range [][]string{
		{"--onward", "post=https://x.example"}, {"--onward", "fhir"}, {"--onward", "fhir=http://x.example"},
		{"--onward", "fhir=https://x.example", "--onward-token-file", "/nowhere"}, {"--onward", "fhir=https://x.example", "--onward-ca", "/nowhere"},
		{"--onward", "fhir=https://x.example", "--role", "front", "--database", "postgres://nobody@127.0.0.1:1/x"},
	} {
		dir := t.TempDir()
		if code := run(t.Context(), append([]string{"--data", dir}, args...), strings.NewReader(""), io.Discard, io.Discard); code == 0 {
			t.Errorf("%v is taken", args)
		}
	}
}

// TestKeysRotateBetweenTwoRuns: a real endpoint changes its keys; what was sealed before still opens and has both receipts, and a laptop that
// asks learns the new keys over the connection it pinned.
func TestKeysRotateBetweenTwoRuns(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, "127.0.0.1:0")
	listen := strings.TrimPrefix(first.ready.Device, "https://")
	client, keys, e := enrolled(t, first)
	sealed := messages(t, keys, e, 2)
	_, err := client.Put(t.Context(), sealed[0])
	must(t, err)
	_ = first.cmd.Process.Kill()
	_, _ = first.cmd.Process.Wait()
	var said strings.Builder
	if code := run(t.Context(), []string{"keys", "rotate", "--data", filepath.Join(dir, "data"), "--keep", "30"}, strings.NewReader(""), &said, io.Discard); code != 0 {
		t.Fatalf("rotate: %d %s", code, said.String())
	}
	if code := run(t.Context(), []string{"keys", "rotate", "--data", filepath.Join(dir, "data"), "--keep", "4000"}, strings.NewReader(""), io.Discard, io.Discard); code == 0 {
		t.Error("a key is kept for eleven years")
	}
	second := start(t, dir, listen)
	if second.ready.Fingerprint != first.ready.Fingerprint {
		t.Error("the issuer changed: every laptop would have to enrol again")
	}
	can, err := client.Capabilities(t.Context())
	must(t, err)
	if len(can.Keys.Earlier) != 1 || string(can.Keys.Opening) == string(e.Opening) || can.Keys.Earlier[0].Until.Before(time.Now().Add(29*24*time.Hour)) {
		t.Fatalf("the keys after the change: %+v", can.Keys.Earlier)
	}
	e.Front, e.Inbox, e.Opening, e.Earlier = can.Keys.Front, can.Keys.Inbox, can.Keys.Opening, can.Keys.Earlier
	config, err := e.ClientConfig(second.ready.Device, keys, nil)
	must(t, err)
	again, err := cjg.NewClient(config)
	must(t, err)
	defer again.Close()
	for i, s := range append(sealed, messages(t, keys, e, 1)...) {
		eventually(t, "both receipts", func() bool {
			d, err := again.Put(t.Context(), s)
			if err != nil {
				t.Fatalf("message %d: %v", i, err)
			}
			return d.Readable != nil
		})
	}
}
