package listing_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

func printer(t *testing.T, d i18n.Direction) *i18n.Printer {
	t.Helper()
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	return p.Facing(d)
}

func show(t *testing.T, o fyne.CanvasObject, size fyne.Size, opts look.Options) fyne.Canvas {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(opts))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w.Canvas()
}

// everything is one of each, with the longest words there are.
func everything(p *i18n.Printer) map[string]fyne.CanvasObject {
	nothing := func() {}
	half := func(turn bool) listing.Half {
		return listing.Half{Title: "Van jou en het gezin", Turn: turn, Steps: []listing.Step{
			{State: listing.StepDone, Text: "toestemming", Note: "23 november"},
			{State: listing.StepLate, Text: "verstuurd", Note: "nu aan jou"},
			{Text: "ontvangen", Note: "uiterlijk 1 december"}}}
	}
	return map[string]fyne.CanvasObject{
		"today": listing.NewToday(p, []listing.Today{{
			Status: listing.Status{Kind: listing.StatusLate}, Sentence: "Centrum voor Jeugd en Gezin Zuiderwijk heeft 12 dagen niet geantwoord op H-0042.",
			Detail: "jullie gingen op 17 november samen naar het CJG", Action: "Schrijf op hoe het ging", Pressed: nothing, Later: nothing}}),
		"week": listing.NewWeek(p, []listing.Day{{Name: "ma", Number: "23"}, {Name: "di", Number: "24", Today: true, Items: []string{"Koffieochtend", "Fatima bellen"}},
			{Name: "wo", Number: "25"}, {Name: "do", Number: "26"}, {Name: "vr", Number: "27"}, {Name: "za", Number: "28"}, {Name: "zo", Number: "29"}}),
		"timeline": listing.NewTimeline(p, half(true), half(false)),
		"keys":     listing.NewCard(p, "Dit blijft bij jou", listing.NewKeyValues(p, []listing.KeyValue{{Key: "Vraag van het gezin", Value: "“Ik wil dat hij weer doorslaapt.”"}, {Key: "Hoe", Value: "De eerste keer ga ik mee."}}, "Dit is geen melding bij Veilig Thuis.")),
		"bars":     listing.NewBars(p, []listing.Bar{{Label: "opvoeden en gezin", Value: 16}, {Label: "thuis", Hidden: true}, {Label: "school", Value: 0}}),
		"lines":    listing.NewLines(p, []listing.Point{{Value: 2, Label: "juli"}, {}, {Value: 44, Label: "september"}}),
		"empty":    listing.NewEmpty(p, listing.Empty{Own: look.RingSpoken, Sentence: "Er wacht niets op jou.", Teach: "Schrijf je iets op, dan staat hier wie er aan zet is.", Action: "Iets opschrijven"}),
		"danger":   listing.NewDangerStrip(p),
		"head":     listing.NewPageHead(p, "Precies dit gaat mee", "H-0045, aan Marieke", form.NewSecondary(p, "Afdrukken", nil), form.NewSecondary(p, "Bewaren", nil)),
		"practice": listing.NewPracticeBar(p),
		"status":   listing.NewStatusLine(p, "Alles staat veilig op deze laptop", "2 wachten op verzending", "laatste antwoord gisteren"),
		"progress": progress(p),
		"figures":  listing.NewFigures(p, []listing.Figure{{Number: "412", Text: "bezoeken"}, {Number: "9", Text: "plannen van ouders"}}),
	}
}

func progress(p *i18n.Printer) fyne.CanvasObject {
	g := listing.NewProgress(p, "Stop", func() {})
	g.Set("120 van 400 gezinnen staan klaar", 0.3)
	return g
}

// In the smallest window, beside the rail, nothing is wider than the page at any text step, in
// either direction, and no text has less room than it needs.
func TestNothingIsCut(t *testing.T) {
	for step := look.SmallestStep; step <= look.LargestStep; step++ {
		for _, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
			p := printer(t, d)
			a := test.NewTempApp(t)
			a.Settings().SetTheme(look.NewTheme(look.Options{Step: step}))
			for name, o := range everything(p) {
				const width = 1024 - 340 - 2*look.NarrowMargin
				if m := o.MinSize().Width; m > width {
					t.Errorf("%s, step %d: asks for %v wide, there is %v", name, step, m, width)
				}
				w := test.NewTempWindow(t, o)
				w.SetPadded(false)
				w.Resize(fyne.NewSize(width, rtl.HeightOf(o, width)))
				fits(t, fmt.Sprintf("%s, step %d, direction %d", name, step, d), o, o)
			}
		}
	}
}

// fits walks the tree and compares each text with the room it got.
func fits(t *testing.T, name string, root, o fyne.CanvasObject) {
	t.Helper()
	if !o.Visible() {
		return
	}
	if text, ok := o.(*rtl.Text); ok && text.Text() != "" {
		got := text.Size()
		if need := text.HeightFor(got.Width); need > got.Height+0.6 {
			t.Errorf("%s: %q needs %v high, has %v", name, text.Text(), need, got.Height)
		}
		if need := text.MinSize().Width; need > got.Width+0.6 {
			t.Errorf("%s: %q needs %v wide, has %v", name, text.Text(), need, got.Width)
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(text)
		if at.X < -0.6 || at.X+got.Width > root.Size().Width+0.6 || at.Y+got.Height > root.Size().Height+0.6 {
			t.Errorf("%s: %q lies at %v, %v, outside %v", name, text.Text(), at, got, root.Size())
		}
		return
	}
	switch v := o.(type) {
	case *fyne.Container:
		for _, c := range v.Objects {
			fits(t, name, root, c)
		}
	case rtl.Parent:
		for _, c := range v.Children() {
			fits(t, name, root, c)
		}
	}
}

func TestTodayRow(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	pressed, later := 0, 0
	row := listing.NewTodayRow(p, listing.Today{
		Status: listing.Status{Kind: listing.StatusYourTurn}, Sentence: "Amir wordt vrijdag 12 jaar.", Action: "Wat verandert er",
		Pressed: func() { pressed++ }, Later: func() { later++ },
	})
	c := show(t, row, fyne.NewSize(984, 80), look.Options{})
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if later != 1 || pressed != 1 {
		t.Errorf("later %d, pressed %d", later, pressed)
	}
	if h := rtl.HeightOf(row, 984); h != 80 {
		t.Errorf("%v high at step 2, the design says 80", h)
	}
}

func TestStatusRings(t *testing.T) {
	for kind, want := range map[listing.StatusKind][2]look.RingState{
		listing.StatusAnswered: {look.RingSpoken, look.RingSpoken},
		listing.StatusWaiting:  {look.RingSpoken, look.RingOpen},
		listing.StatusLate:     {look.RingSpoken, look.RingLate},
		listing.StatusYourTurn: {look.RingOpen, look.RingSpoken},
		listing.StatusYourCall: {look.RingOpen, look.RingSpoken},
	} {
		own, other := listing.Status{Kind: kind}.Rings()
		if [2]look.RingState{own, other} != want {
			t.Errorf("status %d: rings %d %d, want %v", kind, own, other, want)
		}
	}
}

func TestRail(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	heard := ""
	r := listing.NewRail(p, "Schakel", []listing.Destination{{ID: "today", Icon: look.IconSunHorizon, Text: "Vandaag"}, {ID: "people", Icon: look.IconUsersThree, Text: "Mensen"}},
		[]listing.Destination{{ID: "lock", Icon: look.IconLockSimple, Text: "Op slot"}}, func(id string) { heard = id })
	c := show(t, r, fyne.NewSize(r.MinSize().Width, 600), look.Options{})
	if w := r.MinSize().Width; w != 216 {
		t.Errorf("%v wide, the design says 216", w)
	}
	r.Select("today")
	if r.Selected() != "today" || heard != "" {
		t.Errorf("selected %q, heard %q", r.Selected(), heard)
	}
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if heard != "people" {
		t.Errorf("down and Enter went to %q", heard)
	}
	r.Press("lock")
	if heard != "lock" {
		t.Errorf("lock went to %q", heard)
	}
}

func TestListMakesOnlyWhatIsSeen(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	asked, opened := map[int]bool{}, -1
	l := listing.NewList(p, 100_000, func(i int) listing.Row {
		asked[i] = true
		return listing.Row{Title: fmt.Sprintf("gezin %d", i), Line: "Zuiderwijk", Status: listing.Status{Kind: listing.StatusWaiting}}
	}, func(i int) { opened = i })
	c := show(t, container.NewStack(l), fyne.NewSize(700, 600), look.Options{})
	if len(asked) > 20 {
		t.Errorf("asked for %d rows to show about ten", len(asked))
	}
	c.Focus(l.Focusable())
	for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn} {
		l.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if opened != 99_998 {
		t.Errorf("End, Up, Enter opened %d", opened)
	}
	if !asked[99_998] || len(asked) > 60 {
		t.Errorf("the row at the end was not drawn, or %d were", len(asked))
	}
	l.SetCount(2)
	l.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	l.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	l.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if opened != 1 {
		t.Errorf("down twice in two rows opened %d", opened)
	}
}

func TestToast(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	toasts := listing.NewToasts(p, task.Inline)
	undone := 0
	c := show(t, container.NewVBox(toasts), fyne.NewSize(500, 200), look.Options{})
	if toasts.Visible() {
		t.Error("there before anything was said")
	}
	toasts.Say(t.Context(), "Bewaard.", "Ongedaan maken", func() { undone++ })
	if !toasts.Visible() {
		t.Fatal("not shown")
	}
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if undone != 1 || toasts.Visible() {
		t.Errorf("undone %d, still there %v", undone, toasts.Visible())
	}
}

func TestTimelineHalvesAreEquallyLarge(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	tl := listing.NewTimeline(p, listing.Half{Title: "Van jou"}, listing.Half{Title: "Van Marieke"})
	show(t, tl, fyne.NewSize(984, 112), look.Options{})
	if h := tl.HeightFor(984); h != 112 {
		t.Errorf("%v high, the design says 112", h)
	}
}

// A list without statuses needs no room for them: a short menu shows all it has.
func TestAPlainListIsNoHigherInANarrowPlace(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	asked := map[int]bool{}
	l := listing.NewList(p, 6, func(i int) listing.Row {
		asked[i] = true
		return listing.Row{Title: "bijeenkomst"}
	}, nil)
	l.Plain()
	show(t, container.NewStack(l), fyne.NewSize(360, 6*look.Size(look.SizeListRow)+4), look.Options{})
	if want := 3*look.Size(look.SizeListRow) + 4; l.MinSize().Height != want {
		t.Errorf("three rows need %v, want %v", l.MinSize().Height, want)
	}
	if len(asked) != 6 {
		t.Errorf("%d of 6 rows are seen", len(asked))
	}
}

func TestAListGrowsWhileItIsWalkedAndStepsOverItsHeadings(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	asked := 0
	var l *listing.List
	count := 30
	l = listing.NewList(p, count, func(i int) listing.Row {
		return listing.Row{Title: fmt.Sprint(i), Head: i%10 == 0}
	}, func(i int) {
		if i%10 == 0 {
			t.Errorf("the heading %d was opened by the keyboard", i)
		}
	})
	l.Near(func() {
		asked++
		count += 30
		l.Grow(count)
	})
	show(t, l, fyne.NewSize(400, 400), look.Options{})
	if l.Current() != 1 || asked != 0 {
		t.Fatalf("begins at %d, asked %d times", l.Current(), asked)
	}
	press := func(name fyne.KeyName) { l.Focusable().TypedKey(&fyne.KeyEvent{Name: name}) }
	for range 8 {
		press(fyne.KeyDown)
	}
	press(fyne.KeyDown)
	if l.Current() != 11 {
		t.Errorf("down over a heading leads to %d", l.Current())
	}
	press(fyne.KeyUp)
	if l.Current() != 9 {
		t.Errorf("up over a heading leads to %d", l.Current())
	}
	press(fyne.KeyHome)
	if l.Current() != 1 {
		t.Errorf("the first row is %d", l.Current())
	}
	at := l.Current()
	for range 20 {
		press(fyne.KeyPageDown)
		press(fyne.KeyReturn)
		if l.Current() < at {
			t.Fatalf("growing moved the keyboard from %d to %d", at, l.Current())
		}
		at = l.Current()
	}
	if asked < 2 || asked > 10 {
		t.Errorf("more rows were asked %d times on the way to row %d", asked, at)
	}
}
