package outbox_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

var (
	errOffline  = fault.New(fault.Offline, "cjg.offline", "offline")
	errDenied   = fault.New(fault.Denied, "cjg.denied", "denied")
	errClock    = fault.New(fault.Denied, "cjg.clock", "clock")
	errRefused  = fault.New(fault.Refused, "cjg.unprocessable", "refused")
	errReceipt  = fault.New(fault.Corrupt, "cjg.receipt", "receipt")
	errTooLarge = fault.New(fault.Full, "cjg.too_large", "too large")
	errUnknown  = fault.New(fault.NotFound, "cjg.unknown", "unknown")
	errStore    = fault.New(fault.Full, "store.full", "full")
	errBSN      = fault.New(fault.Denied, "disclose.bsn", "bsn")
	errPlain    = errors.New("something")
)

// world is a store and an endpoint in memory, with every fault that a test asks for.
type world struct {
	now     time.Time
	entries []*record.Outgoing
	added   byte
	parked  map[record.ID]string
	gone    map[record.ID]bool           // entries that were withdrawn
	done    map[record.ID][]record.Proof // by entry
	absent  map[record.ID]bool
	arrived map[string]int         // at the endpoint: how often the same bytes came
	by      map[record.ID][]string // the different bytes that came for a delivery
	order   []uint64               // counters as they were sent
	events  []outbox.Event
	wrong   []string // what should never happen

	send    func(outbox.Item) (error, bool) // the fault of this attempt, and whether the message arrives all the same
	store   func(op string) error           // the fault of a write; nothing is written
	take    func(outbox.Item) error         // the fault of a record that does not take its receipt
	prepare func(outbox.Item) error

	unsure map[record.ID]bool
	single bool                          // entries go one by one
	batch  func(items int) (error, bool) // the fault of a request with so many entries, and whether they arrive all the same
	sizes  []int                         // of the requests with several
	limit  int                           // entries that the endpoint takes at once

	cursor  map[record.ID]string
	answers map[record.ID][]outbox.Answer // at the endpoint
	kept    map[record.ID][]outbox.Answer
	pull    func(endpoint record.ID, cursor string) error
	pulls   int
}

func newWorld() *world {
	return &world{
		now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), parked: map[record.ID]string{}, gone: map[record.ID]bool{},
		done: map[record.ID][]record.Proof{}, absent: map[record.ID]bool{}, arrived: map[string]int{}, by: map[record.ID][]string{},
		send: func(outbox.Item) (error, bool) { return nil, true }, store: func(string) error { return nil },
		prepare: func(outbox.Item) error { return nil }, take: func(outbox.Item) error { return nil }, cursor: map[record.ID]string{}, answers: map[record.ID][]outbox.Answer{},
		kept: map[record.ID][]outbox.Answer{}, pull: func(record.ID, string) error { return nil },
		unsure: map[record.ID]bool{}, batch: func(int) (error, bool) { return nil, true }, limit: outbox.MaxBatch,
	}
}

func (w *world) add(family, endpoint byte) *record.Outgoing {
	w.added++
	n := w.added
	o := &record.Outgoing{
		Head: record.Head{ID: record.ID{1, n}, Owner: record.ID{2, family}}, Seq: uint64(n), Task: record.OutgoingSend,
		Delivery: record.ID{3, n}, Endpoint: record.ID{4, endpoint},
	}
	if family == 0 {
		o.Owner = record.ID{}
	}
	w.entries = append(w.entries, o)
	return o
}

// one hides that the world does several entries at once.
type one struct{ outbox.Queue }

func (w *world) loop() *outbox.Loop {
	var queue outbox.Queue = w
	if w.single {
		queue = one{w}
	}
	return outbox.New(outbox.Config{
		Queue: queue, Sender: w, Inbox: w, Puller: w, Now: func() time.Time { return w.now }, Random: func() float64 { return 0.5 },
		Report: func(e outbox.Event) { w.events = append(w.events, e) },
	})
}

func (w *world) find(id record.ID) *record.Outgoing {
	for _, e := range w.entries {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (w *world) remove(id record.ID) {
	w.entries = slices.DeleteFunc(w.entries, func(e *record.Outgoing) bool { return e.ID == id })
}

func (w *world) List(context.Context) ([]outbox.Item, error) {
	var all []outbox.Item
	for _, e := range slices.Backward(w.entries) { // any order
		all = append(all, outbox.Item{Outgoing: *e, Parked: w.parked[e.Endpoint]})
	}
	return all, w.store("list")
}

func (w *world) Prepare(_ context.Context, item outbox.Item) ([]byte, error) {
	e := w.find(item.ID)
	if e == nil {
		return nil, outbox.ErrGone
	}
	if err := w.prepare(item); err != nil {
		return nil, err
	}
	if err := w.store("prepare"); err != nil {
		return nil, err
	}
	if e.Sealed == nil {
		e.Sealed = []byte(fmt.Sprintf("sealed %s %s", e.Task, e.Delivery))
	}
	return e.Sealed, nil
}

func receiptOf(sealed []byte) []byte {
	sum := sha256.Sum256(sealed)
	return sum[:]
}

func (w *world) Send(_ context.Context, item outbox.Item, sealed []byte) ([]record.Proof, error) {
	for _, e := range w.entries {
		if e.Seq < item.Seq && e.Held == "" && (e.Owner == item.Owner && !e.Owner.Zero() && w.parked[e.Endpoint] == "" || e.Delivery == item.Delivery) {
			w.wrong = append(w.wrong, fmt.Sprintf("%d was sent before %d of the same family", item.Seq, e.Seq))
		}
	}
	w.order = append(w.order, item.Seq)
	err, arrives := w.send(item)
	if arrives {
		w.arrived[string(sealed)]++
		if !slices.Contains(w.by[item.Delivery], string(sealed)) {
			w.by[item.Delivery] = append(w.by[item.Delivery], string(sealed))
		}
	}
	if err != nil {
		return nil, err
	}
	if !arrives {
		return nil, nil // a captive portal that a sender took for an answer
	}
	return []record.Proof{{Sort: outbox.ReceivedProof, Bytes: receiptOf(sealed), At: w.now}}, nil
}

func (w *world) Done(_ context.Context, item outbox.Item, proofs []record.Proof) error {
	if err := w.store("done"); err != nil {
		return err
	}
	if w.unsure[item.ID] {
		return outbox.ErrGone
	}
	if err := w.take(item); err != nil {
		return err
	}
	if len(proofs) == 0 || string(proofs[0].Bytes) != string(receiptOf(w.sealedOf(item))) {
		w.wrong = append(w.wrong, fmt.Sprintf("%d is sent without its receipt", item.Seq))
	}
	if w.done[item.ID] != nil {
		w.wrong = append(w.wrong, fmt.Sprintf("%d is done twice", item.Seq))
	}
	w.done[item.ID] = proofs
	w.remove(item.ID)
	return w.store("after")
}

func (w *world) Absent(_ context.Context, item outbox.Item) error {
	if err := w.store("absent"); err != nil {
		return err
	}
	w.absent[item.ID] = true
	w.remove(item.ID)
	return nil
}

func (w *world) Retry(_ context.Context, item outbox.Item, notBefore time.Time, code string) error {
	if err := w.store("retry"); err != nil {
		return err
	}
	e := w.find(item.ID)
	e.Attempts, e.NotBefore, e.Last = e.Attempts+1, notBefore, code
	return nil
}

func (w *world) Hold(_ context.Context, item outbox.Item, code string) error {
	if err := w.store("hold"); err != nil {
		return err
	}
	w.find(item.ID).Held = code
	return nil
}

func (w *world) Park(_ context.Context, endpoint record.ID, code string) error {
	if err := w.store("park"); err != nil {
		return err
	}
	w.parked[endpoint] = code
	return nil
}

func (w *world) Mailboxes(context.Context) ([]outbox.Mailbox, error) {
	var all []outbox.Mailbox
	for id := range w.answers {
		all = append(all, outbox.Mailbox{Endpoint: id, Cursor: w.cursor[id], Parked: w.parked[id]})
	}
	return all, w.store("mailboxes")
}

func (w *world) Pull(_ context.Context, endpoint record.ID, cursor string) (outbox.Page, error) {
	w.pulls++
	if err := w.pull(endpoint, cursor); err != nil {
		return outbox.Page{}, err
	}
	from := 0
	_, _ = fmt.Sscanf(cursor, "%d", &from)
	all := w.answers[endpoint]
	end := min(from+2, len(all))
	return outbox.Page{Answers: all[from:end], Cursor: fmt.Sprintf("%d", end), More: end < len(all)}, nil
}

func (w *world) Keep(_ context.Context, endpoint record.ID, page outbox.Page) error {
	if err := w.store("keep"); err != nil {
		return err
	}
	w.kept[endpoint] = append(w.kept[endpoint], page.Answers...)
	w.cursor[endpoint] = page.Cursor
	return w.store("after")
}

func (w *world) codes(phase outbox.Phase) []string {
	var all []string
	for _, e := range w.events {
		if e.Phase == phase {
			all = append(all, e.Code)
		}
	}
	return all
}

func (w *world) sealedOf(item outbox.Item) []byte {
	if e := w.find(item.ID); e != nil {
		return e.Sealed
	}
	return nil
}

func (w *world) PrepareAll(ctx context.Context, items []outbox.Item) ([]outbox.Prepared, error) {
	if err := w.store("prepareAll"); err != nil {
		return nil, err
	}
	healthy := w.store
	w.store = func(string) error { return nil } // it is one transaction
	defer func() { w.store = healthy }()
	out := make([]outbox.Prepared, len(items))
	for i, item := range items {
		out[i].Sealed, out[i].Err = w.Prepare(ctx, item)
	}
	return out, nil
}

func (w *world) SendAll(ctx context.Context, items []outbox.Item, sealed [][]byte) ([]outbox.Outcome, error) {
	w.sizes = append(w.sizes, len(items))
	if len(items) > w.limit {
		return nil, errTooLarge
	}
	err, arrive := w.batch(len(items))
	if err != nil && !arrive {
		return nil, err
	}
	out := make([]outbox.Outcome, len(items))
	owners := map[record.ID]bool{}
	for i, item := range items {
		if item.Endpoint != items[0].Endpoint || item.Task != record.OutgoingSend || !item.Owner.Zero() && owners[item.Owner] {
			w.wrong = append(w.wrong, fmt.Sprintf("%d does not belong in this request", item.Seq))
		}
		owners[item.Owner] = true
		out[i].Proofs, out[i].Err = w.Send(ctx, item, sealed[i])
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// DoneAll is one transaction: when one fails none is done.
func (w *world) DoneAll(ctx context.Context, items []outbox.Item, proofs [][]record.Proof) error {
	if err := w.store("doneAll"); err != nil {
		return err
	}
	for _, item := range items {
		if err := w.take(item); err != nil {
			return err
		}
	}
	healthy := w.store
	w.store = func(string) error { return nil }
	defer func() { w.store = healthy }()
	for i, item := range items {
		if err := w.Done(ctx, item, proofs[i]); err != nil {
			return err
		}
	}
	if err := healthy("after"); err != nil { // it is done and the caller does not know
		for _, item := range items {
			w.unsure[item.ID] = true
		}
		return err
	}
	return nil
}
