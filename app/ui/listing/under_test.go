package listing_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// The bar of a page that scrolls as a whole stands in the margin of its sheet, at the edge of the window, and never on the cards: in
// either direction, in a wide window and in a narrow one.
func TestTheBarStandsBesideThePage(t *testing.T) {
	for _, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		for _, width := range []float32{1024 - 216, 1280 - 216} {
			p := printer(t, d)
			a := test.NewTempApp(t)
			a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.LargestStep}))
			head := listing.NewCard(p, "kop", rtl.NewText(d, "een kaart", rtl.Style{}))
			under := listing.NewUnder(p, 16, head, listing.NewList(p, 40, func(int) listing.Row { return listing.Row{Title: "een rij"} }, func(int) {}))
			w := test.NewTempWindow(t, listing.NewSheet(8, under))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(width, 320))

			at := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X }
			scroll := rtl.ScrollIn(under.Children()[0])
			if got := scroll.Size().Width; at(scroll) != 0 || got != width {
				t.Errorf("direction %d, %v wide: the scroll lies at %v and is %v wide", d, width, at(scroll), got)
			}
			margin := look.Margin(width + 216)
			if at(head) != margin || head.Size().Width != width-2*margin {
				t.Errorf("direction %d, %v wide: the head lies at %v and is %v wide", d, width, at(head), head.Size().Width)
			}
		}
	}
}
