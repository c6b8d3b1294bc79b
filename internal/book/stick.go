package book

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// What can be wrong with files that go to an endpoint by hand and come back.
var (
	// ErrStickEmpty is returned when nothing waits for an endpoint.
	ErrStickEmpty = fault.New(fault.NotFound, "book.stick_empty", "nothing waits for this endpoint")
	// ErrStickWaits is returned for an endpoint of which no file came back yet: nothing can be sealed to it.
	ErrStickWaits = fault.New(fault.Conflict, "book.stick_waits", "the answer to the enrolment is not here yet")
	// ErrStickStranger is returned for a file that is for no device of this store.
	ErrStickStranger = fault.New(fault.Denied, "book.stick_stranger", "the file is for another device")
)

// AskByFile begins an enrolment with an endpoint that this device never reaches over a network: it gives the file that goes there on a
// stick. The endpoint is known by the name given until its file comes back. Doing it again with the same code replaces the first attempt.
func (b *Book) AskByFile(ctx context.Context, code, label string, name record.Private, partner record.ID) ([]byte, error) {
	parsed, err := cjg.ParseCode(code)
	if err != nil {
		return nil, err
	}
	keys, err := cjg.NewDeviceKeys(b.chance())
	if err != nil {
		return nil, err
	}
	request, err := keys.EnrolmentRequest(rand.Reader, parsed, label)
	if err != nil {
		return nil, err
	}
	e := &record.Endpoint{Name: name, ByFile: true, Pin: parsed.Pin[:], Keys: keptKeys(keys)}
	err = b.update(ctx, func(tx *store.Tx) error {
		var waiting []*record.Endpoint
		if err := collect(tx, record.KindEndpoint, &waiting, func(record.Row) bool { return true }); err != nil {
			return err
		}
		for _, old := range waiting {
			if len(old.Certificate) == 0 && bytes.Equal(old.Pin, e.Pin) {
				e.ID, e.Created, e.Changed, e.Revision = old.ID, old.Created, old.Changed, old.Revision
			}
		}
		if err := b.put(tx, e); err != nil {
			return err
		}
		if partner.Zero() {
			return nil
		}
		return b.tie(tx, e, partner)
	})
	if err != nil {
		return nil, err
	}
	return json.Marshal(request)
}

// oldFile is how old a file that came back may be to be believed that it holds all there is.
const oldFile = 60 * 24 * time.Hour

// MaxReturn bounds a file that came back, in bytes.
const MaxReturn = cjg.MaxReturn

// Stick is a file for an endpoint.
type Stick struct {
	Data []byte
	In   int // messages and recalls in it
	Left int // that did not fit: after this one another file is due
	Held int // that cannot go; each stands with its reason
}

// StickFile makes the file with everything that waits for an endpoint: the same bytes that would go over the network, so that it does not
// matter when some of it arrives both ways. Consent is checked again for each. What is in it waits on, until its receipt comes back.
// ErrStickEmpty when nothing waits, ErrStickWaits before the endpoint's own file is here.
func (b *Book) StickFile(ctx context.Context, endpoint record.ID) (Stick, error) {
	var out Stick
	err := b.update(ctx, func(tx *store.Tx) error {
		out = Stick{}
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil {
			return err
		}
		if len(e.SealTo) == 0 {
			return ErrStickWaits
		}
		waiting, err := waitingFor(tx, endpoint)
		if err != nil {
			return err
		}
		var sealed [][]byte
		for _, o := range waiting {
			if len(sealed) == cjg.MaxBatch {
				out.Left++
				continue
			}
			envelope, err := b.onStick(tx, o)
			switch kind := fault.Of(err); {
			case err == nil:
				sealed = append(sealed, envelope)
			case kind == fault.Locked || kind == fault.Full:
				return err
			default:
				out.Held++
				if err := b.hold(tx, o.ID, fault.CodeOf(err)); err != nil {
					return err
				}
			}
		}
		out.In = len(sealed)
		if out.In == 0 {
			return nil // what was set aside stays so
		}
		out.Data = cjg.JoinSealed(sealed)
		return tx.Audit(actionStick, record.KindEndpoint, endpoint)
	})
	if err == nil && out.In == 0 {
		err = ErrStickEmpty
	}
	return out, err
}

// waitingFor are the entries for an endpoint, the oldest first.
func waitingFor(tx *store.Tx, endpoint record.ID) ([]*record.Outgoing, error) {
	var all []*record.Outgoing
	if err := collect(tx, record.KindOutgoing, &all, func(record.Row) bool { return true }); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o *record.Outgoing) bool {
		return o.Endpoint != endpoint || o.Held != "" || o.Task == record.OutgoingGive // a contribution has a file of its own
	})
	slices.SortFunc(all, func(a, b *record.Outgoing) int {
		if a.Seq < b.Seq {
			return -1
		}
		return 1
	})
	return all, nil
}

// onStick seals one entry and notes that it goes by hand.
func (b *Book) onStick(tx *store.Tx, o *record.Outgoing) ([]byte, error) {
	sealed, err := b.pack(tx, o.ID)
	if err != nil {
		return nil, err
	}
	again, err := store.Get[*record.Outgoing](tx, o.ID)
	if err != nil {
		return nil, err
	}
	again.OnStick = b.now().UTC()
	if err := b.put(tx, again); err != nil {
		return nil, err
	}
	d, err := store.Get[*record.Delivery](tx, o.Delivery)
	if err != nil || d.Way == record.MethodUSB || o.Task == record.OutgoingRecall {
		return sealed, err
	}
	d.Way = record.MethodUSB
	return sealed, b.put(tx, d)
}

// Returned is what a file that came back brought.
type Returned struct {
	Endpoint record.ID
	Name     record.Private // of the endpoint
	Enrolled bool           // it ended an enrolment by file
	Receipts int            // messages that count as sent from now on, and recalls that arrived
	Answers  int
}

// TakeReturn takes over a file that an endpoint gave back: this device's enrolment, the receipts of what was handed over, and the answers.
// Everything is verified before anything is kept, and what is known already counts once. ErrStickStranger for a file that is for no device
// of this store; cjg.ErrReturn and cjg.ErrReturnSigned for one that is damaged, or signed by somebody else.
func (b *Book) TakeReturn(ctx context.Context, data []byte) (Returned, error) {
	e, keys, err := b.returnedTo(ctx, data)
	if err != nil {
		return Returned{}, err
	}
	got, err := cjg.OpenReturn(data, keys, issuerOf(e), nextOf(e)...)
	if err != nil {
		return Returned{}, err
	}
	out := Returned{Endpoint: e.ID, Enrolled: len(e.Certificate) == 0}
	before, err := b.countAnswers(ctx)
	if err != nil {
		return Returned{}, err
	}
	err = b.update(ctx, func(tx *store.Tx) error {
		out.Receipts = 0
		e, err := b.renewedByFile(tx, e.ID, got)
		if err != nil {
			return err
		}
		if out.Name = e.Name; b.ofFormer(e, got) {
			return nil
		}
		out.Receipts, err = b.receiptsByFile(tx, e, got.Receipts)
		return err
	})
	if err != nil {
		return Returned{}, err
	}
	if err := b.pagesByFile(ctx, e.ID, got); err != nil {
		return Returned{}, err
	}
	after, err := b.countAnswers(ctx)
	out.Answers = after - before
	return out, err
}

func (b *Book) countAnswers(ctx context.Context) (n int, err error) {
	err = b.view(ctx, func(tx *store.Tx) error {
		n = len(tx.Rows(record.KindFeedback))
		return nil
	})
	return n, err
}

// returnedTo finds the endpoint that a file says it is of.
func (b *Book) returnedTo(ctx context.Context, data []byte) (*record.Endpoint, cjg.DeviceKeys, error) {
	device, err := cjg.ReturnDevice(data)
	if err != nil {
		return nil, cjg.DeviceKeys{}, err
	}
	all, err := b.Endpoints(ctx)
	if err != nil {
		return nil, cjg.DeviceKeys{}, err
	}
	for _, e := range all {
		keys, err := Keys(e)
		if err == nil && keys.Device() == device {
			return e, keys, nil
		}
	}
	return nil, cjg.DeviceKeys{}, ErrStickStranger
}

// issuerOf says which issuer may sign for an endpoint: the one that it enrolled with, else the one that the code pinned.
func issuerOf(e *record.Endpoint) func(*x509.Certificate) bool {
	return func(issuer *x509.Certificate) bool {
		if block, _ := pem.Decode(e.Roots); block != nil {
			return bytes.Equal(block.Bytes, issuer.Raw)
		}
		pin := cjg.PinOf(issuer)
		return len(e.Pin) > 0 && bytes.Equal(pin[:], e.Pin)
	}
}

// renewedByFile takes over what the endpoint says of itself, unless a newer file did.
func (b *Book) renewedByFile(tx *store.Tx, id record.ID, got cjg.Return) (*record.Endpoint, error) {
	e, err := store.Get[*record.Endpoint](tx, id)
	if err != nil {
		return e, err
	}
	if counts, err := b.turnedByFile(tx, e, got); err != nil || !counts {
		return e, err
	}
	first := len(e.Certificate) == 0
	if !first {
		if err := b.newTerms(tx, e, got.Enrolment.Agreement); err != nil {
			return e, err
		}
	}
	adopt(e, got.Enrolment)
	e.Returned, e.Pin = got.Made, nil
	if first {
		e.Enrolled = b.Today()
	}
	if err := b.drawAhead(e); err != nil {
		return e, err
	}
	if err := b.put(tx, e); err != nil || !first {
		return e, err
	}
	for _, row := range tx.Rows(record.KindPartner) {
		if row.Link == e.ID {
			return e, b.tie(tx, e, row.ID)
		}
	}
	return e, b.tie(tx, e, record.ID{})
}

// receiptsByFile lets what waits and has its receipt now count as sent.
func (b *Book) receiptsByFile(tx *store.Tx, e *record.Endpoint, receipts []cjg.DeliveryBody) (n int, err error) {
	by, err := Signers(e)
	if err != nil {
		return 0, err
	}
	waiting, err := waitingFor(tx, e.ID)
	if err != nil {
		return 0, err
	}
	for _, o := range waiting {
		h, err := envelope.ParseHeader(o.Sealed)
		if err != nil {
			continue // it was never sealed
		}
		proven, err := provenBy(receipts, h, by)
		switch {
		case errors.Is(err, cjg.ErrUnknown):
			continue
		case errors.Is(err, cjg.ErrReceipt):
			b.log.Warn("receipt by file does not fit", "id", o.Delivery.String())
			continue
		case err != nil:
			return n, err
		}
		if err := b.delivered(tx, o.ID, o.Delivery, proofsOf(proven)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// provenBy finds the receipt over a header: the same message may have come in several envelopes. cjg.ErrUnknown: there is none of it;
// cjg.ErrReceipt: none that fits.
func provenBy(receipts []cjg.DeliveryBody, h envelope.Header, by cjg.Signers) (got cjg.Delivery, err error) {
	err = cjg.ErrUnknown
	for _, r := range receipts {
		if r.Uuid != h.ID.String() {
			continue
		}
		if got, err = cjg.VerifyDelivery(r, h, by); err == nil {
			return got, nil
		}
	}
	return got, err
}

// pageOf is a page of changes as the outbox has it.
func pageOf(got cjg.Changes) outbox.Page {
	page := outbox.Page{Cursor: got.Cursor, More: got.More}
	for _, item := range got.Items {
		a := outbox.Answer{About: item.About.String(), Sealed: item.Sealed}
		if item.Readable != nil {
			a.Readable = item.Readable.Bytes()
		}
		page.Answers = append(page.Answers, a)
	}
	return page
}

// byFile reports whether an endpoint is reached by files only.
func byFile(tx *store.Tx, endpoint record.ID) (bool, error) {
	e, err := store.Get[*record.Endpoint](tx, endpoint)
	if missing(err) {
		return false, nil
	}
	return err == nil && e.Address == "", err
}
