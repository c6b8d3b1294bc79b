package cjg

import (
	"time"

	"schakel/internal/envelope"
)

// Signers are the keys by which what an endpoint signed counts: of now first, then those of before a change of keys. A receipt and an answer
// name their signer, so that one of long ago still counts.
type Signers struct{ Front, Inbox []envelope.VerifyKey }

// byID is the key with this id; the zero key, under which nothing verifies, when there is none.
func byID(keys []envelope.VerifyKey, id envelope.KeyID) envelope.VerifyKey {
	for _, k := range keys {
		if k.ID() == id {
			return k
		}
	}
	return envelope.VerifyKey{}
}

// InboxKey is the inbox's key that signed an envelope; the zero key when it is none of them.
func (s Signers) InboxKey(sealed []byte) envelope.VerifyKey {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return envelope.VerifyKey{}
	}
	return byID(s.Inbox, h.Sender)
}

func (c *Client) signers() Signers {
	return Signers{
		Front: append([]envelope.VerifyKey{c.config.Front}, c.config.Earlier.Front...),
		Inbox: append([]envelope.VerifyKey{c.config.Inbox}, c.config.Earlier.Inbox...),
	}
}

// Check reports ErrResponse for keys that are none.
func (k EndpointKeys) Check() error {
	if _, err := k.signers(); err != nil {
		return err
	}
	if _, err := envelope.ParseSealingKey(k.Opening); err != nil {
		return ErrResponse
	}
	for _, e := range k.Earlier {
		if _, err := envelope.ParseKeyID(e.Opening); err != nil {
			return ErrResponse
		}
	}
	return nil
}

func (k EndpointKeys) signers() (Signers, error) {
	var out Signers
	for _, pair := range append([]EarlierKeys{{Front: k.Front, Inbox: k.Inbox}}, k.Earlier...) {
		front, err := envelope.ParseVerifyKey(pair.Front)
		if err != nil {
			return Signers{}, ErrResponse
		}
		inbox, err := envelope.ParseVerifyKey(pair.Inbox)
		if err != nil {
			return Signers{}, ErrResponse
		}
		out.Front, out.Inbox = append(out.Front, front), append(out.Inbox, inbox)
	}
	return out, nil
}

// Signers are the keys by which what this endpoint signed counts. ErrConfig: they are none.
func (e Enrolment) Signers() (Signers, error) {
	by, err := EndpointKeys{Front: e.Front, Inbox: e.Inbox, Earlier: e.Earlier}.signers()
	if err != nil {
		return Signers{}, ErrConfig
	}
	return by, nil
}

// Ended reports whether an endpoint no longer takes what is sealed to the key with this id: it is neither the one of now nor an earlier one
// whose time is not over.
func (e Enrolment) Ended(id envelope.KeyID, now time.Time) bool {
	if to, err := envelope.ParseSealingKey(e.Opening); err == nil && to.ID() == id {
		return false
	}
	for _, old := range e.Earlier {
		if old.Opening == id.String() && now.Before(old.Until) {
			return false
		}
	}
	return true
}
