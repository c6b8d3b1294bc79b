package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// The two numbers of "Nu gevaar" (PRODUCT.md, law 10).
const (
	emergencyNumber = "112"
	homeNumber      = "0800-2000"
)

// NewDangerStrip is the strip that never needs a passphrase: 112 and 0800-2000, equally large.
func NewDangerStrip(p *i18n.Printer) fyne.CanvasObject {
	inside := rtl.Pad(p.Direction(), rtl.Sides(20, look.NarrowMargin),
		form.NewAtMost(1080, newDanger(p, p.T("listing.danger.call"), 20)))
	top := rtl.Min(p.Direction(), fyne.NewSize(1, 4), form.NewPanel(form.Frame{Fill: look.ColorDanger, Edge: look.ColorNone}, 0, 0, nil))
	ground := form.NewPanel(form.Frame{Fill: look.ColorSurface, Edge: look.ColorNone}, 0, 0, inside)
	return column(p, 0, top, ground)
}

// NewDangerPage is the same over a whole page. Below it stand only the objects that ask who was
// called and when.
func NewDangerPage(p *i18n.Printer, below ...fyne.CanvasObject) fyne.CanvasObject {
	page := column(p, 24, newDanger(p, p.T("listing.danger.call.open"), 56))
	for _, o := range below {
		page.Add(o)
	}
	return page
}

func newDanger(p *i18n.Printer, call string, padY float32) fyne.CanvasObject {
	question := rtl.NewRich(p.Direction(), []rtl.Span{
		{Text: p.T("listing.danger.question"), Bold: true},
		{Text: "   " + call, Color: look.ColorMuted},
	}, rtl.Style{Wrap: true})
	cards := form.NewColumns(p, 24,
		newDangerCard(p, emergencyNumber, p.T("listing.danger.emergency"), padY),
		newDangerCard(p, homeNumber, p.T("listing.danger.home"), padY))
	return column(p, 12, question, cards, muted(p, p.T("listing.danger.free")))
}

func newDangerCard(p *i18n.Printer, number, what string, padY float32) fyne.CanvasObject {
	inside := row(p, 20, look.NewIcon(look.IconPhoneCallFill, look.ColorDanger, 40),
		line(p, number, rtl.Style{Size: rtl.Huge, Bold: true}),
		rtl.Grow(line(p, what, rtl.Style{Color: look.ColorMuted, Wrap: true})))
	f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorDanger, Width: look.StrongEdge, Radius: look.CardRadius}
	return form.NewPanel(f, 28, padY, inside)
}
