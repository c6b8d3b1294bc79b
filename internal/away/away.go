// Package away tells that nobody can be at the computer: it goes to sleep, it slept, or its screen was locked.
package away

import (
	"context"
	"sync"
	"time"
)

// Options are what the watching takes from outside. Zero values are the real ones.
type Options struct {
	Why     string        // shown by the computer to whoever asks what a sleep waits for
	Tick    time.Duration // between two looks at the clock; ten seconds
	Clock   Clock         // of this computer
	System  string        // address of the system bus; "" for the usual one
	Session string        // address of the session bus; "" for the usual one
	Again   time.Duration // before a bus that is not there, or went away, is tried again; a minute
}

func (o Options) filled() Options {
	if o.Tick == 0 {
		o.Tick = usualTick
	}
	if o.Clock == nil {
		o.Clock = realClock()
	}
	if o.Again == 0 {
		o.Again = time.Minute
	}
	return o
}

// Watch calls hear each time nobody can be at the computer, until stop is called: from goroutines of its own, and maybe twice for one
// sleep. done says that everything is locked: a computer that was asked to wait with its sleep goes on then. What cannot be watched,
// because there is no bus or it does not let us, is not watched, silently: the look at the clock works everywhere. stop waits for
// nothing and lets the computer sleep.
func Watch(o Options, hear func(done func())) (stop func()) {
	o = o.filled()
	ctx, cancel := context.WithCancel(context.Background())
	go clocked(ctx, o, func() { hear(func() {}) })
	for _, b := range buses(o) {
		go b.keep(ctx, o.Again, hear)
	}
	return cancel
}

// once makes a function that does something the first time only.
func once(f func()) func() {
	var o sync.Once
	return func() { o.Do(f) }
}
