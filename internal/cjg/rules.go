package cjg

import (
	"bytes"
	_ "embed"
	"net/http"
	"path"
	"regexp"
)

// What the NL GOV API Design Rules ask of an address besides what openapi.yaml says: where the contract is published, which methods are
// answered how, and which headers stand on every answer.

//go:embed openapi.json
var specJSON []byte

// SpecJSON is openapi.yaml as JSON, the form that the rules ask for; a test makes it.
func SpecJSON() []byte { return bytes.Clone(specJSON) }

//go:embed docs.css
var docsStyle []byte

// publish serves the contract, for programs and for people.
func publish(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/openapi.json", fixed("application/json", specJSON))
	mux.HandleFunc("GET /v1/openapi.yaml", fixed("application/yaml", spec))
	mux.HandleFunc("GET /docs", fixed("text/html; charset=utf-8", docs))
	mux.HandleFunc("GET /style.css", fixed("text/css; charset=utf-8", docsStyle))
}

// cursorForm is the form of a cursor in openapi.yaml.
var cursorForm = regexp.MustCompile(`^[0-9a-z]{0,64}$`)

// fixed serves what is the same for everybody. A page of another site may read it: it is the contract.
func fixed(kind string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Access-Control-Allow-Origin", "*")
		_, _ = w.Write(data) // the other side may be gone
	}
}

// guard sets the headers of every answer.
func guard(h http.Header) {
	h.Set("API-Version", Version)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Strict-Transport-Security", "max-age=31536000")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// lookup gives the route of a request; ErrUnknown for a path that is not there, or not written as it should be (no redirect: a device follows
// none), ErrMethod for a method that the path does not have, after the others were named in the answer.
func (o outer) lookup(w http.ResponseWriter, r *http.Request) (route string, err error) {
	if path.Clean(r.URL.Path) != r.URL.Path {
		return "", ErrUnknown
	}
	h, route := o.mux.Handler(r)
	if route != "" {
		return route, nil
	}
	refused := headOnly{}
	h.ServeHTTP(refused, r)
	if allow := refused.Header().Get("Allow"); allow != "" {
		w.Header().Set("Allow", allow)
		return "", ErrMethod
	}
	return "", ErrUnknown
}

// headOnly keeps the headers of an answer and nothing else.
type headOnly http.Header

// Header gives them.
func (h headOnly) Header() http.Header { return http.Header(h) }

// Write drops the body.
func (headOnly) Write(p []byte) (int, error) { return len(p), nil }

// WriteHeader drops the status.
func (headOnly) WriteHeader(int) {}
