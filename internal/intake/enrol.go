package intake

import (
	"bytes"
	"context"
	"crypto/x509"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Enrol makes a device known. A code counts once; the same device may repeat the same request, as after a lost answer.
func (f *Front) Enrol(_ context.Context, r cjg.EnrolmentRequest) (cjg.EnrolmentBody, error) {
	now := f.config.Now().UTC()
	if err := f.knows(r, now); err != nil {
		return cjg.EnrolmentBody{}, err
	}
	signing, _, csr, err := r.Check()
	if err != nil {
		return cjg.EnrolmentBody{}, err
	}
	var out cjg.EnrolmentBody
	err = f.store.Update(func(tx Tx) error {
		id, err := deviceOf(tx, signing.ID().String())
		if err != nil {
			return err
		}
		label, err := redeem(tx, r.Secret, id, now, f.config.CodeLife)
		if err != nil {
			return err
		}
		if own := cjg.OneLine(r.Label, len(r.Label)); own != "" {
			label = own
		}
		d, found, err := load[device](tx, bucketDevices, []byte(id))
		switch {
		case err != nil:
			return err
		case found && !d.Revoked.IsZero():
			return cjg.ErrRevoked
		case found && !bytes.Equal(d.Signing, r.Signing):
			return cjg.ErrReplaced // the key is one of before a change
		}
		// With a new code a device that was away too long comes back as itself: its messages, and what waits for it, are there.
		d.Label, d.Signing, d.Opening, d.Enrolled, d.Seen = label, r.Signing, r.Opening, now, now
		out, err = f.admitDevice(tx, id, d, csr, now)
		return err
	})
	return out, err
}

// Renew gives a known, unrevoked device a new certificate on proof of its signing key, and knows it by other keys from then on when both the
// old and the new one ask for that.
func (f *Front) Renew(_ context.Context, r cjg.RenewalRequest) (cjg.EnrolmentBody, error) {
	return f.renew(r, cjg.MostSkew)
}

// renew is Renew with how long ago a request for new keys may have been made.
func (f *Front) renew(r cjg.RenewalRequest, oldest time.Duration) (cjg.EnrolmentBody, error) {
	now := f.config.Now().UTC()
	var out cjg.EnrolmentBody
	err := f.store.View(func(tx Tx) error { _, err := f.known(tx, r.Device); return err })
	if err != nil {
		return out, err // whoever is not known keeps nobody from writing
	}
	err = f.store.Update(func(tx Tx) error {
		d, err := f.known(tx, r.Device)
		if err != nil {
			return err
		}
		if r.Fresh != nil {
			d, csr, _, err := f.admitChange(tx, r, d, now, oldest)
			if err != nil {
				return err
			}
			out, err = f.admitDevice(tx, r.Device, d, csr, now)
			return err
		}
		signing, err := envelope.ParseVerifyKey(d.Signing)
		if err != nil {
			return ErrStore
		}
		csr, err := r.Check(signing)
		if err != nil {
			if d.formerly(func(old envelope.VerifyKey) bool { _, err := r.Check(old); return err == nil }) {
				return cjg.ErrReplaced
			}
			return err
		}
		if now.After(d.Until.Add(renewAfter)) {
			return cjg.ErrExpired
		}
		out, err = f.admitDevice(tx, r.Device, d, csr, now)
		return err
	})
	return out, err
}

// admitDevice issues the certificate and keeps the device.
func (f *Front) admitDevice(tx Tx, id string, d device, csr *x509.CertificateRequest, now time.Time) (cjg.EnrolmentBody, error) {
	cert, err := f.keys.clientCertificate(f.config.Random, id, csr, now)
	if err != nil {
		return cjg.EnrolmentBody{}, err
	}
	d.Until, d.Certificate = now.Add(clientLife), cert
	d.putRight(now)
	settings, err := loadSettings(tx, f.config)
	if err != nil {
		return cjg.EnrolmentBody{}, err
	}
	keys, err := f.keys.newest(tx)
	if err != nil {
		return cjg.EnrolmentBody{}, err
	}
	if err := save(tx, bucketDevices, []byte(id), d); err != nil {
		return cjg.EnrolmentBody{}, err
	}
	if err := audit(tx, now, "device "+id, "enrolled", envelope.UUID{}); err != nil {
		return cjg.EnrolmentBody{}, err
	}
	return cjg.EnrolmentBody{
		Device: id, Certificate: cert, Issuer: f.keys.issuer.Raw, Keys: keys, Agreement: settings.Agreement,
	}, nil
}

// Device gives the device behind a client certificate of the endpoint's own issuer.
func (f *Front) Device(_ context.Context, cert *x509.Certificate) (string, error) {
	now := f.config.Now()
	if cert.CheckSignatureFrom(f.keys.issuer) != nil || !slices.Contains(cert.ExtKeyUsage, x509.ExtKeyUsageClientAuth) {
		return "", cjg.ErrDenied
	}
	if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
		return "", cjg.ErrExpired
	}
	id := cert.Subject.CommonName
	var d device
	err := f.store.View(func(tx Tx) (err error) {
		if d, err = f.known(tx, id); err == nil && !d.answers(cert) {
			return cjg.ErrReplaced
		}
		return err
	})
	if err == nil && (now.Sub(d.Seen) > seenEvery || d.Seen.After(now)) {
		err = f.seen(id, now)
	}
	return id, err
}

// seenEvery keeps a poll a reading: a device's last day is written once a day.
const seenEvery = 24 * time.Hour

func (f *Front) seen(id string, now time.Time) error {
	return f.store.Update(func(tx Tx) error {
		d, err := f.known(tx, id)
		if err != nil {
			return err
		}
		d.Seen = now.UTC()
		return save(tx, bucketDevices, []byte(id), d)
	})
}

func (f *Front) known(tx Tx, id string) (device, error) {
	d, found, err := load[device](tx, bucketDevices, []byte(id))
	switch {
	case err != nil:
		return device{}, err
	case !found:
		return device{}, cjg.ErrDenied
	case !d.Revoked.IsZero():
		return device{}, cjg.ErrRevoked
	}
	return d, nil
}

// DeviceInfo is a device as the beheerder sees it.
type DeviceInfo struct {
	ID, Label                      string
	Fingerprint                    string    // of its signing key, in words to compare by phone
	Enrolled, Until, Seen, Revoked time.Time // Seen to the day
	Before                         string    // the words of its signing key of before the last change; "" when there was none
	Changed                        time.Time // when its keys were changed last
}

// CodeLife is how long an enrolment code counts.
func (f *Front) CodeLife() time.Duration { return f.config.CodeLife }

// Devices lists every device ever enrolled.
func (f *Front) Devices() ([]DeviceInfo, error) {
	var out []DeviceInfo
	err := f.store.View(func(tx Tx) error {
		return tx.Scan(bucketDevices, nil, func(key, _ []byte) (bool, error) {
			d, _, err := load[device](tx, bucketDevices, key)
			if err != nil {
				return false, err
			}
			info := DeviceInfo{
				ID: string(key), Label: d.Label, Fingerprint: envelope.Fingerprint(d.Signing),
				Enrolled: d.Enrolled, Until: d.Until, Seen: d.Seen, Revoked: d.Revoked,
			}
			if len(d.Former) > 0 {
				info.Before, info.Changed = envelope.Fingerprint(d.Former[0].Signing), d.Former[0].Changed
			}
			out = append(out, info)
			return true, nil
		})
	})
	return out, err
}

// Revoke shuts one device out, at once and for good.
func (f *Front) Revoke(id, who string) error {
	now := f.config.Now().UTC()
	return f.store.Update(func(tx Tx) error {
		d, found, err := load[device](tx, bucketDevices, []byte(id))
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		if d.Revoked.IsZero() {
			d.Revoked = now
		}
		if err := save(tx, bucketDevices, []byte(id), d); err != nil {
			return err
		}
		return audit(tx, now, who, "revoked "+id, envelope.UUID{})
	})
}

// Fingerprint is the endpoint's issuer in six words, for the letter with a code.
func (f *Front) Fingerprint() string { return f.keys.IssuerFingerprint() }
