package cjg

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// askRules asks the handler as an enrolled device does.
func askRules(method, path string) *http.Response {
	h := NewHandler(&anyReceiver{}, slog.New(slog.DiscardHandler), time.Now)
	r := httptest.NewRequest(method, "https://endpoint/", nil)
	r.URL.Path, r.RequestURI = path, path
	r.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{}}}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec.Result()
}

// filled puts values in the path of a route of the contract.
func filledPath(path string) string {
	const id = "0b6a7a3e-0000-4000-8000-000000000001"
	return strings.NewReplacer("{uuid}", id, "{postbus}", id).Replace(path)
}

// TestMethodsOfEveryPath holds every path of the contract to the NL GOV API Design Rules: what it knows is answered, HEAD where GET is, and
// any other method gives 405 with the ones that there are. A slash too many is another path, and never a redirect.
func TestMethodsOfEveryPath(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(Spec())
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range doc.Paths.Map() {
		known := item.Operations()
		for _, method := range []string{"GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"} {
			got := askRules(method, filledPath(path))
			op := known[method]
			if method == http.MethodHead {
				op = known[http.MethodGet]
			}
			if (op == nil) != (got.StatusCode == http.StatusMethodNotAllowed) {
				t.Errorf("%s %s: %d", method, path, got.StatusCode)
			}
			if op != nil {
				if method == http.MethodHead && got.StatusCode >= 400 {
					t.Errorf("HEAD %s: %d", path, got.StatusCode)
				}
				continue
			}
			allowed := strings.Split(got.Header.Get("Allow"), ", ")
			for name := range known {
				if !slices.Contains(allowed, name) {
					t.Errorf("%s %s allows %v, not %s", method, path, allowed, name)
				}
			}
			var p Problem
			if json.NewDecoder(got.Body).Decode(&p) != nil || p.Code != "cjg.method" || p.Status != http.StatusMethodNotAllowed || p.Retry != Nee {
				t.Errorf("%s %s: no problem that says so: %+v", method, path, p)
			}
		}
		for _, other := range []string{filledPath(path) + "/", "/" + filledPath(path), strings.Replace(filledPath(path), "/v1/", "/v1/./", 1)} {
			if got := askRules(http.MethodGet, other); got.StatusCode != http.StatusNotFound || got.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("GET %s: %d %s", other, got.StatusCode, got.Header.Get("Content-Type"))
			}
		}
	}
}

// TestHeadersOfEveryAnswer: the headers that the rules ask of every answer, also of a page and a refusal.
func TestHeadersOfEveryAnswer(t *testing.T) {
	for _, path := range []string{"/v1/capabilities", "/v1/openapi.json", "/v1/openapi.yaml", "/docs", "/style.css", "/nergens", "/v1/berichten/x"} {
		h := askRules(http.MethodGet, path).Header
		for name, want := range map[string]string{
			"API-Version": Version, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Strict-Transport-Security": "max-age=31536000", "Referrer-Policy": "no-referrer",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if policy := h.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
	}
}

// TestThePageStandsAlone: everything that the readable page refers to is served beside it, without an account or a certificate.
func TestThePageStandsAlone(t *testing.T) {
	page := string(Docs())
	for _, word := range []string{"<script", "http://", " style=", " onclick=", " onload="} {
		if strings.Contains(page, word) {
			t.Errorf("the page holds %q", word)
		}
	}
	for _, attribute := range []string{`href="`, `src="`} {
		for _, rest := range strings.Split(page, attribute)[1:] {
			target, _, _ := strings.Cut(rest, `"`)
			if strings.HasPrefix(target, "#") {
				continue
			}
			if got := askRules(http.MethodGet, target); got.StatusCode != http.StatusOK {
				t.Errorf("the page refers to %s, which gives %d", target, got.StatusCode)
			}
		}
	}
}

// TestTheContractIsPublished: both forms stand where the rules say, may be read by a page of another site, and are the same.
func TestTheContractIsPublished(t *testing.T) {
	var docs []*openapi3.T
	for _, path := range []string{"/v1/openapi.json", "/v1/openapi.yaml"} {
		got := askRules(http.MethodGet, path)
		if got.StatusCode != http.StatusOK || got.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Fatalf("%s: %d, origin %q", path, got.StatusCode, got.Header.Get("Access-Control-Allow-Origin"))
		}
		doc, err := openapi3.NewLoader().LoadFromIoReader(got.Body)
		if err != nil {
			t.Fatal(path, err)
		}
		docs = append(docs, doc)
	}
	one, err := docs[0].MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	other, err := docs[1].MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if string(one) != string(other) {
		t.Error("the two forms differ: run go test ./internal/cjg -run Docs -update")
	}
}

// TestTheLabelOfADevice: it is the first free text of a stranger that a beheerder reads. It is bounded, and cannot make a line look like another.
func TestTheLabelOfADevice(t *testing.T) {
	keys, err := ParseDeviceKeys([]byte(strings.Repeat("k", 96)))
	if err != nil {
		t.Fatal(err)
	}
	own, err := keys.EnrolmentRequest(nil, Code{}, strings.Repeat("é", 140))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := own.Check(); err != nil || len([]rune(own.Label)) != 100 {
		t.Errorf("a long label of our own: %v, %d runes", err, len([]rune(own.Label)))
	}
	own.Label = strings.Repeat("x", 101)
	if _, _, _, err := own.Check(); !errors.Is(err, ErrBody) {
		t.Errorf("a label over the limit: %v", err)
	}
	for in, want := range map[string]string{
		"Samira": "Samira", " Yıldız \u202eabc\nx\u0000": "Yıldız abc x", "\u2066\u2069": "", "نور\u200cا": "نور\u200cا",
	} {
		if got := OneLine(in, 100); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestACursorIsTheOneThatWasGiven: another form than the contract's is refused, never read as "from the beginning".
func TestACursorIsTheOneThatWasGiven(t *testing.T) {
	const id = "0b6a7a3e-0000-4000-8000-000000000001"
	for _, path := range []string{"/v1/wijzigingen", "/v1/postbussen/" + id + "/bijdragen"} {
		for cursor, want := range map[string]int{"": 200, "0": 200, "zz": 200, "ZZ": 400, "-1": 400, "%00": 400, strings.Repeat("0", 65): 400} {
			h := NewHandler(&anyReceiver{}, slog.New(slog.DiscardHandler), time.Now)
			r := httptest.NewRequest(http.MethodGet, "https://endpoint"+path+"?na="+cursor, nil)
			r.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{}}}
			rec := httptest.NewRecorder()
			if h.ServeHTTP(rec, r); rec.Code != want {
				t.Errorf("%s after %q: %d, want %d", path, cursor, rec.Code, want)
			}
		}
	}
}
