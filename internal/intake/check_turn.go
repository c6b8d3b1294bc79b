package intake

import (
	"encoding/hex"

	"schakel/internal/envelope"
)

// signer is the inbox's key with an id, of now or of before a change; the zero key when it is none.
func (c *checker) signer(id envelope.KeyID) envelope.VerifyKey {
	if c.front.inbox.ID() == id {
		return c.front.inbox
	}
	list := c.front.Earlier
	if there, found, err := readTold(c.tx, c.front); err == nil && found {
		list = append([]earlier{{Inbox: there.Inbox}}, append(there.Earlier, list...)...)
	}
	for _, e := range list {
		if k, err := envelope.ParseVerifyKey(e.Inbox); err == nil && k.ID() == id {
			return k
		}
	}
	return envelope.VerifyKey{}
}

// checkTold: the public keys in the store are signed by the issuer.
func (c *checker) checkTold() error {
	raw, err := c.tx.Get(bucketEndpoint, publicKey())
	if err != nil || raw == nil {
		return err
	}
	if _, found, err := readTold(c.tx, c.front); err != nil || !found {
		c.say("endpoint.keys", "")
	}
	return nil
}

// checkOnward: what goes on to another system is a case of here, and what waits is marked so that it is found.
func (c *checker) checkOnward() error {
	due := map[envelope.UUID]bool{}
	err := c.tx.Scan(bucketDue, nil, func(key, _ []byte) (bool, error) {
		if len(key) != 16 {
			c.say("due.damaged", hex.EncodeToString(key))
			return true, nil
		}
		due[envelope.UUID(key)] = true
		return true, nil
	})
	if err != nil {
		return err
	}
	err = scanJSON(c, bucketOnward, func(key []byte, o Onward) {
		if len(key) != 16 {
			c.say("onward.damaged", hex.EncodeToString(key))
			return
		}
		id := envelope.UUID(key)
		if _, known := c.cases[id]; !known {
			c.say("onward.without_case", id.String())
		}
		if o.Done > o.Revision {
			c.say("onward.revision", id.String())
		}
		if waits := o.Done != o.Revision && o.Stuck == ""; waits != due[id] {
			c.say("onward.due", id.String())
		}
		delete(due, id)
	})
	for id := range due {
		c.say("due.without_case", id.String())
	}
	return err
}
