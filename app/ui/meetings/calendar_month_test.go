package meetings

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Whatever a cell has room for, the words stand whole under the month: in Dutch and mirrored, with the largest letters in the smallest
// window, and a press opens the gathering.
func TestWhatFallsInTheMonthIsReadWholeUnderIt(t *testing.T) {
	b := uitest.Bare(t, noon)
	m := &record.Meeting{Type: record.MeetingTheme, On: record.Day(2026, 11, 24), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	for _, facing := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(look.NewTheme(look.Options{Step: look.LargestStep}))
		nav, p := &shell{}, uitest.Dutch(t).Facing(facing)
		v := NewCalendar(b, nav, p, task.Inline)
		w := test.NewTempWindow(t, container.NewStack(v.Content()))
		w.Resize(fyne.NewSize(808, 560)) // 1024 without the rail
		v.Shown(t.Context())
		days := v.state.listed()
		at := slices.IndexFunc(days, func(d dayWords) bool { return d.on == m.On })
		if at < 0 || len(days[at].rows) != 1 {
			t.Fatalf("the gathering is not listed: %+v", days)
		}
		list := v.list()
		list.Resize(fyne.NewSize(480, list.MinSize().Height))
		for _, text := range uitest.Seen[*rtl.Text](list) {
			if text.Size().Width+1 < rtl.WidthOf(text) {
				t.Errorf("%v: %q has %v, needs %v", facing, text.Text(), text.Size().Width, rtl.WidthOf(text))
			}
		}
		for _, open := range uitest.Seen[*form.Button](list) {
			if open.Text() == p.Value("meeting.type", string(record.MeetingTheme)) {
				open.Press()
			}
		}
		if !slices.Equal(nav.went, []string{"open meeting"}) {
			t.Errorf("%v: led to %v", facing, nav.went)
		}
	}
}

// A feast of many days is named once in a month, on the first of its days there.
func TestALongFeastIsNamedOnceAMonth(t *testing.T) {
	c := month{p: uitest.Dutch(t)}
	c.choose(record.Day(2026, 2, 20)) // Ramadan began on the 18th and ends in March
	named := func() (on []record.Date) {
		for _, day := range c.listed() {
			if slices.Contains(day.feasts, c.p.T("meeting.feast.about", "Feast", c.p.Value("feast", "ramadan"))) || slices.Contains(day.feasts, c.p.Value("feast", "ramadan")) {
				on = append(on, day.on)
			}
		}
		return on
	}
	if got := named(); len(got) != 1 || got[0].Month != 2 {
		t.Errorf("in February %v", got)
	}
	c.turn(1)
	if got := named(); len(got) != 1 || got[0] != record.Day(2026, 3, 1) {
		t.Errorf("in March %v", got)
	}
}

// A day on which very much is planned does not make the list endless: its card has all of it.
func TestADayWithManyGatheringsNamesAFew(t *testing.T) {
	b := uitest.Bare(t, noon)
	for range mostOfADay + 3 {
		if err := b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingTheme, On: record.Day(2026, 11, 27), Planned: true}); err != nil {
			t.Fatal(err)
		}
	}
	uitest.App(t)
	p := uitest.Dutch(t)
	v := NewCalendar(b, &shell{}, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	name := p.Value("meeting.type", string(record.MeetingTheme))
	count := func(in fyne.CanvasObject) (n int) {
		for _, open := range uitest.Seen[*form.Button](in) {
			if open.Text() == name {
				n++
			}
		}
		return n
	}
	list := v.list()
	if count(list) != mostOfADay {
		t.Errorf("%d of %d are listed", count(list), mostOfADay+3)
	}
	uitest.Press(t, list, p.N("people.list.more", 3))
	if v.state.day != record.Day(2026, 11, 27) || count(v.chosen()) != mostOfADay+3 {
		t.Errorf("the card of %s has %d", v.state.day, count(v.chosen()))
	}
}
