// Program files measures how long it takes to write a year's overview in each format, beside a bare workbook of the same size.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"schakel/assets"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// bar is the most that a file of a year may take.
const bar = time.Second

func main() {
	people := flag.Int("people", 10_000, "people in the records")
	linked := flag.Int("linked", 50_000, "records linked to them")
	rounds := flag.Int("rounds", 12, "how often each file is written")
	flag.Parse()
	if err := run(*people, *linked, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(people, linked, rounds int) error {
	r, err := year(people, linked)
	if err != nil {
		return err
	}
	fmt.Printf("a year of %d people and %d records, %d numbers, %d cores\n\n| what | p50 | p95 | bytes | bar | |\n|---|---|---|---|---|---|\n", people, linked, cells(r), runtime.GOMAXPROCS(0))
	faces := export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}
	for _, tag := range []string{"nl", "ar"} {
		p, err := i18n.New(tag)
		if err != nil {
			return err
		}
		for _, f := range export.Formats() {
			err := line(string(f)+", "+tag, rounds, bar, func(w io.Writer) error { return f.Write(w, r, p, export.Page{Faces: faces}) })
			if err != nil {
				return err
			}
		}
	}
	return line("for comparison: as many numbers in a workbook without looks or pictures", rounds, 0, func(w io.Writer) error { return bare(w, r) })
}

// year is the overview of the year that holds the most, compared with itself, so that every number has another beside it.
func year(people, linked int) (summary.Report, error) {
	today := record.DateOf(time.Now())
	records := practice.Many(today, 1, people, linked)
	r, err := summary.Make(slices.Values(records), summary.Period{From: today.Add(-364), To: today}, summary.Options{Today: today})
	if err != nil {
		return r, err
	}
	if r, err = r.Public(summary.Protection{Threshold: sdc.Minimum}); err != nil {
		return r, err
	}
	r.Against = summary.Against{Kind: "previous", Period: r.Period}
	for _, s := range r.Sections {
		for i := range s.Tables {
			s.Tables[i].Then = s.Tables[i].Counts.Cells
		}
	}
	return r, nil
}

func cells(r summary.Report) int {
	n := 0
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			n += 2 * len(t.Counts.Cells)
		}
	}
	return n
}

// bare is the work of the library alone.
func bare(w io.Writer, r summary.Report) error {
	f := excelize.NewFile()
	for i := range cells(r) {
		if err := f.SetCellInt("Sheet1", fmt.Sprintf("B%d", i+1), int64(i)); err != nil {
			return err
		}
		if err := f.SetCellStr("Sheet1", fmt.Sprintf("A%d", i+1), "rij"); err != nil {
			return err
		}
	}
	if err := f.Write(w); err != nil {
		return err
	}
	return f.Close()
}

// line writes a file several times and prints how long that took.
func line(what string, rounds int, most time.Duration, write func(io.Writer) error) error {
	var took []time.Duration
	var out bytes.Buffer
	for range rounds {
		out.Reset()
		start := time.Now()
		if err := write(&out); err != nil {
			return err
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	p50, p95 := took[len(took)/2], took[len(took)*95/100]
	limit, verdict := "-", "-"
	if most > 0 {
		limit, verdict = "< "+most.String(), "met"
		if p95 > most {
			verdict = "missed"
		}
	}
	fmt.Printf("| %s | %v | %v | %d | %s | %s |\n", what, p50.Round(time.Millisecond), p95.Round(time.Millisecond), out.Len(), limit, verdict)
	return nil
}
