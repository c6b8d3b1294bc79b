// Package rehearsal gives practice mode its world: an endpoint of a CJG as a child process, and a store with invented families.
package rehearsal

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// Organisation is the invented CJG that every rehearsal is with; the practice records know it by this name.
const Organisation = "CJG Zuiderwijk"

// What can go wrong with the practice endpoint.
var (
	// ErrProgram is returned when there is no cjgd to start: it lies beside the program that was built with it.
	ErrProgram = fault.New(fault.NotFound, "rehearsal.program", "no endpoint program beside this one")
	// ErrStart is returned when the endpoint stopped, or said nothing, before it was ready.
	ErrStart = fault.New(fault.Offline, "rehearsal.start", "the practice endpoint did not start")
)

const (
	startWithin = 30 * time.Second
	stopWithin  = 5 * time.Second
	addressFile = "address"
)

// Config says what to start. The zero Config starts the program beside this one in a folder of its own that goes when it stops.
type Config struct {
	Program  string    // of the endpoint; "" for cjgd beside the running program
	Dir      string    // of the endpoint's store and keys; "" for a temporary one. A kept folder keeps its address where it can
	Language string    // of the web inbox, "nl" or "en"; "" is nl
	Errors   io.Writer // takes what the endpoint logs, which holds nothing personal; nil is nowhere
}

// Office is a running practice endpoint.
type Office struct {
	Device   string // https address for devices
	Web      string // address of the web inbox, for a browser
	Code     string // a one-time code to enrol with
	Account  string // of the web inbox
	Password string // a fresh one at every start

	issuer []byte // PEM of the endpoint's own issuer: another one is another endpoint, also at the same address

	dir   string
	own   bool
	in    io.Closer
	kill  context.CancelFunc
	ended chan struct{}
	once  sync.Once
	err   error
}

// Beside is the path of a program that was built into the folder of the running one, or ErrProgram.
func Beside(name string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", errors.Join(ErrProgram, err)
	}
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(path); err != nil {
		return "", ErrProgram
	}
	return path, nil
}

// Start starts the endpoint and returns when it answers, at most half a minute later. It stops with Stop, with the context, and when
// this process is gone, however it went.
func Start(ctx context.Context, c Config) (*Office, error) {
	if c.Program == "" {
		var err error
		if c.Program, err = Beside("cjgd"); err != nil {
			return nil, err
		}
	}
	o := &Office{dir: c.Dir, own: c.Dir == ""}
	if o.own {
		dir, err := os.MkdirTemp("", "schakel-cjgd-")
		if err != nil {
			return nil, err
		}
		o.dir = dir
	}
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return nil, err
	}
	err := o.start(ctx, c, o.lastAddress())
	if err != nil && o.lastAddress() != "" {
		_ = os.Remove(filepath.Join(o.dir, addressFile)) // another program took the address: a fresh one
		err = o.start(ctx, c, "")
	}
	if err != nil {
		return nil, errors.Join(err, o.clean())
	}
	return o, nil
}

// lastAddress is host:port of the last start in this folder, so that a device that was enrolled then finds it again.
func (o *Office) lastAddress() string {
	data, err := os.ReadFile(filepath.Join(o.dir, addressFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

func (o *Office) start(ctx context.Context, c Config, listen string) error {
	if listen == "" {
		listen = "127.0.0.1:0"
	}
	language := c.Language
	if language != "en" {
		language = "nl"
	}
	ctx, o.kill = context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, c.Program, "--data", filepath.Join(o.dir, "data"), "--name", Organisation, "--listen", listen,
		"--lang", language, "--practice", "--with-parent")
	cmd.Stderr = c.Errors
	cmd.WaitDelay = stopWithin
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		o.kill()
		return errors.Join(ErrStart, err)
	}
	o.in, o.ended = in, make(chan struct{})
	said := make(chan map[string]string, 1)
	go func() {
		defer close(o.ended)
		said <- listenTo(out)
		_, _ = io.Copy(io.Discard, out) // a child that cannot write would stand still
		_ = cmd.Wait()                  // that it was told to stop is no failure
	}()
	return o.ready(ctx, said)
}

// listenTo reads "NAME value" lines until READY; nil when the child ended before it.
func listenTo(out io.Reader) map[string]string {
	said := map[string]string{}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if name == "READY" {
			return said
		}
		said[name] = value
	}
	return nil
}

func (o *Office) ready(ctx context.Context, said <-chan map[string]string) error {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	var got map[string]string
	select {
	case got = <-said:
	case <-ctx.Done():
	}
	if got == nil {
		o.kill()
		<-o.ended
		return errors.Join(ErrStart, ctx.Err())
	}
	o.Device, o.Web, o.Code, o.Account, o.Password = got["DEVICE"], got["WEB"], got["CODE"], got["ACCOUNT"], got["PASSWORD"]
	issuer, err := os.ReadFile(got["ISSUER"])
	if err != nil {
		o.kill()
		<-o.ended
		return errors.Join(ErrStart, err)
	}
	o.issuer = bytes.TrimSpace(issuer)
	return os.WriteFile(filepath.Join(o.dir, addressFile), []byte(strings.TrimPrefix(o.Device, "https://")+"\n"), 0o600)
}

// Ended is closed when the endpoint no longer runs, also when it stopped by itself.
func (o *Office) Ended() <-chan struct{} { return o.ended }

// Stop lets the endpoint finish what is under way and returns when it is gone; after some seconds it is ended. Stopping twice does
// nothing.
func (o *Office) Stop() error {
	o.once.Do(func() {
		_ = o.in.Close() // the sign to stop; that it is closed already is fine
		timer := time.AfterFunc(stopWithin, o.kill)
		<-o.ended
		timer.Stop()
		o.kill()
		o.err = o.clean()
	})
	return o.err
}

// clean removes a folder that was only for this rehearsal.
func (o *Office) clean() error {
	if !o.own {
		return nil
	}
	return os.RemoveAll(o.dir)
}

// Enrol makes the book's device known to this endpoint and ties it to the practice partner. A book that is enrolled with it already
// is left as it is.
func (o *Office) Enrol(ctx context.Context, b *book.Book, d carrier.Dialer) (*record.Endpoint, error) {
	all, err := b.Endpoints(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if e.Address == o.Device && bytes.Equal(bytes.TrimSpace(e.Roots), o.issuer) {
			return e, nil
		}
	}
	worker, err := b.Profile(ctx)
	if err != nil {
		return nil, err
	}
	partner, err := partnerOf(ctx, b)
	if err != nil {
		return nil, err
	}
	return d.Enrol(ctx, b, o.Device, o.Code, label(worker), partner)
}

// label is how the endpoint's people recognise the device.
func label(worker *record.Profile) string {
	if worker.Name.Empty() {
		return Organisation
	}
	return worker.Name.Reveal()
}

// partnerOf finds the practice partner; the zero id when the book has none, so that enrolling makes it.
func partnerOf(ctx context.Context, b *book.Book) (record.ID, error) {
	want := record.Text(Organisation)
	for _, row := range b.Rows(record.KindPartner) {
		p, err := b.Partner(ctx, row.ID)
		if err != nil {
			return record.ID{}, err
		}
		if p.Called().Equal(want) || p.Name.Equal(want) {
			return p.ID, nil
		}
	}
	return record.ID{}, nil
}
