package referrals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// sideWidth is the width of the column of cards beside a page, at text step 2.
const sideWidth = 320

func text(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Wrap: true})
}

func bold(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Bold: true, Wrap: true})
}

func large(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Size: rtl.Title, Wrap: true})
}

func muted(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Color: look.ColorMuted, Wrap: true})
}

func small(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

func column(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(p.Direction(), gap, objects...)
}

// atLeast keeps the column of cards at its width.
func atLeast(o fyne.CanvasObject) fyne.CanvasObject { return form.NewAtLeast(sideWidth, 0, o) }

// sheet keeps the margin of a page around its content: 40, and 24 in a narrow window.
type sheet struct {
	widget.BaseWidget
	inside fyne.CanvasObject
}

func newSheet(inside fyne.CanvasObject) *sheet {
	s := &sheet{inside: inside}
	s.ExtendBaseWidget(s)
	return s
}

// railWidth is what the rail takes of the window.
const railWidth = 216

func (s *sheet) margin(width float32) float32 {
	if width < look.NarrowWidth-railWidth {
		return look.NarrowMargin
	}
	return look.PageMargin
}

const sheetTop, sheetBottom = 12, 24

// HeightFor is the height needed at a width.
func (s *sheet) HeightFor(width float32) float32 {
	return rtl.HeightOf(s.inside, width-2*s.margin(width)) + sheetTop + sheetBottom
}

// LeastWidth is the least width.
func (s *sheet) LeastWidth() float32 { return rtl.WidthOf(s.inside) + 2*look.NarrowMargin }

// Children are the objects in it.
func (s *sheet) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.inside} }

// CreateRenderer belongs to Fyne.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *sheet }

func (r *sheetRenderer) MinSize() fyne.Size {
	least := r.s.LeastWidth()
	return fyne.NewSize(least, r.s.HeightFor(max(least, r.s.Size().Width)))
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	m := r.s.margin(size.Width)
	r.s.inside.Move(fyne.NewPos(m, sheetTop))
	r.s.inside.Resize(fyne.NewSize(size.Width-2*m, max(0, size.Height-sheetTop-sheetBottom)))
}

func (r *sheetRenderer) Refresh()                     { r.Layout(r.s.Size()); r.s.inside.Refresh() }
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.Children() }
func (r *sheetRenderer) Destroy()                     {}

// besides is what stands small beside a title: the Dutch term, where the language has one, and more.
func besides(p *i18n.Printer, term, more string) string {
	if term == "" || more == "" {
		return term + more
	}
	return p.Commas([]string{term, more})
}

// under is a title below its way back.
func under(p *i18n.Printer, back func(), title, subtitle string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	way := form.NewButton(p, p.T("referrals.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, back)
	return listing.NewPageHeadBelow(p, way, title, subtitle, actions...)
}

// note is a small muted sentence behind an icon, which wraps.
func note(p *i18n.Printer, icon look.IconName, s string) fyne.CanvasObject {
	return form.NewLead(p, look.Grid, look.NewIcon(icon, look.ColorMuted, 18), small(p, s))
}
