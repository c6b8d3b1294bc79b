package carrier

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/outbox"
)

// Courier delivers what waits in a book's outbox and fetches the answers, on one goroutine of its own, until it is stopped.
type Courier struct {
	loop  *outbox.Loop
	unsee func()
	done  chan struct{}
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
	post := b.Post(d.Dial)
	c := &Courier{done: make(chan struct{})}
	c.loop = outbox.New(outbox.Config{
		Queue: post, Sender: post, Inbox: post, Puller: post, Now: o.Now, Random: rand.Float64, Report: o.Report, Every: o.Every,
	})
	c.unsee = b.WatchOutbox(c.loop.Wake)
	go func() {
		defer close(c.done)
		if err := c.loop.Run(context.Background()); err != nil {
			o.Log.Error("outbox", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		}
	}()
	return c
}

// Kick is "nu versturen": a round begins at once.
func (c *Courier) Kick() { c.loop.Kick() }

// Stop ends the delivery for good; what waits, waits on. It returns when nothing is under way any more.
func (c *Courier) Stop() {
	c.unsee()
	c.loop.Stop()
	<-c.done
}

// Once delivers and fetches everything that can be now, without waiting for what comes later.
func Once(ctx context.Context, b *book.Book, d Dialer, report func(outbox.Event)) {
	post := b.Post(d.Dial)
	loop := outbox.New(outbox.Config{
		Queue: post, Sender: post, Inbox: post, Puller: post, Now: b.Now, Random: rand.Float64, Report: report,
	})
	loop.Round(ctx, true)
}
