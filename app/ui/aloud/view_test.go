package aloud

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/speech"
)

// mouth is a computer that speaks some languages.
type mouth struct {
	speaks []string
	said   []string
	during func(ctx context.Context) error // what happens while a sentence is read
}

func (m *mouth) Speaks(_ context.Context, tag string) bool { return slices.Contains(m.speaks, tag) }

func (m *mouth) Say(ctx context.Context, tag, text string) error {
	m.said = append(m.said, tag+" "+text)
	if m.during != nil {
		return m.during(ctx)
	}
	return ctx.Err()
}

type nav struct{ printed []export.Document }

func (n *nav) Print(_ string, doc export.Document) { n.printed = append(n.printed, doc) }
func (n *nav) Fail(error)                          {}

// text says the title of the consent and two of its rights.
func text() Text {
	return Text{First: "ar", File: "leesblad", Make: func(own, dutch *i18n.Printer) export.Aloud {
		say := func(id string) []speech.Pair {
			return export.Both(own, dutch, func(q *i18n.Printer) string { return q.T(id) })
		}
		return export.Aloud{
			Title: export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.T("sheet.consent.title") }),
			Parts: []export.AloudPart{{Lines: say("sheet.consent.withdraw")}, {Head: export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.T("sheet.consent.rights") }), Lines: say("sheet.consent.part")}},
			Note:  own.T("sheet.aloud.foot"),
		}
	}}
}

func shown(t *testing.T, m *mouth) (*View, *nav, *int) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	n, backs := &nav{}, new(int)
	var v *View
	v = New(p, task.Inline, n, m, text(), func() { *backs++; v.Close() })
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1024, 640))
	v.Shown(t.Context())
	return v, n, backs
}

// Nothing is read before it is asked for; all is read in its order, in its own language and not in Dutch.
func TestReadsWhatIsAskedFor(t *testing.T) {
	m := &mouth{speaks: []string{"ar"}}
	v, n, backs := shown(t, m)
	if len(m.said) != 0 || len(v.state.all) < 3 {
		t.Fatalf("said %v of %d", m.said, len(v.state.all))
	}
	var want []string
	for _, s := range v.state.all {
		if s.Dutch == "" || s.Dutch == s.Text {
			t.Errorf("%q has no Dutch", s.Text)
		}
		want = append(want, "ar "+s.Text)
	}
	v.read(0, true)
	if !slices.Equal(m.said, want) || v.state.reads() {
		t.Errorf("read %q, not %q", m.said, want)
	}
	m.said = nil
	v.keys[1].(*form.Button).Press()
	if !slices.Equal(m.said, want[1:2]) {
		t.Errorf("one sentence: %q", m.said)
	}
	v.print()
	if len(n.printed) != 1 || n.printed[0].Lang != "ar" || *backs != 1 || v.first != nil {
		t.Errorf("%d papers, back %d times", len(n.printed), *backs)
	}
}

// While it reads the sentence is marked and every button stops it; what closes the page ends it at once.
func TestStopsAtAnyMoment(t *testing.T) {
	m := &mouth{speaks: []string{"ar"}}
	v, _, _ := shown(t, m)
	for name, stop := range map[string]func(){
		"stop": func() { v.read(nobody, false) }, "close": v.Close, "language": func() { v.take("tr") }, "another": func() { v.quiet() },
	} {
		v.Shown(t.Context())
		ended := false
		m.said = nil
		m.during = func(ctx context.Context) error {
			if v.state.at != 0 {
				t.Errorf("%s: sentence %d is marked", name, v.state.at)
			}
			stop()
			ended = ctx.Err() != nil
			return ctx.Err()
		}
		v.read(0, true)
		if !ended || len(m.said) != 1 || v.state.reads() {
			t.Errorf("%s: ended %v, said %d, reads on %v", name, ended, len(m.said), v.state.reads())
		}
	}
}

// Without a voice there is no dead button: the page says so once, and the keyboard has somewhere to be.
func TestWithoutAVoice(t *testing.T) {
	m := &mouth{speaks: []string{"nl"}}
	v, _, _ := shown(t, m)
	if v.state.voice != voiceMissing || v.Focus() == nil {
		t.Fatalf("%v", v.state.voice)
	}
	for i, k := range v.keys {
		if k != nil {
			t.Errorf("sentence %d has a button", i)
		}
	}
	v.read(0, true)
	if len(m.said) != 0 {
		t.Error(m.said)
	}
	v.take("nl")
	if v.state.voice != voiceThere || v.keys[0] == nil || v.state.all[0].Dutch != "" {
		t.Error("Dutch can be read, and has no Dutch below it")
	}
}

// When the computer stops by itself the page says so, and goes on with nothing.
func TestTheVoiceBreaks(t *testing.T) {
	m := &mouth{speaks: []string{"ar"}, during: func(context.Context) error { return speech.ErrVoice }}
	v, _, _ := shown(t, m)
	v.read(0, true)
	want, _ := v.p.Fault(speech.ErrVoice)
	if v.state.reads() || v.fault != want || want == "" || len(m.said) != 1 {
		t.Errorf("%q after %d sentences", v.fault, len(m.said))
	}
}
