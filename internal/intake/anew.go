package intake

import (
	"bytes"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// other is an envelope in which the same version of a message came before the one of now: same uuid, same commit, so the same document.
type other struct {
	Header   []byte `json:"header"`
	Readable []byte `json:"readable,omitempty"` // the inbox's receipt
}

// mostOthers bounds them; the oldest fall off.
const mostOthers = 8

// came reports whether a version came in this very envelope before another one did.
func (v version) came(h envelope.Header) bool {
	for _, o := range v.Others {
		if bytes.Equal(o.Header, h.Bytes()) {
			return true
		}
	}
	return false
}

// readable is the inbox's receipt over a header of this version.
func (v version) readable(h envelope.Header) (envelope.Receipt, bool) {
	for _, o := range append([]other{{Readable: v.Readable}}, v.Others...) {
		if r, err := envelope.ParseReceipt(o.Readable); err == nil && r.Header == h.Hash() {
			return r, true
		}
	}
	return envelope.Receipt{}, false
}

// putAnew puts the same message before the inbox in its other envelope, so that both receipts are over the header that the device has.
func (f *Front) putAnew(tx Tx, h envelope.Header, m message, sealed []byte) (cjg.PutResult, error) {
	last := &m.Versions[len(m.Versions)-1]
	last.Again = last.Again || last.Readable != nil
	last.Others = append(last.Others, other{Header: last.Header, Readable: last.Readable})
	last.Others = last.Others[max(0, len(last.Others)-mostOthers):]
	last.Header, last.Readable = h.Bytes(), nil
	if err := save(tx, bucketMessages, h.ID[:], m); err != nil {
		return cjg.PutResult{}, err
	}
	return cjg.PutResult{Delivery: f.delivery(h, *last)}, pend(tx, h.ID, sealed)
}

// sign gives the second receipt over the envelope that was opened, and over those of the same document that came before it and were not signed
// for: the device may hold its first receipt over any of them.
func (i *Inbox) sign(tx Tx, m *message, h envelope.Header, id envelope.UUID) error {
	last := &m.Versions[len(m.Versions)-1]
	receipt := func(h envelope.Header) []byte {
		return envelope.NewReceipt(envelope.Readable, h, i.config.Now(), i.keys.inbox()).Bytes()
	}
	last.Readable = receipt(h)
	fresh := [][]byte{last.Readable}
	for n, o := range last.Others {
		before, err := envelope.ParseHeaderBytes(o.Header)
		if err != nil {
			return ErrStore
		}
		if o.Readable == nil && before.Commit == h.Commit {
			last.Others[n].Readable = receipt(before)
			fresh = append(fresh, last.Others[n].Readable)
		}
	}
	if err := save(tx, bucketMessages, id[:], *m); err != nil {
		return err
	}
	for _, one := range fresh {
		if err := announce(tx, m.Device, change{About: id, Readable: one}); err != nil {
			return err
		}
	}
	return nil
}

// envelopes are the headers in which the newest version of a message came, the last one first.
func (m message) envelopes() ([]envelope.Header, error) {
	last := m.Versions[len(m.Versions)-1]
	all := []other{{Header: last.Header}}
	var out []envelope.Header
	for _, o := range append(all, last.Others...) {
		h, err := envelope.ParseHeaderBytes(o.Header)
		if err != nil {
			return nil, ErrStore
		}
		out = append(out, h)
	}
	return out, nil
}
