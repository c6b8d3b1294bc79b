// Package draft keeps what a worker is writing: when typing pauses, and at once when the page goes away or the store locks.
package draft

import (
	"context"
	"sync"
	"time"

	"schakel/app/ui/task"
	"schakel/internal/record"
)

// delay is how long typing pauses before the draft is written.
const delay = 800 * time.Millisecond

// Store is where drafts are kept.
type Store interface {
	SaveDraft(ctx context.Context, key string, r record.Record) error
	Draft(ctx context.Context, key string) (record.Record, bool, error)
	DropDraft(ctx context.Context, key string) error
}

// Kept is one record of a draft under its key.
type Kept struct {
	Key    string
	Record record.Record
}

// Keeper keeps the draft of one entry. Everything but the writing itself belongs to the screen's goroutine.
type Keeper struct {
	store   Store
	run     task.Runner
	key     string
	pack    func() []Kept // copies of what is written now
	kept    func(err error)
	save    *task.Debounce
	version int // counts changes
	written int // the last change that is in the store
	mu      sync.Mutex
	closed  bool // the entry was saved: no draft may come after it
}

// New makes a keeper under a key. pack gives a copy of what is written now; kept hears that it was kept, or what went wrong.
func New(store Store, run task.Runner, key string, pack func() record.Record, kept func(err error)) *Keeper {
	return NewMany(store, run, key, func() []Kept { return []Kept{{key, pack()}} }, kept)
}

// NewMany makes a keeper of an entry that is more than one record, each under a key of its own; key is the first.
func NewMany(store Store, run task.Runner, key string, pack func() []Kept, kept func(err error)) *Keeper {
	k := &Keeper{store: store, run: run, key: key, pack: pack, kept: kept}
	k.save = task.NewDebounce(run, delay, k.keep)
	return k
}

// Key is the key of an entry: "concern", "concern/new/<about>" or "concern/<id>".
func Key(kind record.Kind, id, about record.ID) string {
	switch {
	case !id.Zero():
		return kind.String() + "/" + id.String()
	case !about.Zero():
		return kind.String() + "/new/" + about.String()
	}
	return kind.String()
}

// Read gives what was kept under the key; ok is false when nothing was.
func (k *Keeper) Read(ctx context.Context) (r record.Record, ok bool, err error) {
	return k.store.Draft(ctx, k.key)
}

// Touch says that something was typed.
func (k *Keeper) Touch() {
	k.version++
	k.save.Touch(context.Background())
}

func (k *Keeper) keep() {
	all, version := k.pack(), k.version
	task.Do(context.Background(), k.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, k.write(ctx, all)
	}, func(_ struct{}, err error) {
		if err == nil {
			k.written = max(k.written, version)
		}
		k.kept(err)
	})
}

func (k *Keeper) write(ctx context.Context, all []Kept) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil
	}
	for _, one := range all {
		if err := k.store.SaveDraft(ctx, one.Key, one.Record); err != nil {
			return err
		}
	}
	return nil
}

// Flush keeps what is not in the store yet, before the page goes away.
func (k *Keeper) Flush() error {
	k.save.Stop()
	if k.written == k.version {
		return nil
	}
	k.written = k.version
	return k.write(context.Background(), k.pack())
}

// Drop forgets the draft after its entry was saved, and what was kept under the other keys; nothing can be kept any more.
func (k *Keeper) Drop(ctx context.Context, others ...string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	for _, key := range append([]string{k.key}, others...) {
		if err := k.store.DropDraft(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// Finish says, on the screen's goroutine, that nothing is left to keep.
func (k *Keeper) Finish() {
	k.save.Stop()
	k.written = k.version
}
