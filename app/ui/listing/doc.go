// Package listing shows what there is: cards, rows, the week, the timeline, charts, and the parts
// every page has around it. It changes nothing by itself; what is pressed is told to the page.
package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

func line(p *i18n.Printer, s string, style rtl.Style) *rtl.Text {
	return rtl.NewText(p.Direction(), s, style)
}

func row(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.HBox(p.Direction(), gap, objects...)
}

func column(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(p.Direction(), gap, objects...)
}

// muted is a small text in the muted colour that wraps.
func muted(p *i18n.Printer, s string) *rtl.Text {
	return line(p, s, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

// separator is a line one unit high.
func separator(p *i18n.Printer, c fyne.ThemeColorName) fyne.CanvasObject {
	return rtl.Min(p.Direction(), fyne.NewSize(1, 1), form.NewPanel(form.Frame{Fill: c, Edge: look.ColorNone}, 0, 0, nil))
}

func cardFrame() form.Frame {
	return form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
}

// NewCard is a white card with a bold title, or none when it is "", around objects under each other.
func NewCard(p *i18n.Printer, title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	inside := column(p, look.Grid)
	if title != "" {
		inside.Add(line(p, title, rtl.Style{Bold: true, Wrap: true}))
	}
	for _, o := range objects {
		inside.Add(o)
	}
	return form.NewPanel(cardFrame(), look.CardPadding, 20, inside)
}

// NewHeading is the bold line above a part of a page, with a small muted note after it or "".
func NewHeading(p *i18n.Printer, text, note string) fyne.CanvasObject {
	if note == "" {
		return line(p, text, rtl.Style{Bold: true, Wrap: true})
	}
	return rtl.NewRich(p.Direction(), []rtl.Span{
		{Text: text, Bold: true}, {Text: "   " + note, Size: rtl.Small, Color: look.ColorMuted},
	}, rtl.Style{Wrap: true})
}
