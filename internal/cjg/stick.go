package cjg

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/json"
	"io"
	"time"

	"schakel/internal/fault"
)

// What can be wrong with a file that came back on a stick. Nothing of it is taken over then.
var (
	// ErrReturn is a file that is no return file of an endpoint, or is damaged.
	ErrReturn = fault.New(fault.Invalid, "cjg.return", "the file is not what an endpoint gives back, or it is damaged")
	// ErrReturnOther is a file for another device.
	ErrReturnOther = fault.New(fault.Denied, "cjg.return_other", "the file is for another device")
	// ErrReturnSigned is a file that this device's endpoint did not sign.
	ErrReturnSigned = fault.New(fault.Denied, "cjg.return_signed", "the file is not signed by the endpoint of this device")
)

// MaxReturn bounds a return file, in bytes.
const MaxReturn = 64 << 20

// JoinSealed makes the file that goes to an endpoint on a stick: the same bytes as a batch over the network. At most MaxBatch messages.
func JoinSealed(sealed [][]byte) []byte {
	var body []byte
	for _, s := range sealed {
		body = append(binary.BigEndian.AppendUint32(body, uint32(len(s))), s...)
	}
	return body
}

func returnDigest(content []byte) []byte {
	sum := sha256.Sum256(append([]byte("schakel retour 1\x00"), content...))
	return sum[:]
}

// SealReturn makes a return file, signed by the issuer.
func SealReturn(random io.Reader, body ReturnBody, issuer crypto.Signer) ([]byte, error) {
	content, err := json.Marshal(body)
	if err != nil {
		return nil, ErrConfig
	}
	signature, err := issuer.Sign(random, returnDigest(content), crypto.SHA256)
	if err != nil {
		return nil, ErrConfig
	}
	return json.Marshal(ReturnFile{Format: SchakelRetour1, Content: content, Signature: signature})
}

// Return is what came back on a stick, verified to come from the endpoint.
type Return struct {
	Made      time.Time
	Enrolment Enrolment
	Keys      DeviceKeys     // those that the certificate in it is for: of now, of before a change, or among the others that were given
	Receipts  []DeliveryBody // VerifyDelivery each against the header of what was sent
	Pages     []Changes      // from the beginning; what is known already counts once
}

// ReturnDevice says which device a file is for, before anything of it is believed.
func ReturnDevice(data []byte) (string, error) {
	_, body, err := readReturn(data)
	return body.Device, err
}

func readReturn(data []byte) (file ReturnFile, body ReturnBody, err error) {
	if len(data) > MaxReturn || exactly(data, &file) != nil || file.Format != SchakelRetour1 || exactly(file.Content, &body) != nil {
		return ReturnFile{}, ReturnBody{}, ErrReturn
	}
	return file, body, nil
}

// exactly reads one JSON value with nothing unknown in it and nothing after it.
func exactly(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if dec.More() {
		return ErrReturn
	}
	return nil
}

// OpenReturn reads a return file for a device. Trusted says whether a certificate is the issuer that this device knows: the one that the
// code of its enrolment pins, or the one it enrolled with. Others are keys that the device asked to be known by. ErrReturn, ErrReturnOther,
// ErrReturnSigned or ErrReplaced otherwise.
func OpenReturn(data []byte, keys DeviceKeys, trusted func(issuer *x509.Certificate) bool, others ...DeviceKeys) (Return, error) {
	file, body, err := readReturn(data)
	if err != nil {
		return Return{}, err
	}
	if body.Device != keys.Device() || body.Enrolment.Device != body.Device {
		return Return{}, ErrReturnOther
	}
	issuer, err := x509.ParseCertificate(body.Enrolment.Issuer)
	if err != nil {
		return Return{}, ErrReturn
	}
	public, ok := issuer.PublicKey.(*ecdsa.PublicKey)
	if !ok || !trusted(issuer) || !ecdsa.VerifyASN1(public, returnDigest(file.Content), file.Signature) {
		return Return{}, ErrReturnSigned
	}
	out := Return{Made: body.Made, Receipts: body.Receipts}
	if out.Keys, err = body.Enrolment.keysOf(keys, others); err != nil {
		return Return{}, err
	}
	if out.Enrolment, err = body.Enrolment.enrolment(out.Keys); err != nil {
		return Return{}, ErrReturn
	}
	by, err := out.Enrolment.Signers()
	if err != nil {
		return Return{}, ErrReturn
	}
	for _, p := range body.Changes {
		page, err := pageOf(p, by)
		if err != nil {
			return Return{}, ErrReturn
		}
		out.Pages = append(out.Pages, page)
	}
	return out, nil
}

// keysOf are the keys that an enrolment is for.
func (b EnrolmentBody) keysOf(keys DeviceKeys, others []DeviceKeys) (DeviceKeys, error) {
	cert, err := x509.ParseCertificate(b.Certificate)
	if err != nil {
		return DeviceKeys{}, ErrReturn
	}
	if found, ok := keys.certified(cert, others); ok {
		return found, nil
	}
	return DeviceKeys{}, ErrReplaced
}

// pageOf checks a page of changes.
func pageOf(body ChangesBody, by Signers) (Changes, error) {
	page := Changes{Cursor: body.Cursor, More: body.More, Items: make([]Change, 0, len(body.Items)), Restored: body.Restored}
	for _, item := range body.Items {
		change, err := changeOf(item, by)
		if err != nil {
			return Changes{}, err
		}
		page.Items = append(page.Items, change)
	}
	return page, nil
}
