package outbox_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"schakel/internal/outbox"
	"schakel/internal/record"
)

// locked makes a world safe for two goroutines: every call of the loop is one transaction, and the test looks in between.
type locked struct {
	*world
	mu sync.Mutex
}

func (l *locked) List(ctx context.Context) ([]outbox.Item, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now = time.Now()
	return l.world.List(ctx)
}

func (l *locked) Prepare(ctx context.Context, i outbox.Item) ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.world.Prepare(ctx, i)
}

func (l *locked) Send(ctx context.Context, i outbox.Item, sealed []byte) ([]record.Proof, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.world.Send(ctx, i, sealed)
}

func (l *locked) Done(ctx context.Context, i outbox.Item, proofs []record.Proof) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.world.Done(ctx, i, proofs)
}

func (l *locked) Retry(ctx context.Context, i outbox.Item, at time.Time, code string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.world.Retry(ctx, i, at, code)
}

func (l *locked) add(family, endpoint byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.world.add(family, endpoint)
}

func (l *locked) becomes(err error, arrives bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.send = always(err, arrives)
}

func (l *locked) sent() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.done)
}

func (l *locked) tried() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.order)
}

func runner(w *locked) *outbox.Loop {
	return outbox.New(outbox.Config{
		Queue: w, Sender: w, Inbox: w, Puller: w, Now: time.Now, Random: func() float64 { return 0.5 },
		Report: func(e outbox.Event) { w.mu.Lock(); w.events = append(w.events, e); w.mu.Unlock() },
	})
}

func TestRunSendsWaitsAndStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &locked{world: newWorld()}
		w.add(1, 1)
		w.becomes(errPlain, false)
		l := runner(w)
		ended := make(chan error)
		go func() { ended <- l.Run(t.Context()) }()
		synctest.Wait()
		if w.tried() != 1 {
			t.Fatalf("tried %d times", w.tried())
		}
		time.Sleep(10 * time.Second) // the first back-off without chance
		synctest.Wait()
		if w.tried() != 2 {
			t.Errorf("tried %d times after ten seconds", w.tried())
		}
		w.becomes(nil, true)
		l.Kick()
		synctest.Wait()
		if w.sent() != 1 {
			t.Error("a kick does not wait for the back-off")
		}
		w.add(2, 1)
		l.Wake()
		synctest.Wait()
		if w.sent() != 2 {
			t.Error("a new entry goes at once")
		}
		l.Stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.add(3, 1)
		l.Kick()
		time.Sleep(time.Hour)
		if w.sent() != 2 {
			t.Error("stop is final")
		}
		if err := l.Run(t.Context()); !errors.Is(err, outbox.ErrStopped) {
			t.Error(err)
		}
		l.Stop()
	})
}

func TestRunAnEntryWithoutAKickIsFoundInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &locked{world: newWorld()}
		l := runner(w)
		go func() { _ = l.Run(t.Context()) }()
		synctest.Wait()
		w.add(1, 1)
		time.Sleep(5*time.Minute + time.Second)
		synctest.Wait()
		if w.sent() != 1 {
			t.Error("not found within five minutes")
		}
		l.Stop()
	})
}

func TestStopBeforeRun(t *testing.T) {
	l := newWorld().loop()
	l.Stop()
	if err := l.Run(t.Context()); !errors.Is(err, outbox.ErrStopped) {
		t.Error(err)
	}
}

// slow is a sender that hangs until its context ends.
type slow struct{ began chan struct{} }

func (s slow) Send(ctx context.Context, _ outbox.Item, _ []byte) ([]record.Proof, error) {
	close(s.began)
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestStopBreaksOffWhatIsOnItsWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &locked{world: newWorld()}
		w.world.add(1, 1)
		s := slow{began: make(chan struct{})}
		l := outbox.New(outbox.Config{Queue: w, Sender: s, Now: time.Now, Random: func() float64 { return 0 }})
		go func() { _ = l.Run(t.Context()) }()
		<-s.began
		l.Stop()
		if e := w.entries[0]; e.Attempts != 0 || e.Held != "" {
			t.Errorf("breaking off is nobody's failure: %+v", e)
		}
	})
}

// TestAReceiptThatComesWhileStoppingIsKept: the message arrived, so the next loop should not have to find that out again.
func TestAReceiptThatComesWhileStoppingIsKept(t *testing.T) {
	w := newWorld()
	w.add(1, 1)
	ctx, cancel := context.WithCancel(t.Context())
	w.send = func(outbox.Item) (error, bool) { cancel(); return nil, true }
	w.loop().Round(ctx, false)
	if len(w.done) != 1 {
		t.Error("the receipt was thrown away")
	}
}
