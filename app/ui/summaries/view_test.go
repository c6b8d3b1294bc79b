package summaries

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// noon is a day in the last month of a quarter.
var noon = time.Date(2026, 9, 24, 12, 0, 0, 0, time.UTC)

// outside is where the page leads to; it hands over as the window does.
type outside struct {
	b       *book.Book
	t       *testing.T
	handed  []File
	failed  error
	wrong   error // what goes wrong while a file is written
	went    []string
	opened  []record.ID
	folders []string
}

func (o *outside) New(record.Kind, record.ID)       {}
func (o *outside) Open(_ record.Kind, id record.ID) { o.opened = append(o.opened, id) }
func (o *outside) Fail(err error)                   { o.failed = err }
func (o *outside) Back()                            { o.went = append(o.went, "back") }
func (o *outside) Go(to string)                     { o.went = append(o.went, to) }
func (o *outside) OverviewFormats() []string        { return []string{"pdf", "csv"} }
func (o *outside) OpenFolder(path string) error     { o.folders = append(o.folders, path); return nil }
func (o *outside) WriteOverview(_ context.Context, f File) {
	f.Begun()
	err := o.wrong
	if err == nil {
		err = o.b.Publish(o.t.Context(), f.Report)
	}
	if err == nil {
		f.Step(0, 2)
		o.handed = append(o.handed, f)
	}
	f.Done("/thuis/"+f.Name+".pdf", err)
}

// opened is the page of a book, in a window.
func opened(t *testing.T, b *book.Book, p *i18n.Printer) (*View, *outside) {
	t.Helper()
	uitest.App(t)
	nav := &outside{b: b, t: t}
	v := New(b, nav, p, task.Inline, &Memory{})
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	return v, nav
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

// tally is the chart of a measure, opened when it was folded.
func tally(t *testing.T, v *View, id string) *listing.Tally {
	t.Helper()
	for _, f := range uitest.All[*fold](v.Content()) {
		if f.of.ID != id {
			continue
		}
		if !f.on {
			f.head.Press()
		}
		return uitest.All[*listing.Tally](f)[0]
	}
	t.Fatalf("no table %s on the page", id)
	return nil
}

func TestAnOverviewIsMadeOnceMoreAsItWas(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	worries(t, b, record.LevelDoubt, 8)
	v, nav := opened(t, b, p)
	if uitest.Says(v.Content(), p.T("summaries.made")) {
		t.Error("an overview that nobody handed over is listed")
	}
	uitest.Press(t, v.Content(), p.T("summaries.save"))
	uitest.Press(t, v.Content(), p.T("summaries.save.do"))
	if !uitest.Says(v.Content(), p.T("summaries.saved")) || !uitest.Says(v.Content(), "/thuis") {
		t.Errorf("nothing says where the file is: %v", uitest.Texts(v.panel))
	}
	uitest.Press(t, v.Content(), p.T("summaries.saved.folder"))
	if len(nav.folders) != 1 {
		t.Error("the folder did not open")
	}
	worries(t, b, record.LevelWorried, 2)
	v.Shown(t.Context())
	if nav.failed != nil || len(nav.handed) != 1 || len(v.state.made) != 1 {
		t.Fatalf("%d handed over, %d listed: %v", len(nav.handed), len(v.state.made), nav.failed)
	}
	if !uitest.Says(v.Content(), p.T("summary.withheld.why")) {
		t.Error("two more worries are told, or nothing says why a table is missing")
	}
	again := nav.handed[0].Report
	uitest.Press(t, v.made, "PDF")
	if len(nav.handed) != 2 || nav.handed[1].Report.Total("concerns.level") != again.Total("concerns.level") || len(b.Rows(record.KindOverview)) != 1 {
		t.Errorf("made once more it is another one: %v", nav.failed)
	}
}

func TestSmallCountsAreLeftOutOrRounded(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	worries(t, b, record.LevelDoubt, 7)
	worries(t, b, record.LevelDanger, 3)
	v, nav := opened(t, b, p)
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
	uitest.Press(t, v.Content(), p.T("summaries.save"))
	for _, chips := range uitest.All[*form.Chips](v.Content()) {
		if chip := chips.Chip(smallRound); chip != nil {
			chip.Press()
		}
	}
	if hidden, odd := levels(); hidden != 0 || odd != 0 || !uitest.Says(v.Content(), p.T("summary.rounded.why", "Base", 5)) {
		t.Errorf("%d hidden, %d not rounded", hidden, odd)
	}
	for _, check := range uitest.All[*form.Check](v.panel) {
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

func TestWhatGoesWrongWithAFileIsSaidBelowTheButton(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	v, nav := opened(t, b, p)
	for _, wrong := range []error{export.ErrBusy, export.ErrFull, export.ErrFolder, export.ErrExists} {
		nav.wrong = wrong
		if !v.state.saving {
			uitest.Press(t, v.Content(), p.T("summaries.save"))
		}
		uitest.Press(t, v.Content(), p.T("summaries.save.do"))
		text, hint := p.Fault(wrong)
		if !uitest.Says(v.panel, text+" "+hint) || uitest.Says(v.panel, p.T("summaries.saved")) {
			t.Errorf("after %v the panel says %v", wrong, uitest.Texts(v.panel))
		}
	}
	if len(nav.handed) != 0 || len(v.state.made) != 0 || nav.failed != nil {
		t.Errorf("%d files, %d listed: %v", len(nav.handed), len(v.state.made), nav.failed)
	}
	if !v.Escape() || v.state.saving || v.Escape() {
		t.Error("Escape does not close the panel, or closes it twice")
	}
}

func TestOfAnEmptyPeriodThereIsNoFile(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	v, nav := opened(t, b, p)
	if !uitest.Says(v.Content(), p.T("summary.empty")) {
		t.Errorf("an empty period says %v", uitest.Texts(v.Content()))
	}
	if slices.Contains(uitest.Labels(v.Content()), p.T("summaries.save")) || len(uitest.All[*fold](v.Content())) > 0 {
		t.Error("an empty period can become a file, or has tables")
	}
	v.openPanel()
	v.write("x", v.state.whole)
	if len(nav.handed) != 0 {
		t.Error("a file of all numbers was made")
	}
}

// types fills in a day and leaves the field.
func types(t *testing.T, field *form.DateField, day string) {
	t.Helper()
	uitest.Retype(t, field, day)
	field.Validate()
}

func TestAPeriodThatEndsBeforeItBeginsIsToldBesideItsDays(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	v, nav := opened(t, b, p)
	for _, chips := range uitest.All[*form.Chips](v.Content()) {
		if chip := chips.Chip(string(spanFree)); chip != nil {
			chip.Press()
		}
	}
	types(t, v.from, "1-9-2026")
	types(t, v.to, "1-8-2026")
	if got := v.wrong.Error(); got != p.Problem(record.Problem{Field: "from", Code: "period.order"}) || nav.failed != nil {
		t.Errorf("it says %q: %v", got, nav.failed)
	}
	types(t, v.to, "31-12-2026")
	if v.wrong.Error() != "" || v.state.whole.Total("concerns.level").Count != 12 {
		t.Errorf("a period that is right says %q and counts %d", v.wrong.Error(), v.state.whole.Total("concerns.level").Count)
	}
}

func TestANumberLeadsToItsRecordsAndBackToTheSamePlace(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	worries(t, b, record.LevelDoubt, 7)
	v, nav := opened(t, b, p)
	chart := tally(t, v, "concerns.level")
	at := slices.IndexFunc(chart.Texts(), func(s string) bool { return s == p.Value("concern.level", string(record.LevelDoubt)) })
	if said := chart.Spoken(at); !strings.Contains(said, "7") || !strings.Contains(said, p.Value("concern.level", string(record.LevelDoubt))) {
		t.Errorf("spoken it says %q", said)
	}
	// With the keyboard: down to the row, and Enter.
	form.Focus(chart)
	for chart.Current() != at {
		before := chart.Current()
		if chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}); chart.Current() == before {
			t.Fatalf("the keyboard stays on row %d", before)
		}
	}
	chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(nav.went) != 1 || nav.went[0] != SubBehind {
		t.Fatalf("Enter on a number goes to %v: %v", nav.went, nav.failed)
	}
	memory := v.state.Memory
	v.Hidden()

	list := NewBehind(b, nav, p, task.Inline, memory)
	uitest.Window(t, list.Content())
	list.Shown(t.Context())
	if len(list.rows) != 7 || !uitest.Says(list.Content(), p.Value("summary.measure", "concerns.level")) {
		t.Fatalf("%d records are listed: %v", len(list.rows), nav.failed)
	}
	list.list.GoTo(3)
	uitest.All[*listing.List](list.Content())[0].Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(nav.opened) != 1 || nav.opened[0] != list.rows[3].ID {
		t.Fatalf("a row opens %v", nav.opened)
	}
	list.Hidden()
	list.Shown(t.Context())
	if list.list.Current() != 3 {
		t.Errorf("back in the list the keyboard is on row %d", list.list.Current())
	}
	list.Hidden()

	back := New(b, nav, p, task.Inline, memory)
	w := uitest.Window(t, back.Content())
	back.Shown(t.Context())
	again, ok := w.Canvas().Focused().(*listing.Tally)
	if !ok || again.Current() != at || again != tally(t, back, "concerns.level") {
		t.Errorf("back on the page the keyboard is on %T, row %v", w.Canvas().Focused(), at)
	}
	memory.Forget()
	list.Shown(t.Context())
	if !uitest.Says(list.Content(), p.T("summaries.behind.empty")) {
		t.Errorf("a number that nobody knows any more lists %v", uitest.Texts(list.Content()))
	}
}

func TestWhatBecomesAFileLeadsNowhere(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	v, nav := opened(t, b, p)
	v.state.own = true
	v.draw()
	uitest.Press(t, v.Content(), p.T("summaries.save"))
	if v.state.shown().Safe != true {
		t.Error("what is shown as the file is the worker's own")
	}
	tally(t, v, "concerns.level").Open(1)
	for _, f := range uitest.All[*listing.Tally](v.Content()) {
		if !f.Disabled() {
			t.Error("a number of the file can have the keyboard")
		}
	}
	if len(nav.went) != 0 || uitest.Says(v.Content(), p.T("summaries.press")) {
		t.Errorf("a number of the file leads to %v", nav.went)
	}
}

// slowBook counts until it is told to stop.
type slowBook struct {
	*book.Book
	stopped error
	press   func()
}

func (s *slowBook) OverviewCounted(ctx context.Context, _ summary.Period, progress book.Progress) (summary.Report, error) {
	progress(120_000, 600_000)
	s.press()
	s.stopped = ctx.Err()
	return summary.Report{}, ctx.Err()
}

func TestALongCountSaysHowFarItIsAndStops(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	uitest.App(t)
	nav := &outside{b: b, t: t}
	src := &slowBook{Book: b}
	v := New(src, nav, p, task.Inline, &Memory{})
	uitest.Window(t, v.Content())
	src.press = func() {
		if !uitest.Says(v.Content(), p.T("summaries.counting.far", "Done", p.Number(120_000), "All", p.Number(600_000))) {
			t.Errorf("it says %v", uitest.Texts(v.Content()))
		}
		if bar := uitest.All[*listing.Progress](v.Content()); len(bar) != 1 || bar[0].Part() != 0.2 {
			t.Error("the bar does not stand at a fifth")
		}
		uitest.Press(t, v.Content(), p.T("summaries.stop"))
	}
	v.Shown(t.Context())
	if !errors.Is(src.stopped, context.Canceled) || nav.failed != nil {
		t.Errorf("a stop leaves the count with %v: %v", src.stopped, nav.failed)
	}
	if !uitest.Says(v.Content(), p.T("summaries.stopped")) || !slices.Contains(uitest.Labels(v.Content()), p.T("summaries.again")) {
		t.Errorf("after a stop it says %v", uitest.Texts(v.Content()))
	}
}

// pastBook is a book that can put a period beside another one.
type pastBook struct {
	*book.Book
	asked []string
}

func (s *pastBook) Besides(context.Context, summary.Period) ([]Beside, error) {
	return []Beside{{"previous", "de periode ervoor"}, {"s1", "startfoto"}}, nil
}

func (s *pastBook) Against(ctx context.Context, period summary.Period, value string, how How) (whole, public summary.Report, err error) {
	s.asked = append(s.asked, value)
	if whole, err = s.Overview(ctx, period); err != nil {
		return whole, public, err
	}
	safe, err := s.Protection(ctx, period, how.Threshold, how.Rounded)
	if err != nil {
		return whole, public, err
	}
	public, err = whole.Public(safe)
	public.Against = summary.Against{Kind: "previous", Period: summary.Period{From: record.Day(2026, 4, 1), To: record.Day(2026, 6, 30)}}
	return whole, public, err
}

func TestWhatItIsPutBesideIsChosen(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	uitest.App(t)
	nav, src := &outside{b: b, t: t}, &pastBook{Book: b}
	v := New(src, nav, p, task.Inline, &Memory{})
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	if len(src.asked) != 0 || !uitest.Says(v.Content(), p.T("summaries.beside")) {
		t.Fatalf("before a choice it is put beside %v", src.asked)
	}
	press := func(value string) {
		for _, chips := range uitest.All[*form.Chips](v.besides) {
			chips.Chip(value).Press()
		}
	}
	press("previous")
	if !slices.Equal(src.asked, []string{"previous"}) || !uitest.Says(v.Content(), "30 juni 2026") {
		t.Errorf("it is put beside %v and says %v", src.asked, uitest.Texts(v.Content()))
	}
	press("")
	if len(src.asked) != 1 || uitest.Says(v.Content(), "30 juni 2026") || nav.failed != nil {
		t.Errorf("beside nothing it says %v: %v", src.asked, nav.failed)
	}
	if v.state.beside != "" {
		t.Error("the choice of nothing is not kept")
	}
}

// slowBehind looks until it is told to stop.
type slowBehind struct {
	*book.Book
	stopped error
	press   func()
}

func (s *slowBehind) Behind(ctx context.Context, _ summary.Period, _ string, _ summary.Label, progress book.Progress) ([]record.Row, error) {
	progress(1, 4)
	s.press()
	s.stopped = ctx.Err()
	return nil, ctx.Err()
}

func TestALongLookBehindANumberStops(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	uitest.App(t)
	nav, src := &outside{b: b, t: t}, &slowBehind{Book: b}
	v := NewBehind(src, nav, p, task.Inline, &Memory{behind: spot{"concerns.level", summary.Label{Enum: rowEnum, Value: rowTotal}}})
	uitest.Window(t, v.Content())
	src.press = func() {
		if !uitest.Says(v.Content(), p.T("summaries.counting.far", "Done", "1", "All", "4")) {
			t.Errorf("it says %v", uitest.Texts(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("summaries.stop"))
	}
	v.Shown(t.Context())
	if !errors.Is(src.stopped, context.Canceled) || nav.failed != nil || !slices.Equal(nav.went, []string{"back"}) {
		t.Errorf("a stop leaves it with %v and goes %v: %v", src.stopped, nav.went, nav.failed)
	}
}
