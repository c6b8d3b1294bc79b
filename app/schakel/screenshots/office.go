package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/rehearsal"
)

// office is the endpoint of a CJG in this process, on the loopback address. Its clock is the one of the pictures.
type office struct {
	endpoint      *intake.Endpoint
	store         *bolt.Store
	address, code string
	stop          func() error
}

func (c *camera) office(ctx context.Context) (*office, error) {
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: rehearsal.Organisation, NormDays: 7, Responsible: "Gemeente Zuiderwijk", Practice: true},
		Now:       now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	keys, err := intake.OpenKeys(filepath.Join(c.temp, "keys"), rehearsal.Organisation, config)
	if err != nil {
		return nil, err
	}
	store, err := bolt.Open(filepath.Join(c.temp, "inbox.db"))
	if err != nil {
		return nil, err
	}
	e := intake.NewEndpoint(store, keys, config)
	code, err := e.Front.NewCode("")
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- e.Serve(ctx, l, dated(e.Handler())) }()
	return &office{endpoint: e, store: store, address: "https://" + l.Addr().String(), code: code.String(), stop: func() error {
		cancel()
		return errors.Join(<-ended, store.Close())
	}}, nil
}

// dated gives answers the time of the pictures, which the device compares with its own.
func dated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", now().UTC().Format(http.TimeFormat))
		h.ServeHTTP(w, r)
	})
}

// answer opens what came, takes it up and writes back.
func (o *office) answer(text string) error {
	if err := o.endpoint.Inbox.OpenPending(); err != nil {
		return err
	}
	cases, err := o.endpoint.Inbox.Cases()
	if err != nil {
		return err
	}
	if len(cases) == 0 {
		return fmt.Errorf("%w a message at the CJG", errScreen)
	}
	if _, err := o.endpoint.Inbox.Read(cases[0].ID, "marieke"); err != nil {
		return err
	}
	return o.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: text, Name: "Marieke"}, "marieke")
}
