package cjg_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// faulty is a listener with a good certificate whose answers a test chooses.
type faulty struct {
	url          string
	roots        []byte
	front, inbox envelope.SigningKey
	device       envelope.SigningKey
	opening      envelope.OpeningKey
}

// listen serves the handler over TLS with a certificate of these dates for this name.
func listen(t *testing.T, name string, from, until time.Time, h http.Handler) *faulty {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "issuer"}, NotBefore: from, NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	must(t, err)
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), DNSNames: []string{name}, NotBefore: from, NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, root, key.Public(), key)
	must(t, err)
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{leafDER, rootDER}, PrivateKey: key}}, NextProtos: []string{"h2", "http/1.1"},
	})
	must(t, err)
	server := &http.Server{Handler: h, ErrorLog: nil, ReadHeaderTimeout: time.Second}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	f := &faulty{url: "https://" + l.Addr().String(), roots: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rootDER})}
	f.front, _ = envelope.NewSigningKey(rand.Reader)
	f.inbox, _ = envelope.NewSigningKey(rand.Reader)
	f.device, _ = envelope.NewSigningKey(rand.Reader)
	f.opening, err = envelope.NewOpeningKey(rand.Reader)
	must(t, err)
	return f
}

func (f *faulty) client(t *testing.T) *cjg.Client {
	t.Helper()
	c, err := cjg.NewClient(cjg.ClientConfig{
		BaseURL: f.url, Roots: f.roots, Front: f.front.Public(), Inbox: f.inbox.Public(), Timeout: 500 * time.Millisecond,
	})
	must(t, err)
	t.Cleanup(c.Close)
	return c
}

func (f *faulty) sealed(t *testing.T) ([]byte, envelope.Header) {
	t.Helper()
	id, err := envelope.NewUUID(rand.Reader)
	must(t, err)
	s, h, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: time.Now()},
		[]byte("{}"), f.device, f.opening.Public())
	must(t, err)
	return s, h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func body(status int, kind, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
	}
}

func problem(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"type":"x","title":"x","status":%d,"kind":"refused","retry":"nee","code":"cjg.bsn"}`, status)
	}
}

func TestNothingButAVerifiedReceiptIsSent(t *testing.T) {
	now := time.Now()
	var f *faulty
	var h envelope.Header
	answer := func(change func(*cjg.DeliveryBody)) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			b := cjg.DeliveryBody{Uuid: h.ID.String(), Version: 1, Received: envelope.NewReceipt(envelope.Received, h, now, f.front).String()}
			change(&b)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			_ = json.NewEncoder(w).Encode(b)
		}
	}
	cases := map[string]struct {
		handler http.HandlerFunc
		want    *fault.Error
	}{
		"captive portal":      {body(200, "text/html; charset=utf-8", "<html>Log in</html>"), cjg.ErrHTML},
		"captive portal, 511": {body(511, "text/html", "<html>"), cjg.ErrHTML},
		"no type":             {body(200, "", "ok"), cjg.ErrResponse},
		"empty JSON":          {body(200, "application/json", "{}"), cjg.ErrReceipt},
		"broken JSON":         {body(200, "application/json", `{"uuid":`), cjg.ErrResponse},
		"redirect":            {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) }, cjg.ErrRedirect},
		"permanent redirect":  {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "https://example.invalid/", 308) }, cjg.ErrRedirect},
		"400":                 {problem(400), cjg.ErrUnprocessable},
		"401":                 {problem(401), cjg.ErrDenied},
		"403":                 {problem(403), cjg.ErrDenied},
		"404":                 {problem(404), cjg.ErrUnknown},
		"409":                 {problem(409), cjg.ErrConflict},
		"413":                 {problem(413), cjg.ErrTooLarge},
		"422":                 {problem(422), cjg.ErrUnprocessable},
		"429":                 {problem(429, "Retry-After", "7"), cjg.ErrBusy},
		"500 without problem": {body(500, "text/plain", "oops"), cjg.ErrBusy},
		"502 of a gateway":    {body(502, "text/html", "<html>"), cjg.ErrBusy},
		"503":                 {problem(503, "Retry-After", "7"), cjg.ErrBusy},
		"204":                 {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, cjg.ErrResponse},
		"no answer":           {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, cjg.ErrOffline},
		"reset":               {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, cjg.ErrOffline},
		"truncated":           {truncated, cjg.ErrOffline},
		"slow drip":           {drip, cjg.ErrOffline},
		"clock a year off":    {problem(401, "Date", now.AddDate(1, 0, 0).UTC().Format(http.TimeFormat)), cjg.ErrClock},
		"receipt of another": {answer(func(b *cjg.DeliveryBody) {
			b.Received = envelope.NewReceipt(envelope.Received, h, now, f.inbox).String()
		}), cjg.ErrReceipt},
		"receipt of other kind": {answer(func(b *cjg.DeliveryBody) {
			b.Received = envelope.NewReceipt(envelope.Readable, h, now, f.front).String()
		}), cjg.ErrReceipt},
		"receipt for other": {answer(func(b *cjg.DeliveryBody) {
			b.Received = envelope.NewReceipt(envelope.Received, envelope.Header{}, now, f.front).String()
		}), cjg.ErrReceipt},
		"receipt garbled":      {answer(func(b *cjg.DeliveryBody) { b.Received = strings.Repeat("A", 163) }), cjg.ErrReceipt},
		"other uuid":           {answer(func(b *cjg.DeliveryBody) { b.Uuid = "0b6a7a3e-0000-4000-8000-000000000001" }), cjg.ErrReceipt},
		"second receipt wrong": {answer(func(b *cjg.DeliveryBody) { b.Readable = b.Received }), cjg.ErrReceipt},
	}
	for name, c := range cases {
		f = listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), c.handler)
		var s []byte
		s, h = f.sealed(t)
		d, err := f.client(t).Put(context.Background(), s)
		if !errors.Is(err, c.want) || d != (cjg.Delivery{}) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		if results, err := f.client(t).Batch(context.Background(), [][]byte{s}); err == nil && results[0].Err == nil {
			t.Errorf("%s: a batch counts as sent", name)
		}
	}
	f = listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), answer(func(*cjg.DeliveryBody) {}))
	var s []byte
	s, h = f.sealed(t)
	if d, err := f.client(t).Put(context.Background(), s); err != nil || d.ID != h.ID {
		t.Errorf("the good case: %v", err)
	}
}

func truncated(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"uuid":"`))
	panic(http.ErrAbortHandler)
}

func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for r.Context().Err() == nil {
		_, _ = w.Write([]byte(" "))
		_ = http.NewResponseController(w).Flush()
		time.Sleep(50 * time.Millisecond)
	}
}

func TestCertificates(t *testing.T) {
	now := time.Now()
	fine := body(200, "application/json", "{}")
	try := func(f *faulty, change func(*cjg.ClientConfig)) error {
		config := cjg.ClientConfig{BaseURL: f.url, Roots: f.roots, Timeout: time.Second}
		change(&config)
		c, err := cjg.NewClient(config)
		must(t, err)
		defer c.Close()
		_, err = c.Capabilities(context.Background())
		return err
	}
	good := listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), fine)
	other := listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), fine)
	cases := map[string]struct {
		err  error
		want *fault.Error
	}{
		"another issuer":    {try(good, func(c *cjg.ClientConfig) { c.Roots = other.roots }), cjg.ErrCertificate},
		"no issuer":         {try(good, func(c *cjg.ClientConfig) { c.Roots = nil }), cjg.ErrCertificate},
		"another name":      {try(listen(t, "example.nl", now.Add(-time.Hour), now.Add(time.Hour), fine), func(*cjg.ClientConfig) {}), cjg.ErrCertificate},
		"expired":           {try(listen(t, cjg.ServerName, now.Add(-2*time.Hour), now.Add(-time.Hour), fine), func(*cjg.ClientConfig) {}), cjg.ErrClock},
		"not yet valid":     {try(listen(t, cjg.ServerName, now.Add(time.Hour), now.Add(2*time.Hour), fine), func(*cjg.ClientConfig) {}), cjg.ErrClock},
		"our clock is off":  {try(good, func(c *cjg.ClientConfig) { c.Now = func() time.Time { return now.Add(11 * time.Minute) } }), cjg.ErrClock},
		"nobody listens":    {try(good, func(c *cjg.ClientConfig) { c.BaseURL = "https://127.0.0.1:1" }), cjg.ErrOffline},
		"speaks plain HTTP": {try(plain(t), func(*cjg.ClientConfig) {}), cjg.ErrHTML},
	}
	for name, c := range cases {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.err, c.want)
		}
	}
	if err := try(good, func(*cjg.ClientConfig) {}); err != nil {
		t.Errorf("the good case: %v", err)
	}
}

// plain is a guest network that answers TLS with a page in plain HTTP.
func plain(t *testing.T) *faulty {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	server := &http.Server{Handler: body(200, "text/html", "<html>"), ReadHeaderTimeout: time.Second}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return &faulty{url: "https://" + l.Addr().String()}
}

func TestRetryAfterAndCode(t *testing.T) {
	now := time.Now()
	f := listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), problem(429, "Retry-After", "90"))
	s, _ := f.sealed(t)
	_, err := f.client(t).Put(context.Background(), s)
	if fault.AfterOf(err) != 90*time.Second || fault.Of(err) != fault.Offline {
		t.Errorf("after %v, kind %v", fault.AfterOf(err), fault.Of(err))
	}
	var r *cjg.Refusal
	if !errors.As(err, &r) || r.Code != "cjg.bsn" {
		t.Errorf("the endpoint's code is lost: %v", err)
	}
	f = listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), problem(503, "Retry-After", "999999999"))
	if _, err := f.client(t).Put(context.Background(), s); fault.AfterOf(err) > time.Hour {
		t.Errorf("another machine makes us wait %v", fault.AfterOf(err))
	}
}

func TestStoppedByTheCaller(t *testing.T) {
	now := time.Now()
	f := listen(t, cjg.ServerName, now.Add(-time.Hour), now.Add(time.Hour), func() http.HandlerFunc {
		return func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	}())
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	s, _ := f.sealed(t)
	if _, err := f.client(t).Put(ctx, s); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for _, bad := range []string{"", "http://x", "https://", "https://u:p@x", "https://x?y", "x"} {
		if _, err := cjg.NewClient(cjg.ClientConfig{BaseURL: bad}); !errors.Is(err, cjg.ErrConfig) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCodeSurvivesTheKitchenTable(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(t, err)
	cert, err := x509.ParseCertificate(der)
	must(t, err)
	code, err := cjg.NewCode(rand.Reader, cert)
	must(t, err)
	s := code.String()
	for _, typed := range []string{s, strings.ToLower(s), strings.ReplaceAll(s, "-", " "), strings.ReplaceAll(s, "0", "o"), strings.ReplaceAll(s, "1", "l")} {
		if got, err := cjg.ParseCode(typed); err != nil || got != code {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if !code.Matches(cert) || len(s) != 39 {
		t.Errorf("code %q", s)
	}
	for _, bad := range []string{"", "x", s[:38], s + "0"} {
		if _, err := cjg.ParseCode(bad); !errors.Is(err, cjg.ErrCode) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestDeviceKeysRoundTrip(t *testing.T) {
	k, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	got, err := cjg.ParseDeviceKeys(k.Bytes())
	if err != nil || got.Device() != k.Device() || !got.TLS.Equal(k.TLS) || got.Opening.Public().ID() != k.Opening.Public().ID() {
		t.Errorf("%v", err)
	}
	if _, err := cjg.ParseDeviceKeys(k.Bytes()[1:]); !errors.Is(err, envelope.ErrKey) {
		t.Errorf("short: %v", err)
	}
}
