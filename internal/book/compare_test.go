package book_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// quarters are two whole months one after another that lie before today.
func twoMonths(b *book.Book) (now, before summary.Period) {
	now = summary.Month(summary.Month(b.Today()).From.Add(-1))
	return now, now.Before()
}

func TestAnOverviewStandsBesideThePeriodBefore(t *testing.T) {
	c := newCounting(t)
	now, before := twoMonths(c.b)
	c.worries(record.LevelWorried, before.From, 2)
	c.worries(record.LevelDoubt, before.From, 9)
	c.worries(record.LevelWorried, now.From, 14)
	for range 2 {
		r, err := c.b.OverviewBeside(t.Context(), now, book.Beside{Previous: true})
		if err != nil {
			t.Fatal(err)
		}
		table, _ := r.Table("concerns.level")
		if r.Against.Period != before || r.Safe || table.Counts.Cells[0][0].Count != 14 || table.Then[0][0].Count != 11 {
			t.Fatalf("%v: %v, then %v", r.Against, table.Counts.Cells[0], table.Then[0])
		}
	}
	c.worries(record.LevelWorried, before.From, 1) // a change is seen in what it is compared with too
	r, err := c.b.OverviewBeside(t.Context(), now, book.Beside{Previous: true})
	if table, _ := r.Table("concerns.level"); err != nil || table.Then[0][0].Count != 12 {
		t.Error("an old count was shown", err)
	}
	if plain, err := c.b.OverviewBeside(t.Context(), now, book.Beside{}); err != nil || plain.Against != (summary.Against{}) {
		t.Error("nothing was asked to be compared", err)
	}
}

// What is beside an overview is published with it: it is kept like one, and counts when the next is made.
func TestAPairIsKeptAsTwo(t *testing.T) {
	c := newCounting(t)
	now, before := twoMonths(c.b)
	c.worries(record.LevelWorried, before.From, 11)
	c.worries(record.LevelWorried, now.From, 14)
	pair, err := c.b.PublicBeside(t.Context(), now, book.Beside{Previous: true}, sdc.Minimum, false)
	if err != nil || !pair.Safe {
		t.Fatal(err)
	}
	for range 2 {
		if err := c.b.Publish(t.Context(), pair); err != nil {
			t.Fatal(err)
		}
	}
	all, err := c.b.Overviews(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatalf("%d are kept: %v", len(all), err)
	}
	// Three worries more in the month before: beside what the pair told, a new overview of that month would tell of three families.
	c.worries(record.LevelWorried, before.From, 3)
	alone := c.public(before, false)
	if table, _ := alone.Table("concerns.level"); !table.Withheld {
		t.Error("the month before was told by the pair, and is told again with three more")
	}
}

// An overview of two months is out. The second month beside the first would give each away by the other: what may not be told of the one may
// not be told as "then" either.
func TestAPairDoesNotTellWhatItsHalvesMayNot(t *testing.T) {
	c := newCounting(t)
	now, before := twoMonths(c.b)
	c.worries(record.LevelWorried, before.From, 3)
	c.worries(record.LevelDoubt, before.From, 20)
	c.worries(record.LevelDanger, before.From, 20)
	c.worries(record.LevelWorried, now.From, 9)
	c.worries(record.LevelDoubt, now.From, 20)
	c.worries(record.LevelDanger, now.From, 20)
	both := summary.Period{From: before.From, To: now.To}
	if err := c.b.Publish(t.Context(), c.public(both, false)); err != nil {
		t.Fatal(err)
	}
	pair, err := c.b.PublicBeside(t.Context(), now, book.Beside{Previous: true}, sdc.Minimum, false)
	if err != nil {
		t.Fatal(err)
	}
	table, _ := pair.Table("concerns.level")
	if !table.Withheld {
		for i, l := range table.Rows { // worried: 12 of both less 9 of now would be the 3 of then
			if l.Value == "worried" && !table.Counts.Cells[i][0].Hidden {
				t.Errorf("told: %v", table.Counts.Cells)
			}
		}
	}
	if err := c.b.Publish(t.Context(), pair); err != nil {
		t.Fatal(err)
	}
	// A stale pair, made before something else was handed over, is refused whole: neither half is kept.
	stale, err := c.b.PublicBeside(t.Context(), before, book.Beside{Previous: true}, sdc.Minimum, false)
	if err != nil {
		t.Fatal(err)
	}
	kept := c.kept()
	c.worries(record.LevelDoubt, before.From, 2)
	wide := summary.Period{From: before.From.Add(-3), To: before.To}
	if err := c.b.Publish(t.Context(), c.public(wide, false)); err != nil {
		t.Fatal(err)
	}
	if err := c.b.Publish(t.Context(), stale); err != nil && !errors.Is(err, sdc.ErrExposed) {
		t.Fatal(err)
	} else if err != nil && c.kept() != kept+1 {
		t.Errorf("%d were kept of a pair that was refused", c.kept()-kept-1)
	}
}

func TestAStartfotoIsKeptNamedAndCompared(t *testing.T) {
	c := newCounting(t)
	now, _ := twoMonths(c.b)
	c.worries(record.LevelWorried, now.From, 3)
	if _, err := c.b.TakeSnapshot(t.Context(), now, record.Private{}); err == nil {
		t.Error("without a name")
	}
	s, err := c.b.TakeSnapshot(t.Context(), now, record.Text("begin"))
	if err != nil {
		t.Fatal(err)
	}
	c.worries(record.LevelWorried, now.From, 20)
	if err := c.b.RenameSnapshot(t.Context(), s.ID, record.Text("voor de zomer")); err != nil {
		t.Fatal(err)
	}
	if err := c.b.RenameSnapshot(t.Context(), s.ID, record.Private{}); err == nil {
		t.Error("the name can be taken away")
	}
	all, err := c.b.Snapshots(t.Context())
	if err != nil || len(all) != 1 || all[0].Name.Reveal() != "voor de zomer" || all[0].On != c.b.Today() {
		t.Fatal(all, err)
	}
	r, err := c.b.OverviewBeside(t.Context(), now, book.Beside{Snapshot: s.ID})
	table, _ := r.Table("concerns.level")
	if err != nil || r.Against.Kind != summary.AgainstSnapshot || table.Then[0][0].Count != 3 || table.Counts.Cells[0][0].Count != 23 {
		t.Errorf("%v %v %v", r.Against, table.Then, err)
	}
	if c.kept() != 0 {
		t.Error("a Startfoto is no overview that was handed over")
	}
	public, err := c.b.PublicBeside(t.Context(), now, book.Beside{Snapshot: s.ID}, sdc.Minimum, false)
	if err != nil {
		t.Fatal(err)
	}
	if table, _ := public.Table("concerns.level"); !table.Then[0][0].Hidden && table.Then[0][0].Count > 0 {
		t.Errorf("three worries of the Startfoto are told: %v", table.Then)
	}
	if err := c.b.DropSnapshot(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := c.b.OverviewBeside(t.Context(), now, book.Beside{Snapshot: s.ID}); err == nil {
		t.Error("compared with what was thrown away")
	}
}

func TestTargetsStandWithTheirPeriod(t *testing.T) {
	c := newCounting(t)
	now, before := twoMonths(c.b)
	save := func(measure record.Goal, p summary.Period, n int) error {
		return c.b.SaveTarget(t.Context(), &record.Target{Measure: measure, From: p.From, To: p.To, Count: n})
	}
	var wrong record.Problems
	if err := save("referrals.state", now, 9); !errors.As(err, &wrong) || wrong[0].Code != "target.referrals" {
		t.Errorf("a target of referrals: %v", err)
	}
	for _, n := range []int{40, 50} { // the second takes the place of the first
		if err := save(record.GoalMeetings, now, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := save(record.GoalVisits, before, 7); err != nil {
		t.Fatal(err)
	}
	all, err := c.b.Targets(t.Context())
	if err != nil || len(all) != 2 || all[0].From != now.From || all[0].Count != 50 {
		t.Fatal(all, err)
	}
	target := func() int {
		r, err := c.b.Overview(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		table, _ := r.Table("meetings.type")
		return table.Target
	}
	if got := target(); got != 50 {
		t.Errorf("target %d", got)
	}
	if err := c.b.DropTarget(t.Context(), all[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := target(); got != 0 {
		t.Errorf("no target is fine too: %d", got)
	}
}

func TestComparedThingsGoOutAndIn(t *testing.T) {
	c := newCounting(t)
	now, _ := twoMonths(c.b)
	if _, err := c.b.TakeSnapshot(t.Context(), now, record.Text("begin")); err != nil {
		t.Fatal(err)
	}
	if err := c.b.SaveTarget(t.Context(), &record.Target{Measure: record.GoalHours, From: now.From, To: now.To, Count: 12}); err != nil {
		t.Fatal(err)
	}
	if err := c.b.SaveStory(t.Context(), &record.Story{Text: record.Text("Het ging beter."), Changed: true, AgreedOn: c.b.Today()}); err != nil {
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
	for _, kind := range []record.Kind{record.KindTarget, record.KindSnapshot, record.KindStory} {
		if len(other.b.Rows(kind)) != 1 {
			t.Errorf("no %s came in", kind)
		}
	}
	// A yes that came through a file counts only after the worker looked at it.
	all, err := other.b.Stories(t.Context())
	if err != nil || all[0].Bar != book.StoryOpen {
		t.Fatalf("%v %v", all, err)
	}
	if err := other.b.SaveStory(t.Context(), all[0].Story); err != nil {
		t.Fatal(err)
	}
	if all, err = other.b.Stories(t.Context()); err != nil || all[0].Bar != "" {
		t.Errorf("%v %v", all, err)
	}
}

func TestTheYearIsSaidOnce(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	set := func(day record.Date) {
		t.Helper()
		if err := c.b.SetYearDay(t.Context(), day.String()[5:]); err != nil {
			t.Fatal(err)
		}
	}
	set(today)
	if _, ok := sentence(t, c.b, book.SentenceYear); ok {
		t.Error("nothing was noted in that year")
	}
	year := today.Year
	if today.Month < time.July {
		year--
	}
	c.worries(record.LevelWorried, record.Day(year, 3, 3), 9)
	s, ok := sentence(t, c.b, book.SentenceYear)
	if !ok || s.On != record.Day(year, 1, 1) {
		t.Fatalf("%+v", s)
	}
	set(today.Add(1))
	if _, ok := sentence(t, c.b, book.SentenceYear); ok && today.Add(1).Year == today.Year {
		t.Error("a day before the worker's own day")
	}
	set(today.Add(-book.YearAsked - 1))
	if _, ok := sentence(t, c.b, book.SentenceYear); ok {
		t.Error("it goes on too long")
	}
	set(today.Add(-book.YearAsked))
	if _, ok := sentence(t, c.b, book.SentenceYear); !ok {
		t.Error("it ends too early")
	}
	set(today)
	if err := c.b.NotNow(t.Context(), s.Key, today.Add(book.YearAsked+1)); err != nil {
		t.Fatal(err)
	}
	if _, ok := sentence(t, c.b, book.SentenceYear); ok {
		t.Error("it was skipped")
	}
	if err := c.b.SetYearDay(t.Context(), record.YearNever); err != nil {
		t.Fatal(err)
	}
	if err := c.b.SetYearDay(t.Context(), "99-99"); err == nil {
		t.Error("no day of the year")
	}
}

func TestTheYearIsSilentWhenItsOverviewIsOut(t *testing.T) {
	c := newCounting(t)
	today := c.b.Today()
	year := today.Year
	if today.Month < time.July {
		year--
	}
	c.worries(record.LevelWorried, record.Day(year, 1, 3), 9)
	if err := c.b.SetYearDay(t.Context(), today.String()[5:]); err != nil {
		t.Fatal(err)
	}
	if _, ok := sentence(t, c.b, book.SentenceYear); !ok {
		t.Fatal("not said")
	}
	if err := c.b.Publish(t.Context(), c.public(summary.Year(record.Day(year, 1, 1)), false)); err != nil {
		t.Fatal(err)
	}
	if _, ok := sentence(t, c.b, book.SentenceYear); ok {
		t.Error("it was made already")
	}
}
