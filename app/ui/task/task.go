// Package task runs work off the screen's goroutine and brings its result back to it; no other
// package of the screens starts goroutines.
package task

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// Runner says where work runs. It is chosen once, in the main or in a test, and handed down.
type Runner uint8

const (
	// Background runs work on a goroutine of its own. The program uses it.
	Background Runner = iota
	// Inline runs work at once, on the goroutine that asks. Tests use it: the Fyne test driver
	// races with work in the background.
	Inline
)

// Do runs work and then calls done with its result on the screen's goroutine. When ctx is done
// before that, work may still run to its end, but done is not called. done may be nil.
func Do[T any](ctx context.Context, run Runner, work func(context.Context) (T, error), done func(T, error)) {
	if ctx.Err() != nil {
		return
	}
	finish := func(v T, err error) {
		if done != nil && ctx.Err() == nil {
			done(v, err)
		}
	}
	if run == Inline {
		finish(work(ctx))
		return
	}
	go func() {
		v, err := work(ctx)
		fyne.Do(func() { finish(v, err) })
	}()
}

// Report calls show on the screen's goroutine, from work that runs in the background and wants to
// say how far it is. It does not wait for show; calls come in the order they were made.
func Report(ctx context.Context, run Runner, show func()) {
	guarded := func() {
		if ctx.Err() == nil {
			show()
		}
	}
	if run == Inline {
		guarded()
		return
	}
	fyne.Do(guarded)
}

// After calls work once on the screen's goroutine when delay has passed, unless ctx is done first.
// Inline calls it at once: a test sees the effect of what it typed without a clock.
func After(ctx context.Context, run Runner, delay time.Duration, work func()) {
	if ctx.Err() != nil {
		return
	}
	if run == Inline {
		work()
		return
	}
	timer := time.AfterFunc(delay, func() {
		fyne.Do(func() {
			if ctx.Err() == nil {
				work()
			}
		})
	})
	context.AfterFunc(ctx, func() { timer.Stop() })
}

// Every calls work on the screen's goroutine each time period has passed, until ctx is done.
// Inline never calls it: a test that wants a tick calls the work itself.
func Every(ctx context.Context, run Runner, period time.Duration, work func()) {
	if run == Inline {
		return
	}
	After(ctx, run, period, func() {
		work()
		Every(ctx, run, period, work)
	})
}
