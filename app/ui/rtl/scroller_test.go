package rtl

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The bar stands where the lines end, and stays there while it is used.
func TestTheBarOfAScrollStandsAtTheEnd(t *testing.T) {
	newApp(t)
	for _, d := range []Dir{LTR, RTL} {
		shown, scroll := VScroll(d, fixed(10, 900))
		w := test.NewTempWindow(t, shown)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(300, 200))
		bar := func() fyne.CanvasObject {
			for _, o := range test.WidgetRenderer(shown.(fyne.Widget)).Objects()[1:] {
				if _, ok := o.(fyne.Tappable); ok && o.Visible() {
					return o
				}
			}
			t.Fatal("there is no bar")
			return nil
		}
		atEnd := func(when string) {
			t.Helper()
			b := bar()
			if at := b.Position().X; d == RTL && at != 0 || d == LTR && at+b.Size().Width != 300 {
				t.Errorf("%v, %s: the bar stands at %v", d, when, at)
			}
		}
		atEnd("at first")
		shown.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -120)})
		if scroll.Offset.Y != 120 || scroll.Content.Position().Y != -120 {
			t.Errorf("%v: scrolled to %v, the content stands at %v", d, scroll.Offset, scroll.Content.Position())
		}
		atEnd("scrolled")
		w.Resize(fyne.NewSize(300, 150))
		atEnd("in another window")
		scroll.ScrollToOffset(fyne.NewPos(0, 30))
		if scroll.Content.Position().Y != -30 {
			t.Errorf("%v: the content stands at %v", d, scroll.Content.Position())
		}
		bar().(fyne.Tappable).Tapped(&fyne.PointEvent{Position: fyne.NewPos(3, 149)})
		if scroll.Offset.Y <= 30 {
			t.Errorf("%v: a press on the bar does nothing", d)
		}
		atEnd("pressed")
		if ScrollIn(Pad(d, All(4), shown)) != scroll {
			t.Errorf("%v: the scroll is not found in its container", d)
		}
	}
}

// What stands below a list lies, by its place alone, where the rest of the list is.
func TestAListDoesNotMoveWhenWhatStandsBelowItGetsTheKeyboard(t *testing.T) {
	newApp(t)
	for _, d := range []Dir{LTR, RTL} {
		list, scroll := VScroll(d, fixed(10, 2000))
		below := NewEntry(d, EntryOptions{})
		w := test.NewTempWindow(t, Border(d, 8, nil, below, nil, nil, list))
		w.Resize(fyne.NewSize(300, 300))
		w.Canvas().Focus(below)
		if scroll.Offset.Y != 0 {
			t.Errorf("%v: the list moved to %v", d, scroll.Offset)
		}
	}
}

func TestATextThatIsTooLongLosesItsMiddle(t *testing.T) {
	newApp(t)
	width := func(s string) float32 { return NewText(LTR, s, Style{}).MinSize().Width }
	for _, s := range []string{"een heel lange naam die niet past.pdf", "صورة العائلة في الحديقة 2026.pdf", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "kort.pdf"} {
		room := min(width(s), 140)
		got := CutMiddle(s, Style{}, room)
		if width(got) > room+slack {
			t.Errorf("%q is %v wide in %v", got, width(got), room)
		}
		first, last := []rune(s)[0], []rune(s)[len([]rune(s))-1]
		if r := []rune(got); r[0] != first || r[len(r)-1] != last {
			t.Errorf("%q does not begin and end as %q", got, s)
		}
	}
	if got := CutMiddle("kort.pdf", Style{}, 500); got != "kort.pdf" {
		t.Errorf("what fits is cut to %q", got)
	}
	if got := CutMiddle("breed", Style{}, 1); got != "…" {
		t.Errorf("without room it is %q", got)
	}
}
