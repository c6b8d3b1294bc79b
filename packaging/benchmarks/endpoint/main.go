// Program endpoint measures how many sealed documents an endpoint takes on each store, beside plain inserts of the same bytes, and what
// polling costs; on the loopback address only, and it prints a table.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

// The bars.
const (
	embeddedBar = 500                    // documents a second on the file
	databaseBar = 1000                   // on PostgreSQL
	pollBar     = 100 * time.Millisecond // 99 of 100 polls
	warmBar     = 2 << 10                // bytes of an empty poll on a connection that is there
	coldBar     = 8 << 10                // on a new one
)

func main() {
	var b bench
	flag.IntVar(&b.documents, "documents", 3000, "documents of 2 KiB to deliver, for each figure")
	flag.IntVar(&b.pollers, "devices", 200, "devices that poll")
	flag.DurationVar(&b.polling, "polling", 12*time.Second, "how long they poll, every five seconds each")
	flag.Parse()
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	documents, pollers int
	polling            time.Duration
}

// kind is one store with what it is measured beside.
type kind struct {
	name  string
	bar   int
	store interface {
		intake.Store
		Close() error
	}
	plain func(values [][]byte) error // inserts these bytes in one durable transaction
}

func (b *bench) run() error {
	work, err := os.MkdirTemp("", "schakel-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	fmt.Printf("%-44s %12s %12s %10s\n", "", "measured", "bar", "")
	file, err := embedded(work)
	if err != nil {
		return err
	}
	if err := errors.Join(b.kind(file), file.store.Close()); err != nil {
		return err
	}
	server, err := scratch.Start(context.Background(), scratch.Options{})
	if errors.Is(err, scratch.ErrMissing) {
		fmt.Println("PostgreSQL: not installed here")
		return nil
	}
	if err != nil {
		return err
	}
	database, err := inDatabase(server)
	if err == nil {
		err = errors.Join(b.kind(database), database.store.Close())
	}
	return errors.Join(err, server.Stop())
}

func embedded(work string) (kind, error) {
	s, err := bolt.Open(filepath.Join(work, "inbox.db"))
	if err != nil {
		return kind{}, err
	}
	plain, err := plainFile(filepath.Join(work, "plain.db"))
	return kind{name: "file", bar: embeddedBar, store: s, plain: plain}, err
}

func inDatabase(server *scratch.Server) (kind, error) {
	ctx := context.Background()
	address, err := server.Make(ctx, "cjgd")
	if err != nil {
		return kind{}, err
	}
	s, err := postgres.Open(ctx, address, postgres.Options{})
	if err != nil {
		return kind{}, err
	}
	plain, err := plainTable(ctx, address)
	return kind{name: "PostgreSQL", bar: databaseBar, store: s, plain: plain}, err
}

// office is an endpoint on a store, on a real socket.
type office struct {
	endpoint *intake.Endpoint
	keys     intake.Keys
	url      string
	stop     func() error
}

func newOffice(s intake.Store) (*office, error) {
	keys, err := intake.NewKeys(rand.Reader, "CJG", time.Now())
	if err != nil {
		return nil, err
	}
	o := &office{keys: keys}
	o.endpoint = intake.NewEndpoint(s, keys, intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG", NormDays: 7}, Now: time.Now, Random: rand.Reader, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	o.url = "https://" + l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- o.endpoint.Serve(ctx, l, o.endpoint.Handler()) }()
	o.stop = func() error {
		cancel()
		return <-done
	}
	return o, nil
}

// device is an enrolled device with its own connection.
type device struct {
	keys   cjg.DeviceKeys
	client *cjg.Client
}

func (o *office) device(dial func(context.Context, string, string) (net.Conn, error)) (device, error) {
	code, err := o.endpoint.Front.NewCode("")
	if err != nil {
		return device{}, err
	}
	d := device{}
	if d.keys, err = cjg.NewDeviceKeys(rand.Reader); err != nil {
		return device{}, err
	}
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: o.url})
	if err != nil {
		return device{}, err
	}
	defer anonymous.Close()
	e, err := anonymous.Enrol(context.Background(), code.String(), d.keys, "")
	if err != nil {
		return device{}, err
	}
	config, err := e.ClientConfig(o.url, d.keys, nil)
	if err != nil {
		return device{}, err
	}
	config.Dial = dial
	d.client, err = cjg.NewClient(config)
	return d, err
}

// sealed seals documents of about 2 KiB.
func (o *office) sealed(d device, n int) ([][]byte, error) {
	question := strings.Repeat("Ik wil dat hij weer doorslaapt. ", 52)
	var out [][]byte
	for range n {
		data, err := cjg.Marshal(&cjg.Request{Number: "V-0001", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: question})
		if err != nil {
			return nil, err
		}
		id, err := envelope.NewUUID(rand.Reader)
		if err != nil {
			return nil, err
		}
		one, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: time.Now()}, data, d.keys.Signing, o.keys.Opening.Public())
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (b *bench) kind(k kind) error {
	o, err := newOffice(k.store)
	if err != nil {
		return err
	}
	err = errors.Join(b.batches(k, o), b.singles(k, o), b.opening(k, o), b.polls(k, o))
	return errors.Join(err, o.stop())
}

func line(k kind, what, measured, bar string, ok bool) {
	word := "ok"
	if !ok {
		word = "OVER THE BAR"
	}
	if bar == "" {
		word = ""
	}
	fmt.Printf("%-44s %12s %12s %10s\n", k.name+": "+what, measured, bar, word)
}

func rate(k kind, what string, n int, took time.Duration, bar int) {
	perSecond := float64(n) / took.Seconds()
	text := ""
	if bar > 0 {
		text = fmt.Sprintf("%d/s", bar)
	}
	line(k, what, fmt.Sprintf("%.0f/s", perSecond), text, perSecond >= float64(bar))
}

// batches: eight devices deliver in batches of 64, receipts checked; beside plain inserts of the same bytes, 64 in a transaction.
func (b *bench) batches(k kind, o *office) error {
	const devices = 8
	return b.deliver(k, o, devices, cjg.MaxBatch, "in batches of 64", k.bar)
}

// singles: 32 devices deliver one by one.
func (b *bench) singles(k kind, o *office) error {
	return b.deliver(k, o, 32, 1, "one by one, 32 devices", 0)
}

func (b *bench) deliver(k kind, o *office, devices, size int, what string, bar int) error {
	all := make([]device, devices)
	loads := make([][][]byte, devices)
	total := 0
	for i := range all {
		var err error
		if all[i], err = o.device(nil); err != nil {
			return err
		}
		defer all[i].client.Close()
		if loads[i], err = o.sealed(all[i], b.documents/devices); err != nil {
			return err
		}
		total += len(loads[i])
	}
	began := time.Now()
	err := together(devices, func(i int) error {
		for chunk := range slices.Chunk(loads[i], size) {
			if err := send(all[i].client, chunk); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	rate(k, "taken "+what, total, time.Since(began), bar)
	began = time.Now()
	for i := range loads {
		for chunk := range slices.Chunk(loads[i], size) {
			if err := k.plain(chunk); err != nil {
				return err
			}
		}
	}
	rate(k, "plain inserts "+what, total, time.Since(began), 0)
	return nil
}

func send(c *cjg.Client, chunk [][]byte) error {
	if len(chunk) == 1 {
		_, err := c.Put(context.Background(), chunk[0])
		return err
	}
	results, err := c.Batch(context.Background(), chunk)
	for _, r := range results {
		err = errors.Join(err, r.Err)
	}
	return err
}

func together(n int, work func(i int) error) error {
	var group sync.WaitGroup
	failed := make(chan error, n)
	for i := range n {
		group.Go(func() { failed <- work(i) })
	}
	group.Wait()
	var err error
	for range n {
		err = errors.Join(err, <-failed)
	}
	return err
}

// opening: the inbox opens all that was taken.
func (b *bench) opening(k kind, o *office) error {
	before, err := o.endpoint.Inbox.Cases()
	if err != nil {
		return err
	}
	began := time.Now()
	if err := o.endpoint.Inbox.OpenPending(); err != nil {
		return err
	}
	took := time.Since(began)
	after, err := o.endpoint.Inbox.Cases()
	if err != nil {
		return err
	}
	rate(k, "opened by the inbox", len(after)-len(before), took, 0)
	return nil
}
