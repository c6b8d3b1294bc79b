package cjg

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// digestHeader says what the body of an answer is (RFC 9530). TLS guards it on the way; this guards it before that, where an answer is made
// and passed on. A cursor that moved past an answer which arrived damaged would lose that answer.
const digestHeader = "Content-Digest"

func digestOf(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// whole reports whether a body is the one that its header tells of. An endpoint that tells nothing is taken as it is.
func whole(h http.Header, body []byte) bool {
	for _, one := range h.Values(digestHeader) {
		for said := range strings.SplitSeq(one, ",") {
			if said = strings.TrimSpace(said); strings.HasPrefix(said, "sha-256=") && said != digestOf(body) {
				return false
			}
		}
	}
	return true
}

// recorder keeps an answer until it is complete, so that what its body is can stand before it.
type recorder struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader notes the status; it goes with the body.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write keeps the body; it is bounded by what one answer may hold.
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }

func (r *recorder) send() {
	r.Header().Set(digestHeader, digestOf(r.body.Bytes()))
	r.ResponseWriter.WriteHeader(r.status)
	_, _ = r.ResponseWriter.Write(r.body.Bytes()) // the other side may be gone
}
