// Package checkup has a store checked by another process of this same program before it is used, so that damage which ends a process,
// or keeps it busy for ever, ends that one.
package checkup

import (
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// Command is the argument with which a program checks the store in a folder and does nothing else. It stands in no help.
const Command = "check-store"

// secretVariable is not handed to the process that checks: it needs no secret.
const secretVariable = "SCHAKEL_PASSPHRASE"

// The exit codes of the process that checks. They are far from those of a shell, of a panic and of the commands.
const (
	codeFine  = 0
	codeFirst = 80 // the first of answers
)

// answers are what the process can say, in the order of its exit codes: append only.
func answers() []error {
	return []error{
		store.ErrDamaged, store.ErrInUse, store.ErrNewer, store.ErrReadOnly, store.ErrMissing, store.ErrUnreadable, keyfile.ErrMissing, keyfile.ErrDamaged,
	}
}

func codeOf(err error) int {
	if err == nil {
		return codeFine
	}
	for n, answer := range answers() {
		if errors.Is(err, answer) {
			return codeFirst + n
		}
	}
	return codeFirst + slices.Index(answers(), error(store.ErrUnreadable))
}

// errorOf is what an exit code says; one that nobody knows is a check that failed, and counts as damage.
func errorOf(code int) error {
	all := answers()
	switch n := code - codeFirst; {
	case code == codeFine:
		return nil
	case n >= 0 && n < len(all):
		return all[n]
	}
	return failed()
}

func failed() error { return errors.Join(store.ErrUnchecked, store.ErrDamaged) }

// Main checks a store when the arguments of the program say so. Every main that gives a Checker calls it before anything else, and ends
// with the code when it was meant.
func Main(args []string) (code int, meant bool) {
	if len(args) != 2 || args[0] != Command {
		return 0, false
	}
	// Whoever started this process may be gone by now; it never outlives its time.
	late := time.AfterFunc(Limit(size(args[1])), func() { os.Exit(math.MaxInt8) })
	defer late.Stop()
	return codeOf(store.Checkup(args[1])), true
}

// Limit is how long a check of a file of so many bytes may take: much longer than it does on a slow disk.
func Limit(bytes int64) time.Duration {
	const least, perSecond = 15 * time.Second, 4 << 20
	return least + time.Duration(bytes/perSecond)*time.Second
}

// Checker has stores checked. Its methods may be called from several goroutines.
type Checker struct {
	start func(ctx context.Context, dir string) (*exec.Cmd, error)
	limit func(bytes int64) time.Duration

	mu   sync.Mutex
	fine map[string]stamp // stores that were found whole, as they were then
}

// stamp tells whether a file was changed since.
type stamp struct {
	size int64
	at   time.Time
}

// New is a Checker that starts this program itself with Command.
func New() *Checker { return With(self, Limit) }

// With is a Checker that starts another process, within another limit.
func With(start func(ctx context.Context, dir string) (*exec.Cmd, error), limit func(bytes int64) time.Duration) *Checker {
	return &Checker{start: start, limit: limit, fine: map[string]stamp{}}
}

func self(ctx context.Context, dir string) (*exec.Cmd, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, path, Command, dir)
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, secretVariable+"=") }), "GOTRACEBACK=none")
	return cmd, nil
}

// Check has the store in a folder checked, unless it was found whole before and did not change since. Errors are those of
// store.Checkup; a process that crashes, is killed, ends with a code that nobody knows or takes too long is store.ErrUnchecked, which
// is store.ErrDamaged too. Where no process can be started nothing is said: opening walks the pages once more by itself.
func (c *Checker) Check(ctx context.Context, dir string) error {
	now := look(dir)
	c.mu.Lock()
	before, known := c.fine[dir]
	c.mu.Unlock()
	if known && before == now {
		return nil
	}
	err := c.run(ctx, dir, now.size)
	if err == nil {
		c.mu.Lock()
		c.fine[dir] = now
		c.mu.Unlock()
	}
	return err
}

func (c *Checker) run(ctx context.Context, dir string, bytes int64) error {
	within, cancel := context.WithTimeout(ctx, c.limit(bytes))
	defer cancel()
	cmd, err := c.start(within, dir)
	if err != nil {
		return nil
	}
	cmd.WaitDelay = time.Second
	quietly(cmd)
	if err := cmd.Start(); err != nil {
		return ctx.Err()
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		return nil
	case within.Err() != nil:
		return failed()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		return errorOf(exit.ExitCode())
	}
	return failed()
}

func look(dir string) stamp {
	info, err := os.Stat(file(dir))
	if err != nil {
		return stamp{}
	}
	return stamp{size: info.Size(), at: info.ModTime()}
}

func size(dir string) int64 { return look(dir).size }

func file(dir string) string { return filepath.Join(dir, "store.db") }
