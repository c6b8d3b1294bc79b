package meetings

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/almanac"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func TestAPlanShowsWhatItLeavesOut(t *testing.T) {
	p := uitest.Dutch(t)
	s := plan{every: record.EveryTwoWeeks, times: 4, region: almanac.Middle}
	first := record.Day(2026, 12, 8)
	days := s.days(p, first)
	if len(days) != 4 || days[1].holiday != "kerstvakantie" || !days[1].take {
		t.Fatalf("a holiday is shown, and left out only by choice: %+v", days)
	}
	s.skipSchool = true
	if got := s.chosen(p, first); len(got) != 3 || slices.Contains(got, days[1].on) {
		t.Errorf("%v", got)
	}
	if all := s.days(p, first); len(all) != 4 || all[1].take {
		t.Error("what is left out stays in the list")
	}
	s.turn(days[1].on)
	s.turn(days[0].on)
	if got := s.chosen(p, first); len(got) != 3 || got[0] != days[1].on {
		t.Errorf("a day can be chosen otherwise: %v", got)
	}
	m := &record.Meeting{Planned: true, On: first}
	s.untilDay = true
	if s.wrong(p, m) == "" {
		t.Error("until which day?")
	}
	s.until = first.Add(-1)
	if got := s.wrong(p, m); got != "Het einde ligt voor het begin. Kijk de dagen na." {
		t.Errorf("%q", got)
	}
	if got := unknown(p, first, record.Day(2027, 10, 1)); !strings.Contains(got, "2027-2028") || !strings.Contains(got, "22 november 2026") {
		t.Errorf("%q", got)
	}
}

func TestWhatFallsOnADay(t *testing.T) {
	p := uitest.Dutch(t)
	for on, want := range map[record.Date]string{
		record.Day(2026, 3, 20): "Suikerfeest (ongeveer)", record.Day(2026, 12, 5): "Sinterklaas", record.Day(2026, 11, 23): "",
	} {
		if got := feastWords(p, on); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q", on, got)
		}
	}
	if got := holidayWords(p, almanac.AllRegions, record.Day(2027, 2, 15)); got != "voorjaarsvakantie (regio zuid)" {
		t.Errorf("%q", got)
	}
}

func TestThePlanMarkIsNoRecord(t *testing.T) {
	for _, on := range []record.Date{{}, record.Day(2026, 12, 24), record.Day(2031, 1, 1)} {
		if got, ok := plannedFor(planFor(on)); !ok || got != on {
			t.Errorf("%s becomes %s %v", on, got, ok)
		}
	}
	id, err := record.NewID(nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := plannedFor(id); ok {
		t.Error("a record is no plan")
	}
}

// begun shows a new entry that is opened with about.
func begun(t *testing.T, b *book.Book, nav *shell, about record.ID) *Entry {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, about)
	w := test.NewTempWindow(t, container.NewStack(e.Content()))
	w.Resize(fyne.NewSize(1064, 760))
	e.Shown(t.Context())
	return e
}

func TestASeriesIsPlannedOnTheScreen(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	e := begun(t, b, nav, planFor(record.Day(2026, 12, 8)))
	if !e.state.m.Planned || e.state.m.On != record.Day(2026, 12, 8) || e.heads != nil {
		t.Fatalf("%+v", e.state.m)
	}
	e.state.plan.every, e.state.plan.skipSchool = record.EveryTwoWeeks, true
	e.drawDays()
	e.done()
	rows := b.Rows(record.KindMeeting)
	if nav.failed != nil || len(rows) != 4 || nav.said[0] != "4 bijeenkomsten staan erin, vanaf B-0001." { // six, without Christmas and the spring holiday of the south
		t.Fatalf("%d %v %v", len(rows), nav.failed, nav.said)
	}
	first := rows[slices.IndexFunc(rows, func(r record.Row) bool { return r.Number == 1 })]
	second := open(t, b, nav, first.ID)
	if second.state.following != 3 {
		t.Fatalf("%d follow", second.state.following)
	}
	second.state.all = true
	uitest.Type(t, second.Fields["place"], "De Brug")
	second.done()
	for _, r := range b.Rows(record.KindMeeting) {
		if m, err := b.Meeting(t.Context(), r.ID); err != nil || m.Place.Reveal() != "De Brug" {
			t.Errorf("%d: %v", r.Number, err)
		}
	}
	third := open(t, b, nav, first.ID)
	third.askStop()
	third.stop()
	if n := len(b.Rows(record.KindMeeting)); n != 1 {
		t.Errorf("%d left after the series stopped", n)
	}
}

func TestAGatheringThatDidNotTakePlace(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	m := &record.Meeting{Type: record.MeetingTheme, On: b.Today(), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, m.ID)
	e.askOff()
	e.move(record.MeetingCancel, record.MeetingChange{Reason: record.OffSick})
	kept, err := b.Meeting(t.Context(), m.ID)
	if err != nil || kept.State() != record.MeetingOff || nav.failed != nil {
		t.Fatalf("%v %v", err, nav.failed)
	}
	again := open(t, b, nav, m.ID)
	if again.state.title() != "Deze bijeenkomst ging niet door" || len(again.problems()) != 0 {
		t.Errorf("%q %v", again.state.title(), again.problems())
	}
	again.move(record.MeetingResume, record.MeetingChange{})
	if kept, _ = b.Meeting(t.Context(), m.ID); kept.State() != record.MeetingPlanned {
		t.Error("it is planned again")
	}
}

func TestNextTimeIsATurnLater(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	m := &record.Meeting{Type: record.MeetingFathers, On: b.Today().Add(-7), Heads: 8, Every: record.EveryThreeWeeks, Series: record.ID{7}, Place: record.Text("De Brug")}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := begun(t, b, nav, m.ID)
	if n := e.state.m; !n.Planned || n.On != b.Today().Add(14) || n.Type != record.MeetingFathers || n.Heads != 0 || n.Series != m.Series {
		t.Errorf("%+v", e.state.m)
	}
}

func TestAChangeBehindThePageIsAChoice(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Heads: 9}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	for _, mine := range []bool{true, false} {
		e := open(t, b, nav, m.ID)
		uitest.Type(t, e.Fields["came"], "huur")
		stored, err := b.Meeting(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		e.heads.SetValue(11)
		e.state.m.Heads = 11
		stored.Heads, stored.Came = 20, record.Text("school")
		if err := b.SaveMeeting(t.Context(), stored); err != nil {
			t.Fatal(err)
		}
		e.done()
		if e.state.other == nil || nav.failed != nil {
			t.Fatalf("no choice: %v", nav.failed)
		}
		if now, _ := b.Meeting(t.Context(), m.ID); now.Came.Reveal() != "school" {
			t.Fatal("overwritten in silence")
		}
		question := asked(t, e)
		question.Choose(uitest.Dutch(t), "0/came", !mine)
		if question.Done().Press(); e.state.other == nil {
			t.Error("it goes on without every answer")
		}
		question.Choose(uitest.Dutch(t), "0/heads", true)
		question.Done().Press()
		e.done()
		now, _ := b.Meeting(t.Context(), m.ID)
		want := map[bool]string{true: "huur", false: "school"}[mine]
		if got := now.Came.Reveal(); !strings.Contains(got, want) || now.Heads != 20 || len(nav.went) == 0 {
			t.Errorf("mine %v: %q", mine, got)
		}
		e.Hidden()
	}
	draft := open(t, b, nav, m.ID)
	uitest.Type(t, draft.Fields["came"], "x")
	draft.Hidden()
	stored, _ := b.Meeting(t.Context(), m.ID)
	if err := b.SaveMeeting(t.Context(), stored); err != nil {
		t.Fatal(err)
	}
	if later := open(t, b, nav, m.ID); later.state.other == nil {
		t.Error("a draft of an older version is a choice too")
	}
}

func TestAnOpenQuestionIsAnsweredAtTheNextGathering(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-14), Heads: 9, Questions: []record.Question{{Text: record.Text("Is er zwemles?")}}}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, record.ID{})
	if len(e.state.open) != 1 {
		t.Fatal("it stands beside the fields")
	}
	if err := b.AnswerQuestion(t.Context(), e.state.open[0], record.Text("ja"), record.Private{}); err != nil {
		t.Fatal(err)
	}
	e.another()
	if len(e.state.open) != 0 {
		t.Error("answered, it is gone")
	}
}

func TestListBelowItsMonthsAndSearch(t *testing.T) {
	l := list{p: uitest.Dutch(t)}
	l.load([]record.Row{
		{Number: 1, State: "coffee", On: record.Day(2026, 10, 7), Title: record.Text("Zakgeld"), Detail: record.Text("12")},
		{Number: 2, State: "theme", On: day.Add(14), Flags: record.RowOpen},
		{Number: 3, State: "coffee", On: record.Day(2026, 11, 3), Flags: record.RowOff},
	}, day, "")
	var heads []string
	for i := range l.items {
		if r := l.item(i); r.Head {
			heads = append(heads, r.Title)
		}
	}
	if strings.Join(heads, "|") != "Komt nog|november 2026|oktober 2026" {
		t.Errorf("%v", heads)
	}
	if r := l.row(1); !strings.HasSuffix(r.Line, "ging niet door") {
		t.Errorf("%q", r.Line)
	}
	for query, want := range map[string]int{"zákgeld": 1, "koffie": 2, "B-0002": 1, "oktober": 1, "koffie oktober": 1, "zwemmen": 0, "": 3} {
		if l.search(query); len(l.rows) != want {
			t.Errorf("%q finds %d, want %d", query, len(l.rows), want)
		}
	}
}

func TestTheCalendarByKeyboard(t *testing.T) {
	b := uitest.Bare(t, noon)
	m := &record.Meeting{Type: record.MeetingTheme, On: b.Today().Add(1), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	for _, facing := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		nav := &shell{}
		app := test.NewTempApp(t)
		app.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
		v := NewCalendar(b, nav, uitest.Dutch(t).Facing(facing), task.Inline)
		w := test.NewTempWindow(t, container.NewStack(v.Content()))
		w.Resize(fyne.NewSize(800, 600))
		v.Shown(t.Context())
		if first := v.grid.cells[0]; first.on != record.Day(2026, 10, 26) || first.inside || len(v.grid.cells)%7 != 0 {
			t.Fatalf("a week begins on Monday: %+v", first)
		}
		monday, sunday := v.grid.panels[0].Position().X, v.grid.panels[6].Position().X
		if (monday > sunday) != (facing == i18n.RightToLeft) {
			t.Errorf("%v: Monday at %v, Sunday at %v", facing, monday, sunday)
		}
		form.Focus(v.grid)
		press := func(keys ...fyne.KeyName) {
			for _, k := range keys {
				v.grid.TypedKey(&fyne.KeyEvent{Name: k})
			}
		}
		ahead := fyne.KeyRight
		if facing == i18n.RightToLeft {
			ahead = fyne.KeyLeft
		}
		press(ahead, fyne.KeyReturn)
		if v.state.day != m.On || nav.went[0] != "open meeting" {
			t.Errorf("%s %v", v.state.day, nav.went)
		}
		press(fyne.KeyDown, fyne.KeyReturn)
		if v.state.day != m.On.Add(7) || nav.went[1] != "new meeting" {
			t.Errorf("%s %v", v.state.day, nav.went)
		}
		press(fyne.KeyPageDown, fyne.KeyHome)
		if v.state.day != record.Day(2026, 12, 28) || v.state.title() != "december 2026" {
			t.Errorf("%s in %s", v.state.day, v.state.title())
		}
		for range 12 {
			press(fyne.KeyPageDown)
		}
		if v.state.unknown() == "" {
			t.Error("a school year that is not known is said")
		}
	}
}

func TestThePageOfWords(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	shown := func() *Words {
		v := NewWords(b, nav, uitest.Dutch(t), task.Inline)
		w := test.NewTempWindow(t, container.NewStack(v.Content()))
		w.Resize(fyne.NewSize(800, 600))
		v.Shown(t.Context())
		return v
	}
	if v := shown(); len(v.state.rows()) != 0 || v.yes != nil {
		t.Error("nothing yet")
	}
	for _, ago := range []int{40, 20, 5} {
		if err := b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-ago), Heads: 7, Came: record.Text("huur")}); err != nil {
			t.Fatal(err)
		}
	}
	v := shown()
	if got := v.state.offer(); got != "In 3 bijeenkomsten ging het over “huur”, van oktober 2026 tot november 2026." {
		t.Errorf("%q", got)
	}
	if v.Focus() != nil {
		t.Error("neither answer comes first")
	}
	v.no.Press()
	if v.yes != nil || len(nav.went) != 0 {
		t.Errorf("not now: %v", nav.went)
	}
	if again := shown(); again.yes != nil || len(again.state.rows()) != 1 {
		t.Error("it does not ask again by itself, and the words stay")
	}
}

func TestAWijksignaalStartsFromTheWords(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	for _, ago := range []int{40, 20, 5} {
		if err := b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-ago), Heads: 7, Came: record.Text("huur, post")}); err != nil {
			t.Fatal(err)
		}
	}
	v := NewWords(b, nav, uitest.Dutch(t), task.Inline)
	w := test.NewTempWindow(t, container.NewStack(v.Content()))
	w.Resize(fyne.NewSize(800, 600))
	v.Shown(t.Context())
	v.yes.Press()
	if len(nav.went) != 1 || nav.went[0] != "signal 2 words 3 meetings" || nav.failed != nil {
		t.Errorf("%v %v", nav.went, nav.failed)
	}
	v.Shown(t.Context())
	if v.yes != nil {
		t.Error("what went into a signal is not proposed again")
	}
}

func TestWithWord(t *testing.T) {
	m := &record.Meeting{}
	for _, word := range []string{"slapen", "Huur", "huur"} {
		m.Came = withWord(m, record.Text(word))
	}
	if got := m.Came.Reveal(); got != "slapen, Huur" {
		t.Errorf("%q", got)
	}
}

// asked is the question between two versions on the page.
func asked(t *testing.T, e *Entry) *form.Versions {
	t.Helper()
	var found *form.Versions
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if v, ok := o.(*form.Versions); ok {
			found = v
			return
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, one := range o.Objects {
				walk(one)
			}
		case fyne.Widget:
			for _, one := range test.WidgetRenderer(o).Objects() {
				walk(one)
			}
		}
	}
	walk(e.Content())
	if found == nil {
		t.Fatal("nothing is asked")
	}
	return found
}

// Every field that can be written on the page is asked about; what is none of its fields is named here.
func TestEveryFieldOfAGatheringIsInAChoice(t *testing.T) {
	all := append(strings.Fields(strings.Join(meetingFields(), " ")), "number", "series", "every", "moved", "off", "offNote", "aims")
	fields := versions.Fields(&record.Meeting{})
	slices.Sort(all)
	slices.Sort(fields)
	if n := len((&writing{p: uitest.Dutch(t)}).said(&record.Meeting{})); !slices.Equal(all, fields) || n != len(meetingFields()) {
		t.Errorf("%q, of %q; %d facts", all, fields, n)
	}
}
