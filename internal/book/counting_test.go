package book_test

import (
	"context"
	"errors"
	"testing"

	"schakel/internal/record"
	"schakel/internal/summary"
)

// yearOf is the whole of a year.
func yearOf(year int) summary.Period {
	return summary.Period{From: record.Day(year, 1, 1), To: record.Day(year, 12, 31)}
}

func TestACountSaysHowFarItIsAndEndsWhenItIsStopped(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	c.worries(record.LevelWorried, today.Add(-3), 30)
	last, all, calls := 0, 0, 0
	if _, err := c.b.OverviewCounted(t.Context(), yearOf(today.Year), func(done, of int) {
		if done <= last || done > of {
			t.Errorf("%d of %d after %d", done, of, last)
		}
		last, all, calls = done, of, calls+1
	}); err != nil {
		t.Fatal(err)
	}
	if calls == 0 || last != all || all < 30 {
		t.Errorf("it said %d times how far it is, at last %d of %d", calls, last, all)
	}

	// Another period, so that nothing that was kept answers. It is stopped in the middle.
	ctx, stop := context.WithCancel(t.Context())
	seen := 0
	_, err := c.b.OverviewCounted(ctx, yearOf(today.Year-1), func(int, int) {
		if seen++; seen == 5 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || seen > 5 {
		t.Errorf("a stopped count went on to %d: %v", seen, err)
	}
	if r, err := c.b.Overview(t.Context(), yearOf(today.Year)); err != nil || r.Total("concerns.level").Count != 30 {
		t.Errorf("after a stopped count: %d: %v", r.Total("concerns.level").Count, err)
	}
}

func TestBehindANumberStandTheRecordsThatItCounts(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	c.worries(record.LevelWorried, today.Add(-3), 4)
	c.worries(record.LevelDoubt, today.Add(-9), 2)
	c.worries(record.LevelWorried, today.Add(-5), 1)
	c.worries(record.LevelWorried, today.Add(-800), 3)
	label := func(level record.ConcernLevel) summary.Label {
		return summary.Label{Enum: "concern.level", Value: string(level)}
	}
	period := summary.Period{From: today.Add(-30), To: today}
	report, err := c.b.Overview(t.Context(), period)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		row  summary.Label
		want int
	}{
		{label(record.LevelWorried), 5}, {label(record.LevelDoubt), 2}, {label(record.LevelDanger), 0},
		{summary.Label{Enum: "summary.row", Value: "total"}, report.Total("concerns.level").Count},
	} {
		rows, err := c.b.Behind(t.Context(), period, "concerns.level", one.row, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != one.want {
			t.Errorf("behind %v stand %d records, want %d", one.row, len(rows), one.want)
		}
		for i, r := range rows {
			if r.Kind != record.KindConcern || i > 0 && r.On.Before(rows[i-1].On) {
				t.Errorf("row %d is %v of %v, after %v", i, r.Kind, r.On, rows[max(0, i-1)].On)
			}
		}
	}
}

func TestWhatIsBehindANumberIsStopped(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	c.worries(record.LevelWorried, today.Add(-3), 20)
	ctx, stop := context.WithCancel(t.Context())
	rows, err := c.b.Behind(ctx, yearOf(today.Year), "concerns.level", summary.Label{Enum: "summary.row", Value: "total"}, func(int, int) { stop() })
	if !errors.Is(err, context.Canceled) || len(rows) > 0 {
		t.Errorf("%d rows of a look that was stopped: %v", len(rows), err)
	}
	if _, err := c.b.Behind(t.Context(), summary.Period{From: today, To: today.Add(-1)}, "concerns.level", summary.Label{}, nil); err == nil {
		t.Error("a period that ends before it begins was looked through")
	}
}
