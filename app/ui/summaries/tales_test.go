package summaries

import (
	"slices"
	"strings"
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// storyChecks are the ticks of the stories on the panel.
func storyChecks(v *View) []*form.Check {
	return slices.DeleteFunc(uitest.All[*form.Check](v.panel), func(c *form.Check) bool {
		return !strings.Contains(strings.Join(uitest.Texts(c), " "), "verhaal")
	})
}

// At most three stories go along: they stand on the page and in the report of the file, and one that waits for a yes is not offered.
func TestThreeStoriesGoAlong(t *testing.T) {
	b, p := uitest.Book(t, noon), uitest.Dutch(t)
	worries(t, b, record.LevelWorried, 12)
	for i, n := range []string{"een", "twee", "drie", "vier", "vijf"} {
		s := &record.Story{Text: record.Text("verhaal " + n + " over samen gaan"), Changed: true, AgreedOn: b.Today()}
		if i == 4 {
			s.AgreedOn = record.Date{}
		}
		if err := b.SaveStory(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	v, nav := opened(t, b, p)
	uitest.Press(t, v.Content(), p.T("summaries.save"))
	checks := storyChecks(v)
	if len(checks) != 4 {
		t.Fatalf("%d stories are offered", len(checks))
	}
	for _, c := range checks[:3] {
		c.Press()
	}
	if !checks[3].Disabled() || len(v.state.public.Stories) != summary.MaxStories || !uitest.Says(v.report, v.state.public.Stories[0].Text) {
		t.Errorf("after three the page has %d stories, and a fourth can be chosen: %v", len(v.state.public.Stories), !checks[3].Disabled())
	}
	uitest.Press(t, v.Content(), p.T("summaries.save.do"))
	if len(nav.handed) != 1 || len(nav.handed[0].Report.Stories) != 3 || nav.failed != nil {
		t.Fatalf("%d files: %v", len(nav.handed), nav.failed)
	}
	checks[0].Press()
	if checks[3].Disabled() || len(v.state.public.Stories) != 2 {
		t.Error("after one is taken out no other can be chosen")
	}
}

// The panel is still open, with what was chosen, when the page is made anew in another language; going away closes it.
func TestAnotherLanguageKeepsThePanel(t *testing.T) {
	b := uitest.Book(t, noon)
	worries(t, b, record.LevelWorried, 12)
	v, nav := opened(t, b, uitest.Dutch(t))
	memory := v.state.Memory
	uitest.Press(t, v.Content(), v.p.T("summaries.save"))
	memory.Stay()
	v.Hidden()
	again := New(b, nav, uitest.Printer(t, "tr"), task.Inline, memory)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if !again.state.saving || !uitest.Says(again.Content(), again.p.T("summaries.save.title")) {
		t.Error("the panel is closed")
	}
	again.Hidden()
	again.Shown(t.Context())
	if again.state.saving {
		t.Error("the panel is open after the page was left")
	}
}

// What parents answered leads to nobody; every other measure with something in it leads to its records.
func TestAnswersOfParentsCannotBePressed(t *testing.T) {
	for _, m := range summary.Measures() {
		table := summary.Table{ID: m.ID, Rows: []summary.Label{{Enum: rowEnum, Value: rowTotal}}}
		table.Counts.Cells = [][]sdc.Cell{{{Count: 3}}}
		if goes(table, 0) == strings.HasPrefix(m.ID, "voices.") {
			t.Errorf("%s leads to somebody: %v", m.ID, goes(table, 0))
		}
	}
}
