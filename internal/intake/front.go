package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"strconv"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Config is what an endpoint is told; time, randomness and the log come in here.
type Config struct {
	Agreement cjg.Agreement
	CodeLife  time.Duration // of an enrolment code; 0: two weeks
	Onward    bool          // cases go on to the organisation's own system as well: mark each change of one
	Now       func() time.Time
	Random    io.Reader
	Log       *slog.Logger
	Poll      time.Duration // how often the inbox looks for what another process stored; 0: a minute
}

// Front stores sealed messages and signs for them. It cannot open one. It keeps nothing in memory that another process must know.
type Front struct {
	store   Store
	keys    *ring
	config  Config
	arrived func()
	writes  *group
}

// NewFront makes the front; arrived is called after every stored message, and must not block.
func NewFront(store Store, keys FrontKeys, config Config, arrived func()) *Front {
	if config.CodeLife == 0 {
		config.CodeLife = defaultCodeLife
	}
	return &Front{store: store, keys: newRing(Keys{FrontKeys: keys}), config: config, arrived: arrived, writes: &group{store: store}}
}

// Capabilities tells limits, keys, clock and agreement.
func (f *Front) Capabilities(context.Context) (cjg.Capabilities, error) {
	var settings Settings
	var keys cjg.EndpointKeys
	err := f.store.View(func(tx Tx) (err error) {
		if settings, err = loadSettings(tx, f.config); err != nil {
			return err
		}
		keys, err = f.keys.newest(tx)
		return err
	})
	if err != nil {
		return cjg.Capabilities{}, err
	}
	return cjg.Capabilities{
		Version: cjg.Version, Time: f.config.Now().UTC().Truncate(time.Second), MaxSealed: envelope.MaxSealed, MaxBatch: cjg.MaxBatch,
		Kinds:     []string{string(envelope.Referral), string(envelope.Signal), string(envelope.Request), string(envelope.Answer)},
		Keys:      keys,
		Agreement: settings.Agreement,
	}, nil
}

// Put stores messages in one transaction, with those of other requests that come at the same time. One that is refused does not hold up the others; a store that fails fails them all.
func (f *Front) Put(_ context.Context, device string, sealed [][]byte) []cjg.PutResult {
	results := make([]cjg.PutResult, len(sealed))
	err := f.writes.do(device, idsOf(sealed), func(tx Tx) error {
		for i, s := range sealed {
			got, err := f.put(tx, device, s, nil)
			if err != nil && !refusal(err) {
				return err
			}
			got.Err = err
			results[i] = got
		}
		return nil
	})
	if err != nil {
		for i := range results {
			results[i] = cjg.PutResult{Err: err}
		}
		return results
	}
	f.arrived()
	return results
}

// idsOf gives the ids that stand on envelopes, as far as they can be read.
func idsOf(sealed [][]byte) []envelope.UUID {
	out := make([]envelope.UUID, 0, len(sealed)+1)
	for _, s := range sealed {
		if h, err := envelope.ParseHeader(s); err == nil {
			out = append(out, h.ID)
		}
	}
	return out
}

// Recall stores a recall; the target takes no further version from then on.
func (f *Front) Recall(_ context.Context, device string, target envelope.UUID, sealed []byte) cjg.PutResult {
	var got cjg.PutResult
	err := f.writes.do(device, append(idsOf([][]byte{sealed}), target), func(tx Tx) error {
		m, found, err := load[message](tx, bucketMessages, target[:])
		if err != nil {
			return err
		}
		if found && (m.Device != device || m.Target != (envelope.UUID{})) {
			return cjg.ErrUnknown
		}
		if got, err = f.put(tx, device, sealed, &target); err != nil {
			return err
		}
		m.Device, m.Taken = device, true
		return save(tx, bucketMessages, target[:], m)
	})
	if err != nil {
		return cjg.PutResult{Err: err}
	}
	f.arrived()
	return got
}

// put decides about one envelope and stores it. A repeat of a known version gives the receipt of then.
func (f *Front) put(tx Tx, id string, sealed []byte, target *envelope.UUID) (cjg.PutResult, error) {
	h, ended, err := f.admit(tx, id, sealed, target)
	if err != nil {
		return cjg.PutResult{}, err
	}
	m, found, err := load[message](tx, bucketMessages, h.ID[:])
	if err != nil {
		return cjg.PutResult{}, err
	}
	if found && !m.of(id, target) {
		return cjg.PutResult{}, cjg.ErrConflict
	}
	if v, ok := m.known(h); ok {
		return f.putKnown(tx, id, h, m, v, sealed, ended)
	}
	if ended != nil {
		return cjg.PutResult{}, ended
	}
	if err := m.takes(h); err != nil {
		return cjg.PutResult{}, err
	}
	v := version{Header: h.Bytes(), Number: h.Version, Commit: h.Commit[:], Arrived: f.config.Now().UTC().Truncate(time.Second)}
	m.Device, m.Versions = id, append(m.Versions, v)
	if target != nil {
		m.Target = *target
	}
	if err := save(tx, bucketMessages, h.ID[:], m); err != nil {
		return cjg.PutResult{}, err
	}
	return cjg.PutResult{Delivery: f.delivery(h, v), Fresh: true}, pend(tx, h.ID, sealed)
}

// putKnown is for a version that is here already: the receipt again, or the message in its newer envelope.
func (f *Front) putKnown(tx Tx, id string, h envelope.Header, m message, v version, sealed []byte, ended error) (cjg.PutResult, error) {
	if v.came(h) || !m.anew(h) {
		return cjg.PutResult{Delivery: f.delivery(h, v)}, nil
	}
	if ended != nil { // a receipt over a header that the inbox never signs a second one for would leave the sender waiting
		return cjg.PutResult{}, ended
	}
	if older, err := signedEarlier(tx, id, h, m); err != nil || older {
		return cjg.PutResult{Delivery: f.delivery(h, v)}, err
	}
	return f.putAnew(tx, h, m, sealed)
}

// known finds the version that this header means.
func (m message) known(h envelope.Header) (version, bool) {
	for _, v := range m.Versions {
		if v.Number == h.Version && bytes.Equal(v.Commit, h.Commit[:]) {
			return v, true
		}
	}
	return version{}, false
}

// anew reports whether a header is the newest version again in another envelope: after a change of keys its first one may not open any more,
// and a laptop that lost an answer, or whose clock was put right, may have sealed it once more. Whichever the device holds a receipt for, the
// second one has to be over the same header; so each envelope that comes is put before the inbox, also an older one that comes late, and the
// inbox signs for all of them.
func (m message) anew(h envelope.Header) bool {
	last := m.Versions[len(m.Versions)-1]
	return !m.Taken && last.Number == h.Version && bytes.Equal(last.Commit, h.Commit[:]) && !bytes.Equal(last.Header, h.Bytes())
}

// takes reports why a version that is not known cannot be added, nil when it can.
func (m message) takes(h envelope.Header) error {
	if m.Taken {
		return cjg.ErrRecalled
	}
	if len(m.Versions) == 0 {
		return nil
	}
	last := m.Versions[len(m.Versions)-1]
	before, err := envelope.ParseHeaderBytes(last.Header)
	if err != nil {
		return ErrStore
	}
	// A message stays of one kind: what was written back about it, and its recall, mean that one.
	if h.Version <= last.Number || h.Kind != before.Kind {
		return cjg.ErrConflict
	}
	return nil
}

// pend puts a message before the inbox.
func pend(tx Tx, id envelope.UUID, sealed []byte) error {
	if err := tx.Put(bucketSealed, id[:], sealed); err != nil {
		return err
	}
	n, err := tx.Next(bucketPending)
	if err != nil {
		return err
	}
	return tx.Put(bucketPending, counter(n), id[:])
}

// admit checks that the envelope is this device's, for this endpoint, and of a kind for this route. Ended is cjg.ErrEnded or
// cjg.ErrSignerEnded for one that is sealed to, or signed with, a key whose time is over: what is here already keeps its receipt, nothing
// else is taken.
func (f *Front) admit(tx Tx, id string, sealed []byte, target *envelope.UUID) (h envelope.Header, ended, err error) {
	d, found, err := load[device](tx, bucketDevices, []byte(id))
	if err != nil {
		return envelope.Header{}, nil, err
	}
	if !found {
		return envelope.Header{}, nil, cjg.ErrDenied
	}
	if h, err = envelope.ParseHeader(sealed); err != nil {
		return envelope.Header{}, nil, err
	}
	signing, until, err := d.signer(h.Sender)
	if err != nil {
		return envelope.Header{}, nil, err
	}
	if h, err = envelope.VerifyHeader(sealed, signing); err != nil {
		return envelope.Header{}, nil, err
	}
	if !until.IsZero() && !f.config.Now().Before(until) {
		ended = cjg.ErrSignerEnded
	}
	switch err := f.keys.takes(tx, h.Recipient, f.config.Now()); {
	case errors.Is(err, cjg.ErrEnded):
		ended = err
	case err != nil:
		return envelope.Header{}, nil, err
	}
	if target == nil && !cjg.Deliverable(h.Kind) || target != nil && (h.Kind != envelope.Recall || h.ID == *target) {
		return envelope.Header{}, nil, cjg.ErrKind
	}
	return h, ended, nil
}

// delivery makes the receipts for the header as it was delivered now; for the same header they are the same bytes.
func (f *Front) delivery(h envelope.Header, v version) cjg.DeliveryBody {
	out := cjg.DeliveryBody{
		Uuid: h.ID.String(), Version: int64(h.Version),
		Received: envelope.NewReceipt(envelope.Received, h, v.Arrived, f.keys.front()).String(),
	}
	if r, ok := v.readable(h); ok {
		out.Readable = r.String()
	}
	return out
}

// Get gives the receipts of the newest version of one of the device's messages.
func (f *Front) Get(_ context.Context, device string, id envelope.UUID) (cjg.DeliveryBody, error) {
	var out cjg.DeliveryBody
	err := f.store.View(func(tx Tx) error {
		m, found, err := load[message](tx, bucketMessages, id[:])
		if err != nil {
			return err
		}
		if !found || m.Device != device || len(m.Versions) == 0 {
			return cjg.ErrUnknown
		}
		v := m.Versions[len(m.Versions)-1]
		h, err := envelope.ParseHeaderBytes(v.Header)
		if err != nil {
			return ErrStore
		}
		out = f.delivery(h, v)
		return nil
	})
	return out, err
}

const pageSize = 100

// pageBytes bounds a page of changes; one change more than this is still given.
const pageBytes = 1 << 20

// Changes gives what is new for the device after the cursor: the counter of the last change it kept, in base 36.
func (f *Front) Changes(_ context.Context, device, cursor string) (cjg.ChangesBody, error) {
	after := uint64(0)
	if cursor != "" {
		var err error
		if after, err = strconv.ParseUint(cursor, 36, 63); err != nil {
			return cjg.ChangesBody{}, cjg.ErrBody
		}
	}
	out := cjg.ChangesBody{Items: []cjg.ChangeBody{}, Cursor: cursor}
	prefix := []byte(device)
	size := 0
	err := f.store.View(func(tx Tx) (err error) {
		if out.Restored, err = restoredBody(tx); err != nil {
			return err
		}
		return tx.Scan(bucketChanges, append([]byte(device), counter(after+1)...), func(key, value []byte) (bool, error) {
			if len(key) != len(prefix)+8 || string(key[:len(prefix)]) != device {
				return false, nil
			}
			if len(out.Items) == pageSize || size > pageBytes {
				out.More = true
				return false, nil
			}
			item, err := changeBody(value)
			if err != nil {
				return false, err
			}
			size += len(value)
			out.Items = append(out.Items, item)
			out.Cursor = strconv.FormatUint(binary.BigEndian.Uint64(key[len(prefix):]), 36)
			return true, nil
		})
	})
	return out, err
}

func counter(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
