// Program window measures the screens over a large store, in the driver that draws no pixels: a key stroke in the search, opening the
// pages, and unlocking. It prints a table with the figures of an empty store beside them.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

const passphrase = "kikker fiets lampje boter wolken"

// The bars at 10,000 people and 50,000 linked records.
const (
	strokeBar = 16 * time.Millisecond
	pageBar   = 50 * time.Millisecond
	unlockBar = 300 * time.Millisecond
)

// The bars with more than large people: ten times as much.
const (
	large     = 10_000
	strokeTen = 150 * time.Millisecond
	pageTen   = 150 * time.Millisecond
	unlockTen = 1500 * time.Millisecond
)

func main() {
	people := flag.Int("people", 10_000, "people in the store")
	linked := flag.Int("linked", 50_000, "records linked to them")
	only := flag.Bool("pages", false, "measure only opening the pages")
	profile := flag.String("profile", "", "write a CPU profile of opening the pages of the large store here")
	dir := flag.String("dir", "", "where to make the files; a temporary folder when empty")
	flag.Parse()
	if err := run(*dir, *profile, *only, *people, *linked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir, profile string, only bool, people, linked int) error {
	work, err := os.MkdirTemp(dir, "schakel-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	full, empty := filepath.Join(work, "full"), filepath.Join(work, "empty")
	if err := fill(full, people, linked); err != nil {
		return err
	}
	if err := fill(empty, 0, 0); err != nil {
		return err
	}
	var found [2]figures
	for i, store := range []string{full, empty} {
		if err := measure(store, profile, only, &found[i]); err != nil {
			return err
		}
		profile = ""
	}
	fmt.Printf("%d people, %d linked records, %d cores; p50 and p95\n\n", people, linked, runtime.GOMAXPROCS(0))
	fmt.Println("| what | p50 | p95 | bar | | p50 of an empty store | p95 |\n|---|---|---|---|---|---|---|")
	for _, m := range table(people > large) {
		line(m, found[0], found[1])
	}
	return nil
}

func measure(store, profile string, only bool, f *figures) (err error) {
	if !only {
		if f.unlock, err = unlocks(store); err != nil {
			return err
		}
		if err := strokes(store, f); err != nil {
			return err
		}
	}
	return openings(store, profile, f)
}

// deps are cheap in key derivation, which is not what is measured here.
func deps() book.Deps { return book.Deps{Cost: keyfile.QuickCost()} }

// fill makes a store with so many people and records; with 0 it stays empty.
func fill(dir string, people, linked int) (err error) {
	b, err := book.Create(dir, []byte(passphrase), deps())
	if err != nil {
		return err
	}
	defer func() {
		if e := b.Close(); err == nil {
			err = e
		}
	}()
	ctx := context.Background()
	if _, err := b.GiveRecovery(ctx); err != nil || people == 0 {
		return err
	}
	// In pieces: what one transaction adds stays in one page until it ends, so 600,000 records in one would take an hour.
	for some := range slices.Chunk(practice.Many(b.Today(), 1, people, linked), 5_000) {
		if err := add(ctx, b, some); err != nil {
			return err
		}
	}
	return nil
}

// add imports the records as a file of them would be.
func add(ctx context.Context, b *book.Book, records []record.Record) error {
	var lines bytes.Buffer
	for _, r := range records {
		text, err := codec.Line(r)
		if err != nil {
			return err
		}
		lines.Write(append(text, '\n'))
	}
	_, err := b.Import(ctx, &lines)
	return err
}

func open(dir string) (*book.Book, error) {
	return book.Open(dir, keyfile.Passphrase([]byte(passphrase)), deps())
}

// unlocks opens the store and prepares the search, as unlocking does.
func unlocks(dir string) ([]time.Duration, error) {
	var all []time.Duration
	for range 7 {
		runtime.GC()
		start := time.Now()
		b, err := open(dir)
		if err != nil {
			return nil, err
		}
		b.Warm()
		all = append(all, time.Since(start))
		if err := b.Close(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// figures is everything measured over one store.
type figures struct {
	unlock, stroke, frame, drawn []time.Duration
	pages                        map[string][]time.Duration
}

// measured is one line of the table.
type measured struct {
	what string
	bar  time.Duration
	of   func(figures) []time.Duration
}

func table(ten bool) []measured {
	bar := func(usual, more time.Duration) time.Duration {
		if ten {
			return more
		}
		return usual
	}
	all := []measured{
		{"a key stroke in the search: state and layout", bar(strokeBar, strokeTen), func(f figures) []time.Duration { return f.stroke }},
		{"the same, painted by the software painter", 0, func(f figures) []time.Duration { return f.frame }},
		{"unlock besides key derivation: open, and the search made ready", bar(unlockBar, unlockTen), func(f figures) []time.Duration { return f.unlock }},
		{"from the opened store to Vandaag laid out", 0, func(f figures) []time.Duration { return f.drawn }},
	}
	for _, pg := range pages() {
		limit := bar(pageBar, pageTen)
		if pg.none {
			limit = 0
		}
		all = append(all, measured{"opening " + pg.name, limit, func(f figures) []time.Duration { return f.pages[pg.name] }})
	}
	return all
}

func line(m measured, full, empty figures) {
	a, b := m.of(full), m.of(empty)
	bar, met := "-", ""
	if m.bar > 0 {
		bar, met = "< "+m.bar.String(), "met"
		if at(a, 95) >= m.bar {
			met = "missed"
		}
	}
	fmt.Printf("| %s | %s | %s | %s | %s | %s | %s |\n", m.what, percentile(a, 50), percentile(a, 95), bar, met, percentile(b, 50), percentile(b, 95))
}

// percentile is "-" for what was not measured.
func percentile(all []time.Duration, p int) string {
	if len(all) == 0 {
		return "-"
	}
	return at(all, p).Round(10 * time.Microsecond).String()
}

// at is 0 for what was not measured.
func at(all []time.Duration, p int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)*p/100, len(all)-1)]
}

// some is a record of a kind from the middle of the store; zero when there is none.
func some(b *book.Book, kind record.Kind) record.ID {
	rows := b.Rows(kind)
	if len(rows) == 0 {
		return record.ID{}
	}
	return rows[len(rows)/2].ID
}
