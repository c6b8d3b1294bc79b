package intake

import (
	"context"
	"crypto/tls"
	"errors"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/durable"
	"schakel/internal/fault"
)

// Endpoint is front and inbox in one process, or the front alone.
type Endpoint struct {
	Front *Front
	Inbox *Inbox // nil: this process has no keys that open anything

	keys   FrontKeys // for TLS: the issuer
	ring   *ring
	config Config
	wake   chan struct{}

	mu     sync.Mutex
	server tls.Certificate
}

// NewEndpoint joins a front and an inbox over one store.
func NewEndpoint(store Store, keys Keys, config Config) *Endpoint {
	e := NewExposed(store, keys.FrontKeys, config)
	e.Inbox = NewInbox(store, keys, config)
	e.ring, e.Front.keys = e.Inbox.keys, e.Inbox.keys // one for both, so that they change together
	return e
}

// NewExposed makes an endpoint that is a front only: it holds no key that opens anything. Another process has the inbox.
func NewExposed(store Store, keys FrontKeys, config Config) *Endpoint {
	e := &Endpoint{keys: keys, config: config, wake: make(chan struct{}, 1)}
	e.Front = NewFront(store, keys, config, e.arrived)
	e.ring = e.Front.keys
	return e
}

func (e *Endpoint) arrived() {
	select {
	case e.wake <- struct{}{}:
	default: // a turn is already due, and it takes everything
	}
}

// certificate gives the listener's certificate and issues a new one when a third of its time is left.
func (e *Endpoint) certificate(hosts []string) (*tls.Certificate, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.config.Now()
	if e.server.Leaf == nil || now.After(e.server.Leaf.NotAfter.Add(-serverLife/3)) || now.Before(e.server.Leaf.NotBefore) {
		fresh, err := e.keys.ServerCertificate(e.config.Random, hosts, now)
		if err != nil {
			return nil, err
		}
		e.server = fresh
	}
	out := e.server
	return &out, nil
}

// TLS is the configuration of both listeners: TLS 1.3 with the endpoint's own certificate, and a client certificate asked for but
// judged by the handler, so that an expired one gets an answer that says so.
func (e *Endpoint) TLS(hosts []string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13, ClientAuth: tls.RequestClientCert, Time: e.config.Now, NextProtos: []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return e.certificate(hosts) },
	}
}

// sweepEvery is how often is looked for what was kept long enough: it reads every case.
const sweepEvery = time.Hour

// Open opens what arrives until the context ends; without an inbox it returns at once.
func (e *Endpoint) Open(ctx context.Context) {
	if e.Inbox == nil {
		return
	}
	e.arrived()
	var swept time.Time
	poll := e.config.Poll
	if poll == 0 {
		poll = time.Minute
	}
	retry := time.NewTicker(poll)
	defer retry.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		case <-retry.C:
		}
		if err := e.Inbox.OpenPending(); err != nil {
			e.config.Log.Error("opening what arrived", "err", err)
		}
		if now := e.config.Now(); now.Sub(swept) >= sweepEvery || now.Before(swept) {
			swept = now
			e.sweep(now)
		}
	}
}

// sweep ends what was kept long enough, by a clock that can be believed.
func (e *Endpoint) sweep(now time.Time) {
	if err := e.Inbox.Tidy(); err != nil {
		e.config.Log.Error("making the files anew", "code", fault.CodeOf(err))
	}
	steady, err := Steady(e.Inbox.store, now)
	switch {
	case err != nil:
		e.config.Log.Error("looking at the clock", "code", fault.CodeOf(err))
		return
	case !steady:
		e.config.Log.Info("nothing ends by its age: this endpoint began, or its clock jumped, less than a week ago")
		return
	}
	if _, err := e.Inbox.PutRight(); err != nil {
		e.config.Log.Error("days to come", "code", fault.CodeOf(err))
	}
	if _, err := e.Inbox.Expire(); err != nil {
		e.config.Log.Error("ending what was kept long enough", "code", fault.CodeOf(err))
	}
	if _, err := ExpireMailboxes(e.Inbox.store, now); err != nil {
		e.config.Log.Error("ending what nobody fetched", "code", fault.CodeOf(err))
	}
}

// Serve answers devices on the listener, which carries plain TCP, until the context ends; then it finishes what is under way.
func (e *Endpoint) Serve(ctx context.Context, l net.Listener, handler http.Handler) error {
	host, _, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return err
	}
	return ServeHTTP(ctx, tls.NewListener(l, e.TLS([]string{host})), handler)
}

// Handler is the contract over this endpoint.
func (e *Endpoint) Handler() http.Handler { return cjg.NewHandler(e.Front, e.config.Log, e.config.Now) }

// ServeHTTP serves until the context ends and then waits at most five seconds for what is under way. It logs no addresses.
func ServeHTTP(ctx context.Context, l net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: log.New(nowhere{}, "", 0),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(last)
	})
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }

// OpenKeys reads the keys file, or makes it at first start, readable by its own user only.
func OpenKeys(path, name string, config Config) (Keys, error) {
	k, err := openKeys(path, name, config)
	if err == nil { // also of a file that is there: whoever made it may have fallen before its name was durable
		err = durable.Path(filepath.Dir(path))
	}
	return k, err
}

func openKeys(path, name string, config Config) (Keys, error) {
	data, err := os.ReadFile(path)
	if err == nil {
		return ParseKeys(data)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return Keys{}, err
	}
	k, err := NewKeys(config.Random, name, config.Now())
	if err != nil {
		return Keys{}, err
	}
	if data, err = k.Marshal(); err != nil {
		return Keys{}, err
	}
	err = writeOnce(path, data)
	if errors.Is(err, fs.ErrExist) { // another process was first: its keys count
		if data, err = os.ReadFile(path); err == nil {
			return ParseKeys(data)
		}
	}
	return k, err
}

// writeOnce makes a file with its content at once, never half of it and never over another.
func writeOnce(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".keys-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // after the link it has two names
	if _, err := tmp.Write(data); err != nil {
		return errors.Join(err, tmp.Close())
	}
	if err := tmp.Sync(); err != nil {
		return errors.Join(err, tmp.Close())
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Link(tmp.Name(), path)
}
