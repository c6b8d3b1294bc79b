package form_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

func TestCellsGoOnInEvenRows(t *testing.T) {
	for _, tag := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		p := printer(t, tag)
		var all []fyne.CanvasObject
		for range 6 {
			all = append(all, rtl.Min(p.Direction(), fyne.NewSize(90, 40), rtl.VBox(p.Direction(), 0)))
		}
		c := form.NewCells(p, 10, 100, all...)
		for width, want := range map[float32]int{660: 6, 640: 3, 330: 3, 310: 2, 150: 1} {
			if got := c.PerRow(width); got != want {
				t.Errorf("%v, %v wide: %d beside each other, want %d", tag, width, got, want)
			}
		}
		if got := c.HeightFor(330); got != 90 {
			t.Errorf("%v: two rows are %v high", tag, got)
		}
		c.Resize(fyne.NewSize(330, 90))
		first, second, fourth := all[0].Position(), all[1].Position(), all[3].Position()
		if ahead := second.X > first.X; ahead != (tag == i18n.LeftToRight) || fourth.X != first.X || fourth.Y != 50 {
			t.Errorf("%v: first at %v, second at %v, fourth at %v", tag, first, second, fourth)
		}
	}
}

func TestAPanelWithoutRoomIsNotLessThanNothing(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	inside := rtl.VBox(p.Direction(), 0)
	form.NewPanel(form.Frame{}, 16, 4, inside).Resize(fyne.NewSize(0, 0))
	if s := inside.Size(); s.Width < 0 || s.Height < 0 {
		t.Errorf("the content of a panel without room is %v", s)
	}
}
