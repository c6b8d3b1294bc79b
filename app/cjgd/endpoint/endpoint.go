// Package endpoint puts one endpoint together from its folder: store, keys, the device listener and the web inbox.
package endpoint

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"schakel/app/cjgd/inbox"
	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/push"
)

// ErrAddress is a listening address that cannot be had.
var ErrAddress = fault.New(fault.Invalid, "cjgd.address", "the address to listen on cannot be used")

// Options are what the command line says.
type Options struct {
	Dir      string        // data folder; made when it is not there, for its own user only
	Database string        // postgres://...; "": a file in the data folder. It has a password: it stands in no log
	Role     Role          // "": both
	Metrics  string        // host:port for health and metrics, without TLS and without a name: for the machine itself; "": none
	Drain    time.Duration // between saying that it stops and stopping
	Retried  func()        // called when a transaction is done again; set by Open
	Listen   string        // host:port for devices
	Web      string        // host:port for the web inbox; not on loopback it is TLS with the endpoint's own certificate
	Name     string        // the organisation's own name
	Norm     int           // days within which an answer comes
	Language string        // of the web inbox, "nl" or "en"
	Practice bool

	Onward      string // klantinteracties=URL or fhir=URL: where cases go on to; "": nowhere
	OnwardToken string // file with the token for it; "": none
	OnwardCA    string // file with who signs its certificate (PEM); "": whom this system trusts

	Now    func() time.Time // nil: time.Now
	Random io.Reader        // nil: crypto/rand
	Log    *slog.Logger
	Cost   uint32 // memory of argon2id in KiB, for tests; 0: the usual
}

// Ready is what a starter needs to know. Password is "" when the first account exists already; with Practice it is set on every start.
type Ready struct {
	Device      string `json:"device"`      // https URL of the device listener
	Web         string `json:"web"`         // URL of the web inbox
	Code        string `json:"code"`        // a fresh enrolment code
	Issuer      string `json:"issuer"`      // path of the issuer's certificate (PEM)
	Fingerprint string `json:"fingerprint"` // of the issuer, in words
	Account     string `json:"account"`
	Metrics     string `json:"metrics,omitempty"` // URL of health and metrics
	Password    string `json:"password,omitempty"`
}

// Endpoint is an opened endpoint.
type Endpoint struct {
	Front *intake.Front
	Inbox *intake.Inbox // nil for a front
	Site  *inbox.Site   // nil for a front
	Place *Place
	Ready Ready

	options   Options
	store     Store
	watch     *watch
	metrics   net.Listener
	endpoint  *intake.Endpoint
	target    push.Target // nil: cases stay here
	device    net.Listener
	web       net.Listener
	closeOnce sync.Once
}

// Filled gives what was not said.
func (o Options) Filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Role == "" {
		o.Role = Both
	}
	return o
}

// Open opens the folder and takes both addresses, so that Ready is complete; nothing is answered before Run.
func Open(o Options) (*Endpoint, error) {
	o = o.Filled()
	e := &Endpoint{options: o}
	if err := e.open(); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func (e *Endpoint) open() error {
	o := e.options
	e.watch = newWatch(o.Role, o.Now)
	o.Retried = func() { e.watch.retries.Add(1) }
	var err error
	if e.target, err = targetOf(o); err != nil {
		return err
	}
	place, err := OpenPlace(o)
	if err != nil {
		return err
	}
	e.Place, e.store = place, place.Store
	e.endpoint = place.Endpoint(counted{Store: e.store, watch: e.watch})
	e.Front, e.Inbox = e.endpoint.Front, e.endpoint.Inbox
	e.Ready.Fingerprint = place.Front.IssuerFingerprint()
	e.Ready.Issuer = filepath.Join(place.Dir, "issuer.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: place.Front.Issuer().Raw})
	if err := os.WriteFile(e.Ready.Issuer, block, 0o600); err != nil {
		return err
	}
	if err := e.listen(); err != nil {
		return err
	}
	if e.Inbox == nil {
		return nil // codes and accounts are the inbox's
	}
	code, err := e.Front.NewCode("")
	if err != nil {
		return err
	}
	e.Ready.Code = code.String()
	return e.accounts(place.Config)
}

// listen takes the two addresses.
func (e *Endpoint) listen() error {
	var err error
	if e.options.Metrics != "" {
		if e.metrics, err = net.Listen("tcp", e.options.Metrics); err != nil {
			return errors.Join(ErrAddress, err)
		}
		e.Ready.Metrics = "http://" + e.metrics.Addr().String()
	}
	if e.options.Role != InboxOnly {
		if e.device, err = net.Listen("tcp", e.options.Listen); err != nil {
			return errors.Join(ErrAddress, err)
		}
		e.Ready.Device = "https://" + e.device.Addr().String()
	}
	if e.options.Role == FrontOnly {
		return nil
	}
	if e.web, err = net.Listen("tcp", e.options.Web); err != nil {
		return errors.Join(ErrAddress, err)
	}
	e.Ready.Web = "http://" + e.web.Addr().String()
	if !e.loopback() {
		e.Ready.Web = "https://" + e.web.Addr().String()
	}
	return nil
}

func (e *Endpoint) loopback() bool {
	address, ok := e.web.Addr().(*net.TCPAddr)
	return ok && address.IP.IsLoopback()
}

// accounts makes the web inbox and its first account.
func (e *Endpoint) accounts(config intake.Config) error {
	o := e.options
	var err error
	e.Site, err = inbox.New(inbox.Config{
		Front: e.Front, Inbox: e.Inbox, Endpoint: e.endpoint, Device: e.Ready.Device, Agreement: config.Agreement, Language: o.Language, Secure: !e.loopback(), Cost: o.Cost,
		Now: o.Now, Random: o.Random, Log: o.Log,
		Keys: &keyring{endpoint: e.endpoint, store: e.store, dir: e.Place.Dir, now: o.Now, role: o.Role, shared: o.Database != ""},
	})
	if err != nil {
		return err
	}
	if o.Practice {
		e.Ready.Account = "oefenen"
		e.Ready.Password, err = e.Site.SetPassword(e.Ready.Account, "Marieke")
		return err
	}
	e.Ready.Account = "beheerder"
	e.Ready.Password, err = e.Site.FirstAccount(e.Ready.Account, "")
	return err
}

// Run answers devices and browsers until the context ends; then it tells /readyz, waits for Options.Drain, finishes what is under way and
// closes the store.
func (e *Endpoint) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() {
		e.watch.stopping.Store(true)
		time.Sleep(e.options.Drain) // a load balancer looks meanwhile, and sends nobody here any more
		stop()
	})()
	var group sync.WaitGroup
	var failures []error
	var mu sync.Mutex
	serve := func(run func() error) {
		group.Go(func() {
			err := run()
			mu.Lock()
			failures = append(failures, err)
			mu.Unlock()
			cancel()
		})
	}
	group.Go(func() { e.endpoint.Open(ctx) })
	if e.target != nil {
		group.Go(func() { e.pushOn(ctx) })
	}
	if e.device != nil {
		serve(func() error { return e.endpoint.Serve(serving, e.device, e.watch.around(e.endpoint.Handler())) })
	}
	if e.web != nil {
		group.Go(func() { e.Site.Run(ctx) })
		serve(func() error { return intake.ServeHTTP(serving, e.webListener(), e.watch.around(e.webHandler())) })
	}
	if e.metrics != nil {
		serve(func() error {
			return intake.ServeHTTP(serving, e.metrics, e.watch.handler(e.store, e.options.Norm, e.target != nil))
		})
	}
	group.Wait()
	return errors.Join(errors.Join(failures...), e.Close())
}

func (e *Endpoint) webListener() net.Listener {
	if e.loopback() {
		return e.web
	}
	host, _, _ := net.SplitHostPort(e.web.Addr().String()) // "" is no host, which is right for all addresses
	conf := e.endpoint.TLS([]string{host})
	conf.ClientAuth = tls.NoClientCert
	return tls.NewListener(e.web, conf)
}

func (e *Endpoint) webHandler() http.Handler { return e.Site.Handler() }

// Close gives up the addresses and closes the store; Run does it too.
func (e *Endpoint) Close() error {
	var err error
	e.closeOnce.Do(func() {
		for _, l := range []net.Listener{e.device, e.web, e.metrics} {
			if l != nil {
				_ = l.Close() // it may be closed already by its server
			}
		}
		if e.store != nil {
			err = e.store.Close()
		}
	})
	return err
}
