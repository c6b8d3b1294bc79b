package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/datadir"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/settings"
	"schakel/internal/store"
)

const (
	zone         = "Europe/Amsterdam"
	attempts     = 3                // at a passphrase that is typed
	requestLimit = 20 * time.Second // of one request to an endpoint
)

// errNoPassphrase is returned when there is no passphrase to be had.
var errNoPassphrase = fault.New(fault.Locked, "ctl.no_passphrase", "no passphrase was given and nobody can type one")

// app is one run of the program: its outside, and what the global flags say.
type app struct {
	deps
	p   *i18n.Printer
	log *slog.Logger

	global struct{ store, now, lang, passphraseFile string }
}

// globals adds the flags that every command knows.
func (a *app) globals(set *flag.FlagSet) {
	set.StringVar(&a.global.store, "store", a.global.store, "")
	set.StringVar(&a.global.now, "now", a.global.now, "")
	set.StringVar(&a.global.lang, "lang", a.global.lang, "")
	set.StringVar(&a.global.passphraseFile, "passphrase-file", a.global.passphraseFile, "")
	set.SetOutput(io.Discard)
	set.Usage = func() {}
}

// parseGlobals reads the flags before the command.
func (a *app) parseGlobals(args []string) ([]string, error) {
	set := flag.NewFlagSet("", flag.ContinueOnError)
	a.globals(set)
	if err := a.parsed(set.Parse(args)); err != nil {
		return nil, err
	}
	return set.Args(), a.choose()
}

// parsed turns what package flag says into our own words.
func (a *app) parsed(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, flag.ErrHelp):
		a.help(a.out)
		return errHelp
	}
	return usage(a.p.T("ctl.usage.flag"))
}

// flags starts the flags of one command.
func (a *app) flags(name string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	a.globals(set)
	return set
}

// parse reads a command's flags and arguments in any order, and wants so many arguments.
func (a *app) parse(set *flag.FlagSet, args []string, least, most int) ([]string, error) {
	var plain []string
	for {
		if err := a.parsed(set.Parse(args)); err != nil {
			return nil, err
		}
		if set.NArg() == 0 {
			break
		}
		plain, args = append(plain, set.Arg(0)), set.Args()[1:]
	}
	if len(plain) < least || len(plain) > most {
		return nil, usage(a.p.T("ctl.usage.arguments", "Name", set.Name()))
	}
	return plain, a.choose()
}

// choose takes over what the global flags say.
func (a *app) choose() error {
	if err := a.language(a.global.lang); err != nil {
		return err
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		return err
	}
	if _, err := a.start(place); err != nil {
		return err
	}
	return nil
}

// language takes the language of the flag, else the one that was kept, else that of the computer.
func (a *app) language(tag string) error {
	if tag != "" {
		p, err := i18n.New(tag)
		if err != nil {
			return problem("lang", "language.unknown")
		}
		a.p = p
		return nil
	}
	if kept, err := settings.Open(a.place().Settings); err == nil {
		tag = settings.New(kept).Language()
	}
	for _, try := range []string{tag, i18n.System(), i18n.Source} {
		if p, err := i18n.New(try); err == nil {
			a.p = p
			return nil
		}
	}
	return i18n.ErrLanguage
}

// place is where the store lies.
func (a *app) place() datadir.Place {
	if a.global.store != "" {
		return datadir.At(a.global.store)
	}
	host, err := datadir.This()
	if err != nil {
		return datadir.Place{}
	}
	return host.Place(false)
}

// start is the moment that --now says, zero when it says nothing.
func (a *app) start(place *time.Location) (time.Time, error) {
	text := a.global.now
	if text == "" {
		return time.Time{}, nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.In(place), nil
	}
	if at, err := time.ParseInLocation(time.DateOnly, text, place); err == nil {
		return at.Add(12 * time.Hour), nil // noon: the same day in every zone that matters here
	}
	return time.Time{}, problem("now", "ctl.moment")
}

// clock is the worker's clock: the real one, or one that runs on from --now.
func (a *app) clock() func() time.Time {
	place, err := time.LoadLocation(zone)
	if err != nil {
		place = time.UTC // zones are built in
	}
	began := a.now()
	at, err := a.start(place)
	if err != nil || at.IsZero() {
		return func() time.Time { return a.now().In(place) }
	}
	return func() time.Time { return at.Add(a.now().Sub(began)) }
}

func (a *app) bookDeps() book.Deps {
	d := book.Deps{Now: a.clock(), Cost: a.cost, Log: a.log}
	if a.check != nil {
		d.Check = a.check.Check
	}
	return d
}

// dialer reaches endpoints by the real clock: certificates know no rehearsal.
func (a *app) dialer() carrier.Dialer {
	limit := a.request
	if limit == 0 {
		limit = requestLimit
	}
	return carrier.Dialer{Now: a.now, Timeout: limit}
}

// with opens the book, does the work and closes it, whatever came of it.
func (a *app) with(ctx context.Context, work func(*book.Book) error) error {
	place := a.place()
	if err := book.Settle(place.Store); err != nil {
		return err
	}
	if !book.Exists(place.Store) {
		return store.ErrMissing
	}
	b, err := a.open(ctx, place.Store)
	if err != nil {
		return err
	}
	return errors.Join(work(b), b.Close())
}

// open asks for the passphrase at most three times when a person types it, each time after a longer wait.
func (a *app) open(ctx context.Context, dir string) (*book.Book, error) {
	for try := 1; ; try++ {
		text, typed, err := a.passphrase()
		if err != nil {
			return nil, err
		}
		secret := store.ParseSecret(string(text))
		clear(text)
		b, err := book.Open(dir, secret, a.bookDeps())
		secret.Wipe()
		if !typed || try == attempts || fault.Of(err) != fault.Secret || ctx.Err() != nil {
			return b, err
		}
		a.tell(err)
		a.sleep(time.Duration(1<<try) * time.Second)
	}
}

// passphrase reads it from the file, the environment or the person, in that order.
func (a *app) passphrase() (text []byte, typed bool, err error) {
	return a.secret(a.global.passphraseFile, "SCHAKEL_PASSPHRASE", a.p.T("ctl.passphrase"), errNoPassphrase)
}

// secret reads a secret from a file, a variable or the person, in that order; missing is the error when there is none to be had.
func (a *app) secret(path, variable, question string, missing error) (text []byte, typed bool, err error) {
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, false, errors.Join(errFile, err)
		}
		return bytes.TrimRight(data, "\r\n"), false, nil
	}
	if text := a.env(variable); text != "" {
		return []byte(text), false, nil
	}
	text, err = a.ask(question+" ", a.errs)
	if errors.Is(err, errNoTerminal) {
		return nil, false, missing
	}
	return text, true, err
}

// say writes a line for a person.
func (a *app) say(text string) { _, _ = fmt.Fprintln(a.out, text) }

// warn writes a line for a person where it does not stand among the data.
func (a *app) warn(text string) { _, _ = fmt.Fprintln(a.errs, text) }

// id reads the id of a record, or its short number such as H-0042.
func (a *app) id(b *book.Book, kind record.Kind, field, text string) (record.ID, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return record.ID{}, problem(field, "required")
	}
	if id, err := record.ParseID(text); err == nil {
		return id, nil
	}
	for _, row := range b.Rows(kind) {
		if row.Number != 0 && strings.EqualFold(record.Code(kind, row.Number), text) {
			return row.ID, nil
		}
	}
	return record.ID{}, problem(field, "ctl.no_record")
}
