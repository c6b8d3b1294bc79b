// Program people measures over a large store how long it takes to find who may be known already, and to search by sound.
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
	"runtime"
	"slices"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// The bars at 10,000 people and 50,000 linked records.
const (
	alikeBar = 50 * time.Millisecond
	findBar  = 16 * time.Millisecond
)

func main() {
	people := flag.Int("people", 10_000, "people in the store")
	linked := flag.Int("linked", 50_000, "records linked to them")
	flag.Parse()
	if err := run(*people, *linked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(people, linked int) error {
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
	ctx := context.Background()
	if err := fill(ctx, b, people, linked); err != nil {
		return err
	}
	fmt.Printf("%d people, %d records linked to them, %d cores\n\n| what | p50 | p95 | bar | |\n|---|---|---|---|---|\n", people, linked, runtime.GOMAXPROCS(0))
	start := time.Now()
	b.Warm()
	warm := time.Since(start)
	start = time.Now()
	if err := b.WarmNumbers(ctx); err != nil {
		return err
	}
	numbers := time.Since(start)
	fmt.Printf("| making the search ready, once, in the background | %v | | - | |\n| reading all numbers, once, in the background | %v | | - | |\n",
		warm.Round(time.Millisecond), numbers.Round(time.Millisecond))
	return measure(ctx, b)
}

func fill(ctx context.Context, b *book.Book, people, linked int) error {
	if _, err := b.GiveRecovery(ctx); err != nil {
		return err
	}
	var out bytes.Buffer
	for _, r := range practice.Many(b.Today(), 1, people, linked) {
		line, err := codec.Line(r)
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	_, err := b.Import(ctx, &out)
	return err
}

// measure asks for many people, known and unknown, in both scripts; and searches for them as they are spelled otherwise.
func measure(ctx context.Context, b *book.Book) error {
	firsts := []string{"Khadija", "Chadija", "خديجة", "Ayşe", "Agnieszka", "Selam", "Rosalinda", "Olha", "Mohamed", "Zzyx"}
	lasts := []string{"Bouzidi", "Kaya", "", "Berg", "Kowalska", "الحلبي", "Haile"}
	var asked, found, families []time.Duration
	for round := range 6 {
		for i, first := range firsts {
			p := &record.Person{
				As: record.PersonParent, First: record.Text(first), Last: record.Text(lasts[(i+round)%len(lasts)]), BirthYear: 1980 + i,
				Channels: []record.Channel{{Kind: record.ChannelPhone, Value: record.Text(fmt.Sprintf("06 1234 %04d", i*97))}},
			}
			start := time.Now()
			if _, err := b.Alike(ctx, p, record.ID{}); err != nil {
				return err
			}
			asked = append(asked, time.Since(start))
			h := &record.Household{Name: record.Text("gezin " + lasts[(i+round)%len(lasts)])}
			child := &record.Person{As: record.PersonChild, First: record.Text(firsts[(i+3)%len(firsts)]), Birth: b.Today().Years(-i)}
			start = time.Now()
			if _, err := b.AlikeFamilies(ctx, h, []*record.Person{p, child}); err != nil {
				return err
			}
			families = append(families, time.Since(start))
			for end := range []rune(first) {
				start = time.Now()
				if _, err := b.Find(ctx, string([]rune(first)[:end+1]), 8); err != nil {
					return err
				}
				found = append(found, time.Since(start))
			}
		}
	}
	line("who may be known already", asked, alikeBar)
	line("which family may be known already, with the people of both", families, alikeBar)
	line("a search, a letter at a time, as far as the book goes", found, findBar)
	return nil
}

func line(what string, all []time.Duration, bar time.Duration) {
	slices.Sort(all)
	p50, p95 := all[len(all)/2], all[min(len(all)*95/100, len(all)-1)]
	met := "met"
	if p95 >= bar {
		met = "missed"
	}
	fmt.Printf("| %s | %v | %v | < %v | %s |\n", what, p50.Round(time.Microsecond), p95.Round(time.Microsecond), bar, met)
}
