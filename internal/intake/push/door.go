package push

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	mostReply = 4 << 20
	mostAfter = 24 * time.Hour
)

// Door is the way into another system: an address, the header that lets in, and who signed its certificate.
type Door struct {
	base   *url.URL
	access string // value of Authorization, "" for none
	media  string
	http   *http.Client
}

// NewDoor makes a door. The address must be https, plain http only on this machine: ErrAddress. Media is the type of what goes in and out;
// roots are who may have signed the other side's certificate, nil for whom this system trusts.
func NewDoor(address, access, media string, roots *x509.CertPool) (*Door, error) {
	base, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Scheme != "https" && !(base.Scheme == "http" && here(base.Hostname())) {
		return nil, ErrAddress
	}
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}, TLSHandshakeTimeout: 10 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 1,
	}
	return &Door{base: base, access: access, media: media, http: &http.Client{
		Transport: transport, Timeout: 40 * time.Second,
		// A redirect would carry personal data somewhere that nobody chose.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// here reports whether a host is this machine.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// send makes one request below the address. Both bodies are JSON; in and out may be nil.
func (d *Door) send(ctx context.Context, method, path string, query url.Values, in, out any) error {
	address := *d.base
	address.Path += path
	address.RawQuery = query.Encode()
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return ErrContent
		}
		body = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(ctx, method, address.String(), body)
	if err != nil {
		return ErrAddress
	}
	r.Header.Set("Accept", d.media)
	if in != nil {
		r.Header.Set("Content-Type", d.media)
	}
	if d.access != "" {
		r.Header.Set("Authorization", d.access)
	}
	resp, err := d.http.Do(r)
	if err != nil {
		return ErrAway // its own text holds the address
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostReply+1))
	if err != nil || len(data) > mostReply {
		return ErrAway
	}
	if err := judge(resp); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent || out == nil && len(data) == 0 {
		return nil
	}
	if out == nil {
		out = new(json.RawMessage) // nobody needs it, but a page of a proxy is no answer
	}
	return d.read(resp, data, out)
}

// read takes the answer only when it is JSON: a page of a proxy is none.
func (d *Door) read(resp *http.Response, data []byte, out any) error {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil || kind != d.media && kind != "application/json" || json.Unmarshal(data, out) != nil {
		return ErrAway
	}
	return nil
}

// errGone is an answer that the thing asked for is not there.
var errGone = errors.New("not there")

// judge maps a status to what can be done about it.
func judge(resp *http.Response) error {
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusProxyAuthRequired:
		return ErrDenied
	case code == http.StatusNotFound, code == http.StatusGone:
		return errGone
	case code == http.StatusRequestTimeout, code == http.StatusTooManyRequests, code == http.StatusConflict, code < 400, code >= 500:
		return ErrAway.Later(after(resp))
	}
	return ErrContent
}

// after is how long the other side asks to wait, at most a day. A date is not read: the clocks may differ.
func after(resp *http.Response) time.Duration {
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, mostAfter)
}
