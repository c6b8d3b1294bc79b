package intake_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// syncBuffer is a log that several goroutines write.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// world is an endpoint on a real socket with one enrolled device.
type world struct {
	t        testing.TB
	dir      string
	store    *bolt.Store
	endpoint *intake.Endpoint
	keys     intake.Keys
	url      string
	clock    *clock
	log      *syncBuffer
	device   cjg.DeviceKeys
	enrolled cjg.Enrolment
	client   *cjg.Client
	contract *contract
	config   intake.Config
}

func (*world) random() io.Reader { return rand.Reader }

func newWorld(t testing.TB) *world {
	t.Helper()
	// The real time of day: the Date header of net/http cannot be given a clock.
	w := &world{t: t, dir: t.TempDir(), clock: &clock{at: time.Now()}, log: &syncBuffer{}}
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7},
		Now:       w.clock.now, Random: rand.Reader, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}
	w.config = config
	var err error
	if w.keys, err = intake.OpenKeys(filepath.Join(w.dir, "keys"), "CJG Zuiderwijk", config); err != nil {
		t.Fatal(err)
	}
	if w.store, err = bolt.Open(filepath.Join(w.dir, "inbox.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() })
	w.endpoint = intake.NewEndpoint(twice{w.store}, w.keys, config)
	w.contract = newContract(t, w.endpoint.Handler())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.url = "https://" + l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.endpoint.Serve(ctx, l, w.contract) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	w.enrol()
	return w
}

// enrol makes the device known with nothing but the address and the code.
func (w *world) enrol() {
	w.t.Helper()
	code, err := w.endpoint.Front.NewCode("laptop")
	if err != nil {
		w.t.Fatal(err)
	}
	w.device, w.enrolled = w.newDevice(code.String())
	w.client = w.clientFor(w.device, w.enrolled)
}

func (w *world) newDevice(code string) (cjg.DeviceKeys, cjg.Enrolment) {
	w.t.Helper()
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: w.url, Now: w.clock.now})
	if err != nil {
		w.t.Fatal(err)
	}
	defer anonymous.Close()
	got, err := anonymous.Enrol(context.Background(), code, keys, "sleutelpersoon")
	if err != nil {
		w.t.Fatal(err)
	}
	return keys, got
}

func (w *world) clientFor(keys cjg.DeviceKeys, e cjg.Enrolment) *cjg.Client {
	w.t.Helper()
	config, err := e.ClientConfig(w.url, keys, w.clock.now)
	if err != nil {
		w.t.Fatal(err)
	}
	c, err := cjg.NewClient(config)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}

// seal seals a document of this device to the endpoint.
func (w *world) seal(keys cjg.DeviceKeys, d cjg.Document, id envelope.UUID, version uint32) ([]byte, envelope.Header) {
	w.t.Helper()
	data, err := cjg.Marshal(d)
	if err != nil {
		w.t.Fatal(err)
	}
	to, err := envelope.ParseSealingKey(w.enrolled.Opening)
	if err != nil {
		w.t.Fatal(err)
	}
	fields := envelope.Fields{ID: id, Version: version, Kind: d.Kind(), Created: w.clock.now()}
	sealed, h, err := envelope.Seal(rand.Reader, fields, data, keys.Signing, to)
	if err != nil {
		w.t.Fatal(err)
	}
	return sealed, h
}

func uuid(t testing.TB) envelope.UUID {
	t.Helper()
	id, err := envelope.NewUUID(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func referral() *cjg.Referral {
	return &cjg.Referral{
		Number: "H-0042", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice Kaya"},
		People: []cjg.Person{{Role: "moeder", Name: "Elif Yildiz", Phone: "06 1234 5678"}}, Question: "Ik wil dat hij weer doorslaapt.",
		Consents:   []cjg.Agreed{{By: "Elif", Capacity: "zelf", Way: "voorgelezen", Date: "2026-11-22", Groups: []string{"naam", "vraag"}}},
		WantsReply: true,
	}
}

func recall(about envelope.UUID) *cjg.Recall {
	return &cjg.Recall{About: about.String(), Number: "H-0042", Whole: true, Date: "2026-11-24"}
}

// answers opens every answer after the cursor.
func (w *world) answers(cursor string) ([]*cjg.Answer, string) {
	w.t.Helper()
	page, err := w.client.Changes(context.Background(), cursor)
	if err != nil {
		w.t.Fatal(err)
	}
	inbox, err := envelope.ParseVerifyKey(w.enrolled.Inbox)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []*cjg.Answer
	for _, c := range page.Items {
		if c.Sealed == nil {
			continue
		}
		_, d, err := cjg.OpenDocument(c.Sealed, w.device.Opening, inbox)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, d.(*cjg.Answer))
	}
	return out, page.Cursor
}

func TestRoadThereAndBack(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := uuid(t)
	sealed, h := w.seal(w.device, referral(), id, 1)
	got, err := w.client.Put(ctx, sealed)
	if err != nil {
		t.Fatal(err)
	}
	if got.Readable != nil {
		t.Error("readable before anybody opened it")
	}
	if err := w.endpoint.Inbox.OpenPending(); err != nil {
		t.Fatal(err)
	}
	second, err := w.client.Get(ctx, h)
	if err != nil || second.Readable == nil {
		t.Fatalf("no second receipt: %v", err)
	}
	page, err := w.client.Changes(ctx, "")
	if err != nil || len(page.Items) != 1 || page.Items[0].Readable == nil || page.Items[0].Readable.Header != h.Hash() {
		t.Fatalf("changes: %v %+v", err, page)
	}
	item, err := w.endpoint.Inbox.Read(id, "marieke")
	if err != nil {
		t.Fatal(err)
	}
	if doc := item.Document.(*cjg.Referral); doc.People[0].Name != "Elif Yildiz" || item.State != intake.StateOpened {
		t.Errorf("read %v %v", item.State, doc)
	}
	for _, a := range []cjg.Answer{
		{State: cjg.StateReceived, CallWithin: 2, Name: "Marieke"},
		{State: cjg.StateAccepted, Name: "Marieke"},
		{State: cjg.StateAnswered, Text: "Wij bellen dinsdag.", Name: "Marieke"},
	} {
		if err := w.endpoint.Inbox.Answer(id, a, "marieke"); err != nil {
			t.Fatal(err)
		}
	}
	list, cursor := w.answers(page.Cursor)
	if len(list) != 3 || list[0].CallWithin != 2 || list[1].State != cjg.StateAccepted || list[2].Text != "Wij bellen dinsdag." {
		t.Fatalf("answers %+v", list)
	}
	if again, _ := w.answers(cursor); len(again) != 0 {
		t.Errorf("the cursor gives %d answers again", len(again))
	}
	if item, _ = w.endpoint.Inbox.Peek(id); item.State != intake.StateAccepted || len(item.Answers) != 3 {
		t.Errorf("state %v with %d answers", item.State, len(item.Answers))
	}
}

func TestRecallIsCarriedOut(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	if _, err := w.client.Put(ctx, sealed); err != nil {
		t.Fatal(err)
	}
	must(t, w.endpoint.Inbox.OpenPending())
	if err := w.endpoint.Inbox.AcknowledgeErased(id, "marieke"); !errors.Is(err, intake.ErrState) {
		t.Errorf("erased without a recall: %v", err)
	}
	back, _ := w.seal(w.device, recall(id), uuid(t), 1)
	for range 2 { // a repeat is the same recall
		if _, err := w.client.Withdraw(ctx, id, back); err != nil {
			t.Fatal(err)
		}
	}
	must(t, w.endpoint.Inbox.OpenPending())
	if item, _ := w.endpoint.Inbox.Peek(id); item.State != intake.StateRecalled {
		t.Fatalf("state %v", item.State)
	}
	if err := w.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted}, "marieke"); !errors.Is(err, intake.ErrState) {
		t.Errorf("taken up after the recall: %v", err)
	}
	must(t, w.endpoint.Inbox.AcknowledgeErased(id, "marieke"))
	list, _ := w.answers("")
	if len(list) != 1 || list[0].State != cjg.StateErased || list[0].About != id.String() {
		t.Fatalf("answers %+v", list)
	}
	item, err := w.endpoint.Inbox.Peek(id)
	if err != nil || item.State != intake.StateErased || item.Document != nil {
		t.Errorf("after erasing: %v %v", item.State, err)
	}
	again, _ := w.seal(w.device, referral(), id, 2)
	if _, err := w.client.Put(ctx, again); !errors.Is(err, cjg.ErrConflict) {
		t.Errorf("a recalled message is taken again: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	if bytes.Contains(data, sealed[200:232]) {
		t.Error("the sealed envelope is still in the file after erasing")
	}
}

func TestRecallKeptOnGround(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	_, err := w.client.Put(context.Background(), sealed)
	must(t, err)
	back, _ := w.seal(w.device, recall(id), uuid(t), 1)
	_, err = w.client.Withdraw(context.Background(), id, back)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	// Taken back before anybody opened it: the content never became a case.
	if list, _ := w.answers(""); len(list) != 1 || list[0].State != cjg.StateErased {
		t.Fatalf("answers %+v", list)
	}
	id = uuid(t)
	sealed, _ = w.seal(w.device, referral(), id, 1)
	_, err = w.client.Put(context.Background(), sealed)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	back, _ = w.seal(w.device, recall(id), uuid(t), 1)
	_, err = w.client.Withdraw(context.Background(), id, back)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	must(t, w.endpoint.Inbox.AcknowledgeKept(id, "Jeugdwet 7.3.8", "marieke"))
	list, _ := w.answers("")
	if last := list[len(list)-1]; last.State != cjg.StateKept || last.Ground != "Jeugdwet 7.3.8" {
		t.Errorf("answer %+v", last)
	}
}

func TestRecallOfWhatNeverArrived(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	back, _ := w.seal(w.device, recall(id), uuid(t), 1)
	_, err := w.client.Withdraw(context.Background(), id, back)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	if list, _ := w.answers(""); len(list) != 1 || list[0].State != cjg.StateErased {
		t.Fatalf("answers %+v", list)
	}
	late, _ := w.seal(w.device, referral(), id, 1)
	if _, err := w.client.Put(context.Background(), late); !errors.Is(err, cjg.ErrConflict) {
		t.Errorf("arrives after its recall: %v", err)
	}
}

func TestIdempotency(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := uuid(t)
	one, _ := w.seal(w.device, referral(), id, 1)
	first, err := w.client.Put(ctx, one)
	must(t, err)
	w.clock.add(time.Minute)
	repeat, err := w.client.Put(ctx, one)
	must(t, err)
	if first.Received != repeat.Received {
		t.Error("the same header must give the same receipt")
	}
	other, _ := w.seal(w.device, referral(), id, 1)
	if _, err := w.client.Put(ctx, other); !errors.Is(err, cjg.ErrConflict) {
		t.Errorf("another commit under the same version: %v", err)
	}
	two, _ := w.seal(w.device, referral(), id, 2)
	_, err = w.client.Put(ctx, two)
	must(t, err)
	if late, err := w.client.Put(ctx, one); err != nil || late.Received != first.Received {
		t.Errorf("an old version again: %v", err)
	}
	must(t, w.endpoint.Inbox.OpenPending())
	cases, err := w.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 || cases[0].Version != 2 {
		t.Errorf("%d cases, %v", len(cases), err)
	}
}

func TestBatchGoesOnAfterABadOne(t *testing.T) {
	w := newWorld(t)
	good, _ := w.seal(w.device, referral(), uuid(t), 1)
	stranger, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	foreign, _ := w.seal(stranger, referral(), uuid(t), 1)
	also, _ := w.seal(w.device, referral(), uuid(t), 1)
	got, err := w.client.Batch(context.Background(), [][]byte{good, foreign, also, good})
	must(t, err)
	if got[0].Err != nil || !errors.Is(got[1].Err, cjg.ErrUnprocessable) || got[2].Err != nil || got[3].Err != nil {
		t.Errorf("results %+v", got)
	}
	if got[0].Delivery.Received != got[3].Delivery.Received {
		t.Error("the same message twice in one batch must give one receipt")
	}
}

func TestEnrolment(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: w.url, Now: w.clock.now})
	must(t, err)
	code, err := w.endpoint.Front.NewCode("x")
	must(t, err)
	keys, _ := w.newDevice(code.String())
	if _, err := anonymous.Enrol(ctx, code.String(), keys, ""); err != nil {
		t.Errorf("the same device repeats its request after a lost answer: %v", err)
	}
	second, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	if _, err := anonymous.Enrol(ctx, code.String(), second, ""); !errors.Is(err, cjg.ErrCode) {
		t.Errorf("a used code: %v", err)
	}
	expired, err := w.endpoint.Front.NewCode("x")
	must(t, err)
	typo := []byte(expired.String())
	typo[3] ^= 1
	if _, err := anonymous.Enrol(ctx, string(typo), second, ""); !errors.Is(err, cjg.ErrCode) {
		t.Errorf("a mistyped code: %v", err)
	}
	otherIssuer, err := intake.NewKeys(rand.Reader, "x", w.clock.now())
	must(t, err)
	wrong, err := cjg.NewCode(rand.Reader, otherIssuer.Issuer())
	must(t, err)
	if _, err := anonymous.Enrol(ctx, wrong.String(), second, ""); !errors.Is(err, cjg.ErrCertificate) {
		t.Errorf("a code of another endpoint: %v", err)
	}
}

func TestRevokedAndExpiredDevices(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.clock.add(91 * 24 * time.Hour) // both clocks move; the Date header does not
	_, err := w.client.Get(ctx, envelope.Header{ID: uuid(t)})
	if !errors.Is(err, cjg.ErrClock) && !errors.Is(err, cjg.ErrDenied) {
		t.Errorf("expired: %v", err)
	}
	body, err := w.device.RenewalRequest(rand.Reader)
	must(t, err)
	if _, err := w.endpoint.Front.Renew(ctx, body); err != nil {
		t.Errorf("renewal after expiry: %v", err)
	}
	w.clock.add(-91 * 24 * time.Hour)
	must(t, w.endpoint.Front.Revoke(w.enrolled.Device, "beheerder"))
	_, err = w.client.Get(ctx, envelope.Header{ID: uuid(t)})
	var r *cjg.Refusal
	if !errors.As(err, &r) || r.Code != "cjg.revoked" {
		t.Errorf("revoked: %v", err)
	}
	if _, err := w.endpoint.Front.Renew(ctx, body); !errors.Is(err, cjg.ErrRevoked) {
		t.Errorf("renewal of a revoked device: %v", err)
	}
}

func TestAnotherDeviceSeesNothing(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := uuid(t)
	sealed, h := w.seal(w.device, referral(), id, 1)
	_, err := w.client.Put(ctx, sealed)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	code, err := w.endpoint.Front.NewCode("second")
	must(t, err)
	keys, enrolled := w.newDevice(code.String())
	other := w.clientFor(keys, enrolled)
	if _, err := other.Get(ctx, h); !errors.Is(err, cjg.ErrUnknown) {
		t.Errorf("get: %v", err)
	}
	if _, err := other.Put(ctx, sealed); !errors.Is(err, cjg.ErrUnprocessable) {
		t.Errorf("put of a replayed envelope: %v", err)
	}
	own, _ := w.seal(keys, referral(), id, 9)
	if _, err := other.Put(ctx, own); !errors.Is(err, cjg.ErrConflict) {
		t.Errorf("put over another's uuid: %v", err)
	}
	back, _ := w.seal(keys, recall(id), uuid(t), 1)
	if _, err := other.Withdraw(ctx, id, back); !errors.Is(err, cjg.ErrUnknown) {
		t.Errorf("withdraw: %v", err)
	}
	if page, err := other.Changes(ctx, ""); err != nil || len(page.Items) != 0 {
		t.Errorf("changes: %v %d", err, len(page.Items))
	}
	if item, _ := w.endpoint.Inbox.Peek(id); item.State != intake.StateNew || item.Version != 1 {
		t.Errorf("touched: %+v", item.Case)
	}
}

func TestNothingInClear(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	_, err := w.client.Put(context.Background(), sealed)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	must(t, w.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAnswered, Text: "Geheime tekst", Name: "Marieke"}, "marieke"))
	data, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	for _, word := range []string{"Elif", "Yildiz", "1234", "doorslaapt", "Geheime", "Hatice"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("%q stands in clear in the store", word)
		}
		if strings.Contains(w.log.String(), word) {
			t.Errorf("%q stands in the log", word)
		}
	}
	if strings.Contains(w.log.String(), id.String()) || strings.Contains(w.log.String(), "127.0.0.1") {
		t.Errorf("the log holds a uuid or an address:\n%s", w.log)
	}
	for _, name := range []string{"keys", "inbox.db"} {
		info, err := os.Stat(filepath.Join(w.dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

func TestStoreSurvivesReopening(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	_, err := w.client.Put(context.Background(), sealed)
	must(t, err)
	if _, err := bolt.Open(filepath.Join(w.dir, "inbox.db")); !errors.Is(err, bolt.ErrInUse) {
		t.Errorf("a second process: %v", err)
	}
	must(t, w.store.Compact())
	must(t, w.endpoint.Inbox.OpenPending())
	if item, err := w.endpoint.Inbox.Peek(id); err != nil || item.Document == nil {
		t.Errorf("after compacting: %v", err)
	}
}

func TestIssuerInPEM(t *testing.T) {
	w := newWorld(t)
	block, _ := pem.Decode(w.enrolled.Issuer)
	if block == nil || !bytes.Equal(block.Bytes, w.keys.Issuer().Raw) {
		t.Error("the enrolment does not carry the issuer")
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A laptop that sealed a message once more, also with an earlier time after its clock was put right, gets both receipts over the envelope that
// it holds a receipt for.
func TestBothReceiptsAreOverTheEnvelopeThatCameLast(t *testing.T) {
	for name, later := range map[string]time.Duration{"later": time.Hour, "earlier": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			data, err := cjg.Marshal(referral())
			must(t, err)
			to, err := envelope.ParseSealingKey(w.enrolled.Opening)
			must(t, err)
			fields := envelope.Fields{ID: uuid(t), Version: 1, Kind: envelope.Referral, Created: w.clock.now(), Salt: [32]byte{7}}
			first, _, err := envelope.Seal(rand.Reader, fields, data, w.device.Signing, to)
			must(t, err)
			fields.Created = fields.Created.Add(later)
			second, h, err := envelope.Seal(rand.Reader, fields, data, w.device.Signing, to)
			must(t, err)
			for _, sealed := range [][]byte{first, second} {
				if _, err := w.client.Put(t.Context(), sealed); err != nil {
					t.Fatal(err)
				}
				must(t, w.endpoint.Inbox.OpenPending())
			}
			got, err := w.client.Get(t.Context(), h)
			must(t, err)
			if got.Readable == nil {
				t.Error("the second receipt is not over it")
			}
			cases, err := w.endpoint.Inbox.Cases()
			must(t, err)
			if len(cases) != 1 {
				t.Errorf("%d cases", len(cases))
			}
		})
	}
}
