package intake

import (
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Nobody rests here, however many wrong codes come in: whoever could make enrolment rest could keep every worker out. Guessing is hopeless without
// that. A secret has 72 bits, 4.7e21 values. Somebody who tries 10,000 a second for the two weeks of a code tries 1.2e10; with 100 codes open at the same
// time the chance that one of them is hit is 100 x 1.2e10 / 4.7e21, less than one in a billion. One in a million would take 150 years of that.
//
// What a wrong code costs is two keys looked up in a reading: no signature is looked at, nothing is written, and nobody waits for the one who writes.
// Nothing is counted, so processes have nothing to share but the codes themselves.

// keepCodes is how long the hash of a code that is over stays: a clock that ran ahead for a while takes no code away.
const keepCodes = 400 * 24 * time.Hour

// NewCode makes a one-time enrolment code; only its hash is kept.
func (f *Front) NewCode(label string) (cjg.Code, error) { return f.NewCodeBy(label, "") }

// NewCodeBy is NewCode with who asked for it, for the audit; "" is the program itself.
func (f *Front) NewCodeBy(label, who string) (cjg.Code, error) {
	c, err := cjg.NewCode(f.config.Random, f.keys.issuer)
	if err != nil {
		return cjg.Code{}, err
	}
	now := f.config.Now().UTC()
	hash := c.Hash()
	err = f.store.Update(func(tx Tx) error {
		if err := pruneCodes(tx, now); err != nil {
			return err
		}
		if err := auditBy(tx, now, who, "code"); err != nil {
			return err
		}
		return save(tx, bucketCodes, hash[:], code{Label: label, Created: now, Expires: now.Add(f.config.CodeLife)})
	})
	return c, err
}

// pruneCodes removes codes that can no longer be used.
func pruneCodes(tx Tx, now time.Time) error {
	var over [][]byte
	err := tx.Scan(bucketCodes, nil, func(key, _ []byte) (bool, error) {
		c, _, err := load[code](tx, bucketCodes, key)
		if err == nil && now.Sub(c.Expires) > keepCodes {
			over = append(over, key)
		}
		return true, err
	})
	for _, key := range over {
		if err == nil {
			err = tx.Delete(bucketCodes, key)
		}
	}
	return err
}

// knows reports, by reading alone, whether this device may use this code: ErrCode when not. It comes before everything that costs more.
func (f *Front) knows(r cjg.EnrolmentRequest, now time.Time) error {
	signing, err := envelope.ParseVerifyKey(r.Signing)
	if err != nil {
		return cjg.ErrBody
	}
	return f.store.View(func(tx Tx) error {
		id, err := deviceOf(tx, signing.ID().String())
		if err == nil {
			_, err = openCode(tx, r.Secret, id, now, f.config.CodeLife)
		}
		return err
	})
}

// openCode gives a code that this device may use: nobody used it yet, or this device did. ErrCode: there is none.
func openCode(tx Tx, secret []byte, id string, now time.Time, life time.Duration) (code, error) {
	hash := cjg.HashSecret(secret)
	c, found, err := load[code](tx, bucketCodes, hash[:])
	if err == nil && (!found || c.over(now, life) || c.Device != "" && c.Device != id) {
		err = cjg.ErrCode
	}
	return c, err
}

// redeem marks the code as used by this device.
func redeem(tx Tx, secret []byte, id string, now time.Time, life time.Duration) (label string, err error) {
	c, err := openCode(tx, secret, id, now, life)
	if err != nil {
		return "", err
	}
	hash := cjg.HashSecret(secret)
	c.Device = id
	return c.Label, save(tx, bucketCodes, hash[:], c)
}
