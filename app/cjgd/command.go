package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/app/cjgd/endpoint"
	"schakel/app/cjgd/inbox"
	"schakel/app/cjgd/operate"
	"schakel/internal/durable"
	"schakel/internal/fault"
	"schakel/internal/intake"
)

// commands are the words that make the program do one thing and stop.
func commands() []string { return []string{"backup", "restore", "check", "user", "device", "keys"} }

const commandUsage = `cjgd backup  [--data DIR] [--database URL] --out FILE [--to age1...]...   without --to: a passphrase on the standard input
cjgd restore [--data DIR] [--database URL] --in FILE [--identity FILE]    without --identity: a passphrase on the standard input
cjgd check   [--data DIR] [--database URL] [--role front]
cjgd user    [--data DIR] [--database URL] list | add NAME [--role caseworker|manager] [--display TEXT] | reset NAME | disable NAME | enable NAME
cjgd device  [--data DIR] [--database URL] list | code | revoke ID
cjgd keys    [--data DIR] front --to FILE | rotate [--keep DAYS]
`

// isCommand reports whether the command line asks for one thing.
func isCommand(args []string) bool { return len(args) > 0 && slices.Contains(commands(), args[0]) }

// asked is a command with where it happens.
type asked struct {
	options endpoint.Options
	out, in string
	id      string
	keep    string   // days that the old key still takes messages
	rest    []string // the command with its own words
}

// runCommand does one command. Its words may stand before or after --data and the like.
func runCommand(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	a, err := parseCommand(args)
	if err == nil {
		err = a.do(ctx, in, out)
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, _ = io.WriteString(out, commandUsage) // the terminal may be gone
		return 0
	case errors.Is(err, operate.ErrUsage):
		_, _ = io.WriteString(errs, commandUsage)
		return 2
	case err != nil:
		_, _ = fmt.Fprintf(errs, "cjgd: %s (%s)\n", err, fault.CodeOf(err))
		return 10 + int(fault.Of(err))
	}
	return 0
}

// parseCommand takes out what says where and leaves what says what.
func parseCommand(args []string) (asked, error) {
	a := asked{rest: []string{args[0]}}
	a.options.Dir, a.options.Database, a.options.Role = "cjgd-data", os.Getenv("CJGD_DATABASE"), endpoint.Both
	a.options.Name, a.options.Norm = "CJG", 7
	role := ""
	places := map[string]*string{"data": &a.options.Dir, "database": &a.options.Database, "out": &a.out, "in": &a.in, "identity": &a.id}
	if args[0] == "check" || args[0] == "device" || args[0] == "backup" {
		places["role"] = &role
	}
	if args[0] == "keys" {
		places["to"], places["keep"] = &a.out, &a.keep
	}
	for i := 1; i < len(args); i++ {
		name, value, inline := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		at, ok := places[name]
		switch {
		case args[i] == "-h" || args[i] == "--help":
			return a, flag.ErrHelp
		case !strings.HasPrefix(args[i], "-") || !ok:
			a.rest = append(a.rest, args[i])
		case inline:
			*at = value
		case i+1 < len(args):
			i++
			*at = args[i]
		default:
			return a, operate.ErrUsage
		}
	}
	return a, a.setRole(role)
}

// setRole is whose keys are used.
func (a *asked) setRole(role string) error {
	if role != "" {
		known := false
		if a.options.Role, known = endpoint.ParseRole(role); !known {
			return operate.ErrUsage
		}
	}
	if a.options.Database != "" && a.options.Role == endpoint.Both {
		a.options.Role = endpoint.InboxOnly // the store is shared, and the inbox's keys are needed
	}
	return nil
}

func (a asked) do(ctx context.Context, in io.Reader, out io.Writer) error {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return err
	}
	a.options.Now = func() time.Time { return time.Now().In(place) }
	a.options.Log = slog.New(slog.DiscardHandler)
	switch a.rest[0] {
	case "keys":
		if len(a.rest) == 2 && a.rest[1] == "rotate" {
			return a.rotateKeys(out)
		}
		return a.frontKeys()
	case "restore":
		return a.restore(in, out)
	case "backup":
		return a.toFile(func(file io.Writer) error { return a.ask(ctx, in, file) })
	}
	return a.ask(ctx, in, out)
}

// there reports whether an endpoint lives in the folder: a command never makes one.
func (a asked) there() error {
	name := "keys"
	if a.options.Role == endpoint.FrontOnly {
		name = "front-keys"
	}
	if _, err := os.Stat(filepath.Join(a.options.Dir, name)); err != nil {
		return operate.ErrNotThere
	}
	return nil
}

// ask lets the running process do it, where the store is its own, and else opens the place.
func (a asked) ask(ctx context.Context, in io.Reader, out io.Writer) error {
	if err := a.there(); err != nil {
		return err
	}
	if a.options.Database == "" {
		if ok, err := operate.Ask(ctx, a.options.Dir, a.rest, in, out); ok {
			return err
		}
	}
	p, err := endpoint.OpenPlace(a.options.Filled())
	if err != nil {
		return err
	}
	c, err := commandsOf(p)
	if err != nil {
		return errors.Join(err, p.Store.Close())
	}
	return errors.Join(c.Run(a.rest, in, out), p.Store.Close())
}

func commandsOf(p *endpoint.Place) (operate.Commands, error) {
	e := p.Endpoint(p.Store)
	c := operate.Commands{Place: p, Front: e.Front}
	if e.Inbox == nil {
		return c, nil
	}
	var err error
	c.Site, err = inbox.New(inbox.Config{
		Front: e.Front, Inbox: e.Inbox, Endpoint: e, Agreement: p.Config.Agreement, Now: p.Config.Now, Random: p.Config.Random, Log: p.Config.Log,
	})
	return c, err
}

// toFile writes a file of one's own at once: it is whole or not there, and never over another.
func (a asked) toFile(write func(io.Writer) error) error {
	if a.out == "" {
		return operate.ErrUsage
	}
	if _, err := os.Lstat(a.out); err == nil {
		return operate.ErrExists // before minutes of work
	}
	tmp, err := os.CreateTemp(filepath.Dir(a.out), ".cjgd-*")
	if err != nil {
		return operate.ErrFile
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // after the link it has two names
	err = write(tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	switch err := os.Link(tmp.Name(), a.out); {
	case errors.Is(err, fs.ErrExist):
		return operate.ErrExists
	case err != nil:
		return err
	}
	return durable.Dir(filepath.Dir(a.out))
}

func (a asked) restore(in io.Reader, out io.Writer) error {
	if a.in == "" || len(a.rest) > 1 {
		return operate.ErrUsage
	}
	if err := a.there(); err != nil {
		return fmt.Errorf("%w: put the copy of the file keys there first", err)
	}
	p, err := endpoint.OpenApart(a.options.Filled())
	if err != nil {
		return err
	}
	entries, err := operate.Restore(p, a.in, a.id, in)
	if err := errors.Join(err, p.Store.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "entries %d\n", entries)
	return err
}

// frontKeys writes what a front may have of the keys.
func (a asked) frontKeys() error {
	if len(a.rest) != 2 || a.rest[1] != "front" {
		return operate.ErrUsage
	}
	data, err := os.ReadFile(filepath.Join(a.options.Dir, "keys"))
	if err != nil {
		return operate.ErrNotThere
	}
	keys, err := intake.ParseKeys(data)
	if err != nil {
		return err
	}
	if data, err = keys.MarshalFront(); err != nil {
		return err
	}
	return a.toFile(func(file io.Writer) error {
		_, err := io.Copy(file, bytes.NewReader(data))
		return err
	})
}
