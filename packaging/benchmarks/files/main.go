// Program files measures how long it takes to write a year's overview in each format, beside a bare workbook of the same size.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
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
	"schakel/packaging/benchmarks/bench"
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
	bench.Head(fmt.Sprintf("a year of %d people and %d records, %d numbers", people, linked, cells(r)))
	faces := export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}
	var out bytes.Buffer
	for _, tag := range []string{"nl", "ar"} {
		p, err := i18n.New(tag)
		if err != nil {
			return err
		}
		for _, f := range export.Formats() {
			err := bench.Line(string(f)+", "+tag, rounds, bar, func(int) error {
				out.Reset()
				return f.Write(&out, r, p, export.Page{Faces: faces})
			})
			if err != nil {
				return err
			}
		}
	}
	return bench.Line("as many numbers in a workbook without looks or pictures", rounds, 0, func(int) error {
		out.Reset()
		return bare(&out, r)
	})
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
