package intake

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

const (
	// SignerOverlap is how long an envelope that a device signed with its former key is taken after a change: a stick may still be in a bag.
	SignerOverlap = 30 * 24 * time.Hour
	// fileOverdue is how old a request for new keys that came on a stick may be.
	fileOverdue = 60 * 24 * time.Hour
	// mostChanges bounds the changes of one device in a day.
	mostChanges = 32
)

// formerSigner is a signing key that a device replaced. It stays for ever: what it signed was this device's.
type formerSigner struct {
	Signing []byte    `json:"signing"`
	Changed time.Time `json:"changed"`
	Until   time.Time `json:"until"` // new envelopes are taken until then
}

// signer is the key of this device with that id, and until when new envelopes signed with it are taken: zero for the key of now. For an id
// that is none of the device's it is the key of now, by which nothing of another verifies.
func (d device) signer(id envelope.KeyID) (key envelope.VerifyKey, until time.Time, err error) {
	if key, err = envelope.ParseVerifyKey(d.Signing); err != nil {
		return envelope.VerifyKey{}, time.Time{}, ErrStore
	}
	if key.ID() == id {
		return key, time.Time{}, nil
	}
	for _, f := range d.Former {
		old, err := envelope.ParseVerifyKey(f.Signing)
		if err != nil {
			return envelope.VerifyKey{}, time.Time{}, ErrStore
		}
		if old.ID() == id {
			return old, f.Until, nil
		}
	}
	return key, time.Time{}, nil
}

// age is how many changes ago a key was the device's; beyond all for one that never was.
func (d device) age(id envelope.KeyID) int {
	if key, err := envelope.ParseVerifyKey(d.Signing); err == nil && key.ID() == id {
		return 0
	}
	for n, f := range d.Former {
		if key, err := envelope.ParseVerifyKey(f.Signing); err == nil && key.ID() == id {
			return n + 1
		}
	}
	return len(d.Former) + 1
}

// signedEarlier reports whether an envelope is signed with an older key than the one of the same message that is here: a stick that comes
// after what went over the network. The device waits for the receipts of the newer one.
func signedEarlier(tx Tx, id string, h envelope.Header, m message) (bool, error) {
	d, _, err := load[device](tx, bucketDevices, []byte(id))
	if err != nil {
		return false, err
	}
	here, err := envelope.ParseHeaderBytes(m.Versions[len(m.Versions)-1].Header)
	if err != nil {
		return false, ErrStore
	}
	return d.age(h.Sender) > d.age(here.Sender), nil
}

// formerly reports whether a check holds under a former key of the device.
func (d device) formerly(check func(envelope.VerifyKey) bool) bool {
	return slices.ContainsFunc(d.Former, func(f formerSigner) bool {
		key, err := envelope.ParseVerifyKey(f.Signing)
		return err == nil && check(key)
	})
}

// answers reports whether a client certificate is for the device's newest TLS key. Before the first change every certificate counts that is
// not over.
func (d device) answers(cert *x509.Certificate) bool {
	if len(d.Former) == 0 {
		return true
	}
	newest, err := x509.ParseCertificate(d.Certificate)
	if err != nil {
		return false
	}
	public, ok := newest.PublicKey.(ed25519.PublicKey)
	return ok && public.Equal(cert.PublicKey)
}

// admitChange checks a request for new keys and puts them in the device's record; again is true when they stand there already. Oldest is how
// long ago the request may have been made.
func (f *Front) admitChange(tx Tx, r cjg.RenewalRequest, d device, now time.Time, oldest time.Duration) (_ device, csr *x509.CertificateRequest, again bool, err error) {
	signing, err := envelope.ParseVerifyKey(d.Signing)
	if err != nil {
		return d, nil, false, ErrStore
	}
	known := func(key envelope.VerifyKey) bool {
		got, err := r.CheckChange(key)
		if err == nil {
			csr = got
		}
		return err == nil
	}
	isNow := bytes.Equal(r.Fresh.Signing, d.Signing) && bytes.Equal(r.Fresh.Opening, d.Opening)
	switch {
	case isNow && d.formerly(known):
		again = true
	case known(signing) && !isNow:
	case d.formerly(known):
		return d, nil, false, cjg.ErrReplaced
	default:
		return d, nil, false, cjg.ErrBody
	}
	switch age := now.Sub(r.Fresh.Made); {
	case r.Fresh.Endpoint != cjg.EndpointID(f.keys.issuer):
		return d, nil, false, cjg.ErrForeign
	case age > oldest, age < -cjg.MostSkew:
		return d, nil, false, cjg.ErrClock
	case now.After(d.Until.Add(renewAfter)):
		return d, nil, false, cjg.ErrExpired
	case again:
		return d, csr, true, nil
	}
	d, err = f.turn(tx, r, d, csr, now)
	return d, csr, false, err
}

// turn puts fresh keys in the place of the old ones. ErrBody: one of them was used before. ErrRate: too many changes in a day.
func (f *Front) turn(tx Tx, r cjg.RenewalRequest, d device, csr *x509.CertificateRequest, now time.Time) (device, error) {
	fresh, err := envelope.ParseVerifyKey(r.Fresh.Signing)
	if err != nil {
		return d, cjg.ErrBody
	}
	id := fresh.ID().String()
	if taken, err := takenSigner(tx, id); err != nil || taken {
		return d, orBody(err)
	}
	if bytes.Equal(r.Fresh.Opening, d.Opening) || sameTLS(d, csr) {
		return d, cjg.ErrBody
	}
	if len(d.Former) >= mostChanges && now.Sub(d.Former[mostChanges-1].Changed) < 24*time.Hour {
		return d, cjg.ErrRate
	}
	until := now.Add(SignerOverlap)
	if r.Fresh.AtOnce {
		until = ended()
		for n := range d.Former {
			if d.Former[n].Until.After(now) {
				d.Former[n].Until = ended()
			}
		}
	}
	d.Former = slices.Insert(d.Former, 0, formerSigner{Signing: d.Signing, Changed: now, Until: until})
	d.Signing, d.Opening = r.Fresh.Signing, r.Fresh.Opening
	if err := tx.Put(bucketSigners, []byte(id), []byte(r.Device)); err != nil {
		return d, err
	}
	return d, audit(tx, now, "device "+r.Device, "keys_changed", envelope.UUID{})
}

func orBody(err error) error {
	if err != nil {
		return err
	}
	return cjg.ErrBody
}

// sameTLS reports whether a request is for the TLS key that the device has.
func sameTLS(d device, csr *x509.CertificateRequest) bool {
	newest, err := x509.ParseCertificate(d.Certificate)
	if err != nil {
		return false // enrolled by an older program, which kept no certificate
	}
	public, ok := newest.PublicKey.(ed25519.PublicKey)
	return ok && public.Equal(csr.PublicKey)
}

// takenSigner reports whether a signing key is, or was, that of any device.
func takenSigner(tx Tx, id string) (bool, error) {
	owner, err := tx.Get(bucketSigners, []byte(id))
	if err != nil || owner != nil {
		return owner != nil, err
	}
	there, err := tx.Get(bucketDevices, []byte(id))
	return there != nil, err
}

// deviceOf is the device that a signing key belongs to, or belonged to: the key's own id for one that never changed its keys.
func deviceOf(tx Tx, signer string) (string, error) {
	owner, err := tx.Get(bucketSigners, []byte(signer))
	if err != nil || owner == nil {
		return signer, err
	}
	return string(owner), nil
}

// ownSigners reports whether the device's keys are whole: it is named after the first one, and every later one is known as its own.
func (c *checker) ownSigners(id string, d device) bool {
	first := d.Signing
	var later [][]byte
	for _, f := range d.Former {
		later, first = append(later, first), f.Signing
	}
	key, err := envelope.ParseVerifyKey(first)
	if err != nil || key.ID().String() != id {
		return false
	}
	for _, raw := range later {
		key, err := envelope.ParseVerifyKey(raw)
		if err != nil {
			return false
		}
		if owner, err := c.tx.Get(bucketSigners, []byte(key.ID().String())); err != nil || string(owner) != id {
			return false
		}
	}
	return true
}
