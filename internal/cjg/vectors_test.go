package cjg_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// vectors is testdata/vectors.json; ../envelope/testdata/README.md says how another implementation checks itself with it.
type vectors struct {
	Device, InboxSeed, OpeningSeed         string
	Target, Recall, RecallDocument, Issuer string
	ReturnFile, AnswerDocument             string
	Fresh, Change                          string // seeds of other keys, and the request by which the device changes to them
}

const vectorsPath = "testdata/vectors.json"

func TestVectorsOfRecallAndReturnFile(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	data, err := os.ReadFile(vectorsPath)
	good(t, err)
	var v vectors
	good(t, json.Unmarshal(data, &v))
	device, err := cjg.ParseDeviceKeys(bytesOf(t, v.Device))
	good(t, err)
	inbox, err := envelope.ParseSigningKey(bytesOf(t, v.InboxSeed))
	good(t, err)
	opening, err := envelope.ParseOpeningKey(bytesOf(t, v.OpeningSeed))
	good(t, err)
	_, doc, err := cjg.OpenDocument(bytesOf(t, v.Recall), opening, device.Signing.Public())
	good(t, err)
	if text, err := cjg.Marshal(doc); err != nil || string(text) != v.RecallDocument || doc.(*cjg.Recall).About != v.Target {
		t.Errorf("the recall says %s %v", text, err)
	}
	issuer := func(c *x509.Certificate) bool { return hex.EncodeToString(c.Raw) == v.Issuer }
	got, err := cjg.OpenReturn([]byte(v.ReturnFile), device, issuer)
	good(t, err)
	if len(got.Receipts) != 1 || len(got.Pages) != 1 || len(got.Pages[0].Items) != 2 {
		t.Fatalf("the return file has %d receipts, %d pages", len(got.Receipts), len(got.Pages))
	}
	_, answer, err := cjg.OpenDocument(got.Pages[0].Items[1].Sealed, device.Opening, inbox.Public())
	good(t, err)
	if text, err := cjg.Marshal(answer); err != nil || string(text) != v.AnswerDocument {
		t.Errorf("the answer says %s %v", text, err)
	}
	var file cjg.ReturnFile
	good(t, json.Unmarshal([]byte(v.ReturnFile), &file))
	file.Content = bytes.Replace(file.Content, []byte(`"normDagen":7`), []byte(`"normDagen":9`), 1)
	checkChange(t, v, device)
	altered, err := json.Marshal(file)
	good(t, err)
	if _, err := cjg.OpenReturn(altered, device, issuer); err == nil {
		t.Error("an altered return file opens")
	}
}

// checkChange: the request names this endpoint and is signed by both keys; any field that is altered breaks it.
func checkChange(t *testing.T, v vectors, device cjg.DeviceKeys) {
	t.Helper()
	fresh, err := cjg.ParseDeviceKeys(bytesOf(t, v.Fresh))
	good(t, err)
	var r cjg.RenewalRequest
	good(t, json.Unmarshal([]byte(v.Change), &r))
	issuer, err := x509.ParseCertificate(bytesOf(t, v.Issuer))
	good(t, err)
	csr, err := r.CheckChange(device.Signing.Public())
	if err != nil || !fresh.TLS.Public().(ed25519.PublicKey).Equal(csr.PublicKey) || r.Fresh.Endpoint != cjg.EndpointID(issuer) || r.Device != device.Device() {
		t.Fatalf("the change: %v", err)
	}
	if !bytes.Equal(r.Fresh.Signing, fresh.Signing.Public().Bytes()) || !bytes.Equal(r.Fresh.Opening, fresh.Opening.Public().Bytes()) {
		t.Error("the change is to other keys")
	}
	for name, alter := range map[string]func(*cjg.RenewalRequest){
		"device":   func(r *cjg.RenewalRequest) { r.Device = r.Device[1:] + r.Device[:1] },
		"endpoint": func(r *cjg.RenewalRequest) { r.Fresh.Endpoint = r.Fresh.Endpoint[2:] + r.Fresh.Endpoint[:2] },
		"time":     func(r *cjg.RenewalRequest) { r.Fresh.Made = r.Fresh.Made.Add(time.Second) },
		"at once":  func(r *cjg.RenewalRequest) { r.Fresh.AtOnce = !r.Fresh.AtOnce },
		"signing":  func(r *cjg.RenewalRequest) { r.Fresh.Signing = device.Signing.Public().Bytes() },
		"opening":  func(r *cjg.RenewalRequest) { r.Fresh.Opening = device.Opening.Public().Bytes() },
		"proof":    func(r *cjg.RenewalRequest) { r.Proof[3] ^= 1 },
	} {
		var bad cjg.RenewalRequest
		good(t, json.Unmarshal([]byte(v.Change), &bad))
		alter(&bad)
		if _, err := bad.CheckChange(device.Signing.Public()); err == nil {
			t.Errorf("the change with another %s holds", name)
		}
	}
}

func writeVectors(t *testing.T) {
	t.Helper()
	seed := func(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }
	device, err := cjg.ParseDeviceKeys(append(append(seed(1), seed(2)...), seed(3)...))
	good(t, err)
	front, err := envelope.ParseSigningKey(seed(4))
	good(t, err)
	inbox, err := envelope.ParseSigningKey(seed(5))
	good(t, err)
	opening, err := envelope.ParseOpeningKey(seed(6))
	good(t, err)
	made := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	target, recallID, answerID := id(1), id(2), id(3)
	seal := func(n envelope.UUID, d cjg.Document, from envelope.SigningKey, to envelope.SealingKey) ([]byte, envelope.Header, []byte) {
		data, err := cjg.Marshal(d)
		good(t, err)
		sealed, h, err := envelope.Seal(rand.Reader, envelope.Fields{ID: n, Version: 1, Kind: d.Kind(), Created: made, Salt: [32]byte(seed(7))}, data, from, to)
		good(t, err)
		return sealed, h, data
	}
	recall, h, recallText := seal(recallID, &cjg.Recall{About: target.String(), Number: "H-0042", Whole: true, Date: "2026-11-22"}, device.Signing, opening.Public())
	answer, _, answerText := seal(answerID, &cjg.Answer{About: target.String(), State: cjg.StateErased, Date: "2026-11-22"}, inbox, device.Opening.Public())
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	good(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Schakel"}, NotBefore: made, NotAfter: made.AddDate(20, 0, 0), IsCA: true, BasicConstraintsValid: true}
	issuer, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	good(t, err)
	parsed, err := x509.ParseCertificate(issuer)
	good(t, err)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: device.Device()}, NotBefore: made, NotAfter: made.AddDate(0, 0, 90)}
	certificate, err := x509.CreateCertificate(rand.Reader, leaf, parsed, device.TLS.Public(), key)
	good(t, err)
	file, err := cjg.SealReturn(rand.Reader, cjg.ReturnBody{
		Device: device.Device(), Made: made,
		Enrolment: cjg.EnrolmentBody{
			Device: device.Device(), Certificate: certificate, Issuer: issuer, Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7},
			Keys: cjg.EndpointKeys{Front: front.Public().Bytes(), Inbox: inbox.Public().Bytes(), Opening: opening.Public().Bytes()},
		},
		Receipts: []cjg.DeliveryBody{{Uuid: recallID.String(), Version: 1, Received: envelope.NewReceipt(envelope.Received, h, made, front).String()}},
		Changes: []cjg.ChangesBody{{Cursor: "2", Items: []cjg.ChangeBody{
			{About: recallID.String(), Sort: cjg.Leesbaar, Readable: envelope.NewReceipt(envelope.Readable, h, made, inbox).String()},
			{About: target.String(), Sort: cjg.Bericht, Sealed: answer},
		}}},
	}, key)
	good(t, err)
	fresh, err := cjg.ParseDeviceKeys(append(append(seed(8), seed(9)...), seed(10)...))
	good(t, err)
	change, err := device.ChangeRequest(rand.Reader, fresh, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: issuer}), made, true)
	good(t, err)
	changeText, err := json.Marshal(change)
	good(t, err)
	x := hex.EncodeToString
	data, err := json.MarshalIndent(vectors{
		x(device.Bytes()), x(inbox.Bytes()), x(opening.Bytes()), target.String(), x(recall), string(recallText), x(issuer), string(file), string(answerText),
		x(fresh.Bytes()), string(changeText),
	}, "", "  ")
	good(t, err)
	good(t, os.WriteFile(vectorsPath, append(data, '\n'), 0o644))
}

func id(n byte) (out envelope.UUID) {
	out = envelope.UUID(bytes.Repeat([]byte{n}, 16))
	out[6], out[8] = out[6]&0x0f|0x40, out[8]&0x3f|0x80
	return out
}

func bytesOf(t *testing.T, text string) []byte {
	t.Helper()
	out, err := hex.DecodeString(text)
	good(t, err)
	return out
}

func good(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
