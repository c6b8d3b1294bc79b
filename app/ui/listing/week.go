package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Day is one cell of the week: "ma", "23", and what happens.
type Day struct {
	Name, Number string
	Today        bool
	Items        []string
}

// NewWeek is the strip of seven days; the days go under each other when the width is too small.
func NewWeek(p *i18n.Printer, days []Day) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for i, d := range days {
		first, last := i == 0, i == len(days)-1
		if p.Direction() == i18n.RightToLeft {
			first, last = last, first
		}
		f := cardFrame()
		f.FlatLeft, f.FlatRight = !first, !last
		if d.Today {
			f.Fill = look.ColorAccentSoft
		}
		cells = append(cells, form.NewPanel(f, 14, 10, newDay(p, d)))
	}
	return form.NewColumnsFrom(p, -1, look.Scaled(100), cells...)
}

func newDay(p *i18n.Printer, d Day) fyne.CanvasObject {
	ink := look.ColorMuted
	if d.Today {
		ink = look.ColorAccent
	}
	inside := column(p, 0, rtl.NewRich(p.Direction(), []rtl.Span{
		{Text: d.Name + " ", Size: rtl.Small, Bold: true, Color: ink},
		{Text: d.Number, Size: rtl.Small, Color: ink},
	}, rtl.Style{Base: rtl.FromPage}))
	for _, item := range d.Items {
		inside.Add(line(p, item, rtl.Style{Size: rtl.Small, Wrap: true}))
	}
	return form.NewAtLeast(0, 84, inside)
}
