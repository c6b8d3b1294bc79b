package intake_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// twice runs every writing function a first time for nothing, as a store does when another process was first.
type twice struct{ intake.Store }

var errForNothing = errors.New("for nothing")

func (s twice) Update(write func(intake.Tx) error) error {
	err := s.Store.Update(func(tx intake.Tx) error {
		_ = write(tx) // what it says counts the second time
		return errForNothing
	})
	if !errors.Is(err, errForNothing) {
		return err
	}
	return s.Store.Update(write)
}

// processes are several endpoints on one store, as several processes have them, with one device.
type processes struct {
	t        testing.TB
	store    intake.Store
	keys     intake.Keys
	all      []*intake.Endpoint
	device   cjg.DeviceKeys
	id       string
	contacts intake.Config
}

func newProcesses(t testing.TB, k kind, n int) *processes {
	t.Helper()
	p := &processes{t: t, contacts: intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}, Now: time.Now, Random: rand.Reader,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}}
	var err error
	p.keys, err = intake.NewKeys(rand.Reader, "CJG Zuiderwijk", time.Now())
	must(t, err)
	address := k.place(t)
	p.store = openKind(t, k, address)
	for i := range n {
		s := p.store
		if i > 0 && k.shared {
			s = openKind(t, k, address)
		}
		must(t, intake.Claim(s, p.keys.FrontKeys))
		p.all = append(p.all, intake.NewEndpoint(s, p.keys, p.contacts))
	}
	code, err := p.all[0].Front.NewCode("")
	must(t, err)
	p.device, err = cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	request, err := p.device.EnrolmentRequest(rand.Reader, code, "")
	must(t, err)
	body, err := p.all[n-1].Front.Enrol(context.Background(), request)
	must(t, err)
	p.id = body.Device
	return p
}

func (p *processes) seal(d cjg.Document, id envelope.UUID, version uint32) []byte {
	p.t.Helper()
	data, err := cjg.Marshal(d)
	must(p.t, err)
	fields := envelope.Fields{ID: id, Version: version, Kind: d.Kind(), Created: time.Now()}
	sealed, _, err := envelope.Seal(rand.Reader, fields, data, p.device.Signing, p.keys.Opening.Public())
	must(p.t, err)
	return sealed
}

// everywhere runs a test over every store.
func everywhere(t *testing.T, test func(t *testing.T, k kind)) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) { test(t, k) })
	}
}

// TestSeveralProcessesOneRoad: fronts take the same messages at the same time while inboxes open them; each becomes one case with one receipt.
func TestSeveralProcessesOneRoad(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 2)
		const n = 40
		var sealed [][]byte
		for range n {
			sealed = append(sealed, p.seal(referral(), uuid(t), 1))
		}
		receipts := make([]sync.Map, n)
		var group sync.WaitGroup
		var wrong atomic.Int64
		for worker := range 8 {
			group.Go(func() {
				for i := range n {
					at := (i + worker*5) % n
					got := p.all[worker%2].Front.Put(context.Background(), p.id, [][]byte{sealed[at]})[0]
					if got.Err != nil {
						wrong.Add(1)
						continue
					}
					receipts[at].Store(got.Delivery.Received, true)
				}
			})
		}
		for _, e := range p.all {
			group.Go(func() {
				for range 10 {
					if err := e.Inbox.OpenPending(); err != nil {
						wrong.Add(1)
					}
				}
			})
		}
		group.Wait()
		must(t, p.all[0].Inbox.OpenPending())
		cases, err := p.all[1].Inbox.Cases()
		must(t, err)
		if len(cases) != n || wrong.Load() > 0 {
			t.Errorf("%d cases of %d messages, %d refused", len(cases), n, wrong.Load())
		}
		for i := range receipts {
			different := 0
			receipts[i].Range(func(_, _ any) bool { different++; return true })
			if different != 1 {
				t.Errorf("message %d has %d different receipts", i, different)
			}
		}
		page, err := p.all[0].Front.Changes(context.Background(), p.id, "")
		must(t, err)
		seen := map[string]int{}
		for _, item := range page.Items {
			seen[item.About]++
		}
		if len(seen) != n || len(page.Items) != n {
			t.Errorf("%d receipts \"leesbaar\" of %d messages", len(page.Items), len(seen))
		}
	})
}

// TestOpenedOnceStaysAnswered: an inbox that is late with opening does not undo what a person did in the other one.
func TestOpenedOnceStaysAnswered(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 2)
		id := uuid(t)
		must(t, p.all[0].Front.Put(context.Background(), p.id, [][]byte{p.seal(referral(), id, 1)})[0].Err)
		must(t, p.all[0].Inbox.OpenPending())
		must(t, p.all[0].Inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted, Name: "Marieke"}, "marieke"))
		must(t, p.all[1].Inbox.OpenPending())
		item, err := p.all[1].Inbox.Peek(id)
		must(t, err)
		if item.State != intake.StateAccepted || len(item.Answers) != 1 {
			t.Errorf("%s with %d answers", item.State, len(item.Answers))
		}
	})
}

// TestWrongCodesHoldUpNobody: while many try codes at every process, whoever has one enrols at any of them, at the first try, once.
func TestWrongCodesHoldUpNobody(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 2)
		good, err := p.all[0].Front.NewCode("laptop")
		must(t, err)
		var group sync.WaitGroup
		for i := range 4 {
			wrong, err := cjg.NewCode(rand.Reader, p.keys.Issuer())
			must(t, err)
			request, err := p.device.EnrolmentRequest(rand.Reader, wrong, "")
			must(t, err)
			group.Go(func() {
				for range 25 {
					if _, err := p.all[i%2].Front.Enrol(context.Background(), request); !errors.Is(err, cjg.ErrCode) {
						t.Errorf("a wrong code: %v", err)
					}
				}
			})
		}
		keys, err := cjg.NewDeviceKeys(rand.Reader)
		must(t, err)
		request, err := keys.EnrolmentRequest(rand.Reader, good, "")
		must(t, err)
		if _, err := p.all[1].Front.Enrol(context.Background(), request); err != nil {
			t.Errorf("the right code between wrong ones: %v", err)
		}
		group.Wait()
		other, err := p.device.EnrolmentRequest(rand.Reader, good, "")
		must(t, err)
		if _, err := p.all[0].Front.Enrol(context.Background(), other); !errors.Is(err, cjg.ErrCode) {
			t.Errorf("a used code, for another laptop at another process: %v", err)
		}
	})
}

// TestStoreOfAnotherEndpoint: two processes that each made their own keys do not share a store.
func TestStoreOfAnotherEndpoint(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 1)
		other, err := intake.NewKeys(rand.Reader, "CJG Elders", time.Now())
		must(t, err)
		if err := intake.Claim(p.store, other.FrontKeys); !errors.Is(err, intake.ErrOtherKeys) {
			t.Errorf("%v", err)
		}
		must(t, intake.Claim(p.store, p.keys.FrontKeys))
	})
}

// TestOneBadEntryHoldsUpNobody: a device whose entry is damaged fails alone, also when its message shares a transaction; and so does a
// message that cannot be opened for it.
func TestOneBadEntryHoldsUpNobody(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 1)
		id := uuid(t)
		must(t, p.all[0].Front.Put(context.Background(), p.id, [][]byte{p.seal(referral(), id, 1), p.seal(referral(), uuid(t), 1)})[0].Err)
		must(t, p.store.Update(func(tx intake.Tx) error {
			return errors.Join(tx.Put("devices", []byte("broken"), []byte("{")), tx.Put("messages", id[:], []byte("{")))
		}))
		var group sync.WaitGroup
		errs := make([]error, 24)
		for i := range errs {
			sealed := p.seal(referral(), uuid(t), 1)
			group.Go(func() {
				device := p.id
				if i%6 == 0 {
					device = "broken"
				}
				errs[i] = p.all[0].Front.Put(context.Background(), device, [][]byte{sealed})[0].Err
			})
		}
		group.Wait()
		for i, err := range errs {
			if want := i%6 == 0; want != errors.Is(err, intake.ErrStore) || !want && err != nil {
				t.Errorf("message %d: %v", i, err)
			}
		}
		if err := p.all[0].Inbox.OpenPending(); !errors.Is(err, intake.ErrStore) {
			t.Errorf("the damaged message is not told: %v", err)
		}
		if cases, err := p.all[0].Inbox.Cases(); err != nil || len(cases) != 21 {
			t.Errorf("%d cases, %v: the damaged message held up others", len(cases), err)
		}
	})
}

// TestFrontHoldsNothingThatOpens: neither the front's file nor what it stores opens or shows anything.
func TestFrontHoldsNothingThatOpens(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		p := newProcesses(t, k, 1)
		file, err := p.keys.MarshalFront()
		must(t, err)
		whole, err := p.keys.Marshal()
		must(t, err)
		if _, err := intake.ParseFrontKeys(whole); !errors.Is(err, intake.ErrOpeningKey) {
			t.Errorf("a front takes the file with the opening key: %v", err)
		}
		keys, err := intake.ParseFrontKeys(file)
		must(t, err)
		front := intake.NewExposed(p.store, keys, p.contacts)
		d := referral()
		d.Question = "MERKTEKEN-VRAAG"
		id := uuid(t)
		sealed := p.seal(d, id, 1)
		got := front.Front.Put(context.Background(), p.id, [][]byte{sealed})[0]
		must(t, got.Err)
		if again := p.all[0].Front.Put(context.Background(), p.id, [][]byte{sealed})[0]; again.Delivery.Received != got.Delivery.Received {
			t.Error("front and inbox sign differently")
		}
		front.Open(context.Background()) // returns at once: there is nothing to open with
		dump := everything(t, p.store)
		for _, forbidden := range []string{"MERKTEKEN", "Elif", "06 1234", "H-0042", string(p.keys.Opening.Bytes()), string(p.keys.Rest[:]), string(p.keys.Inbox.Bytes())} {
			if strings.Contains(dump, forbidden) || strings.Contains(string(file), forbidden) || strings.Contains(fmt.Sprintf("%+v", keys), forbidden) {
				t.Errorf("%q stands with the front", forbidden)
			}
		}
		must(t, p.all[0].Inbox.OpenPending())
		if after := everything(t, p.store); strings.Contains(after, "MERKTEKEN") || strings.Contains(after, "Elif") {
			t.Error("what was opened stands in clear in the store")
		}
	})
}

// everything is all that a store has, key after value.
func everything(t testing.TB, s intake.Store) string {
	t.Helper()
	var out []string
	must(t, s.View(func(tx intake.Tx) error {
		out = nil
		for _, b := range intake.Buckets() {
			if err := tx.Scan(b, nil, func(key, value []byte) (bool, error) {
				out = append(out, string(key), string(value))
				return true, nil
			}); err != nil {
				return err
			}
		}
		return nil
	}))
	return strings.Join(slices.Clip(out), "\n")
}
