// Program unlock measures, beside their bars, how long it takes from a derived key to a Vandaag that can be used, when the search is
// ready too, and how much memory the store then has: at 10,000 people with 50,000 linked records, and with -ten at ten times that.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"time"
)

// scale is a size of store and what must be reached there; a bar of 0 is none.
type scale struct {
	people, linked int
	today, ready   time.Duration
	memory         int64 // bytes
}

func scales(ten bool) []scale {
	all := []scale{{people: 10_000, linked: 50_000, today: 300 * time.Millisecond}}
	if ten {
		all = append(all, scale{people: 100_000, linked: 500_000, today: 1500 * time.Millisecond, ready: 4 * time.Second, memory: 400_000_000})
	}
	return all
}

func main() {
	ten := flag.Bool("ten", false, "measure ten times the store too")
	dir := flag.String("dir", "", "where to make the files; a temporary folder when empty")
	kept := flag.String("store", "", "measure this store, made by an earlier run with -keep, once per process")
	keep := flag.Bool("keep", false, "leave the stores where they were made")
	rounds := flag.Int("rounds", 9, "processes that each unlock once")
	profile := flag.String("profile", "", "with -store: write a CPU profile here")
	flag.Parse()
	err := error(nil)
	if *kept != "" {
		err = child(*kept, *profile)
	} else {
		err = run(*dir, *ten, *keep, *rounds)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child unlocks once and prints what it measured, for the process that started it.
func child(store, profile string) error {
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	got, err := unlock(store)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(got)
}

func run(dir string, ten, keep bool, rounds int) error {
	work, err := os.MkdirTemp(dir, "schakel-bench-")
	if err != nil {
		return err
	}
	if keep {
		fmt.Fprintln(os.Stderr, work)
	} else {
		defer func() { _ = os.RemoveAll(work) }()
	}
	for _, s := range scales(ten) {
		store := filepath.Join(work, fmt.Sprint(s.people))
		size, err := fill(store, s.people, s.linked)
		if err != nil {
			return err
		}
		all, err := unlocks(store, rounds)
		if err != nil {
			return err
		}
		s.print(size, all)
	}
	return nil
}

// unlocks measures in a process of its own each time, so that the memory is that of a store that was just unlocked.
func unlocks(store string, rounds int) (all []figures, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	for range rounds {
		command := exec.Command(self, "-store", store)
		command.Stderr = os.Stderr
		out, err := command.Output()
		if err != nil {
			return nil, err
		}
		var got figures
		if err := json.Unmarshal(out, &got); err != nil {
			return nil, err
		}
		all = append(all, got)
	}
	return all, nil
}

func (s scale) print(size int64, all []figures) {
	fmt.Printf("%d people, %d linked records, a file of %d MB; %d processes\n\n", s.people, s.linked, size/1e6, len(all))
	fmt.Println("| what | p50 | p95 | bar | |\n|---|---|---|---|---|")
	line("key derivation, default cost, before the rest", all, func(f figures) time.Duration { return f.Derivation }, 0)
	line("open, besides key derivation", all, func(f figures) time.Duration { return f.Open }, 0)
	line("and Vandaag derived: usable", all, func(f figures) time.Duration { return f.Today }, s.today)
	line("and the search made ready: everything", all, func(f figures) time.Duration { return f.Ready }, s.ready)
	line("the processor's time until usable, all cores together", all, func(f figures) time.Duration { return f.Usable }, 0)
	line("the processor's time until ready", all, func(f figures) time.Duration { return f.Processor }, 0)
	bytes("memory with everything ready: live on the heap", all, func(f figures) int64 { return f.Heap }, s.memory)
	bytes("the same: of the process, without pages of the file", all, func(f figures) int64 { return f.Private }, s.memory)
	bytes("the same: of the process, with them", all, func(f figures) int64 { return f.Resident }, s.memory)
	bytes("the most the process had while opening", all, func(f figures) int64 { return f.Peak }, 0)
	fmt.Println()
}

func line(what string, all []figures, of func(figures) time.Duration, bar time.Duration) {
	p50, p95 := percentiles(all, of)
	limit := "-"
	if bar > 0 {
		limit = "< " + bar.String()
	}
	fmt.Printf("| %s | %v | %v | %s | %s |\n", what, p50.Round(time.Millisecond), p95.Round(time.Millisecond), limit, met(bar == 0, p95 < bar))
}

func bytes(what string, all []figures, of func(figures) int64, bar int64) {
	p50, p95 := percentiles(all, of)
	limit := "-"
	if bar > 0 {
		limit = fmt.Sprintf("< %d MB", bar/1e6)
	}
	fmt.Printf("| %s | %d MB | %d MB | %s | %s |\n", what, p50/1e6, p95/1e6, limit, met(bar == 0, p95 < bar))
}

func met(none, reached bool) string {
	switch {
	case none:
		return ""
	case reached:
		return "met"
	}
	return "missed"
}

func percentiles[T ~int64](all []figures, of func(figures) T) (p50, p95 T) {
	sorted := make([]T, 0, len(all))
	for _, f := range all {
		sorted = append(sorted, of(f))
	}
	slices.Sort(sorted)
	return sorted[len(sorted)/2], sorted[min(len(sorted)*95/100, len(sorted)-1)]
}
