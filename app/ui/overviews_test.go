package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/listing"
	"schakel/app/ui/summaries"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// chart is the chart on the page in which the first number that leads somewhere stands.
func (u *person) chart() *listing.Tally {
	u.t.Helper()
	for _, one := range uitest.Seen[*listing.Tally](u.shell.win.Canvas().Content()) {
		if !one.Disabled() {
			return one
		}
	}
	u.t.Fatalf("no chart leads anywhere: %v", u.texts())
	return nil
}

func (u *person) held(n int) {
	u.t.Helper()
	today := u.shell.book.Today()
	for range n {
		m := &record.Meeting{Type: record.MeetingTypes()[0], On: today, Heads: 12, Length: 2 * time.Hour}
		if err := u.shell.book.SaveMeeting(u.t.Context(), m); err != nil {
			u.t.Fatal(err)
		}
	}
}

// TestTheWayFromANumberToARecordAndBack goes by the keyboard: a number, the list behind it, a record, and with Escape the whole way back.
func TestTheWayFromANumberToARecordAndBack(t *testing.T) {
	u := atWork(t)
	u.held(3)
	u.press(u.p.T("shell.rail.summaries"))
	u.press(u.p.T("summaries.span.year"))
	chart := u.chart()
	u.shell.win.Canvas().Focus(chart)
	u.key(fyne.KeyEnd)
	row := chart.Current()
	u.key(fyne.KeyReturn)
	if u.shell.trail.here.sub != subBehind {
		t.Fatalf("Enter on a number leads to %+v", u.shell.trail.here)
	}
	u.sees(u.p.T("summaries.behind.teach", "Period", "")[:40])
	u.key(fyne.KeyDown)
	u.key(fyne.KeyReturn)
	if u.shell.trail.here.kind == record.KindNone || u.shell.trail.here.id.Zero() {
		t.Fatalf("Enter on a row leads to %+v", u.shell.trail.here)
	}
	u.shell.escape()
	if u.shell.trail.here.sub != subBehind {
		t.Fatalf("back from the record is %+v", u.shell.trail.here)
	}
	if list := uitest.Seen[*listing.List](u.shell.win.Canvas().Content()); len(list) != 1 || list[0].Current() != 1 {
		t.Error("back in the list the keyboard is on another row")
	}
	u.shell.escape()
	if again := u.chart(); u.shell.trail.here != (place{dest: DestSummaries}) || u.focused() != fyne.Focusable(again) || again.Current() != row {
		t.Errorf("back on the page the keyboard is on %T", u.focused())
	}

	// After a lock nobody knows behind which number somebody looked.
	u.key(fyne.KeyReturn)
	u.ctrl(fyne.KeyL)
	u.unlock()
	u.sees(u.p.T("summaries.behind.empty"))
}

// asked is an overview that a file is made of, and what was heard of it.
type asked struct {
	path  string
	err   error
	done  bool
	steps int
}

func (u *person) file(ctx context.Context, format string) *asked {
	u.t.Helper()
	b, today := u.shell.book, u.shell.book.Today()
	r, err := b.Overview(ctx, summary.Period{From: today.Add(-30), To: today})
	if err != nil {
		u.t.Fatal(err)
	}
	public, err := r.Public(summary.Protection{Threshold: 5})
	if err != nil {
		u.t.Fatal(err)
	}
	got := &asked{}
	stopped, stop := context.WithCancel(context.Background())
	if ctx.Value(stopKey{}) != nil {
		stop()
	}
	u.t.Cleanup(stop)
	u.shell.WriteOverview(stopped, summaries.File{
		Format: format, Name: "overzicht", Language: "nl", Report: public,
		Begun: func() {}, Step: func(int, int) { got.steps++ },
		Done: func(path string, err error) { got.path, got.err, got.done = path, err, true },
	})
	u.key(fyne.KeyReturn) // the name that is filled in
	return got
}

type stopKey struct{}

func TestAnOverviewBecomesAFileWhereItIsAsked(t *testing.T) {
	u := atWork(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	u.held(3)
	for _, one := range []struct{ format, name, begin string }{
		{"pdf", "overzicht.pdf", "%PDF"}, {"csv", "overzicht.csv", "\ufeff"}, {"json", "overzicht.json", "{"},
	} {
		got := u.file(t.Context(), one.format)
		text, err := os.ReadFile(filepath.Join(home, one.name))
		if err != nil || got.err != nil || got.path != filepath.Join(home, one.name) || !strings.HasPrefix(string(text), one.begin) || got.steps != 2 {
			t.Errorf("%s: %+v, %v, begins with %.10q", one.format, got, err, text)
		}
	}
}

func TestAFileThatIsStoppedLeavesNothing(t *testing.T) {
	u := atWork(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	u.held(3)
	got := u.file(context.WithValue(t.Context(), stopKey{}, true), "pdf")
	left, err := os.ReadDir(home)
	if err != nil || len(left) != 0 || !got.done || !errors.Is(got.err, context.Canceled) {
		t.Errorf("%d files are left: %+v, %v", len(left), got, err)
	}
}

// On the day of the yearly overview Vandaag says so, its button leads to the year, and once the overview is out Vandaag is silent.
func TestTheYearlyOverviewIsSaidOnVandaagUntilItIsOut(t *testing.T) {
	u := sitDown(t)
	b, err := book.Create(u.shell.deps.Place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	today := b.Today()
	year := today.Year
	if today.Month < time.July {
		year--
	}
	m := &record.Meeting{Type: record.MeetingCoffee, On: record.Day(year, time.January, 3), Heads: 12, Length: 2 * time.Hour}
	if err := errors.Join(b.SaveMeeting(t.Context(), m), b.SetYearDay(t.Context(), today.String()[5:])); err != nil {
		t.Fatal(err)
	}
	u.shell.Opened(b)
	said := u.p.T("today.yearly", "Year", strconv.Itoa(year))
	u.sees(said, u.p.T("today.yearly.see"))
	u.press(u.p.T("today.yearly.see"))
	if u.shell.trail.here.dest != DestSummaries {
		t.Fatalf("it leads to %+v", u.shell.trail.here)
	}
	u.sees(u.p.T("summary.period", "From", u.p.Date(record.Day(year, time.January, 1)), "To", u.p.Date(record.Day(year, time.December, 31))))
	r, err := b.Overview(t.Context(), summary.Year(record.Day(year, time.January, 1)))
	if err != nil {
		t.Fatal(err)
	}
	public, err := r.Public(summary.Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Publish(t.Context(), public); err != nil {
		t.Fatal(err)
	}
	u.press(u.p.T("shell.rail.today"))
	u.misses(said)
}
