package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// MaxFile bounds a file that came on a stick: a full batch with its lengths.
const MaxFile = cjg.MaxBatch * (envelope.MaxSealed + 4)

// What can be wrong with a file from a stick, besides what the network's road can meet.
var (
	ErrFile     = fault.New(fault.Invalid, "intake.file", "the file is none of Schakel, or it is damaged")
	ErrFileSize = fault.New(fault.Full, "intake.file_size", "the file is larger than a full batch")
	ErrStranger = fault.New(fault.Denied, "intake.stranger", "the file is of a device that is not enrolled here")
)

// Handed is what became of one part of a file: a message, a recall or an enrolment.
type Handed struct {
	Device string // "" when it is not known
	Fresh  bool   // false: it was here already, and nothing changed
	Enrol  bool   // the file asked to enrol or renew
	Err    error
}

// TakeFile takes a file from a stick: one sealed message or a batch, the same bytes as by the network, or the request of a device that
// never has a network. One bad part does not hold up the others; nothing that is stored already is touched.
func (e *Endpoint) TakeFile(ctx context.Context, data []byte, who string) []Handed {
	if len(data) > MaxFile {
		return []Handed{e.noted(Handed{Err: ErrFileSize}, who)}
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		got := e.takeRequest(ctx, data)
		return []Handed{e.noted(got, who)}
	}
	parts, err := fileParts(data)
	if err != nil {
		return []Handed{e.noted(Handed{Err: err}, who)}
	}
	out := make([]Handed, 0, len(parts))
	for _, sealed := range parts {
		out = append(out, e.noted(e.takeSealed(ctx, sealed), who))
	}
	return out
}

// noted writes that a file was taken or refused, without anything of its content.
func (e *Endpoint) noted(h Handed, who string) Handed {
	word := "file"
	if h.Err != nil {
		word = "file_refused"
		e.config.Log.Warn("a file was refused", "code", fault.CodeOf(h.Err))
	}
	if err := e.Inbox.Note(who, word, envelope.UUID{}); err != nil && h.Err == nil {
		h.Err = err
	}
	return h
}

// fileParts splits a file into its envelopes.
func fileParts(data []byte) ([][]byte, error) {
	if bytes.HasPrefix(data, []byte("schakel1")) {
		return [][]byte{data}, nil
	}
	var out [][]byte
	for len(data) > 0 {
		if len(data) < 4 || len(out) == cjg.MaxBatch {
			return nil, ErrFile
		}
		n := binary.BigEndian.Uint32(data)
		if n == 0 || n > envelope.MaxSealed || int(n) > len(data)-4 {
			return nil, ErrFile
		}
		out = append(out, data[4:4+n])
		data = data[4+n:]
	}
	if len(out) == 0 {
		return nil, ErrFile
	}
	return out, nil
}

// takeSealed stores one envelope as if its device had delivered it.
func (e *Endpoint) takeSealed(ctx context.Context, sealed []byte) Handed {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return Handed{Err: err}
	}
	id, err := e.Front.admits(h.Sender.String())
	if err != nil {
		return Handed{Err: err}
	}
	var got cjg.PutResult
	if h.Kind == envelope.Recall {
		target, err := e.Inbox.target(sealed, id)
		if err != nil {
			return Handed{Device: id, Err: err}
		}
		got = e.Front.Recall(ctx, id, target, sealed)
	} else {
		got = e.Front.Put(ctx, id, [][]byte{sealed})[0]
	}
	return Handed{Device: id, Fresh: got.Fresh, Err: got.Err}
}

// admits gives the device that signs with a key, or why it may not deliver; ErrStranger when nobody knows it.
func (f *Front) admits(signer string) (id string, err error) {
	err = f.store.View(func(tx Tx) error {
		var d device
		var found bool
		if id, err = deviceOf(tx, signer); err != nil {
			return err
		}
		if d, found, err = load[device](tx, bucketDevices, []byte(id)); err != nil {
			return err
		}
		switch {
		case !found:
			return ErrStranger
		case !d.Revoked.IsZero():
			return cjg.ErrRevoked
		}
		return nil
	})
	return id, err
}

// target reads which message a recall from a stick takes back: on the network the path says so, and here only the sealed part.
func (i *Inbox) target(sealed []byte, id string) (envelope.UUID, error) {
	var d device
	err := i.store.View(func(tx Tx) (err error) {
		d, _, err = load[device](tx, bucketDevices, []byte(id))
		return err
	})
	if err != nil {
		return envelope.UUID{}, err
	}
	_, doc, err := i.unseal(sealed, d)
	if err != nil {
		return envelope.UUID{}, err
	}
	recall, ok := doc.(*cjg.Recall)
	if !ok {
		return envelope.UUID{}, cjg.ErrKind
	}
	return envelope.ParseUUID(recall.About)
}

// takeRequest enrols or renews a device that exchanges files only.
func (e *Endpoint) takeRequest(ctx context.Context, data []byte) Handed {
	var renewal cjg.RenewalRequest
	if cjg.UnmarshalRequest(data, &renewal) == nil && renewal.Device != "" {
		_, err := e.Front.renew(renewal, fileOverdue)
		return Handed{Device: renewal.Device, Fresh: true, Enrol: true, Err: err}
	}
	var request cjg.EnrolmentRequest
	if cjg.UnmarshalRequest(data, &request) != nil || len(request.Secret) == 0 {
		return Handed{Err: ErrFile}
	}
	body, err := e.Front.Enrol(ctx, request)
	return Handed{Device: body.Device, Fresh: true, Enrol: true, Err: err}
}

// ReturnFile makes the file that goes back to a device on a stick: its enrolment as it is now, every receipt and every answer, sealed to the
// device as on the network. It is written in the audit before the first byte leaves. cjg.ErrUnknown: no such device; cjg.ErrRevoked: it may
// fetch nothing any more, on a stick no more than over the network.
func (f *Front) ReturnFile(ctx context.Context, id, who string) ([]byte, error) {
	out := cjg.ReturnBody{Device: id, Made: f.config.Now().UTC(), Receipts: []cjg.DeliveryBody{}, Changes: []cjg.ChangesBody{}}
	err := f.store.Update(func(tx Tx) error {
		d, found, err := load[device](tx, bucketDevices, []byte(id))
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		if !d.Revoked.IsZero() {
			return cjg.ErrRevoked // it may be in other hands
		}
		settings, err := loadSettings(tx, f.config)
		if err != nil {
			return err
		}
		keys, err := f.keys.newest(tx)
		if err != nil {
			return err
		}
		out.Enrolment = cjg.EnrolmentBody{
			Device: id, Certificate: d.Certificate, Issuer: f.keys.issuer.Raw, Keys: keys, Agreement: settings.Agreement,
		}
		if out.Receipts, err = f.receipts(tx, id); err != nil {
			return err
		}
		return audit(tx, f.config.Now(), who, "return_file "+id, envelope.UUID{})
	})
	if err != nil {
		return nil, err
	}
	for cursor := ""; ; {
		page, err := f.Changes(ctx, id, cursor)
		if err != nil {
			return nil, err
		}
		if out.Changes = append(out.Changes, page); !page.More {
			return cjg.SealReturn(f.config.Random, out, f.keys.issuerKey)
		}
		cursor = page.Cursor
	}
}

// receipts are those of the newest version of every message of a device, in each envelope in which it came.
func (f *Front) receipts(tx Tx, id string) ([]cjg.DeliveryBody, error) {
	out := []cjg.DeliveryBody{}
	err := tx.Scan(bucketMessages, nil, func(_, value []byte) (bool, error) {
		var m message
		if json.Unmarshal(value, &m) != nil {
			return false, ErrStore
		}
		if m.Device != id || len(m.Versions) == 0 {
			return true, nil
		}
		headers, err := m.envelopes()
		if err != nil {
			return false, err
		}
		for _, h := range headers {
			out = append(out, f.delivery(h, m.Versions[len(m.Versions)-1]))
		}
		return true, nil
	})
	return out, err
}
