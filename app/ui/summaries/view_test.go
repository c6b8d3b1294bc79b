package summaries

import (
	"strings"
	"testing"
	"time"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// noon is a day in the last month of a quarter.
var noon = time.Date(2026, 9, 24, 12, 0, 0, 0, time.UTC)

// outside is where the page leads to; it hands over as the window does.
type outside struct {
	b      *book.Book
	t      *testing.T
	handed []summary.Report
	failed error
}

func (o *outside) New(record.Kind, record.ID) {}
func (o *outside) Fail(err error)             { o.failed = err }
func (o *outside) Go(string)                  {}
func (o *outside) WriteOverview(_, _, _ string, r summary.Report) {
	if o.failed = o.b.Publish(o.t.Context(), r); o.failed == nil {
		o.handed = append(o.handed, r)
	}
}

func worries(t *testing.T, b *book.Book, level record.ConcernLevel, n int) {
	t.Helper()
	h := &record.Household{Name: record.Text("gezin Kaya")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	for range n {
		k := &record.Concern{Head: record.Head{Owner: h.ID}, Scope: record.ScopeHousehold, Household: h.ID, Level: level, Seen: record.Text("x"), SeenOn: b.Today().Add(-3), State: record.ConcernOpen}
		if err := b.SaveConcern(t.Context(), k); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnOverviewIsMadeOnceMoreAsItWas(t *testing.T) {
	b := uitest.Book(t, noon)
	worries(t, b, record.LevelWorried, 12)
	worries(t, b, record.LevelDoubt, 8)
	uitest.App(t)
	nav, p := &outside{b: b, t: t}, uitest.Dutch(t)
	v := New(b, nav, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	if uitest.Says(v.Content(), p.T("summaries.made")) {
		t.Error("an overview that nobody handed over is listed")
	}
	uitest.Press(t, v.Content(), "PDF")
	worries(t, b, record.LevelWorried, 2)
	v.Shown(t.Context())
	if nav.failed != nil || len(nav.handed) != 1 || len(v.state.made) != 1 {
		t.Fatalf("%d handed over, %d listed: %v", len(nav.handed), len(v.state.made), nav.failed)
	}
	if !uitest.Says(v.Content(), p.T("summary.withheld.why")) {
		t.Error("two more worries are told, or nothing says why a table is missing")
	}
	again := nav.handed[0]
	var buttons []*form.Button
	for _, one := range uitest.All[*form.Button](v.made) {
		if one.Text() == "PDF" {
			buttons = append(buttons, one)
		}
	}
	if len(buttons) != 1 {
		t.Fatalf("%d ways to make it once more", len(buttons))
	}
	buttons[0].Press()
	if len(nav.handed) != 2 || nav.handed[1].Total("concerns.level") != again.Total("concerns.level") || len(b.Rows(record.KindOverview)) != 1 {
		t.Errorf("made once more it is another one: %v", nav.failed)
	}
}

func TestSmallCountsAreLeftOutOrRounded(t *testing.T) {
	b := uitest.Book(t, noon)
	worries(t, b, record.LevelWorried, 12)
	worries(t, b, record.LevelDoubt, 7)
	worries(t, b, record.LevelDanger, 3)
	uitest.App(t)
	nav, p := &outside{b: b, t: t}, uitest.Dutch(t)
	v := New(b, nav, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	levels := func() (hidden, odd int) {
		table, _ := v.state.public.Table("concerns.level")
		for _, row := range table.Counts.Cells {
			if row[0].Hidden {
				hidden++
			}
			if row[0].Count%5 != 0 {
				odd++
			}
		}
		return hidden, odd
	}
	if hidden, _ := levels(); hidden != 2 || !uitest.Says(v.Content(), p.T("summary.hidden.why", "Threshold", 5)) {
		t.Errorf("%d hidden, and said: %v", hidden, uitest.Texts(v.Content()))
	}
	for _, chips := range uitest.All[*form.Chips](v.Content()) {
		if chip := chips.Chip(smallRound); chip != nil {
			chip.Press()
		}
	}
	if hidden, odd := levels(); hidden != 0 || odd != 0 || !uitest.Says(v.Content(), p.T("summary.rounded.why", "Base", 5)) {
		t.Errorf("%d hidden, %d not rounded", hidden, odd)
	}
	for _, check := range uitest.All[*form.Check](v.Content()) {
		if strings.Contains(strings.Join(uitest.Texts(check), " "), p.T("summaries.outside")) {
			check.Press()
		}
	}
	if v.state.public.Threshold != 10 || !uitest.Says(v.Content(), p.T("summary.rounded.why", "Base", 10)) {
		t.Errorf("for people outside %d is small", v.state.public.Threshold)
	}
	if nav.failed != nil {
		t.Error(nav.failed)
	}
}
