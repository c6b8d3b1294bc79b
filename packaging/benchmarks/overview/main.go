// Program overview measures what it takes to count the work of a year and to make it fit for others: each beside its bar, and beside a
// plain decoding of the same records in the same run.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/packaging/benchmarks/bench"
)

// rounds is how often each part is measured.
const rounds = 20

func main() {
	ten := flag.Bool("ten", false, "ten times the records too")
	flag.Parse()
	sizes := []int{1}
	if *ten {
		sizes = append(sizes, 10)
	}
	for _, times := range sizes {
		if err := run(times); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// world is a store full of records, with the same records as bytes.
type world struct {
	book  *book.Book
	times int // how often 60,000 records
	lines []line
	all   []record.Record
}

// line is one record as the store holds it, opened.
type line struct {
	kind record.Kind
	data []byte
}

func run(times int) error {
	work, err := os.MkdirTemp("", "schakel-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	b, err := book.Create(filepath.Join(work, "data"), []byte("kikker fiets lampje boter wolken"),
		book.Deps{Cost: keyfile.QuickCost(), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	w := &world{book: b, times: times}
	if err := w.fill(context.Background()); err != nil {
		return err
	}
	bench.Head(fmt.Sprintf("%d records", len(w.all)))
	for _, p := range parts(w) {
		if p.before != nil {
			if err := p.before(); err != nil {
				return err
			}
		}
		if err := bench.Line(p.name, rounds, p.bar, p.work); err != nil {
			return err
		}
	}
	fmt.Println()
	return nil
}

func (w *world) fill(ctx context.Context) error {
	if _, err := w.book.GiveRecovery(ctx); err != nil {
		return err
	}
	w.all = practice.Many(w.book.Today(), 1, 10_000*w.times, 50_000*w.times)
	var out bytes.Buffer
	for _, r := range w.all {
		text, err := codec.Line(r)
		if err != nil {
			return err
		}
		out.Write(append(text, '\n'))
		data, err := codec.Marshal(r)
		if err != nil {
			return err
		}
		w.lines = append(w.lines, line{r.Kind(), data})
	}
	_, err := w.book.Import(ctx, &out)
	return err
}

// part is one thing that is measured.
type part struct {
	name   string
	bar    time.Duration // 0: a reference
	work   func(round int) error
	before func() error // what has to be there already and is not measured; may be nil
}
