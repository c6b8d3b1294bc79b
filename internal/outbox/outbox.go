// Package outbox takes what waits to a CJG's endpoint and fetches what came back: one worker, oldest first, with back-off, quarantine and
// receipts.
//
// The loop owns no record and knows no wire: it sees its queue, its sender, its mailboxes and its puller as the interfaces below. What it
// promises: an entry leaves the queue only with a receipt, or because the endpoint never had what was to be taken back; an entry that
// cannot go is set aside with a reason and the others go on; nothing here closes, cancels or sends anything that the queue does not hold.
package outbox

import (
	"context"
	"sync"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// What the loop itself reports.
var (
	ErrGone    = fault.New(fault.NotFound, "outbox.gone", "the entry is no longer in the queue")
	ErrReceipt = fault.New(fault.Offline, "outbox.receipt", "the sender reported no error and no receipt")
	ErrCursor  = fault.New(fault.Corrupt, "outbox.cursor", "the endpoint offers more but its cursor stands still")
	ErrStopped = fault.New(fault.Conflict, "outbox.stopped", "the loop was stopped, or runs already")
)

// ReceivedProof is the Sort of the record.Proof without which nothing counts as sent.
const ReceivedProof = "received"

// Item is an entry of the queue with what the loop must know of its endpoint.
type Item struct {
	record.Outgoing
	Parked string // record.Endpoint.Parked
}

// Queue is where entries wait. Each method is one transaction. An error of the methods that write means that nothing was written; the loop
// then pauses as a whole, because its own store does not work.
type Queue interface {
	// List gives every entry, also those that are held, in any order.
	List(ctx context.Context) ([]Item, error)
	// Prepare checks consent again, rebuilds the document and gives the sealed bytes to send. The first call seals and keeps the bytes in
	// Outgoing.Sealed before it returns them; later calls give those same bytes while the document is the same, so that a repeat is the
	// same message. From then on the message may have arrived, whatever happens here: withdrawing must lead to a recall, not to a
	// cancellation. ErrGone when the entry was withdrawn; another error holds the entry, except of kinds Locked and Full, which are
	// the store's own.
	Prepare(ctx context.Context, item Item) ([]byte, error)
	// Done keeps the proofs, moves the delivery on and takes the entry out. It may be called for an entry that was withdrawn while the
	// message was on its way: the message is there, so it has to be recalled. An error of kind Conflict, Invalid, NotFound or Denied
	// holds the entry, so that one record that cannot move on does not stop the others.
	Done(ctx context.Context, item Item, proofs []record.Proof) error
	// Absent takes out a recall of something that the endpoint says it never had.
	Absent(ctx context.Context, item Item) error
	// Retry counts an attempt, keeps its fault code and when the next one may be.
	Retry(ctx context.Context, item Item, notBefore time.Time, code string) error
	// Hold sets the entry aside with the reason, a fault code. Only a person brings it back.
	Hold(ctx context.Context, item Item, code string) error
	// Park marks an endpoint that does not want this device, or not with this clock; "" lifts the mark.
	Park(ctx context.Context, endpoint record.ID, code string) error
}

// Sender delivers the sealed bytes of an entry, or its recall. No error and a proof of the sort "received" means that the caller verified
// the receipt against what it sent. The kind of an error decides what happens: Offline is tried again later, Denied and Secret park the
// endpoint, and so does a code that ends in ".clock"; Refused, Invalid, Conflict, NotFound, Newer and Full hold a message and let a recall wait; Corrupt and
// Other (a receipt that is not good, something unexpected) are tried again later without keeping the others waiting.
type Sender interface {
	Send(ctx context.Context, item Item, sealed []byte) ([]record.Proof, error)
}

// Mailbox is where answers of one endpoint come from.
type Mailbox struct {
	Endpoint record.ID
	Cursor   string // what was kept last
	Parked   string
}

// Answer is one thing that came back, as it came.
type Answer struct {
	About    string // the uuid of the message that it belongs to
	Readable []byte // a verified second receipt, or nil
	Sealed   []byte // a sealed answer, or nil
}

// Page is what a puller got at once.
type Page struct {
	Answers []Answer
	Cursor  string
	More    bool
	Former  bool // of a store that the endpoint lost since, in a file: what it says of a recall no longer holds
}

// Inbox keeps what comes back.
type Inbox interface {
	// Mailboxes lists the endpoints to ask, each with the cursor that was kept.
	Mailboxes(ctx context.Context) ([]Mailbox, error)
	// Keep stores the answers and the cursor in one transaction. Answers that are there already count once; one that cannot be read is set
	// aside, so that it does not keep the others away. An error means that neither was stored.
	Keep(ctx context.Context, endpoint record.ID, page Page) error
}

// Puller asks an endpoint what is new after a cursor. Errors have the same kinds as those of Sender.
type Puller interface {
	Pull(ctx context.Context, endpoint record.ID, cursor string) (Page, error)
}

// Config is everything a loop needs.
type Config struct {
	Queue  Queue
	Sender Sender
	Inbox  Inbox  // nil when nothing is pulled
	Puller Puller // nil when nothing is pulled
	Now    func() time.Time
	Random func() float64 // in [0,1), for jitter
	Report func(Event)    // called on the loop's goroutine; may be nil
	Every  time.Duration  // between two pulls; 0 means 15 minutes
}

// Loop is the one worker. A loop runs once: after Stop, or after its context ended, a new one is made.
type Loop struct {
	c Config

	paused map[record.ID]time.Time // endpoints that do not answer: until when they are left alone
	asked  map[record.ID]time.Time // endpoints that said how long to wait: a kick respects it too
	pullAt map[record.ID]time.Time
	misses map[record.ID]int  // pulls in a row that failed
	silent map[record.ID]int  // times in a row that the endpoint did not answer
	sizes  map[record.ID]int  // entries in the next request, after the first one
	large  map[record.ID]int  // entries in a request, of which more were too large for the endpoint
	tried  map[record.ID]bool // entries that had their turn in this round
	last   time.Time          // of the clock, when the last round began
	faulty int                // rounds in a row in which the own store failed
	counts Counts             // of the last List

	kick  chan struct{} // now, whatever waits
	wake  chan struct{} // now, what is due
	ended chan struct{}

	mu      sync.Mutex // guards what follows
	started bool
	stopped bool
	cancel  context.CancelFunc
}

// New makes a loop; Run starts it.
func New(c Config) *Loop {
	if c.Every == 0 {
		c.Every = 15 * time.Minute
	}
	if c.Report == nil {
		c.Report = func(Event) {}
	}
	return &Loop{
		c: c, paused: map[record.ID]time.Time{}, asked: map[record.ID]time.Time{}, pullAt: map[record.ID]time.Time{},
		misses: map[record.ID]int{}, silent: map[record.ID]int{}, sizes: map[record.ID]int{}, large: map[record.ID]int{}, kick: make(chan struct{}, 1), wake: make(chan struct{}, 1), ended: make(chan struct{}),
	}
}

// Kick is "nu versturen": a round begins at once, and back-off and parking do not count in it. A wait that an endpoint asked for does.
// It never blocks and may be called at any time.
func (l *Loop) Kick() { signal(l.kick) }

// Wake is for a new entry: a round begins at once, with back-off and parking as they are. It never blocks.
func (l *Loop) Wake() { signal(l.wake) }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Stop ends the loop for good and returns when nothing of it runs any more. A message on its way is broken off; its entry stays.
func (l *Loop) Stop() {
	l.mu.Lock()
	l.stopped = true
	started := l.started
	if started {
		l.cancel()
	}
	l.mu.Unlock()
	if started {
		<-l.ended
	}
}

// Run works until the context ends or Stop. It returns nil then, and ErrStopped when it was stopped before or has run already.
func (l *Loop) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l.mu.Lock()
	if l.stopped || l.started {
		l.mu.Unlock()
		return ErrStopped
	}
	l.started, l.cancel = true, cancel
	l.mu.Unlock()
	defer close(l.ended)
	force := false
	for {
		next := l.Round(ctx, force)
		if ctx.Err() != nil {
			break
		}
		l.report(Event{Phase: Idle, Next: next})
		if force = l.wait(ctx, next); ctx.Err() != nil {
			break
		}
	}
	l.report(Event{Phase: Stopped})
	return nil
}

// wait sleeps until the moment, a kick, a wake or the end, and reports whether it was a kick. It never sleeps long, because a clock that
// is put right does not wake a timer.
func (l *Loop) wait(ctx context.Context, next time.Time) bool {
	timer := time.NewTimer(min(max(next.Sub(l.c.Now()), shortest), longest))
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-l.kick:
		return true
	case <-l.wake:
	case <-timer.C:
	}
	return false
}

func (l *Loop) report(e Event) {
	e.Counts = l.counts
	l.c.Report(e)
}
