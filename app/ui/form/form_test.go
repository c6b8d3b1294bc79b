package form_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func printer(t *testing.T, d i18n.Direction) *i18n.Printer {
	t.Helper()
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	return p.Facing(d)
}

// show puts an object on a window of this width, in the look of Schakel.
func show(t *testing.T, o fyne.CanvasObject, width float32, opts look.Options) fyne.Canvas {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(opts))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 700))
	return w.Canvas()
}

func key(f fyne.Focusable, name fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: name}) }

func TestButton(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	n := 0
	b := form.NewPrimary(p, "Klaar", func() { n++ })
	c := show(t, container.NewVBox(b), 400, look.Options{})
	test.Tap(b)
	key(b, fyne.KeyReturn)
	key(b, fyne.KeySpace)
	key(b, fyne.KeyEnter)
	key(b, fyne.KeyA)
	if n != 4 {
		t.Errorf("pressed %d times, want 4: a tap, Enter twice and Space", n)
	}
	if c.Focused() != fyne.Focusable(b) {
		t.Error("a tapped button does not have the keyboard")
	}
	b.Block("Eerst moet Murat ja zeggen.")
	test.Tap(b)
	key(b, fyne.KeyReturn)
	if n != 4 || b.Reason() == "" {
		t.Errorf("a blocked button was pressed, or does not say why (%q)", b.Reason())
	}
	b.Unblock()
	key(b, fyne.KeyReturn)
	if n != 5 {
		t.Error("an unblocked button cannot be pressed")
	}
}

func TestButtonHeightsGrow(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	var before float32
	for step := 1; step <= 5; step++ {
		b := form.NewSecondary(p, "Bel Marieke", nil)
		show(t, container.NewVBox(b), 400, look.Options{Step: step})
		h := b.MinSize().Height
		if h <= before {
			t.Errorf("step %d: %v high, step %d was %v", step, h, step-1, before)
		}
		if step == 2 && h != 48 {
			t.Errorf("step 2: %v high, the design says 48", h)
		}
		before = h
	}
}

func TestActionsSayWhy(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	b := form.NewSecondary(p, "Verstuur", nil)
	actions := form.NewActions(p, []fyne.CanvasObject{form.NewPrimary(p, "Klaar", nil), b}, []fyne.CanvasObject{form.NewQuiet(p, "Met USB", nil)})
	show(t, actions, 600, look.Options{})
	before := rtl.HeightOf(actions, 600)
	b.Block("Eerst moet Murat ja zeggen.")
	if after := rtl.HeightOf(actions, 600); after <= before {
		t.Errorf("the reason takes no room: %v, was %v", after, before)
	}
}

func TestChips(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	var heard []string
	choices := []form.Choice{{Value: "a", Text: "slapen"}, {Value: "b", Text: "school"}, {Value: "c", Text: "geld"}}
	multi := form.NewChips(p, choices, form.ChipsOptions{Multi: true, First: 2}, func(v []string) { heard = v })
	c := show(t, multi, 400, look.Options{})
	if multi.Chip("c").Visible() || !multi.More().Visible() {
		t.Fatal("more than the first two are shown")
	}
	test.Tap(multi.Chip("a"))
	key(multi.Chip("b"), fyne.KeySpace)
	if want := []string{"a", "b"}; !slices.Equal(heard, want) {
		t.Errorf("chosen %v, want %v", heard, want)
	}
	key(multi.Chip("a"), fyne.KeyReturn)
	if want := []string{"b"}; !slices.Equal(multi.Values(), want) {
		t.Errorf("chosen %v, want %v", multi.Values(), want)
	}
	test.Tap(multi.More())
	if !multi.Chip("c").Visible() || multi.More().Visible() {
		t.Error("meer does not show the rest")
	}
	if c.Focused() != fyne.Focusable(multi.Chip("c")) {
		t.Error("the keyboard does not go to what appeared")
	}
}

func TestChipsShowWhatIsChosen(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	c := form.NewChips(p, []form.Choice{{Value: "a", Text: "a"}, {Value: "b", Text: "b"}}, form.ChipsOptions{First: 1}, nil)
	show(t, c, 400, look.Options{})
	c.SetValues("b")
	if !c.Chip("b").Visible() || c.More().Visible() {
		t.Error("a chosen value is hidden under meer")
	}
}

func TestChipsAlso(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	c := form.NewChips(p, []form.Choice{{Value: "a", Text: "a"}, {Value: "b", Text: "b"}}, form.ChipsOptions{Multi: true}, nil)
	day := form.NewChip(p, "vandaag", form.ChipOptions{}, nil)
	c.Also(day)
	show(t, c, 400, look.Options{})
	if last := c.Chip("b"); day.Position().Y != last.Position().Y || day.Position().X <= last.Position().X {
		t.Errorf("the chip stands at %v, the one before it at %v", day.Position(), last.Position())
	}
	if test.Tap(day); len(c.Values()) != 0 {
		t.Errorf("a chip that is no value is chosen: %v", c.Values())
	}
}

func TestChipsSingleAndArrows(t *testing.T) {
	for _, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		p := printer(t, d)
		one := form.NewChips(p, []form.Choice{{Value: "a", Text: "a"}, {Value: "b", Text: "b"}}, form.ChipsOptions{Keep: true}, nil)
		c := show(t, one, 400, look.Options{})
		test.Tap(one.Chip("a"))
		test.Tap(one.Chip("b"))
		test.Tap(one.Chip("b"))
		if one.Value() != "b" || len(one.Values()) != 1 {
			t.Errorf("chosen %v, want only b", one.Values())
		}
		next := fyne.KeyRight
		if d == i18n.RightToLeft {
			next = fyne.KeyLeft
		}
		c.Focus(one.Chip("a"))
		key(one.Chip("a"), next)
		if c.Focused() != fyne.Focusable(one.Chip("b")) {
			t.Errorf("direction %d: the arrow in the reading direction does not go to the next chip", d)
		}
		if a, b := one.Chip("a").Position().X, one.Chip("b").Position().X; (a < b) != (d == i18n.LeftToRight) {
			t.Errorf("direction %d: chips at %v and %v", d, a, b)
		}
	}
}

func TestChoiceRowStacksAndDoesNotChooseByArrow(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	heard := ""
	r := form.NewChoiceRow(p, []form.CardChoice{
		{Value: "doubt", Text: "Ik twijfel nog"}, {Value: "worried", Text: "Ik maak me zorgen"},
		{Value: "danger", Text: "Nu gevaar", Note: "toont 112 en Veilig Thuis", Danger: true},
	}, func(v string) { heard = v })
	c := show(t, container.NewVBox(r), 1000, look.Options{})
	wide, narrow := r.HeightFor(1000), r.HeightFor(300)
	if wide != 48 || narrow < 3*48 {
		t.Errorf("1000 wide: %v high, 300 wide: %v high", wide, narrow)
	}
	r.Press("worried")
	if heard != "worried" || r.Value() != "worried" {
		t.Errorf("chosen %q, heard %q", r.Value(), heard)
	}
	c.FocusNext()
	key(c.Focused(), fyne.KeyRight)
	if r.Value() != "worried" {
		t.Error("an arrow changed the choice")
	}
	key(c.Focused(), fyne.KeyRight)
	key(c.Focused(), fyne.KeySpace)
	if r.Value() != "danger" {
		t.Errorf("Space on the third card chose %q", r.Value())
	}
}

func TestCheckAndSwitch(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	heard := 0
	k := form.NewCheck(p, "ongeveer", "", func(bool) { heard++ })
	s := form.NewSwitch(p, form.SwitchText{Name: "Het adres", On: "gaat mee", Off: "gaat niet mee"}, func(bool) { heard++ })
	show(t, container.NewVBox(k, s), 400, look.Options{})
	if k.On() || s.On() {
		t.Error("on at first")
	}
	test.Tap(k)
	key(s, fyne.KeySpace)
	if !k.On() || !s.On() || heard != 2 {
		t.Errorf("check %v, switch %v, heard %d", k.On(), s.On(), heard)
	}
	k.SetOn(false)
	if k.On() || heard != 2 {
		t.Error("SetOn told someone")
	}
}

func TestStepper(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	s := form.NewStepper(p, 500, nil)
	show(t, container.NewVBox(s), 400, look.Options{})
	if _, filled := s.Value(); filled {
		t.Error("filled at first")
	}
	test.Tap(s.Plus())
	test.Tap(s.Plus())
	test.Tap(s.Minus())
	n := s.Number()
	n.FocusGained()
	n.TypedRune('1')
	n.TypedRune('4')
	if v, _ := s.Value(); v != 14 {
		t.Errorf("typed 14 over 1, value %d", v)
	}
	n.TypedRune('x')
	n.TypedRune('5')
	n.TypedRune('5')
	if v, _ := s.Value(); v != 145 {
		t.Errorf("more than the most was taken: %d", v)
	}
	key(n, fyne.KeyUp)
	key(n, fyne.KeyBackspace)
	if v, _ := s.Value(); v != 14 {
		t.Errorf("up and erase gave %d, want 14", v)
	}
	key(n, fyne.KeyBackspace)
	key(n, fyne.KeyBackspace)
	if v, filled := s.Value(); v != 0 || filled {
		t.Errorf("erased to %d, filled %v", v, filled)
	}
}

func TestSegmented(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	heard := ""
	s := form.NewSegmented(p, []form.Choice{{Value: "community", Text: "gemeenschap"}, {Value: "names", Text: "namen"}}, func(v string) { heard = v })
	show(t, container.NewVBox(s), 400, look.Options{})
	if s.Value() != "community" {
		t.Errorf("first %q", s.Value())
	}
	s.Press("names")
	if s.Value() != "names" || heard != "names" {
		t.Errorf("value %q heard %q", s.Value(), heard)
	}
}

func TestField(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	var e *rtl.Entry
	f, e := form.NewTextField(p, form.FieldOptions{Label: "Voornaam", Validate: func() string {
		if e.Text() == "" {
			return "Vul een voornaam in."
		}
		return ""
	}}, 1, nil)
	c := show(t, container.NewVBox(f), 400, look.Options{})
	before := f.HeightFor(400)
	c.Focus(e)
	if f.Error() != "" {
		t.Error("wrong before it was left")
	}
	c.Unfocus()
	if f.Error() == "" || !e.HasError() || f.HeightFor(400) <= before {
		t.Errorf("left empty: error %q, edge %v, height %v was %v", f.Error(), e.HasError(), f.HeightFor(400), before)
	}
	c.Focus(e)
	test.Type(e, "Elif")
	if f.Error() != "" || e.HasError() {
		t.Errorf("still wrong while it is being repaired: %q", f.Error())
	}
}

func TestDateField(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	today := record.Date{Year: 2026, Month: 11, Day: 24}
	var heard record.Date
	d := form.NewDateField(p, form.DateOptions{Label: "Wanneer?"}, today, func(day record.Date, _ bool) { heard = day })
	c := show(t, container.NewVBox(d), 500, look.Options{})
	test.Tap(d.Chips().Chip("yesterday"))
	if heard != today.Add(-1) {
		t.Errorf("gisteren is %v", heard)
	}
	test.Tap(d.Chips().Chip("other"))
	if c.Focused() != fyne.Focusable(d.Entry()) {
		t.Fatal("another day does not give the field the keyboard")
	}
	d.Entry().SetText("21-11")
	if !d.Validate() || heard != (record.Date{Year: 2026, Month: 11, Day: 21}) {
		t.Errorf("21-11 is %v", heard)
	}
	d.Entry().SetText("31-31")
	if d.Validate() {
		t.Error("31-31 was understood")
	}
	if _, filled := d.Value(); filled {
		t.Error("filled with a day that does not exist")
	}
	d.SetValue(today)
	if d.Chips().Value() != "today" {
		t.Errorf("today shows as %q", d.Chips().Value())
	}
	if day, filled := d.Value(); day != today || !filled {
		t.Errorf("value %v, %v", day, filled)
	}
}

func TestSelectByKeyboard(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	heard := ""
	s := form.NewSelect(p, []form.Choice{{Value: "nl", Text: "Nederlands"}, {Value: "tr", Text: "Türkçe"}}, form.SelectOptions{}, func(v string) { heard = v })
	c := show(t, container.NewVBox(s), 500, look.Options{})
	c.Focus(s)
	key(s, fyne.KeyReturn)
	if len(s.Rows()) != 2 || c.Focused() != fyne.Focusable(s.Rows()[0]) {
		t.Fatal("Enter does not open the list with the keyboard in it")
	}
	key(c.Focused(), fyne.KeyDown)
	key(c.Focused(), fyne.KeyReturn)
	if heard != "tr" || s.Value() != "tr" || s.Rows() != nil {
		t.Errorf("value %q, heard %q, list open %v", s.Value(), heard, s.Rows() != nil)
	}
	if c.Focused() != fyne.Focusable(s) {
		t.Error("the keyboard does not come back to the button")
	}
	key(s, fyne.KeyDown)
	key(c.Focused(), fyne.KeyEscape)
	if s.Value() != "tr" || s.Rows() != nil {
		t.Error("Escape chose something, or left the list open")
	}
}

func TestSearchAndPassphrase(t *testing.T) {
	p := printer(t, i18n.RightToLeft)
	heard := ""
	s := form.NewSearch(p, "Zoek", "Ctrl+K", func(v string) { heard = v }, nil)
	entered := 0
	w := form.NewPassphrase(p, func() { entered++ })
	c := show(t, container.NewVBox(s, w), 500, look.Options{})
	s.Focus()
	test.Type(s.Entry(), "Elif")
	if heard != "Elif" || s.Text() != "Elif" {
		t.Errorf("heard %q, text %q", heard, s.Text())
	}
	w.Focus()
	test.Type(w.Entry(), "vier losse woorden")
	key(c.Focused(), fyne.KeyReturn)
	if entered != 1 || w.Text() != "vier losse woorden" {
		t.Errorf("entered %d, text %q", entered, w.Text())
	}
}

// Whatever gets the keyboard is scrolled into view, through our own widgets too.
func TestFocusIsRevealed(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	page := rtl.VBox(p.Direction(), 8)
	var last *form.Chips
	for range 30 {
		last = form.NewChips(p, []form.Choice{{Value: "a", Text: "slapen"}}, form.ChipsOptions{}, nil)
		page.Add(form.NewPanel(form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine}, 8, 8, last))
	}
	scroll := container.NewVScroll(page)
	c := show(t, scroll, 300, look.Options{})
	c.Focus(last.Chip("a"))
	if scroll.Offset.Y == 0 {
		t.Error("the last chip has the keyboard and cannot be seen")
	}
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(last.Chip("a")).Y
	if y < 0 || y+40 > scroll.Size().Height {
		t.Errorf("the chip is at %v in a window %v high", y, scroll.Size().Height)
	}
}

func TestYesAndNoWeighTheSame(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	y := form.NewYesNo(p, form.Answer{Text: "Ja, dit mag"}, form.Answer{Text: "Nee, niet delen"}).(*form.Columns)
	c := show(t, y, 900, look.Options{})
	parts := y.Children()
	if parts[0].Size() != parts[1].Size() {
		t.Errorf("ja is %v, nee is %v", parts[0].Size(), parts[1].Size())
	}
	if c.Focused() != nil {
		t.Error("one of them has the keyboard first")
	}
}
