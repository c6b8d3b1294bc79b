package endpoint_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schakel/app/cjgd/endpoint"
)

// The words that somebody puts where they do not belong.
const mark, markPath = "Xanthippe-kwijtgeraakt", "Xanthippe-pad"

// TestAttackMarkedWordsComeBackNowhere: words in addresses, headers, bodies and file names of requests that fail, and in messages that
// succeed, stand in no error, no metric, no log and no file of the endpoint.
func TestAttackMarkedWordsComeBackNowhere(t *testing.T) {
	dir := ""
	o := open(t, func(opts *endpoint.Options) { opts.Metrics, dir = "127.0.0.1:0", opts.Dir })
	doc := referral("H-0917")
	doc.Question, doc.People[0].Name = mark, mark
	id, entry := o.deliver(doc, "H-0917")
	ctx := context.Background()
	page, err := o.worker.Read(ctx, entry.UUID)
	must(t, err)
	if !strings.Contains(page, mark) {
		t.Fatal("the message is not on its page: this test sees nothing")
	}
	must(t, o.worker.Decline(ctx, entry.UUID, "past_niet", mark))
	anyone := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, //nolint:gosec // an attacker does not check
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	var said strings.Builder
	for _, base := range []string{o.e.Ready.Device, o.e.Ready.Web, o.e.Ready.Metrics} {
		for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete, http.MethodPatch} {
			for _, path := range []string{
				"/" + markPath, "/v1/berichten/" + markPath, "/v1/berichten/" + id.String(), "/v1/berichten/" + id.String() + "/intrekking", "/v1/berichten",
				"/v1/wijzigingen?na=" + markPath, "/v1/inschrijving", "/v1/vernieuwing", "/v1/capabilities?" + markPath, "/binnen?naam=" + markPath, "/bericht/" + markPath, "/zoek?" + markPath, "/usb",
			} {
				for _, kind := range []string{"application/json", "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data; boundary=" + markPath, markPath} {
					r, err := http.NewRequestWithContext(ctx, method, base+path, strings.NewReader(`{"geheim":"`+mark+`","`+mark+`":1,"schakel1":"`+mark+`"}`))
					must(t, err)
					r.Header.Set("Content-Type", kind)
					r.Header.Set("User-Agent", mark)
					r.Header.Set("Referer", "https://x.example/"+mark)
					r.AddCookie(&http.Cookie{Name: "schakel_sessie", Value: mark})
					resp, err := anyone.Do(r)
					if err != nil {
						continue // a line that is broken off tells nothing
					}
					body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
					must(t, err)
					must(t, resp.Body.Close())
					for name, values := range resp.Header {
						said.WriteString(name + ": " + strings.Join(values, " ") + "\n")
					}
					said.Write(body)
				}
			}
		}
	}
	if said.Len() < 1<<16 {
		t.Fatal("hardly anything was answered: this test sees nothing")
	}
	if text := said.String(); strings.Contains(text, mark) || strings.Contains(text, markPath) || strings.Contains(text, "goroutine ") || strings.Contains(text, ".go:") {
		at := max(strings.Index(text, mark), strings.Index(text, markPath), strings.Index(text, ".go:"))
		t.Errorf("an answer repeats it: %q", text[max(0, at-200):min(len(text), at+100)])
	}
	resp, err := http.Get(o.e.Ready.Metrics + "/metrics")
	must(t, err)
	metrics, err := io.ReadAll(resp.Body)
	must(t, err)
	must(t, resp.Body.Close())
	if !bytes.Contains(metrics, []byte(`cjgd_requests_total{route="none"`)) {
		t.Error("requests for nothing are not counted: this test sees nothing")
	}
	for _, bad := range []string{mark, markPath, id.String(), "H-0917", "Hatice", o.keys.Device(), "127.0.0.1", "beheerder"} {
		if bytes.Contains(metrics, []byte(bad)) {
			t.Errorf("the metrics hold %q", bad)
		}
		if bad != "127.0.0.1" && strings.Contains(o.log.String(), bad) {
			t.Errorf("the log holds %q", bad)
		}
	}
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		must(t, err)
		info, err := d.Info()
		must(t, err)
		if bytes.Contains(data, []byte(mark)) || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s holds it in clear, or is open to others (%v)", d.Name(), info.Mode())
		}
		return nil
	}))
}

// TestAttackACursorFromElsewhere: whatever a laptop says it has, it gets its own and loses nothing: begun again, everything comes again.
func TestAttackACursorFromElsewhere(t *testing.T) {
	o := open(t, nil)
	_, entry := o.deliver(referral("H-0001"), "H-0001")
	must(t, o.worker.Accept(context.Background(), entry.UUID))
	first, err := o.client.Changes(t.Context(), "")
	must(t, err)
	again, err := o.client.Changes(t.Context(), "")
	must(t, err)
	if len(first.Items) != 2 || len(again.Items) != 2 || first.Cursor != again.Cursor {
		t.Errorf("%d, then %d", len(first.Items), len(again.Items))
	}
	after, err := o.client.Changes(t.Context(), first.Cursor)
	must(t, err)
	if len(after.Items) != 0 || after.Cursor != first.Cursor {
		t.Errorf("%d after the last", len(after.Items))
	}
	for _, cursor := range []string{"zzzzzzzzzz", "1", "0"} {
		got, err := o.client.Changes(t.Context(), cursor)
		if err != nil || len(got.Items) > 2 {
			t.Errorf("%q: %v", cursor, err)
		}
	}
}
