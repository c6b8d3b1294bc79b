package cjg

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"mime"
	"net/http"
	"slices"
	"time"

	"schakel/internal/fault"
)

// trust checks the certificates that an endpoint shows.
type trust func(chain []*x509.Certificate, now time.Time) error

// rootsOnly trusts the endpoint's own issuer and nothing else; without one it trusts nobody.
func rootsOnly(pemRoots []byte) (trust, error) {
	var pool []*x509.Certificate
	for block, rest := pem.Decode(pemRoots); block != nil; block, rest = pem.Decode(rest) {
		if issuer, err := x509.ParseCertificate(block.Bytes); err == nil {
			pool = append(pool, issuer)
		}
	}
	if len(pemRoots) > 0 && len(pool) == 0 {
		return nil, ErrConfig
	}
	return func(chain []*x509.Certificate, now time.Time) error { return verifyChain(chain, pool, now) }, nil
}

// pinnedBy trusts the issuer that an enrolment code pins; the endpoint shows it behind its own certificate.
func pinnedBy(code Code) trust {
	return func(chain []*x509.Certificate, now time.Time) error {
		var pool []*x509.Certificate
		for _, cert := range chain[1:] {
			if cert.IsCA && code.Matches(cert) {
				pool = append(pool, cert)
			}
		}
		return verifyChain(chain, pool, now)
	}
}

// verifyChain trusts what an issuer of the pool issued and that counts now. The dates of the issuer itself are not looked at: it is pinned, and an
// endpoint that was first started with a clock that ran ahead would be nobody until then.
func verifyChain(chain []*x509.Certificate, pool []*x509.Certificate, now time.Time) error {
	leaf := chain[0]
	if !slices.ContainsFunc(pool, func(issuer *x509.Certificate) bool { return leaf.CheckSignatureFrom(issuer) == nil }) {
		return ErrCertificate
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf) // its issuer is known by now; what is left is what it is for
	_, err := leaf.Verify(x509.VerifyOptions{
		DNSName: ServerName, Roots: roots, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	var invalid x509.CertificateInvalidError
	if errors.As(err, &invalid) && invalid.Reason == x509.Expired {
		return ErrClock
	}
	if err != nil {
		return ErrCertificate
	}
	return nil
}

// over makes the HTTP client: TLS 1.3, our own trust, no proxy, no redirects, bounded headers.
func (c *Client) over(t trust) *http.Client {
	conf := &tls.Config{
		MinVersion: tls.VersionTLS13,
		ServerName: ServerName,
		Time:       c.config.Now,
		// The default check knows the system's roots and the address; ours below replaces it with the endpoint's own issuer.
		InsecureSkipVerify: true,
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 {
				return ErrCertificate
			}
			return t(s.PeerCertificates, c.config.Now())
		},
	}
	if c.config.Cert.PrivateKey != nil {
		conf.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &c.config.Cert, nil }
	}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: c.config.Dial, TLSClientConfig: conf, TLSHandshakeTimeout: dialTimeout,
			ResponseHeaderTimeout: c.config.Timeout, IdleConnTimeout: 90 * time.Second,
			MaxResponseHeaderBytes: 64 << 10, MaxConnsPerHost: 4, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// networkFault sorts what went wrong before there was an answer. A call stopped by the caller keeps context.Canceled.
func networkFault(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return context.Canceled
	}
	var own *fault.Error
	if errors.As(err, &own) {
		return own
	}
	var record tls.RecordHeaderError
	if errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch) {
		return ErrHTML // something on the other side speaks no TLS, as a guest network does
	}
	var verification *tls.CertificateVerificationError
	if errors.As(err, &verification) {
		return ErrCertificate
	}
	return ErrOffline
}

// read sorts an answer: it must be ours in every detail before anything in it counts.
func (c *Client) read(r request, resp *http.Response, data []byte, out any) error {
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		return ErrRedirect
	}
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	if done := r.whole(resp, kind, data, out); done {
		return nil
	}
	fine := r.fine(resp.StatusCode)
	switch {
	case kind == "text/html":
		return c.orClock(resp, htmlFault(resp, c.config.Now()))
	case !fine && kind == "application/problem+json":
		var p Problem
		if err := strictJSON(data, &p); err != nil {
			return c.orClock(resp, faultOf(Problem{}, resp.StatusCode, resp.Header, c.config.Now()))
		}
		return c.orClock(resp, faultOf(p, resp.StatusCode, resp.Header, c.config.Now()))
	case !fine:
		return c.orClock(resp, faultOf(Problem{}, resp.StatusCode, resp.Header, c.config.Now()))
	case kind != "application/json" || len(data) > maxResponse || !whole(resp.Header, data):
		return ErrResponse
	}
	if err := strictJSON(data, out); err != nil {
		return ErrResponse
	}
	if r.clock {
		return c.orClock(resp, nil)
	}
	return nil
}

// htmlFault: a page with status 200 is somebody else's; a gateway's error page is an endpoint that cannot be reached now.
func htmlFault(resp *http.Response, now time.Time) error {
	busy := resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
	if busy && resp.StatusCode != http.StatusNetworkAuthenticationRequired {
		return faultOf(Problem{}, resp.StatusCode, resp.Header, now)
	}
	return ErrHTML
}

// orClock prefers the cause to its consequence: a clock far off explains most refusals.
func (c *Client) orClock(resp *http.Response, err error) error {
	at, parseErr := http.ParseTime(resp.Header.Get("Date"))
	if parseErr != nil {
		return err
	}
	if skew := c.config.Now().Sub(at); skew > maxSkew || skew < -maxSkew {
		return ErrClock
	}
	return err
}

// strictJSON takes exactly one value. Unknown fields are allowed here: a newer endpoint may say more.
func strictJSON(data []byte, out any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(out); err != nil {
		return err
	}
	if dec.More() {
		return ErrResponse
	}
	return nil
}

// asCode: at enrolment a refusal is about the code, unless the endpoint named something else.
func asCode(err error) error {
	var r *Refusal
	if errors.As(err, &r) && r.Code == ErrCode.Code {
		return ErrCode
	}
	return err
}
