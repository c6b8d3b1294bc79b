package people

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

func line(p *i18n.Printer, s string, style rtl.Style) *rtl.Text {
	return rtl.NewText(p.Direction(), s, style)
}

func boldWrap() rtl.Style { return rtl.Style{Bold: true, Wrap: true} }

func muted(p *i18n.Printer, s string) *rtl.Text {
	return line(p, s, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

func row(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.HBox(p.Direction(), gap, objects...)
}

func column(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(p.Direction(), gap, objects...)
}

// sheet keeps the margin of a page around its content: 40, and 24 in a narrow window.
type sheet struct {
	widget.BaseWidget
	inside fyne.CanvasObject
	top    float32
}

func newSheet(top float32, inside fyne.CanvasObject) *sheet {
	s := &sheet{inside: inside, top: top}
	s.ExtendBaseWidget(s)
	return s
}

// narrowPage is the width of a page, without the rail, in a window under look.NarrowWidth.
const narrowPage = look.NarrowWidth - 216

func (s *sheet) margin(width float32) float32 {
	if width < narrowPage {
		return look.NarrowMargin
	}
	return look.PageMargin
}

// HeightFor is the height needed at a width.
func (s *sheet) HeightFor(width float32) float32 {
	return rtl.HeightOf(s.inside, width-2*s.margin(width)) + s.top + look.NarrowMargin
}

// Children are the objects in it.
func (s *sheet) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.inside} }

// CreateRenderer belongs to Fyne.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *sheet }

func (r *sheetRenderer) MinSize() fyne.Size {
	m := r.s.inside.MinSize().AddWidthHeight(2*look.NarrowMargin, r.s.top+look.NarrowMargin)
	if w := r.s.Size().Width; w > 0 {
		m.Height = r.s.HeightFor(max(w, m.Width))
	}
	return m
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	m := r.s.margin(size.Width)
	r.s.inside.Move(fyne.NewPos(m, r.s.top))
	r.s.inside.Resize(fyne.NewSize(size.Width-2*m, max(0, size.Height-r.s.top-look.NarrowMargin)))
}

func (r *sheetRenderer) Refresh()                     { r.Layout(r.s.Size()); r.s.inside.Refresh() }
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.Children() }
func (r *sheetRenderer) Destroy()                     {}

// place is a page whose content is made after it was read.
type place struct{ *fyne.Container }

func newPlace(p *i18n.Printer) place { return place{rtl.Stack(p.Direction())} }

func (c place) fill(o fyne.CanvasObject) {
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

func (c place) clear() {
	c.Objects = nil
	c.Refresh()
}

// heading is the title of a page below a quiet way back.
func heading(p *i18n.Printer, title, subtitle string, back func(), end ...fyne.CanvasObject) fyne.CanvasObject {
	d := p.Direction()
	spans := []rtl.Span{{Text: title, Size: rtl.Title, Bold: true}}
	if subtitle != "" {
		spans = append(spans, rtl.Span{Text: "   " + subtitle, Color: look.ColorMuted})
	}
	var head fyne.CanvasObject = rtl.NewRich(d, spans, rtl.Style{Wrap: true})
	if len(end) > 0 {
		head = form.NewBeside(p, 24, 240, head, form.NewGroup(p, 12, end...))
	}
	if back == nil {
		return head
	}
	way := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, back)
	return column(p, look.HalfGrid, row(p, 0, way), head) // room for the focus ring of the way back
}
