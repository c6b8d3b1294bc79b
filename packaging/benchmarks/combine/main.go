// Program combine measures what it takes a coordinator to look at 200 contributions, to take them in, and to add them up into a joint overview.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/parcel"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/sdc"
	"schakel/internal/seal"
	"schakel/internal/summary"
	"schakel/packaging/benchmarks/bench"
)

const (
	workers = 200
	rounds  = 10
	bar     = 2 * time.Second // for reading them all and adding them up
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// coordinator is somebody who gathers, with a programme and what came in for each round.
type coordinator struct {
	book   *book.Book
	period summary.Period
	each   []gathering
}

type gathering struct {
	programme record.ID
	files     []book.ContributionFile
}

func run(ctx context.Context) error {
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
	c := &coordinator{book: b, period: summary.Period{From: b.Today().Add(-364), To: b.Today()}}
	if err := c.fill(ctx); err != nil {
		return err
	}
	bench.Head(fmt.Sprintf("%d contributions of %d bytes", workers, len(c.each[0].files[0].Data)))
	return c.measure(ctx)
}

func (c *coordinator) measure(ctx context.Context) error {
	err := bench.Line("looking at them, before anything is taken", rounds, bar, func(i int) error {
		_, err := c.book.LookContributions(ctx, c.each[i].programme, c.period, c.each[i].files)
		return err
	})
	if err != nil {
		return err
	}
	err = bench.Line("taking them in", rounds, bar, func(i int) error {
		all, err := c.book.TakeContributions(ctx, c.each[i].programme, c.period, c.each[i].files, nil)
		for _, a := range all {
			if a.State != book.BroughtNew {
				return fmt.Errorf("%s: %w", a.State, a.Err)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	joint := func(i int) error {
		r, err := c.book.JointOverview(ctx, c.each[i].programme, c.period, sdc.Minimum, false)
		if err == nil && r.Joint.Workers != workers {
			return fmt.Errorf("%d workers were added up", r.Joint.Workers)
		}
		return err
	}
	if err := bench.Line("the joint overview of all, made safe, and each marked as counted", rounds, bar, joint); err != nil {
		return err
	}
	return bench.Line("the same once more", rounds, bar, joint)
}

// fill makes a year of work, and a programme for each round with what as many workers counted.
func (c *coordinator) fill(ctx context.Context) error {
	if _, err := c.book.GiveRecovery(ctx); err != nil {
		return err
	}
	lines, write := io.Pipe()
	go func() {
		for _, r := range practice.Many(c.book.Today(), 1, 400, 2000) {
			text, err := codec.Line(r)
			if err != nil {
				_ = write.CloseWithError(err)
				return
			}
			_, _ = write.Write(append(text, '\n'))
		}
		_ = write.Close()
	}()
	if _, err := c.book.Import(ctx, lines); err != nil {
		return err
	}
	for i := range rounds {
		p := &record.Programme{
			Name: record.Text(fmt.Sprint("Samen oplopen ", i+1)), Partners: []record.Private{record.Text("CJG Zuid")},
			Years: []record.ProgrammeYear{{Year: c.period.From.Year}, {Year: c.period.To.Year}},
		}
		if err := c.book.PutProgramme(ctx, p); err != nil {
			return err
		}
		g := gathering{programme: p.ID}
		shown, err := c.book.PrepareContribution(ctx, p.ID, c.period)
		if err != nil {
			return err
		}
		for n := range workers {
			if err := g.hand(shown, n); err != nil {
				return err
			}
		}
		c.each = append(c.each, g)
	}
	return nil
}

// hand seals what was counted as another worker would.
func (g *gathering) hand(shown book.Prepared, n int) error {
	content, err := shown.Content.Bytes()
	if err != nil {
		return err
	}
	key, err := seal.NewKey(rand.Reader)
	if err != nil {
		return err
	}
	keys, err := parcel.NewKeys(key)
	if err != nil {
		return err
	}
	head := parcel.Head{Sort: parcel.Contribution, Made: shown.Content.Made, From: keys.Card(record.Text(fmt.Sprint("Worker ", n+1)), record.Private{})}
	if _, err := rand.Read(head.ID[:]); err != nil {
		return err
	}
	file, err := keys.Seal(head, shown.To, content)
	g.files = append(g.files, book.ContributionFile{Name: fmt.Sprint(n), Data: file})
	return err
}
