package intake_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"schakel/internal/cjg"
)

// contract holds every request and response of the tests in this package against openapi.yaml.
type contract struct {
	t      testing.TB
	router routers.Router
	next   http.Handler
	mu     sync.Mutex
	seen   map[string]bool
}

func spec(t testing.TB) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(cjg.Spec())
	must(t, err)
	must(t, doc.Validate(context.Background()))
	return doc
}

func newContract(t testing.TB, next http.Handler) *contract {
	t.Helper()
	doc := spec(t)
	doc.Servers = nil
	router, err := gorillamux.NewRouter(doc)
	must(t, err)
	return &contract{t: t, router: router, next: next, seen: map[string]bool{}}
}

func (c *contract) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		c.next.ServeHTTP(w, r)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	rec := httptest.NewRecorder()
	c.next.ServeHTTP(rec, r)
	c.check(r, data, rec)
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// check holds the response to the contract always, and the request when the endpoint found it in order.
func (c *contract) check(r *http.Request, data []byte, rec *httptest.ResponseRecorder) {
	c.digest(r, rec)
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		c.refusal(r, rec)
		return
	}
	c.mu.Lock()
	c.seen[route.Operation.OperationID] = true
	c.mu.Unlock()
	again := r.Clone(context.Background())
	again.Body = io.NopCloser(bytes.NewReader(data))
	input := &openapi3filter.RequestValidationInput{
		Request: again, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true},
	}
	if rec.Code < 300 {
		if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
			c.t.Errorf("%s: the request is taken but not in the contract: %v", route.Operation.OperationID, err)
		}
	}
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: rec.Code, Header: rec.Header(), Options: input.Options,
	}
	out.SetBodyBytes(rec.Body.Bytes())
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		c.t.Errorf("%s: the response is not in the contract: %v", route.Operation.OperationID, err)
	}
	if rec.Code >= 400 && !strings.HasPrefix(rec.Header().Get("Content-Type"), "application/problem+json") {
		c.t.Errorf("%s: %d is no problem+json", route.Operation.OperationID, rec.Code)
	}
}

// digest holds every answer, also what is outside the contract, to what it says that its body is.
func (c *contract) digest(r *http.Request, rec *httptest.ResponseRecorder) {
	sum := sha256.Sum256(rec.Body.Bytes())
	if got, want := rec.Header().Values("Content-Digest"), "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":"; len(got) != 1 || got[0] != want {
		c.t.Errorf("%s %d: Content-Digest is %q, and the body is %s", r.Method, rec.Code, got, want)
	}
}

// refusal holds what is outside the contract to 404, or 405 for another method, and to the form of a problem.
func (c *contract) refusal(r *http.Request, rec *httptest.ResponseRecorder) {
	if rec.Code != http.StatusNotFound && rec.Code != http.StatusMethodNotAllowed {
		c.t.Errorf("%s is not in the contract but gives %d", r.Method, rec.Code)
	}
	var got any
	must(c.t, json.Unmarshal(rec.Body.Bytes(), &got))
	if err := spec(c.t).Components.Schemas["Problem"].Value.VisitJSON(got); err != nil || rec.Header().Get("Content-Type") != "application/problem+json" {
		c.t.Errorf("%s %d: no problem: %v", r.Method, rec.Code, err)
	}
}

// TestEveryAnswerOfTheContractHasADigest: the contract tells of the header at every answer that it knows, and asks it of nobody.
func TestEveryAnswerOfTheContractHasADigest(t *testing.T) {
	doc, count := spec(t), 0
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			for status, answer := range op.Responses.Map() {
				header := answer.Value.Headers["Content-Digest"]
				if header == nil || header.Value.Required {
					t.Errorf("%s %s %s: Content-Digest is missing, or demanded", method, path, status)
				}
				count++
			}
		}
	}
	if count < 30 {
		t.Errorf("only %d answers", count)
	}
}

func TestContractCoversEveryOperation(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	_, err := w.client.Capabilities(ctx)
	must(t, err)
	id := uuid(t)
	sealed, h := w.seal(w.device, referral(), id, 1)
	_, err = w.client.Put(ctx, sealed)
	must(t, err)
	_, err = w.client.Batch(ctx, [][]byte{sealed})
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	_, err = w.client.Get(ctx, h)
	must(t, err)
	back, _ := w.seal(w.device, recall(id), uuid(t), 1)
	_, err = w.client.Withdraw(ctx, id, back)
	must(t, err)
	_, err = w.client.Changes(ctx, "")
	must(t, err)
	box, gift := uuid(t), uuid(t)
	must(t, w.client.OpenMailbox(ctx, box))
	_, err = w.client.PutContribution(ctx, box, wrap(t, w.device, box, gift, "dicht"))
	must(t, err)
	page, err := w.client.Contributions(ctx, box, "")
	must(t, err)
	file, err := w.client.Contribution(ctx, box, page.Items[0])
	must(t, err)
	if string(file) != "dicht" {
		t.Errorf("%q came out of the mailbox", file)
	}
	must(t, w.client.DeleteContribution(ctx, box, gift))
	must(t, w.client.CloseMailbox(ctx, box))
	renewed, err := w.client.Renew(ctx, w.device)
	must(t, err)
	if renewed.Device != w.enrolled.Device || bytes.Equal(renewed.Certificate, w.enrolled.Certificate) {
		t.Error("the renewal gives no new certificate")
	}
	for path, item := range spec(t).Paths.Map() {
		for _, op := range item.Operations() {
			if !w.contract.seen[op.OperationID] {
				t.Errorf("%s %s was not exercised", path, op.OperationID)
			}
		}
	}
}

func TestBadRequestsGetProblems(t *testing.T) {
	w := newWorld(t)
	sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
	id := uuid(t).String()
	big := strings.Repeat("x", 70<<10)
	cases := []struct {
		name, method, path, kind, body string
		want                           int
	}{
		{"no certificate", "GET", "/v1/berichten/" + id, "", "", 401},
		{"no certificate, put", "PUT", "/v1/berichten/" + id, "application/octet-stream", string(sealed), 401},
		{"no certificate, changes", "GET", "/v1/wijzigingen", "", "", 401},
		{"unknown route", "GET", "/v1/dossiers", "", "", 404},
		{"wrong method", "DELETE", "/v1/berichten/" + id, "application/octet-stream", "", 405},
		{"wrong method, mailbox", "POST", "/v1/postbussen/" + id, "application/octet-stream", "", 405},
		{"a slash too many", "GET", "/v1/capabilities/", "", "", 404},
		{"two slashes", "GET", "//v1/capabilities", "", "", 404},
		{"no certificate, mailbox", "PUT", "/v1/postbussen/" + id, "", "", 401},
		{"no certificate, list", "GET", "/v1/postbussen/" + id + "/bijdragen", "", "", 401},
		{"mailbox: no uuid", "PUT", "/v1/postbussen/elif", "", "", 401},
		{"mailbox: a body", "PUT", "/v1/postbussen/" + id, "", "xxxx", 413},
		{"file: wrong type", "PUT", "/v1/postbussen/" + id + "/bijdragen/" + id, "text/plain", "x", 400},
		{"file: too large", "PUT", "/v1/postbussen/" + id + "/bijdragen/" + id, "application/octet-stream", strings.Repeat("x", 1200<<10), 413},
		{"wrong type", "PUT", "/v1/berichten/" + id, "text/plain", "x", 400},
		{"too large", "PUT", "/v1/berichten/" + id, "application/octet-stream", big, 413},
		{"enrol: no JSON", "POST", "/v1/inschrijving", "application/json", "x", 400},
		{"enrol: unknown field", "POST", "/v1/inschrijving", "application/json", `{"bsn":"1"}`, 400},
		{"enrol: empty", "POST", "/v1/inschrijving", "application/json", `{}`, 400},
		{"enrol: two values", "POST", "/v1/inschrijving", "application/json", `{}{}`, 400},
		{"enrol: too large", "POST", "/v1/inschrijving", "application/json", big, 413},
		{"renew: unknown device", "POST", "/v1/vernieuwing", "application/json", `{"apparaat":"00000000000000000000000000000000","csr":"","bewijs":""}`, 403},
	}
	for _, c := range cases {
		r := httptest.NewRequest(c.method, "https://endpoint"+c.path, strings.NewReader(c.body))
		r.TLS.PeerCertificates = nil
		if c.kind != "" {
			r.Header.Set("Content-Type", c.kind)
		}
		rec := httptest.NewRecorder()
		w.contract.ServeHTTP(rec, r)
		if rec.Code != c.want {
			t.Errorf("%s: %d, want %d: %s", c.name, rec.Code, c.want, rec.Body)
		}
		for _, forbidden := range []string{id, "Elif", "xxxx", "goroutine"} {
			if strings.Contains(rec.Body.String(), forbidden) || strings.Contains(w.log.String(), forbidden) {
				t.Errorf("%s: %q stands in the problem or the log", c.name, forbidden)
			}
		}
	}
}

// TestAWrongCodeIsToldAtOnce: after any number of wrong codes the next one is told that it is wrong, and how to go on, not to wait.
func TestAWrongCodeIsToldAtOnce(t *testing.T) {
	w := newWorld(t)
	keys, err := cjg.NewDeviceKeys(w.random())
	must(t, err)
	for range 12 {
		code, err := cjg.NewCode(w.random(), w.keys.Issuer())
		must(t, err)
		body, err := keys.EnrolmentRequest(w.random(), code, "")
		must(t, err)
		_, err = w.endpoint.Front.Enrol(context.Background(), body)
		if got := cjg.ProblemOf(err); got.Status != http.StatusUnauthorized || got.Code != "cjg.code" {
			t.Errorf("a wrong code: %+v", got)
		}
	}
}
