package rtl

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"schakel/app/ui/look"
)

// stands is an entry before or after a key: the text, with | at the caret, and [ ] around what is selected.
func stands(e *Entry) string {
	var b strings.Builder
	from, to := e.edit.selection()
	for i := range len(e.edit.text) + 1 {
		if from != to && i == to {
			b.WriteRune(']')
		}
		if i == e.edit.caret {
			b.WriteRune('|')
		}
		if from != to && i == from {
			b.WriteRune('[')
		}
		if i < len(e.edit.text) {
			b.WriteRune(e.edit.text[i])
		}
	}
	return b.String()
}

// place gives an entry a text in the form of stands, without a selection.
func place(e *Entry, s string) {
	before, after, _ := strings.Cut(s, "|")
	e.SetText(before + after)
	e.edit.move(len([]rune(before)), false, false)
	e.moved()
}

const ctrl, alt, super, shifted = fyne.KeyModifierControl, fyne.KeyModifierAlt, fyne.KeyModifierSuper, fyne.KeyModifierShift

// strike does what the window does with a key: Shift is told apart, and a key with Ctrl, Alt or Cmd is a shortcut.
func strike(e *Entry, m fyne.KeyModifier, k fyne.KeyName) {
	if m&shifted != 0 {
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	if m&^shifted != 0 {
		e.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
	} else {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if m&shifted != 0 {
		e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

// struck is one key in a text, and what is there after it.
type struck struct {
	what, text string
	mod        fyne.KeyModifier
	key        fyne.KeyName
	want       string
}

func strikeAll(t *testing.T, e *Entry, all []struck) {
	t.Helper()
	for _, c := range all {
		t.Run(c.what, func(t *testing.T) {
			place(e, c.text)
			strike(e, c.mod, c.key)
			if diff := cmp.Diff(c.want, stands(e)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestKeysOfFynesEntry goes through every key that widget.Entry of Fyne 2.8.1 listens to, in a single line. Ours differ where it is said.
func TestKeysOfFynesEntry(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	strikeAll(t, e, []struck{
		{"Backspace", "een|", 0, fyne.KeyBackspace, "ee|"},
		{"Shift+Backspace", "een|", shifted, fyne.KeyBackspace, "ee|"},
		{"Backspace at the beginning", "|een", 0, fyne.KeyBackspace, "|een"},
		{"Delete", "|een", 0, fyne.KeyDelete, "|en"},
		{"Delete at the end", "een|", 0, fyne.KeyDelete, "een|"},
		{"Left", "een|", 0, fyne.KeyLeft, "ee|n"},
		{"Right", "|een", 0, fyne.KeyRight, "e|en"},
		{"Shift+Left", "een|", shifted, fyne.KeyLeft, "ee|[n]"},
		{"Shift+Right", "|een", shifted, fyne.KeyRight, "[e]|en"},
		{"Home", "een twee|", 0, fyne.KeyHome, "|een twee"},
		{"End", "|een twee", 0, fyne.KeyEnd, "een twee|"},
		{"Shift+Home", "een twee|", shifted, fyne.KeyHome, "|[een twee]"},
		{"Shift+End", "|een twee", shifted, fyne.KeyEnd, "[een twee]|"},
		{"Up in one line", "een|", 0, fyne.KeyUp, "|een"},
		{"Down in one line", "|een", 0, fyne.KeyDown, "een|"},
		{"Shift+Up in one line", "ee|n", shifted, fyne.KeyUp, "|[ee]n"},
		{"Page up is the page's in one line", "een|", 0, fyne.KeyPageUp, "een|"},
		{"Ctrl+Left", "een twee|", ctrl, fyne.KeyLeft, "een |twee"},
		{"Ctrl+Right", "|een twee", ctrl, fyne.KeyRight, "een| twee"},
		{"Ctrl+Shift+Left", "een twee|", ctrl | shifted, fyne.KeyLeft, "een |[twee]"},
		{"Ctrl+Shift+Right", "|een twee", ctrl | shifted, fyne.KeyRight, "[een]| twee"},
		{"Ctrl+Backspace", "een twee|", ctrl, fyne.KeyBackspace, "een |"},
		{"Ctrl+Delete", "|een twee", ctrl, fyne.KeyDelete, "| twee"},
		{"Ctrl+Home", "een twee|", ctrl, fyne.KeyHome, "|een twee"},
		{"Ctrl+End", "|een twee", ctrl, fyne.KeyEnd, "een twee|"},
		{"Ctrl+Shift+Home", "een twee|", ctrl | shifted, fyne.KeyHome, "|[een twee]"},
		{"Ctrl+Shift+End", "|een twee", ctrl | shifted, fyne.KeyEnd, "[een twee]|"},
		{"Tab leaves, always", "een|", 0, fyne.KeyTab, "een|"},
	})
}

func TestKeysInSeveralLines(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{MultiLine: true, Rows: 3})
	strikeAll(t, e, []struck{
		{"Enter", "een|", 0, fyne.KeyReturn, "een\n|"},
		{"Enter of the number keys", "een|", 0, fyne.KeyEnter, "een\n|"},
		{"Shift+Enter is a line end too: nothing is sent by mistake", "een|", shifted, fyne.KeyReturn, "een\n|"},
		{"Backspace over a line end", "een\n|twee", 0, fyne.KeyBackspace, "een|twee"},
		{"Delete over a line end", "een|\ntwee", 0, fyne.KeyDelete, "een|twee"},
		{"Left over a line end", "een\n|twee", 0, fyne.KeyLeft, "een|\ntwee"},
		{"Right over a line end", "een|\ntwee", 0, fyne.KeyRight, "een\n|twee"},
		{"Home of a line", "een\ntw|ee", 0, fyne.KeyHome, "een\n|twee"},
		{"End of a line", "e|en\ntwee", 0, fyne.KeyEnd, "een|\ntwee"},
		{"Shift+End of a line", "e|en\ntwee", shifted, fyne.KeyEnd, "e[en]|\ntwee"},
		{"Ctrl+Home", "een\ntw|ee", ctrl, fyne.KeyHome, "|een\ntwee"},
		{"Ctrl+End", "e|en\ntwee", ctrl, fyne.KeyEnd, "een\ntwee|"},
		{"Up", "een\n|twee", 0, fyne.KeyUp, "|een\ntwee"},
		{"Up from the first line", "ee|n\ntwee", 0, fyne.KeyUp, "|een\ntwee"},
		{"Down", "|een\ntwee", 0, fyne.KeyDown, "een\n|twee"},
		{"Down from the last line", "een\n|twee", 0, fyne.KeyDown, "een\ntwee|"},
		{"Shift+Down", "|een\ntwee", shifted, fyne.KeyDown, "[een\n]|twee"},
		{"Shift+Up", "een\n|twee", shifted, fyne.KeyUp, "|[een\n]twee"},
		{"Page down", "|1\n2\n3\n4\n5", 0, fyne.KeyPageDown, "1\n2\n|3\n4\n5"},
		{"Page up", "1\n2\n3\n4\n|5", 0, fyne.KeyPageUp, "1\n2\n|3\n4\n5"},
		{"Shift+Page down", "|1\n2\n3\n4\n5", shifted, fyne.KeyPageDown, "[1\n2\n]|3\n4\n5"},
		{"Ctrl+Backspace takes a line end by itself", "een\n|", ctrl, fyne.KeyBackspace, "een|"},
	})
}

// TestKeysFollowTheScreenInArabic: left is forward.
func TestKeysFollowTheScreenInArabic(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	strikeAll(t, e, []struck{
		{"Left", "|فاطمة", 0, fyne.KeyLeft, "ف|اطمة"},
		{"Right", "ف|اطمة", 0, fyne.KeyRight, "|فاطمة"},
		{"Shift+Left", "|فاطمة", shifted, fyne.KeyLeft, "[ف]|اطمة"},
		{"Ctrl+Left", "|ابن فاطمة", ctrl, fyne.KeyLeft, "ابن| فاطمة"},
		{"Ctrl+Right", "ابن فاطمة|", ctrl, fyne.KeyRight, "ابن |فاطمة"},
		{"Ctrl+Shift+Left", "|ابن فاطمة", ctrl | shifted, fyne.KeyLeft, "[ابن]| فاطمة"},
		{"Home is the beginning, at the right", "ابن فاطمة|", 0, fyne.KeyHome, "|ابن فاطمة"},
		{"End is the end, at the left", "|ابن فاطمة", 0, fyne.KeyEnd, "ابن فاطمة|"},
		{"Backspace", "فاطمة|", 0, fyne.KeyBackspace, "فاطم|"},
		{"Ctrl+Backspace", "ابن فاطمة|", ctrl, fyne.KeyBackspace, "ابن |"},
		{"Right from the left of a Latin name goes into it", "هو |Yusuf", 0, fyne.KeyRight, "هو Y|usuf"},
		{"Right from its end goes back to the Arabic", "هو Yusuf|", 0, fyne.KeyRight, "هو| Yusuf"},
	})
}

// TestKeysOfAMac: Alt with words, Cmd with lines, as Fyne's entry does there.
func TestKeysOfAMac(t *testing.T) {
	apple = true
	t.Cleanup(func() { apple = false })
	e, _ := show(t, LTR, EntryOptions{MultiLine: true})
	strikeAll(t, e, []struck{
		{"Alt+Left", "een twee|", alt, fyne.KeyLeft, "een |twee"},
		{"Alt+Shift+Right", "|een twee", alt | shifted, fyne.KeyRight, "[een]| twee"},
		{"Alt+Backspace", "een twee|", alt, fyne.KeyBackspace, "een |"},
		{"Alt+Delete", "|een twee", alt, fyne.KeyDelete, "| twee"},
		{"Cmd+Left", "nul\neen twee|", super, fyne.KeyLeft, "nul\n|een twee"},
		{"Cmd+Right", "|een twee\ndrie", super, fyne.KeyRight, "een twee|\ndrie"},
		{"Cmd+Left in Arabic", "|ابن فاطمة", super, fyne.KeyLeft, "ابن فاطمة|"},
		{"Cmd+Home", "nul\neen|", super, fyne.KeyHome, "|nul\neen"},
	})
}

// TestKeysOverASelection: without Shift a selection is left, and what is typed takes its place.
func TestKeysOverASelection(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{MultiLine: true})
	for _, c := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyLeft, "een |twee drie"}, {fyne.KeyRight, "een twee| drie"}, {fyne.KeyBackspace, "een | drie"},
		{fyne.KeyDelete, "een | drie"}, {fyne.KeyReturn, "een \n| drie"}, {fyne.KeyHome, "|een twee drie"}, {fyne.KeyEnd, "een twee drie|"},
	} {
		place(e, "een |twee drie")
		strike(e, ctrl|shifted, fyne.KeyRight)
		strike(e, 0, c.key)
		if got := stands(e); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
	place(e, "een |twee drie")
	strike(e, ctrl|shifted, fyne.KeyRight)
	e.TypedRune('ş')
	if got := stands(e); got != "een ş| drie" {
		t.Errorf("typing over a selection: %q", got)
	}
}

// click presses and lets go of the first button of the mouse at a rune.
func click(e *Entry, rune int, m fyne.KeyModifier) {
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: spot(e, rune)}, Button: desktop.MouseButtonPrimary, Modifier: m})
	e.MouseUp(nil)
}

// spot is a place just inside the letter that begins at a rune.
func spot(e *Entry, rune int) fyne.Position {
	s := e.page()
	n := s.lineOf(rune, false)
	for _, c := range s.letters(&s.lines[n]) {
		if c.start == rune {
			x := c.x0 + 1
			if c.rtl {
				x = c.x1 - 1
			}
			return fyne.NewPos(x-e.offset.X+e.inset().X, s.lines[n].y+4-e.offset.Y+e.inset().Y)
		}
	}
	return fyne.NewPos(1, 1)
}

func TestMouseInMixedText(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{MultiLine: true})
	e.SetText("Bel فاطمة morgen\nover de brief")
	click(e, 4, 0)
	click(e, 10, shifted)
	if got := stands(e); got != "Bel [فاطمة ]|morgen\nover de brief" {
		t.Errorf("a click and Shift with a click: %q", got)
	}
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 6)})
	if e.SelectedText() != "فاطمة" {
		t.Errorf("a double click selects %q", e.SelectedText())
	}
	click(e, 6, 0)
	if e.SelectedText() != "Bel فاطمة morgen" {
		t.Errorf("a triple click selects %q", e.SelectedText())
	}
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 6)})
	e.doubled = time.Now().Add(-time.Hour)
	click(e, 6, 0)
	if got := stands(e); got != "Bel فا|طمة morgen\nover de brief" {
		t.Errorf("a click long after a double click: %q", got)
	}
}

// TestDragScrolls drags below the field and above it again.
func TestDragScrolls(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{MultiLine: true, Rows: 2})
	w.SetContent(e)
	w.Resize(fyne.NewSize(320, 90))
	e.SetText(strings.Repeat("regel فاطمة\n", 30) + "einde")
	click(e, 0, 0)
	for range 40 {
		e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, e.Size().Height+20)}})
	}
	if e.edit.caret != len(e.edit.text) || e.edit.anchor != 0 || e.offset.Y < 100 {
		t.Errorf("dragged down: caret %d, anchor %d, scrolled %v", e.edit.caret, e.edit.anchor, e.offset.Y)
	}
	for range 40 {
		e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(12, -20)}})
	}
	if e.edit.caret != 0 || e.offset.Y != 0 {
		t.Errorf("dragged up: caret %d, scrolled %v", e.edit.caret, e.offset.Y)
	}
}

func TestPasswordTellsNothing(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{Password: true})
	strikeAll(t, e, []struck{
		{"Ctrl+Left jumps over all of it", "een twee drie|", ctrl, fyne.KeyLeft, "|een twee drie"},
		{"Ctrl+Right", "|een twee drie", ctrl, fyne.KeyRight, "een twee drie|"},
		{"Ctrl+Backspace", "een twee| drie", ctrl, fyne.KeyBackspace, "| drie"},
		{"Ctrl+Delete", "een| twee drie", ctrl, fyne.KeyDelete, "een|"},
	})
	place(e, "een twee|")
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 1)})
	if got := stands(e); got != "[een twee]|" {
		t.Errorf("a double click shows a word: %q", got)
	}
	test.Type(e, "zeven stille bomen")
	e.SetText("")
	e.SetPassword(false)
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&fyne.ShortcutRedo{})
	if e.Text() != "" {
		t.Errorf("what was cleared comes back: %q", e.Text())
	}
}

// TestDisabledCanBeCopied: what cannot be changed can still be read and copied, never a password.
func TestDisabledCanBeCopied(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	e.SetText("Bel فاطمة")
	w.Canvas().Unfocus()
	e.Disable()
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 5)})
	c := test.NewClipboard()
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	if c.Content() != "فاطمة" {
		t.Errorf("copied %q", c.Content())
	}
	c.SetContent("x")
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutPaste{Clipboard: c}, &fyne.ShortcutCut{Clipboard: c}, &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{},
		&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault},
	} {
		e.TypedShortcut(s)
	}
	if e.Text() != "Bel فاطمة" {
		t.Errorf("a disabled entry was changed: %q", e.Text())
	}
	if test.WidgetRenderer(e).(*entryRenderer).caret.Visible() {
		t.Error("a disabled entry shows a caret")
	}
}

// TestLooks: the ring of the keyboard, the edge of a mistake, and the muted ground of what is disabled, each in its colour.
func TestLooks(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	r := test.WidgetRenderer(e).(*entryRenderer)
	if !r.ring.Visible() || r.ring.StrokeColor != theme.ColorForWidget(look.ColorFocusRing, e) {
		t.Error("no ring around what has the keyboard")
	}
	w.Canvas().Unfocus()
	if r.ring.Visible() && r.ring.StrokeColor == theme.ColorForWidget(look.ColorFocusRing, e) {
		t.Error("the ring stays")
	}
	e.SetError(true)
	if r.box.StrokeColor != theme.ColorForWidget(look.ColorLate, e) {
		t.Error("a mistake has no colour")
	}
	e.SetError(false)
	e.Disable()
	if r.box.FillColor != theme.ColorForWidget(look.ColorRaised, e) {
		t.Error("a disabled entry looks as if it could be used")
	}
}

// TestPlaceholderStandsAtTheCaret: on each page, the example is at the side where the first letter will be, in the order of its own words.
func TestPlaceholderStandsAtTheCaret(t *testing.T) {
	for _, c := range []struct {
		what, example string
		dir           Dir
		base          Base
		left          bool
	}{
		{"Dutch", "Bijvoorbeeld: brief", LTR, Auto, true},
		{"Arabic", "مثلا: رسالة", RTL, Auto, false},
		{"a phone number on an Arabic page", "06 12345678", RTL, LeftToRight, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			newApp(t)
			e := NewEntry(c.dir, EntryOptions{Placeholder: c.example, Base: c.base})
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(320, 80))
			w.Canvas().Focus(e)
			_, x := e.page().caretAt(0, false)
			if left := x < e.view.Width/2; left != c.left {
				t.Errorf("the caret is at %v of %v", x, e.view.Width)
			}
			r := test.WidgetRenderer(e).(*entryRenderer)
			words := test.WidgetRenderer(r.hint).Objects()[0].(*canvas.Text)
			if middle := words.Position().X + words.MinSize().Width/2; (middle < e.view.Width/2) != c.left {
				t.Errorf("the example is around %v of %v", middle, e.view.Width)
			}
		})
	}
}

// TestThirdPressBeforeTheDoubleClick: on a busy computer Fyne tells of a double click after the third press.
func TestThirdPressBeforeTheDoubleClick(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{MultiLine: true})
	e.SetText("Bel فاطمة morgen\nover de brief")
	for range 3 {
		click(e, 1, 0)
	}
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 1)})
	if e.SelectedText() != "Bel فاطمة morgen" {
		t.Errorf("selected %q", e.SelectedText())
	}
	e.presses.last = time.Now().Add(-time.Hour)
	click(e, 5, 0)
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 5)})
	if e.SelectedText() != "فاطمة" {
		t.Errorf("a double click after it selects %q", e.SelectedText())
	}
}
