package cjg_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"os"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// enrolling is testdata/enrolment.json: what the first minutes of a device need, before it has any key of the endpoint.
type enrolling struct {
	Device, Issuer, Secret string // seeds, certificate and the secret part of the code, in hexadecimal digits
	Code                   string // as it stands on the letter
	IssuerWords            string // six words of the issuer's SubjectPublicKeyInfo
	DeviceWords            string // six words of the device's signing key
	Request, Renewal       string // bodies of POST /v1/inschrijving and of a plain POST /v1/vernieuwing
}

const enrollingPath = "testdata/enrolment.json"

func TestVectorsOfEnrolment(t *testing.T) {
	if *update {
		writeEnrolling(t)
	}
	data, err := os.ReadFile(enrollingPath)
	good(t, err)
	var v enrolling
	good(t, json.Unmarshal(data, &v))
	issuer, err := x509.ParseCertificate(bytesOf(t, v.Issuer))
	good(t, err)
	device, err := cjg.ParseDeviceKeys(bytesOf(t, v.Device))
	good(t, err)
	code, err := cjg.ParseCode(v.Code)
	good(t, err)
	if !bytes.Equal(code.Secret[:], bytesOf(t, v.Secret)) || !code.Matches(issuer) || code.String() != v.Code {
		t.Errorf("the code %s is another", v.Code)
	}
	if got := envelope.Fingerprint(issuer.RawSubjectPublicKeyInfo); got != v.IssuerWords {
		t.Errorf("the issuer is %q", got)
	}
	if got := envelope.Fingerprint(device.Signing.Public().Bytes()); got != v.DeviceWords {
		t.Errorf("the device is %q", got)
	}
	var request cjg.EnrolmentRequest
	good(t, cjg.UnmarshalRequest([]byte(v.Request), &request))
	_, _, csr, err := request.Check()
	if err != nil || !bytes.Equal(request.Secret, code.Secret[:]) || !device.TLS.Public().(ed25519.PublicKey).Equal(csr.PublicKey) {
		t.Errorf("the request: %v", err)
	}
	for name, alter := range map[string]func(*cjg.EnrolmentRequest){
		"secret": func(r *cjg.EnrolmentRequest) { r.Secret[0] ^= 1 }, "request": func(r *cjg.EnrolmentRequest) { r.CSR[len(r.CSR)-1] ^= 1 },
		"proof": func(r *cjg.EnrolmentRequest) { r.Proof[0] ^= 1 }, "signing": func(r *cjg.EnrolmentRequest) { r.Signing = bytes.Repeat([]byte{9}, 32) },
	} {
		var bad cjg.EnrolmentRequest
		good(t, cjg.UnmarshalRequest([]byte(v.Request), &bad))
		if alter(&bad); checked(bad) == nil {
			t.Errorf("the request with another %s holds", name)
		}
	}
	var renewal cjg.RenewalRequest
	good(t, cjg.UnmarshalRequest([]byte(v.Renewal), &renewal))
	if _, err := renewal.Check(device.Signing.Public()); err != nil || renewal.Device != device.Device() {
		t.Errorf("the renewal: %v", err)
	}
}

func checked(r cjg.EnrolmentRequest) error {
	_, _, _, err := r.Check()
	return err
}

func writeEnrolling(t *testing.T) {
	t.Helper()
	raw, err := os.ReadFile(vectorsPath)
	good(t, err)
	var other vectors
	good(t, json.Unmarshal(raw, &other))
	issuer, err := x509.ParseCertificate(bytesOf(t, other.Issuer))
	good(t, err)
	device, err := cjg.ParseDeviceKeys(bytesOf(t, other.Device))
	good(t, err)
	code := cjg.Code{Secret: [9]byte(bytes.Repeat([]byte{0x2a}, 9)), Pin: cjg.PinOf(issuer)}
	request, err := device.EnrolmentRequest(rand.Reader, code, "Samira")
	good(t, err)
	renewal, err := device.RenewalRequest(rand.Reader)
	good(t, err)
	text := func(v any) string {
		data, err := json.Marshal(v)
		good(t, err)
		return string(data)
	}
	data, err := json.MarshalIndent(enrolling{
		Device: other.Device, Issuer: other.Issuer, Secret: "2a2a2a2a2a2a2a2a2a", Code: code.String(),
		IssuerWords: envelope.Fingerprint(issuer.RawSubjectPublicKeyInfo), DeviceWords: envelope.Fingerprint(device.Signing.Public().Bytes()),
		Request: text(request), Renewal: text(renewal),
	}, "", "  ")
	good(t, err)
	good(t, os.WriteFile(enrollingPath, append(data, '\n'), 0o644))
}
