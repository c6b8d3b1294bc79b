package intake_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// deviceTable is what every route answers to everybody who asks about one device's message: the status, in the order of deviceCallers. A
// route of openapi.yaml without a row here fails the test, and so does a row without a route.
const deviceTable = `
putMessage       401 401 403 403 422 409 200
getMessage       401 401 403 403 404 404 200
putBatch         401 401 403 403 200 200 200
recallMessage    401 401 403 403 404 404 201
listChanges      401 401 403 403 200 200 200
getCapabilities  200 200 200 200 200 200 200
enrolDevice      401 401 401 401 401 401 201
renewDevice      400 400 400 400 400 400 200
openMailbox      401 401 403 403 409 409 200
closeMailbox     401 401 403 403 404 404 204
listContributions 401 401 403 403 404 404 200
putContribution  401 401 403 403 422 409 200
getContribution  401 401 403 403 404 404 200
deleteContribution 401 401 403 403 404 404 204
`

// deviceCallers: no certificate, one that is over, one of a revoked device, one that another issuer signed, another device that has the
// bytes of the message, another device that makes its own under the same uuid, and the device itself.
func deviceCallers() []string {
	return []string{"none", "expired", "revoked", "stranger", "other with the bytes", "other under the uuid", "right"}
}

// caller is one of them.
type caller struct {
	keys cjg.DeviceKeys
	cert *tls.Certificate
}

// access is an endpoint with everybody who may ask, and one message of one device.
type access struct {
	*world
	who      map[string]caller
	id       envelope.UUID
	sealed   []byte
	request  cjg.EnrolmentRequest // by which the device enrolled
	forbid   []string
	redeemed cjg.Code

	box, closing envelope.UUID // mailboxes of the device
	gift, taken  envelope.UUID // files in the first one
	wrapped      []byte        // the first of them
}

func newAccess(t *testing.T) *access {
	w := newWorld(t)
	a := &access{world: w, who: map[string]caller{}, id: uuid(t)}
	enrol := func() (cjg.DeviceKeys, *tls.Certificate) {
		code, err := w.endpoint.Front.NewCode("")
		must(t, err)
		keys, err := cjg.NewDeviceKeys(rand.Reader)
		must(t, err)
		request, err := keys.EnrolmentRequest(rand.Reader, code, "")
		must(t, err)
		body, err := w.endpoint.Front.Enrol(context.Background(), request)
		must(t, err)
		return keys, &tls.Certificate{Certificate: [][]byte{body.Certificate}, PrivateKey: keys.TLS}
	}
	put := func(name string, keys cjg.DeviceKeys, cert *tls.Certificate) { a.who[name] = caller{keys, cert} }
	old, oldCert := enrol()
	w.clock.add(91 * 24 * time.Hour)
	put("expired", old, oldCert)
	gone, goneCert := enrol()
	must(t, w.endpoint.Front.Revoke(gone.Device(), "beheer"))
	put("revoked", gone, goneCert)
	other, otherCert := enrol()
	put("other with the bytes", other, otherCert)
	put("other under the uuid", other, otherCert)
	put("none", other, nil)
	elsewhere, err := intake.NewKeys(rand.Reader, "CJG Elders", w.clock.now())
	must(t, err)
	server, err := elsewhere.ServerCertificate(rand.Reader, []string{"x"}, w.clock.now())
	must(t, err)
	put("stranger", other, &server)
	a.right(t)
	return a
}

// right is the device whose message it is, with what it sent and what came back.
func (a *access) right(t *testing.T) {
	var err error
	a.redeemed, err = a.endpoint.Front.NewCode("MERKTEKEN-LABEL")
	must(t, err)
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	a.request, err = keys.EnrolmentRequest(rand.Reader, a.redeemed, "MERKTEKEN-LABEL")
	must(t, err)
	body, err := a.endpoint.Front.Enrol(context.Background(), a.request)
	must(t, err)
	cert := tls.Certificate{Certificate: [][]byte{body.Certificate}, PrivateKey: keys.TLS}
	a.who["right"] = caller{keys, &cert}
	d := referral()
	d.Question = "MERKTEKEN-VRAAG"
	a.sealed, _ = a.seal(keys, d, a.id, 1)
	must(t, a.endpoint.Front.Put(context.Background(), body.Device, [][]byte{a.sealed})[0].Err)
	must(t, a.endpoint.Inbox.OpenPending())
	must(t, a.endpoint.Inbox.Answer(a.id, cjg.Answer{State: cjg.StateAccepted, Text: "MERKTEKEN-ANTWOORD"}, "marieke"))
	a.forbid = []string{"MERKTEKEN", "Elif", "06 1234", "H-0042", "marieke"}
	a.box, a.closing, a.gift, a.taken = uuid(t), uuid(t), uuid(t), uuid(t)
	for _, box := range []envelope.UUID{a.box, a.closing} {
		_, _, err := a.endpoint.Front.OpenMailbox(context.Background(), body.Device, box)
		must(t, err)
	}
	a.wrapped = wrap(t, keys, a.box, a.gift, "MERKTEKEN-BIJDRAGE")
	for _, wrapped := range [][]byte{a.wrapped, wrap(t, keys, a.box, a.taken, "MERKTEKEN-TWEE")} {
		must(t, a.endpoint.Front.PutContribution(context.Background(), body.Device, a.box, wrapped).Err)
	}
}

// ask makes the request of a route as somebody makes it.
func (a *access) ask(t *testing.T, operation, name string) (body []byte, kind string) {
	t.Helper()
	c := a.who[name]
	sealed := a.sealed
	if name == "other under the uuid" {
		sealed, _ = a.seal(c.keys, referral(), a.id, 1)
	}
	asJSON := func(v any, err error) ([]byte, string) {
		must(t, err)
		data, err := json.Marshal(v)
		must(t, err)
		return data, "application/json"
	}
	switch operation {
	case "putMessage":
		return sealed, "application/octet-stream"
	case "putBatch":
		return cjg.JoinSealed([][]byte{sealed}), "application/octet-stream"
	case "putContribution":
		if name == "other under the uuid" {
			return wrap(t, c.keys, a.box, a.gift, "iets anders"), "application/octet-stream"
		}
		return a.wrapped, "application/octet-stream"
	case "recallMessage":
		by := c.keys
		if name == "other with the bytes" {
			by = a.who["right"].keys
		}
		back, _ := a.seal(by, recall(a.id), uuid(t), 1)
		return back, "application/octet-stream"
	case "enrolDevice":
		if name == "right" {
			return asJSON(a.request, nil)
		}
		keys, err := cjg.NewDeviceKeys(rand.Reader)
		must(t, err)
		return asJSON(keys.EnrolmentRequest(rand.Reader, a.redeemed, "")) // the code was used
	case "renewDevice":
		r, err := c.keys.RenewalRequest(rand.Reader)
		if name != "right" {
			r.Device = a.who["right"].keys.Device() // the proof is somebody else's
		}
		return asJSON(r, err)
	}
	return nil, ""
}

// do sends it over the network with the caller's certificate.
func (a *access) do(t *testing.T, method, path, operation, name string) (int, []byte) {
	t.Helper()
	body, kind := a.ask(t, operation, name)
	conf := &tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: true}
	if cert := a.who[name].cert; cert != nil {
		conf.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return cert, nil }
	}
	transport := &http.Transport{TLSClientConfig: conf}
	defer transport.CloseIdleConnections()
	r, err := http.NewRequest(method, a.url+a.filled(path, operation), bytes.NewReader(body))
	must(t, err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	resp, err := transport.RoundTrip(r)
	must(t, err)
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	must(t, err)
	return resp.StatusCode, data
}

// filled puts the ids of the device's own things in the path of a route.
func (a *access) filled(path, operation string) string {
	id, box := a.id, a.box
	switch operation {
	case "closeMailbox":
		box = a.closing
	case "putContribution", "getContribution":
		id = a.gift
	case "deleteContribution":
		id = a.taken
	}
	return strings.NewReplacer("{uuid}", id.String(), "{postbus}", box.String()).Replace(path)
}

// TestEveryRouteEveryDevice walks the table: nobody but the device itself gets anything of its message, on any route, and neither the
// answers nor the log say what it holds.
func TestEveryRouteEveryDevice(t *testing.T) {
	a := newAccess(t)
	want := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(deviceTable)) {
		words := strings.Fields(line)
		want[words[0]] = words[1:]
	}
	count := 0
	paths := spec(t).Paths.Map()
	order := []string{"right"} // last, because it recalls
	for _, name := range deviceCallers() {
		if name != "right" {
			order = slices.Insert(order, len(order)-1, name)
		}
	}
	for _, name := range order {
		for path, item := range paths {
			for method, op := range item.Operations() {
				row, known := want[op.OperationID]
				if !known || len(row) != len(deviceCallers()) {
					t.Fatalf("%s %s (%s) has no row in the table", method, path, op.OperationID)
				}
				status, body := a.do(t, method, path, op.OperationID, name)
				if code := row[slices.Index(deviceCallers(), name)]; strconv.Itoa(status) != code {
					t.Errorf("%s as %s: %d, want %s: %s", op.OperationID, name, status, code, body)
				}
				if name != "right" || op.OperationID != "getContribution" { // the file itself
					a.nothingIn(t, op.OperationID+" as "+name, name, string(body))
				}
				count++
			}
		}
	}
	if count != len(want)*len(deviceCallers()) {
		t.Errorf("%d answers for %d rows: a row has no route", count, len(want))
	}
	a.nothingIn(t, "the log", "", a.log.String())
	if item, err := a.endpoint.Inbox.Peek(a.id); err != nil || item.Device != a.who["right"].keys.Device() || item.Version != 1 {
		t.Errorf("somebody changed the message: %+v %v", item.Case, err)
	}
	t.Logf("%d answers", count)
}

// nothingIn looks for what may not stand in an answer, or in the log.
func (a *access) nothingIn(t *testing.T, where, name, text string) {
	t.Helper()
	for _, word := range a.forbid {
		if strings.Contains(text, word) {
			t.Errorf("%s: %q stands in %s", where, word, text)
		}
	}
	if name == "right" {
		return
	}
	for _, word := range []string{a.id.String(), a.box.String(), a.gift.String(), a.taken.String(), `"wachten"`, `"bijdragen"`, a.who["right"].keys.Device(), `"ontvangen"`, `"verzegeld"`} {
		if strings.Contains(text, word) {
			t.Errorf("%s: %q stands in %s", where, word, text)
		}
	}
}
