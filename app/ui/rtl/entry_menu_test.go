package rtl

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

// opened is the menu over the window, nil when there is none.
func opened(w fyne.Window) *menu {
	m, _ := w.Canvas().Focused().(*menu)
	return m
}

func wordsOf(m *menu) []string {
	var out []string
	for _, c := range m.choices {
		out = append(out, c.words)
	}
	return out
}

func TestMenuByMouse(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	board := fyne.CurrentApp().Clipboard()
	board.SetContent("x")
	test.Type(e, "Bel فاطمة")
	e.DoubleTapped(&fyne.PointEvent{Position: spot(e, 5)})
	e.TappedSecondary(&fyne.PointEvent{Position: spot(e, 6)})
	m := opened(w)
	if m == nil {
		t.Fatal("the right button opens nothing")
	}
	if diff := cmp.Diff([]string{"Undo", "Cut", "Copy", "Paste", "Select all"}, wordsOf(m)); diff != "" {
		t.Error(diff)
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(10, m.rowHeight()*2.5)}})
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, m.rowHeight()*2.5)})
	if board.Content() != "فاطمة" || opened(w) != nil || w.Canvas().Focused() != e {
		t.Errorf("clipboard %q, menu %v", board.Content(), opened(w))
	}
	e.TappedSecondary(&fyne.PointEvent{Position: spot(e, 0)})
	if e.SelectedText() != "" || e.edit.caret != 0 {
		t.Errorf("a press beside the selection keeps %q, caret %d", e.SelectedText(), e.edit.caret)
	}
	m = opened(w)
	if diff := cmp.Diff([]string{"Undo", "Paste", "Select all"}, wordsOf(m)); diff != "" {
		t.Error(diff)
	}
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if e.Text() != "فاطمةBel فاطمة" {
		t.Errorf("pasted where the pointer was: %q", e.Text())
	}
}

func TestMenuByKey(t *testing.T) {
	for _, open := range []func(*Entry){
		func(e *Entry) { strike(e, 0, desktop.KeyMenu) },
		func(e *Entry) { strike(e, shifted, fyne.KeyF10) },
	} {
		e, w := show(t, RTL, EntryOptions{})
		test.Type(e, "فاطمة")
		open(e)
		m := opened(w)
		if m == nil {
			t.Fatal("the key opens nothing")
		}
		if e.shift {
			t.Error("the entry thinks that Shift is still held")
		}
		for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyDown, fyne.KeyUp, fyne.KeyHome, fyne.KeyUp} {
			m.TypedKey(&fyne.KeyEvent{Name: k})
		}
		m.TypedRune('x')
		m.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		if e.SelectedText() != "فاطمة" {
			t.Errorf("Select all selected %q", e.SelectedText())
		}
		open(e)
		opened(w).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if opened(w) != nil || w.Canvas().Focused() != e || e.SelectedText() != "فاطمة" {
			t.Error("Escape does not go back to what was")
		}
	}
}

func TestF10AloneIsTheWindows(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	var key fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { key = k.Name })
	strike(e, 0, fyne.KeyF10)
	if key != fyne.KeyF10 || opened(w) != nil {
		t.Errorf("the window got %q", key)
	}
}

// TestMenuOfAPassword: nothing that shows it or takes it away, and nothing at all while it is disabled.
func TestMenuOfAPassword(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{Password: true})
	test.Type(e, "geheim")
	e.SelectAll()
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 20)})
	if diff := cmp.Diff([]string{"Paste", "Select all"}, wordsOf(opened(w))); diff != "" {
		t.Error(diff)
	}
	opened(w).close()
	e.Disable()
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 20)})
	strike(e, 0, desktop.KeyMenu)
	if opened(w) != nil {
		t.Error("a disabled password has a menu")
	}
}

func TestMenuOfADisabledEntry(t *testing.T) {
	e, w := show(t, LTR, EntryOptions{})
	e.SetText("Bel")
	e.SelectAll()
	e.Disable()
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 20)})
	if diff := cmp.Diff([]string{"Copy", "Select all"}, wordsOf(opened(w))); diff != "" {
		t.Error(diff)
	}
}

// TestMenuStaysInTheWindow opens it in every corner, on both pages.
func TestMenuStaysInTheWindow(t *testing.T) {
	for _, d := range []Dir{LTR, RTL} {
		e, w := show(t, d, EntryOptions{MultiLine: true})
		w.Resize(fyne.NewSize(400, 400))
		for _, p := range []fyne.Position{{}, fyne.NewPos(400, 0), fyne.NewPos(0, 400), fyne.NewPos(400, 400), fyne.NewPos(200, 100)} {
			e.openMenu(p, 0)
			m := opened(w)
			at, size := m.popUp.Content.Position().Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(m)), m.Size()
			if at.X < 0 || at.Y < 0 || at.X+size.Width > 400 || at.Y+size.Height > 400 {
				t.Errorf("direction %v, at %v: the menu is at %v, %v large", d, p, at, size)
			}
			m.close()
		}
	}
}
