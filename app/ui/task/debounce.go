package task

import (
	"context"
	"time"
)

// Debounce calls a piece of work once after a burst of changes: a draft is saved when the typing
// pauses, or at once when the page closes or the store locks. All its methods belong to the
// screen's goroutine.
type Debounce struct {
	run     Runner
	delay   time.Duration
	work    func()
	cancel  context.CancelFunc
	pending bool
}

// NewDebounce makes a Debounce that calls work delay after the last Touch.
func NewDebounce(run Runner, delay time.Duration, work func()) *Debounce {
	return &Debounce{run: run, delay: delay, work: work}
}

// Touch says that something changed. When ctx ends first the work is not called; use Flush before
// ending it where the change must be kept.
func (d *Debounce) Touch(ctx context.Context) {
	d.Stop()
	ctx, cancel := context.WithCancel(ctx)
	d.cancel, d.pending = cancel, true
	After(ctx, d.run, d.delay, d.Flush)
}

// Pending tells whether a change waits for its work.
func (d *Debounce) Pending() bool { return d.pending }

// Flush calls the work now when a change waits for it, and does nothing otherwise.
func (d *Debounce) Flush() {
	if !d.pending {
		return
	}
	d.Stop()
	d.work()
}

// Stop forgets a waiting change.
func (d *Debounce) Stop() {
	if d.cancel != nil {
		d.cancel()
		d.cancel = nil
	}
	d.pending = false
}

// Latest gives each question of a series its own context and ends the one before, so that an older
// answer can never overwrite a newer one. It belongs to the screen's goroutine.
type Latest struct {
	cancel context.CancelFunc
}

// Next ends the context it gave before and returns a new one under parent.
func (l *Latest) Next(parent context.Context) context.Context {
	l.Stop()
	ctx, cancel := context.WithCancel(parent)
	l.cancel = cancel
	return ctx
}

// Stop ends the context given last.
func (l *Latest) Stop() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
