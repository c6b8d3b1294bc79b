package book_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// counting is a book in which concerns are kept and overviews are handed over.
type counting struct {
	t *testing.T
	b *book.Book
	h record.ID
}

func newCounting(t *testing.T) counting {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin Kaya")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	return counting{t: t, b: b, h: h.ID}
}

func (c counting) worries(level record.ConcernLevel, on record.Date, n int) {
	c.t.Helper()
	for range n {
		k := &record.Concern{Head: record.Head{Owner: c.h}, Scope: record.ScopeHousehold, Household: c.h, Level: level, Seen: record.Text("x"), SeenOn: on, State: record.ConcernOpen}
		if err := c.b.SaveConcern(c.t.Context(), k); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c counting) public(period summary.Period, rounded bool) summary.Report {
	c.t.Helper()
	whole, err := c.b.Overview(c.t.Context(), period)
	if err != nil {
		c.t.Fatal(err)
	}
	how, err := c.b.Protection(c.t.Context(), period, sdc.Minimum, rounded)
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := whole.Public(how)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func (c counting) kept() int { return len(c.b.Rows(record.KindOverview)) }

func TestAnOverviewIsKeptWhenItIsHandedOver(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	month := summary.Period{From: today.Add(-30), To: today}
	c.worries(record.LevelWorried, today.Add(-3), 12)
	c.worries(record.LevelDoubt, today.Add(-4), 7)
	r := c.public(month, false)
	if c.kept() != 0 {
		t.Error("a look is kept")
	}
	for range 2 { // as a PDF, then as a table
		if err := c.b.Publish(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if c.kept() != 1 {
		t.Errorf("%d are kept of one overview", c.kept())
	}
	whole, err := c.b.Overview(t.Context(), month)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.b.Publish(t.Context(), whole); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("the worker's own numbers are handed over: %v", err)
	}
	all, err := c.b.Overviews(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	again := summary.Again(all[0], today)
	if got, want := again.Total("concerns.level"), r.Total("concerns.level"); got != want || got.Count != 19 {
		t.Errorf("made again it counts %v, not %v", got, want)
	}
	entries, err := c.b.Log(t.Context(), book.LogAll, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	noted := 0
	for _, e := range entries.Entries {
		if e.Action == "overview" {
			noted++
		}
	}
	if noted != 2 {
		t.Errorf("the log says %d times that it left", noted)
	}
}

func TestALaterOverviewIsReadBesideTheEarlier(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	month := summary.Period{From: today.Add(-30), To: today}
	c.worries(record.LevelWorried, today.Add(-3), 12)
	c.worries(record.LevelDoubt, today.Add(-4), 7)
	stale := c.public(month, false)
	if err := c.b.Publish(t.Context(), stale); err != nil {
		t.Fatal(err)
	}
	c.worries(record.LevelWorried, today.Add(-2), 2)
	fresh := c.public(month, false)
	if table, _ := fresh.Table("concerns.level"); !table.Withheld {
		t.Error("two more worries are told by the same days again")
	}
	if err := c.b.Publish(t.Context(), fresh); err != nil {
		t.Errorf("what is withheld cannot be handed over: %v", err)
	}
	// What was made on the screen before another was handed over is looked at again.
	c.worries(record.LevelWorried, today.Add(-1), 9)
	wide, narrow := summary.Period{From: today.Add(-60), To: today}, summary.Period{From: today.Add(-59), To: today}
	first := c.public(wide, false)
	c.worries(record.LevelWorried, today.Add(-1), 3)
	second := c.public(narrow, false)
	if err := c.b.Publish(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	before := c.kept()
	if err := c.b.Publish(t.Context(), second); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("three more worries are told by an overview that was made earlier: %v", err)
	}
	if c.kept() != before {
		t.Error("what was refused is kept")
	}
}

func TestRoundingIsTheSameForTheSameDays(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	c.worries(record.LevelWorried, today.Add(-3), 8)
	c.worries(record.LevelDanger, today.Add(-3), 2)
	period := summary.Period{From: today.Add(-30), To: today}
	first := c.public(period, true)
	for range 5 {
		if got := c.public(period, true); got.Total("concerns.level") != first.Total("concerns.level") {
			t.Error("another chance for the same days: two of them could be averaged")
		}
	}
	if n := first.Total("concerns.level").Count; n%5 != 0 || n < 10 || n > 10 {
		t.Errorf("ten became %d", n)
	}
	if err := c.b.Publish(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if _, err := c.b.Protection(t.Context(), period, 4, true); !errors.Is(err, sdc.ErrThreshold) {
		t.Errorf("a threshold of 4: %v", err)
	}
	whole, err := c.b.Overview(t.Context(), period)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := whole.Public(summary.Protection{Threshold: 4}); !errors.Is(err, sdc.ErrThreshold) {
		t.Errorf("a threshold of 4: %v", err)
	}
}

func TestOverviewsGoWithTheBook(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	c.worries(record.LevelWorried, today.Add(-3), 12)
	if err := c.b.Publish(t.Context(), c.public(summary.Period{From: today.Add(-30), To: today}, false)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := c.b.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	other := newCounting(t)
	if _, err := other.b.Import(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if other.kept() != 1 {
		t.Error("the overview did not come along: a next one would not know of it")
	}
	if err := c.b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.b.Protection(t.Context(), summary.Period{From: today, To: today}, 5, true); !errors.Is(err, store.ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
}

func TestAnOverviewIsCountedAgainAfterEveryChange(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	period := summary.Period{From: today.Add(-30), To: today}
	total := func(period summary.Period) int {
		r, err := c.b.Overview(t.Context(), period)
		if err != nil {
			t.Fatal(err)
		}
		return r.Total("concerns.level").Count
	}
	for want := range 4 {
		for range 2 { // the second time it is known
			if got := total(period); got != want {
				t.Fatalf("counted %d of %d", got, want)
			}
		}
		if got := total(summary.Period{From: today.Add(-2), To: today}); got != 0 {
			t.Fatalf("another period has %d", got)
		}
		c.worries(record.LevelWorried, today.Add(-3), 1)
	}
	if err := c.b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.b.Overview(t.Context(), period); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a closed book still has numbers: %v", err)
	}
}

// TestNoClockMakesAnOverviewForgotten hands overviews over while the clock is set back by years: the order in which they left stays.
func TestNoClockMakesAnOverviewForgotten(t *testing.T) {
	clock := time.Now()
	b := newBookAt(t, func() time.Time { return clock })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin Kaya")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	c := counting{t: t, b: b, h: h.ID}
	today := b.Today()
	month := summary.Period{From: today.Add(-1000), To: today.Add(-970)}
	c.worries(record.LevelWorried, today.Add(-980), 12)
	c.worries(record.LevelDoubt, today.Add(-981), 7)
	if err := b.Publish(t.Context(), c.public(month, false)); err != nil {
		t.Fatal(err)
	}
	clock = clock.AddDate(-2, 0, 0)
	c.worries(record.LevelWorried, today.Add(-979), 2)
	fresh := c.public(month, false)
	if table, _ := fresh.Table("concerns.level"); !table.Withheld {
		t.Error("with the clock set back two more worries are told")
	}
	if err := b.Publish(t.Context(), fresh); err != nil {
		t.Fatal(err)
	}
	all, err := b.Overviews(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	if all[0].Order != 2 || all[1].Order != 1 || !all[0].Made.Before(all[1].Made) {
		t.Errorf("the newest is number %d of %v, before it number %d of %v", all[0].Order, all[0].Made, all[1].Order, all[1].Made)
	}
}

// TestErasingAFamilyForgetsNoOverview erases the family whose worries were counted.
func TestErasingAFamilyForgetsNoOverview(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	month := summary.Period{From: today.Add(-30), To: today}
	c.worries(record.LevelWorried, today.Add(-3), 12)
	if err := c.b.Publish(t.Context(), c.public(month, false)); err != nil {
		t.Fatal(err)
	}
	other := &record.Household{Name: record.Text("gezin Demir")}
	if err := c.b.SaveFamily(t.Context(), other, nil); err != nil {
		t.Fatal(err)
	}
	first := c.h
	c.h = other.ID
	c.worries(record.LevelWorried, today.Add(-3), 9)
	if _, err := c.b.Erase(t.Context(), record.KindHousehold, first, book.EraseOptions{}); err != nil {
		t.Fatal(err)
	}
	if c.kept() != 1 {
		t.Fatalf("%d overviews are kept", c.kept())
	}
	if table, _ := c.public(month, false).Table("concerns.level"); !table.Withheld {
		t.Error("9 beside 12 tells that at least three worries went with a family")
	}
}

// TestNoDoorTakesAThresholdBelowFive tries every way in which an overview leaves the book.
func TestNoDoorTakesAThresholdBelowFive(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	month := summary.Period{From: today.Add(-30), To: today}
	c.worries(record.LevelWorried, today.Add(-3), 3)
	whole, err := c.b.Overview(t.Context(), month)
	if err != nil {
		t.Fatal(err)
	}
	for _, threshold := range []int{-1, 0, 1, 4} {
		if _, err := c.b.Protection(t.Context(), month, threshold, false); !errors.Is(err, sdc.ErrThreshold) {
			t.Errorf("the book protects with %d: %v", threshold, err)
		}
		if _, err := whole.Public(summary.Protection{Threshold: threshold}); !errors.Is(err, sdc.ErrThreshold) {
			t.Errorf("a report is made public with %d: %v", threshold, err)
		}
		forged := whole
		forged.Safe, forged.Threshold = true, threshold
		if err := c.b.Publish(t.Context(), forged); err == nil {
			t.Errorf("the book hands over with %d", threshold)
		}
	}
	forged := whole
	forged.Safe, forged.Threshold = true, sdc.Minimum
	if err := c.b.Publish(t.Context(), forged); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("whole numbers that say they are safe are handed over: %v", err)
	}
	if c.kept() != 0 {
		t.Error("what was refused is kept")
	}
}
