package carrier

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/outbox"
)

// Courier delivers what waits in a book's outbox and fetches the answers, on one goroutine of its own, until it is stopped.
type Courier struct {
	book    *book.Book
	dial    Dialer
	options Options
	unsee   func()

	mu      sync.Mutex // guards what follows
	loop    *outbox.Loop
	done    chan struct{}
	stopped bool // for good
	paused  bool // until Kick, or until the program starts again
	sent    int  // in this run
	waiting int
	busy    bool
}

// Options say how a courier works. Zero values are the usual ones.
type Options struct {
	Now    func() time.Time
	Every  time.Duration      // between two looks for answers
	Report func(outbox.Event) // on the courier's goroutine; may be nil
	Log    *slog.Logger
}

// Start begins to deliver. A change in the book wakes it, so that what is queued goes at once when there is a connection.
func Start(b *book.Book, d Dialer, o Options) *Courier {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = b.Now
	}
	c := &Courier{book: b, dial: d, options: o}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.begin()
	c.unsee = b.WatchOutbox(c.wake)
	return c
}

// begin makes a loop and lets it run. The lock is held.
func (c *Courier) begin() {
	post := c.book.Post(c.dial.Dial)
	loop, done := outbox.New(outbox.Config{
		Queue: post, Sender: post, Inbox: post, Puller: post, Now: c.options.Now, Random: rand.Float64, Report: c.report, Every: c.options.Every,
	}), make(chan struct{})
	c.loop, c.done, c.paused = loop, done, false
	go func() {
		defer close(done)
		if err := loop.Run(context.Background()); err != nil {
			c.options.Log.Error("outbox", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		}
	}()
}

func (c *Courier) wake() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.paused && !c.stopped {
		c.loop.Wake()
	}
}

// report counts how far the sending is. It is called on the loop's goroutine.
func (c *Courier) report(e outbox.Event) {
	c.mu.Lock()
	switch e.Phase {
	case outbox.Sending:
		c.busy = true
	case outbox.Sent, outbox.SetAside, outbox.Withdrawn:
		c.sent++
	case outbox.Idle, outbox.Stopped:
		c.sent, c.busy = 0, false
	}
	c.waiting = e.Counts.Waiting
	c.mu.Unlock()
	if c.options.Report != nil {
		c.options.Report(e)
	}
}

// Sending is how many of how many went in this run; busy is false when nothing is on its way.
func (c *Courier) Sending() (done, all int, busy bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sent, c.sent + c.waiting, c.busy
}

// Kick is "nu versturen": a round begins at once, also after a pause.
func (c *Courier) Kick() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped {
		return
	}
	if c.paused {
		c.begin()
	}
	c.loop.Kick()
}

// Pause is the worker's "stop": what is on its way is broken off, what waits stays, and nothing goes or comes by itself any more until
// Kick, or until the program starts again. It returns when nothing is under way any more.
func (c *Courier) Pause() {
	c.mu.Lock()
	if c.stopped || c.paused {
		c.mu.Unlock()
		return
	}
	c.paused = true
	loop, done := c.loop, c.done
	c.mu.Unlock()
	loop.Stop()
	<-done
}

// Paused reports whether the worker stopped it.
func (c *Courier) Paused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.paused
}

// Stop ends the delivery for good; what waits, waits on. It returns when nothing is under way any more.
func (c *Courier) Stop() {
	c.unsee()
	c.mu.Lock()
	c.stopped = true
	loop, done := c.loop, c.done
	c.mu.Unlock()
	loop.Stop()
	<-done
}

// Once delivers and fetches everything that can be now, without waiting for what comes later.
func Once(ctx context.Context, b *book.Book, d Dialer, report func(outbox.Event)) {
	post := b.Post(d.Dial)
	loop := outbox.New(outbox.Config{
		Queue: post, Sender: post, Inbox: post, Puller: post, Now: b.Now, Random: rand.Float64, Report: report,
	})
	loop.Round(ctx, true)
}
