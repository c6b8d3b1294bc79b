// Program delivery measures how long consented documents take from the outbox to a real endpoint until each has its receipt.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// The bars for 1,000 documents of 2 KiB, and the line of the second: 1 Mbit/s with 200 ms there and back.
const (
	nearBar = 10 * time.Second
	farBar  = 60 * time.Second
	farRate = 125_000
	farWay  = 100 * time.Millisecond
)

func main() {
	documents := flag.Int("documents", 1000, "documents to deliver")
	flag.Parse()
	if err := run(*documents); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(documents int) error {
	fmt.Printf("%d consented documents of about 2 KiB, each of another family\n\n| line | p50 | p95 | bytes up | the same bytes alone | bar | |\n|---|---|---|---|---|---|---|\n", documents)
	for _, l := range []struct {
		name string
		rate int
		way  time.Duration
		bar  time.Duration
		stop bool
		runs int
	}{
		{"loopback", 0, 0, nearBar, false, 5},
		{"1 Mbit/s, 200 ms there and back", farRate, farWay, farBar, false, 2},
		{"the same, stopped halfway and begun again", farRate, farWay, farBar, true, 1},
	} {
		var all []time.Duration
		var up int64
		for range l.runs {
			took, bytes, err := deliver(documents, l.rate, l.way, l.stop)
			if err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
			all, up = append(all, took), bytes
		}
		slices.Sort(all)
		p50, p95 := all[len(all)/2], all[len(all)-1]
		alone, err := raw(l.rate, l.way, int(up))
		if err != nil {
			return err
		}
		met := "met"
		if p95 > l.bar {
			met = "NOT met"
		}
		fmt.Printf("| %s | %v | %v | %d | %v | %v | %s |\n", l.name, p50.Round(time.Millisecond), p95.Round(time.Millisecond), up, alone.Round(time.Millisecond), l.bar, met)
	}
	return nil
}

// place is a book and an endpoint with a line between them.
type place struct {
	dir      string
	book     *book.Book
	endpoint *intake.Endpoint
	line     *line
	dial     carrier.Dialer
	close    func() error
}

func newPlace(rate int, way time.Duration) (p *place, err error) {
	p = &place{dial: carrier.Dialer{Timeout: time.Minute}}
	if p.dir, err = os.MkdirTemp("", "schakel-bench-"); err != nil {
		return nil, err
	}
	quiet := slog.New(slog.DiscardHandler)
	config := intake.Config{Agreement: cjg.Agreement{Organisation: "CJG", NormDays: 7}, Now: time.Now, Random: rand.Reader, Log: quiet}
	keys, err := intake.OpenKeys(filepath.Join(p.dir, "keys"), "CJG", config)
	if err != nil {
		return nil, err
	}
	store, err := bolt.Open(filepath.Join(p.dir, "inbox.db"))
	if err != nil {
		return nil, err
	}
	p.endpoint = intake.NewEndpoint(store, keys, config)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- p.endpoint.Serve(ctx, l, p.endpoint.Handler()) }()
	if p.line, err = newLine(l.Addr().String(), rate, way); err != nil {
		cancel()
		return nil, err
	}
	if p.book, err = book.Create(filepath.Join(p.dir, "data"), []byte("kikker fiets lampje boter wolken"),
		book.Deps{Cost: keyfile.QuickCost(), Log: quiet}); err != nil {
		cancel()
		return nil, err
	}
	p.close = func() error {
		cancel()
		return errors.Join(<-served, p.line.close(), p.book.Close(), store.Close(), os.RemoveAll(p.dir))
	}
	return p, nil
}

// fill enrols and puts the documents ready, each with the yes of the parent it is about.
func (p *place) fill(ctx context.Context, documents int) error {
	if _, err := p.book.GiveRecovery(ctx); err != nil {
		return err
	}
	me, err := p.book.Profile(ctx)
	if err != nil {
		return err
	}
	me.Name = record.Text("Samira")
	if err := p.book.SaveProfile(ctx, me); err != nil {
		return err
	}
	code, err := p.endpoint.Front.NewCode("bench")
	if err != nil {
		return err
	}
	e, err := p.dial.Enrol(ctx, p.book, "https://"+p.line.address(), code.String(), "Samira", record.ID{})
	if err != nil {
		return err
	}
	for _, row := range p.book.Rows(record.KindPartner) {
		if row.Link == e.ID {
			for i := range documents {
				if err := p.family(ctx, i, row.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (p *place) family(ctx context.Context, i int, partner record.ID) error {
	mother := &record.Person{As: record.PersonParent, First: record.Text(fmt.Sprintf("Elif%d", i)), Last: record.Text("Demir"), Birth: record.Day(1990, 3, 2)}
	home := &record.Household{Name: record.Text(fmt.Sprintf("gezin %d", i))}
	if err := p.book.SaveFamily(ctx, home, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
		return err
	}
	ref, err := p.book.StartReferral(ctx, home.ID, record.ID{})
	if err != nil {
		return err
	}
	ref.Partner, ref.Reason = partner, record.Text("kennismaken")
	ref.Question = record.Text(strings.Repeat("Wie kan met ons meedenken over slapen? ", 38))
	ref.Groups = []record.FieldGroup{record.GroupName, record.GroupReason, record.GroupQuestion}
	if err := p.book.SaveReferral(ctx, ref); err != nil {
		return err
	}
	if err := p.book.Agree(ctx, ref.ID, book.Agreement{Giver: mother.ID, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", HearBack: record.AnswerYes}); err != nil {
		return err
	}
	return p.book.Send(ctx, ref.ID)
}

// errMissing is a document that did not get there, or got there twice.
var errMissing = errors.New("not every document is there once, with its receipt")

func deliver(documents, rate int, way time.Duration, stop bool) (took time.Duration, up int64, err error) {
	p, err := newPlace(rate, way)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	ctx := context.Background()
	if err := p.fill(ctx, documents); err != nil {
		return 0, 0, err
	}
	p.line.up.Store(0)
	sent, left := 0, documents/2
	begin := time.Now()
	for range 100 {
		within, cancel := context.WithCancel(ctx)
		carrier.Once(within, p.book, p.dial, func(e outbox.Event) {
			if e.Phase == outbox.Sent {
				sent++
				if left--; left == 0 && stop {
					cancel()
				}
			}
		})
		cancel()
		if p.book.Status().Waiting == 0 {
			break
		}
	}
	took = time.Since(begin)
	if err := p.endpoint.Inbox.OpenPending(); err != nil {
		return 0, 0, err
	}
	cases, err := p.endpoint.Inbox.Cases()
	if err != nil {
		return 0, 0, err
	}
	if s := p.book.Status(); len(cases) != documents || sent != documents || s.Waiting != 0 || s.Held != 0 {
		return 0, 0, fmt.Errorf("%w: %d there, %d receipts, %+v", errMissing, len(cases), sent, s)
	}
	return took, p.line.up.Load(), nil
}
