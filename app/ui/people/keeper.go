package people

import (
	"context"
	"sync"
	"time"

	"schakel/app/ui/task"
	"schakel/internal/record"
)

// kept is one record of a draft under its key.
type kept struct {
	key string
	rec record.Record
}

// keeper keeps the draft of an entry: when typing pauses, and at once when the page is left. Everything but the writing itself
// belongs to the screen's goroutine.
type keeper struct {
	src     drafts
	run     task.Runner
	save    *task.Debounce
	pack    func() []kept // copies of what is written now
	done    func(err error)
	ctx     context.Context
	version int // counts changes
	written int // the last change that is in the store
	mu      sync.Mutex
	closed  bool // the entry was saved: no draft may come after it
}

const draftDelay = 800 * time.Millisecond

func newKeeper(src drafts, run task.Runner, pack func() []kept, done func(err error)) *keeper {
	k := &keeper{src: src, run: run, pack: pack, done: done, ctx: context.Background()}
	k.save = task.NewDebounce(run, draftDelay, k.keep)
	return k
}

// touch says that something was typed.
func (k *keeper) touch() {
	k.version++
	k.save.Touch(k.ctx)
}

func (k *keeper) keep() {
	all, version := k.pack(), k.version
	task.Do(k.ctx, k.run, func(context.Context) (struct{}, error) {
		return struct{}{}, k.write(context.Background(), all)
	}, func(_ struct{}, err error) {
		if err == nil {
			k.written = max(k.written, version)
		}
		k.done(err)
	})
}

func (k *keeper) write(ctx context.Context, all []kept) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil
	}
	for _, one := range all {
		if err := k.src.SaveDraft(ctx, one.key, one.rec); err != nil {
			return err
		}
	}
	return nil
}

// flush keeps what is not in the store yet, before the page goes away.
func (k *keeper) flush() error {
	k.save.Stop()
	if k.written == k.version {
		return nil
	}
	k.written = k.version
	return k.write(context.Background(), k.pack())
}

// drop forgets the draft, after its entry was saved.
func (k *keeper) drop(ctx context.Context, keys []string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	for _, key := range keys {
		if err := k.src.DropDraft(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// finished says on the screen's goroutine that nothing is left to keep.
func (k *keeper) finished() {
	k.save.Stop()
	k.written = k.version
}
