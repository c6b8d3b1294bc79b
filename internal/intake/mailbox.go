package intake

import (
	"bytes"
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// The limits of mailboxes. A contribution is a few dozen kilobytes, and a programme has at most 200 workers.
const (
	mostMailboxes = 20       // open ones of a device
	mostWaiting   = 400      // files in a mailbox
	mostBytes     = 64 << 20 // of them together
	mostOfOne     = 24       // files of one sender in a mailbox
	mostPosted    = 40       // files that a device puts in a day
	postedWindow  = 24 * time.Hour
	fullWait      = time.Hour // after which who found a mailbox full may try again
	mailboxTerm   = 60 * 24 * time.Hour
)

// Large reports whether values of a bucket are of a megabyte at most, so that only a few are read at once.
func Large(b Bucket) bool { return b == bucketFiles }

// mailbox is where one device has sealed files put for it by others.
type mailbox struct {
	Device  string    `json:"device"` // whose it is
	Opened  time.Time `json:"opened"`
	Closed  time.Time `json:"closed,omitzero"` // it takes nothing more
	Waiting int       `json:"waiting,omitempty"`
	Bytes   int       `json:"bytes,omitempty"`
}

// posted is what the front keeps of a file in a mailbox.
type posted struct {
	Device  string    `json:"device"` // who sent it
	Header  []byte    `json:"header"` // as it came first
	Size    int       `json:"size"`
	Number  uint64    `json:"number"` // the order in which they came
	Arrived time.Time `json:"arrived"`
	Gone    time.Time `json:"gone,omitzero"` // its owner has it, and it was erased here
}

func postedKey(box, id envelope.UUID) []byte { return append(bytes.Clone(box[:]), id[:]...) }

// ownMailbox gives a mailbox of a device. To everybody else it is not there.
func ownMailbox(tx Tx, device string, box envelope.UUID) (mailbox, error) {
	m, found, err := load[mailbox](tx, bucketMailboxes, box[:])
	if err == nil && (!found || m.Device != device) {
		err = cjg.ErrMailbox
	}
	return m, err
}

func mailboxBody(box envelope.UUID, m mailbox) cjg.MailboxBody {
	return cjg.MailboxBody{Mailbox: box.String(), Opened: m.Opened, Waiting: m.Waiting}
}

// OpenMailbox makes a mailbox of a device, under an id that it chose.
func (f *Front) OpenMailbox(_ context.Context, device string, box envelope.UUID) (body cjg.MailboxBody, fresh bool, err error) {
	now := f.config.Now().UTC().Truncate(time.Second)
	err = f.store.Update(func(tx Tx) error {
		fresh = false
		if _, err := f.known(tx, device); err != nil {
			return err
		}
		m, found, err := load[mailbox](tx, bucketMailboxes, box[:])
		switch {
		case err != nil:
			return err
		case found && m.Device != device:
			return cjg.ErrConflict
		case found && !m.Closed.IsZero():
			return cjg.ErrMailboxClosed
		case found:
			body = mailboxBody(box, m)
			return nil
		}
		if err := f.mayOpen(tx, device); err != nil {
			return err
		}
		m, fresh = mailbox{Device: device, Opened: now}, true
		body = mailboxBody(box, m)
		if err := save(tx, bucketMailboxes, box[:], m); err != nil {
			return err
		}
		return audit(tx, now, "device "+device, "mailbox_opened", envelope.UUID{})
	})
	return body, fresh, err
}

// mayOpen: a device has at most so many open mailboxes.
func (f *Front) mayOpen(tx Tx, device string) error {
	open := 0
	err := eachMailbox(tx, func(_ []byte, m mailbox) error {
		if m.Device == device && m.Closed.IsZero() {
			open++
		}
		return nil
	})
	if err == nil && open >= mostMailboxes {
		err = cjg.ErrMailboxes
	}
	return err
}

// eachMailbox visits every mailbox.
func eachMailbox(tx Tx, visit func(key []byte, m mailbox) error) error {
	return tx.Scan(bucketMailboxes, nil, func(key, _ []byte) (bool, error) {
		m, found, err := load[mailbox](tx, bucketMailboxes, key)
		if err == nil && found {
			err = visit(key, m)
		}
		return err == nil, err
	})
}

// CloseMailbox lets nothing more into a mailbox. What lies in it stays until it is fetched or its term is over.
func (f *Front) CloseMailbox(_ context.Context, device string, box envelope.UUID) error {
	now := f.config.Now().UTC().Truncate(time.Second)
	return f.store.Update(func(tx Tx) error {
		m, err := ownMailbox(tx, device, box)
		if err != nil || !m.Closed.IsZero() {
			return err
		}
		m.Closed = now
		if err := save(tx, bucketMailboxes, box[:], m); err != nil {
			return err
		}
		return audit(tx, now, "device "+device, "mailbox_closed", envelope.UUID{})
	})
}

// PutContribution stores a wrapped file in a mailbox and signs for it. A repeat gives a receipt and stores nothing.
func (f *Front) PutContribution(_ context.Context, device string, box envelope.UUID, wrapped []byte) cjg.PutResult {
	var got cjg.PutResult
	err := f.writes.do(device, nil, func(tx Tx) (err error) {
		got, err = f.post(tx, device, box, wrapped)
		return err
	})
	if err != nil {
		return cjg.PutResult{Err: err}
	}
	return got
}

// post decides about one file and stores it. What is refused has written nothing.
func (f *Front) post(tx Tx, id string, box envelope.UUID, wrapped []byte) (cjg.PutResult, error) {
	h, file, err := f.unwrap(tx, id, box, wrapped)
	if err != nil {
		return cjg.PutResult{}, err
	}
	m, found, err := load[mailbox](tx, bucketMailboxes, box[:])
	if err != nil {
		return cjg.PutResult{}, err
	}
	if !found {
		return cjg.PutResult{}, cjg.ErrMailbox
	}
	before, found, err := load[posted](tx, bucketPosted, postedKey(box, h.ID))
	if err != nil {
		return cjg.PutResult{}, err
	}
	if found {
		was, err := envelope.ParseHeaderBytes(before.Header)
		if err != nil || before.Device != id || !was.Same(h) {
			return cjg.PutResult{}, cjg.ErrConflict
		}
		return cjg.PutResult{Delivery: f.delivery(h, version{Arrived: before.Arrived})}, nil
	}
	now := f.config.Now().UTC().Truncate(time.Second)
	recent, err := f.room(tx, id, box, m, len(file), now)
	if err != nil {
		return cjg.PutResult{}, err
	}
	n, err := tx.Next(bucketPosted)
	if err != nil {
		return cjg.PutResult{}, err
	}
	m.Waiting, m.Bytes = m.Waiting+1, m.Bytes+len(file)
	p := posted{Device: id, Header: h.Bytes(), Size: len(file), Number: n, Arrived: now}
	for _, keep := range []func() error{
		func() error { return save(tx, bucketMailboxes, box[:], m) },
		func() error { return save(tx, bucketPosted, postedKey(box, h.ID), p) },
		func() error { return tx.Put(bucketFiles, postedKey(box, h.ID), file) },
		func() error { return save(tx, bucketPosters, []byte(id), append(recent, now)) },
	} {
		if err := keep(); err != nil {
			return cjg.PutResult{}, err
		}
	}
	return cjg.PutResult{Delivery: f.delivery(h, version{Arrived: now}), Fresh: true}, nil
}

// unwrap checks that a file is wrapped by this device, as a contribution, for this mailbox.
func (f *Front) unwrap(tx Tx, id string, box envelope.UUID, wrapped []byte) (envelope.Header, []byte, error) {
	d, err := f.known(tx, id)
	if err != nil {
		return envelope.Header{}, nil, err
	}
	signing, err := envelope.ParseVerifyKey(d.Signing)
	if err != nil {
		return envelope.Header{}, nil, ErrStore
	}
	h, file, err := envelope.Unwrap(wrapped, signing)
	switch {
	case err != nil:
		return envelope.Header{}, nil, err
	case h.Kind != envelope.Contribution || h.Version != 1:
		return envelope.Header{}, nil, cjg.ErrKind
	case h.Recipient != envelope.KeyID(box):
		return envelope.Header{}, nil, cjg.ErrForeign
	}
	return h, file, nil
}

// room reports why a file cannot be added, and gives when this device put others of late.
func (f *Front) room(tx Tx, id string, box envelope.UUID, m mailbox, size int, now time.Time) ([]time.Time, error) {
	owner, found, err := load[device](tx, bucketDevices, []byte(m.Device))
	switch {
	case err != nil:
		return nil, err
	case !m.Closed.IsZero() || !found || !owner.Revoked.IsZero():
		return nil, cjg.ErrMailboxClosed
	case m.Waiting >= mostWaiting || m.Bytes+size > mostBytes:
		return nil, cjg.ErrMailboxFull.Later(fullWait)
	}
	own := 0
	err = eachPosted(tx, box, func(_ []byte, p posted) error {
		if p.Device == id && p.Gone.IsZero() {
			own++
		}
		return nil
	})
	if err == nil && own >= mostOfOne {
		err = cjg.ErrMailboxFull.Later(fullWait)
	}
	if err != nil {
		return nil, err
	}
	recent, _, err := load[[]time.Time](tx, bucketPosters, []byte(id))
	recent = slices.DeleteFunc(recent, func(t time.Time) bool { return now.Sub(t) >= postedWindow || t.After(now) })
	if err == nil && len(recent) >= mostPosted {
		err = cjg.ErrRate.Later(postedWindow - now.Sub(recent[0]))
	}
	return recent, err
}

// eachPosted visits what the front knows of every file of one mailbox.
func eachPosted(tx Tx, box envelope.UUID, visit func(key []byte, p posted) error) error {
	return tx.Scan(bucketPosted, box[:], func(key, _ []byte) (bool, error) {
		if !bytes.HasPrefix(key, box[:]) {
			return false, nil
		}
		p, found, err := load[posted](tx, bucketPosted, key)
		if err == nil && found {
			err = visit(key, p)
		}
		return err == nil, err
	})
}

// Contributions lists what lies in a mailbox, in the order in which it came. The cursor is the number of the last one, in base 36.
func (f *Front) Contributions(_ context.Context, device string, box envelope.UUID, cursor string) (cjg.ContributionsBody, error) {
	after := uint64(0)
	if cursor != "" {
		var err error
		if after, err = strconv.ParseUint(cursor, 36, 63); err != nil {
			return cjg.ContributionsBody{}, cjg.ErrBody
		}
	}
	out := cjg.ContributionsBody{Items: []cjg.ContributionItem{}, Cursor: cursor}
	var all []posted
	err := f.store.View(func(tx Tx) error {
		all = nil
		if _, err := ownMailbox(tx, device, box); err != nil {
			return err
		}
		return eachPosted(tx, box, func(_ []byte, p posted) error {
			if p.Gone.IsZero() && p.Number > after {
				all = append(all, p)
			}
			return nil
		})
	})
	if err != nil {
		return out, err
	}
	slices.SortFunc(all, func(a, b posted) int { return int(int64(a.Number) - int64(b.Number)) })
	out.More = len(all) > pageSize
	for _, p := range all[:min(len(all), pageSize)] {
		h, err := envelope.ParseHeaderBytes(p.Header)
		if err != nil {
			return out, ErrStore
		}
		out.Items = append(out.Items, cjg.ContributionItem{Uuid: h.ID.String(), Size: p.Size, Received: p.Arrived, Sum: hex.EncodeToString(h.Commit[:])})
		out.Cursor = strconv.FormatUint(p.Number, 36)
	}
	return out, nil
}

// Contribution gives one file.
func (f *Front) Contribution(_ context.Context, device string, box, id envelope.UUID) (file []byte, err error) {
	err = f.store.View(func(tx Tx) error {
		if _, err := ownMailbox(tx, device, box); err != nil {
			return err
		}
		value, err := tx.Get(bucketFiles, postedKey(box, id))
		if err == nil && value == nil {
			err = cjg.ErrUnknown
		}
		file = bytes.Clone(value)
		return err
	})
	return file, err
}

// DeleteContribution erases a file that its owner has. That it was here is kept until its term is over, so that a repeat of the sender is known.
func (f *Front) DeleteContribution(_ context.Context, device string, box, id envelope.UUID) error {
	now := f.config.Now().UTC().Truncate(time.Second)
	return f.store.Update(func(tx Tx) error {
		m, err := ownMailbox(tx, device, box)
		if err != nil {
			return err
		}
		key := postedKey(box, id)
		p, found, err := load[posted](tx, bucketPosted, key)
		if err != nil || !found || !p.Gone.IsZero() {
			return err
		}
		p.Gone = now
		m.Waiting, m.Bytes = max(m.Waiting-1, 0), max(m.Bytes-p.Size, 0)
		if err := save(tx, bucketMailboxes, box[:], m); err != nil {
			return err
		}
		if err := save(tx, bucketPosted, key, p); err != nil {
			return err
		}
		if err := tx.Delete(bucketFiles, key); err != nil {
			return err
		}
		return oweRest(tx)
	})
}
