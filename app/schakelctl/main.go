// Command schakelctl does what Schakel's window does, without a window: for scripts, for rehearsals and for whoever cannot see a screen.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // days are civil days in the Netherlands, also where the system has no zones

	"golang.org/x/term"

	"schakel/internal/checkup"
	"schakel/internal/keyfile"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], deps{
		in: os.Stdin, out: os.Stdout, errs: os.Stderr, env: os.Getenv, now: time.Now, sleep: time.Sleep, check: checkup.New(),
		ask: func(prompt string, out io.Writer) ([]byte, error) { return askTerminal(ctx, prompt, out) },
	})
	stop()
	os.Exit(code)
}

// deps is what the commands take from outside, so that tests choose it.
type deps struct {
	in        io.Reader
	out, errs io.Writer
	env       func(name string) string
	ask       func(prompt string, out io.Writer) ([]byte, error) // reads a passphrase without showing it; errNoTerminal where nobody can type
	now       func() time.Time
	sleep     func(time.Duration) // between two attempts at a passphrase
	cost      keyfile.Cost        // of a new store's key derivation; the usual one when zero
	request   time.Duration       // within which an endpoint must answer; the usual limit when zero
	check     *checkup.Checker    // looks at a store that was not closed as it should
	endpoint  string              // the program of the practice endpoint; "" for cjgd beside this one
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, args []string, d deps) int {
	if code, meant := checkup.Main(args); meant {
		return code
	}
	a := &app{deps: d, log: slog.New(slog.DiscardHandler)}
	err := a.language("")
	if err == nil {
		err = a.dispatch(ctx, args)
	}
	if err == nil {
		return exitOK
	}
	if told := (toldError{}); !errors.As(err, &told) {
		a.tell(err)
	}
	return exitCode(err)
}

// dispatch finds the command and runs it.
func (a *app) dispatch(ctx context.Context, args []string) error {
	rest, err := a.parseGlobals(args)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		a.help(a.errs)
		return errUsage
	}
	if rest[0] == "help" {
		a.help(a.out)
		return nil
	}
	for _, c := range commands() {
		if c.name == rest[0] {
			return c.run(a, ctx, rest[1:])
		}
	}
	return usage(a.p.T("ctl.usage.command", "Name", rest[0]))
}

// command is one thing the program can do.
type command struct {
	name string
	args string // how its arguments look, in the words of the command line
	run  func(a *app, ctx context.Context, args []string) error
}

// errNoTerminal is returned where a passphrase is asked and nobody can type one.
var errNoTerminal = usage("")

// askTerminal reads a line from the terminal without showing it. Who stops the program meanwhile gets the terminal back as it was.
func askTerminal(ctx context.Context, prompt string, out io.Writer) ([]byte, error) {
	in := int(os.Stdin.Fd())
	before, err := term.GetState(in)
	if err != nil {
		return nil, errNoTerminal
	}
	if _, err := fmt.Fprint(out, prompt); err != nil {
		return nil, err
	}
	type typed struct {
		line []byte
		err  error
	}
	done := make(chan typed, 1)
	go func() {
		line, err := term.ReadPassword(in)
		done <- typed{line, err}
	}()
	defer func() { _, _ = fmt.Fprintln(out) }()
	select {
	case got := <-done:
		return got.line, got.err
	case <-ctx.Done():
		return nil, errors.Join(ctx.Err(), term.Restore(in, before))
	}
}
