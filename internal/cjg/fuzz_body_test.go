package cjg

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/envelope"
)

// anyReceiver takes everything, so that only the handler stands before it. It notes what it was given.
type anyReceiver struct{ sealed [][]byte }

func (*anyReceiver) Device(context.Context, *x509.Certificate) (string, error) { return "device", nil }
func (*anyReceiver) Capabilities(context.Context) (Capabilities, error)        { return Capabilities{}, nil }
func (*anyReceiver) Enrol(context.Context, EnrolmentRequest) (EnrolmentBody, error) {
	return EnrolmentBody{}, nil
}
func (*anyReceiver) Renew(context.Context, RenewalRequest) (EnrolmentBody, error) {
	return EnrolmentBody{}, nil
}
func (a *anyReceiver) Put(_ context.Context, _ string, sealed [][]byte) []PutResult {
	a.sealed = sealed
	return make([]PutResult, len(sealed))
}
func (a *anyReceiver) Recall(_ context.Context, _ string, _ envelope.UUID, sealed []byte) PutResult {
	a.sealed = [][]byte{sealed}
	return PutResult{}
}
func (*anyReceiver) Get(context.Context, string, envelope.UUID) (DeliveryBody, error) {
	return DeliveryBody{}, nil
}
func (*anyReceiver) Changes(context.Context, string, string) (ChangesBody, error) {
	return ChangesBody{}, nil
}

func (*anyReceiver) OpenMailbox(context.Context, string, envelope.UUID) (MailboxBody, bool, error) {
	return MailboxBody{}, true, nil
}
func (*anyReceiver) CloseMailbox(context.Context, string, envelope.UUID) error { return nil }
func (a *anyReceiver) PutContribution(_ context.Context, _ string, _ envelope.UUID, wrapped []byte) PutResult {
	a.sealed = [][]byte{wrapped}
	return PutResult{}
}
func (*anyReceiver) Contributions(context.Context, string, envelope.UUID, string) (ContributionsBody, error) {
	return ContributionsBody{}, nil
}
func (*anyReceiver) Contribution(context.Context, string, envelope.UUID, envelope.UUID) ([]byte, error) {
	return nil, nil
}
func (*anyReceiver) DeleteContribution(context.Context, string, envelope.UUID, envelope.UUID) error {
	return nil
}

// bodies are the routes that take one.
func bodies() []struct{ method, path, kind string } {
	const id = "0b6a7a3e-0000-4000-8000-000000000001"
	return []struct{ method, path, kind string }{
		{http.MethodPut, "/v1/berichten/" + id, "application/octet-stream"},
		{http.MethodPost, "/v1/berichten:batch", "application/octet-stream"},
		{http.MethodPost, "/v1/berichten/" + id + "/intrekking", "application/octet-stream"},
		{http.MethodPost, "/v1/inschrijving", "application/json"},
		{http.MethodPost, "/v1/vernieuwing", "application/json"},
		{http.MethodPut, "/v1/postbussen/" + id + "/bijdragen/" + id, "application/octet-stream"},
		{http.MethodPut, "/v1/postbussen/" + id, ""},
		{http.MethodDelete, "/v1/postbussen/" + id, ""},
		{http.MethodDelete, "/v1/postbussen/" + id + "/bijdragen/" + id, ""},
	}
}

// FuzzBody: whatever stands in the body of any request, the answer is one of the contract, a refusal is problem+json, and what the
// receiver gets is exactly what was sent.
func FuzzBody(f *testing.F) {
	s, _ := envelope.ParseSigningKey(bytes.Repeat([]byte{1}, 32))
	o, _ := envelope.ParseOpeningKey(bytes.Repeat([]byte{2}, 32))
	id, _ := envelope.ParseUUID("0b6a7a3e-0000-4000-8000-000000000001")
	sealed, _, err := envelope.Seal(nil, envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: time.Unix(1, 0), Salt: [32]byte{1}}, []byte("{}"), s, o.Public())
	if err != nil {
		f.Fatal(err)
	}
	wrapped, _, err := envelope.Wrap(envelope.Fields{ID: id, Version: 1, Kind: envelope.Contribution, Created: time.Unix(1, 0)}, []byte("dicht"), s, id)
	if err != nil {
		f.Fatal(err)
	}
	for i := range bodies() {
		f.Add(i, sealed)
		f.Add(i, wrapped)
		f.Add(i, JoinSealed([][]byte{sealed, sealed}))
		f.Add(i, []byte(`{"geheim":"AAAA","csr":"AAAA","ondertekening":"AAAA","opening":"AAAA","bewijs":"AAAA","naam":"Samira"}`))
		f.Add(i, []byte(`{"geheim":"AAAA","csr":"AAAA","ondertekening":"AAAA","opening":"AAAA","bewijs":"AAAA","Naam":"Samira"}`))
		f.Add(i, []byte(`{"geheim":"AAAA","csr":"AAAA","ondertekening":"AAAA","opening":"AAAA","bewijs":null}`))
		f.Add(i, []byte(`{"geheim":"AAAA","csr":"AAAA","ondertekening":"AAAA","opening":"AAAA","bewijs":"AAAA","bewijs":"BBBB"}`))
		f.Add(i, []byte(`{"apparaat":"34750f98bd59fcfc946da45aaabe933b","csr":"AAAA","bewijs":"AAAA"}`))
		f.Add(i, []byte(`{"apparaat":"34750f98bd59fcfc946da45aaabe933b","csr":"AAAA","bewijs":"AAAA","nieuw":{"eindpunt":"d38195d7abbdae615859741b3c61d9a73514a5506b9a0886f91518e981d469c0","tijd":"2026-11-22T09:00:00Z","ondertekening":"AAAA","opening":"AAAA","bewijs":"AAAA","meteen":true}}`))
	}
	f.Fuzz(func(t *testing.T, which int, body []byte) {
		routes := bodies()
		route := routes[uint(which)%uint(len(routes))]
		to := &anyReceiver{}
		var log bytes.Buffer
		h := NewHandler(to, slog.New(slog.NewTextHandler(&log, nil)), func() time.Time { return time.Unix(1, 0) })
		r := httptest.NewRequest(route.method, route.path, bytes.NewReader(body))
		r.Header.Set("Content-Type", route.kind)
		r.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{}}}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch {
		case w.Code >= 500:
			t.Fatalf("%s gives %d", route.path, w.Code)
		case w.Code >= 400 && !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json"):
			t.Fatalf("%s: %d is no problem+json", route.path, w.Code)
		case w.Code < 300 && strings.HasSuffix(route.path, ":batch") && !bytes.Equal(JoinSealed(to.sealed), body):
			t.Fatal("another batch reached the receiver")
		case w.Code < 300 && to.sealed != nil && len(to.sealed) == 1 && !strings.HasSuffix(route.path, ":batch") && !bytes.Equal(to.sealed[0], body):
			t.Fatal("another message reached the receiver")
		case w.Code < 300 && route.kind == "application/json" && !exact(body):
			t.Fatal("a JSON body is taken that has names which are not in the contract, or one twice")
		case len(body) > 24 && bytes.Contains(log.Bytes(), body):
			t.Fatal("the body stands in the log")
		}
	})
}

// exact reports whether every name in a JSON text is of the contract and stands once, by a reader that shares nothing with the handler's.
func exact(body []byte) bool {
	known := strings.Fields("geheim csr ondertekening opening bewijs naam apparaat nieuw eindpunt tijd meteen")
	dec := json.NewDecoder(bytes.NewReader(body))
	var open []map[string]bool
	name := false // a name comes next
	for {
		token, err := dec.Token()
		if err != nil {
			return err == io.EOF
		}
		switch v := token.(type) {
		case json.Delim:
			if v == '{' {
				open, name = append(open, map[string]bool{}), true
				continue
			}
			if v != '}' {
				return false
			}
			open, name = open[:len(open)-1], true
			continue
		case string:
			if name {
				in := open[len(open)-1]
				if in[v] || !slices.Contains(known, v) {
					return false
				}
				in[v], name = true, false
				continue
			}
		case nil:
			return false
		}
		name = true
	}
}

// FuzzOpenReturn: no file but the one that the endpoint signed opens, and none makes trouble.
func FuzzOpenReturn(f *testing.F) {
	keys, err := ParseDeviceKeys(bytes.Repeat([]byte{3}, 96))
	if err != nil {
		f.Fatal(err)
	}
	body := ReturnBody{Device: keys.Device(), Made: time.Unix(1, 0).UTC(), Receipts: []DeliveryBody{}, Changes: []ChangesBody{}}
	body.Enrolment.Device = keys.Device()
	content, err := json.Marshal(body)
	if err != nil {
		f.Fatal(err)
	}
	file, err := json.Marshal(ReturnFile{Format: SchakelRetour1, Content: content, Signature: []byte("x")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(content)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := OpenReturn(data, keys, func(*x509.Certificate) bool { return false }); err == nil {
			t.Fatal("a file that nobody trusted signed was taken")
		}
		if device, err := ReturnDevice(data); err == nil && device == "" && len(data) > MaxReturn {
			t.Fatal("a file without a limit")
		}
	})
}
