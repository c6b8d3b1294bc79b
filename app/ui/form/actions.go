package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// NewActions lays the buttons of a page in a row, those of end at its end, and shows below why a
// button cannot be used. Buttons go under each other when the width is too small.
func NewActions(p *i18n.Printer, start, end []fyne.CanvasObject) fyne.CanvasObject {
	why := line(p, "", rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	why.Hide()
	var buttons []*Button
	for _, o := range append(append([]fyne.CanvasObject{}, start...), end...) {
		if b, ok := o.(*Button); ok {
			buttons = append(buttons, b)
		}
	}
	all := column(p, look.Grid)
	show := func() {
		text := ""
		for _, b := range buttons {
			if b.reason != "" && text != b.reason {
				text = joined(text, b.reason)
			}
		}
		why.SetText(text)
		if text == "" {
			why.Hide()
		} else {
			why.Show()
		}
		all.Refresh()
	}
	for _, b := range buttons {
		b.changed = show
	}
	all.Objects = []fyne.CanvasObject{NewEnds(p, 12, start, end), why}
	show()
	return all
}

func joined(text, more string) string {
	if text == "" {
		return more
	}
	return text + " " + more
}
