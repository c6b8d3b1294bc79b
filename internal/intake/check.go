package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"

	"schakel/internal/envelope"
)

// Finding is one thing in a store that is not as it must be. It names an id at most, never content.
type Finding struct {
	What  string // a stable word, such as "message.lost"
	About string // id of a message or device, or a counter
}

// Checked counts what a check has looked at.
type Checked struct {
	Messages, Cases, Devices, Changes, Audit int
	Opened                                   bool // contents were opened too: the keys of the inbox were there
}

// Check reads a whole store in one transaction and gives everything that is not as it must be. Without the keys of the inbox it cannot try
// whether contents open; nil is the front's view.
func Check(store Store, front FrontKeys, keys *Keys) (found []Finding, counts Checked, err error) {
	err = store.View(func(tx Tx) error {
		c := checker{tx: tx, front: front, keys: keys, pending: map[envelope.UUID]bool{}, messages: map[envelope.UUID]message{}, cases: map[envelope.UUID]Case{}, devices: map[string]bool{}}
		c.counts.Opened = keys != nil
		for _, step := range []func() error{c.readDevices, c.readMessages, c.readCases, c.checkPending, c.checkMessages, c.checkCases, c.checkRest, c.checkChanges, c.checkOnward, c.checkMailboxes, c.checkTold, c.checkAudit} {
			if err := step(); err != nil {
				return err
			}
		}
		found, counts = c.found, c.counts
		return nil
	})
	return found, counts, err
}

// checker is one check.
type checker struct {
	tx       Tx
	front    FrontKeys
	keys     *Keys
	found    []Finding
	counts   Checked
	pending  map[envelope.UUID]bool
	messages map[envelope.UUID]message
	cases    map[envelope.UUID]Case
	devices  map[string]bool
}

func (c *checker) say(what, about string) {
	c.found = append(c.found, Finding{What: what, About: about})
}

// scan visits a bucket and reads each value as JSON; one that cannot be read is a finding.
func scanJSON[T any](c *checker, b Bucket, visit func(key []byte, value T)) error {
	return c.tx.Scan(b, nil, func(key, raw []byte) (bool, error) {
		var value T
		if json.Unmarshal(raw, &value) != nil {
			c.say(string(b)+".damaged", hex.EncodeToString(key))
			return true, nil
		}
		visit(key, value)
		return true, nil
	})
}

func (c *checker) readDevices() error {
	return scanJSON(c, bucketDevices, func(key []byte, d device) {
		c.devices[string(key)] = true
		c.counts.Devices++
		if !c.ownSigners(string(key), d) {
			c.say("device.key", string(key))
		}
	})
}

func (c *checker) readMessages() error {
	return scanJSON(c, bucketMessages, func(key []byte, m message) {
		if len(key) == 16 {
			c.messages[envelope.UUID(key)] = m
			c.counts.Messages++
		}
	})
}

func (c *checker) readCases() error {
	return scanJSON(c, bucketCases, func(key []byte, one Case) {
		if len(key) == 16 {
			c.cases[envelope.UUID(key)] = one
			c.counts.Cases++
		}
	})
}

// checkPending: what waits to be opened has its message and its envelope.
func (c *checker) checkPending() error {
	last, err := c.tx.Last(bucketPending)
	if err != nil {
		return err
	}
	return c.tx.Scan(bucketPending, nil, func(key, value []byte) (bool, error) {
		if len(key) != 8 || len(value) != 16 {
			c.say("pending.damaged", hex.EncodeToString(key))
			return true, nil
		}
		id := envelope.UUID(value)
		c.pending[id] = true
		if binary.BigEndian.Uint64(key) > last {
			c.say("pending.counter", id.String())
		}
		m, ok := c.messages[id]
		sealed, err := c.tx.Get(bucketSealed, id[:])
		if !ok {
			c.say("pending.without_message", id.String())
		} else if sealed == nil && !m.Taken && !c.readable(m) {
			c.say("pending.without_envelope", id.String())
		}
		return true, err
	})
}

func (*checker) readable(m message) bool {
	return len(m.Versions) > 0 && m.Versions[len(m.Versions)-1].Readable != nil
}

// checkMessages: versions ascend, headers say what stands beside them, the second receipts are the inbox's, and nothing that has a first
// receipt was forgotten.
func (c *checker) checkMessages() error {
	for id, m := range c.messages {
		one, isCase := c.cases[id]
		ours := isCase && one.Kind == envelope.Invite && m.Taken && m.Device == "" // its uuid is held, and nobody delivers under it
		if !c.devices[m.Device] && !ours {
			c.say("message.device", id.String())
		}
		c.checkVersions(id, m)
		answered := c.pending[id] || c.readable(m) || isCase || m.Taken || m.Target != (envelope.UUID{})
		if len(m.Versions) > 0 && !answered {
			c.say("message.lost", id.String())
		}
	}
	return nil
}

func (c *checker) checkVersions(id envelope.UUID, m message) {
	for n, v := range m.Versions {
		h, err := envelope.ParseHeaderBytes(v.Header)
		if err != nil || h.ID != id || h.Version != v.Number || !bytes.Equal(h.Commit[:], v.Commit) {
			c.say("message.header", id.String())
			continue
		}
		if n > 0 && v.Number <= m.Versions[n-1].Number {
			c.say("message.versions", id.String())
		}
		c.checkReceipt(v.Readable, &h, "message.receipt", id)
		for _, o := range v.Others {
			before, err := envelope.ParseHeaderBytes(o.Header)
			if err != nil || before.ID != id || before.Version != v.Number || before.Commit != h.Commit {
				c.say("message.header", id.String())
				continue
			}
			c.checkReceipt(o.Readable, &before, "message.receipt", id)
		}
	}
}

func (c *checker) checkReceipt(raw []byte, h *envelope.Header, what string, id envelope.UUID) {
	if raw == nil {
		return
	}
	r, err := envelope.ParseReceipt(raw)
	if err != nil || r.VerifySigner(envelope.Readable, c.signer(r.Signer)) != nil || h != nil && r.Header != h.Hash() {
		c.say(what, id.String())
	}
}

// checkCases: a case has its message; its key and content are both there or both gone, and gone where that was told.
func (c *checker) checkCases() error {
	for id, one := range c.cases {
		if _, ok := c.messages[id]; !ok {
			c.say("case.without_message", id.String())
		}
		wrapped, err := c.tx.Get(bucketKeys, id[:])
		if err != nil {
			return err
		}
		sealed, err := c.tx.Get(bucketContents, id[:])
		if err != nil {
			return err
		}
		c.checkContent(one, wrapped != nil, sealed != nil)
	}
	return nil
}

func (c *checker) checkContent(one Case, key, content bool) {
	switch one.State {
	case StateErased, StateExpired:
		if key || content {
			c.say("case.not_erased", one.ID.String())
		}
		return
	case StateUnreadable, StateRecalled, StateKept: // may never have been readable
		if key != content {
			c.say("case.content", one.ID.String())
		}
	default:
		if !key || !content {
			c.say("case.content", one.ID.String())
		}
	}
	if c.keys == nil || !key || !content {
		return
	}
	box := Inbox{keys: newRing(*c.keys)}
	if _, _, err := box.loadContent(c.tx, one.ID); err != nil {
		c.say("case.content", one.ID.String())
	}
}

// checkRest: no key or content without its case, and no envelope that was opened already.
func (c *checker) checkRest() error {
	for _, b := range []Bucket{bucketKeys, bucketContents, bucketSealed} {
		if err := c.tx.Scan(b, nil, func(key, _ []byte) (bool, error) {
			if len(key) != 16 {
				c.say(string(b)+".damaged", hex.EncodeToString(key))
				return true, nil
			}
			id := envelope.UUID(key)
			_, isCase := c.cases[id]
			if b != bucketSealed && !isCase {
				c.say(string(b)+".without_case", id.String())
			}
			if b == bucketSealed && !c.pending[id] && c.readable(c.messages[id]) {
				c.say("sealed.left", id.String())
			}
			return true, nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// checkChanges: what waits for devices is theirs, counted, and signed.
func (c *checker) checkChanges() error {
	last, err := c.tx.Last(bucketChanges)
	if err != nil {
		return err
	}
	return scanJSON(c, bucketChanges, func(key []byte, one change) {
		c.counts.Changes++
		cut := len(key) - 8
		if cut < 1 || !c.devices[string(key[:cut])] || binary.BigEndian.Uint64(key[cut:]) > last {
			c.say("change.device", one.About.String())
		}
		c.checkReceipt(one.Readable, nil, "change.receipt", one.About)
	})
}

// checkAudit: the lines are counted without a gap, and each knows the one before it.
func (c *checker) checkAudit() error {
	last, err := c.tx.Last(bucketAudit)
	if err != nil {
		return err
	}
	next, chained := uint64(1), false
	var before []byte
	err = c.tx.Scan(bucketAudit, nil, func(key, raw []byte) (bool, error) {
		c.counts.Audit++
		var line audited
		if len(key) != 8 || json.Unmarshal(raw, &line) != nil {
			c.say("audit.damaged", hex.EncodeToString(key))
			return true, nil
		}
		n := binary.BigEndian.Uint64(key)
		about := counterText(n)
		if n != next {
			c.say("audit.gap", about)
		}
		sum := sha256.Sum256(before)
		switch {
		case line.Before == nil && chained, line.Before != nil && !bytes.Equal(line.Before, sum[:]):
			c.say("audit.chain", about)
		case line.Before != nil:
			chained = true
		}
		next, before = n+1, bytes.Clone(raw)
		return true, nil
	})
	if err == nil && next != last+1 {
		c.say("audit.end", counterText(last))
	}
	return err
}
