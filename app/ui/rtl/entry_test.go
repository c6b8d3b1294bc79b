package rtl

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
)

// show puts an entry in a window of 320 wide, with the keyboard.
func show(t *testing.T, d Dir, o EntryOptions) (*Entry, fyne.Window) {
	t.Helper()
	newApp(t)
	e := NewEntry(d, o)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(320, 200))
	w.Canvas().Focus(e)
	return e, w
}

func press(e *Entry, keys ...fyne.KeyName) {
	for _, k := range keys {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func custom(e *Entry, k fyne.KeyName, m fyne.KeyModifier) {
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | m})
}

func TestTyping(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	var last string
	e.OnChanged = func(s string) { last = s }
	test.Type(e, "Fatima")
	press(e, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyBackspace)
	test.Type(e, "ı")
	press(e, fyne.KeyHome, fyne.KeyDelete)
	test.Type(e, "f")
	press(e, fyne.KeyEnd)
	test.Type(e, "!")
	if got := e.Text(); got != "fatıma!" || last != got {
		t.Errorf("Text() = %q, told %q", got, last)
	}
}

func TestTapGivesTheKeyboard(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	w.Canvas().Unfocus()
	gained, lost := 0, 0
	e.OnFocusGained, e.OnFocusLost = func() { gained++ }, func() { lost++ }
	test.Tap(e)
	if !e.Focused() || w.Canvas().Focused() != e || gained != 1 {
		t.Errorf("focused %v, gained %d", e.Focused(), gained)
	}
	w.Canvas().Unfocus()
	if e.Focused() || lost != 1 {
		t.Errorf("focused %v, lost %d", e.Focused(), lost)
	}
	e.Disable()
	test.Tap(e)
	test.Type(e, "x")
	press(e, fyne.KeyReturn, fyne.KeyBackspace)
	if gained != 1 || e.Text() != "" {
		t.Error("a disabled entry was used")
	}
}

func TestEnterSubmitsOrBreaks(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	var got string
	e.OnSubmitted = func(s string) { got = s }
	test.Type(e, "klaar")
	press(e, fyne.KeyReturn)
	if got != "klaar" || e.Text() != "klaar" {
		t.Errorf("submitted %q, text %q", got, e.Text())
	}
	m, _ := show(t, LTR, EntryOptions{MultiLine: true})
	m.OnSubmitted = func(s string) { got = s }
	test.Type(m, "a")
	press(m, fyne.KeyReturn)
	test.Type(m, "b")
	if m.Text() != "a\nb" || got != "klaar" {
		t.Errorf("text %q, submitted %q", m.Text(), got)
	}
	custom(m, fyne.KeyReturn, 0)
	if got != "a\nb" {
		t.Errorf("Ctrl+Enter submitted %q", got)
	}
}

func TestArrowsFollowTheScreen(t *testing.T) {
	e, _ := show(t, RTL, EntryOptions{})
	test.Type(e, "فاطمة")
	if e.edit.caret != 5 {
		t.Fatalf("caret %d", e.edit.caret)
	}
	press(e, fyne.KeyRight)
	if e.edit.caret != 4 {
		t.Errorf("right in Arabic goes back, caret %d", e.edit.caret)
	}
	press(e, fyne.KeyLeft)
	custom(e, fyne.KeyRight, 0)
	if e.edit.caret != 0 {
		t.Errorf("Ctrl+Right in Arabic goes to the word before, caret %d", e.edit.caret)
	}
	press(e, fyne.KeyEnd)
	if n, x := e.page().caretAt(e.edit.caret, e.edit.after); n != 0 || x > e.view.Width-20 {
		t.Errorf("the end of Arabic is at the left, x %v", x)
	}
	press(e, fyne.KeyHome)
	if _, x := e.page().caretAt(e.edit.caret, e.edit.after); x < e.view.Width-8 {
		t.Errorf("the beginning of Arabic is at the right, x %v", x)
	}
}

func TestMouseSelects(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	e.SetText("Bel Fatima morgen")
	at := func(rune int) fyne.Position {
		_, x := e.page().caretAt(rune, false)
		return fyne.NewPos(x+e.inset().X+1, 24)
	}
	click := func(p fyne.Position) {
		e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary})
		e.MouseUp(nil)
	}
	click(at(5))
	if e.edit.caret != 5 || e.SelectedText() != "" {
		t.Errorf("a click puts the caret at %d", e.edit.caret)
	}
	e.DoubleTapped(&fyne.PointEvent{Position: at(5)})
	if e.SelectedText() != "Fatima" {
		t.Errorf("a double click selects %q", e.SelectedText())
	}
	click(at(6))
	if e.SelectedText() != "Bel Fatima morgen" {
		t.Errorf("a triple click selects %q", e.SelectedText())
	}
	click(at(4))
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(10)}})
	e.DragEnd()
	if e.SelectedText() != "Fatima" {
		t.Errorf("dragging selects %q", e.SelectedText())
	}
}

func TestClipboardKeepsLogicalOrder(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	c := test.NewClipboard()
	c.SetContent("\u202Eالشقة \u2068H-0042\u2069\u200F\r\nتاريخ 21-11-2026")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: c})
	want := "الشقة H-0042 تاريخ 21-11-2026"
	if e.Text() != want {
		t.Errorf("pasted %q", e.Text())
	}
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	if c.Content() != want {
		t.Errorf("copied %q", c.Content())
	}
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: c})
	if e.Text() != "" || c.Content() != want {
		t.Errorf("cut left %q and gave %q", e.Text(), c.Content())
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text() != want {
		t.Errorf("undo gave %q", e.Text())
	}
	e.TypedShortcut(&fyne.ShortcutRedo{})
	if e.Text() != "" {
		t.Errorf("redo gave %q", e.Text())
	}
}

func TestPasswordStaysHidden(t *testing.T) {
	e, _ := show(t, RTL, EntryOptions{Password: true})
	test.Type(e, "geheim")
	c := test.NewClipboard()
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: c})
	if c.Content() != "" || e.Text() != "geheim" {
		t.Errorf("clipboard %q, text %q", c.Content(), e.Text())
	}
	if strings.Contains(test.RenderObjectToMarkup(e), "geheim") {
		t.Error("the password is drawn")
	}
	e.SetPassword(false)
	if !strings.Contains(test.RenderObjectToMarkup(e), "geheim") {
		t.Error("the password stays hidden when it is asked for")
	}
}

func TestLimitTells(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{Limit: 4})
	told := 0
	e.OnLimit = func(n int) { told = n }
	test.Type(e, "12345")
	if e.Text() != "1234" || told != 4 {
		t.Errorf("text %q, told %d", e.Text(), told)
	}
}

func TestLinesUpAndDown(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{MultiLine: true, Rows: 3})
	e.SetText("een lange regel\nkort\nnog een lange regel\nvier\nvijf\nzes\nzeven")
	e.edit.move(12, true, false)
	e.moved()
	press(e, fyne.KeyDown)
	if e.edit.caret != 20 {
		t.Errorf("down onto a short line: caret %d", e.edit.caret)
	}
	press(e, fyne.KeyDown)
	if e.edit.caret < 30 || e.edit.caret > 35 {
		t.Errorf("down again keeps the column: caret %d", e.edit.caret)
	}
	press(e, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown)
	if e.edit.caret != len(e.edit.text) || e.offset.Y <= 0 {
		t.Errorf("caret %d, scrolled %v", e.edit.caret, e.offset.Y)
	}
	press(e, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	if e.edit.caret != 0 || e.offset.Y != 0 {
		t.Errorf("caret %d, scrolled %v", e.edit.caret, e.offset.Y)
	}
}

func TestShiftExtends(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	e.SetText("een twee drie")
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(e, fyne.KeyLeft, fyne.KeyLeft)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if e.SelectedText() != "ie" {
		t.Errorf("selected %q", e.SelectedText())
	}
	custom(e, fyne.KeyLeft, fyne.KeyModifierShift)
	if e.SelectedText() != "drie" {
		t.Errorf("Ctrl+Shift+Left selected %q", e.SelectedText())
	}
	press(e, fyne.KeyLeft)
	if e.edit.caret != 9 || e.SelectedText() != "" {
		t.Errorf("left goes to the edge of the selection: %d", e.edit.caret)
	}
	custom(e, fyne.KeyBackspace, 0)
	if e.Text() != "een drie" {
		t.Errorf("Ctrl+Backspace left %q", e.Text())
	}
	custom(e, fyne.KeyHome, 0)
	custom(e, fyne.KeyDelete, 0)
	if e.Text() != " drie" {
		t.Errorf("Ctrl+Delete left %q", e.Text())
	}
}

func TestOthersKeysGoOn(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	var key fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { key = k.Name })
	press(e, fyne.KeyEscape)
	if key != fyne.KeyEscape {
		t.Error("Escape does not reach the window")
	}
	key = ""
	press(e, fyne.KeyK, fyne.KeySpace)
	if key != "" {
		t.Errorf("the window is told of %s, which is being typed", key)
	}
	called := false
	search := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}
	w.Canvas().AddShortcut(search, func(fyne.Shortcut) { called = true })
	e.TypedShortcut(search)
	if _, ok := w.Canvas().(fyne.Shortcutable); ok && !called {
		t.Error("Ctrl+K does not reach the window")
	}
	if e.AcceptsTab() {
		t.Error("Tab is kept")
	}
}

func TestLongLineScrollsToTheCaret(t *testing.T) {
	for _, text := range []string{strings.Repeat("woord ", 40), strings.Repeat("كلمة ", 60)} {
		e, w := show(t, LTR, EntryOptions{})
		e.SetText(text)
		s := e.page()
		_, x := s.caretAt(e.edit.caret, e.edit.after)
		if x < e.offset.X || x+caretWidth > e.offset.X+e.view.Width+slack {
			t.Errorf("the caret at %v is not in %v..%v", x, e.offset.X, e.offset.X+e.view.Width)
		}
		w.Canvas().Unfocus()
		_, x = e.page().caretAt(0, false)
		if x < e.offset.X-slack || x > e.offset.X+e.view.Width {
			t.Errorf("left alone it shows %v.., not its beginning at %v", e.offset.X, x)
		}
	}
}

func TestHeights(t *testing.T) {
	newApp(t)
	if got := NewEntry(LTR, EntryOptions{}).MinSize().Height; got != 48 {
		t.Errorf("one line is %v high", got)
	}
	if got := NewEntry(LTR, EntryOptions{MultiLine: true, Rows: 4}).MinSize().Height; got != 4*24+24 {
		t.Errorf("four lines are %v high", got)
	}
}

func TestErrorEdge(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	e.SetError(true)
	box := test.WidgetRenderer(e).Objects()[0].(*canvas.Rectangle)
	if box.StrokeWidth != 2 || !e.HasError() {
		t.Errorf("the edge is %v wide", box.StrokeWidth)
	}
	e.SetError(false)
	if box.StrokeWidth != 1 {
		t.Errorf("the edge stays %v wide", box.StrokeWidth)
	}
}

func BenchmarkTyping(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	for name, s := range map[string]string{"dutch": "Een zin over school. ", "arabic": "جملة عن المدرسة H-0042. "} {
		b.Run(name, func(b *testing.B) {
			e := NewEntry(LTR, EntryOptions{MultiLine: true, Rows: 8})
			w := test.NewTempWindow(b, e)
			w.Resize(fyne.NewSize(600, 300))
			e.SetText(strings.Repeat(s, 200))
			w.Canvas().Focus(e)
			for range b.N {
				e.TypedRune('a')
			}
		})
	}
}
