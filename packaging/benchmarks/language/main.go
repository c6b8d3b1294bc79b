// Program language measures what right-to-left and six languages cost: ordering and measuring 1,000 rows of a list beside plain labels of
// Fyne with the same words, and switching the language over a large store, from choosing it until the page is laid out again. It runs in
// the driver that draws no pixels.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/settings"
)

const passphrase = "kikker fiets lampje boter wolken"

// The bars: rows may cost so many times what labels cost, and a switch so long.
const (
	rowsBar   = 2.0
	switchBar = 200 * time.Millisecond
)

func main() {
	people := flag.Int("people", 10_000, "people in the store")
	linked := flag.Int("linked", 50_000, "records linked to them")
	dir := flag.String("dir", "", "where to make the files; a temporary folder when empty")
	only := flag.Bool("rows", false, "measure only the rows")
	profile := flag.String("profile", "", "write a CPU profile of the switches here")
	flag.Parse()
	if err := run(*dir, *profile, *only, *people, *linked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir, profile string, only bool, people, linked int) error {
	fmt.Printf("%d cores; p50 and p95\n\n", runtime.GOMAXPROCS(0))
	rows()
	if only {
		return nil
	}
	work, err := os.MkdirTemp(dir, "schakel-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	store := filepath.Join(work, "store")
	b, err := filled(store, people, linked)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d people, %d linked records\n\n| switching the language on | p50 | p95 | bar | |\n|---|---|---|---|---|\n", people, linked)
	return switches(store, b, profile)
}

func deps() book.Deps { return book.Deps{Cost: keyfile.QuickCost()} }

// filled makes a store with so many people and records, and leaves it open.
func filled(dir string, people, linked int) (*book.Book, error) {
	b, err := book.Create(dir, []byte(passphrase), deps())
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	if _, err := b.GiveRecovery(ctx); err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	for _, r := range practice.Many(b.Today(), 1, people, linked) {
		text, err := codec.Line(r)
		if err != nil {
			return nil, err
		}
		lines.Write(append(text, '\n'))
	}
	_, err = b.Import(ctx, &lines)
	return b, err
}

// switches shows pages of every sort and changes the language on each, through all six and back.
func switches(store string, b *book.Book, profile string) error {
	a := test.NewApp()
	d := deps()
	d.Log = slog.New(slog.DiscardHandler)
	kept := settings.New(a.Preferences())
	kept.SetLanguage("nl")
	s, err := ui.New(ui.Deps{
		App: a, Run: task.Inline, Settings: kept, Place: datadir.Place{Store: store, Logs: filepath.Join(store, "logs")}, Book: d, Log: d.Log,
	})
	if err != nil {
		return err
	}
	s.Window().Resize(fyne.NewSize(settings.UsualWidth, settings.UsualHigh))
	b.Warm()
	s.Opened(b)
	defer s.Lock()
	stop, err := profiled(profile)
	if err != nil {
		return err
	}
	defer stop()
	for _, dest := range ui.Destinations() {
		timed(string(dest), s, func() { s.Go(string(dest)) })
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson, record.KindConcern, record.KindReferral} {
		if rows := b.Rows(kind); len(rows) > 0 {
			timed("one "+kind.String(), s, func() { s.Open(kind, rows[len(rows)/2].ID) })
		}
	}
	return nil
}

func profiled(path string) (func(), error) {
	if path == "" {
		return func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); _ = f.Close() }, nil
}

func timed(name string, s *ui.Shell, show func()) {
	show()
	runtime.GC()
	var all []time.Duration
	for range 2 {
		for _, tag := range []string{"ar", "tr", "pl", "en", "pap", "nl"} {
			start := time.Now()
			s.SetLanguage(tag)
			all = append(all, time.Since(start))
		}
	}
	met := "met"
	if at(all, 95) >= switchBar {
		met = "missed"
	}
	fmt.Printf("| %s | %s | %s | < %s | %s |\n", name, at(all, 50).Round(100*time.Microsecond), at(all, 95).Round(100*time.Microsecond), switchBar, met)
}

func at(all []time.Duration, p int) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)*p/100, len(all)-1)]
}
