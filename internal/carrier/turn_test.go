package carrier_test

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"os"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

const day = 24 * 3600 // seconds

// cut is a connection that breaks at a change of this device's keys.
type cut struct {
	*cjg.Client
	how *int // 0 well; 1 the program ends before; 2 it ends after, unheard; 3 the answer is lost
}

func (c cut) Change(ctx context.Context, keys, fresh cjg.DeviceKeys, atOnce bool) (cjg.Enrolment, error) {
	how := *c.how
	*c.how = 0
	if how == 1 {
		panic(gone{})
	}
	got, err := c.Client.Change(ctx, keys, fresh, atOnce)
	switch how {
	case 2:
		panic(gone{})
	case 3:
		return cjg.Enrolment{}, cjg.ErrOffline
	}
	return got, err
}

// turner is a world in which keys change on both sides.
type turner struct {
	*world
	how    int
	former []held // what this device spoke with before
	trace  []int  // steps, for who reads a failure
}

// telling says where a message stands, for who looks for a fault.
func (t *turner) telling(m *message) {
	if os.Getenv("SCHAKEL_TELL") == "" {
		return
	}
	s := book.Sending{Delivery: &record.Delivery{}}
	if !m.delivery.Zero() {
		s = t.sending(m)
	}
	out, at := "", t.there(m.id())
	if s.Outgoing != nil {
		if h, err := envelope.ParseHeader(s.Outgoing.Sealed); err == nil {
			out = h.Sender.String()[:6] + " " + h.Created.String()
		}
	}
	there := ""
	for _, v := range at.Versions {
		if h, err := envelope.ParseHeaderBytes(v.Header); err == nil {
			there += " " + h.Sender.String()[:6] + " " + h.Created.String()
		}
	}
	e := t.endpointRecord()
	t.Logf("step %d: message %d %s waits with %q, there %s %q; parked %q turning %v", t.trace[len(t.trace)-1], m.n, s.Delivery.State, out, at.item.State, there, e.Parked, book.Turning(e))
}

// held is what somebody has who copied the laptop.
type held struct {
	keys cjg.DeviceKeys
	cert *x509.Certificate
}

// turns lets the outbox work with connections that may break at a change.
func (t *turner) turns(how int) {
	t.forget()
	t.how = how
	t.q = &interrupted{Post: t.b.Post(func(e *record.Endpoint) (book.Carrier, error) {
		c, err := t.dial(e)
		if err != nil {
			return nil, err
		}
		return cut{c.(*cjg.Client), &t.how}, nil
	})}
	t.loop = outbox.New(outbox.Config{Queue: t.q, Sender: t.q, Inbox: t.q, Puller: t.q, Now: t.my, Random: func() float64 { return 0.5 }})
	t.touched()
	t.round(0, 0, 0, true)
	t.forget()
}

// copied is what a thief of the laptop would have now.
func (t *turner) copied() held {
	t.Helper()
	e := t.endpointRecord()
	keys, err := book.Keys(e)
	t.must("keys", err)
	pair, err := cjg.ClientCertificate(e.Certificate, keys)
	t.must("certificate", err)
	return held{keys, pair.Leaf}
}

// rotateEndpoint changes the keys of the endpoint.
func (t *turner) rotateEndpoint(keep time.Duration) {
	t.Helper()
	keys, err := t.keys.Rotate(rand.Reader, t.their(), keep)
	t.must("rotate", err)
	waits, err := intake.Waiting(t.store)
	t.must("what waits", err)
	t.keys = keys.Forget(t.their(), waits)
	t.restartEndpoint()
	t.must("tell", intake.Tell(t.store, keys.FrontKeys, t.their()))
}

// step is one thing that happens.
func (t *turner) step(m *message, draw chance) {
	ctx := context.Background()
	which := draw(22, "step")
	t.trace = append(t.trace, which)
	defer t.telling(m)
	switch which {
	case 0, 1:
		t.begin(draw)
	case 2:
		t.edit(m)
	case 3:
		t.withdraw(m, draw(6, "how"))
	case 4:
		t.look(m, t.sending(m))
	case 5:
		t.stick()
	case 6:
		t.upload(draw)
	case 7:
		t.returned(draw)
	case 8, 9:
		t.must("open", t.endpoint.Inbox.OpenPending())
		t.office(m, draw(6, "act"))
	case 10:
		t.reopenBook()
	case 11:
		t.rotateEndpoint(time.Duration(draw(2, "keep")) * 400 * 24 * time.Hour)
	case 12:
		t.former = append(t.former, t.copied())
		t.now.Add(61 * day)
	case 13, 14:
		t.former = append(t.former, t.copied())
		t.must("new keys", t.b.NewKeys(ctx, t.end))
	case 15:
		t.former = append(t.former, t.copied())
		data, err := t.b.KeysByFile(ctx, t.end, draw(2, "at once") == 0)
		t.must("keys by file", err)
		t.files = append(t.files, data)
	case 16, 17:
		t.deliver(draw)
	default:
		t.turns(draw(4, "cut"))
	}
}

// settled holds what both sides have of each other's keys and of every message, once all is well.
func (t *turner) settled(messages []*message) {
	t.Helper()
	e := t.endpointRecord()
	if e.Parked != "" || book.Turning(e) {
		t.Fatalf("in a world that is well: parked %q, turning %v", e.Parked, book.Turning(e))
	}
	if n := t.b.Rows(record.KindOutgoing); len(n) > 0 {
		for _, m := range messages {
			t.telling(m)
			if s := t.sending(m); s.Outgoing != nil {
				t.Logf("message %d waits: %s %s, %q, last %q, held %q, after %s, now %s", m.n, s.Outgoing.Task, s.Delivery.State, s.Delivery.Reason, s.Outgoing.Last, s.Outgoing.Held, s.Outgoing.NotBefore, t.my())
			}
		}
		t.Fatalf("%d wait in a world that is well", len(n))
	}
	now := t.copied()
	devices, err := t.endpoint.Front.Devices()
	t.must("devices", err)
	if len(devices) != 1 || devices[0].ID != now.keys.Device() || devices[0].Fingerprint != book.OwnWords(e) || devices[0].Before != book.OwnWordsBefore(e) {
		t.Fatalf("the office knows %+v, the laptop is %s %q before %q", devices, now.keys.Device(), book.OwnWords(e), book.OwnWordsBefore(e))
	}
	seen := t.sendings(messages)
	for _, m := range messages {
		s, at := seen[m], t.there(m.id())
		switch {
		case m.delivery.Zero():
			continue
		case m.invited:
			t.checkInvited(m, at, seen)
			continue
		case m.about != nil:
			t.checkReply(m, s.Delivery, at)
		}
		if s.Delivery.State == record.DeliveryReadable {
			t.checkTwo(m, s.Delivery)
		} else {
			t.checkState(m, s.Delivery, at)
		}
		t.checkAgreed(m, s.Delivery, at)
		t.checkAnswers(m, s.Answers)
		t.checkRoad(m, s.Delivery, seen)
	}
	t.checkNothingElse()
	t.checkFormer(now)
	found, _, err := intake.Check(t.store, t.keys.FrontKeys, &t.keys)
	t.must("check", err)
	if len(found) > 0 {
		t.Fatalf("the check of the endpoint's store says %+v", found)
	}
}

// checkTwo: "readable" stands on two receipts of this endpoint over one header.
func (t *turner) checkTwo(m *message, d *record.Delivery) {
	t.Helper()
	by, err := book.Signers(t.endpointRecord())
	t.must("signers", err)
	var over [][32]byte
	for _, p := range d.Receipts {
		kind, keys := envelope.Received, by.Front
		if p.Sort == "readable" {
			kind, keys = envelope.Readable, by.Inbox
		}
		r, err := envelope.ParseReceipt(p.Bytes)
		t.must("receipt", err)
		holds := false
		for _, key := range keys {
			holds = holds || r.VerifySigner(kind, key) == nil
		}
		if !holds {
			t.Fatalf("message %d: the proof %s does not hold", m.n, p.Sort)
		}
		over = append(over, r.Header)
	}
	if len(over) != 2 || over[0] != over[1] {
		t.Fatalf("message %d has %d proofs over %x", m.n, len(over), over)
	}
}

// checkFormer: whoever has what this device spoke with before gets nothing in and nothing out.
func (t *turner) checkFormer(now held) {
	t.Helper()
	ctx := context.Background()
	t.theirs.Add(int64(intake.SignerOverlap/time.Second) + 1)
	defer t.theirs.Store(0)
	for _, old := range t.former {
		if old.keys.Signing.Public().ID() == now.keys.Signing.Public().ID() {
			continue // it never came to a change since
		}
		sealed := t.forged(old.keys)
		if got := t.endpoint.Front.Put(ctx, now.keys.Device(), [][]byte{sealed}); !errors.Is(got[0].Err, cjg.ErrSignerEnded) {
			t.Fatalf("an envelope under a former key: %v", got[0].Err)
		}
		if got := t.endpoint.TakeFile(ctx, sealed, "marieke"); !errors.Is(got[0].Err, cjg.ErrSignerEnded) {
			t.Fatalf("a file under a former key: %v", got[0].Err)
		}
		if t.their().Before(old.cert.NotAfter) {
			if _, err := t.endpoint.Front.Device(ctx, old.cert); !errors.Is(err, cjg.ErrReplaced) {
				t.Fatalf("a former certificate: %v", err)
			}
		}
		r, err := old.keys.RenewalRequest(rand.Reader)
		t.must("request", err)
		if _, err := t.endpoint.Front.Renew(ctx, r); !errors.Is(err, cjg.ErrReplaced) {
			t.Fatalf("a renewal with a former key: %v", err)
		}
	}
}

// forged is a document that nobody here wrote, signed with the given keys.
func (t *turner) forged(keys cjg.DeviceKeys) []byte {
	t.Helper()
	data, err := cjg.Marshal(&cjg.Recall{About: "11111111-1111-4111-8111-111111111111", Number: "H-0001", Whole: true, Date: "2026-11-22"})
	t.must("document", err)
	id, err := envelope.NewUUID(rand.Reader)
	t.must("id", err)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: t.my()}, data, keys.Signing, t.keys.Opening.Public())
	t.must("seal", err)
	return sealed
}

// TestKeysChangeOnBothSidesUnderEveryFault lets both sides change their keys, by network and by file, at any moment, between sends, answers, recalls,
// losses and ends of the program: in the end nothing is lost or unreadable, both sides know the same keys, and nothing of a former key is
// taken. SCHAKEL_LONG=1 looks at many more.
func TestKeysChangeOnBothSidesUnderEveryFault(t *testing.T) {
	sequences, each, seed := 16, 8, 1
	if testing.Short() {
		sequences = 4
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		sequences = 3000
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_TURNS")); err == nil {
		sequences = n
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_SEED")); err == nil {
		seed = n - 1
	}
	var w *turner
	defer func() {
		if t.Failed() {
			t.Logf("SCHAKEL_SEED=%d, steps %v", seed, w.trace)
		}
	}()
	for done := 0; done < sequences; done += each {
		seed++
		w = &turner{world: newWorld(t)}
		for n := range each {
			draw := drawer(seed*1000 + n)
			from := len(w.all)
			w.trace = nil
			w.begin(draw)
			for range 3 + draw(12, "steps") {
				mine := w.all[from:]
				w.step(mine[draw(len(mine), "which")], draw)
			}
			mine := w.all[from:]
			w.recover(draw, mine)
			w.settled(mine)
		}
		w.close()
	}
}

// drawer draws the same each time for a seed.
func drawer(seed int) chance {
	example := rapid.Custom(func(rt *rapid.T) []int { return rapid.SliceOfN(rapid.IntRange(0, 1<<20), 400, 400).Draw(rt, "all") }).Example(seed)
	at := 0
	return func(n int, _ string) int {
		at++
		return example[at%len(example)] % n
	}
}
