package carrier_test

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/keyfile"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

const secret = "paard lamp rivier kaas wolk"

// failer is what a test or a property offers.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

// family is one that the worker knows: two parents who both decide.
type family struct {
	home                  *record.Household
	mother, father, child *record.Person
}

// signers are the keys of both receipts.
type signers struct{ front, inbox envelope.VerifyKey }

// world is a laptop and an office, both real, with a network between them.
type world struct {
	failer
	dir      string
	now      atomic.Int64 // seconds
	mine     atomic.Int64 // seconds that the laptop's clock is off
	theirs   atomic.Int64 // and the endpoint's
	b        *book.Book
	keys     intake.Keys
	signers  []signers // whose receipts count: those of now last
	config   intake.Config
	serves   opener // of the endpoint's store
	cost     keyfile.Cost
	store    *fullStore
	endpoint *intake.Endpoint
	net      *network
	partner  *record.Partner
	end      record.ID // the endpoint as the book has it
	families []*family
	loop     *outbox.Loop
	q        *interrupted
	mu       sync.Mutex
	clients  []*cjg.Client
	during   func()    // what somebody does while the next request is on its way
	trail    []string  // what was drawn, and what the outbox said
	began    int       // where in the trail the sequence of now begins
	chances  [2]random // of the laptop and of the endpoint
	number   int
	age      int // sequences
	all      []*message
	files    [][]byte // written and not uploaded, or uploaded already
	returns  [][]byte // return files
}

func (w *world) must(what string, err error) {
	w.Helper()
	if err != nil {
		w.Fatalf("%s: %v", what, err)
	}
}

// random is chance that is the same for a seed.
type random struct {
	mu sync.Mutex
	of *mathrand.ChaCha8
}

func (r *random) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.of.Read(p)
}

// seeded lets both sides draw what they draw for this seed: ids, keys and salts, and with them the order of what came at one moment.
func (w *world) seeded(seed uint64) {
	for n := range w.chances {
		var of [32]byte
		binary.BigEndian.PutUint64(of[:], seed)
		of[8] = byte(n)
		w.chances[n].mu.Lock()
		w.chances[n].of = mathrand.NewChaCha8(of)
		w.chances[n].mu.Unlock()
	}
}

// told is what the outbox did before the first failure. A sequence is tried again in a world of its own, and may go well there.
var told string

// Fatalf keeps what the outbox did last, and fails.
func (w *world) Fatalf(format string, args ...any) {
	w.Helper()
	if told == "" {
		told = strings.Join(append(w.trail[max(w.began, len(w.trail)-400):], fmt.Sprintf(format, args...)), "\n")
	}
	w.failer.Fatalf(format, args...)
}

func (w *world) heard(e outbox.Event) {
	line := fmt.Sprintf("%s %s", w.my().Format(time.DateTime), e.Phase)
	for _, m := range w.all {
		if m.delivery == e.Delivery && !e.Delivery.Zero() {
			line += fmt.Sprintf(", message %d", m.n)
		}
	}
	if e.Code != "" {
		line += ", " + e.Code
	}
	if !e.Next.IsZero() {
		line += ", again " + e.Next.UTC().Format(time.DateTime)
	}
	w.trail = append(w.trail, line)
}

func (w *world) my() time.Time    { return time.Unix(w.now.Load()+w.mine.Load(), 0).UTC() }
func (w *world) their() time.Time { return time.Unix(w.now.Load()+w.theirs.Load(), 0).UTC() }

func newWorld(f failer) *world {
	return newWorldAt(f, time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), embedded)
}

func newWorldAt(f failer, at time.Time, open opener) *world {
	return newWorldOf(&world{failer: f, serves: open, cost: keyfile.QuickCost()}, at)
}

func newWorldOf(w *world, at time.Time) *world {
	w.now.Store(at.Unix())
	w.seeded(1)
	var err error
	w.dir, err = os.MkdirTemp(memoryFolder(), "road-*")
	w.must("folder", err)
	w.config = intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}, Now: w.their, Random: &w.chances[1], Log: slog.New(slog.DiscardHandler),
	}
	w.keys, err = intake.OpenKeys(filepath.Join(w.dir, "keys"), "CJG Zuiderwijk", w.config)
	w.must("keys", err)
	w.signers = []signers{signersOf(w.keys)}
	w.net, err = newNetwork(w.their)
	w.must("network", err)
	w.openEndpoint()
	other, err := intake.NewKeys(rand.Reader, "CJG Elders", w.my())
	w.must("other keys", err)
	w.net.wrong = intake.NewEndpoint(w.store, other, w.config).TLS([]string{"127.0.0.1"})
	w.b, err = book.Create(filepath.Join(w.dir, "store"), []byte(secret), w.deps())
	w.must("book", err)
	w.enrol()
	return w
}

func (w *world) deps() book.Deps {
	return book.Deps{Cost: w.cost, Random: &w.chances[0], Now: w.my, Log: slog.New(slog.DiscardHandler)}
}

func (w *world) openEndpoint() {
	s, err := w.serves(w.dir)
	w.must("inbox", err)
	mode := int32(0)
	if w.store != nil {
		mode = w.store.mode.Load()
	}
	w.store = &fullStore{closable: s}
	w.store.mode.Store(mode)
	w.endpoint = intake.NewEndpoint(w.store, w.keys, w.config)
	var handler http.Handler = cjg.NewHandler(listening{w.endpoint.Front, w.net}, w.config.Log, w.their)
	w.net.next.Store(&handler)
	w.net.tls.Store(w.endpoint.TLS([]string{"127.0.0.1"}))
}

func (w *world) restartEndpoint() {
	w.must("close inbox", w.store.Close())
	w.openEndpoint()
}

func (w *world) reopenBook() {
	w.forget()
	w.must("close book", w.b.Close())
	var err error
	w.b, err = book.Open(filepath.Join(w.dir, "store"), keyfile.Passphrase([]byte(secret)), w.deps())
	w.must("open book", err)
}

// forget forgets the loop and its connections, as the end of the program does.
func (w *world) forget() {
	w.loop, w.q = nil, nil
	w.mu.Lock()
	for _, c := range w.clients {
		c.Close()
	}
	w.clients = nil
	w.mu.Unlock()
}

func (w *world) close() {
	w.forget()
	_ = w.b.Close()
	w.net.close()
	_ = w.store.Close()
	_ = os.RemoveAll(w.dir)
}

func (w *world) enrol() {
	ctx := context.Background()
	_, err := w.b.GiveRecovery(ctx)
	w.must("recovery", err)
	p, err := w.b.Profile(ctx)
	w.must("profile", err)
	p.Name, p.Title, p.Phone = record.Text("Samira"), record.Text("sleutelpersoon"), record.Text("06 1111 2222")
	w.must("save profile", w.b.SaveProfile(ctx, p))
	code, err := w.endpoint.Front.NewCode("laptop")
	w.must("code", err)
	e, err := carrier.Dialer{Now: w.my, Timeout: 5 * time.Second}.Enrol(ctx, w.b, "https://"+w.net.address, code.String(), "Samira", record.ID{})
	w.must("enrol", err)
	w.end = e.ID
	w.partner, err = w.b.Partner(ctx, w.b.Rows(record.KindPartner)[0].ID)
	w.must("partner", err)
	w.partner.Officers = []record.Officer{{First: record.Text("Marieke")}}
	w.must("officer", w.b.SavePartner(ctx, w.partner))
	for range 3 {
		w.families = append(w.families, w.newFamily(ctx))
	}
}

func (w *world) newFamily(ctx context.Context) *family {
	f := &family{home: &record.Household{Name: record.Text("gezin Yıldız"), District: record.Text("Zuiderwijk")}}
	f.mother = &record.Person{As: record.PersonParent, Gender: record.GenderFemale, First: record.Text("Elif"), Birth: record.Day(1990, 3, 2)}
	f.mother.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 5678")}}
	f.father = &record.Person{As: record.PersonParent, Gender: record.GenderMale, First: record.Text("Murat"), Birth: record.Day(1988, 1, 1)}
	w.must("family", w.b.SaveFamily(ctx, f.home, []book.Arrival{
		{Person: f.mother, Relation: record.RelationMother}, {Person: f.father, Relation: record.RelationFather},
	}))
	f.child = &record.Person{As: record.PersonChild, First: record.Text("Emre"), Birth: record.Day(2018, 5, 5)}
	w.must("child", w.b.SaveFamily(ctx, f.home, []book.Arrival{{Person: f.child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodyJoint, Holders: []record.ID{f.mother.ID, f.father.ID}, Proof: record.ProofExtract, Seen: record.DateOf(w.my()),
	}}}))
	return f
}

// dial makes a client that the world can close.
func (w *world) dial(e *record.Endpoint) (book.Carrier, error) {
	c, err := carrier.Dialer{Now: w.my, Timeout: 3 * time.Second}.Dial(e)
	if client, ok := c.(*cjg.Client); ok {
		w.mu.Lock()
		w.clients = append(w.clients, client)
		w.mu.Unlock()
	}
	return c, err
}

// round lets the outbox work once, and reports whether the program survived it.
func (w *world) round(what, steps, length int, force bool) (alive bool) {
	if w.loop == nil {
		w.q = &interrupted{Post: w.b.Post(w.dial)}
		w.loop = outbox.New(outbox.Config{
			Queue: w.q, Sender: w.q, Inbox: w.q, Puller: w.q, Now: w.my, Random: func() float64 { return 0.5 }, Report: w.heard,
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w.q.cancel, w.q.what, w.q.steps, w.q.length, w.q.during = cancel, what, steps, length, w.during
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(gone); !ok {
				panic(r)
			}
			alive = false
			if w.number%3 == 0 {
				w.reopenBook()
			}
			w.forget()
		}
	}()
	w.loop.Round(ctx, force)
	if what == 3 {
		w.forget()
	}
	return true
}

// healthy takes every trouble away.
func (w *world) healthy() {
	w.net.heal()
	w.mine.Store(0)
	w.theirs.Store(0)
	w.store.mode.Store(0)
}

func (w *world) endpointRecord() *record.Endpoint {
	all, err := w.b.Endpoints(context.Background())
	w.must("endpoints", err)
	return all[0]
}
